"""The progress rule of Open SDG's published program (sdg-build 2.4), number for number.

After Statistics Canada's note on measuring progress and Eurostat's monitoring report. The published program's
own choices are kept where they give a number (0 becomes 0.001, a deadline that has passed is read as if it
were open) and told beside it; where they give none, or one without meaning, the answer is "not assessable"
with the reason.
"""

from __future__ import annotations

import math
from dataclasses import replace

from metrics.judgement import Evidence, Sentence, Verdict, tidy
from metrics.language import key

STAND_IN = 0.001
"""What the published program puts in place of a zero, whatever the unit."""

EXPONENT = 4.44
"""How quickly the thresholds shrink near a natural limit."""

THRESHOLDS = {True: (0.95, 0.60, 0.0), False: (0.015, 0.005, 0.0)}
"""Substantial, moderate, limited: of the ratio to what the target asks, or of growth a year without one."""

STATUSES = ("substantial_progress", "moderate_progress", "limited_progress", "deterioration")
LABELS = {
    "target_achieved": key("target achieved"),
    "substantial_progress": key("substantial progress"),
    "moderate_progress": key("moderate progress"),
    "limited_progress": key("limited progress"),
    "deterioration": key("deterioration"),
}
WORD_OF = {
    "target_achieved": "target met",
    "substantial_progress": "on track",
    "moderate_progress": "acceleration needed",
    "limited_progress": "limited",
    "deterioration": "moving away",
}


def growth(value: float, base: float, years: float) -> float:
    """Compound annual growth: (value/base)^(1/years) - 1; NaN where no real root exists."""
    ratio = value / base
    if ratio < 0 and not (1 / years).is_integer():
        return math.nan
    return float(ratio ** (1 / years)) - 1


def nearness(base: float, limit: float | None) -> float:
    """The factor C on the thresholds: 1 far from the natural limit L, 0 at it.

    1 for B ≥ 2L, 1 − (B/L)^4.44 for B ≤ L, else 1 − ((2L − B)/L)^4.44, with B and L taken without sign.
    """
    if limit is None:
        return 1.0
    size, edge = abs(base), abs(limit)
    if size >= 2 * edge:
        return 1.0
    if size <= edge:
        return float(1 - (size / edge) ** EXPONENT)
    return float(1 - ((2 * edge - size) / edge) ** EXPONENT)


def open_sdg(seen: Evidence, limit: float | None = None) -> Verdict:
    """The published program's status, value and score for whole years; its rule in full in the docs."""
    if not seen.years:
        return _nothing("no observations", Sentence(key("Nothing has been observed yet.")))
    if seen.base is None:
        return _nothing(
            "too few",
            Sentence(
                key("The latest observation ({year}) lies before the base year {base_year}."),
                {"year": tidy(seen.year), "base_year": tidy(seen.asked_base or 0)},
            ),
            status="not assessable",
        )
    obstacle = _no_value(seen)
    value = None if obstacle else _value(seen)
    factor = nearness(seen.base_value, limit) if seen.target is None else 1.0
    if _achieved(seen):
        status, score = "target_achieved", 5.0
    elif value is None:
        word, status, why = obstacle or ("not assessable", "not assessable", Sentence(""))
        return _nothing(_settled(seen) or word, why, status=status)
    else:
        status, score = (
            _status(value, factor, seen.target is not None),
            _score(value, factor, seen.target is not None),
        )
    return Verdict(
        "open_sdg",
        status,
        value,
        score,
        _settled(seen) or WORD_OF[status],
        LABELS[status],
        *_reason(seen, value, factor),
        formula=None if value is None else _formula(seen, value),
        warnings=tuple(_warnings(seen, limit)),
    )


def _achieved(seen: Evidence) -> bool:
    """Whether the published program calls the target achieved: a target of 0 is 0.001 to it."""
    return seen.target is not None and replace(seen, target=_solid(seen.target)).met


def _settled(seen: Evidence) -> str:
    """The word that holds whatever the published program says: the target met, or missed."""
    return "missed" if seen.missed else "target met" if seen.met or seen.lapsed else ""


def _nothing(word: str, why: Sentence, status: str = "not_available") -> Verdict:
    return Verdict("open_sdg", status, None, None, word, word, why.template, why.values)


def _no_value(seen: Evidence) -> tuple[str, str, Sentence] | None:
    """Why the ratio has no value: the design's word, the status, the reason; None if it has one."""
    base, now = seen.base_value, seen.value
    if seen.elapsed < 1:
        return (
            "too few",
            "not_available",
            Sentence(
                key("Two observations at least a year apart are needed; from {base_year} there is one."),
                {"base_year": tidy(seen.base_year)},
            ),
        )
    if _solid(base) * now < 0:
        return (
            "not assessable",
            "not_available",
            Sentence(
                key("A growth rate from {base} to {value} does not exist: the values differ in sign."),
                {"base": base, "value": now},
            ),
        )
    if not math.isfinite(now / _solid(base)):
        return (
            "not assessable",
            "not assessable",
            Sentence(
                key("A growth rate from {base} to {value} leads beyond all numbers."),
                {"base": base, "value": now},
            ),
        )
    if seen.target is None:
        return None
    if seen.span == 0:
        return (
            "not assessable",
            "not assessable",
            Sentence(
                key("The deadline {target_year} is the first year counted itself: no time lies between."),
                {"target_year": tidy(seen.target_year or 0)},
            ),
        )
    if math.isnan(growth(_solid(seen.target), _solid(base), seen.span)):
        return (
            "not assessable",
            "not assessable",
            Sentence(
                key(
                    "No growth rate leads from {base} to {target}: they differ in sign. The published "
                    "program takes "
                    "the size of a complex number here, which says nothing."
                ),
                {"base": base, "target": seen.target},
            ),
        )
    return None


