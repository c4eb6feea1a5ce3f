"""Every statement of the sources by kind, and whether it could be checked at all.

Targets and observations are statements with a number, projects are cases of cooperation, and
data/effects.yaml holds the rest: effects with a direction only, facts and events.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from metrics.anchors import deadline
from metrics.cooperation.model import Project
from metrics.errors import Refusal
from metrics.language import key
from metrics.model import (
    Claim,
    Indicator,
    Observation,
    ObservedPoint,
    Paraphrase,
    Quote,
    Source,
    Target,
    Text,
)
from metrics.wording import amount, claim_amount, qualified

if TYPE_CHECKING:
    import pandas as pd

    from metrics.catalogue import Catalogue
    from metrics.language import Translator

Kind = Literal["number_deadline", "number", "direction", "fact", "case"]
Check = Literal["value", "sign", "event", "nothing"]
Effect = Literal["up", "down"]
Tense = Literal["already", "present", "promised", "wanted"]

KINDS: dict[str, str] = {
    "number_deadline": key("number with a deadline"),
    "number": key("number without a deadline"),
    "direction": key("direction only"),
    "fact": key("fact of the past or present"),
    "case": key("case of cooperation"),
}
CHECKS: dict[str, str] = {
    "value": key("yes, by its number"),
    "sign": key("only whether it rose or fell"),
    "event": key("only whether it happened"),
    "nothing": key("no, not as it is worded"),
}
TENSES: dict[str, str] = {
    "already": key("said to happen already"),
    "present": key("said of the present"),
    "promised": key("promised"),
    "wanted": key("wanted"),
}

NEEDS_TARGET = key("Values of the indicator for every year up to {year}, with what they cover.")
NEEDS_UNDATED = key("Values of the indicator, and a year by which the number is to be reached.")
NEEDS_FACT = key("The same figure from the one who counts it, with what it covers.")
NEEDS_CASE = key("Contracts, deliveries or acceptance papers between the parties, with dates.")
MEASURE_CASE = key("Whether the parties worked together and what came of it")


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a source says, with its words, its kind and how it could be checked.

    `measure` is the indicator in words (a Text or an English key), `watch` the catalogue's indicator if
    there is one; `figures` are the claims or observed points that carry its numbers.
    """

    id: str
    kind: Kind
    text: Text | None
    check: Check
    measure: Text | str
    needs: Text | str
    quotes: tuple[Quote, ...] = ()
    paraphrases: tuple[Paraphrase, ...] = ()
    watch: Indicator | None = None
    effect: Effect | None = None
    tense: Tense | None = None
    year: int | None = None
    figures: tuple[Claim | ObservedPoint, ...] = ()
    refers_to: str = ""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources that say it, each once."""
        words: list[Quote | Paraphrase] = [*self.quotes, *self.paraphrases]
        return tuple({w.source.id: w.source for w in words}.values())

    @property
    def carries_number(self) -> bool:
        return bool(self.figures)

    @property
    def is_checkable(self) -> bool:
        """Whether it could be checked at all, given data."""
        return self.check != "nothing"


def statements(catalogue: Catalogue) -> tuple[Statement, ...]:
    """Every statement of the catalogue, by kind and within a kind in the catalogue's order."""
    found = [
        *map(of_target, catalogue.targets.values()),
        *(s for o in catalogue.observations.values() for s in of_observation(o)),
        *catalogue.effects.values(),
        *map(of_project, catalogue.network.projects.values()),
    ]
    order = list(KINDS)
    return tuple(sorted((s for s in found if s.sources), key=lambda s: order.index(s.kind)))


def of_target(target: Target) -> Statement:
    """A promise: its number can be held against data, by a year if one is stated or follows."""
    try:
        year: int | None = deadline(target).year
    except Refusal:
        year = None
    figures = tuple(c for c in target.claims if c.kind not in ("deadline", "base_year", "horizon"))
    goal = tuple(c for c in figures if c.kind != "baseline")
    return Statement(
        f"target-{target.id}",
        "number_deadline" if year else "number",
        target.title,
        "value",
        target.indicator.name,
        NEEDS_TARGET if year else NEEDS_UNDATED,
        *_words(target.claims),
        watch=target.indicator,
        tense="promised",
        year=year,
        figures=goal or figures,
        refers_to=target.id,
    )


def of_observation(observation: Observation) -> tuple[Statement, ...]:
    """What sources say of the past: figures told in the same words are one statement."""
    told: dict[str, list[Any]] = {}
    figures: list[Any] = [*observation.points, *observation.ratios]
    for figure in figures:
        evidence = figure.quote or figure.paraphrase
        if evidence:
            told.setdefault(evidence.id, []).append(figure)
    return tuple(
        Statement(
            f"observed-{observation.id}-{number}" if number else f"observed-{observation.id}",
            "fact",
            observation.indicator.name,
            "value",
            observation.indicator.name,
            NEEDS_FACT,
            *_words(figures),
            watch=observation.indicator,
            figures=tuple(f for f in figures if isinstance(f, ObservedPoint)) or tuple(figures),
            refers_to=observation.id,
        )
        for number, figures in enumerate(told.values())
    )


