"""What is observed beside the path as a chart, with the gap today."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from metrics.charts import signs
from metrics.judgement import years_of
from metrics.wording import BASES, amount

if TYPE_CHECKING:
    from collections.abc import Iterable

    import plotly.graph_objects as go

    from metrics.language import Translator
    from metrics.model import Unit
    from metrics.standing import Standing


def progress_figure(
    t: Translator, stands: Standing, unit: Unit, path: pd.DataFrame | None, *, own: bool = False
) -> go.Figure:
    """Observed squares over the thin path, the gap at the latest one as a dotted line with its size.

    `path` is the path's part of the one table, None where there is none. A year stands at its number and
    parts of a year before it, as the ends of periods. `own` names the observations as the person's own.
    """
    fig = signs.figure(t, height=340, y_title=t.text(unit.name))
    if path is not None and len(path):
        _path(fig, t, path, unit)
    name = t("your data") if own else t(BASES["observed"])
    years = years_of(stands.series.index)
    symbols, colours = _marks(stands)
    fig.add_scatter(
        x=years.tolist(),
        y=stands.series.tolist(),
        mode="lines+markers",
        line={"color": signs.GREEN, "width": 1.5},
        marker={"symbol": symbols, "size": 11, "color": colours, "line": {"width": 2, "color": colours}},
        hovertext=[
            f"<b>{signs.plain(amount(t, value, unit))}</b> · {signs.plain(t.period(period))} · {said}"
            for period, value, said in zip(
                stands.series.index, stands.series, _bases(t, stands, name), strict=True
            )
        ],
        hoverinfo="text",
        name=name,
    )
    _gap(fig, t, stands, unit, float(years[-1]))
    values = [*stands.series, *(path["value"] if path is not None else [])]
    room = 0.12 * ((max(values) - min(values)) or abs(max(values)) or 1)
    fig.update_yaxes(range=[min(values) - room, max(values) + room])
    fig.update_xaxes(tickformat="d", dtick=1 if _span(years, path) <= 12 else None)
    return fig


def _path(fig: go.Figure, t: Translator, path: pd.DataFrame, unit: Unit) -> None:
    years = years_of(pd.Index(path["period"], dtype=object))
    required = t("required by the path")
    fig.add_scatter(
        x=years.tolist(),
        y=path["value"].tolist(),
        mode="lines",
        line={"color": signs.BLUE, "width": 1.5},
        hovertext=[
            f"{signs.plain(amount(t, value, unit))} · {signs.plain(t.period(period))} · {required}"
            for period, value in zip(path["period"], path["value"], strict=True)
        ],
        hoverinfo="text",
    )
    fig.add_scatter(
        x=[years[0], years[-1]],
        y=[path["value"].iloc[0], path["value"].iloc[-1]],
        mode="markers+text",
        marker={
            "symbol": [signs.SYMBOLS[path["basis"].iloc[i]] for i in (0, -1)],
            "size": 12,
            "color": [signs.BLUE, signs.ORANGE],
            "line": {"width": 2},
        },
        text=["", signs.plain(amount(t, float(path["value"].iloc[-1]), unit))],
        textposition="top left",
        hoverinfo="skip",
    )


def _gap(fig: go.Figure, t: Translator, stands: Standing, unit: Unit, year: float) -> None:
    gap = stands.gap
    if gap is None:
        return
    fig.add_scatter(
        x=[year, year],
        y=[gap.required, gap.observed],
        mode="lines",
        line={"color": signs.ORANGE, "width": 2, "dash": "dot"},
        hoverinfo="skip",
    )
    sign = "+" if gap.observed >= gap.required else "−"
    size = abs(gap.observed - gap.required)
    words = t("{points} pp", points=t.number(size)) if unit.id == "%" else amount(t, size, unit)
    fig.add_annotation(
        x=year,
        y=(gap.required + gap.observed) / 2,
        text=signs.plain(sign + words),
        showarrow=False,
        xanchor="left",
        xshift=8,
        font={"color": signs.ORANGE},
    )


def _marks(stands: Standing) -> tuple[list[str], list[str]]:
    """Squares for what is observed; the promise's own start, where it stands in, keeps the sign of a
    statement.
    """
    count = len(stands.series)
    symbols, colours = [signs.SYMBOLS["observed"]] * count, [signs.GREEN] * count
    if stands.start == "promise":
        symbols[_start(stands)], colours[_start(stands)] = signs.SYMBOLS["stated"], signs.BLUE
    return symbols, colours


def _bases(t: Translator, stands: Standing, name: str) -> list[str]:
    bases = [name] * len(stands.series)
    if stands.start == "promise":
        bases[_start(stands)] = t("the promise's own start")
    return bases


def _start(stands: Standing) -> int:
    return next(i for i, year in enumerate(years_of(stands.series.index)) if year >= stands.first)


def _span(years: Iterable[float], path: pd.DataFrame | None) -> float:
    ends = list(years)
    if path is not None and len(path):
        ends += years_of(pd.Index(path["period"], dtype=object)).tolist()
    return float(max(ends) - min(ends))
