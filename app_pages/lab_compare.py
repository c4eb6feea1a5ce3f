"""Up to five scenarios in one chart and one table; to keep, to give to a file, to send as a link."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from app_pages import kit
from app_pages.lab_state import Lab, kept
from metrics import table
from metrics.charts.lab import compare_figure
from metrics.errors import Refusal
from metrics.fan import likelihood
from metrics.language import Translator
from metrics.levers import RATES
from metrics.questions import Question
from metrics.scenario_file import MOST, NAME_LENGTH, Scenario, dump, load, to_link
from metrics.scenario_views import rows
from metrics.scenario_words import HORIZON, amount, lever_name, lever_value
from metrics.scenarios import checked, final_value, reached_in


def show(t: Translator, state: Lab, question: Question) -> None:
    """Keep, compare, load, save and send."""
    _keep(t, state)
    mine = [s for s in kept() if s.target == question.target.id]
    if not mine:
        st.info(
            t(
                "No scenario of this target is kept yet. Name the present one and keep it, then move "
                "the levers and keep another."
            )
        )
    else:
        _compare(t, state, question, mine)
    _files(t, state)
    _link(t, state)


def _keep(t: Translator, state: Lab) -> None:
    left, right = st.columns([3, 1], vertical_alignment="bottom")
    name = left.text_input(
        t("Name of the present scenario"),
        state.scenario.name,
        max_chars=NAME_LENGTH,
        key=f"lab-name-{state.scenario.name}",
        placeholder=t("for example: Growth only"),
    ).strip()
    full = len(kept()) >= MOST
    right.button(
        t("Keep"),
        icon=":material/bookmark_add:",
        disabled=full,
        width="stretch",
        key="lab-keep",
        on_click=lambda: keep(state, name or t("Scenario {number}", number=len(kept()) + 1)),
    )
    if full:
        st.caption(t("Five scenarios are kept; remove one to keep another."))


def keep(state: Lab, name: str) -> None:
    """Keep the scenario in hand under a name that no other has."""
    state.scenario = replace(state.scenario, name=_free(name, {s.name for s in kept()}))
    kept().append(state.scenario)


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "′"
    return name


def _compare(t: Translator, state: Lab, question: Question, mine: list[Scenario]) -> None:
    asked = {s.name: s.question({question.target.id: question.target}) for s in mine}
    frames = {s.name: rows(asked[s.name], s.levers, name=s.name, draws=s.draws, seed=s.seed) for s in mine}
    paths = {name: frame[frame["series"] == name] for name, frame in frames.items()}
    lines = pd.DataFrame([_line(t, s, asked[s.name]) for s in mine])
    ends = {
        s.name: final_value(asked[s.name].start, asked[s.name].years, s.levers, asked[s.name].kind)
        for s in mine
    }
    best = max(ends, key=lambda name: ends[name] if question.rising else -ends[name])
    sentence = t(
        "Of {n} scenarios “{name}” goes furthest: {end} in {year}.",
        n=len(mine),
        name=best,
        end=amount(t, asked[best], ends[best]),
        year=asked[best].last_year,
    )
    st.markdown(f"#### {kit.plain(sentence)}")
    kit.chart(
        compare_figure(t, question, paths),
        key="lab-compare",
        name=f"{question.target.id}-scenarios",
        alt=sentence,
    )
    st.dataframe(lines, hide_index=True, width="stretch")
    left, middle, right = st.columns([2, 1, 1], vertical_alignment="bottom")
    chosen = left.selectbox(t("Kept scenario"), [s.name for s in mine], key="lab-kept-choice")
    found = next(s for s in mine if s.name == chosen)
    middle.button(
        t("Take in hand"),
        key="lab-kept-load",
        width="stretch",
        on_click=state.change,
        kwargs={name: value for name, value in vars(found).items() if name != "target"},
    )
    right.button(t("Remove"), key="lab-kept-remove", width="stretch", on_click=kept().remove, args=(found,))
    kit.downloads(
        {t("Scenarios as one table"): lambda: table.join(*frames.values()), t("Comparison"): lines},
        name=f"{question.target.id}-scenarios",
        key="lab-compare-csv",
    )


def _line(t: Translator, scenario: Scenario, question: Question) -> dict[str, str]:
    levers = scenario.levers
    end = final_value(question.start, question.years, levers, question.kind)
    reached = reached_in(question.start, question.goal, levers, question.kind, HORIZON)
    chance = likelihood(
        question.start,
        question.goal,
        question.years,
        levers,
        draws=scenario.draws,
        seed=scenario.seed,
        kind=question.kind,
    )
    shown = RATES if question.kind == "share" else RATES[:1]
    return {
        t("Scenario"): scenario.name,
        **{
            lever_name(t, name, question.kind): lever_value(t, name, getattr(levers, name))
            for name in (*shown, "volatility")
        },
        t("End"): amount(t, question, end),
        t("Goal"): amount(t, question, question.goal),
        t("Reached in"): "—" if reached is None else str(reached),
        t("Chance"): t.percent(chance.probability, 1),
    }


def _files(t: Translator, state: Lab) -> None:
    left, right = st.columns(2)
    with left:
        st.download_button(
            t("Save the scenarios as a file"),
            data=lambda: dump(kept() or [state.scenario]).encode(),
            file_name="scenarios.json",
            mime="application/json",
            on_click="ignore",
            icon=":material/save:",
            key="lab-save",
        )
    with right:
        st.file_uploader(
            t("Load a file of scenarios"),
            type="json",
            key="lab-file",
            max_upload_size=1,
            on_change=_take_file,
        )
    refused = st.session_state.get("lab-file-refused")
    if refused is not None:
        st.error(t.refusal(refused))


def _take_file() -> None:
    """The scenarios of the file take the place of those that were kept."""
    given = st.session_state["lab-file"]
    st.session_state["lab-file-refused"] = None
    if given is None:
        return
    try:
        read = load(given.getvalue())
        for scenario in read:
            question = scenario.question(kit.catalogue().targets)
            checked(question.start, question.years, scenario.levers, question.kind)
    except Refusal as refusal:
        st.session_state["lab-file-refused"] = refusal
        return
    names: list[str] = []
    for number, scenario in enumerate(read, start=1):
        names.append(_free(scenario.name or str(number), set(names)))
    st.session_state["lab_kept"] = [
        replace(scenario, name=name) for scenario, name in zip(read, names, strict=True)
    ]


def _link(t: Translator, state: Lab) -> None:
    st.markdown(t("Link to the present scenario: it holds all levers."))
    link = {"lang": kit.lang(), **to_link(state.scenario)}
    st.code(f"{(st.context.url or '').split('?')[0]}?{urlencode(link)}", language=None, wrap_lines=True)
