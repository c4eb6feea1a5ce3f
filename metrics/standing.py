"""Where a target stands today: its observations beside its path, the verdict of every method, and the
chance.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from metrics.anchors import Anchors, anchors, deadline
from metrics.chances import Chance, chance
from metrics.errors import Refusal
from metrics.judgement import Verdict, years_of
from metrics.scales import scale as scale_of
from metrics.scales import suited
from metrics.verdicts import verdicts

if TYPE_CHECKING:
    from metrics.model import Observation, Target

SPEAKS_FOR = {"logit": "logit", "log": "eurostat", "linear": "linear"}
"""The method whose word stands for all where there is room for one: the one on the indicator's own scale."""

SILENT = ("not assessable", "too few")


@dataclass(frozen=True, slots=True)
class Gap:
    """The latest observation beside what the path asks for at that time; `ahead` is positive in the wanted
    way.
    """

    period: pd.Period
    observed: float
    required: float
    ahead: float


@dataclass(frozen=True)
class Standing:
    """A target held against an observed series.

    `word` is one of the design's words, `agree` whether all methods that answer say it. `series` is what was
    compared, in the unit of the path (an index where the promise is a multiple); `start` says where the way
    was taken to begin: "observed" in the base year, "promise" where the promise's own start stands in for it.
    `ways` is what share of the way each scale asks to be covered by now, `covered` the share that is.
    """

    word: str
    agree: bool = True
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    series: pd.Series[float] = field(default_factory=lambda: pd.Series(dtype=float))
    start: str = "observed"
    first: float = 0.0
    gap: Gap | None = None
    chances: dict[str, Chance] = field(default_factory=dict)
    covered: float | None = None
    spent: float | None = None
    ways: dict[str, float] = field(default_factory=dict)
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Overview:
    """What a table of many targets says of one: a word, whether the methods agree, and each method's word."""

    word: str
    agree: bool = True
    methods: dict[str, str] = field(default_factory=dict)


def observed_series(observations: Iterable[Observation]) -> pd.Series[float]:
    """The points of observations as one series by period; the first of two values for a period is taken."""
    points = {point.period: point.value for series in observations for point in reversed(series.points)}
    return series_by_period(points)


def series_by_period(points: dict[pd.Period, float]) -> pd.Series[float]:
    """A series in the order of time from values by period, of whatever lengths."""
    order = sorted(points, key=lambda period: (period.end_time, period.start_time))
    index = pd.Index(order, dtype=object)
    return pd.Series([points[period] for period in order], index=index, dtype=float)


def verdict_overview(
    target: Target, observations: Iterable[Observation], found: Anchors | None = None
) -> Overview:
    """One word for a target and the word of each method; nothing is computed where nothing is observed."""
    series = observed_series(observations)
    if series.empty:
        return Overview("no observations")
    stands = _judged(target, series, found)
    return Overview(
        stands.word, stands.agree, {name: verdict.word for name, verdict in stands.verdicts.items()}
    )


def standing(
    target: Target,
    series: pd.Series[float],
    found: Anchors | None = None,
    *,
    scale: str = "",
    shape: float = 1.0,
) -> Standing:
    """A target held against an observed series (values by period), with the gap to the path on `scale`.

    `found` are the path's anchors under the present assumptions; None takes those of the words alone. Where
    no path can be drawn the target's own level and year are judged from the first observation.
    """
    if series.empty:
        return Standing("no observations")
    stands = _judged(target, series, found)
    if stands.refusal is not None:
        return stands
    found = found or _anchors(target)
    if found is not None:
        stands = _beside_path(target, stands, found, scale or suited(*found.limits), shape)
    return _with_chances(target, stands, found)


def _judged(target: Target, series: pd.Series[float], found: Anchors | None) -> Standing:
    """The verdicts; where the promise and the series cannot be compared, the reason."""
    found = found or _anchors(target)
    try:
        if found is None:
            goal, year, limits = *_goal(target), target.indicator.limits
            compared, first, start = series, float(years_of(series.index)[0]), "observed"
        else:
            goal, year, limits = found.end.value, found.end.date.year, found.limits
            compared = comparable(series, found)
            first = found.start.date.year
            compared, start = _from_start(compared, found)
    except Refusal as refusal:
        return Standing("not assessable", refusal=refusal)
    said = verdicts(
        compared,
        target=goal,
        target_year=year,
        base_year=first,
        direction=target.indicator.direction,
        limit=limits,
    )
    word, agree = one_word(said, SPEAKS_FOR[suited(*limits)])
    return Standing(word, agree, said, compared, start, float(first))


