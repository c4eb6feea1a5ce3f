"""Numbers with their qualifiers, bases, claims and paces in the reader's words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from metrics.language import key

if TYPE_CHECKING:
    from metrics.language import Translator
    from metrics.model import Claim, Qualifier, Source, Unit
    from metrics.quantity import Interval

QUALIFIED: dict[Qualifier, str] = {
    "exact": "{amount}",
    "more_than": key("more than {amount}"),
    "at_least": key("at least {amount}"),
    "less_than": key("less than {amount}"),
    "up_to": key("up to {amount}"),
    "about": key("about {amount}"),
    "almost": key("almost {amount}"),
}
BASES = {
    "stated": key("stated"),
    "derived": key("derived"),
    "assumed": key("assumed"),
    "interpolated": key("interpolated"),
    "simulated": key("simulated"),
    "observed": key("observed"),
    "projected": key("projected"),
}
BASIS_MEANS = {
    "stated": key("The words say this number."),
    "derived": key("A rule leads to it from stated numbers."),
    "assumed": key("Nobody said it; it was assumed and can be changed."),
    "interpolated": key("It lies on the path between two stated points."),
    "simulated": key("It follows from the assumptions of a scenario."),
    "observed": key("A source reports it as an actual value."),
    "projected": key("It continues what was observed."),
}
KINDS = {
    "baseline": key("starting level"),
    "target": key("level to reach"),
    "milestone": key("level on the way"),
    "multiplier": key("how many times"),
    "change": key("change"),
    "percent_change": key("change in per cent"),
    "rate": key("growth a year"),
    "horizon": key("length of time"),
    "deadline": key("deadline"),
    "base_year": key("base year"),
}
VERDICTS = {
    "entailed": key("follows from the other statements"),
    "compatible": key("agrees with the other statements"),
    "contradicted": key("contradicts other statements"),
}
SCALES = {
    "linear": key("Equal steps (linear)"),
    "log": key("Equal growth (log)"),
    "logit": key("S-curve (logit)"),
}
SCALE_MEANS = {
    "linear": key("Every year adds the same amount."),
    "log": key("Every year adds the same percentage."),
    "logit": key(
        "Slow near the limits, fastest in the middle: the share's ratio to the rest grows by the "
        "same percentage "
        "every year. It tells the same story of a share and of what is left of it."
    ),
}


def amount(t: Translator, value: float, unit: Unit, digits: int | None = None) -> str:
    """A number with its unit: 40 %, 2.2 trn RUB."""
    if unit.id == "%":
        return t.percent(value / 100, digits)
    written = t.number(value, digits)
    if unit.id == "times":
        return t("×{number}", number=written)
    return f"{written}\u00a0{t.text(unit.name)}"


def qualified(t: Translator, written: str, qualifier: Qualifier) -> str:
    """A written amount with its qualifier before it: more than 40 %."""
    template = QUALIFIED[qualifier]
    return t(template, amount=written) if qualifier != "exact" else written


def claim_amount(t: Translator, claim: Claim, unit: Unit) -> str:
    """What a claim states, in words: more than 40 %, almost ×3.5, 5 years, 2030."""
    match claim.kind:
        case "deadline" | "base_year":
            return str(int(claim.value))
        case "horizon":
            written = t.plural("{n} year", "{n} years", claim.value)
        case "multiplier":
            written = t("×{number}", number=t.number(claim.value))
        case "percent_change" | "rate":
            written = signed(t, claim.value) + ("\u00a0%" if t.lang == "ru" else "%")
        case "change":
            said = qualified(t, amount(t, abs(claim.value), unit), claim.qualifier)
            return t("plus {amount}", amount=said) if claim.value >= 0 else t("minus {amount}", amount=said)
        case _:
            written = amount(t, claim.value, unit)
    return qualified(t, written, claim.qualifier)


def signed(t: Translator, value: float, digits: int | None = None) -> str:
    """A number with its sign."""
    return ("+" if value > 0 else "") + t.number(value, digits)


def interval(t: Translator, span: Interval, digits: int | None = None) -> str:
    """An interval in mathematical brackets with the reader's numbers: [11,5; 12,5)."""
    left = "(" if span.low_open or math.isinf(span.low) else "["
    right = ")" if span.high_open or math.isinf(span.high) else "]"
    between = "; " if t.lang == "ru" else ", "
    return left + t.number(span.low, digits) + between + t.number(span.high, digits) + right


def pace(t: Translator, value: float, scale: str, unit: Unit) -> str:
    """A required pace in the words of its scale."""
    if scale == "linear":
        if unit.id == "%":
            return t("{points} points a year", points=signed(t, round(value, 2)))
        return t("{amount} a year", amount=("+" if value > 0 else "−") + amount(t, abs(value), unit))
    percent = ("" if value < 0 else "+") + t.percent(value, 1)
    if scale == "log":
        return t("{percent} a year", percent=percent)
    return t("ratio to the rest {percent} a year", percent=percent)


def source_line(t: Translator, source: Source) -> str:
    """Publisher and date of a source."""
    date = t.date(source.date) if source.date else t("undated")
    return f"{t.text(source.publisher)}, {date}"
