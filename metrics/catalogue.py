"""The catalogue: everything in `data/`, validated, with all faults at once.

One bad entry does not hide the good ones: it is left out and listed among the faults.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from metrics import entries as form
from metrics import resolution
from metrics.cooperation.model import Link, Network
from metrics.cooperation.reading import read_network
from metrics.effects import read_effects
from metrics.errors import Refusal
from metrics.model import Indicator, Observation, Paraphrase, Quote, Rule, Source, Target, Unit
from metrics.reading import Fault, Reader
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
    sources = {
        e.id: s for e, w in reader.entries("sources", form.SourceEntry) if (s := resolution.source(e, w))
    }
    quotes = {
        e.id: q
        for e, w in reader.entries("quotes", form.QuoteEntry)
        if (q := resolution.quote(e, w, sources))
    }
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
        if (i := resolution.indicator(e, w, units))
    }
    known = resolution.Known(quotes, paraphrases, units, indicators)
    targets = {
        e.id: t
        for e, w in reader.entries("targets", form.TargetEntry)
        if (t := resolution.target(e, w, known))
    }
    observations = {
        e.id: o
        for e, w in reader.entries("observations", form.ObservationEntry)
        if (o := resolution.observation(e, w, known))
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
