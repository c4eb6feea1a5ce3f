"""The form of an entry in each file of `data/`: strict pydantic models, one a kind of entry.

Strict: a number typed as text, a code typed as a number or a field that nobody reads is a fault.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from metrics.language import key
from metrics.model import ClaimKind, Direction, Qualifier, Text

Number = Annotated[int, Field(strict=True)] | Annotated[float, Field(strict=True, allow_inf_nan=False)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=80)]


def _day(written: object) -> object:
    """A day as it is written in the files: 2025-11-07."""
    if isinstance(written, str):
        with suppress(ValueError):
            return dt.date.fromisoformat(written)
    return written


Day = Annotated[dt.date, BeforeValidator(_day)]


class Entry(BaseModel):
    """What all entries share: strict, frozen, no unknown fields."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Words(Entry):
    """A text in both languages."""

    ru: Annotated[str, Field(min_length=1)]
    en: Annotated[str, Field(min_length=1)]

    def text(self) -> Text:
        return Text(self.ru, self.en)


class SourceEntry(Entry):
    """A document; `file` names its raw text in data/sources/, with the text's sha-256."""

    id: Name
    publisher: Words
    language: Literal["ru", "en"]
    title: Words | None = None
    date: Day | None = None
    url: Annotated[str, Field(pattern=r"^https?://\S+$")] | None = None
    file: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]+\.txt$")] | None = None
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None

    @model_validator(mode="after")
    def _hash_goes_with_file(self) -> SourceEntry:
        if (self.file is None) != (self.sha256 is None):
            raise ValueError(key("A raw text needs both: file and sha256."))
        return self


class QuoteEntry(Entry):
    """A verbatim span of a source, with its selectors."""

    id: Name
    source: Name
    exact: Annotated[str, Field(min_length=1)]
    prefix: Annotated[str, Field(max_length=32)]
    suffix: Annotated[str, Field(max_length=32)]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=1)]


class ParaphraseEntry(Entry):
    """A statement in our own words."""

    id: Name
    source: Name
    text: Words


class UnitEntry(Entry):
    """A unit; `factor` converts to the other units of its dimension."""

    id: Annotated[str, Field(min_length=1)]
    name: Words
    dimension: Name
    factor: Number = 1


class IndicatorEntry(Entry):
    """What is measured."""

    id: Name
    name: Words
    unit: str
    direction: Direction
    limits: Annotated[list[Number | None], Field(min_length=2, max_length=2)] = [None, None]
    definition: Words | None = None
    numerator: Words | None = None
    denominator: Words | None = None


class ClaimEntry(Entry):
    """One claim; `value` for all kinds but deadline and base_year, which have only `year`."""

    id: Name
    kind: ClaimKind
    value: Number | None = None
    qualifier: Qualifier = "exact"
    unit: str | None = None
    year: Annotated[int, Field(ge=1000, le=9999)] | None = None
    written: str = ""
    quote: Name | None = None
    paraphrase: Name | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> ClaimEntry:
        if self.kind in ("deadline", "base_year"):
            if self.year is None or self.value is not None:
                raise ValueError(key("A deadline or base year has a year and no value."))
        elif self.value is None:
            raise ValueError(key("A claim of this kind needs a value."))
        elif self.kind == "horizon" and self.value <= 0:
            raise ValueError(key("A horizon must be longer than nothing."))
        if (self.quote is None) == (self.paraphrase is None):
            raise ValueError(key("A claim rests on exactly one: a quote or a paraphrase."))
        return self


class TargetEntry(Entry):
    """A promise with its claims."""

    id: Name
    indicator: Name
    geography: Name
    claims: Annotated[list[ClaimEntry], Field(min_length=1)]
    name: Words | None = None
    note: Words | None = None


class PointEntry(Entry):
    """An observed value."""

    period: int | str
    value: Number
    qualifier: Qualifier = "exact"
    unit: str | None = None
    quote: Name | None = None
    paraphrase: Name | None = None


class RatioEntry(Entry):
    """What a source says of the ratio of two observed periods."""

    id: Name
    kind: Literal["multiplier", "percent_change"]
    start: int | str
    end: int | str
    value: Number
    qualifier: Qualifier = "exact"
    quote: Name | None = None
    paraphrase: Name | None = None


class ObservationEntry(Entry):
    """An observed series."""

    id: Name
    indicator: Name
    geography: Name
    points: Annotated[list[PointEntry], Field(min_length=1)]
    ratios: list[RatioEntry] = []
    note: Words | None = None


class RuleEntry(Entry):
    """A published rule of reference."""

    id: Name
    text: Words
    source: Name
