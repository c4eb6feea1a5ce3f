"""The lab's charts: iso-lines, what moves the end most, scenarios side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from metrics.charts.signs import BLUE, GREEN, GREY, ORANGE, VIOLET, figure, plain, wrapped
from metrics.language import Translator
from metrics.levers import Levers
from metrics.questions import Question
from metrics.scenario_views import Line
from metrics.scenario_words import amount, points

LINES = (VIOLET, ORANGE, GREEN, GREY, "#c2477f")
MARKS = ("diamond-open", "square-open", "triangle-up-open", "cross-open", "star-open")


def iso_figure(t: Translator, question: Question, lines: Sequence[Line], levers: Levers) -> go.Figure:
    """The pairs of growth gap and admission that reach each goal; the present scenario as a point.

    Every point carries its gap and admission as customdata, so that a click can load it.
    """
    fig = figure(
        t,
        height=460,
        x_title=t("Growth of members above the rest, % a year"),
        y_title=t("Admission, % of the rest a year"),
    )
    first = min((line.year for line in lines), default=question.last_year)
    for number, line in enumerate(lines):
        goal = amount(t, question, line.goal)
        name = t("{goal} by {year}", goal=goal, year=line.year)
        pairs = np.column_stack([line.gap, line.admission])
        fig.add_scatter(
            x=100 * line.gap,
            y=100 * line.admission,
            customdata=pairs,
            mode="lines+markers",
            name=plain(name),
            line={
                "color": LINES[number % len(LINES)],
                "width": 2,
                "dash": "dash" if line.year > first else "solid",
            },
            marker={"size": 8, "opacity": 0.6, "symbol": MARKS[number % len(MARKS)]},
            hovertemplate=plain(name)
            + "<br>"
            + t("growth gap")
            + " %{x:.1f} %<br>"
            + t("admission")
            + " %{y:.1f} %<extra></extra>",
        )
    gap = (1 + levers.member_growth) / (1 + levers.rest_growth) - 1
    fig.add_scatter(
        x=[100 * gap],
        y=[100 * levers.admission],
        customdata=[[gap, levers.admission]],
        mode="markers+text",
        marker={"symbol": "diamond", "size": 14, "color": BLUE},
        text=[t("present scenario")],
        textposition="bottom left",
        cliponaxis=False,
        showlegend=False,
        hovertemplate=t("present scenario") + "<br>%{x:.1f} % · %{y:.1f} %<extra></extra>",
    )
    lowest = min(-5.0, 100 * gap - 5)
    fig.update_xaxes(
        range=[
            lowest,
            max([100 * gap, *(100 * line.gap.max() for line in lines if len(line.gap))]) * 1.15 + 2,
        ]
    )
    highest = max([2.0, 100 * levers.admission, *(_reach(line, lowest) for line in lines)])
    fig.update_yaxes(range=[-0.08 * highest, 1.1 * highest])
    fig.update_layout(showlegend=True, legend={"orientation": "h", "y": 1.02, "yanchor": "bottom"})
    return fig


def _reach(line: Line, lowest: float) -> float:
    """How high a line rises, in per cent, in the part of the chart that is shown."""
    shown = line.admission[100 * line.gap >= lowest]
    return float(100 * shown.max()) if len(shown) else 0.0


def tornado_figure(
    t: Translator, question: Question, moves: pd.DataFrame, names: dict[str, str]
) -> go.Figure:
    """By how many points (units) each lever moves the end, down and up, the largest on top."""
    share = question.kind == "share"
    unit = t("points") if share else t.text(question.unit.name)
    fig = figure(
        t,
        height=120 + 52 * len(moves),
        x_title=t("Change of the end in {year}, {unit}", year=question.last_year, unit=unit),
    )
    labels = [wrapped(names[lever], 22) for lever in moves["lever"]]
    span = question.limits[1] - question.limits[0]
    for column, colour, sign in (("down", ORANGE, t("lever down")), ("up", BLUE, t("lever up"))):
        fig.add_bar(
            y=labels,
            x=moves[column],
            orientation="h",
            marker={"color": colour, "pattern": {"shape": "/" if column == "down" else ""}},
            text=[points(t, question, value / span) if value else "" for value in moves[column]],
            textposition="outside",
            cliponaxis=False,
            name=sign,
            hovertemplate="%{y}, " + sign + ": %{x:.2f}<extra></extra>",
        )
    reach = 1.45 * max(moves["size"].max(), 1e-9)
    fig.update_layout(
        barmode="overlay",
        bargap=0.35,
        showlegend=True,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom"},
    )
    fig.update_xaxes(range=[-reach, reach], zeroline=True)
    fig.update_yaxes(autorange="reversed", ticklabelposition="outside")
    return fig


def compare_figure(t: Translator, question: Question, frames: dict[str, pd.DataFrame]) -> go.Figure:
    """The paths of several scenarios (each in the one table) and the goal."""
    fig = figure(t, height=420, y_title=plain(t.text(question.unit.name)))
    for number, (name, frame) in enumerate(frames.items()):
        colour = LINES[number % len(LINES)]
        years = [period.year for period in frame["period"]]
        fig.add_scatter(
            x=years,
            y=frame["value"],
            mode="lines+markers",
            name=plain(name),
            line={"color": colour, "dash": "dash", "width": 2},
            marker={"symbol": MARKS[number % len(MARKS)], "size": 9},
            hovertemplate=plain(name) + ": %{y:.1f}<extra>%{x}</extra>",
        )
    fig.add_hline(
        y=question.shown(question.goal),
        line={"color": BLUE, "width": 1.5},
        annotation={"text": plain(t("goal: {words}", words=amount(t, question, question.goal)))},
        annotation_position="top left",
    )
    fig.update_layout(showlegend=True, legend={"orientation": "h", "y": 1.02, "yanchor": "bottom"})
    fig.update_xaxes(dtick=1, tickformat="d", range=[question.first_year - 0.15, question.last_year + 0.15])
    return fig


def money_figure(t: Translator, question: Question, frame: pd.DataFrame) -> go.Figure:
    """Clusters' revenue as areas: what was there, what growth and what admission brought; the goal in
    money.
    """
    fig = figure(t, height=380, y_title=t("bn RUB of {year}", year=question.first_year))
    years = frame["year"]
    base = [frame["members"].iloc[0]] * len(frame)
    for name, values, colour, pattern in (
        (t("clusters in {year}", year=question.first_year), base, VIOLET, ""),
        (t("by growth"), frame["grown"].cumsum(), GREEN, ""),
        (t("by admission"), frame["joined"].cumsum(), ORANGE, "/"),
    ):
        fig.add_scatter(
            x=years,
            y=values,
            stackgroup="members",
            name=name,
            mode="lines",
            line={"color": colour, "width": 1},
            fillpattern={"shape": pattern},
            hovertemplate=name + ": %{y:,.0f}<extra>%{x}</extra>",
        )
    goal = question.goal * (frame["members"] + frame["rest"])
    words = t("goal: {words}", words=amount(t, question, question.goal))
    fig.add_scatter(
        x=years,
        y=goal,
        mode="lines",
        line={"color": BLUE, "width": 1.5},
        name=words,
        hovertemplate=plain(words) + ": %{y:,.0f}<extra>%{x}</extra>",
    )
    fig.update_layout(showlegend=True, legend={"orientation": "h", "y": 1.02, "yanchor": "bottom"})
    fig.update_xaxes(dtick=1, tickformat="d", range=[question.first_year - 0.15, question.last_year + 0.15])
    return fig


def clicked_pair(event: Any) -> tuple[float, float] | None:
    """The gap and admission of the point that was clicked, if any."""
    chosen = event.selection.points if event else []
    data = chosen[0].get("customdata") if chosen else None
    if isinstance(data, dict):
        data = [data[key] for key in sorted(data)]
    return (float(data[0]), float(data[1])) if data is not None and len(data) == 2 else None
