"""Claims reconciled: intervals propagated through their identities, and a verdict for each claim.

The quantities are baseline b, target t, multiplier m = t/b, change d = t − b, growth factor a year r with
m = r^h, and the years base year, deadline and horizon h. Propagation narrows each interval by the others
until nothing moves (interval constraint propagation; E. Davis, "Constraint propagation with interval
labels", 1987). It is sound: no value that satisfies all claims is lost. Nothing is repaired in silence.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal

from metrics.model import Claim, Target
from metrics.quantity import Interval, read

VerdictWord = Literal["entailed", "compatible", "contradicted"]
MAX_ROUNDS = 60
ANY = Interval()
PERCENT = Interval.point(100.0)
ONE = Interval.point(1.0)


@dataclass(frozen=True, slots=True)
class Check:
    """The verdict on one claim; `clash` holds the other members of the smallest set that cannot stand
    together.
    """

    claim: Claim
    verdict: VerdictWord
    clash: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the claims of a target leave open when they are taken together, in the indicator's unit.

    `multiplier` is a factor, `years` the horizon in years. Where claims contradict each other nothing is
    inferred: each interval is what is said of that quantity directly.
    """

    baseline: Interval
    target: Interval
    multiplier: Interval
    change: Interval
    years: Interval
    checks: tuple[Check, ...]

    @property
    def is_consistent(self) -> bool:
        return all(check.verdict != "contradicted" for check in self.checks)


Box = dict[str, Interval]
BoxOf = Callable[[Iterable[Claim]], Box]


def reconcile(target: Target, *, looseness: float = 1.0, rounded: bool = True) -> Reading:
    """Reconcile the claims of a target.

    `looseness` widens *about* and *almost*; with `rounded=False` exact numbers are taken as exactly these
    numbers. Returns a Reading with intervals in the indicator's unit and a check for each claim.
    """
    limits = natural_limits(target)
    published = decimal_year(target.published)
    intervals = {c.id: claim_intervals(c, looseness=looseness, rounded=rounded) for c in target.claims}

    def box(claims: Iterable[Claim]) -> Box:
        return propagate([intervals[c.id] for c in claims], limits, published)

    whole = box(target.claims)
    clashes = _smallest_clashes(target.claims, box) if is_empty(whole) else []
    clashing = {c.id for clash in clashes for c in clash}
    standing = [c for c in target.claims if c.id not in clashing]
    if clashes:
        whole = stated_alone(target, intervals.values())
    checks = tuple(_check(c, clashes, standing, intervals, box) for c in target.claims)
    return Reading(whole["b"], whole["t"], whole["m"], whole["d"], whole["h"], checks)


def stated_alone(target: Target, said: Iterable[Mapping[str, Interval]]) -> Box:
    """What is said of each quantity directly, with nothing inferred from one to another."""
    limits = natural_limits(target)
    box: Box = {"b": limits, "t": limits, "m": ANY, "d": ANY, "r": ANY, "h": ANY, "y0": ANY, "y1": ANY}
    for intervals in said:
        for name, interval in intervals.items():
            narrowed = box[name].meet(interval)
            box[name] = box[name] if narrowed.is_empty else narrowed
    return box


def natural_limits(target: Target) -> Interval:
    """The indicator's natural limits as a closed interval."""
    low, high = target.indicator.limits
    return Interval(-math.inf if low is None else low, math.inf if high is None else high)


def decimal_year(day: date | None) -> float | None:
    """A day as a decimal year: 2025-07-02 → about 2025.5."""
    return None if day is None else day.year + (day.timetuple().tm_yday - 1) / 365.25


def claim_intervals(claim: Claim, *, looseness: float = 1.0, rounded: bool = True) -> Box:
    """What one claim says by itself: intervals for the quantities it is about."""
    if claim.kind in ("deadline", "base_year"):
        return {"y1" if claim.kind == "deadline" else "y0": _calendar_year(int(claim.value))}
    # «в 3 раза» stands beside «в 3,5 раза»: a whole multiplier is still meant to a tenth.
    step = min(claim.step, 0.1) if claim.kind == "multiplier" else claim.step
    stated = read(claim.value, claim.qualifier, step=step, looseness=looseness, rounded=rounded)
    match claim.kind:
        case "baseline":
            said = {"b": stated}
        case "target":
            said = {"t": stated}
        case "multiplier":
            said = {"m": stated}
        case "change":
            said = {"d": stated}
        case "percent_change":
            said = {"m": ONE + stated / PERCENT}
        case "rate":
            said = {"r": ONE + stated / PERCENT}
        case "horizon":
            said = {"h": stated}
        case _:
            said = {}
    if claim.year is not None and claim.kind in (
        "baseline",
        "target",
        "multiplier",
        "change",
        "percent_change",
    ):
        said["y0" if claim.kind == "baseline" else "y1"] = _calendar_year(claim.year)
    return said


