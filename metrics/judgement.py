"""What a verdict is, and the evidence it is given on: an observed series beside a target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import cast

import numpy as np
import pandas as pd

from metrics.errors import Refusal
from metrics.language import key, translator

WORDS = (
    key("target met"),
    key("on track"),
    key("acceleration needed"),
    key("limited"),
    key("moving away"),
    key("missed"),
    key("no observations"),
    key("too few"),
    key("not assessable"),
)
"""The design's words for a verdict, the same for every method, best first."""

DIRECTIONS = {"positive": 1, "increase": 1, "up": 1, 1: 1, "negative": -1, "decrease": -1, "down": -1, -1: -1}


@dataclass(frozen=True)
class Sentence:
    """A sentence with its numbers apart, so that a page can say it in the reader's language."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**{name: english(value) for name, value in self.values.items()})


@dataclass(frozen=True)
class Verdict:
    """What one named method says of observed against required.

    `status` is the method's own answer (for `open_sdg` the published program's string, for the others the
    design's word); `word` is always one of `WORDS`; `label` is what the method's authors call it. `value` is
    the number judged (a ratio, or a rate a year where there is no target), `score` runs from -5 to +5 and is
    given by `open_sdg` alone. `formula` repeats the arithmetic, `warnings` say where the method misleads.
    """

    method: str
    status: str
    value: float | None
    score: float | None
    word: str
    label: str
    template: str
    values: Mapping[str, object]
    formula: Sentence | None = None
    warnings: tuple[Sentence, ...] = ()

    @property
    def reason(self) -> str:
        """Why this verdict, as an English sentence."""
        return str(Sentence(self.template, self.values))

    @property
    def warning(self) -> str:
        """Where the method misleads here, in English; empty if nothing is known against it."""
        return " ".join(str(warning) for warning in self.warnings)

    def warned(self, *warnings: Sentence) -> Verdict:
        """The same verdict with more warnings."""
        return replace(self, warnings=(*self.warnings, *warnings))


@dataclass(frozen=True)
class Evidence:
    """Observed years and values beside the target asked about, checked once for all methods.

    Years are the ends of periods: 2024 for the year 2024 and for its last quarter, 2023.25 for its first.
    `base` is the place of the base year, None if every observation lies before it.
    """

    years: tuple[float, ...]
    values: tuple[float, ...]
    direction: int
    target: float | None = None
    target_year: float | None = None
    asked_base: float | None = None

    @cached_property
    def base(self) -> int | None:
        if self.asked_base is None:
            return 0 if self.years else None
        return next((i for i, year in enumerate(self.years) if year >= self.asked_base), None)

    @property
    def base_year(self) -> float:
        return self.years[self._base()]

    @property
    def base_value(self) -> float:
        return self.values[self._base()]

    @property
    def year(self) -> float:
        """The latest observed year."""
        return self.years[-1]

    @property
    def value(self) -> float:
        """The latest observed value."""
        return self.values[-1]

    @property
    def elapsed(self) -> float:
        """Years from the base to the latest observation."""
        return self.year - self.base_year

    @property
    def span(self) -> float:
        """Years from the base to the deadline."""
        if self.target_year is None:
            raise Refusal("A target needs the year by which it is to be reached.")
        return self.target_year - self.base_year

    def reached(self, value: float) -> bool:
        """Whether a value is at the target or beyond it, in the wanted direction."""
        return self.target is not None and self.direction * (value - self.target) >= 0

    @property
    def met(self) -> bool:
        """Whether the latest observation is at the target or beyond it."""
        return bool(self.values) and self.reached(self.value)

    @property
    def lapsed(self) -> bool:
        """Whether the target was reached in the deadline's own year and has been lost since."""
        if self.met or self.target_year not in self.years:
            return False
        return self.reached(self.values[self.years.index(self.target_year)])

    @property
    def missed(self) -> bool:
        """Whether the deadline has been observed and the target was reached neither then nor now."""
        if self.target is None or self.target_year is None or not self.years or self.year < self.target_year:
            return False
        return not (self.met or self.lapsed)

    def _base(self) -> int:
        if self.base is None:
            raise Refusal("There is no observation in the base year or after it.")
        return self.base


def evidence(
    series: pd.Series[float],
    *,
    direction: object,
    target: float | None = None,
    target_year: float | None = None,
    base_year: float | None = None,
    whole_years: bool = False,
) -> Evidence:
    """An observed series and a target, checked.

    The index of `series` may hold years, text such as "2015-16" (counts as 2015), dates or periods; missing
    values are dropped. Refused: a missing or unknown direction, two values for one year, a value without end.
    With `whole_years` a quarter counts as its year, as in programs that know years only.
    """
    sign = direction_sign(direction)
    values = np.asarray(pd.to_numeric(series), dtype=float)
    years = years_of(series.index, whole=whole_years)
    kept = ~np.isnan(values)
    values, years = values[kept], years[kept]
    if not np.isfinite(values).all():
        raise Refusal("An observed value is infinite.")
    order = np.argsort(years, kind="stable")
    values, years = values[order], years[order]
    twice = years[1:][np.diff(years) == 0]
    if len(twice) and whole_years and not series.index.has_duplicates:
        raise Refusal(
            "There are several values for {year}, and this method knows whole years only.",
            year=tidy(twice[0]),
        )
    if len(twice):
        raise Refusal(
            "There are two values for {year}; a series has one for each period.", year=tidy(twice[0])
        )
    return Evidence(
        tuple(years.tolist()),
        tuple(values.tolist()),
        sign,
        target=number_or_none(target),
        target_year=number_or_none(target_year),
        asked_base=number_or_none(base_year),
    )


def direction_sign(direction: object) -> int:
    """+1 where a rise is wanted, -1 where a fall is: from "positive", "negative", "increase", "decrease", 1
    or -1.
    """
    known = direction.strip().lower() if isinstance(direction, str) else direction
    try:
        return DIRECTIONS[cast("str | int", known)]
    except (KeyError, TypeError):
        raise Refusal(
            "The wanted direction must be “positive” (a rise is wanted) or “negative” (a fall is wanted), "
            "not “{given}”: without it no verdict can be given.",
            given=direction,
        ) from None


def years_of(index: pd.Index, *, whole: bool = False) -> np.ndarray:
    """The ends of the periods of an index as years: 2024 for the year 2024, 2023.25 for its first quarter."""
    if isinstance(index, pd.DatetimeIndex):
        return index.year.to_numpy(dtype=float)
    if isinstance(index, pd.PeriodIndex):
        if whole:
            return index.year.to_numpy(dtype=float)
        end = index.asfreq("M", how="E")
        return (end.year + end.month / 12 - 1).to_numpy(dtype=float)
    return np.array([_year(label, whole=whole) for label in index], dtype=float)


def _year(label: object, *, whole: bool) -> float:
    """The year a label stands for; a range counts as its first year."""
    if isinstance(label, pd.Period):
        end = label.end_time
        return float(label.year if whole else end.year + end.month / 12 - 1)
    text = str(label).strip()
    head = text[:4]
    if head.isdigit() and len(head) == 4 and (len(text) == 4 or not text[4].isdigit()):
        return float(text) if _is_number(text) else float(head)
    raise Refusal("“{label}” is not a year.", label=text)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def number_or_none(value: float | None) -> float | None:
    """A number as a float; None for a missing one."""
    return None if value is None or pd.isna(value) else float(value)


def english(value: object) -> str:
    """A value as an English sentence writes it."""
    return translator("en").say(value)


def tidy(number: float) -> float | int:
    """A whole number as an int, as years are written; any other as it is."""
    return int(number) if float(number).is_integer() else float(number)