def of_project(project: Project) -> Statement:
    """A case of cooperation: it can be checked whether it took place."""
    evidence = project.evidence
    paraphrases = (evidence.paraphrase,) if evidence.paraphrase else ()
    return Statement(
        f"case-{project.id}",
        "case",
        project.name,
        "event",
        MEASURE_CASE,
        NEEDS_CASE,
        evidence.quotes,
        paraphrases,
        refers_to=project.id,
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of what a source says could be checked: counts of its statements."""

    source: Source | None
    statements: int
    with_number: int
    by_check: Mapping[str, int] = field(default_factory=dict)

    @property
    def checkable(self) -> int:
        return self.statements - self.by_check.get("nothing", 0)

    @property
    def is_whole(self) -> bool:
        """Whether the source's text is on file, so that the count speaks for all of it."""
        return self.source is not None and self.source.text is not None


def coverage(found: Iterable[Statement]) -> tuple[Coverage, ...]:
    """The count for each source, the ones with most statements first."""
    told: dict[str, tuple[Source, list[Statement]]] = {}
    for statement in found:
        for source in statement.sources:
            told.setdefault(source.id, (source, []))[1].append(statement)
    counts = [_count(source, said) for source, said in told.values()]
    return tuple(sorted(counts, key=lambda c: (not c.is_whole, -c.statements)))


def total(found: Iterable[Statement]) -> Coverage:
    """The count over all sources, each statement once."""
    return _count(None, list(found))


def _count(source: Source | None, said: list[Statement]) -> Coverage:
    by_check = {check: sum(s.check == check for s in said) for check in CHECKS}
    return Coverage(source, len(said), sum(s.carries_number for s in said), by_check)


def _words(figures: Iterable[Any]) -> tuple[tuple[Quote, ...], tuple[Paraphrase, ...]]:
    """The quotes and paraphrases behind some claims, each once."""
    figures = list(figures)
    quotes = {f.quote.id: f.quote for f in figures if f.quote}
    paraphrases = {f.paraphrase.id: f.paraphrase for f in figures if f.paraphrase}
    return tuple(quotes.values()), tuple(paraphrases.values())


COLUMNS = "id kind statement figure deadline checkable indicator data_needed quote paraphrase source address"


def frame(found: Iterable[Statement], t: Translator) -> pd.DataFrame:
    """The statements as a table in the translator's language; a paraphrase never stands among the quotes."""
    import pandas as pd

    rows = [
        {
            "id": s.id,
            "kind": t(KINDS[s.kind]),
            "statement": t.text(s.text),
            "figure": written(s, t),
            "deadline": s.year,
            "checkable": t(CHECKS[s.check]),
            "indicator": measured(s, t),
            "data_needed": needed(s, t),
            "quote": " … ".join(q.exact for q in s.quotes),
            "paraphrase": " ".join(t.text(p.text) for p in s.paraphrases),
            "source": "; ".join(source.id for source in s.sources),
            "address": " ".join(source.url or "" for source in s.sources).strip(),
        }
        for s in found
    ]
    columns = (
        "id kind statement figure deadline checkable indicator data_needed quote paraphrase source address"
    )
    return pd.DataFrame(rows, columns=columns.split()).astype({"deadline": "Int64"})


def measured(statement: Statement, t: Translator) -> str:
    """What one would have to watch, in the translator's language."""
    measure = statement.measure
    return t(measure) if isinstance(measure, str) else t.text(measure)


def needed(statement: Statement, t: Translator) -> str:
    """What data one would need, in the translator's language."""
    needs = statement.needs
    return t(needs, year=statement.year) if isinstance(needs, str) else t.text(needs)


ARROWS = {"up": "↑", "down": "↓"}


def headline(statement: Statement) -> Claim | ObservedPoint | None:
    """The figure that stands for a statement: the level to reach if there is one, else its last number."""
    targets = [f for f in statement.figures if isinstance(f, Claim) and f.kind == "target"]
    return targets[-1] if targets else statement.figures[-1] if statement.figures else None


def written(statement: Statement, t: Translator) -> str:
    """The number that a statement carries, in words: “more than 40 %”; an arrow where it has none."""
    figure = headline(statement)
    if figure is None or statement.watch is None:
        return ARROWS.get(statement.effect or "", "")
    unit = statement.watch.unit
    if isinstance(figure, Claim):
        return claim_amount(t, figure, unit)
    return qualified(t, amount(t, figure.value, unit), figure.qualifier)


def summary(t: Translator, found: Iterable[Statement]) -> str:
    """How many statements there are, and how many could be checked by a number, in part, or not at all."""
    count = total(found)
    return t.plural(
        "Of {n} statement {value} can be checked by its number, {sign} only for whether it rose or fell, "
        "{event} only for whether it happened, and {nothing} not at all as it is worded.",
        "Of {n} statements {value} can be checked by their number, {sign} only for whether something rose "
        "or fell, {event} only for whether it happened, and {nothing} not at all as they are worded.",
        count.statements,
        **count.by_check,
    )
