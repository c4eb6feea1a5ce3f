"""Four more ways to hold what is observed against what is required: Eurostat, UN, equal steps, S-curve.

- eurostat: ratio of compound annual growth rates, 95 / 60 / 0 %; without a target ±1 % a year with a neutral
  band of ±0.1 % (Eurostat, "Sustainable development in the European Union", method annex).
- un: the share of the way that would be covered by the deadline at the observed rate, 0.95 / 0.10; without a
  target 2 % and 0.5 % a year (UN Statistics Division, Progress Chart technical note, 2023).
- linear: ratio of points a year. logit: ratio of the yearly change of ln odds between two natural limits.
  Both are judged at 0.95 / 0.60 / 0, so that only the scale differs.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from metrics.errors import Refusal
from metrics.judgement import Evidence, Sentence, tidy
from metrics.language import key
from metrics.open_sdg import growth
from metrics.scales import scale

WORDS_OF_RATIO = ((0.95, "on track"), (0.60, "acceleration needed"), (0.0, "limited"))
Limits = tuple[float | None, float | None]
SHARE: Limits = (0.0, 100.0)


@dataclass(frozen=True)
class Answer:
    """What a method found: the number judged, the word, its authors' label, and how it came about."""

    value: float
    word: str
    label: str
    reason: Sentence
    formula: Sentence
    warnings: tuple[Sentence, ...] = ()


def eurostat(seen: Evidence, _: Limits = SHARE) -> Answer:
    """Eurostat: observed growth a year over the growth that the target asks for."""
    observed = _growth(seen)
    wanted = seen.direction * observed
    if seen.target is None:
        word, label = _first(
            wanted,
            (0.01, "on track", key("significant progress")),
            (0.001, "acceleration needed", key("moderate progress")),
            (-0.001, "limited", key("no significant change")),
            (-0.01, "moving away", key("moderate movement away")),
            (-math.inf, "moving away", key("significant movement away")),
        )
        return Answer(
            wanted, word, label, _rate_reason(seen, observed, 1.0, 0.1), _growth_formula(seen, wanted)
        )
    if seen.target / seen.base_value <= 0:
        raise Refusal(
            "No growth rate leads from {base} to {target}: it would need values of one sign, and no zero.",
            base=seen.base_value,
            target=seen.target,
        )
    required = growth(seen.target, seen.base_value, seen.span)
    value = _over(wanted, required)
    word, label = _first(
        value,
        (0.95, "on track", key("significant progress")),
        (0.60, "acceleration needed", key("moderate progress")),
        (0.0, "limited", key("insufficient progress")),
        (-math.inf, "moving away", key("movement away")),
    )
    reason = Sentence(
        key("Growth of {observed}% a year, where {required}% a year is asked for: {percent}% of it."),
        {"observed": 100 * observed, "required": 100 * required, "percent": 100 * value},
    )
    formula = Sentence(
        key("(({value} / {base})^(1/{elapsed}) − 1) / |({target} / {base})^(1/{span}) − 1| = {result}"),
        {**_numbers(seen), "result": value},
    )
    return Answer(value, word, label, reason, formula, flattery(seen, value))


def un(seen: Evidence, _: Limits = SHARE) -> Answer:
    """UN Statistics: how much of the way from base to target the observed growth would cover by the
    deadline.
    """
    observed = _growth(seen)
    wanted = seen.direction * observed
    if seen.target is None:
        word, label = _first(
            wanted,
            (0.02, "on track", key("on track")),
            (0.005, "acceleration needed", key("acceleration needed")),
            (0.0, "limited", key("stagnation")),
            (-math.inf, "moving away", key("regression")),
        )
        return Answer(
            wanted, word, label, _rate_reason(seen, observed, 2.0, 0.5), _growth_formula(seen, wanted)
        )
    projected = _projected(seen, observed)
    value = _over(seen.direction * (projected - seen.base_value), seen.target - seen.base_value)
    word, label = _first(
        value,
        (0.95, "on track", key("on track")),
        (0.10, "acceleration needed", key("acceleration needed")),
        (0.0, "limited", key("stagnation")),
        (-math.inf, "moving away", key("regression")),
    )
    numbers = {**_numbers(seen), "projected": projected, "target_year": tidy(seen.target_year or 0)}
    reason = Sentence(
        key(
            "At the observed growth of {observed}% a year it would stand at {projected} in {target_year}: "
            "{percent}% of the way."
        ),
        {**numbers, "observed": 100 * observed, "percent": 100 * value},
    )
    formula = Sentence(
        key("({base} · ({value} / {base})^({span}/{elapsed}) − {base}) / ({target} − {base}) = {result}"),
        {**numbers, "result": value},
    )
    return Answer(value, word, label, reason, formula, flattery(seen, value))


