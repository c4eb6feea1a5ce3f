"""What a scenario says, in a sentence: the templates that pages and the chart in the browser fill in."""

from __future__ import annotations

from typing import Any

from metrics.language import Translator, key
from metrics.levers import Levers
from metrics.questions import Question
from metrics.scenarios import follow, reached_in

SHARE = key("From {start} in {first} to {end} in {last}: {organic} pp by growth, {admitted} pp by admission.")
LEVEL = key("From {start} in {first} to {end} in {last}.")
ENDINGS = {
    "met": key("The goal of {goal} is reached in {reached}."),
    "late": key(
        "That is {gap} short of the goal of {goal} in {last}; with the same levers it is reached in {reached}."
    ),
    "never": key(
        "That is {gap} short of the goal of {goal} in {last}; with these levers it is not reached within 50 years."
    ),
}
HORIZON = 50


def sentence(t: Translator, question: Question, levers: Levers) -> str:
    """Say where the scenario leads, how the way splits, and whether and when the goal is reached."""
    path = follow(question.start, question.years, levers, question.kind)
    reached = reached_in(question.start, question.goal, levers, question.kind, HORIZON)
    ending = "never" if reached is None else "met" if reached <= question.last_year else "late"
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
    said = SHARE if question.kind == "share" else LEVEL
    return f"{t(said, **values)} {t(ENDINGS[ending], **values)}"


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
