"""What the scenario lab remembers in a session: the scenario in hand, the way back, and those that were
kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from app_pages import address_bar
from metrics.errors import Refusal
from metrics.levers import Levers
from metrics.model import Target
from metrics.presets import VOLATILITY, preset
from metrics.questions import Question, ask
from metrics.scenario_file import LINK_NAMES, Read, Scenario, from_link, to_link, usable

HISTORY = 100


@dataclass
class Lab:
    """The scenario in hand; `seq` counts its changes, `dropped` names what a link said in vain."""

    scenario: Scenario
    levers_set: bool = False
    seq: int = 0
    past: list[Scenario] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    read: Read = field(default_factory=Read)
    refused: Refusal | None = None

    def change(self, **values: Any) -> None:
        """Take another scenario in hand, without a name unless one is given; the one before can be had
        back.
        """
        changed = replace(self.scenario, **{"name": "", **values})
        if changed != self.scenario:
            self.past = [*self.past[-HISTORY:], self.scenario]
            self.scenario = changed
        self.seq += 1

    def reset(self) -> None:
        """Back to what the source says; the levers follow from what the target asks then."""
        self.past = [*self.past[-HISTORY:], self.scenario]
        self.scenario = Scenario(self.scenario.target, Levers())
        self.levers_set, self.read, self.dropped = False, Read(), []
        self.seq += 1

    def undo(self) -> None:
        """The scenario as it was before its last change."""
        if self.past:
            self.scenario = self.past.pop()
            self.seq += 1


def lab(target: Target) -> Lab:
    """The lab's state for a target: what a session's first link says, and where the browser goes back or
    forward, what that address says.
    """
    labs: dict[str, Lab] = st.session_state.setdefault("labs", {})
    before = labs.get(target.id)
    if before is None or address_bar.is_way_back():
        read = from_link(st.query_params) if not labs or address_bar.is_way_back() else Read()
        found = Lab(_sound(target, read), dropped=read.dropped, read=read)
        if before is not None:
            found.past, found.seq = [*before.past[-HISTORY:], before.scenario], before.seq + 1
        labs[target.id] = found
    return labs[target.id]


def _sound(target: Target, read: Read) -> Scenario:
    """The link's own assumptions, one by one, as far as the target can be asked with them."""
    scenario = Scenario(target.id, Levers())
    for name, value in read.own.items():
        candidate = replace(scenario, **{name: value})
        try:
            _try(target, candidate)
        except Refusal as refusal:
            if refusal.values.get("lever") in {name, "goal", "baseline", "draws", "seed", "size"} or _asked(
                target, scenario
            ):
                read.dropped.append(name)
                continue
        scenario = candidate
    return scenario


def _try(target: Target, scenario: Scenario) -> None:
    from metrics.fan import check_draws

    check_draws(scenario.draws, scenario.seed)
    scenario.question({target.id: target})


def _asked(target: Target, scenario: Scenario) -> bool:
    """Whether the target can be asked without the assumption in question."""
    try:
        ask(target, baseline=scenario.baseline, base_year=scenario.base_year, deadline=scenario.deadline)
    except Refusal:
        return False
    return True


def set_levers(state: Lab, question: Question) -> None:
    """Give a new scenario its levers: those of the link, else what the target itself asks."""
    if state.levers_set:
        held = replace(state.scenario.levers, first_year=question.first_year)
        try:
            held = held.checked(question.years)
        except Refusal:  # the years have moved past a start
            held = replace(held, member_start=None, rest_start=None, admission_start=None)
        if held != state.scenario.levers:
            state.scenario = replace(state.scenario, levers=held)
        return
    levers, dropped = usable(state.read, question, default(question))
    state.dropped += dropped
    state.scenario = replace(state.scenario, levers=levers)
    state.levers_set = True


def default(question: Question) -> Levers:
    """What the target itself asks; where growth cannot do it, nothing."""
    try:
        return preset("as_stated", question)
    except Refusal:
        return Levers(first_year=question.first_year, volatility=VOLATILITY)


def write_link(scenario: Scenario) -> None:
    """Keep the scenario in the address bar, as one step of the browser's history."""
    address_bar.stand(to_link(scenario), instead_of=LINK_NAMES)


def kept() -> list[Scenario]:
    """The scenarios that were kept in this session."""
    scenarios: list[Scenario] = st.session_state.setdefault("lab_kept", [])
    return scenarios
