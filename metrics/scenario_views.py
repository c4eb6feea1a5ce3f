"""What can be seen of a scenario: its lines in the one table, iso-lines, and what moves its end most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from metrics import table
from metrics.errors import Refusal
from metrics.levers import RAMPS, RATES, STARTS, Array, Levers, strengths
from metrics.questions import Question
from metrics.scenarios import final_value, simulate


def rows(
    question: Question, levers: Levers, *, name: str = "scenario", draws: int = 0, seed: int = 0
) -> pd.DataFrame:
    """Return the scenario as the one table: the path with its 5–95 % fan, and its organic and admitted parts.

    Values are in the indicator's unit; the parts are running totals, in points, so that baseline + organic +
    admitted is the path. The rule names the model and every lever that is not at rest.
    """
    frame = simulate(
        question.start, question.years, kind=question.kind, draws=draws, seed=seed, **vars(levers)
    )
    span = question.limits[1] - question.limits[0]
    value = [question.shown(v) for v in frame[question.kind]]
    blank = [float("nan")] * len(frame)
    low, high = ([question.shown(v) for v in frame[q]] if draws else blank for q in ("p05", "p95"))
    common = _at_the_end(question) | {"unit": question.unit.id}
    periods = [pd.Period(year=int(year), freq="Y-DEC") for year in frame["year"]]
    text = rule(question, levers, draws, seed)
    path = [
        common | {"series": name, "period": p, "value": v, "low": lo, "high": hi, "rule": text}
        for p, v, lo, hi in zip(periods, value, low, high, strict=True)
    ]
    path[0] |= {"basis": question.baseline.basis, "rule": question.baseline.rule}
    parts = [
        common | {"series": f"{name}/{part}", "period": p, "value": v, "rule": f"{part}: {text}"}
        for part in ("organic", "admitted")
        for p, v in zip(periods, span * frame[part].cumsum(), strict=True)
    ]
    return table.frame(path + parts)


def rule(question: Question, levers: Levers, draws: int = 0, seed: int = 0) -> str:
    """Return the rule in one line: the model, every lever that is not at rest, draws and seed."""
    at_rest = Levers()
    held = [
        f"{name} = {value:.6g}"
        for name, value in vars(levers).items()
        if value is not None and value != getattr(at_rest, name) and name != "first_year"
    ]
    model = "o' = (G·o + a)/(1 − a)" if question.kind == "share" else "L' = L·(1 + g)"
    drawn = [f"draws = {draws}, seed = {seed}"] if draws else []
    return "; ".join([model, *(held or ["all levers at rest"]), *drawn])


@dataclass(frozen=True)
class Line:
    """All pairs of growth gap and admission, fractions a year, that reach one goal in one year."""

    goal: float
    year: int
    gap: Array
    admission: Array


def iso_lines(
    question: Question,
    levers: Levers,
    goals: Iterable[float],
    years: Iterable[int],
    *,
    most: float,
    points: int = 41,
) -> list[Line]:
    """Return a line for each goal (model's scale) and calendar year, from admission 0 to `most`.

    The growth of the rest, starts and ramps are held as in `levers`; the gap is that of full strength. For
    each admission the gap is found by a bisection of all points at once.
    """
    if question.kind != "share":
        raise Refusal("Iso-lines weigh growth against admission, and a level has no admission.")
    admission = np.linspace(0.0, most, points)
    return [
        _iso_line(question.start, goal, year, levers, admission)
        for year in years
        for goal in goals
        if year > levers.first_year
    ]


def _iso_line(start: float, goal: float, year: int, levers: Levers, admission: Array) -> Line:
    works = strengths(levers, year - levers.first_year)
    low, high = np.full_like(admission, -0.99), np.full_like(admission, 10.0)
    ends = [_ends(start, levers.rest_growth, gap, admission, works) for gap in (low, high)]
    for _ in range(60):
        middle = (low + high) / 2
        short = _ends(start, levers.rest_growth, middle, admission, works) < goal
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    found = (ends[0] < goal) & (ends[1] > goal)
    return Line(goal, year, ((low + high) / 2)[found], admission[found])


def _ends(start: float, rest_growth: float, gap: Array, admission: Array, works: list[list[float]]) -> Array:
    odds = np.full_like(gap, start / (1 - start))
    member_growth = (1 + gap) * (1 + rest_growth) - 1
    for of_members, of_rest, of_admission in zip(*works, strict=True):
        rest = rest_growth * of_rest
        members = rest + (member_growth - rest) * of_members
        admitted = admission * of_admission
        odds = ((1 + members) / (1 + rest) * odds + admitted) / (1 - admitted)
    ends: Array = odds / (1 + odds)
    return ends


def iso_frame(question: Question, lines: Iterable[Line], levers: Levers) -> pd.DataFrame:
    """Return iso-lines in the one table: `value` is the growth gap in per cent, the rule names goal and
    admission.
    """
    return table.frame(
        _at_the_end(question)
        | {
            "series": f"{question.shown(line.goal):g} by {line.year}",
            "unit": "%",
            "period": pd.Period(year=line.year, freq="Y-DEC"),
            "value": 100 * gap,
            "rule": f"growth gap a year that reaches {question.shown(line.goal):g} by {line.year} with "
            f"admission = {admission:.6g}; rest_growth = {levers.rest_growth:.6g}",
        }
        for line in lines
        for gap, admission in zip(line.gap, line.admission, strict=True)
    )


def sensitivity(question: Question, levers: Levers, change: float) -> pd.DataFrame:
    """Return by how much the end moves when one lever moves, the largest first.

    Rates move by `change` (a fraction), starts and ramps by one year, each down and up as far as the lever
    goes. Columns `lever, by, down, up` (in the indicator's unit) and `size`, the larger of the two. Levers
    without an effect are left out.
    """
    span = question.limits[1] - question.limits[0]
    here = final_value(question.start, question.years, levers, question.kind)
    found: list[dict[str, Any]] = []
    for lever in (*RATES, *STARTS, *RAMPS):
        if question.kind == "level" and lever.startswith(("rest", "admission")):
            continue
        by = change if lever in RATES else 1.0
        down, up = (_moved(question, levers, lever, sign * by, here) * span for sign in (-1, 1))
        if max(abs(down), abs(up)) > 1e-9:
            found.append({"lever": lever, "by": by, "down": down, "up": up, "size": max(abs(down), abs(up))})
    columns = ["lever", "by", "down", "up", "size"]
    return pd.DataFrame(found, columns=columns).sort_values("size", ascending=False, ignore_index=True)


def _moved(question: Question, levers: Levers, lever: str, by: float, here: float) -> float:
    value = (levers.start_of(lever) if lever in STARTS else getattr(levers, lever)) + by
    try:
        moved = levers.changed(**{lever: value}).checked(question.years)
    except Refusal:
        return 0.0
    return final_value(question.start, question.years, moved, question.kind) - here


def moves_frame(question: Question, levers: Levers, moves: pd.DataFrame) -> pd.DataFrame:
    """Return what `sensitivity` found as the one table: the end with each lever moved down and up."""
    here = question.shown(final_value(question.start, question.years, levers, question.kind))
    return table.frame(
        _at_the_end(question)
        | {
            "series": f"{move['lever']} {sign}{move['by']:g}",
            "unit": question.unit.id,
            "value": here + move[column],
            "rule": f"{move['lever']} {sign}{move['by']:g}: {rule(question, levers)}",
        }
        for move in moves.to_dict("records")
        for sign, column in (("-", "down"), ("+", "up"))
    )


def needed_frame(question: Question, found: dict[str, Levers]) -> pd.DataFrame:
    """Return the levers that were solved for as the one table: rates in per cent a year, starts and ramps
    in years.
    """
    return table.frame(
        _at_the_end(question)
        | {
            "series": f"needed/{lever}",
            "unit": "%" if lever in RATES else "years" if lever in RAMPS else "",
            "value": getattr(levers, lever) * (100 if lever in RATES else 1),
            "rule": f"{lever} that reaches {question.shown(question.goal):g}: {rule(question, levers)}",
        }
        for lever, levers in found.items()
    )


def _at_the_end(question: Question) -> dict[str, Any]:
    return {
        "indicator": question.target.indicator.id,
        "geography": question.target.geography,
        "period": pd.Period(year=question.last_year, freq="Y-DEC"),
        "basis": "simulated",
        "scale": "logit" if question.kind == "share" else "log",
        "target": question.target.id,
    }
