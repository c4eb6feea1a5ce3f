"""What is said of a target's progress, in the reader's language: the gap, whether methods agree, the
chance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrics.language import key
from metrics.standing import SILENT
from metrics.verdicts import METHODS
from metrics.wording import SCALES, amount

if TYPE_CHECKING:
    from metrics.judgement import Sentence
    from metrics.language import Translator
    from metrics.model import Unit
    from metrics.standing import Standing

MEANS = {
    "target met": key("The latest observation is at the target or beyond it."),
    "on track": key("At least 95% of what is needed by now."),
    "acceleration needed": key("It moves the right way, but too slowly."),
    "limited": key("It moves the right way, but far too slowly."),
    "moving away": key("It moves away from the target."),
    "missed": key("The deadline has passed and the target was not reached."),
    "no observations": key("Nothing has been observed yet."),
    "too few": key("There are too few observations for a verdict."),
    "not assessable": key("The method gives no meaningful answer here."),
}
"""What each verdict word means, for tooltips."""


def say(t: Translator, sentence: Sentence | None) -> str:
    """A sentence with its numbers, in the reader's language."""
    return t(sentence.template, **sentence.values) if sentence is not None else ""


def gap_sentence(t: Translator, stands: Standing, unit: Unit, scale: str) -> str:
    """The latest observation beside the path, with the gap between them."""
    gap = stands.gap
    if gap is None:
        return t(MEANS.get(stands.word, "Nothing has been observed yet."))
    words = {
        "period": t.period(gap.period),
        "observed": amount(t, gap.observed, unit),
        "required": amount(t, gap.required, unit),
        "scale": t(SCALES[scale]),
        "gap": _difference(t, abs(gap.ahead), unit),
    }
    if abs(gap.ahead) < 1e-9 * max(1.0, abs(gap.required)):
        return t("Exactly on the path “{scale}”: {observed} observed for {period}.", **words)
    if gap.ahead > 0:
        return t(
            "Ahead by {gap}: {observed} observed for {period}, where the path “{scale}” asks for {required}.",
            **words,
        )
    return t(
        "Behind by {gap}: {observed} observed for {period}, where the path “{scale}” asks for {required}.",
        **words,
    )


def agreement_sentence(t: Translator, stands: Standing) -> str:
    """Whether the methods agree, and which say what."""
    words: dict[str, list[str]] = {}
    for name, verdict in stands.verdicts.items():
        if verdict.word not in SILENT:
            words.setdefault(verdict.word, []).append(t(METHODS[name]))
    if not words:
        return t("No method gives a verdict yet.")
    if len(words) == 1:
        word, methods = next(iter(words.items()))
        return t.plural(
            "The only method that answers says: {word}.",
            "All {n} methods that answer say: {word}.",
            len(methods),
            word=t(word),
        )
    parts = "; ".join(f"{t(word)} — {', '.join(methods)}" for word, methods in words.items())
    return t("The methods disagree: {parts}.", parts=parts)


def way_sentence(t: Translator, stands: Standing) -> str:
    """Why methods differ: how much of the way is covered, and how much each scale wants covered by now."""
    if stands.covered is None or stands.spent is None or not stands.ways:
        return ""
    parts = ", ".join(f"{t(SCALES[name])}: {t.percent(share, 0)}" for name, share in stands.ways.items())
    return t(
        "{covered} of the way is covered in {spent} of the time. By now one would have to have covered — "
        "{parts}. "
        "The methods differ because each expects the way to be walked in another rhythm.",
        covered=t.percent(stands.covered, 0),
        spent=t.percent(stands.spent, 0),
        parts=parts,
    )


def chance_sentence(t: Translator, stands: Standing) -> str:
    """The chance on every scale with the number of observations, or why there is none."""
    given = {name: found for name, found in stands.chances.items() if found.probability is not None}
    if not given:
        reasons = dict.fromkeys(t(found.template, **found.values) for found in stands.chances.values())
        return t("No chance is given.") + " " + " ".join(reasons)
    parts = ", ".join(f"{t(SCALES[name])}: {_chance(t, found.probability)}" for name, found in given.items())
    count = next(iter(given.values())).n
    said = t.plural(
        "If the observed movement goes on with the same drift and spread, the chance of reaching the "
        "target in time is — "
        "{parts}; from {n} observation.",
        "If the observed movement goes on with the same drift and spread, the chance of reaching the "
        "target in time is — "
        "{parts}; from {n} observations.",
        count,
        parts=parts,
    )
    return said + " " + t("This is no forecast.")


def _chance(t: Translator, probability: float | None) -> str:
    """A chance in whole per cent; never said to be 0 or 100."""
    if probability is None:
        return "—"
    if probability < 0.01:
        return t("under {percent}", percent=t.percent(0.01))
    if probability > 0.99:
        return t("over {percent}", percent=t.percent(0.99))
    return t.percent(probability, 0)


def _difference(t: Translator, size: float, unit: Unit) -> str:
    return t("{points} percentage points", points=t.number(size)) if unit.id == "%" else amount(t, size, unit)
