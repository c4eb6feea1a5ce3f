"""The catalogue: everything in `data/`, validated, with all faults at once.

One bad entry does not hide the good ones: it is left out and listed among the faults.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from metrics import entries as form
from metrics import periods
from metrics.cooperation.model import Link, Network
from metrics.cooperation.reading import read_network
from metrics.effects import read_effects
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
    Rule,
    Source,
    Target,
    Unit,
)
from metrics.quantity import last_digit_step
from metrics.quotes import place
from metrics.reading import Fault, Reader, Where
from metrics.statements import Statement

SHIPPED = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True)
class Catalogue:
    """All that is known, by id; `faults` is what is wrong with the files."""

    sources: dict[str, Source] = field(default_factory=dict)
    quotes: dict[str, Quote] = field(default_factory=dict)
    paraphrases: dict[str, Paraphrase] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    targets: dict[str, Target] = field(default_factory=dict)
    observations: dict[str, Observation] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    network: Network = field(default_factory=Network)
    effects: dict[str, Statement] = field(default_factory=dict)

    @property
    def links(self) -> dict[str, Link]:
        """Who has which role in which project."""
        return dict(self.network.links)

    def observed(self, target: Target) -> tuple[Observation, ...]:
        """The observed series of a target's indicator in its geography."""
        return tuple(
            o
            for o in self.observations.values()
            if o.indicator.id == target.indicator.id and o.geography == target.geography
        )

    def siblings(self, target: Target) -> tuple[Target, ...]:
        """The other targets on the same indicator in the same geography."""
        return tuple(
            t
            for t in self.targets.values()
            if t.id != target.id and t.indicator.id == target.indicator.id and t.geography == target.geography
        )


def load(folder: str | Path | None = None) -> Catalogue:
    """The catalogue of a folder (by default the one that ships), with all its faults.

    Raises Refusal only when there is no such folder; everything else that is wrong is a fault.
    """
    root = Path(folder) if folder is not None else SHIPPED
    if not root.is_dir():
        raise Refusal("There is no catalogue folder {folder}.", folder=str(root))
    reader = Reader(root)
    sources = {e.id: s for e, w in reader.entries("sources", form.SourceEntry) if (s := _source(e, w))}
    quotes = {e.id: q for e, w in reader.entries("quotes", form.QuoteEntry) if (q := _quote(e, w, sources))}
    paraphrases = {
        e.id: Paraphrase(e.id, source, e.text.text())
        for e, w in reader.entries("paraphrases", form.ParaphraseEntry)
        if (source := w.find(sources, e.source, "source", "source"))
    }
    units = {
        e.id: Unit(e.id, e.name.text(), e.dimension, e.factor)
        for e, _ in reader.entries("units", form.UnitEntry)
    }
    indicators = {
        e.id: i
        for e, w in reader.entries("indicators", form.IndicatorEntry)
        if (i := _indicator(e, w, units))
    }
    known = _Known(quotes, paraphrases, units, indicators)
    targets = {e.id: t for e, w in reader.entries("targets", form.TargetEntry) if (t := _target(e, w, known))}
    observations = {
        e.id: o
        for e, w in reader.entries("observations", form.ObservationEntry)
        if (o := _observation(e, w, known))
    }
    rules = {
        e.id: Rule(e.id, e.text.text(), source)
        for e, w in reader.entries("rules", form.RuleEntry)
        if (source := w.find(sources, e.source, "source", "source"))
    }
    network = read_network(reader, quotes, paraphrases)
    effects = read_effects(reader, quotes, paraphrases, indicators, dict(network.projects))
    return Catalogue(
        sources,
        quotes,
        paraphrases,
        units,
        indicators,
        targets,
        observations,
        rules,
        tuple(reader.faults),
        network,
        effects,
    )


@dataclass(frozen=True)
class _Known:
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


def _source(entry: form.SourceEntry, where: Where) -> Source | None:
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


def _quote(entry: form.QuoteEntry, where: Where, sources: dict[str, Source]) -> Quote | None:
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


def _indicator(entry: form.IndicatorEntry, where: Where, units: dict[str, Unit]) -> Indicator | None:
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


def _target(entry: form.TargetEntry, where: Where, known: _Known) -> Target | None:
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
    entry: form.ClaimEntry, where: Where, known: _Known, indicator: Indicator, index: int
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


def _factor(name: str, where: Where, known: _Known, indicator: Indicator, *at: str | int) -> float | None:
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


def _observation(entry: form.ObservationEntry, where: Where, known: _Known) -> Observation | None:
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
    entry: form.PointEntry, where: Where, known: _Known, indicator: Indicator, index: int
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


def _ratio(entry: form.RatioEntry, where: Where, known: _Known, index: int) -> RatioClaim | None:
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
