"""Scenario lab: what would have to be true for a target to be reached."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from app_pages import (
    kit,
    lab_assumptions,
    lab_chance,
    lab_compare,
    lab_iso,
    lab_moves,
    lab_needed,
    lab_numbers,
    lab_state,
    target_choice,
)
from app_pages.components.lab_chart import lab_chart
from metrics.errors import Refusal
from metrics.levers import NAMES
from metrics.model import Target
from metrics.presets import PRESETS, impossible, preset
from metrics.questions import Question
from metrics.scenario_words import refusal_sentence
from metrics.scenarios import checked

t = kit.t()
catalogue = kit.catalogue()


@st.fragment
def workbench(target: Target) -> None:
    """Assumptions, presets, levers and chart, and the views under them."""
    state = lab_state.lab(target)
    try:
        question = state.scenario.question({target.id: target})
    except Refusal as refusal:
        st.info(t.refusal(refusal))
        lab_assumptions.ask(t, target, state, None)
        return
    lab_state.set_levers(state, question)
    above, chart, views = st.container(), st.container(), st.container()
    with chart:  # first, because it is what a hand on a slider waits for
        follow_levers(state, question)
    with above:
        lab_assumptions.show(t, target, state, question)
        say_dropped(state, question)
        presets(state, question)
    lab_state.write_link(state.scenario)
    with views:
        below(state, question)


def follow_levers(state: lab_state.Lab, question: Question) -> None:
    """Levers and chart, and whose words the goal is."""
    scenario = state.scenario
    mounted = f"lab-chart-{question.target.id}"
    lab_chart(
        t,
        question,
        scenario.levers,
        seq=state.seq,
        draws=scenario.draws,
        seed=scenario.seed,
        mounted=mounted,
        moved=lambda: take_move(state, question, mounted),
    )
    lab_assumptions.caption(t, question)


def say_dropped(state: lab_state.Lab, question: Question) -> None:
    """What of a link could not be used, and what a preset could not do."""
    if state.dropped:
        st.warning(
            t("Not everything in the link could be used; dropped: {names}.", names=", ".join(state.dropped))
        )
    if state.refused is not None:
        st.info(refusal_sentence(t, state.refused, question))
        state.refused = None


def take_move(state: lab_state.Lab, question: Question, mounted: str) -> None:
    """Take over the levers that the browser sends, as far as they can be."""
    moved = st.session_state[mounted].get("moved") or {}
    sent = {name: value for name, value in moved.get("levers", {}).items() if name in NAMES}
    state.seq = max(state.seq, int(moved.get("seq", 0)))
    try:
        levers = replace(state.scenario.levers, **sent | {"first_year": question.first_year})
        levers = checked(question.start, question.years, levers, question.kind)
    except Refusal:
        state.seq += 1  # the browser takes back what cannot be
        return
    state.change(levers=levers)
    state.seq -= 1  # what it sent is what it gets, under its own number


def take_preset(state: lab_state.Lab, question: Question, name: str) -> None:
    """The preset's levers; if they cannot be, the reason stands above the chart."""
    try:
        state.change(levers=preset(name, question, state.scenario.levers), name=t(PRESETS[name]))
    except Refusal as refusal:
        state.refused = refusal


def presets(state: lab_state.Lab, question: Question) -> None:
    """One click to a sensible start; what a preset cannot do, it says."""
    with st.container(horizontal=True, vertical_alignment="center"):
        for name, label in PRESETS.items():
            reason = impossible(name, question)
            st.button(
                t(label),
                key=f"lab-preset-{name}",
                disabled=reason is not None,
                help=None if reason is None else t.refusal(reason),
                on_click=take_preset,
                args=(state, question, name),
            )
        st.button(
            t("Undo"),
            icon=":material/undo:",
            key="lab-undo",
            disabled=not state.past,
            type="tertiary",
            on_click=state.undo,
        )
        st.button(
            t("Back to what the source says"),
            icon=":material/restart_alt:",
            key="lab-reset",
            type="tertiary",
            on_click=state.reset,
        )


def below(state: lab_state.Lab, question: Question) -> None:
    """The views; only the open one is computed."""
    views = {
        t("What each lever would have to be"): lab_needed,
        t("Growth or admission"): lab_iso,
        t("What moves {year} most", year=question.last_year): lab_moves,
        t("Chance"): lab_chance,
        t("Compare and keep"): lab_compare,
        t("Year by year"): lab_numbers,
    }
    tabs = st.tabs(list(views), key=f"lab-view-{kit.lang()}", on_change="rerun")
    for tab, view in zip(tabs, views.values(), strict=True):
        if tab.open:
            with tab:
                view.show(t, state, question)


chosen = target_choice.pick(catalogue)
if chosen is not None:
    workbench(chosen)
