"""A target's path as a chart: the one table in, a plotly figure out.

Traces are plain dicts and the figure is built in one go, which is several times quicker than adding to one.
Only scatter traces, and few of their properties: the target's page draws them by itself, sooner than plotly
(tests/test_path_chart.py says which properties it knows).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from metrics.charts import signs
from metrics.periods import position
from metrics.wording import BASES, amount, claim_amount, qualified

if TYPE_CHECKING:
    import pandas as pd

    from metrics.anchors import Anchor, Anchors
    from metrics.language import Translator
    from metrics.model import Claim, Observation, Unit

MOST_TICKS = 24
Trace = dict[str, Any]


def path_figure(
    t: Translator,
    table: pd.DataFrame,
    found: Anchors,
    observed: tuple[Observation, ...] = (),
    *,
    marked: str = "",
) -> go.Figure:
    """The path with its band, the stated, derived and assumed points, the floor, and what is observed.

    `table` is the path's part of the one table. Every point carries its claim's id as customdata, so that a
    click finds its words; `marked` is the claim whose point is emphasised.
    """
    years = [position(period) for period in table["period"]]
    seen = [position(s.points[-1].period) for s in observed]
    span = [years[0] - 0.35, max([years[-1], *seen]) + 0.55]
    traces = [
        *_band(years, table),
        _floor(t, found, span),
        _path(t, table, years, found, marked),
        *(_observed(t, series) for series in observed),
    ]
    layout = signs.layout(t, y_title=unit_title(t, found))
    layout["xaxis"] |= {"tickformat": "d", "dtick": _tick(years), "range": span}
    layout["yaxis"] |= {"range": _y_range(table, observed), "nticks": 6}
    return go.Figure(data=traces, layout=layout)


def only_target_figure(
    t: Translator, year: int, claim: Claim, observed: tuple[Observation, ...], unit: Unit
) -> go.Figure:
    """Where no path can be drawn: the stated end alone, with what is observed."""
    value, words = claim.value, claim_amount(t, claim, unit)
    end = _trace(
        x=[year],
        y=[value],
        mode="markers+text",
        text=[signs.plain(words)],
        textposition="top center",
        marker={"symbol": signs.SYMBOLS["stated"], "size": 13, "color": signs.ORANGE},
        customdata=[claim.id],
        hovertext=[_said(t, f"{words} · {year}", "stated", claim)],
        hoverinfo="text",
    )
    starts = [position(p.period) for s in observed for p in s.points]
    values = [value, 0.0, *(p.value for s in observed for p in s.points)]
    layout = signs.layout(t, y_title=t.text(unit.name))
    layout["xaxis"] |= {"tickformat": "d", "dtick": 1, "range": [min([year - 5, *starts]) - 0.5, year + 1]}
    layout["yaxis"] |= {"range": _with_room(values), "nticks": 6}
    return go.Figure(data=[end, *(_observed(t, series) for series in observed)], layout=layout)


def unit_title(t: Translator, found: Anchors) -> str:
    """What the vertical axis counts."""
    if found.kind == "index":
        return t("times the starting level")
    if found.kind == "addition":
        return t("{unit}, added since the start", unit=t.text(found.unit.name))
    return t.text(found.unit.name)


def _trace(**parts: Any) -> Trace:
    return {"type": "scatter", "mode": "lines", "hoverinfo": "skip", **parts}


def _band(years: list[float], table: pd.DataFrame) -> list[Trace]:
    """What the words leave open, where they set both bounds."""
    rows = [
        (year, low, high)
        for year, low, high in zip(years, table["low"], table["high"], strict=True)
        if math.isfinite(low) and math.isfinite(high)
    ]
    if len(rows) < 2:
        return []
    x = [r[0] for r in rows] + [r[0] for r in reversed(rows)]
    y = [r[1] for r in rows] + [r[2] for r in reversed(rows)]
    return [_trace(x=x, y=y, fill="toself", fillcolor=signs.BAND, line={"width": 0})]


@dataclass(frozen=True)
class _Mark:
    """How one point of the path is shown."""

    symbol: str = "line-ns-open"
    size: int = 7
    colour: str = signs.BLUE
    edge: float = 1.5
    opacity: float = 1.0
    text: str = ""
    beside: str = "top center"
    claim: str = ""
    hover: str = ""


def _path(t: Translator, table: pd.DataFrame, years: list[float], found: Anchors, marked: str) -> Trace:
    """The line with all its points as one trace."""
    anchors = {float(point.date.year): point for point in found.points}
    # A tick at each of sixty months would hide the line; they still answer to the pointer.
    seen = 1.0 if len(years) - len(anchors) <= MOST_TICKS else 0.0
    marks = [
        _anchor(t, anchors[year], found, marked)
        if year in anchors
        else _Mark(opacity=seen, hover=_between(t, period, value, found))
        for year, period, value in zip(years, table["period"], table["value"], strict=True)
    ]
    return _trace(
        x=years,
        y=table["value"].tolist(),
        mode="lines+markers+text",
        line={"color": signs.BLUE, "width": 1.8},
        marker={
            "symbol": [m.symbol for m in marks],
            "size": [m.size for m in marks],
            "color": [m.colour for m in marks],
            "opacity": [m.opacity for m in marks],
            "line": {"width": [m.edge for m in marks], "color": [m.colour for m in marks]},
        },
        text=[m.text for m in marks],
        textposition=[m.beside for m in marks],
        customdata=[m.claim for m in marks],
        hovertext=[m.hover for m in marks],
        hoverinfo="text",
    )


def _between(t: Translator, period: pd.Period, value: float, found: Anchors) -> str:
    """What an interpolated point says to the pointer."""
    return signs.plain(f"{t.period(period)}: {amount(t, value, found.unit)} ({t(BASES['interpolated'])})")


def _floor(t: Translator, found: Anchors, span: list[float]) -> Trace:
    """The level to reach as a line with its words on it."""
    return _trace(
        x=span,
        y=[found.end.value] * 2,
        mode="lines+markers+text",
        marker={"size": 9, "opacity": 0},  # unseen: it lifts the words off their line
        line={"color": signs.ORANGE, "width": 1.2, "dash": "dash"},
        text=[signs.plain(t("to reach: {words}", words=_words(t, found.end, found))), ""],
        textposition="bottom right" if found.start.value > found.end.value else "top right",
        textfont={"color": signs.ORANGE},
    )


def _words(t: Translator, point: Anchor, found: Anchors) -> str:
    """An anchor's value, with its qualifier where it is stated."""
    words = amount(t, point.value, found.unit)
    if point.claim is not None and point.basis == "stated":
        return qualified(t, words, point.claim.qualifier)
    return words


