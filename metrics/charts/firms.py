"""Charts of a firm panel: the share and its perimeters, the split, who makes it, what it specialises in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from metrics.charts import signs
from metrics.firms.sentences import TERM_NAMES, points
from metrics.firms.split import TERMS

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from metrics.language import Translator

LINES = {
    "share": (signs.GREEN, "solid", "square"),
    "base_members": (signs.ORANGE, "dot", "triangle-up"),
    "todays_members": (signs.VIOLET, "dashdot", "triangle-down"),
}
COLOURS = {
    "continuing": signs.GREEN,
    "admitted": signs.ORANGE,
    "admitted_growth": signs.BLUE,
    "left": signs.ORANGE,
    "new": signs.VIOLET,
    "gone": signs.GREY,
}
PATTERNS = {"continuing": "", "admitted": "", "admitted_growth": "/", "left": "x", "new": ".", "gone": "-"}
"""Colours carry no meaning alone: terms of one family share a colour and differ in their pattern."""


def share_figure(
    t: Translator, table: pd.DataFrame, *, stamp: str = "", path: pd.DataFrame | None = None
) -> go.Figure:
    """The clusters' share by year with its perimeter lines; `path` is a target's, in per cent."""
    fig = signs.figure(t, height=430, y_title=t("% of the industry's revenue"))
    names = perimeter_names(t)
    for column, (colour, dash, symbol) in LINES.items():
        hover = [
            f"{names[column]}<br>{year}: {t.percent(value, 1)}"
            + (
                f"<br>{t('members found: {found} of {members}', found=found, members=members)}"
                if column == "share"
                else ""
            )
            for year, value, found, members in zip(
                table["year"], table[column], table["found"], table["members"], strict=True
            )
        ]
        fig.add_scatter(
            x=table["year"].tolist(),
            y=(table[column] * 100).tolist(),
            name=names[column],
            mode="lines+markers",
            line={"color": colour, "dash": dash, "width": 3 if column == "share" else 1.8},
            marker={"symbol": symbol, "size": 8 if column == "share" else 6},
            hovertext=hover,
            hoverinfo="text",
        )
    if path is not None and len(path):
        fig.add_trace(_path(t, path))
    fig.update_layout(showlegend=True, legend=_below())
    fig.update_xaxes(tickformat="d")
    fig.update_yaxes(rangemode="tozero", ticksuffix=" ")
    return _stamped(fig, stamp)


def _path(t: Translator, path: pd.DataFrame) -> go.Scatter:
    # Stated, derived and assumed points carry the signs they have on every page; those between have none.
    said = zip(path["period"], path["value"], strict=True)
    marks = ["circle" if basis == "interpolated" else signs.SYMBOLS[basis] for basis in path["basis"]]
    sizes = [0 if basis == "interpolated" else 10 for basis in path["basis"]]
    return go.Scatter(
        x=[period.year for period in path["period"]],
        y=path["value"].tolist(),
        name=t("Path to the target"),
        mode="lines+markers",
        line={"color": signs.BLUE, "width": 1.8},
        marker={"symbol": marks, "size": sizes, "opacity": 1},
        hovertext=[f"{t.period(period)}: {t.number(value, 1)}" for period, value in said],
        hoverinfo="text",
    )


def perimeter_names(t: Translator) -> dict[str, str]:
    """What each line of `share_figure` counts."""
    return {
        "share": t("Members of each year"),
        "base_members": t("First members, held fixed"),
        "todays_members": t("Today's members, cast back"),
    }


def waterfall_figure(t: Translator, row: Mapping[str, Any], before: float, *, stamp: str = "") -> go.Figure:
    """From the earlier share to the later one, term by term; each bar's customdata is its term."""
    fig = signs.figure(t, height=430, x_title=t("% of the industry's revenue"))
    after = before + row["change"]
    ends = {str(row["year_from"]): before, str(row["year_to"]): after}
    labels = [
        _label(t("Share in {year}", year=row["year_from"])),
        *[_label(t(TERM_NAMES[term])) for term in TERMS],
    ]
    labels.append(_label(t("Share in {year}", year=row["year_to"])))
    level = before
    for (year, value), label in zip(ends.items(), (labels[0], labels[-1]), strict=True):
        fig.add_bar(
            y=[label],
            x=[value * 100],
            orientation="h",
            marker={"color": "rgba(0,0,0,0)", "line": {"color": signs.GREEN, "width": 2}},
            text=[t.percent(value, 1)],
            textposition="outside",
            cliponaxis=False,
            hovertext=[f"{year}: {t.percent(value, 2)}"],
            hoverinfo="text",
        )
    for term, label in zip(TERMS, labels[1:-1], strict=True):
        value = row[term]
        fig.add_bar(
            y=[label],
            x=[value * 100],
            base=[level * 100],
            orientation="h",
            marker=_marker(term),
            text=[points(t, value)],
            textposition="outside",
            cliponaxis=False,
            customdata=[term],
            hovertext=[f"{t(TERM_NAMES[term])}: {points(t, value)}"],
            hoverinfo="text",
        )
        level += value
    fig.update_layout(barmode="overlay", bargap=0.35)
    fig.update_yaxes(categoryorder="array", categoryarray=labels[::-1], ticksuffix=" ")
    reach = max(before, after, *(before + sum(row[term] for term in TERMS[:n]) for n in range(1, 7)))
    fig.update_xaxes(showgrid=True, range=[0, reach * 118])  # room for the number beside the longest bar
    return _stamped(fig, stamp)


