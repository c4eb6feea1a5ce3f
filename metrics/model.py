"""The nouns of the catalogue as frozen values: source, quote, indicator, claim, target, observation.

Everything a number rests on can be reached from it: a target holds its claims, a claim its quote or
paraphrase, each of these its source.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import pandas as pd

Qualifier = Literal["exact", "more_than", "at_least", "less_than", "up_to", "about", "almost"]
ClaimKind = Literal[
    "baseline",
    "target",
    "milestone",
    "multiplier",
    "change",
    "percent_change",
    "rate",
    "horizon",
    "deadline",
    "base_year",
]
Direction = Literal["increase", "decrease"]
LEVELS = ("baseline", "target", "milestone")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in the two languages of the interface."""

    ru: str
    en: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement; values of one dimension convert by `factor`."""

    id: str
    name: Text
    dimension: str
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Source:
    """A document; `text` is its raw text where it is ours to keep, else None."""

    id: str
    publisher: Text
    language: str
    title: Text | None = None
    date: date | None = None
    url: str | None = None
    text: str | None = field(default=None, repr=False)
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim span `[start, end)` of the source's raw text, in Unicode code points (W3C Web
    Annotation).
    """

    id: str
    source: Source
    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """A statement in our own words, with the address it is taken from; never shown in quotation marks."""

    id: str
    source: Source
    text: Text


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured, with its natural limits and the direction that is wanted."""

    id: str
    name: Text
    unit: Unit
    direction: Direction
    limits: tuple[float | None, float | None] = (None, None)
    definition: Text | None = None
    numerator: Text | None = None
    denominator: Text | None = None

    @property
    def is_share(self) -> bool:
        """Whether both natural limits exist, so that an S-curve (logit) can be drawn between them."""
        return self.limits[0] is not None and self.limits[1] is not None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a statement says about baseline, target, the way between them, or its years.

    `value` is in the indicator's unit for levels and changes, a factor for `multiplier`, per cent for
    `percent_change` and `rate` (a year), years for `horizon`, a calendar year for `deadline` and `base_year`.
    `step` is the unit of the last digit as written, in the same unit as `value`.
    """

    id: str
    kind: ClaimKind
    value: float
    step: float
    qualifier: Qualifier = "exact"
    year: int | None = None
    written: str = ""
    quote: Quote | None = None
    paraphrase: Paraphrase | None = None

    @property
    def source(self) -> Source | None:
        evidence = self.quote or self.paraphrase
        return evidence.source if evidence else None


@dataclass(frozen=True, slots=True)
class Target:
    """A promise: an indicator, a geography, and the claims that were made about it."""

    id: str
    indicator: Indicator
    geography: str
    claims: tuple[Claim, ...]
    name: Text | None = None
    note: Text | None = None

    @property
    def title(self) -> Text:
        return self.name or self.indicator.name

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the claims, each once, in the order of the claims."""
        return tuple({c.source.id: c.source for c in self.claims if c.source}.values())

    @property
    def published(self) -> date | None:
        """The date of the latest dated source: the day on which the promise stood as it is told here."""
        words = [claim.quote or claim.paraphrase for claim in self.claims]
        return max((w.source.date for w in words if w and w.source.date), default=None)

    @property
    def is_quoted(self) -> bool:
        return any(c.quote for c in self.claims)

    def of_kind(self, *kinds: ClaimKind) -> tuple[Claim, ...]:
        return tuple(c for c in self.claims if c.kind in kinds)


@dataclass(frozen=True, slots=True)
class ObservedPoint:
    """An actual value for a period, with the evidence that states it."""

    period: pd.Period
    value: float
    step: float
    qualifier: Qualifier = "exact"
    quote: Quote | None = None
    paraphrase: Paraphrase | None = None


@dataclass(frozen=True, slots=True)
class RatioClaim:
    """What a source says of the ratio between two observed periods: a multiplier or a percentage change."""

    id: str
    kind: Literal["multiplier", "percent_change"]
    start: pd.Period
    end: pd.Period
    value: float
    step: float
    qualifier: Qualifier = "exact"
    quote: Quote | None = None
    paraphrase: Paraphrase | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """A series of observed points of one indicator."""

    id: str
    indicator: Indicator
    geography: str
    points: tuple[ObservedPoint, ...]
    ratios: tuple[RatioClaim, ...] = ()
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A published rule of reference, told in our own words."""

    id: str
    text: Text
    source: Source
