"""All statements at a glance, a tile each: filled with its number, or hollow with what is left to check."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import plotly.graph_objects as go

from metrics.charts.ink import PLAIN_INK, Ink
from metrics.charts.signs import BLUE, GREY, ORANGE, figure, plain, wrapped
from metrics.language import key
from metrics.model import Claim
from metrics.statements import ARROWS, CHECKS, KINDS, Statement, headline, written

if TYPE_CHECKING:
    from metrics.language import Translator

ACROSS = 8  # tiles in a row: as many as a narrow screen holds
TILE = 36  # pixels
MARKS = {
    "exact": "",
    "more_than": ">",
    "at_least": "≥",
    "less_than": "<",
    "up_to": "≤",
    "about": "≈",
    "almost": "≲",
}
HAPPENED = key("yes/no")


def claims_figure(
    t: Translator, found: Sequence[Statement], *, picked: str = "", ink: Ink = PLAIN_INK
) -> go.Figure:
    """The statements by kind in rows of tiles; each carries its id as `customdata`."""
    rows = _grid(found)
    bottom = min((y for _, _, y in rows), default=0.0)
    fig = figure(t, height=round(70 + (1 - bottom) * 46))
    fig.update_xaxes(visible=False, range=[-0.6, ACROSS - 0.4])
    fig.update_yaxes(visible=False, range=[bottom - 0.6, 0.9])
    fig.update_layout(margin={"l": 0, "r": 0, "t": 28, "b": 0}, hovermode="closest")
    for kind in KINDS:
        group = [(s, x, y) for s, x, y in rows if s.kind == kind]
        if group:
            fig.add_annotation(
                x=-0.5,
                y=max(y for *_, y in group) + 0.72,
                xanchor="left",
                showarrow=False,
                font=ink.font(13),
                text=f"<b>{plain(t(KINDS[kind]))}: {len(group)}</b>",
            )
    for is_number in (True, False):
        some = [(s, x, y) for s, x, y in rows if s.carries_number is is_number]
        if some:
            fig.add_trace(_tiles(t, some, picked, ink, is_number=is_number))
    return fig


def tile(t: Translator, statement: Statement) -> str:
    """What stands on a tile: the number with its sign, an arrow, “yes/no” or a question mark."""
    figure_ = headline(statement)
    if figure_ is None:
        doubt = "" if statement.is_checkable else "?"
        return ARROWS.get(statement.effect or "", "" if doubt else t(HAPPENED)) + doubt
    number = t.number(figure_.value)
    kind = figure_.kind if isinstance(figure_, Claim) else ""
    if kind == "multiplier":
        number = f"×{number}"
    elif kind == "change":
        number = f"+{number}"
    elif kind in ("percent_change", "rate") or (statement.watch and statement.watch.unit.id == "%"):
        number += "%"
    return MARKS[figure_.qualifier] + number.replace("\u00a0", "")


def _grid(found: Sequence[Statement]) -> list[tuple[Statement, float, float]]:
    """Each statement with its column and row; a kind starts a new block below its heading."""
    placed: list[tuple[Statement, float, float]] = []
    y = 0.0
    for kind in KINDS:
        group = [s for s in found if s.kind == kind]
        for number, statement in enumerate(group):
            placed.append((statement, float(number % ACROSS), y - number // ACROSS))
        if group:
            y -= (len(group) - 1) // ACROSS + 1.75
    return placed


def _tiles(
    t: Translator, some: Sequence[tuple[Statement, float, float]], picked: str, ink: Ink, *, is_number: bool
) -> go.Scatter:
    texts = [tile(t, s) for s, _, _ in some]
    sizes = [9 if len(text) > 5 else 12 for text in texts]
    font = {"size": sizes, "color": "#FFFFFF"} if is_number else ink.font(13) | {"size": sizes}
    return go.Scatter(
        x=[x for _, x, _ in some],
        y=[y for *_, y in some],
        mode="markers+text",
        text=[plain(text) for text in texts],
        textfont=font,
        marker={
            "symbol": "square" if is_number else "square-open",
            "size": TILE,
            "color": "#2A6FAF" if is_number else [ORANGE if s.id == picked else GREY for s, _, _ in some],
            "opacity": 1,
            "line": {
                "width": [4 if s.id == picked else 1.5 for s, _, _ in some],
                "color": [ORANGE if s.id == picked else BLUE if is_number else GREY for s, _, _ in some],
            },
        },
        customdata=[s.id for s, _, _ in some],
        hovertext=[_hover(t, s) for s, _, _ in some],
        hoverinfo="text",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _hover(t: Translator, statement: Statement) -> str:
    lines = [f"<b>{wrapped(t.text(statement.text), 44)}</b>"]
    if statement.carries_number:
        lines.append(plain(written(statement, t)))
    lines.append(plain(t("Can it be checked: {answer}", answer=t(CHECKS[statement.check]))))
    return "<br>".join(lines)
