"""What a scenario says, in a sentence: the templates that pages and the chart in the browser fill in."""

from __future__ import annotations

from typing import Any

from metrics.errors import Refusal
from metrics.language import Translator, key
from metrics.levers import RATES, Levers
from metrics.presets import needed
from metrics.questions import Question
from metrics.scenarios import follow, reached_in

SHARE = key(
    "{growth}, {joining}: the share goes from {start} in {first} to {end} in {last}, {organic} pp by "
    "growth and "
    "{admitted} pp by admission."
)
GROWTH = {
    "faster": key("Members outgrow the rest by {outgrow} a year"),
    "slower": key("Members grow by {outgrow} a year less than the rest"),
    "alike": key("Members grow like the rest"),
}
JOINING = {"some": key("{admission} of the rest is admitted a year"), "nobody": key("nobody is admitted")}
LEVEL = key("If growth is {growth} a year, the level goes from {start} in {first} to {end} in {last}.")
ENDINGS = {
    "met": key("The goal of {goal} is reached in {reached}."),
    "late": key("The goal of {goal} is missed by {gap}; with the same levers it is reached in {reached}."),
    "never": key(
        "The goal of {goal} is missed by {gap}; with these levers it is not reached within 50 years."
    ),
}
HORIZON = 50


def sentence(t: Translator, question: Question, levers: Levers) -> str:
    """Say where the scenario leads, how the way splits, and whether and when the goal is reached."""
    path = follow(question.start, question.years, levers, question.kind)
    reached = reached_in(question.start, question.goal, levers, question.kind, HORIZON)
    ending = "never" if reached is None else "met" if reached <= question.last_year else "late"
    outgrow = (1 + levers.member_growth) / (1 + levers.rest_growth) - 1
    pace = "alike" if abs(outgrow) < 5e-4 else "faster" if outgrow > 0 else "slower"
    admission = t.percent(levers.admission, 1)
    values: dict[str, Any] = {
        "first": question.first_year,
        "last": question.last_year,
        "start": amount(t, question, question.start),
        "end": amount(t, question, path.value[-1]),
        "goal": amount(t, question, question.goal),
        "organic": points(t, question, sum(path.organic)),
        "admitted": points(t, question, sum(path.admitted)),
        "gap": gap(t, question, abs(question.goal - path.value[-1])),
        "reached": reached,
    }
    if question.kind == "level":
        said = t(LEVEL, growth=t.percent(levers.member_growth, 1), **values)
    else:
        growth = t(GROWTH[pace], outgrow=t.percent(abs(outgrow), 1))
        joining = t(JOINING["some" if levers.admission >= 5e-4 else "nobody"], admission=admission)
        said = t(SHARE, growth=growth, joining=joining, **values)
    return f"{said} {t(ENDINGS[ending], **values)}"


def amount(t: Translator, question: Question, value: float, digits: int = 1) -> str:
    """Write a value of the model in the indicator's unit: 40.0%, 600 companies."""
    shown = question.shown(value)
    if question.kind == "share" and question.unit.id == "%":
        return t.percent(shown / 100, digits)
    return f"{t.number(shown)}\u00a0{t.text(question.unit.name)}"


def points(t: Translator, question: Question, difference: float) -> str:
    """Write a difference with its sign, in points."""
    shown = difference * (question.limits[1] - question.limits[0])
    sign = "+" if round(shown, 1) > 0 else ""
    return sign + t.number(round(shown, 1) + 0.0, 1)


def gap(t: Translator, question: Question, difference: float) -> str:
    """Write how far an end lies from the goal."""
    shown = difference * (question.limits[1] - question.limits[0])
    if question.kind == "share" and question.unit.id == "%":
        return t("{n} pp", n=t.number(shown, 1))
    return f"{t.number(shown)}\u00a0{t.text(question.unit.name)}"


LEVER_NAMES = {
    "member_growth": key("Growth of cluster members"),
    "rest_growth": key("Growth of the rest of industry"),
    "admission": key("Admission to clusters"),
    "volatility": key("Volatility"),
    "member_start": key("Start of members' growth"),
    "member_ramp": key("Members' growth: years to full strength"),
    "rest_start": key("Start of the rest's growth"),
    "rest_ramp": key("The rest's growth: years to full strength"),
    "admission_start": key("Start of admission"),
    "admission_ramp": key("Admission: years to full strength"),
    "ramp_shape": key("Shape of the ramp"),
}
OF_A_LEVEL = {
    "member_growth": key("Growth a year"),
    "member_start": key("Start of growth"),
    "member_ramp": key("Growth: years to full strength"),
}
NEEDED = {
    "member_growth": key(
        "To reach {goal} by {year}, members would have to grow by {value} a year, all else as above."
    ),
    "rest_growth": key(
        "To reach {goal} by {year}, the rest could grow by no more than {value} a year, all else as above."
    ),
    "admission": key(
        "To reach {goal} by {year}, {value} of the rest would have to be admitted a year, all else as above."
    ),
}
NEEDED_OF_A_LEVEL = key("To reach {goal} by {year}, growth of {value} a year is needed, all else as above.")
NEEDED_ELSE = key("To reach {goal} by {year}, “{lever}” would have to stand at {value}, all else as above.")


