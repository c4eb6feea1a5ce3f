"""Scenarios: what follows from the levers, and which value of a lever would be needed.

Two compartments, cluster members C and the rest R; share S = C / (C + R), odds o = S / (1 − S). Each year
members grow by g_c and the rest by g_r, then a share a of the rest is admitted:

    o' = (G·o + a) / (1 − a),   G = (1 + g_c) / (1 + g_r)

The change of the share splits exactly: organic growth makes S_org (odds G·o), admission adds a·(1 − S_org).
A level (not a share) has no rest: it grows by the members' growth alone, L' = L·(1 + g_c).
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from math import inf, isfinite, nextafter
from typing import Any, Literal

import numpy as np
import pandas as pd

from metrics.errors import Refusal
from metrics.levers import LIMITS, RAMPS, RATES, STARTS, Levers, yearly_rates

Kind = Literal["share", "level"]
SOLVABLE = (*RATES, *STARTS, *RAMPS, "ramp_shape")
_BELOW_ONE = nextafter(1.0, 0.0)
_LEAST, _MOST = 1e-300, 1e300  # odds are kept where floats can hold them


def simulate(
    start: float,
    years: int,
    *,
    kind: Kind = "share",
    draws: int = 0,
    seed: int = 0,
    size: float | None = None,
    **levers: Any,
) -> pd.DataFrame:
    """Follow the levers year by year from the baseline `start`, a fraction of one (or a level for
    kind="level").

    Columns: `year` (from `first_year`, 0 unless given), `share` (`level`), `organic` and `admitted` (that
    year's parts of the change); with `draws` the quantiles `p05, p25, p50, p75, p95` of as many seeded
    paths; with `size`, the industry's size in the first year, `members`, `rest`, `grown` and `joined` (that
    year's change of members by growth and by admission) in the same unit. Levers are those of `Levers`;
    rates are fractions a year. Raises Refusal when a lever or the baseline cannot be.
    """
    held = checked(start, years, Levers().changed(**levers), kind)
    path = follow(start, years, held, kind)
    frame = pd.DataFrame(
        {
            "year": np.arange(held.first_year, held.first_year + years + 1),
            kind: path.value,
            "organic": path.organic,
            "admitted": path.admitted,
        }
    )
    if draws:
        from metrics.fan import quantiles

        for name, values in quantiles(start, years, held, draws=draws, seed=seed, kind=kind).items():
            frame[name] = values
    return frame if size is None else frame.assign(**_in_money(path.value, years, held, size, kind))


@dataclass(frozen=True)
class Path:
    """A share (or level) at the end of each year, and the year's organic and admitted parts of its change."""

    value: list[float]
    organic: list[float]
    admitted: list[float]


def follow(start: float, years: int, levers: Levers, kind: Kind = "share") -> Path:
    """Run the recursion with checked levers; lists of years + 1 floats."""
    ratios, admissions = yearly_ratios(levers, years, kind)
    value, organic, admitted = [start], [0.0], [0.0]
    if kind == "level":
        for ratio in ratios:
            value.append(value[-1] * ratio)
        organic += [after - before for before, after in pairwise(value)]
        return Path(value, organic, [0.0] * (years + 1))
    odds = start / (1 - start)
    for ratio, admission in zip(ratios, admissions, strict=True):
        grown = ratio * odds
        odds = min(max((grown + admission) / (1 - admission), _LEAST), _MOST)
        grown_share = share_of(grown)
        organic.append(grown_share - value[-1])
        admitted.append(admission / (1 + grown))
        value.append(share_of(odds))
    return Path(value, organic, admitted)


def yearly_ratios(levers: Levers, years: int, kind: Kind) -> tuple[list[float], list[float]]:
    """Return G, the factor on the odds (on the level), and the admission of each year."""
    members, rest, admissions = yearly_rates(levers, years)
    if kind == "level":
        return [1 + growth for growth in members], admissions
    return [(1 + c) / (1 + r) for c, r in zip(members, rest, strict=True)], admissions


def share_of(odds: float) -> float:
    """Turn odds into a share, kept below one where floats would round it up."""
    return min(odds / (1 + odds), _BELOW_ONE)


def final_value(start: float, years: int, levers: Levers, kind: Kind = "share") -> float:
    """Return the share (or level) after the last year."""
    value = start if kind == "level" else start / (1 - start)
    for ratio, admission in zip(*yearly_ratios(levers, years, kind), strict=True):
        value = min(max((ratio * value + admission) / (1 - admission), _LEAST), _MOST)
    return value if kind == "level" else share_of(value)


def reached_in(
    start: float, goal: float, levers: Levers, kind: Kind = "share", horizon: int = 100
) -> int | None:
    """Return the first year at whose end the goal is reached, None if not within `horizon` years."""
    path = follow(start, horizon, levers, kind).value
    rising = goal >= start
    for offset, value in enumerate(path):
        if value >= goal * (1 - 1e-12) if rising else value <= goal * (1 + 1e-12):
            return levers.first_year + offset
    return None


def solve_for(
    lever: str, *, start: float, goal: float, years: int, kind: Kind = "share", **levers: Any
) -> float:
    """Return the value of one lever with which the goal is reached after `years`, all others as given.

    Every lever works one way only, so a bisection finds the value if there is one. A start or ramp comes
    back as a decimal year: the latest start, the longest ramp. Raises Refusal when no value does it, saying
    how far it gets.
    """
    if lever not in SOLVABLE:
        raise Refusal("The lever “{lever}” does not move the path, so it cannot be solved for.", lever=lever)
    held = checked(start, years, Levers().changed(**levers), kind)
    _check_value(goal, kind, "goal")
    low, high = lever_range(lever, held, years)

    def miss(value: float) -> float:
        return final_value(start, years, held.changed(**{lever: value}), kind) - goal

    at_low, at_high = miss(low), miss(high)
    if at_low == at_high:
        raise Refusal("With the other levers as they are, “{lever}” changes nothing.", lever=lever)
    if min(at_low, at_high) > 0 or max(at_low, at_high) < 0:
        ends = sorted((at_low + goal, at_high + goal))
        raise Refusal(
            "No value of “{lever}” does it: with the other levers as they are it leads to between {low:.4g} "
            "and {high:.4g}, and the goal is {goal:.4g}.",
            lever=lever,
            low=ends[0],
            high=ends[1],
            goal=goal,
        )
    return bisect(miss, low, high)


def lever_range(lever: str, levers: Levers, years: int) -> tuple[float, float]:
    """Return the values between which a lever can be: its limits, or the scenario's years."""
    if lever in STARTS:
        return levers.first_year + 1.0, levers.first_year + years + 1.0
    if lever in RAMPS:
        return 0.0, LIMITS[lever][1]
    return LIMITS[lever]


def bisect(miss: Callable[[float], float], low: float, high: float, width: float = 0.0) -> float:
    """Return where a monotonous function crosses zero between `low` and `high`, to the last bit or to
    `width`.
    """
    falling = miss(low) > miss(high)
    while high - low > width and low < (middle := (low + high) / 2) < high:
        error = miss(middle)
        if error == 0:
            return middle
        low, high = (middle, high) if (error < 0) != falling else (low, middle)
    return min(low, high, key=lambda value: abs(miss(value)))


def checked(start: float, years: int, levers: Levers, kind: Kind) -> Levers:
    """Return the levers if a scenario can be made of them and this baseline; else refuse."""
    _check_value(start, kind, "baseline")
    if kind == "level" and (levers.rest_growth or levers.admission):
        raise Refusal("A level has no rest of industry: its only lever is its own growth.", lever="admission")
    return levers.checked(years)


def _check_value(value: object, kind: Kind, name: str) -> None:
    if kind not in {"share", "level"}:
        raise Refusal("A scenario is of a share or of a level, not of “{kind}”.", kind=kind)
    limit = 1.0 if kind == "share" else inf
    if not (isinstance(value, (int, float)) and isfinite(value) and 0 < value < limit):
        raise Refusal(
            "A share must lie between 0 and 1, both ends left out; {name} does not."
            if kind == "share"
            else "A level must be above zero; {name} is not.",
            lever=name,
            name=name,
        )


def _in_money(
    shares: list[float], years: int, levers: Levers, size: float, kind: Kind
) -> dict[str, list[float]]:
    """Return members' and the rest's size in each year and the parts of the members' change, in size's
    unit.
    """
    if kind == "level":
        raise Refusal("The size of industry means something for a share only.", lever="size")
    if not (isfinite(size) and size > 0):
        raise Refusal("The size of industry must be a number above zero.", lever="size")
    members, rest, grown, joined = [size * shares[0]], [size * (1 - shares[0])], [0.0], [0.0]
    for growth, other, admission in zip(*yearly_rates(levers, years), strict=True):
        others = rest[-1] * (1 + other)
        grown.append(members[-1] * growth)
        joined.append(admission * others)
        members.append(members[-1] + grown[-1] + joined[-1])
        rest.append(others - joined[-1])
    return {"members": members, "rest": rest, "grown": grown, "joined": joined}
