"""Observed against required: the verdicts of five named methods, never one alone, and the chance of
success.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metrics.chances import Chance, chance
from metrics.errors import Refusal
from metrics.judgement import WORDS, Evidence, Sentence, Verdict, evidence, number_or_none, tidy
from metrics.language import key
from metrics.open_sdg import open_sdg
from metrics.ratios import FORMULAS, SHARE, Limits, flattery

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["METHODS", "WORDS", "Chance", "Sentence", "Verdict", "chance", "progress", "verdicts"]

METHODS = {
    "open_sdg": key("Open SDG: ratio of growth rates"),
    "eurostat": key("Eurostat: ratio of growth rates"),
    "un": key("UN Statistics: share of the way by the deadline"),
    "linear": key("equal steps (linear)"),
    "logit": key("S-curve (logit)"),
}
"""The methods and what pages call them."""

Limit = float | tuple[float | None, float | None] | None
"""A natural limit, or the low and the high one (None where there is none)."""

FIRST_YEAR, DEADLINE = 2015, 2030  # the published program's defaults, of the Sustainable Development Goals


def progress(
    series: pd.Series[float],
    *,
    target: float | None = None,
    target_year: float | None = None,
    base_year: float | None = None,
    direction: object = None,
    limit: Limit = None,
    method: str,
) -> Verdict:
    """The verdict of one method on an observed series.

    `series` holds values by year (an index of years, "2015-16", dates or periods; missing values are
    dropped); `direction` is "positive" where a rise is wanted, "negative" where a fall is; `limit` is the
    indicator's natural limit (open_sdg shrinks its thresholds near it, logit stretches from 0 to it, 100 if
    none is given) or the pair of limits (low, high). Without `base_year` the first observation is the base,
    for open_sdg 2015; an absent base year moves to the next later one. Without `target_year` open_sdg takes
    2030, others refuse. `status` for open_sdg is the published program's own; `word` is the design's for
    every method.

    Raises Refusal for an unknown method or direction, two values for one year, or a target without its year.
    """
    if method not in METHODS:
        raise Refusal(
            "There is no method “{method}”; choose from {known}.", method=method, known=", ".join(METHODS)
        )
    published = method == "open_sdg"
    seen = evidence(
        series,
        direction=direction,
        target=target,
        target_year=_or(target_year, DEADLINE) if published else target_year,
        base_year=_or(base_year, FIRST_YEAR) if published else base_year,
        whole_years=published,
    )
    return judge(seen, method, limit)


def judge(seen: Evidence, method: str, limit: Limit = None) -> Verdict:
    """The verdict of one method on evidence that is already checked."""
    low, high = _limits(limit)
    if method == "open_sdg":
        if isinstance(limit, tuple):  # an indicator's own limits; with a target the rule has no use for them
            limit = None if seen.target is not None else high if seen.direction > 0 else low
        wanted = number_or_none(limit)
        verdict = open_sdg(seen, wanted)
        return verdict.warned(*flattery(seen, verdict.value)) if verdict.value is not None else verdict
    if seen.target is not None and seen.target_year is None:
        raise Refusal("A target needs the year by which it is to be reached.")
    return _by_ratio(method, seen, (low, high))


def _by_ratio(method: str, seen: Evidence, limits: Limits) -> Verdict:
    """The verdict of eurostat, un, linear or logit: what is settled comes first, then what forbids an
    answer.
    """
    if not seen.years:
        return _without(method, "no observations", Sentence(key("Nothing has been observed yet.")))
    settled = _settled(seen)
    try:
        obstacle = _obstacle(seen)
        answer = None if obstacle else FORMULAS[method](seen, limits)
    except Refusal as refusal:
        obstacle, answer = ("not assessable", Sentence(refusal.template, refusal.values)), None
    word, reason = settled or obstacle or ("", Sentence(""))
    if answer is None:
        return _without(method, word, reason)
    if not settled:
        word, reason = answer.word, answer.reason
    label = answer.label if word == answer.word else word
    told = (reason.template, reason.values, answer.formula, answer.warnings)  # noqa: PD011 - not pandas
    return Verdict(method, word, answer.value, None, word, label, *told)


def _settled(seen: Evidence) -> tuple[str, Sentence] | None:
    """What is settled whatever the method: the target met, or its deadline missed."""
    numbers = {"value": seen.value, "year": tidy(seen.year), "target": seen.target}
    deadline = {**numbers, "target_year": tidy(seen.target_year or 0)}
    if seen.met:
        said = key("The latest value, {value} in {year}, is at the target of {target} or beyond it.")
        return "target met", Sentence(said, numbers)
    if seen.lapsed:
        said = key(
            "The target of {target} was met in {target_year}; since then it has been lost: {value} in {year}."
        )
        return "target met", Sentence(said, deadline)
    if seen.missed:
        said = key(
            "By the deadline {target_year} the target of {target} was not reached; the latest value is "
            "{value}."
        )
        return "missed", Sentence(said, deadline)
    return None


def _obstacle(seen: Evidence) -> tuple[str, Sentence] | None:
    """Why there is no answer, whatever the method."""
    if seen.base is None:
        said = key("The latest observation ({year}) lies before the base year {base_year}.")
        return "too few", Sentence(said, {"year": tidy(seen.year), "base_year": tidy(seen.asked_base or 0)})
    if seen.elapsed <= 0:
        said = key("One observation, {value} in {year}, shows no movement yet; two are needed.")
        return "too few", Sentence(said, {"value": seen.value, "year": tidy(seen.year)})
    if seen.elapsed < 1:
        said = key("Observed so far, in months: {months}. A rate a year needs observations a year apart.")
        return "too few", Sentence(said, {"months": round(12 * seen.elapsed)})
    if seen.target is not None and seen.span <= 0:
        said = key("The deadline {target_year} does not lie after the first year counted, {base_year}.")
        years = {"target_year": tidy(seen.target_year or 0), "base_year": tidy(seen.base_year)}
        return "not assessable", Sentence(said, years)
    return None


def _without(method: str, word: str, reason: Sentence) -> Verdict:
    """A verdict without a number."""
    return Verdict(method, word, None, None, word, word, reason.template, reason.values)


def verdicts(
    series: pd.Series[float],
    *,
    target: float | None = None,
    target_year: float | None = None,
    base_year: float | None = None,
    direction: object = None,
    limit: Limit = None,
) -> dict[str, Verdict]:
    """The verdicts of all methods by name; a method that refuses is not assessable, with the reason.

    The arguments are those of `progress`.
    """
    found = {}
    asked: dict[str, Any] = {
        "target": target,
        "target_year": target_year,
        "base_year": base_year,
        "direction": direction,
    }
    try:
        seen = evidence(series, **asked)
    except Refusal as refusal:
        return {
            method: _without(method, "not assessable", Sentence(refusal.template, refusal.values))
            for method in METHODS
        }
    for method in METHODS:
        try:
            if method == "open_sdg":
                found[method] = progress(series, limit=limit, method=method, **asked)
            else:
                found[method] = judge(seen, method, limit)
        except Refusal as refusal:
            found[method] = _without(method, "not assessable", Sentence(refusal.template, refusal.values))
    return found


def _limits(limit: Limit) -> Limits:
    """The two natural limits; a share of 0 to 100 where nothing else is said."""
    if isinstance(limit, tuple):
        return limit
    number = number_or_none(limit)
    return (0.0, number) if number is not None and number > 0 else SHARE


def _or(given: float | None, default: float) -> float:
    number = number_or_none(given)
    return default if number is None else number
