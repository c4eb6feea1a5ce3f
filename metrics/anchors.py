"""The anchors of a pathway: baseline, milestones and target, each with its value, interval, basis and rule.

An anchor is stated where the words state it, derived where a rule leads to it, assumed where nobody said it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from metrics.errors import Refusal
from metrics.language import key
from metrics.model import Claim, Indicator, Target, Text, Unit
from metrics.quantity import Interval, read
from metrics.reconciliation import (
    claim_intervals,
    decimal_year,
    is_empty,
    natural_limits,
    propagate,
    stated_alone,
)

INDEX_UNIT = Unit("times", Text("раз", "times"), "ratio")


@dataclass(frozen=True, slots=True)
class Dated:
    """A calendar year with its basis and the rule that gave it."""

    year: int
    basis: str
    rule: str
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A point that a pathway goes through; `interval` is what the words leave open about its value."""

    role: str
    date: Dated
    value: float
    interval: Interval
    basis: str
    rule: str
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class Anchors:
    """All anchors of a target in the order of their years, in the unit in which the path is drawn.

    `kind` says what the path is of: the level itself, an index (baseline = 1) where only a multiplier is
    stated, or the addition since the base year where only a change is stated.
    """

    points: tuple[Anchor, ...]
    kind: str
    unit: Unit
    limits: tuple[float | None, float | None]

    @property
    def start(self) -> Anchor:
        return self.points[0]

    @property
    def end(self) -> Anchor:
        return self.points[-1]


NO_BASELINE = key(
    "No baseline is stated: only the end of the way is known. Assume a baseline to draw a path; "
    "it will be shown as assumed."
)
NO_TARGET = key("Nothing that is stated leads to a value at the end, so there is no path to draw.")
NO_DEADLINE = key("No year is stated by which this is to be reached; assume a deadline to draw a path.")
NO_BASE_YEAR = key(
    "No base year is stated and the source carries no date; assume a base year to draw a path."
)


def base_year(target: Target, assumed: int | None = None) -> Dated:
    """The year of the baseline: assumed by the person, else stated, else the year of publication
    (assumed).
    """
    if assumed is not None:
        return Dated(assumed, "assumed", f"y0 = {assumed}")
    for claim in target.claims:
        if claim.kind == "base_year":
            return Dated(int(claim.value), "stated", f"y0 = {int(claim.value)}", claim)
        if claim.kind == "baseline" and claim.year is not None:
            return Dated(claim.year, "stated", f"y0 = {claim.year}", claim)
    if target.published is None:
        raise Refusal(NO_BASE_YEAR)
    year = target.published.year
    return Dated(year, "assumed", f"y0 = year({target.published.isoformat()}) = {year}")


def deadline(target: Target, assumed: int | None = None) -> Dated:
    """The year of the target: assumed by the person, else stated, else derived from a horizon."""
    if assumed is not None:
        return Dated(assumed, "assumed", f"y1 = {assumed}")
    for claim in target.claims:
        if claim.kind == "deadline":
            return Dated(int(claim.value), "stated", f"y1 = {int(claim.value)}", claim)
    for claim in target.claims:
        if claim.year is not None and claim.kind in (
            "target",
            "multiplier",
            "change",
            "percent_change",
            "rate",
        ):
            return Dated(claim.year, "stated", f"y1 = {claim.year}", claim)
    derived = horizon_deadline(target)
    if derived is None:
        raise Refusal(NO_DEADLINE)
    return derived


def horizon_deadline(target: Target) -> Dated | None:
    """The deadline that a stated horizon gives, counted from a stated base year or else from publication."""
    for claim in target.of_kind("horizon"):
        stated = [c.year for c in target.claims if c.kind == "baseline" and c.year is not None]
        stated += [int(c.value) for c in target.of_kind("base_year")]
        start = stated[0] if stated else target.published.year if target.published else None
        if start is not None:
            year = start + round(claim.value)
            return Dated(year, "derived", f"y1 = y0 + h = {start} + {claim.value:g} = {year}", claim)
    return None


def anchors(
    target: Target,
    *,
    baseline: float | None = None,
    base: int | None = None,
    due: int | None = None,
    looseness: float = 1.0,
    rounded: bool = True,
    milestones: Iterable[Target] = (),
) -> Anchors:
    """The anchors of a target's pathway.

    `baseline`, `base` and `due` are what a person assumes in place of what is stated or missing;
    `milestones` are targets on the same indicator to pass through. Raises Refusal with a sentence when no
    path can be drawn.
    """
    said = [claim_intervals(c, looseness=looseness, rounded=rounded) for c in target.claims]
    box = propagate(said, natural_limits(target), decimal_year(target.published))
    if is_empty(box):
        box = stated_alone(target, said)
    start_date, end_date = base_year(target, base), deadline(target, due)
    if end_date.year <= start_date.year:
        raise Refusal(
            "The way ends in {end}, which is not after its start in {start}.",
            end=end_date.year,
            start=start_date.year,
        )
    start = _baseline(target, box, start_date, baseline)
    kind, unit, limits = "level", target.indicator.unit, target.indicator.limits
    if start is None:
        start, kind = _substitute(target, start_date)
        if kind == "index":
            unit, limits = INDEX_UNIT, (0.0, None)
        else:
            limits = (None, None)
    end = _target(target, box, start, end_date, kind)
    between = (
        _milestones(target, milestones, start, end, looseness=looseness, rounded=rounded)
        if kind == "level"
        else []
    )
    return Anchors((start, *between, end), kind, unit, limits)


