"""Entries resolved into values: ids become what they name, units convert, and what does not hold is a fault.

Each function returns None after it has reported why an entry cannot be used.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from metrics import entries as form
from metrics import periods
from metrics.errors import Refusal
from metrics.language import key
from metrics.model import (
    LEVELS,
    Claim,
    Indicator,
    Observation,
    ObservedPoint,
    Paraphrase,
    Quote,
    RatioClaim,
    Source,
    Target,
    Unit,
)
from metrics.quantity import last_digit_step
from metrics.quotes import place
from metrics.reading import Where


@dataclass(frozen=True)
class Known:
    """What has been resolved so far, by id."""

    quotes: dict[str, Quote]
    paraphrases: dict[str, Paraphrase]
    units: dict[str, Unit]
    indicators: dict[str, Indicator]

    def evidence(self, entry: Any, where: Where, *at: str | int) -> dict[str, Any] | None:
        """The quote or paraphrase that an entry names; None with a fault when it is not there."""
        quote = where.find(self.quotes, entry.quote, "quote", *at, "quote") if entry.quote else None
        words = (
            where.find(self.paraphrases, entry.paraphrase, "paraphrase", *at, "paraphrase")
            if entry.paraphrase
            else None
        )
        if (entry.quote and quote is None) or (entry.paraphrase and words is None):
            return None
        return {"quote": quote, "paraphrase": words}


def source(entry: form.SourceEntry, where: Where) -> Source | None:
    """A source with its raw text, whose hash must still be the one on file."""
    text = None
    if entry.file is not None:
        path = where.reader.folder / "sources" / entry.file
        if not path.is_file():
            where.fault(key("The text sources/{file} is not there."), "file", file=entry.file)
            return None
        text = where.reader.text(path)
        if text is None:
            return None
        found = hashlib.sha256(text.encode()).hexdigest()
        if found != entry.sha256:
            where.fault(
                key(
                    "The text sources/{file} was changed: its sha-256 is {found}. Raw texts are "
                    "never edited; "
                    "put the old text back or enter it as a new source."
                ),
                "sha256",
                file=entry.file,
                found=found,
                is_fatal=False,
            )
    title = entry.title.text() if entry.title else None
    return Source(
        entry.id, entry.publisher.text(), entry.language, title, entry.date, entry.url, text, entry.sha256
    )


def quote(entry: form.QuoteEntry, where: Where, sources: dict[str, Source]) -> Quote | None:
    """A quote at its place in its source's text; one that drifted is mended and reported."""
    source = where.find(sources, entry.source, "source", "source")
    if source is None:
        return None
    quote = Quote(entry.id, source, entry.exact, entry.prefix, entry.suffix, entry.start, entry.end)
    try:
        placed = place(quote)
    except Refusal as refusal:
        where.attempt(refusal, "source")
        return None
    if placed.state == "missing":
        where.fault(
            key("These words are not in the source {source}; the nearest words there are “{nearest}”."),
            "exact",
            source=source.id,
            nearest=placed.nearest,
        )
        return None
    if placed.state == "drifted":
        where.fault(
            key(
                "The words stand elsewhere in the source {source}: at {start}–{end}, not at "
                "{was}–{till}, or in "
                "another context. They were found again; write the new position."
            ),
            "start",
            is_fatal=False,
            source=source.id,
            start=placed.quote.start,
            end=placed.quote.end,
            was=entry.start,
            till=entry.end,
        )
    return placed.quote


def indicator(entry: form.IndicatorEntry, where: Where, units: dict[str, Unit]) -> Indicator | None:
    """An indicator with its unit and natural limits."""
    unit = where.find(units, entry.unit, "unit", "unit")
    if unit is None:
        return None
    low, high = entry.limits
    if low is not None and high is not None and low >= high:
        where.fault(
            key("The lower limit {low} is not below the upper limit {high}."), "limits", low=low, high=high
        )
        return None
    texts = {
        name: w.text() for name in ("definition", "numerator", "denominator") if (w := getattr(entry, name))
    }
    return Indicator(entry.id, entry.name.text(), unit, entry.direction, (low, high), **texts)


def target(entry: form.TargetEntry, where: Where, known: Known) -> Target | None:
    """A target with its indicator and all its claims."""
    indicator = where.find(known.indicators, entry.indicator, "indicator", "indicator")
    claims = [
        indicator and _claim(claim, where, known, indicator, index)
        for index, claim in enumerate(entry.claims)
    ]
    ids = [claim.id for claim in entry.claims]
    for index, claim_id in enumerate(ids):
        if claim_id in ids[:index]:
            where.fault(
                key("The claim id “{id}” is used twice in this target."), "claims", index, "id", id=claim_id
            )
            return None
    sound = tuple(claim for claim in claims if claim)
    if indicator is None or len(sound) < len(claims) or not _years_in_order(entry, where):
        return None
    name = entry.name.text() if entry.name else None
    note = entry.note.text() if entry.note else None
    return Target(entry.id, indicator, entry.geography, sound, name, note)


