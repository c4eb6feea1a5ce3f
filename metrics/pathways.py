"""Pathways: from a target's anchors to the one table, and the pace that they require.

A pathway is a straight line on its scale: g⁻¹(g(b) + (g(t) − g(b))·w(τ)), w(τ) = τ^k between two anchors.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from metrics import table
from metrics.anchors import Anchor, Anchors, anchors
from metrics.errors import Refusal
from metrics.model import Target
from metrics.scales import Scale, suited
from metrics.scales import scale as scale_of

FREQUENCIES = {"Y": ("Y-DEC", 1), "Q": ("Q-DEC", 4), "M": ("M", 12)}


def pathway(
    target: Target,
    scale: str = "logit",
    shape: float = 1.0,
    freq: str = "Y",
    *,
    baseline: float | None = None,
    base_year: int | None = None,
    deadline: int | None = None,
    looseness: float = 1.0,
    rounded: bool = True,
    milestones: Iterable[Target] = (),
) -> pd.DataFrame:
    """The pathway of one target as the one table.

    `scale` is linear, log or logit; `shape` is k of w(τ) = τ^k (1 steady, < 1 early, > 1 late); `freq` is Y,
    Q or M, where a year stands for its end. `baseline`, `base_year` and `deadline` are assumptions in place
    of what is stated. `low` and `high` join the ends of the anchors' intervals; they are NaN where the words
    set no bound. Raises Refusal when no path can be drawn, with the reason.
    """
    found = anchors(
        target,
        baseline=baseline,
        base=base_year,
        due=deadline,
        looseness=looseness,
        rounded=rounded,
        milestones=milestones,
    )
    return path_table(target, found, scale, shape, freq)


def path_table(
    target: Target, found: Anchors, scale: str, shape: float = 1.0, freq: str = "Y"
) -> pd.DataFrame:
    """The path through anchors that are already found, as the one table."""
    return table.from_columns(_columns(target, found, scale, shape, freq))


def all_pathways(
    targets: Iterable[Target], scale: str = "suited", shape: float = 1.0, freq: str = "Y"
) -> pd.DataFrame:
    """The pathways of all targets that have one, below each other in the one table.

    With the scale "suited" each indicator gets the one that suits it; a target without a path adds no line.
    """
    collected: dict[str, Any] = {name: [] for name in table.COLUMNS}
    for target in targets:
        try:
            found = anchors(target)
            name = suited_scale(found) if scale == "suited" else scale
            columns = _columns(target, found, name, shape, freq)
        except Refusal:
            continue
        for name, values in columns.items():
            collected[name].extend(values)
    if freq == "Y" and collected["period"]:
        years = [period.year - 1970 for period in collected["period"]]
        collected["period"] = pd.PeriodIndex.from_ordinals(years, freq="Y-DEC")  # type: ignore[attr-defined]
    return table.from_columns(collected)


def required_pace(target: Target, scale: str, **assumptions: Any) -> float:
    """What the way asks a year: units (linear), growth as a fraction (log), growth of the odds as a
    fraction (logit).

    The seed, five years: 5.6 points, 0.272, 0.3735. `assumptions` are those of `pathway`. Raises Refusal
    like it.
    """
    renamed = {"base_year": "base", "deadline": "due"}
    found = anchors(target, **{renamed.get(name, name): value for name, value in assumptions.items()})
    return pace_between(found, scale)


def pace_between(found: Anchors, scale: str) -> float:
    """The required pace from the first to the last anchor."""
    years = found.end.date.year - found.start.date.year
    return scale_of(scale, *found.limits).pace(found.start.value, found.end.value, years)


def suited_scale(found: Anchors) -> str:
    """The scale that suits the path, or linear where a value lies outside that scale's domain."""
    name = suited(*found.limits)
    inside = scale_of(name, *found.limits)
    return name if all(inside.admits(point.value) for point in found.points) else "linear"