def _baseline(target: Target, box: dict[str, Interval], date: Dated, assumed: float | None) -> Anchor | None:
    if assumed is not None:
        _check_limits(assumed, target.indicator)
        return Anchor("baseline", date, assumed, Interval.point(assumed), "assumed", f"b = {assumed:g}")
    for claim in target.of_kind("baseline"):
        return Anchor("baseline", date, claim.value, _meet(box["b"], claim.value), "stated", "b", claim)
    goal = next(iter(target.of_kind("target")), None)
    if goal is None:
        return None
    for claim in target.claims:
        value, rule = _back(claim, goal.value)
        if rule:
            return Anchor("baseline", date, value, _meet(box["b"], value), "derived", rule, claim)
    return None


def _back(claim: Claim, goal: float) -> tuple[float, str]:
    """The baseline that a target and one claim about the way between them give."""
    match claim.kind:
        case "multiplier" if claim.value:
            return goal / claim.value, f"b = t / m = {goal:g} / {claim.value:g}"
        case "percent_change" if claim.value != -100:
            return goal / (1 + claim.value / 100), f"b = t / (1 + p) = {goal:g} / (1 + {claim.value:g} %)"
        case "change":
            return goal - claim.value, f"b = t − d = {goal:g} − {claim.value:g}"
    return math.nan, ""


def _substitute(target: Target, date: Dated) -> tuple[Anchor, str]:
    """Where no baseline is to be had: an index from 1 for a ratio, an addition from 0 for a change."""
    if target.of_kind("target"):
        raise Refusal(NO_BASELINE)
    if target.of_kind("multiplier", "percent_change", "rate"):
        return Anchor("baseline", date, 1.0, Interval.point(1.0), "derived", "index: b = 1"), "index"
    if target.of_kind("change"):
        return Anchor("baseline", date, 0.0, Interval.point(0.0), "derived", "addition: b = 0"), "addition"
    raise Refusal(NO_TARGET)


def _target(target: Target, box: dict[str, Interval], start: Anchor, date: Dated, kind: str) -> Anchor:
    for claim in target.of_kind("target"):
        return Anchor("target", date, claim.value, _meet(box["t"], claim.value), "stated", "t", claim)
    for claim in target.claims:
        value, rule = _onward(claim, start, date)
        if rule:
            return _reached(
                target, box, start, Anchor("target", date, value, ANYWHERE, "derived", rule, claim), kind
            )
    raise Refusal(NO_TARGET)


ANYWHERE = Interval()


def _reached(target: Target, box: dict[str, Interval], start: Anchor, end: Anchor, kind: str) -> Anchor:
    """The derived end with the interval that the claims, and an assumed baseline, leave it."""
    claim = end.claim
    basis = "stated" if kind != "level" and claim and claim.kind in ("multiplier", "change") else "derived"
    if kind == "index":
        interval = box["m"] if claim and claim.kind != "rate" else Interval.point(end.value)
    elif kind == "addition":
        interval = box["d"]
    elif start.basis == "assumed":
        interval = (start.interval * box["m"]).meet(start.interval + box["d"]).meet(natural_limits(target))
    else:
        interval = box["t"]
    return Anchor("target", end.date, end.value, _meet(interval, end.value), basis, end.rule, claim)


def _onward(claim: Claim, start: Anchor, date: Dated) -> tuple[float, str]:
    """The target that a baseline and one claim about the way give."""
    b, x = start.value, claim.value
    match claim.kind:
        case "multiplier":
            return b * x, f"t = b·m = {b:g} · {x:g}"
        case "change":
            return b + x, f"t = b + d = {b:g} + {x:g}"
        case "percent_change":
            return b * (1 + x / 100), f"t = b·(1 + p) = {b:g} · (1 + {x:g} %)"
        case "rate":
            years = date.year - start.date.year
            return b * (1 + x / 100) ** years, f"t = b·(1 + r)^h = {b:g} · (1 + {x:g} %)^{years}"
    return math.nan, ""


def _milestones(
    target: Target, others: Iterable[Target], start: Anchor, end: Anchor, *, looseness: float, rounded: bool
) -> list[Anchor]:
    stated = [(c, Dated(c.year, "stated", f"y = {c.year}", c)) for c in target.of_kind("milestone") if c.year]
    for other in others:
        if other.indicator.id == target.indicator.id and other.id != target.id:
            with suppress(Refusal):  # one without a year cannot be a milestone
                due = deadline(other)
                stated += [(claim, due) for claim in other.of_kind("target")]
    found = []
    for claim, date in sorted(stated, key=lambda pair: pair[1].year):
        if start.date.year < date.year < end.date.year:
            interval = _levels(claim, looseness, rounded).meet(natural_limits(target))
            found.append(
                Anchor("milestone", date, claim.value, _meet(interval, claim.value), "stated", "t", claim)
            )
    return found


def _levels(claim: Claim, looseness: float, rounded: bool) -> Interval:
    return read(claim.value, claim.qualifier, step=claim.step, looseness=looseness, rounded=rounded)


def _meet(interval: Interval, value: float) -> Interval:
    """The interval, or the bare value where the claims contradict each other and leave nothing."""
    return Interval.point(value) if interval.is_empty else interval


def _check_limits(value: float, indicator: Indicator) -> None:
    low, high = indicator.limits
    if not math.isfinite(value) or (low is not None and value < low) or (high is not None and value > high):
        raise Refusal(
            "A baseline of {value} lies outside the natural limits of the indicator ({low} to {high}).",
            value=f"{value:g}",
            low="−∞" if low is None else f"{low:g}",
            high="∞" if high is None else f"{high:g}",
        )
