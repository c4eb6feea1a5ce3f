"""Scenario conventions of WHO's Triple Billions work, for comparison with pathways drawn elsewhere.

Where they differ from `metrics.pathways`: a straight line only; what is already better than the scenario is
kept (where a better value is known, the scenario never asks for less); results are cut at natural limits,
which bends the line; a percentage change is of the base year's value, yet drawn from the start year's value
as if the way had begun in the base year, so that the path jumps in its first year. After the R package
billionaiRe.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Literal

import pandas as pd

from metrics.errors import Refusal

Limits = tuple[float, float]
SHARE: Limits = (0.0, 100.0)
Rate = Literal["latest", "target", "percent_change"]


def fixed_target(
    series: pd.Series[float],
    target: float,
    *,
    start_year: int,
    target_year: int,
    end_year: int | None = None,
    falling: bool = False,
    keep_better: bool = True,
    limits: Limits = SHARE,
) -> pd.Series[float]:
    """A straight line from the start year's value to `target` in the target year, then flat.

    A start that is already at the target or better stays as it is. `falling` where a smaller value is better.
    """
    start = _at(series, start_year)
    met = start <= target if falling else start >= target
    goal = start if met else target

    def value(year: int) -> float:
        if year > target_year:
            return target
        return start + (goal - start) * (year - start_year) / (target_year - start_year)

    return _drawn(series, value, start_year, end_year or target_year, falling, keep_better, limits)


def percent_of_baseline(
    series: pd.Series[float],
    percent: float,
    *,
    baseline_year: int,
    target_year: int,
    start_year: int | None = None,
    end_year: int | None = None,
    falling: bool = False,
    keep_better: bool = False,
    limits: Limits = SHARE,
) -> pd.Series[float]:
    """A change by `percent` of the base year's value: goal = baseline·(1 + percent/100).

    start + (goal − start)·(year − baseline year)/(target year − baseline year) after the start year.
    """
    first = baseline_year if start_year is None else start_year
    start = _at(series, first)
    goal = _at(series, baseline_year) * (1 + percent / 100)

    def value(year: int) -> float:
        if year == first:
            return start
        return start + (goal - start) * (year - baseline_year) / (target_year - baseline_year)

    return _drawn(series, value, first, end_year or target_year, falling, keep_better, limits)


def annual_rate(
    series: pd.Series[float],
    kind: Rate,
    *,
    start_year: int,
    end_year: int,
    target: float | None = None,
    percent: float | None = None,
    target_year: int | None = None,
    at_most: float = math.inf,
    at_least: float = -math.inf,
    falling: bool = False,
    keep_better: bool = True,
    limits: Limits = SHARE,
) -> pd.Series[float]:
    """A constant rate a year from the start year's value: start·(1 + rate)^(year − start year).

    `latest`: the change in the year up to the start; `target`: the rate that reaches `target` in the target
    year; `percent_change`: the rate that adds up to `percent` by then. The rate is cut to [at_least,
    at_most].
    """
    start, years = _at(series, start_year), (target_year or end_year) - start_year
    if kind == "latest":
        rate = start / _at(series, start_year - 1) - 1
    elif kind == "target" and target is not None:
        rate = (target / start) ** (1 / years) - 1
    elif kind == "percent_change" and percent is not None:
        rate = (1 + percent / 100) ** (1 / years) - 1
    else:
        raise Refusal("The rate “{kind}” needs its target or its percentage.", kind=kind)
    rate = max(min(rate, at_most), at_least)

    def value(year: int) -> float:
        return float(start * (1 + rate) ** (year - start_year))

    return _drawn(series, value, start_year, end_year, falling, keep_better, limits)


def linear_change(
    series: pd.Series[float],
    step: float,
    *,
    start_year: int,
    end_year: int,
    falling: bool = False,
    keep_better: bool = False,
    limits: Limits = SHARE,
) -> pd.Series[float]:
    """The same step every year from the start year's value; a step of 0 is business as usual."""
    start = _at(series, start_year)

    def value(year: int) -> float:
        return start + step * (year - start_year)

    return _drawn(series, value, start_year, end_year, falling, keep_better, limits)


def _at(series: pd.Series[float], year: int) -> float:
    if year not in series.index or pd.isna(series[year]):
        raise Refusal("There is no value for {year}, from which this scenario starts.", year=year)
    return float(series[year])


def _drawn(  # noqa: PLR0917 - the options of every scenario, passed on
    series: pd.Series[float],
    value: Callable[[int], float],
    first: int,
    last: int,
    falling: bool,
    keep_better: bool,
    limits: Limits,
) -> pd.Series[float]:
    """The scenario's years, with better known values kept and natural limits respected."""
    path = pd.Series({year: value(year) for year in range(first, last + 1)}, dtype=float)
    if keep_better:
        known = series.reindex(path.index).astype(float).fillna(path)
        path = path.where(path <= known, known) if falling else path.where(path >= known, known)
    return path.clip(*limits)