def _anchor(t: Translator, point: Anchor, found: Anchors, marked: str) -> _Mark:
    claim, words = point.claim, _words(t, point, found)
    year = str(point.date.year)
    if point.date.basis != "stated":
        year += f" ({t(BASES[point.date.basis])})"
    emphasised = bool(marked) and claim is not None and claim.id == marked
    return _Mark(
        symbol=signs.SYMBOLS[point.basis],
        size=18 if emphasised else 13,
        colour=signs.ORANGE if point.role == "target" else signs.BLUE,
        edge=3 if emphasised else 2,
        text=_label(t, point, words),
        beside=_beside(point, found),
        claim=claim.id if claim is not None else "",
        hover=_said(t, f"{words} · {year}", point.basis, claim),
    )


def _said(t: Translator, words: str, basis: str, claim: Claim | None) -> str:
    """What a point says to the pointer: its words, what it rests on, and the statement itself."""
    lines = [f"<b>{signs.plain(words)}</b> · {t(BASES[basis])}"]
    if claim is not None and claim.quote is not None:
        lines.append("«" + signs.wrapped(claim.quote.exact) + "»")
    elif claim is not None and claim.paraphrase is not None:
        lines.append(signs.wrapped(t.text(claim.paraphrase.text)))
    return "<br>".join(lines)


def _beside(point: Anchor, found: Anchors) -> str:
    """On the side of a point that its line leaves free."""
    rising = found.end.value >= found.start.value
    if point.role == "baseline":
        return "bottom right" if rising else "top right"
    if point.role == "target":
        return "bottom center" if rising else "top center"
    return "top left" if rising else "top right"


def _label(t: Translator, point: Anchor, words: str) -> str:
    """What stands beside a point: its words, and its year where nobody stated it.

    The target's words stand on its line.
    """
    year = ""
    if point.date.basis != "stated":
        year = t("{year} — {basis}", year=point.date.year, basis=t(BASES[point.date.basis]))
    if point.role == "target":
        return signs.plain(year)
    return signs.plain(words) + (f"<br>({signs.plain(year)})" if year else "")


def _observed(t: Translator, series: Observation) -> Trace:
    unit = series.indicator.unit
    hover = []
    for point in series.points:
        words = qualified(t, amount(t, point.value, unit), point.qualifier)
        head = f"<b>{signs.plain(words)}</b> · {signs.plain(t.period(point.period))} · {t(BASES['observed'])}"
        told = signs.wrapped(t.text(point.paraphrase.text)) if point.paraphrase else ""
        hover.append(f"{head}<br>{told}" if told else head)
    return _trace(
        x=[position(p.period) for p in series.points],
        y=[p.value for p in series.points],
        mode="markers",
        marker={"symbol": signs.SYMBOLS["observed"], "size": 10, "color": signs.GREEN},
        hovertext=hover,
        hoverinfo="text",
    )


def _y_range(table: pd.DataFrame, observed: tuple[Observation, ...]) -> list[float]:
    """All values with room for the labels under and over them."""
    values = [v for name in ("value", "low", "high") for v in table[name] if math.isfinite(v)]
    values += [p.value for s in observed for p in s.points]
    return _with_room(values)


def _with_room(values: list[float]) -> list[float]:
    """From the least to the largest, with room for the labels."""
    low, high = min(values), max(values)
    room = (high - low or abs(high) or 1.0) * 0.16
    return [low - room, high + room]


def _tick(years: list[float]) -> int:
    return max(1, math.ceil((years[-1] - years[0]) / 12))
