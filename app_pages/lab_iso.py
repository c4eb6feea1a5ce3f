"""What would have to be true: all pairs of growth gap and admission that reach a goal in a year."""

from __future__ import annotations

import streamlit as st

from app_pages import kit
from app_pages.lab_state import Lab
from metrics.charts.lab import clicked_pair, iso_figure
from metrics.language import Translator
from metrics.presets import ranges
from metrics.questions import Question
from metrics.scenario_views import iso_frame, iso_lines
from metrics.scenario_words import amount, iso_sentence


def show(t: Translator, state: Lab, question: Question) -> None:
    """The lines for the goals and years that are picked; a click on a line loads its point."""
    if question.kind != "share":
        st.info(t("Iso-lines weigh growth against admission, and a level has no admission."))
        return
    levers = state.scenario.levers
    goals, years = _picked(t, question)
    if not goals or not years:
        st.info(t("Pick at least one goal and one year."))
        return
    lines = iso_lines(
        question, levers, goals, years, most=max(ranges(question)["admission"][1], levers.admission)
    )
    sentence = iso_sentence(t, question, levers)
    st.markdown(f"#### {kit.plain(sentence)}")
    shown = f"lab-iso-{question.target.id}-{state.seq}"
    kit.chart(
        iso_figure(t, question, lines, levers),
        key=shown,
        name=f"{question.target.id}-iso",
        alt=sentence,
        on_select=lambda: _take(state, shown),
    )
    st.caption(
        t(
            "Each line holds all pairs that reach its goal. Click a point of a line to load it as the"
            " scenario."
        )
    )
    kit.downloads(
        {t("Growth or admission"): lambda: iso_frame(question, lines, levers)},
        name=f"{question.target.id}-iso",
        key="lab-iso-csv",
    )


def _take(state: Lab, shown: str) -> None:
    """The pair that was clicked becomes the scenario."""
    clicked = clicked_pair(st.session_state.get(shown))
    if clicked is None:
        return
    gap, admission = clicked
    levers = state.scenario.levers
    growth = (1 + gap) * (1 + levers.rest_growth) - 1
    state.change(levers=levers.changed(member_growth=growth, admission=admission))


def _picked(t: Translator, question: Question) -> tuple[list[float], list[int]]:
    """The goals (model's scale) and years to draw lines for."""
    asked = sorted({round(question.shown(goal), 6) for goal in [question.goal, *question.goals().values()]})
    goals = st.pills(
        t("Goals"),
        sorted({*asked, *_round_levels(question)}),
        selection_mode="multi",
        default=asked,
        format_func=lambda goal: amount(t, question, question.modelled(goal)),
        key=f"lab-iso-goals-{question.target.id}-{question.goal}",
    )
    years = st.pills(
        t("Years"),
        list(range(question.first_year + 1, question.last_year + 6)),
        selection_mode="multi",
        default=[question.last_year],
        format_func=str,
        key=f"lab-iso-years-{question.target.id}-{question.last_year}",
    )
    return [question.modelled(goal) for goal in goals], years


def _round_levels(question: Question) -> list[float]:
    """Tenths of the room between the limits, from the baseline to somewhat beyond the goal."""
    low, high = sorted((question.start, question.goal))
    return [round(question.shown(n / 10), 6) for n in range(1, 10) if low - 0.1 < n / 10 < high + 0.25]