def one_word(said: dict[str, Verdict], speaker: str) -> tuple[str, bool]:
    """The word of the speaking method, or of the first that has an answer; and whether those that have one
    agree.
    """
    answers = {name: verdict.word for name, verdict in said.items() if verdict.word not in SILENT}
    if not answers:
        return said[speaker].word, True
    fallback = answers.get("linear", next(iter(answers.values())))
    return answers.get(speaker, fallback), len(set(answers.values())) == 1


def comparable(series: pd.Series[float], found: Anchors) -> pd.Series[float]:
    """The series in the unit of the path: as it is, or from the base year's observation where that is 1 or 0.

    Raises Refusal where a promise of a multiple or an addition has no observation in its base year.
    """
    if found.kind == "level":
        return series
    year = found.start.date.year
    base = series[years_of(series.index) == year]
    if base.empty:
        raise Refusal(
            "The promise says only how much is to be added since {year}, and nothing is observed for {year}.",
            year=year,
        )
    start = float(base.iloc[0])
    return series.div(start) if found.kind == "index" else series.sub(start)


def path_value(found: Anchors, scale: str, year: float, shape: float = 1.0) -> float | None:
    """What the path asks for at a time in years (ends of periods); None outside the way."""
    on = scale_of(scale, *found.limits)
    for left, right in zip(found.points, found.points[1:], strict=False):
        begin, end = left.date.year, right.date.year
        if begin <= year <= end and end > begin:
            along = ((year - begin) / (end - begin)) ** shape
            g = on.g(left.value) + (on.g(right.value) - on.g(left.value)) * along
            return float(on.inverse(np.array([g]))[0])
    return None


def _anchors(target: Target) -> Anchors | None:
    try:
        return anchors(target)
    except Refusal:
        return None


def _goal(target: Target) -> tuple[float, int]:
    claims = target.of_kind("target")
    if not claims:
        raise Refusal("No level to reach is stated, so there is nothing to hold the observations against.")
    return claims[0].value, deadline(target).year


def _from_start(series: pd.Series[float], found: Anchors) -> tuple[pd.Series[float], str]:
    """The series with the promise's own start where nothing is observed for its base year."""
    year = found.start.date.year
    if (years_of(series.index) == year).any():
        return series, "observed"
    points = {period: float(series.loc[period]) for period in series.index}
    points[pd.Period(year=year, freq="Y-DEC")] = found.start.value
    return series_by_period(points), "promise"


def _beside_path(target: Target, stands: Standing, found: Anchors, scale: str, shape: float) -> Standing:
    """With the gap to the path, and how much of the way is covered where each scale would have it."""
    sign = 1 if target.indicator.direction == "increase" else -1
    period, value = stands.series.index[-1], float(stands.series.iloc[-1])
    year = float(years_of(stands.series.index)[-1])
    begin, end = found.start, found.end
    way = end.value - begin.value
    gap = None
    if stands.start == "observed" or len(stands.series) > 1:
        required = end.value if year > end.date.year else _or_none(found, scale, year, shape)
        if required is not None:
            gap = Gap(period, value, required, sign * (value - required))
    if not way or not begin.date.year < year <= end.date.year:
        return replace(stands, gap=gap)
    asked = {name: _or_none(found, name, year, 1.0) for name in ("linear", "log", "logit")}
    return replace(
        stands,
        gap=gap,
        covered=(value - begin.value) / way,
        spent=(year - begin.date.year) / (end.date.year - begin.date.year),
        ways={
            name: (required - begin.value) / way for name, required in asked.items() if required is not None
        },
    )


def _or_none(found: Anchors, scale: str, year: float, shape: float) -> float | None:
    try:
        return path_value(found, scale, year, shape)
    except Refusal:
        return None


def _with_chances(target: Target, stands: Standing, found: Anchors | None) -> Standing:
    """With the chance on every scale, from observations alone: a promise's own start is not one."""
    series = stands.series
    if stands.start == "promise" and found is not None:
        series = series[
            [period != pd.Period(year=found.start.date.year, freq="Y-DEC") for period in series.index]
        ]
    goal, year = (found.end.value, found.end.date.year) if found else _goal(target)
    limits = found.limits if found else target.indicator.limits
    names = ["logit"] if None not in limits else []
    names += ["log"] if limits[0] is not None and limits[0] >= 0 else []
    chances = {
        name: chance(
            series,
            target=goal,
            target_year=year,
            direction=target.indicator.direction,
            scale=name,
            limits=limits,
        )
        for name in [*names, "linear"]
    }
    return replace(stands, chances=chances)
