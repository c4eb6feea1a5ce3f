"""Levers and main chart of the scenario lab as a component that follows the hand.

While a slider moves the browser computes the path (model.js); on release the levers come here, and the
numbers that Python then sends replace those of the browser.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from metrics.charts import signs
from metrics.fan import quantiles
from metrics.language import Translator, key
from metrics.levers import LIMITS, OUTSIDE, Levers
from metrics.presets import ranges
from metrics.questions import Question
from metrics.scenario_words import (
    ENDINGS,
    GROWTH,
    JOINING,
    LEVEL,
    LEVER_NAMES,
    SHARE,
    amount,
    lever_name,
    sentence,
)
from metrics.scenarios import follow
from metrics.wording import claim_amount

HERE = Path(__file__).parent
SCRIPTS = (HERE.parent / "svg.js", *(HERE / f"{name}.js" for name in ("model", "words", "drawing", "chart")))
COLOURS = {"stated": signs.BLUE, "simulated": signs.VIOLET, "organic": signs.GREEN, "admitted": signs.ORANGE}

_mount = st.components.v2.component(
    "cluster_metrics.lab_chart",
    html='<div class="lab"></div>\n',
    css=(HERE / "chart.css").read_text("utf-8"),
    js="\n".join(path.read_text("utf-8") for path in SCRIPTS),
)

HELP = {
    "member_growth": key(
        "Real growth a year of firms that are members. Compare with the members' own accounts of past years."
    ),
    "rest_growth": key(
        "Real growth a year of all other industry. Take the statistics of industry without the clusters."
    ),
    "admission": key(
        "Part of the rest's revenue that joins clusters each year. Take the revenue of firms that are"
        " about to join."
    ),
    "volatility": key(
        "How far growth strays in a usual year (standard deviation). Take the spread of past years; 5% "
        "is assumed."
    ),
    "member_start": key("Until then members grow like the rest."),
    "member_ramp": key("0: at full strength at once. Take the time from a measure's start to its effect."),
    "rest_start": key("Until then the rest stands still."),
    "rest_ramp": key("0: at full strength at once."),
    "admission_start": key("Until then nobody is admitted. Take the date of the rules that open clusters."),
    "admission_ramp": key("0: all of it at once."),
    "ramp_shape": key("1: straight; above 1: slow at first; below 1: fast at first."),
}
HELP_OF_A_LEVEL = {
    "member_growth": key("Growth of the level a year. Compare with its growth in past years."),
    "member_start": key("Until then it stays where it is."),
}
START_REFUSAL = key("A lever can start from {first} to {last}.")
PERCENT = ("member_growth", "rest_growth", "admission", "volatility")


def lab_chart(
    t: Translator,
    question: Question,
    levers: Levers,
    *,
    seq: int,
    draws: int,
    seed: int,
    mounted: str,
    moved: Any,
) -> None:
    """Show the levers and the chart; `moved` is called when a lever was moved, `mounted` is the key of the
    state.
    """
    _mount(
        data={
            "seq": seq,
            "lang": t.lang,
            "name": f"{question.target.id}-scenario",
            "kind": question.kind,
            "percent": question.kind == "share" and question.unit.id == "%",
            "unit": t.text(question.unit.name),
            "limits": list(question.limits),
            "start": question.start,
            "goal": question.goal,
            "upper": _upper(question),
            "first_year": question.first_year,
            "years": question.years,
            "baseline_sign": signs.SYMBOLS[question.baseline.basis],
            "goal_sign": signs.SYMBOLS[question.end.basis if question.goal == question.stated else "assumed"],
            "colours": COLOURS,
            "levers": vars(levers),
            "specs": _specs(t, question),
            "words": _words(t, question),
            "answer": answer(t, question, levers, draws, seed),
        },
        key=mounted,
        on_moved_change=moved,
    )


def answer(t: Translator, question: Question, levers: Levers, draws: int, seed: int) -> dict[str, Any]:
    """Return Python's numbers for the chart: the path, the fan, the sentence."""
    path = follow(question.start, question.years, levers, question.kind)
    fan = quantiles(question.start, question.years, levers, draws=draws, seed=seed, kind=question.kind)
    return {
        "path": vars(path),
        "fan": {name: values.tolist() for name, values in fan.items()},
        "sentence": sentence(t, question, levers),
    }


def _upper(question: Question) -> float | None:
    """The other end of what the words leave open, if there is one on the model's scale."""
    offered = question.goals()
    return offered.get("upper") if question.goal == question.stated else None


def _specs(t: Translator, question: Question) -> list[dict[str, Any]]:
    return [_spec(t, question, name, *found) for name, found in _ordered(ranges(question))]


def _ordered(found: dict[str, tuple[float, float, float]]) -> list[tuple[str, tuple[float, float, float]]]:
    return [(name, found[name]) for name in LEVER_NAMES if name in found]


def _spec(
    t: Translator, question: Question, name: str, low: float, high: float, step: float
) -> dict[str, Any]:
    starts = name.endswith("_start")
    first, last = question.first_year + 1, question.last_year
    least, most = (first, last + 1) if starts else LIMITS[name]
    helps = HELP | HELP_OF_A_LEVEL if question.kind == "level" else HELP
    return {
        "name": name,
        "label": lever_name(t, name, question.kind),
        "help": t(helps[name]),
        "low": low,
        "high": high,
        "step": step,
        "least": least,
        "most": most,
        "rest": first if starts else 1.0 if name == "ramp_shape" else 0.0,
        "unit": "%" if name in PERCENT else "",
        "unit_name": "%" if name in PERCENT else t("years") if name.endswith("_ramp") else "",
        "digits": 2,
        "group": "main" if name in PERCENT else "more",
        "refusal": t(START_REFUSAL, first=first, last=last) if starts else t(OUTSIDE[name]),
    }


def _words(t: Translator, question: Question) -> dict[str, str]:
    """The texts of the component; templates keep their {placeholders}, which the browser fills in."""
    keep = _Placeholders()
    said = SHARE if question.kind == "share" else LEVEL
    return {
        "levers": t("Levers"),
        "more": t("When each lever starts, and how fast"),
        "sentence": t(said, **keep.of(said)),
        **{name: t(template, **keep.of(template)) for name, template in (ENDINGS | GROWTH | JOINING).items()},
        "pp": t("{n} pp", n="{n}"),
        "goal_label": t("goal: {words}", words=goal_words(t, question)),
        "reached_label": t("reached in {reached}", reached="{reached}"),
        "path": t("scenario"),
        "fan": t("90% of draws"),
        "organic": t("by growth"),
        "admitted": t("by admission"),
        "save": [t("Save as {format}", format="SVG"), t("Save as {format}", format="PNG")],
    }


def goal_words(t: Translator, question: Question) -> str:
    """The goal as its source puts it, or as the number that a person set."""
    claim = question.end.claim
    if claim is not None and claim.kind == "target" and question.goal == question.stated:
        return str(claim_amount(t, claim, question.unit))
    return amount(t, question, question.goal)


class _Placeholders:
    """Values that leave a template's placeholders in place."""

    @staticmethod
    def of(template: str) -> dict[str, str]:
        from string import Formatter

        return {name: f"{{{name}}}" for _, name, _, _ in Formatter().parse(template) if name}
