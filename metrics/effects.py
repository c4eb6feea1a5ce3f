"""effects.yaml → statements without a number: effects with a direction only, facts and events."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from metrics.cooperation.entries import Evidenced
from metrics.cooperation.model import Project
from metrics.entries import Name, Words
from metrics.model import Indicator, Paraphrase, Quote
from metrics.reading import Reader
from metrics.statements import Effect, Statement, Tense


class EffectEntry(Evidenced):
    """The form of an entry in effects.yaml."""

    id: Name
    kind: Literal["direction", "fact"]
    tense: Tense
    text: Words
    effect: Effect | None = None
    check: Literal["sign", "event", "nothing"]
    measure: Words
    needs: Words
    watch: Name | None = None
    project: Name | None = None
    year: Annotated[int, Field(ge=1000, le=9999)] | None = None

    @model_validator(mode="after")
    def _direction_goes_with_kind(self) -> EffectEntry:
        if (self.kind == "direction") != (self.effect is not None):
            raise ValueError("a direction says in “effect” up or down, and only a direction does")
        return self


def read_effects(
    reader: Reader,
    quotes: dict[str, Quote],
    paraphrases: dict[str, Paraphrase],
    indicators: dict[str, Indicator],
    projects: dict[str, Project],
) -> dict[str, Statement]:
    """The statements of effects.yaml by id; what is wrong goes to the reader's faults."""
    found: dict[str, Statement] = {}
    for entry, where in reader.entries("effects", EffectEntry):
        words = [where.find(quotes, name, "quote", "quotes", i) for i, name in enumerate(entry.quotes)]
        if entry.paraphrase:
            words.append(where.find(paraphrases, entry.paraphrase, "paraphrase", "paraphrase"))
        watch = where.find(indicators, entry.watch, "indicator", "watch") if entry.watch else None
        project = where.find(projects, entry.project, "project", "project") if entry.project else None
        if None in words or (entry.watch and not watch) or (entry.project and not project):
            continue
        found[entry.id] = Statement(
            entry.id,
            entry.kind,
            entry.text.text(),
            entry.check,
            entry.measure.text(),
            entry.needs.text(),
            tuple(w for w in words if isinstance(w, Quote)),
            tuple(w for w in words if isinstance(w, Paraphrase)),
            watch,
            entry.effect,
            entry.tense,
            entry.year,
            refers_to=entry.project or "",
        )
    return found