def linear(seen: Evidence, _: Limits = SHARE) -> Answer:
    """Equal steps: units a year observed over units a year asked for."""
    target = _target(seen)
    observed = (seen.value - seen.base_value) / seen.elapsed
    required = (target - seen.base_value) / seen.span
    value = _over(seen.direction * observed, required)
    reason = Sentence(
        key("A step of {observed} a year, where {required} a year is asked for: ratio {ratio}."),
        {"observed": observed, "required": required, "ratio": value},
    )
    formula = Sentence(
        key("(({value} − {base}) / {elapsed}) / (|{target} − {base}| / {span}) = {result}"),
        {**_numbers(seen), "result": value},
    )
    return Answer(value, *_word(value), reason, formula)


def logit(seen: Evidence, limits: Limits = SHARE) -> Answer:
    """S-curve: the yearly change of ln odds observed over the one asked for; a share and its complement
    agree.
    """
    target = _target(seen)
    on = scale("logit", *limits)
    base, now, end = on.g(seen.base_value), on.g(seen.value), on.g(target)
    observed, required = (now - base) / seen.elapsed, (end - base) / seen.span
    value = _over(seen.direction * observed, required)
    low, high = tidy(on.low), tidy(on.high)
    reason = Sentence(
        key(
            "The odds change by {observed}% a year, where {required}% a year is asked for: ratio {ratio} "
            "on the "
            "S-curve between {low} and {high}."
        ),
        {
            "observed": 100 * math.expm1(observed),
            "required": 100 * math.expm1(required),
            "ratio": value,
            "low": low,
            "high": high,
        },
    )
    formula = Sentence(
        key(
            "((g({value}) − g({base})) / {elapsed}) / (|g({target}) − g({base})| / {span}) = {result}, "
            "g(x) = ln((x − {low}) / ({high} − x))"
        ),
        {**_numbers(seen), "result": value, "low": low, "high": high},
    )
    return Answer(value, *_word(value), reason, formula)


FORMULAS: dict[str, Callable[[Evidence, Limits], Answer]] = {
    "eurostat": eurostat,
    "un": un,
    "linear": linear,
    "logit": logit,
}


def flattery(seen: Evidence, value: float) -> tuple[Sentence, ...]:
    """A warning where growth rates flatter a low base: judged by equal steps the word would be a worse
    one.
    """
    if seen.target is None or seen.base is None or seen.elapsed <= 0 or seen.span <= 0 or seen.met:
        return ()
    steps = linear(seen).value
    order = [word for _, word in WORDS_OF_RATIO]
    by_rate, by_steps = _word(value)[0], _word(steps)[0]
    if by_rate not in order or by_steps not in order or order.index(by_rate) >= order.index(by_steps):
        return ()
    return (
        Sentence(
            key(
                "Growth rates flatter a low base: {covered}% of the way is covered in {spent}% of the time "
                "(ratio of equal steps {steps})."
            ),
            {
                "covered": 100 * (seen.value - seen.base_value) / (seen.target - seen.base_value),
                "spent": 100 * seen.elapsed / seen.span,
                "steps": steps,
            },
        ),
    )


def _growth(seen: Evidence) -> float:
    """Observed growth a year, where a rate of growth means something: from a value above zero."""
    if seen.base_value <= 0 or seen.value < 0 or not math.isfinite(seen.value / seen.base_value):
        raise Refusal(
            "A growth rate from {base} to {value} says nothing: it needs values above zero.",
            base=seen.base_value,
            value=seen.value,
        )
    return growth(seen.value, seen.base_value, seen.elapsed)


def _projected(seen: Evidence, rate: float) -> float:
    try:
        return float(seen.base_value * (1 + rate) ** seen.span)
    except OverflowError:
        raise Refusal("Growth of {rate}% a year leads beyond all numbers.", rate=100 * rate) from None


def _target(seen: Evidence) -> float:
    if seen.target is None:
        raise Refusal("This method needs a target and its year.")
    return seen.target


def _over(wanted: float, required: float) -> float:
    """Movement in the wanted direction over the size of the movement asked for."""
    if required == 0:
        return math.copysign(math.inf, wanted) if wanted else 0.0
    return wanted / abs(required)


def _word(value: float) -> tuple[str, str]:
    word = next((word for least, word in WORDS_OF_RATIO if value >= least), "moving away")
    return word, word


def _first(value: float, *steps: tuple[float, str, str]) -> tuple[str, str]:
    return next((word, label) for least, word, label in steps if value >= least)


def _numbers(seen: Evidence) -> dict[str, object]:
    return {
        "base": seen.base_value,
        "value": seen.value,
        "target": seen.target,
        "elapsed": tidy(seen.elapsed),
        "span": None if seen.target is None else tidy(seen.span),
    }


def _growth_formula(seen: Evidence, value: float) -> Sentence:
    return Sentence(
        key("({value} / {base})^(1/{elapsed}) − 1 = {result} in the wanted direction"),
        {**_numbers(seen), "result": value},
    )


def _rate_reason(seen: Evidence, observed: float, high: float, middle: float) -> Sentence:
    return Sentence(
        key(
            "From {base_year} to {year} it grew by {observed}% a year; without a target, {high}% a year in "
            "the wanted "
            "direction counts as on track, {middle}% as moving."
        ),
        {
            "base_year": tidy(seen.base_year),
            "year": tidy(seen.year),
            "observed": 100 * observed,
            "high": high,
            "middle": middle,
        },
    )