def _columns(target: Target, found: Anchors, name: str, shape: float, freq: str) -> dict[str, list[Any]]:
    if freq not in FREQUENCIES:
        raise Refusal("“{freq}” is no period length; choose Y, Q or M.", freq=freq)
    if not (math.isfinite(shape) and shape > 0):
        raise Refusal("The shape must be a number above zero, not {shape}.", shape=shape)
    on = scale_of(name, *found.limits)
    alias, per_year = FREQUENCIES[freq]
    first, last = found.start.date.year, found.end.date.year
    count = (last - first) * per_year + 1
    value, low, high = (_trace(found, on, shape, per_year, which) for which in ("value", "low", "high"))
    at = {(point.date.year - first) * per_year: point for point in found.points}
    basis = ["interpolated"] * count
    rule = _rules(found, name, shape, per_year, count)
    quote, source = [""] * count, [""] * count
    for index, point in at.items():
        basis[index] = point.basis
        rule[index] = f"{point.rule}; {point.date.rule}"
        quote[index], source[index] = evidence(point)
    return {
        "series": [f"{target.id}/path"] * count,
        "indicator": [target.indicator.id] * count,
        "geography": [target.geography] * count,
        "unit": [found.unit.id] * count,
        "period": _periods(first, count, alias, per_year),
        "value": value,
        "low": low,
        "high": high,
        "basis": basis,
        "rule": rule,
        "scale": [name] * count,
        "target": [target.id] * count,
        "quote": quote,
        "source": source,
    }


def evidence(point: Anchor) -> tuple[str, str]:
    """The words that state an anchor (quote or paraphrase, by id) and their source's id; empty if assumed."""
    claim = point.claim
    if claim is None or claim.source is None:
        return "", ""
    words = claim.quote or claim.paraphrase
    return (words.id if words else ""), claim.source.id


def _periods(first: int, count: int, alias: str, per_year: int) -> list[Any]:
    if per_year == 1:
        return [_year(first + index) for index in range(count)]
    return list(pd.period_range(pd.Period(f"{first}-12", freq="M").asfreq(alias), periods=count, freq=alias))


_YEARS: dict[int, pd.Period] = {}


def _year(year: int) -> pd.Period:
    """Periods are made once: making them is most of the work of ten thousand pathways."""
    if year not in _YEARS:
        _YEARS[year] = pd.Period(year=year, freq="Y-DEC")
    return _YEARS[year]


def _trace(found: Anchors, on: Scale, shape: float, per_year: int, which: str) -> list[float]:
    """The line through one end (or the value) of all anchors; NaN where an end lies outside the scale."""
    ends = [_end(point, which) for point in found.points]
    values: list[float] = [ends[0]]
    for (a, left), (b, right) in zip(
        zip(ends, found.points, strict=True), list(zip(ends, found.points, strict=True))[1:], strict=False
    ):
        steps = (right.date.year - left.date.year) * per_year
        if which == "value" or (on.admits(a) and on.admits(b)):
            ga, gb = on.g(a), on.g(b)
            inner = on.inverse(ga + (gb - ga) * (np.arange(1, steps) / steps) ** shape).tolist()
        else:
            inner = [math.nan] * (steps - 1)
        values.extend(inner)
        values.append(b)
    return values


def _end(point: Anchor, which: str) -> float:
    if which == "value":
        return point.value
    bound = point.interval.low if which == "low" else point.interval.high
    return bound if math.isfinite(bound) else math.nan


def _rules(found: Anchors, name: str, shape: float, per_year: int, count: int) -> list[str]:
    """For each point: the scale, the two anchors, and how far along it lies."""
    rules = [""] * count
    first = found.start.date.year
    for left, right in zip(found.points, found.points[1:], strict=False):
        begin = (left.date.year - first) * per_year
        steps = (right.date.year - left.date.year) * per_year
        bent = "" if shape == 1 else f", k = {shape:g}"
        for step in range(1, steps):
            rules[begin + step] = f"{name}: {left.value:g} → {right.value:g}, τ = {step}/{steps}{bent}"
    return rules
