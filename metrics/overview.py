"""All targets at a glance: one line each, with its promise, its pace and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from metrics.anchors import Anchors, anchors, base_year, deadline
from metrics.errors import Refusal
from metrics.language import key
from metrics.pathways import pace_between, path_table, suited_scale
from metrics.reconciliation import reconcile

if TYPE_CHECKING:
    from metrics.catalogue import Catalogue
    from metrics.model import Target

MISSING = {
    "baseline": key("no starting level"),
    "base_year": key("no base year"),
    "deadline": key("no deadline"),
    "observations": key("no observations"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """What the overview says of a target; `drawing` holds the yearly values of its path, if there is one."""

    target: Target
    due: int | None
    scale: str | None
    pace: float | None
    found: Anchors | None
    drawing: tuple[float, ...]
    missing: tuple[str, ...]
    is_consistent: bool
    refusal: Refusal | None


def overview(catalogue: Catalogue, targets: Iterable[Target] | None = None) -> list[Line]:
    """A line for each target, in the catalogue's order."""
    observed = {(o.indicator.id, o.geography) for o in catalogue.observations.values()}
    chosen = catalogue.targets.values() if targets is None else targets
    return [_line(target, (target.indicator.id, target.geography) in observed) for target in chosen]


def _line(target: Target, is_observed: bool) -> Line:
    missing = [] if target.of_kind("baseline") else ["baseline"]
    if _basis_of_start(target) != "stated":
        missing.append("base_year")
    try:
        due: int | None = deadline(target).year
    except Refusal:
        due = None
        missing.append("deadline")
    if not is_observed:
        missing.append("observations")
    consistent = len(target.claims) < 2 or reconcile(target).is_consistent
    try:
        found = anchors(target)
        scale = suited_scale(found)
        values = tuple(path_table(target, found, scale)["value"].tolist())
        return Line(
            target, due, scale, pace_between(found, scale), found, values, tuple(missing), consistent, None
        )
    except Refusal as refusal:
        return Line(target, due, None, None, None, (), tuple(missing), consistent, refusal)


def _basis_of_start(target: Target) -> str:
    try:
        return base_year(target).basis
    except Refusal:
        return "missing"