def lever_name(t: Translator, lever: str, kind: str = "share") -> str:
    """Name a lever in the reader's language."""
    names = LEVER_NAMES | OF_A_LEVEL if kind == "level" else LEVER_NAMES
    return t(names.get(lever, lever))


def lever_value(t: Translator, lever: str, value: float) -> str:
    """Write a lever's value: per cent, a year, a number of years."""
    if lever in (*RATES, "volatility"):
        return t.percent(value, 2)
    rounded = round(value, 2)
    return str(int(rounded)) if rounded == int(rounded) else t.number(rounded, 2).replace("\u00a0", "")


def refusal_sentence(t: Translator, refusal: Refusal, question: Question) -> str:
    """Say a refusal with the lever's name, and amounts in the indicator's unit."""
    name = lever_name(t, str(refusal.values.get("lever", "")), question.kind)
    if "low" in refusal.values and "goal" in refusal.values:
        low, high, goal = (
            amount(t, question, float(str(refusal.values[end]))) for end in ("low", "high", "goal")
        )
        return t(
            "No value of “{lever}” reaches {goal} by {year}: with the other levers as they are it leads "
            "from {low} to {high}.",
            lever=name,
            goal=goal,
            year=question.last_year,
            low=low,
            high=high,
        )
    return t(refusal.template, **{**refusal.values, "lever": name})


def needed_sentence(t: Translator, question: Question, lever: str, levers: Levers) -> str:
    """Say what a lever would have to be; `levers` hold the value that was found."""
    template = NEEDED.get(lever, NEEDED_ELSE)
    if question.kind == "level" and lever == "member_growth":
        template = NEEDED_OF_A_LEVEL
    return t(
        template,
        goal=amount(t, question, question.goal),
        year=question.last_year,
        lever=lever_name(t, lever, question.kind),
        value=lever_value(t, lever, getattr(levers, lever)),
    )


def iso_sentence(t: Translator, question: Question, levers: Levers) -> str:
    """Say what growth alone or admission alone would have to be, starts and ramps as in `levers`."""
    alone = levers.changed(member_growth=levers.rest_growth, admission=0.0)
    try:
        growth = needed("member_growth", question, alone).member_growth
        admission = needed("admission", question, alone).admission
    except Refusal:
        return t("The lines show which pairs of growth and admission reach the goal.")
    return t(
        "To reach {goal} by {year}, members must outgrow the rest by {growth} a year, or {admission} of the "
        "rest must be admitted a year, or something between.",
        goal=amount(t, question, question.goal),
        year=question.last_year,
        growth=t.percent((1 + growth) / (1 + levers.rest_growth) - 1, 1),
        admission=t.percent(admission, 1),
    )


def moves_sentence(t: Translator, question: Question, lever: str, by: float, size: float) -> str:
    """Say which lever moves the end most; `by` in percentage points or years, `size` in the unit."""
    step = t("{n} pp", n=t.number(by)) if lever in RATES else t.plural("{n} year", "{n} years", by)
    return t(
        "“{lever}” moves the end most: {step} more or less change {year} by up to {effect}.",
        lever=lever_name(t, lever, question.kind),
        step=step,
        year=question.last_year,
        effect=gap(t, question, size / (question.limits[1] - question.limits[0])),
    )


def chance_sentence(t: Translator, question: Question, probability: float) -> str:
    """Say the chance; near its ends in words, because draws cannot tell more."""
    if probability < 0.001:
        chance = t("less than {percent}", percent=t.percent(0.001, 1))
    elif probability > 0.999:
        chance = t("more than {percent}", percent=t.percent(0.999, 1))
    else:
        chance = t.percent(probability, 1)
    return t(
        "Under these assumptions the chance to reach {goal} by {year} is {chance}.",
        goal=amount(t, question, question.goal),
        year=question.last_year,
        chance=chance,
    )


def money_sentence(t: Translator, question: Question, members: float, total: float, first: float) -> str:
    """Say what clusters make in the last year (and the first), and how much is missing to the goal, in bn
    RUB.
    """
    missing = question.goal * total - members
    values = {
        "year": question.last_year,
        "first": t.number(first, 0),
        "members": t.number(members, 0),
        "goal": amount(t, question, question.goal),
        "missing": t.number(missing, 0),
    }
    if missing > 1e-9 * members:
        return t(
            "Clusters grow from {first} to {members} bn RUB in {year}; {missing} bn RUB are missing "
            "to {goal}.",
            **values,
        )
    return t(
        "Clusters grow from {first} to {members} bn RUB in {year}, which is enough for {goal}.", **values
    )