def _solid(number: float) -> float:
    return STAND_IN if number == 0 else number


def _rates(seen: Evidence) -> tuple[float, float | None]:
    """Observed and required growth a year, zeros replaced."""
    base = _solid(seen.base_value)
    observed = growth(seen.value, base, seen.elapsed)
    return observed, None if seen.target is None else growth(_solid(seen.target), base, seen.span)


def _value(seen: Evidence) -> float | None:
    observed, required = _rates(seen)
    wanted = seen.direction * (-1 if seen.base_value < 0 else 1) * observed
    if required is None:
        return wanted
    if required == 0:  # base and target are equal: any movement is infinitely more than asked
        return math.copysign(math.inf, wanted) if wanted else None
    return wanted / abs(required)


def _status(value: float, factor: float, has_target: bool) -> str:
    high, middle, low = (threshold * factor for threshold in THRESHOLDS[has_target])
    return STATUSES[0 if value >= high else 1 if value >= middle else 2 if value >= low else 3]


def _score(value: float, factor: float, has_target: bool) -> float:
    """From −5 to +5, by the published program's straight lines."""
    if has_target:
        return min(7.1429 * value - 4.2857, 5.0) if value >= 0.6 else max(4.1667 * value - 2.5, -5.0)
    high, middle, low = (threshold * factor for threshold in THRESHOLDS[False])
    if value < low:
        return max(125 * value - 2.5, -5.0)
    if factor == 0:
        return 5.0
    if value >= high:
        return min(500 * value / factor - 5, 5.0)
    return 250 * value / factor - 1.25 if value >= middle else 500 * value / factor - 2.5


def _reason(seen: Evidence, value: float | None, factor: float) -> tuple[str, dict[str, object]]:
    if _achieved(seen):
        return key("The latest value, {value} in {year}, is at the target of {target} or beyond it."), {
            "value": seen.value,
            "year": tidy(seen.year),
            "target": seen.target,
        }
    observed, required = _rates(seen)
    if required is None:
        high, middle, _ = (threshold * factor for threshold in THRESHOLDS[False])
        return key(
            "From {base_year} to {year} it grew by {observed}% a year; in the wanted direction substantial "
            "is "
            "{high}% or more, moderate {middle}% or more."
        ), {
            "base_year": tidy(seen.base_year),
            "year": tidy(seen.year),
            "observed": 100 * observed,
            "high": 100 * high,
            "middle": 100 * middle,
        }
    return key(
        "From {base_year} to {year} it grew by {observed}% a year; the target asks for {required}% a year: "
        "ratio {ratio} "
        "(substantial from 0.95, moderate from 0.60)."
    ), {
        "base_year": tidy(seen.base_year),
        "year": tidy(seen.year),
        "observed": 100 * observed,
        "required": 100 * required,
        "ratio": value,
    }


def _formula(seen: Evidence, value: float) -> Sentence:
    numbers: dict[str, object] = {
        "base": _solid(seen.base_value),
        "value": seen.value,
        "elapsed": tidy(seen.elapsed),
        "result": value,
    }
    if seen.target is None:
        return Sentence(
            key("({value} / {base})^(1/{elapsed}) − 1 = {result} in the wanted direction"), numbers
        )
    return Sentence(
        key("(({value} / {base})^(1/{elapsed}) − 1) / |({target} / {base})^(1/{span}) − 1| = {result}"),
        {**numbers, "target": _solid(seen.target), "span": tidy(seen.span)},
    )


def _warnings(seen: Evidence, limit: float | None) -> list[Sentence]:
    """Where the published rule misleads on this series."""
    found = []
    if seen.target == 0 or seen.base_value == 0:
        found.append(
            Sentence(
                key(
                    "The published program puts 0.001 in place of 0, so its answer depends on the unit of "
                    "measurement."
                )
            )
        )
    if seen.target is not None and limit is not None:
        found.append(Sentence(key("The natural limit is ignored where there is a target.")))
    if seen.target == seen.base_value and not seen.met:
        found.append(
            Sentence(
                key(
                    "Base and target are equal, so the target asks for no growth and any movement counts "
                    "as infinite."
                )
            )
        )
    if seen.target is not None and seen.span < 0:
        found.append(
            Sentence(
                key(
                    "The deadline {target_year} lies before the first year counted, {base_year}: the "
                    "published ratio "
                    "says nothing here."
                ),
                {"target_year": tidy(seen.target_year or 0), "base_year": tidy(seen.base_year)},
            )
        )
    elif seen.missed:
        found.append(
            Sentence(
                key(
                    "The deadline {target_year} has passed; the published program compares as if it were "
                    "still open."
                ),
                {"target_year": tidy(seen.target_year or 0)},
            )
        )
    if seen.met and seen.direction * (seen.value - seen.base_value) < 0:
        found.append(
            Sentence(
                key(
                    "The target is met, yet since {base_year} the indicator has moved away, from {base} to "
                    "{value}."
                ),
                {"base_year": tidy(seen.base_year), "base": seen.base_value, "value": seen.value},
            )
        )
    return found
