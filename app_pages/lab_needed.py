"""The value that each lever alone would need to reach the goal; one click sets it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from app_pages import kit
from app_pages.lab_state import Lab
from metrics.errors import Refusal
from metrics.language import Translator
from metrics.levers import STARTS, Levers
from metrics.presets import needed, ranges
from metrics.questions import Question
from metrics.scenario_views import needed_frame
from metrics.scenario_words import amount, lever_name, lever_value, needed_sentence, refusal_sentence
from metrics.scenarios import SOLVABLE


def show(t: Translator, state: Lab, question: Question) -> None:
    """The answer for the lever that is picked, and a table of them all."""
    found, frame, reasons = answers(t, question, state.scenario.levers)
    goal = amount(t, question, question.goal)
    if not found:
        st.info(
            t(
                "No lever alone reaches {goal} by {year}: move two of them.",
                goal=goal,
                year=question.last_year,
            )
        )
    else:
        _pick(t, state, question, found)
    st.dataframe(frame, hide_index=True, width="stretch")
    for reason in reasons:
        st.caption(kit.plain(reason))
    st.caption(
        t(
            "Each line moves one lever and holds the others; levers that change nothing are left out."
            " A start is "
            "the latest, a ramp the longest that will do."
        )
    )
    kit.downloads(
        {t("What each lever would have to be"): lambda: needed_frame(question, found)},
        name=f"{question.target.id}-levers",
        key="lab-needed-csv",
    )


def answers(
    t: Translator, question: Question, levers: Levers
) -> tuple[dict[str, Levers], pd.DataFrame, list[str]]:
    """The levers with each one solved for, the table of what they are and would have to be, and why some
    cannot.
    """
    found, lines, reasons = {}, [], []
    possible = ranges(question)
    for name in SOLVABLE:
        if name not in possible:
            continue
        needs = "—"
        try:
            found[name] = needed(name, question, levers)
            needs = lever_value(t, name, getattr(found[name], name))
        except Refusal as refusal:
            if "goal" not in refusal.values:  # it changes nothing, so there is nothing to say of it
                continue
            reasons.append(refusal_sentence(t, refusal, question))
        now = levers.start_of(name) if name in STARTS else getattr(levers, name)
        lines.append((lever_name(t, name, question.kind), lever_value(t, name, now), needs))
    return found, pd.DataFrame(lines, columns=[t("Lever"), t("Now"), t("Needed")]), reasons


def _pick(t: Translator, state: Lab, question: Question, found: dict[str, Levers]) -> None:
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    chosen = left.selectbox(
        t("Lever to solve for"),
        list(found),
        format_func=lambda name: lever_name(t, name, question.kind),
        key="lab-needed",
    )
    right.button(
        t("Set it so"),
        key="lab-needed-set",
        width="stretch",
        on_click=state.change,
        kwargs={"levers": found[chosen]},
    )
    st.markdown(f"#### {kit.plain(needed_sentence(t, question, chosen, found[chosen]))}")
