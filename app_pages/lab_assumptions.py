"""What a person assumes about the question itself: baseline, years, goal, and the size of industry."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app_pages import kit
from app_pages.lab_state import Lab
from metrics.charts.signs import GLYPHS
from metrics.errors import Refusal
from metrics.language import Translator, key
from metrics.model import Target
from metrics.questions import Question
from metrics.scenario_words import amount
from metrics.wording import source_line

GOALS = {
    "stated": key("as stated: {value}"),
    "floor": key("the least that the words allow: {value}"),
    "upper": key("the most that the words allow: {value}"),
}
OWN = key("a value of my own")
BASES = {"stated": key("stated"), "derived": key("derived"), "assumed": key("assumed")}


def show(t: Translator, target: Target, state: Lab, found: Question) -> None:
    """Baseline, years and goal in one line; what may be assumed about them inside."""
    with st.expander(_summary(t, found), icon=":material/tune:", key=f"lab-assumptions-{target.id}"):
        ask(t, target, state, found)


def caption(t: Translator, found: Question) -> None:
    """The sources of baseline and goal, and what the signs mean."""
    sources = "; ".join(kit.plain(source_line(t, source)) for source in found.target.sources)
    signs = t(
        "● stated, ◐ derived, ○ assumed; dashed: the scenario. What follows from assumptions is no forecast."
    )
    st.caption(f"{t('Source')}: {sources} · {signs}")


def _summary(t: Translator, found: Question) -> str:
    year = found.baseline.date
    return t(
        "Baseline {baseline} ({basis}) in {first} ({year_basis}); goal {goal} by {last}",
        baseline=kit.plain(amount(t, found, found.start)),
        basis=f"{GLYPHS[found.baseline.basis]} {t(BASES[found.baseline.basis])}",
        first=str(found.first_year),
        year_basis=f"{GLYPHS[year.basis]} {t(BASES[year.basis])}",
        goal=kit.plain(amount(t, found, found.goal)),
        last=str(found.last_year),
    )


def ask(t: Translator, target: Target, state: Lab, found: Question | None) -> None:
    """The inputs; each writes into the scenario as soon as it is changed."""
    unit = t.text((found.unit if found else target.indicator.unit).name)
    scenario = state.scenario
    first, second, third = st.columns(3)
    with first:
        _number(
            t("Baseline, {unit}", unit=unit),
            "baseline",
            state,
            scenario.baseline if scenario.baseline is not None else found and found.shown(found.start),
            hint=t("Another value than the source's is shown as assumed."),
        )
    with second:
        _number(
            t("Year of the baseline"),
            "base_year",
            state,
            found.first_year if found else scenario.base_year,
            whole=True,
        )
    with third:
        _number(
            t("Year of the goal"),
            "deadline",
            state,
            found.last_year if found else scenario.deadline,
            whole=True,
        )
    if found is None:
        return
    with first:
        _goal(t, state, found)
    with second:
        if found.kind == "share":
            _number(
                t("Industry in {year}, bn RUB", year=found.first_year),
                "size",
                state,
                scenario.size,
                hint=t("Optional: the revenue of all industry, to see the scenario in roubles of that year."),
            )


def _goal(t: Translator, state: Lab, found: Question) -> None:
    offered = {
        name: t(GOALS[name], value=amount(t, found, value)) for name, value in found.goals().items()
    } | {"own": t(OWN)}
    present = state.scenario.goal if isinstance(state.scenario.goal, str) else "own"
    name = f"lab-goal-{found.target.id}-{state.scenario.goal}"

    def take() -> None:
        chosen = st.session_state[name]
        state.change(goal=round(found.shown(found.goal), 6) if chosen == "own" else chosen)

    st.selectbox(
        t("Goal"),
        list(offered),
        index=list(offered).index(present) if present in offered else 0,
        format_func=offered.__getitem__,
        key=name,
        on_change=take,
    )
    if present == "own":
        _number(t("My goal, {unit}", unit=t.text(found.unit.name)), "goal", state, found.shown(found.goal))


def _number(
    label: str, field: str, state: Lab, value: Any, *, whole: bool = False, hint: str | None = None
) -> None:
    name = f"lab-{field}-{state.scenario.target}-{value}"  # a new value from elsewhere is a new widget

    def take() -> None:
        typed = st.session_state[name]
        previous = getattr(state.scenario, field)
        if typed is not None and value is not None and typed == value and previous is None:
            return
        state.change(**{field: int(typed) if whole and typed is not None else typed})
        try:
            state.scenario.question({state.scenario.target: kit.catalogue().targets[state.scenario.target]})
        except Refusal as refusal:
            if previous is not None or value is not None:
                state.undo()
                st.session_state["lab-refused"] = (field, refusal)

    st.number_input(
        label,
        value=None if value is None else int(value) if whole else float(value),
        step=1 if whole else None,
        format=None if whole else "%.6g",
        key=name,
        on_change=take,
        help=hint,
        placeholder="—",
    )
    refused = st.session_state.get("lab-refused")
    if refused and refused[0] == field:
        st.error(kit.t().refusal(refused[1]))
        del st.session_state["lab-refused"]
