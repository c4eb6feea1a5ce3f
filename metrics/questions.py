"""What a target asks of a scenario: from where, to where, by when, in shares or in levels.

Shares are turned into fractions of the room between the indicator's natural limits, so that one odds model
serves them all; levels stay in their unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from metrics.anchors import NO_BASELINE, Anchor, anchors
from metrics.errors import Refusal
from metrics.model import Target, Unit
from metrics.scenarios import Kind

GOALS = ("stated", "floor", "upper")


@dataclass(frozen=True)
class Question:
    """A baseline, a goal and the years between them; `start`, `goal`, `floor` and `upper` are in the
    model's scale.

    `floor` and `upper` are the ends of what the words leave open; `upper` is None where they set no end.
    """

    target: Target
    kind: Kind
    unit: Unit
    start: float
    goal: float
    floor: float
    stated: float
    upper: float | None
    first_year: int
    years: int
    baseline: Anchor
    end: Anchor
    limits: tuple[float, float] = (0.0, 1.0)

    @property
    def last_year(self) -> int:
        return self.first_year + self.years

    @property
    def rising(self) -> bool:
        return self.goal >= self.start

    def shown(self, value: float) -> float:
        """A value of the model in the indicator's own unit."""
        low, high = self.limits
        return low + (high - low) * value

    def modelled(self, value: float) -> float:
        """A value in the indicator's unit on the model's scale."""
        low, high = self.limits
        return (value - low) / (high - low)

    def goals(self) -> dict[str, float]:
        """The goals that the words offer, by name; equal ones once."""
        offered: dict[str, float] = {}
        for name in GOALS:
            value = getattr(self, name)
            if value is not None and self._possible(value) and value not in offered.values():
                offered[name] = value
        return offered

    def _possible(self, value: float) -> bool:
        return 0 < value < (1 if self.kind == "share" else float("inf"))


def ask(
    target: Target,
    *,
    baseline: float | None = None,
    base_year: int | None = None,
    deadline: int | None = None,
    goal: str | float = "stated",
) -> Question:
    """Return what the target asks; `baseline`, `base_year` and `deadline` are assumptions in place of the
    words.

    `goal` is one of GOALS or a value in the indicator's unit. Raises Refusal when a baseline, a year or an
    end is missing, or when baseline or goal lie outside the limits.
    """
    found = anchors(target, baseline=baseline, base=base_year, due=deadline)
    if found.kind == "addition" or (found.kind == "index" and target.indicator.is_share):
        raise Refusal(NO_BASELINE)
    first, last = found.start, found.end
    share = found.kind == "level" and target.indicator.is_share
    limits = (float(found.limits[0] or 0), float(found.limits[1] or 0)) if share else (0.0, 1.0)
    span = limits[1] - limits[0]

    def scaled(value: float) -> float:
        return (value - limits[0]) / span

    low, high = last.interval.low, last.interval.high
    rising = last.value >= first.value
    near, far = (low, high) if rising else (high, low)
    question = Question(
        target=target,
        kind="share" if share else "level",
        unit=found.unit,
        start=scaled(first.value),
        goal=0.0,
        floor=scaled(near) if isfinite(near) else scaled(last.value),
        stated=scaled(last.value),
        upper=scaled(far) if isfinite(far) else None,
        first_year=first.date.year,
        years=last.date.year - first.date.year,
        baseline=first,
        end=last,
        limits=limits,
    )
    return _with_goal(question, goal)


def _with_goal(question: Question, goal: str | float) -> Question:
    from dataclasses import replace

    offered = question.goals()
    value = offered.get(goal, question.stated) if isinstance(goal, str) else question.modelled(goal)
    limit = 1.0 if question.kind == "share" else float("inf")
    for number, name in ((question.start, "baseline"), (value, "goal")):
        if not (isfinite(number) and 0 < number < limit):
            raise Refusal(
                "The odds model needs a {name} strictly between the natural limits {low} and {high}."
                if question.kind == "share"
                else "A level that grows needs a {name} above zero.",
                lever=name,
                name=name,
                low=question.limits[0],
                high=question.limits[1],
            )
    return replace(question, goal=value)