def _claim(
    entry: form.ClaimEntry, where: Where, known: Known, indicator: Indicator, index: int
) -> Claim | None:
    at = ("claims", index)
    evidence = known.evidence(entry, where, *at)
    number = entry.year if entry.kind in ("deadline", "base_year") else entry.value
    assert number is not None
    factor = _factor(entry.unit, where, known, indicator, *at) if entry.unit else 1.0
    if evidence is None or factor is None:
        return None
    value, step = number * factor, last_digit_step(number) * factor
    if entry.kind in LEVELS and not _within_limits(value, indicator, where, *at, "value"):
        return None
    year = None if entry.kind in ("deadline", "base_year") else entry.year
    return Claim(entry.id, entry.kind, value, step, entry.qualifier, year, entry.written, **evidence)


def _factor(name: str, where: Where, known: Known, indicator: Indicator, *at: str | int) -> float | None:
    """What converts a claim's own unit into the indicator's; None with a fault when it does not fit."""
    unit = where.find(known.units, name, "unit", *at, "unit")
    if unit is None:
        return None
    if unit.dimension != indicator.unit.dimension:
        where.fault(
            key(
                "The unit “{unit}” does not fit the indicator {indicator}, which is measured in “{expected}”."
            ),
            *at,
            "unit",
            unit=name,
            indicator=indicator.id,
            expected=indicator.unit.id,
        )
        return None
    return float(unit.factor / indicator.unit.factor)


def _within_limits(value: float, indicator: Indicator, where: Where, *at: str | int) -> bool:
    low, high = indicator.limits
    if (low is None or value >= low) and (high is None or value <= high):
        return True
    where.fault(
        key("{value} lies outside the natural limits of {indicator}: {low} to {high}."),
        *at,
        value=f"{value:g}",
        indicator=indicator.id,
        low="−∞" if low is None else f"{low:g}",
        high="∞" if high is None else f"{high:g}",
    )
    return False


def _years_in_order(entry: form.TargetEntry, where: Where) -> bool:
    """Whether every stated end comes after every stated start."""
    starts = [c.year for c in entry.claims if c.year and c.kind in ("base_year", "baseline")]
    for index, claim in enumerate(entry.claims):
        if (
            claim.year
            and claim.kind not in ("base_year", "baseline")
            and starts
            and claim.year <= max(starts)
        ):
            where.fault(
                key("The end in {end} does not come after the start in {start}."),
                "claims",
                index,
                "year",
                end=claim.year,
                start=max(starts),
            )
            return False
    return True


def observation(entry: form.ObservationEntry, where: Where, known: Known) -> Observation | None:
    """An observed series in the order of its periods."""
    indicator = where.find(known.indicators, entry.indicator, "indicator", "indicator")
    if indicator is None:
        return None
    points = [_point(point, where, known, indicator, index) for index, point in enumerate(entry.points)]
    ratios = [_ratio(ratio, where, known, index) for index, ratio in enumerate(entry.ratios)]
    sound = [point for point in points if point]
    if len({point.period for point in sound}) < len(sound):
        where.fault(key("One period has two values; each period is observed once."), "points")
        return None
    if len(sound) < len(points) or None in ratios:
        return None
    ordered = tuple(sorted(sound, key=lambda point: periods.middle(point.period)))
    note = entry.note.text() if entry.note else None
    return Observation(entry.id, indicator, entry.geography, ordered, tuple(r for r in ratios if r), note)


def _point(
    entry: form.PointEntry, where: Where, known: Known, indicator: Indicator, index: int
) -> ObservedPoint | None:
    at = ("points", index)
    evidence = known.evidence(entry, where, *at)
    factor = _factor(entry.unit, where, known, indicator, *at) if entry.unit else 1.0
    try:
        period = periods.parse(entry.period)
    except Refusal as refusal:
        where.attempt(refusal, *at, "period")
        return None
    if evidence is None or factor is None:
        return None
    value = entry.value * factor
    if not _within_limits(value, indicator, where, *at, "value"):
        return None
    return ObservedPoint(period, value, last_digit_step(entry.value) * factor, entry.qualifier, **evidence)


def _ratio(entry: form.RatioEntry, where: Where, known: Known, index: int) -> RatioClaim | None:
    evidence = known.evidence(entry, where, "ratios", index)
    try:
        start, end = periods.parse(entry.start), periods.parse(entry.end)
    except Refusal as refusal:
        where.attempt(refusal, "ratios", index)
        return None
    if evidence is None:
        return None
    step = last_digit_step(entry.value)
    return RatioClaim(entry.id, entry.kind, start, end, float(entry.value), step, entry.qualifier, **evidence)