def stacked_figure(t: Translator, chained: pd.DataFrame, *, stamp: str = "") -> go.Figure:
    """The terms of each year's change, stacked, with the change itself on top; customdata is (term, year)."""
    fig = signs.figure(t, height=480, y_title=t("points of the share"))
    years = chained["year_to"].tolist()
    for term in TERMS:
        fig.add_bar(
            x=years,
            y=(chained[term] * 100).tolist(),
            name=t(TERM_NAMES[term]),
            marker=_marker(term),
            customdata=[[term, year] for year in years],
            hovertext=[
                f"{year}: {t(TERM_NAMES[term])} {points(t, v)}"
                for year, v in zip(years, chained[term], strict=True)
            ],
            hoverinfo="text",
        )
    fig.add_scatter(
        x=years,
        y=(chained["change"] * 100).tolist(),
        name=t("Change of the share"),
        mode="markers",
        marker={"symbol": "diamond", "size": 9, "color": "white", "line": {"color": "black", "width": 1.5}},
        hovertext=[f"{year}: {points(t, v)}" for year, v in zip(years, chained["change"], strict=True)],
        hoverinfo="text",
    )
    fig.update_layout(barmode="relative", showlegend=True, legend=_below())
    fig.update_xaxes(tickformat="d", dtick=1 if len(years) <= 8 else 2)
    return _stamped(fig, stamp)


def largest_figure(t: Translator, top: pd.DataFrame, *, stamp: str = "") -> go.Figure:
    """The largest members by their share of the industry."""
    fig = signs.figure(t, height=60 + 34 * max(len(top), 3), x_title=t("% of the industry's revenue"))
    fig.add_bar(
        y=[signs.plain(f"{name} ") for name in top["member"]],
        x=(top["share"] * 100).tolist(),
        orientation="h",
        marker={"color": signs.GREEN},
        text=[t.percent(value, 1) for value in top["share"]],
        textposition="outside",
        cliponaxis=False,
        hovertext=[
            signs.plain(t("{firm}: {part} of the clusters' revenue", firm=firm, part=t.percent(part, 1)))
            for firm, part in zip(top["member"], top["of_clusters"], strict=True)
        ],
        hoverinfo="text",
    )
    fig.update_yaxes(autorange="reversed", type="category")
    fig.update_xaxes(range=[0, float(top["share"].max()) * 118 if len(top) else 1])
    return _stamped(fig, stamp)


def concentration_figure(t: Translator, table: pd.DataFrame, *, stamp: str = "") -> go.Figure:
    """How much of the clusters' revenue the largest one and five make; the Herfindahl index on hover."""
    fig = signs.figure(t, height=320, y_title=t("% of the clusters' revenue"))
    names = {
        "cr5": (t("Largest five (CR5)"), "solid", "square"),
        "cr1": (t("Largest (CR1)"), "dot", "circle"),
    }
    for column, (name, dash, symbol) in names.items():
        fig.add_scatter(
            x=table["year"].tolist(),
            y=(table[column] * 100).tolist(),
            name=name,
            mode="lines+markers",
            line={"color": signs.GREEN, "dash": dash},
            marker={"symbol": symbol, "size": 7},
            hovertext=[
                f"{year}: {name} {t.percent(value, 0)}<br>{t('Herfindahl index (HHI)')}: {t.number(hhi, 3)}"
                for year, value, hhi in zip(table["year"], table[column], table["hhi"], strict=True)
            ],
            hoverinfo="text",
        )
    fig.update_layout(showlegend=True, legend=_below())
    fig.update_xaxes(tickformat="d")
    fig.update_yaxes(range=[0, 102])
    return _stamped(fig, stamp)


def quotient_figure(t: Translator, table: pd.DataFrame, *, stamp: str = "", most: int = 15) -> go.Figure:
    """Location quotients from the largest down; the line at one is "as much as the whole"."""
    top = table[table["quotient"] > 0].head(most)
    fig = signs.figure(t, height=90 + 30 * max(len(top), 3), x_title=t("times; 1 is as in the whole panel"))
    fig.add_bar(
        y=[_label(f"{name} ", 26) for name in top["name"]],
        x=top["quotient"].tolist(),
        orientation="h",
        marker={"color": [signs.GREEN if q > 1 else signs.GREY for q in top["quotient"]]},
        text=[t.number(value, 2) for value in top["quotient"]],
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
    )
    fig.add_vline(x=1, line={"color": signs.GREY, "dash": "dot"})
    fig.update_yaxes(autorange="reversed", type="category")
    fig.update_xaxes(range=[0, max(1.2, float(top["quotient"].max()) * 1.2) if len(top) else 1.2])
    return _stamped(fig, stamp)


def _marker(term: str) -> dict[str, Any]:
    pattern = {
        "shape": PATTERNS[term],
        "fillmode": "overlay",
        "fgcolor": "rgba(255,255,255,0.75)",
        "solidity": 0.2,
    }
    return {"color": COLOURS[term], "pattern": pattern}


def _label(text: str, width: int = 16) -> str:
    return signs.wrapped(text, width)


def _below() -> dict[str, Any]:
    return {"orientation": "h", "yanchor": "top", "y": -0.12, "x": 0}


def _stamped(fig: go.Figure, stamp: str) -> go.Figure:
    # On the picture itself: a chart that leaves the page must still say what it is made of.
    if stamp:
        fig.add_annotation(
            text=signs.plain(stamp), xref="paper", yref="paper", x=0, y=1, yanchor="bottom", xanchor="left",
            showarrow=False, font={"color": signs.ORANGE, "size": 12},
        )  # fmt: skip
    return fig
