"""The one sentence above a chart: what it shows, with its numbers, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrics.anchors import deadline, horizon_deadline
from metrics.language import key
from metrics.pathways import pace_between
from metrics.reconciliation import claim_intervals
from metrics.wording import amount, claim_amount, interval, qualified

if TYPE_CHECKING:
    from metrics.anchors import Anchor, Anchors
    from metrics.language import Translator
    from metrics.model import Claim, Target

POINTS = key("{name}: from {start} to {end} by {year} takes {step} percentage points every year.")
STEPS = key("{name}: from {start} to {end} by {year} takes {step} {unit} every year.")
GROWTH = key("{name}: from {start} to {end} by {year} takes growth of {percent} every year.")
FALL = key("{name}: from {start} to {end} by {year} takes a fall of {percent} every year.")
FASTER = key(
    "{name}: to go from {start} to {end} by {year}, the numerator of the share must grow "
    "{percent} a year "
    "faster than all the rest."
)
NUMERATOR_FASTER = key(
    "{name}: to go from {start} to {end} by {year}, its numerator ({numerator}) must grow "
    "{percent} a year "
    "faster than all the rest."
)
SLOWER = key(
    "{name}: to go from {start} to {end} by {year}, the ratio of the share to all the rest must fall by "
    "{percent} a year."
)


def path_sentence(t: Translator, target: Target, found: Anchors, scale: str) -> str:
    """What the path asks a year, in plain words.

    On the S-curve the pace of a share is told as what it means: how much faster its numerator must grow than
    the rest.
    """
    pace = pace_between(found, scale)
    numerator = t.text(target.indicator.numerator)
    return t(
        _template(scale, pace, is_share=found.unit.id == "%", has_numerator=bool(numerator)),
        name=t.text(target.title),
        start=_level(t, found, found.start),
        end=_level(t, found, found.end),
        year=found.end.date.year,
        step=t.number(pace, 1 if abs(pace) >= 1 else None),
        unit=t.text(found.unit.name),
        percent=t.percent(abs(pace), 0 if abs(pace) >= 0.1 else 1),
        numerator=numerator[:1].lower() + numerator[1:],
    )


def _template(scale: str, pace: float, *, is_share: bool, has_numerator: bool) -> str:
    if scale == "linear":
        return POINTS if is_share else STEPS
    if scale == "log":
        return GROWTH if pace >= 0 else FALL
    if pace < 0:
        return SLOWER
    return NUMERATOR_FASTER if has_numerator else FASTER


def _level(t: Translator, found: Anchors, point: Anchor) -> str:
    written = amount(t, point.value, found.unit)
    if point.claim is not None and point.basis == "stated":
        return qualified(t, written, point.claim.qualifier)
    return written


def promise(t: Translator, target: Target) -> str:
    """From → to, as it was said: “12% → more than 40%”, “×3.5”, “plus 90 thousand people”."""
    unit = target.indicator.unit
    start = next((claim_amount(t, c, unit) for c in target.of_kind("baseline")), "")
    ends = [claim_amount(t, c, unit) for c in target.of_kind("target")]
    ways = [
        claim_amount(t, c, unit) for c in target.of_kind("multiplier", "change", "percent_change", "rate")
    ]
    goal = ends[0] if ends else ", ".join(ways)
    return f"{start} → {goal}" if start else goal


def reads_as(t: Translator, claim: Claim, *, looseness: float = 1.0, rounded: bool = True) -> str:
    """The interval that a claim's words stand for; a year is just that year."""
    if claim.kind in ("deadline", "base_year"):
        return str(int(claim.value))
    spans = claim_intervals(claim, looseness=looseness, rounded=rounded)
    return "; ".join(interval(t, span) for name, span in spans.items() if name not in ("y0", "y1"))


def horizon_sentence(t: Translator, target: Target) -> str:
    """What a stated length of time gives as a year, and whether a stated deadline agrees; empty
    without one.
    """
    derived = horizon_deadline(target)
    if derived is None or derived.claim is None:
        return ""
    words = {"horizon": claim_amount(t, derived.claim, target.indicator.unit), "year": derived.year}
    stated = deadline(target)
    if stated.basis != "stated":
        return t("{horizon} from the source's date give {year} (derived).", **words)
    if stated.year == derived.year:
        return t(
            "{horizon} from the source's date give {year} (derived); the stated deadline agrees.", **words
        )
    return t(
        "{horizon} from the source's date give {year} (derived), but the stated deadline is {stated}.",
        stated=stated.year,
        **words,
    )
