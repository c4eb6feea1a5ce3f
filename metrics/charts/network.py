"""Who cooperates with whom, drawn: organisations ●, projects ■, places ◆, each link with its role.

A small network shows every word; a large one drops labels and arrows, which nobody could read, and is painted
by the graphics card. Every node and link carries its id as `customdata`: ["node" | "link" | "pair", id].
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import plotly.graph_objects as go

from metrics.charts.ink import PLAIN_INK, Ink
from metrics.charts.labels import (
    along,
    degrees,
    free_sides,
    link_hover,
    node_hover,
    outward,
    span,
    word_sides,
    wrapped,
)
from metrics.charts.signs import BLUE, GREY, ORANGE, SYMBOLS, VIOLET, figure, plain
from metrics.cooperation.layout import Place
from metrics.cooperation.model import ROLES, Link, Network
from metrics.cooperation.network import FirmLink

if TYPE_CHECKING:
    from metrics.language import Translator

LABELLED = 45  # nodes up to which names stand beside them
RINGED = 90  # nodes on rings up to which the outermost carry their names
WORDED = 30  # links up to which roles stand on them
LIGHT = 400  # links above which the graphics card paints
EDGE = "rgba(125,135,144,0.75)"

Points = list[tuple[float | None, float | None]]


@dataclass(frozen=True, slots=True)
class _Size:
    """What a network of this size can show."""

    named: bool
    worded: bool
    light: bool

    ink: Ink

    @property
    def node(self) -> int:
        return 22 if self.named else 7 if self.light else 12

    @property
    def scatter(self) -> Any:
        return go.Scattergl if self.light else go.Scatter


def _size(nodes: int, links: int, ink: Ink) -> _Size:
    light = links > LIGHT
    return _Size(nodes <= LABELLED and not light, links <= WORDED, light, ink)


def network_figure(
    t: Translator,
    network: Network,
    places: Mapping[str, Place],
    *,
    belonging: Sequence[tuple[str, str]] = (),
    centre: str = "",
    picked: str = "",
    height: int = 600,
    ink: Ink = PLAIN_INK,
) -> go.Figure:
    """The bipartite network at the given places; `picked` is the id of the node or link that is marked.

    `centre` is the node in the middle of places on rings, where names lead outwards.
    """
    places = {n: places[n] for n in (*network.organisations, *network.projects) if n in places}
    links = [
        link for link in network.links.values() if link.organisation in places and link.project in places
    ]
    size = _size(len(places), len(links), ink)
    if centre:
        size = replace(size, named=False, worded=False)
    fig = _frame(t, places, size, height)
    _lines(
        fig, [(places[a], places[b]) for a, b in belonging if a in places and b in places], size, dash="dot"
    )
    ends = [_ends(link, places) for link in links]
    lines = [(link.organisation, link.project) for link in links] + list(belonging)
    free = free_sides(lines, places) if size.named else {}
    _lines(fig, ends, size)
    if not size.light:
        _arrows(fig, [e for e, link in zip(ends, links, strict=True) if link.direction != "mutual"])
    _signs(
        fig,
        size,
        ends,
        ids=[["link", link.id] for link in links],
        symbols=[SYMBOLS[link.basis] for link in links],
        words=[t(ROLES[link.role]) for link in links],
        hover=[link_hover(t, network, link) for link in links],
        picked=[link.id == picked for link in links],
        sides=word_sides(ends, places, free) if size.worded else [],
    )
    _nodes(fig, t, network, places, free, size=size, picked=picked)
    if centre and len(places) <= RINGED and not size.light:
        _ring_names(fig, t, network, places, centre, ink)
    return fig


def firms_figure(
    t: Translator,
    network: Network,
    pairs: Sequence[FirmLink],
    places: Mapping[str, Place],
    *,
    picked: str = "",
    height: int = 600,
    ink: Ink = PLAIN_INK,
) -> go.Figure:
    """The derived firm-to-firm view: a line for a pair that shares projects, marked as derived."""
    places = {n: places[n] for n in network.parties if n in places}
    pairs = [pair for pair in pairs if pair.one in places and pair.other in places]
    size = _size(len(places), len(pairs), ink)
    fig = _frame(t, places, size, height)
    ends = [(places[pair.one], places[pair.other]) for pair in pairs]
    free = free_sides([(pair.one, pair.other) for pair in pairs], places) if size.named else {}
    _lines(fig, ends, size)
    if not size.light:
        _arrows(fig, [e for e, pair in zip(ends, pairs, strict=True) if pair.is_directed])
    names = [", ".join(t.text(network.name(p)) for p in pair.projects) for pair in pairs]
    both = [
        f"{plain(t.text(network.name(pair.one)))} — {plain(t.text(network.name(pair.other)))}"
        for pair in pairs
    ]
    _signs(
        fig,
        size,
        ends,
        ids=[["pair", f"{pair.one}+{pair.other}"] for pair in pairs],
        symbols=[SYMBOLS["derived"]] * len(pairs),
        words=names,
        hover=[f"<b>{b}</b><br>{wrapped(n, 40)}" for b, n in zip(both, names, strict=True)],
        picked=[f"{pair.one}+{pair.other}" == picked for pair in pairs],
        sides=word_sides(ends, places, free) if size.worded else [],
    )
    _nodes(fig, t, network, places, free, size=size, picked=picked)
    return fig


def _frame(t: Translator, places: Mapping[str, Place], size: _Size, height: int) -> go.Figure:
    fig = figure(t, height=height)
    hidden = {"visible": False, "fixedrange": not size.light}
    left, right, low, high = span(places)
    room = 0.2 if size.named else 0.04
    fig.update_xaxes(**hidden, range=_range(left, right, room))
    fig.update_yaxes(**hidden, range=_range(low, high, room * 0.6))
    fig.update_layout(margin={"l": 4, "r": 4, "t": 30, "b": 4}, hovermode="closest", dragmode="pan")
    return fig


def _ring_names(
    fig: go.Figure, t: Translator, network: Network, places: Mapping[str, Place], centre: str, ink: Ink
) -> None:
    """The names of the outermost nodes lead outwards, that of the centre stands on it; a circle stays one."""
    reach = max(math.hypot(x, y) for x, y in places.values()) or 1.0
    inner = {end for link in network.links.values() for end in (link.organisation, link.project)}
    outer = [n for n, (x, y) in places.items() if math.hypot(x, y) > reach - 0.5 or n not in inner]
    names = {n: t.text(network.name(n)) for n in outer if n != centre}
    fig.update_layout(annotations=outward(names, places, ink.font(10 if len(names) <= 50 else 9)))
    name = f"<b>{wrapped(t.text(network.name(centre)), 20)}</b>"
    fig.add_annotation(x=0, y=0, text=name, showarrow=False, font=ink.font(12), yshift=-20)
    room = [-reach * 1.65, reach * 1.65]
    fig.update_xaxes(range=room)
    fig.update_yaxes(range=room, scaleanchor="x")


def _range(low: float, high: float, room: float) -> list[float]:
    width = max(high - low, 1.0)
    return [low - width * room, high + width * room]


def _ends(link: Link, places: Mapping[str, Place]) -> tuple[Place, Place]:
    """From what gives to what takes."""
    ends = places[link.organisation], places[link.project]
    return (ends[1], ends[0]) if link.direction == "takes" else ends


def _lines(fig: go.Figure, ends: Sequence[tuple[Place, Place]], size: _Size, dash: str = "solid") -> None:
    points: Points = [point for one, other in ends for point in (one, other, (None, None))]
    if points:
        fig.add_trace(
            size.scatter(
                x=[x for x, _ in points],
                y=[y for _, y in points],
                mode="lines",
                line={"color": EDGE, "width": 0.6 if size.light else 1.4, "dash": dash},
                hoverinfo="skip",
            )
        )


def _arrows(fig: go.Figure, ends: Sequence[tuple[Place, Place]]) -> None:
    """A head on each line, pointing at what takes; it turns with the line on the screen."""
    points: Points = [point for both in ends for point in (both[0], along(both, 0.74), (None, None))]
    if points:
        fig.add_trace(
            go.Scatter(
                x=[x for x, _ in points],
                y=[y for _, y in points],
                mode="markers",
                marker={
                    "symbol": "arrow",
                    "angleref": "previous",
                    "size": [0, 11, 0] * len(ends),
                    "color": GREY,
                    "line": {"width": 0},
                },
                hoverinfo="skip",
            )
        )


def _signs(
    fig: go.Figure,
    size: _Size,
    ends: Sequence[tuple[Place, Place]],
    *,
    ids: list[list[str]],
    symbols: list[str],
    words: list[str],
    hover: list[str],
    picked: list[bool],
    sides: list[str],
) -> None:
    """The sign in the middle of each link: its basis, its words, and what a click takes hold of."""
    if not ends:
        return
    middles = [along(both, 0.5) for both in ends]
    small, large = (4, 9) if size.light else (9, 15) if len(ends) <= WORDED else (5, 10)
    fig.add_trace(
        size.scatter(
            x=[x for x, _ in middles],
            y=[y for _, y in middles],
            mode="markers+text" if size.worded else "markers",
            **_words([wrapped(said, 15) for said in words], sides, size.ink.font(11), shown=size.worded),
            marker={
                "symbol": symbols,
                "size": [large if is_picked else small for is_picked in picked],
                "color": [ORANGE if is_picked else GREY for is_picked in picked],
                "line": {"width": 1.5 if not size.light else 0, "color": GREY},
                "opacity": 1,
            },
            customdata=ids,
            hovertext=hover,
            hoverinfo="text",
            **_steady(size),
        )
    )


def _nodes(
    fig: go.Figure,
    t: Translator,
    network: Network,
    places: Mapping[str, Place],
    free: Mapping[str, str],
    *,
    size: _Size,
    picked: str,
) -> None:
    """Three traces, so that shape and colour both tell the kind: circles, squares, diamonds."""
    kinds = (
        ([n for n in network.parties if n in places], "circle", BLUE),
        ([n for n in network.projects if n in places], "square", VIOLET),
        ([n for n, o in network.organisations.items() if o.is_group and n in places], "diamond", GREY),
    )
    degree = degrees(network)
    for some, symbol, colour in kinds:
        if not some:
            continue
        names = [t.text(network.name(n)) for n in some]
        fig.add_trace(
            size.scatter(
                x=[places[n][0] for n in some],
                y=[places[n][1] for n in some],
                mode="markers+text" if size.named else "markers",
                **_words(
                    [f"<b>{wrapped(name, 13)}</b>" for name in names],
                    [free.get(n, "bottom center") for n in some],
                    size.ink.font(12),
                    shown=size.named,
                ),
                marker={
                    "symbol": symbol,
                    "size": size.node,
                    "color": colour,
                    "line": {"width": [4 if n == picked else 0 for n in some], "color": ORANGE},
                    "opacity": 1,
                },
                customdata=[["node", n] for n in some],
                hovertext=[node_hover(t, network, n, degree.get(n, 0)) for n in some],
                hoverinfo="text",
                **_steady(size),
            )
        )


def _words(texts: list[str], sides: list[str], font: dict[str, Any], *, shown: bool) -> dict[str, Any]:
    """The text of a trace, or nothing where the picture is too full of it."""
    if not shown:
        return {}
    return {"text": texts, "textposition": sides, "textfont": font, "cliponaxis": False}


def _steady(size: _Size) -> dict[str, Any]:
    """A click marks by our own sign; the rest must not fade."""
    return (
        {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}
        if not size.light
        else {}
    )
