"""A scenario as something to keep: in a link, in a file.

A link holds every lever that is not at rest; a file holds up to five scenarios as JSON. What cannot be read
in a link is dropped and named; a file that cannot be read is refused.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from math import isfinite
from typing import Any

from metrics.errors import Refusal
from metrics.levers import NAMES, RATES, Levers
from metrics.questions import GOALS, Question, ask

MOST = 5
FORMAT = "cluster-metrics/scenarios"
NAME_LENGTH = 60


@dataclass(frozen=True)
class Scenario:
    """A named set of assumptions about one target; values in the indicator's unit, size in the size's own."""

    target: str
    levers: Levers
    name: str = ""
    baseline: float | None = None
    base_year: int | None = None
    deadline: int | None = None
    goal: str | float = "stated"
    size: float | None = None
    draws: int = 10_000
    seed: int = 1

    def question(self, targets: Mapping[str, Any]) -> Question:
        """What its target asks under its assumptions. Raises Refusal for a target that is not in the
        catalogue.
        """
        if self.target not in targets:
            raise Refusal("The catalogue has no target “{target}”.", target=self.target)
        if self.size is not None and not self.size > 0:
            raise Refusal("The size of industry must be a number above zero.", lever="size")
        return ask(
            targets[self.target],
            baseline=self.baseline,
            base_year=self.base_year,
            deadline=self.deadline,
            goal=self.goal,
        )


_AT_REST = Levers()
ALWAYS = (*RATES, "volatility")
_OWN = {item.name: item for item in fields(Scenario) if item.name not in {"target", "levers"}}
_WHOLE = {"base_year", "deadline", "draws", "seed", "first_year"}
LINK_NAMES = tuple(name for name in NAMES if name != "first_year") + tuple(_OWN)


def to_link(scenario: Scenario) -> dict[str, str]:
    """Return the query parameters that open this scenario again: the rates always, the rest where it was
    moved.
    """
    link = {"target": scenario.target}
    for name in NAMES:
        value = getattr(scenario.levers, name)
        if name != "first_year" and (name in ALWAYS or value != getattr(_AT_REST, name)):
            link[name] = _written(value)
    for name, item in _OWN.items():
        value = getattr(scenario, name)
        if value != item.default:
            link[name] = _written(value)
    return link


@dataclass(frozen=True)
class Read:
    """What a link says: the values that can be used by name, and the parameters that were dropped."""

    values: dict[str, Any] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)

    @property
    def levers(self) -> dict[str, Any]:
        return {name: value for name, value in self.values.items() if name in NAMES}

    @property
    def own(self) -> dict[str, Any]:
        return {name: value for name, value in self.values.items() if name in _OWN}


def from_link(params: Mapping[str, str]) -> Read:
    """Read a link's parameters; those that are not a lever of ours are left to other pages."""
    read = Read()
    for name, text in params.items():
        if name not in LINK_NAMES:
            continue
        try:
            read.values[name] = _value(name, text)
        except Refusal:
            read.dropped.append(name)
    return read


def usable(read: Read, question: Question, default: Levers) -> tuple[Levers, list[str]]:
    """Return the levers of a link as far as they can be for this question, and the names of those dropped.

    What the link leaves out, or says in vain, stays as in `default`.
    """
    levers, dropped = default, []
    for name, value in read.levers.items():
        if question.kind == "level" and value and name.startswith(("rest", "admission")):
            dropped.append(name)
            continue
        try:
            levers = levers.changed(**{name: value}).checked(question.years)
        except Refusal:
            dropped.append(name)
    return levers, dropped


def dump(scenarios: list[Scenario]) -> str:
    """Write scenarios as JSON that a person can read and `load` takes back."""
    listed = [
        {key: value for key, value in vars(s).items() if key != "levers"} | {"levers": vars(s.levers)}
        for s in scenarios
    ]
    return (
        json.dumps({"format": FORMAT, "version": 1, "scenarios": listed}, ensure_ascii=False, indent=2) + "\n"
    )


def load(text: str | bytes) -> list[Scenario]:
    """Read the scenarios of a file. Raises Refusal that says what is wrong with it."""
    try:
        document = json.loads(text)
    except (ValueError, UnicodeDecodeError) as error:
        raise Refusal("This is not a file of scenarios: it is not JSON.") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise Refusal("This is not a file of scenarios that was saved here.")
    listed = document.get("scenarios")
    if not isinstance(listed, list) or not 1 <= len(listed) <= MOST:
        raise Refusal("A file holds from 1 to {most} scenarios.", most=MOST)
    return [_scenario(item, number) for number, item in enumerate(listed, start=1)]


def _scenario(item: Any, number: int) -> Scenario:
    try:
        own = {key: value for key, value in item.items() if key not in {"levers", "target"}}
        levers: dict[str, Any] = {name: _number(name, value) for name, value in item["levers"].items()}
        checked = {name: _value(name, value) for name, value in own.items() if value is not None}
        return Scenario(str(item["target"]), Levers(**levers), **checked)
    except (Refusal, AttributeError, KeyError, TypeError) as error:
        raise Refusal("Scenario {number} of the file cannot be read.", number=number) from error


def _value(name: str, value: Any) -> Any:
    if name == "name":
        return str(value)[:NAME_LENGTH]
    if name == "goal" and value in GOALS:
        return value
    return _number(name, value)


def _number(name: str, value: Any) -> float | int | None:
    if value is None:
        return None
    try:
        number = float(value)
    except (TypeError, ValueError) as error:
        raise Refusal("The lever “{lever}” needs a number.", lever=name) from error
    if not isfinite(number) or (name in _WHOLE and number != int(number)):
        raise Refusal("The lever “{lever}” needs a number.", lever=name)
    return int(number) if name in _WHOLE else number


def _written(value: Any) -> str:
    return f"{value:.12g}" if isinstance(value, float) else str(value)
