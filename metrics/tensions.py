"""Tensions: statements on one indicator that do not sit well together, noticed from the claims alone.

Nothing here knows any particular statement: each rule compares the claims of two targets on the same
indicator and geography, the claims inside one target, or what a source says of two observed values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

from metrics.anchors import Dated, anchors, deadline
from metrics.errors import Refusal
from metrics.language import key, translator
from metrics.model import Claim, Observation, ObservedPoint, Qualifier, RatioClaim, Target, Text
from metrics.quantity import Interval, read
from metrics.reconciliation import reconcile
from metrics.wording import qualified


@dataclass(frozen=True, slots=True)
class Tension:
    """Two or more statements that do not sit well together; `subjects` are ids of targets or observations."""

    kind: str
    subjects: tuple[str, ...]
    indicator: str
    template: str
    values: dict[str, object]

    @property
    def message(self) -> str:
        return self.template.format(**self.values)


Maker = Callable[[str, str], Tension]


@dataclass(frozen=True, slots=True)
class _Goal:
    """The end of a promise: its level (or the addition it promises) and its year."""

    target: Target
    claim: Claim | None
    value: float
    interval: Interval
    year: int | None
    is_addition: bool


def find_tensions(targets: Iterable[Target], observations: Iterable[Observation] = ()) -> list[Tension]:
    """All tensions between and within targets, and within observed series."""
    groups: dict[tuple[str, str], list[Target]] = defaultdict(list)
    for target in targets:
        groups[target.indicator.id, target.geography].append(target)
    found = [tension for group in groups.values() for target in group for tension in _within(target)]
    for group in groups.values():
        if len(group) > 1:
            goals = [goal for target in group if (goal := _goal(target))]
            found += [tension for a, b in combinations(goals, 2) if (tension := _between(a, b))]
    return found + [t for o in observations for r in o.ratios if (t := _ratio(o, r))]


def _within(target: Target) -> list[Tension]:
    """Claims of one target that cannot stand together, each clashing set once."""
    if len(target.claims) < 3:
        return []
    sets = {
        frozenset((check.claim.id, *(c.id for c in check.clash)))
        for check in reconcile(target).checks
        if check.verdict == "contradicted"
    }
    return [
        Tension(
            "contradiction",
            (target.id,),
            target.indicator.id,
            key("These statements cannot all be true together: {claims}."),
            {"claims": ", ".join(sorted(members))},
        )
        for members in sorted(sets, key=sorted)
    ]


def _goal(target: Target) -> _Goal | None:
    try:
        year: Dated | None = deadline(target)
    except Refusal:
        year = None
    when = year.year if year else None
    reading = reconcile(target)
    for claim in target.of_kind("target"):
        return _Goal(target, claim, claim.value, reading.target, when, is_addition=False)
    for claim in target.of_kind("change"):
        if not target.of_kind("baseline"):
            return _Goal(target, claim, claim.value, reading.change, when, is_addition=True)
    try:
        end = anchors(target)
    except Refusal:
        return None
    if end.kind != "level":
        return None
    return _Goal(target, end.end.claim, end.end.value, end.end.interval, when, is_addition=False)


def _between(a: _Goal, b: _Goal) -> Tension | None:
    first, second = sorted((a, b), key=lambda goal: (goal.year or 0, goal.target.id))
    values: dict[str, object] = {
        "first": first.value,
        "second": second.value,
        "first_year": str(first.year),
        "second_year": str(second.year),
        "unit": first.target.indicator.unit.name,
    }
    subjects = (first.target.id, second.target.id)
    indicator = first.target.indicator.id

    def tension(kind: str, template: str) -> Tension:
        return Tension(kind, subjects, indicator, template, values)

    if first.is_addition != second.is_addition:
        if first.value == second.value:
            return tension(
                "level-or-addition",
                key(
                    "The same number, {first} {unit}, is told once as the level to reach and once as "
                    "an addition."
                ),
            )
        return None
    if first.year == second.year:
        return _same_year(first, second, tension, values)
    if first.year is None or second.year is None:
        return None
    rising = first.target.indicator.direction == "increase"
    beyond = (
        second.interval.low >= first.interval.high if rising else second.interval.high <= first.interval.low
    )
    if not beyond:
        return tension(
            "two-horizons",
            key(
                "Two horizons that hardly fit: {first} {unit} by {first_year}, but {second} {unit} "
                "only by {second_year}; "
                "what the later one leaves open does not lie beyond the earlier one."
            ),
        )
    return None


def _same_year(first: _Goal, second: _Goal, tension: Maker, values: dict[str, object]) -> Tension | None:
    if first.interval.meet(second.interval).is_empty:
        return tension(
            "two-values",
            key("Two values for {first_year} that exclude each other: {first} and {second} {unit}."),
        )
    one = first.claim.qualifier if first.claim else "exact"
    other = second.claim.qualifier if second.claim else "exact"
    if first.value == second.value and one != other:
        values |= {"one": _worded(first.value, one), "other": _worded(second.value, other)}
        return tension(
            "qualifier", key("The same number is told in two ways: “{one}” and “{other}”, {unit}.")
        )
    return None


def _worded(value: float, qualifier: Qualifier) -> Text:
    """A number with its qualifier, in both languages."""
    in_words = {lang: translator(lang) for lang in ("ru", "en")}
    return Text(**{lang: qualified(t, t.number(value), qualifier) for lang, t in in_words.items()})


def _ratio(observation: Observation, claim: RatioClaim) -> Tension | None:
    """A stated ratio of two observed values that the values themselves do not bear out."""
    at = {point.period: point for point in observation.points}
    start, end = at.get(claim.start), at.get(claim.end)
    if start is None or end is None:
        return None
    actual = _span(end) / _span(start)
    said = read(claim.value, claim.qualifier, step=claim.step)
    if claim.kind == "percent_change":
        said = Interval.point(1.0) + said / Interval.point(100.0)
    if not said.meet(actual).is_empty:
        return None
    ratio = end.value / start.value
    return Tension(
        "ratio",
        (observation.id,),
        observation.indicator.id,
        key("The source says {said}, but its values give {end} / {start} = {actual}."),
        {
            "said": _ratio_worded(claim),
            "start": float(start.value),
            "end": float(end.value),
            "actual": round(ratio if claim.kind == "multiplier" else 100 * (ratio - 1), 2),
        },
    )


def _ratio_worded(claim: RatioClaim) -> Text:
    """A stated ratio in both languages: ×7.5, +48.9%."""
    in_words = {lang: translator(lang) for lang in ("ru", "en")}
    if claim.kind == "multiplier":
        return Text(**{lang: t("×{number}", number=t.number(claim.value)) for lang, t in in_words.items()})
    return Text(**{lang: t.percent(claim.value / 100) for lang, t in in_words.items()})


def _span(point: ObservedPoint) -> Interval:
    return read(point.value, point.qualifier, step=point.step)
