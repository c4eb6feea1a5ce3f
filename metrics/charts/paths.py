"""A target's path as a chart: the one table in, a plotly figure out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from metrics.charts import signs
from metrics.periods import middle
from metrics.wording import BASES, amount, qualified

if TYPE_CHECKING:
    import pandas as pd

    from metrics.anchors import Anchor, Anchors
    from metrics.language import Translator
    from metrics.model import Observation


MOST_TICKS = 24


def path_figure(
    t: Translator,
    table: pd.DataFrame,
    found: Anchors,
    observed: tuple[Observation, ...] = (),
    *,
    marked: str = "",
) -> go.Figure:
    """The path with its band, the stated, derived and assumed points, the target's floor and what is
    observed.

    `table` is the path's part of the one table. Every point carries its claim's id as customdata, so that a
    click finds its words; `marked` is the claim whose point is emphasised.
    """
    fig = signs.figure(t, y_title=unit_title(t, found))
    years = [_when(p) for p in table["period"]]
    _band(fig, years, table)
    _floor(fig, t, found, years)
    hover = [
        f"{signs.plain(t.period(p))}: {signs.plain(amount(t, v, found.unit))} ({t(BASES[b])})"
        for p, v, b in zip(table["period"], table["value"], table["basis"], strict=True)
    ]
    fig.add_scatter(
        x=years,
        y=table["value"].tolist(),
        mode="lines",
        line={"color": signs.BLUE, "width": 1.8},
        hoverinfo="skip",
    )
    inner = [i for i, basis in enumerate(table["basis"]) if basis == "interpolated"]
    fig.add_scatter(
        x=[years[i] for i in inner],
        y=[table["value"].iloc[i] for i in inner],
        mode="markers",
        marker={"symbol": "line-ns-open", "size": 7, "color": signs.BLUE, "line": {"width": 1.5}},
        # A tick at each of sixty months would hide the line; they still answer to the pointer.
        opacity=1 if len(inner) <= MOST_TICKS else 0,
        hovertext=[hover[i] for i in inner],
        hoverinfo="text",
    )
    for point in found.points:
        fig.add_trace(_anchor(t, point, found, marked))
    for series in observed:
        fig.add_trace(_observed(t, series))
    fig.update_yaxes(range=_y_range(table, observed))
    fig.update_xaxes(
        tickformat="d",
        dtick=_tick(years),
        range=[years[0] - 0.35, max(years[-1], *_ends(observed, years)) + 0.55],
    )
    return fig


def only_target_figure(
    t: Translator, target_point: tuple[int, float, str], observed: tuple[Observation, ...], unit: Any
) -> go.Figure:
    """Where no path can be drawn: the stated end alone, with what is observed."""
    year, value, words = target_point
    fig = signs.figure(t, y_title=t.text(unit.name))
    fig.add_scatter(
        x=[year],
        y=[value],
        mode="markers+text",
        text=[signs.plain(words)],
        textposition="top center",
        marker={"symbol": signs.SYMBOLS["stated"], "size": 13, "color": signs.ORANGE},
        hovertext=[signs.plain(f"{year}: {words}")],
        hoverinfo="text",
    )
    for series in observed:
        fig.add_trace(_observed(t, series))
    starts = [middle(p.period) for s in observed for p in s.points]
    fig.update_xaxes(tickformat="d", dtick=1, range=[min([year - 5, *starts]) - 0.5, year + 1])
    fig.update_yaxes(rangemode="tozero")
    return fig


def unit_title(t: Translator, found: Anchors) -> str:
    """What the vertical axis counts."""
    if found.kind == "index":
        return t("times the starting level")
    if found.kind == "addition":
        return t("{unit}, added since the start", unit=t.text(found.unit.name))
    return t.text(found.unit.name)


def _when(period: pd.Period) -> float:
    """Where a period of a path stands: a year at its number, parts of a year towards their end."""
    if period.freqstr.startswith("Y"):
        return float(period.year)
    return middle(period) + (0.125 if period.freqstr.startswith("Q") else 1 / 24) - 1


def _band(fig: go.Figure, years: list[float], table: pd.DataFrame) -> None:
    rows = [
        (year, low, high)
        for year, low, high in zip(years, table["low"], table["high"], strict=True)
        if math.isfinite(low) and math.isfinite(high)
    ]
    if len(rows) < 2:
        return
    fig.add_scatter(
        x=[r[0] for r in rows] + [r[0] for r in reversed(rows)],
        y=[r[1] for r in rows] + [r[2] for r in reversed(rows)],
        fill="toself",
        fillcolor=signs.BAND,
        line={"width": 0},
        hoverinfo="skip",
        mode="lines",
    )


def _floor(fig: go.Figure, t: Translator, found: Anchors, years: list[float]) -> None:
    """The level to reach as a line with its words on it."""
    end = found.end
    words = amount(t, end.value, found.unit)
    if end.claim is not None and end.basis == "stated":
        words = qualified(t, words, end.claim.qualifier)
    fig.add_scatter(
        x=[years[0] - 0.35, years[-1] + 0.55],
        y=[end.value, end.value],
        mode="lines",
        line={"color": signs.ORANGE, "width": 1.2, "dash": "dash"},
        hoverinfo="skip",
    )
    below = found.start.value > end.value
    fig.add_annotation(
        x=years[0] - 0.3,
        y=end.value,
        text=signs.plain(t("to reach: {words}", words=words)),
        showarrow=False,
        xanchor="left",
        yanchor="top" if below else "bottom",
        font={"color": signs.ORANGE},
    )


def _anchor(t: Translator, point: Anchor, found: Anchors, marked: str) -> go.Scatter:
    claim = point.claim
    words = amount(t, point.value, found.unit)
    if claim is not None and point.basis == "stated":
        words = qualified(t, words, claim.qualifier)
    year = (
        str(point.date.year)
        if point.date.basis == "stated"
        else f"{point.date.year}\u00a0({t(BASES[point.date.basis])})"
    )
    lines = [f"<b>{signs.plain(words)}</b> · {signs.plain(year)} · {t(BASES[point.basis])}"]
    if claim is not None and claim.quote is not None:
        lines.append("«" + signs.wrapped(claim.quote.exact) + "»")
    elif claim is not None and claim.paraphrase is not None:
        lines.append(signs.wrapped(t.text(claim.paraphrase.text)))
    emphasised = bool(marked) and claim is not None and claim.id == marked
    return go.Scatter(
        x=[point.date.year],
        y=[point.value],
        mode="markers+text",
        text=[_label(t, point, words)],
        textposition=_beside(point, found),
        marker={
            "symbol": signs.SYMBOLS[point.basis],
            "size": 18 if emphasised else 13,
            "color": signs.ORANGE if point.role == "target" else signs.BLUE,
            "line": {
                "width": 3 if emphasised else 2,
                "color": signs.ORANGE if point.role == "target" else signs.BLUE,
            },
        },
        customdata=[claim.id if claim is not None else ""],
        hovertext=["<br>".join(lines)],
        hoverinfo="text",
    )


def _beside(point: Anchor, found: Anchors) -> str:
    """On the side of a point that its line leaves free."""
    rising = found.end.value >= found.start.value
    if point.role == "baseline":
        return "bottom right" if rising else "top right"
    if point.role == "target":
        return "bottom center" if rising else "top center"
    return "top left" if rising else "top right"


def _y_range(table: pd.DataFrame, observed: tuple[Observation, ...]) -> list[float]:
    """All values with room for the labels under and over them."""
    values = [v for name in ("value", "low", "high") for v in table[name] if math.isfinite(v)]
    values += [p.value for s in observed for p in s.points]
    low, high = min(values), max(values)
    room = (high - low or abs(high) or 1.0) * 0.16
    return [low - room, high + room]


def _label(t: Translator, point: Anchor, words: str) -> str:
    """What stands beside a point: its words, and its year where nobody stated it; the target's words
    stand on its line.
    """
    year = (
        ""
        if point.date.basis == "stated"
        else t("{year} — {basis}", year=point.date.year, basis=t(BASES[point.date.basis]))
    )
    if point.role == "target":
        return signs.plain(year)
    return signs.plain(words) + (f"<br>({signs.plain(year)})" if year else "")


def _observed(t: Translator, series: Observation) -> go.Scatter:
    unit = series.indicator.unit
    hover = []
    for point in series.points:
        words = qualified(t, amount(t, point.value, unit), point.qualifier)
        lines = [
            f"<b>{signs.plain(words)}</b> · {signs.plain(t.period(point.period))} · {t(BASES['observed'])}"
        ]
        if point.paraphrase is not None:
            lines.append(signs.wrapped(t.text(point.paraphrase.text)))
        hover.append("<br>".join(lines))
    return go.Scatter(
        x=[middle(p.period) for p in series.points],
        y=[p.value for p in series.points],
        mode="markers",
        marker={"symbol": signs.SYMBOLS["observed"], "size": 10, "color": signs.GREEN},
        hovertext=hover,
        hoverinfo="text",
    )


def _ends(observed: tuple[Observation, ...], years: list[float]) -> list[float]:
    return [middle(s.points[-1].period) for s in observed] or [years[-1]]


def _tick(years: list[float]) -> int:
    return max(1, math.ceil((years[-1] - years[0]) / 12))