def _calendar_year(year: int) -> Interval:
    return Interval(float(year), year + 1.0, high_open=True)


def propagate(
    said: Iterable[Mapping[str, Interval]], limits: Interval, published: float | None = None
) -> Box:
    """Narrow the intervals of all quantities by each other to a fixed point.

    `limits` bound baseline and target; a horizon counts from the base year if one is stated, else from the
    day of publication (a decimal year).
    """
    box: Box = {"b": limits, "t": limits, "m": ANY, "d": ANY, "r": ANY, "h": ANY, "y0": ANY, "y1": ANY}
    for intervals in said:
        for name, interval in intervals.items():
            box[name] = box[name].meet(interval)
    _narrow_years(box, published)
    has_change = box["d"] != ANY
    has_ratio = box["m"] != ANY or box["r"] != ANY
    for _ in range(MAX_ROUNDS if has_ratio or has_change else 0):
        before = dict(box)
        if has_ratio:
            _narrow_by_ratio(box)
        if has_change:
            _narrow_by_change(box)
        if is_empty(box) or _is_settled(before, box):
            break
    if not is_empty(box) and box["b"] != limits and box["t"] != limits:
        box["m"] = box["m"].meet(box["t"] / box["b"])
        box["d"] = box["d"].meet(box["t"] - box["b"])
    return box


def _narrow_by_ratio(box: Box) -> None:
    """By t = b·m, and m = r^h where a growth factor a year is stated."""
    b, t, m = box["b"], box["t"], box["m"]
    if box["r"] != ANY and box["h"].is_bounded:
        m = m.meet(_power(box["r"], box["h"]))
        if m.low > 0:
            box["r"] = box["r"].meet(_root(m, box["h"]))
    t = t.meet(b * m)
    b = b.meet(t / m)
    box.update(b=b, t=t, m=m.meet(t / b))


def _narrow_by_change(box: Box) -> None:
    """By t = b + d."""
    b, t, d = box["b"], box["t"], box["d"]
    t = t.meet(b + d)
    b = b.meet(t - d)
    box.update(b=b, t=t, d=d.meet(t - b))


def _narrow_years(box: Box, published: float | None) -> None:
    """y1 = y0 + h, where y0 is a stated base year, or else the day of publication for a horizon's sake."""
    start = box["y0"]
    if start == ANY and published is not None and box["h"] != ANY:
        start = Interval.point(published)
    if start == ANY:
        return
    if box["h"] != ANY:
        box["y1"] = box["y1"].meet(start + box["h"])
    elif box["y1"] != ANY:
        box["h"] = box["y1"] - start


def _power(rate: Interval, years: Interval) -> Interval:
    """r^h for r ≥ 0 and h of at least nothing, rounded outwards by what floats may lose."""
    low, high = max(rate.low, 0.0), rate.high
    values = [base**span for base in (low, high) for span in (max(years.low, 0.0), years.high)]
    return Interval(min(values) * (1 - 1e-14), max(values) * (1 + 1e-14))


def _root(multiplier: Interval, years: Interval) -> Interval:
    spans = [1 / span for span in (years.low, years.high) if span > 0]
    if len(spans) < 2:
        return ANY
    values = [end**span for end in (multiplier.low, multiplier.high) for span in spans]
    return Interval(min(values) * (1 - 1e-14), max(values) * (1 + 1e-14))


def is_empty(box: Box) -> bool:
    """Whether some quantity has no value left."""
    return any(interval.is_empty for interval in box.values())


def _is_settled(before: Box, after: Box) -> bool:
    return all(before[name].within(after[name]) for name in before)


def _smallest_clashes(claims: tuple[Claim, ...], box: BoxOf) -> list[tuple[Claim, ...]]:
    """All sets of the smallest size whose claims cannot stand together."""
    for size in range(1, len(claims) + 1):
        found = [group for group in combinations(claims, size) if is_empty(box(group))]
        if found:
            return found
    return []


def _check(
    claim: Claim,
    clashes: list[tuple[Claim, ...]],
    standing: list[Claim],
    intervals: Mapping[str, Box],
    box: BoxOf,
) -> Check:
    for clash in clashes:
        if claim in clash:
            return Check(claim, "contradicted", tuple(c for c in clash if c is not claim))
    others: Box = box(c for c in standing if c is not claim)
    said = intervals[claim.id]
    entailed = bool(said) and all(others[name].within(interval) for name, interval in said.items())
    return Check(claim, "entailed" if entailed else "compatible")
