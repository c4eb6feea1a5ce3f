"""The one sentence above a chart: what it shows, with its numbers, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrics.pathways import pace_between
from metrics.wording import amount, claim_amount, qualified, signed

if TYPE_CHECKING:
    from metrics.anchors import Anchor, Anchors
    from metrics.language import Translator
    from metrics.model import Target


def path_sentence(t: Translator, target: Target, found: Anchors, scale: str) -> str:
    """What the path asks a year, in plain words.

    On the S-curve of a share with a known numerator the pace is told as what it means: how much faster the
    numerator must grow than the rest.
    """
    pace = pace_between(found, scale)
    words = {"start": _level(t, found, found.start), "end": _level(t, found, found.end), "year": found.end.date.year}
    name = t.text(target.title)
    if scale == "linear":
        step = signed(t, pace, 1 if abs(pace) >= 1 else None)
        if found.unit.id == "%":
            return t("“{name}”: from {start} to {end} by {year} takes {step} percentage points every year.", name=name, step=step, **words)
        return t("“{name}”: from {start} to {end} by {year} takes {step} {unit} every year.", name=name, step=step, unit=t.text(found.unit.name), **words)
    percent = t.percent(abs(pace), 0 if abs(pace) >= 0.1 else 1)
    if scale == "log":
        template = (
            "“{name}”: from {start} to {end} by {year} takes growth of {percent} every year."
            if pace >= 0
            else "“{name}”: from {start} to {end} by {year} takes a fall of {percent} every year."
        )
        return t(template, name=name, percent=percent, **words)
    numerator = t.text(target.indicator.numerator)
    if pace >= 0 and numerator:
        template = "For “{name}” to go from {start} to {end} by {year}, its numerator ({numerator}) must grow {percent} a year faster than all the rest."
        return t(template, name=name, percent=percent, numerator=numerator[:1].lower() + numerator[1:], **words)
    if pace >= 0:
        return t("For “{name}” to go from {start} to {end} by {year}, the numerator of the share must grow {percent} a year faster than all the rest.", name=name, percent=percent, **words)
    return t("For “{name}” to go from {start} to {end} by {year}, the ratio of the share to all the rest must fall by {percent} a year.", name=name, percent=percent, **words)


def _level(t: Translator, found: Anchors, point: Anchor) -> str:
    written = amount(t, point.value, found.unit)
    if point.claim is not None and point.basis == "stated":
        return qualified(t, written, point.claim.qualifier)
    return written


def promise(t: Translator, target: Target) -> str:
    """From → to, as it was said: «12 % → more than 40 %», «×3.5», «+90 thousand people»."""
    unit = target.indicator.unit
    start = next((claim_amount(t, c, unit) for c in target.of_kind("baseline")), "")
    ends = [claim_amount(t, c, unit) for c in target.of_kind("target")]
    ways = [claim_amount(t, c, unit) for c in target.of_kind("multiplier", "change", "percent_change", "rate")]
    goal = ends[0] if ends else ", ".join(ways)
    return f"{start} → {goal}" if start else goal
