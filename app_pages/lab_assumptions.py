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
    if found.kind == "share":
        st.caption(kit.plain(compartments(t, found)))


def compartments(t: Translator, found: Question) -> str:
    """Who the members and the rest are in this share."""
    indicator = found.target.indicator
    if indicator.numerator is None or indicator.denominator is None:
        return t(
            "Members: what the share counts. The rest: all else. Admission: what passes from the rest"
            " to the members."
        )
    return t(
        "Members: {numerator}. The rest: {denominator} without it. Admission: what passes from the "
        "rest to the members.",
        numerator=_small(t.text(indicator.numerator)),
        denominator=_small(t.text(indicator.denominator)),
    )


def _small(text: str) -> str:
    """A text inside a sentence: its first letter is small unless a capital follows (GVA)."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


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
    scenario, asked = state.scenario, found is not None
    baseline = found.shown(found.start) if found and scenario.baseline is None else scenario.baseline
    first, second, third = st.columns(3)
    with first:
        hint = t("Another value than the source's is shown as assumed.")
        _number(t("Baseline, {unit}", unit=unit), "baseline", state, target, baseline, asked=asked, hint=hint)
    with second:
        year = found.first_year if found else scenario.base_year
        _number(t("Year of the baseline"), "base_year", state, target, year, asked=asked, whole=True)
    with third:
        year = found.last_year if found else scenario.deadline
        _number(t("Year of the goal"), "deadline", state, target, year, asked=asked, whole=True)
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
                target,
                scenario.size,
                hint=t("Optional: the revenue of all industry, to see the scenario in roubles of that year."),
            )


def _goal(t: Translator, state: Lab, found: Question) -> None:
    offered = {
        name: t(GOALS[name], value=amount(t, found, value)) for name, value in found.goals().items()
    } | {"own": t(OWN)}
    present = state.scenario.goal if isinstance(state.scenario.goal, str) else "own"
    name = f"lab-goal-kind-{found.target.id}-{state.scenario.goal}"

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
        _number(
            t("My goal, {unit}", unit=t.text(found.unit.name)),
            "goal",
            state,
            found.target,
            found.shown(found.goal),
        )


def _number(
    label: str,
    field: str,
    state: Lab,
    target: Target,
    value: Any,
    *,
    asked: bool = True,
    whole: bool = False,
    hint: str | None = None,
) -> None:
    """A number of the scenario; what cannot be is not taken, and the reason stands under the input.

    `asked` says whether the target could be asked without it.
    """
    name = f"lab-{field}-{target.id}-{value}"  # a new value from elsewhere is a new widget
    refused: dict[str, Refusal] = st.session_state.setdefault("lab-refused", {})

    def take() -> None:
        refused.pop(name, None)
        typed = st.session_state[name]
        if typed == value and getattr(state.scenario, field) is None:
            return
        state.change(**{field: int(typed) if whole and typed is not None else typed})
        try:
            state.scenario.question({target.id: target})
        except Refusal as refusal:
            if asked:  # else something else may still be missing, and the page says what
                state.undo()
                refused[name] = refusal

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
    if name in refused:
        st.error(kit.t().refusal(refused[name]))
