"""The words of a network: what they say, and where they stand so that they meet nothing else."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from metrics.charts.signs import plain
from metrics.cooperation.layout import Place
from metrics.cooperation.model import KINDS, ROLES, STATUSES, Link, Network

if TYPE_CHECKING:
    from metrics.language import Translator

SIDES = {"bottom center": (-90, 0), "top center": (90, 5), "middle right": (0, 20), "middle left": (180, 20)}
"""Where a name may stand: its direction in degrees, and how much clearer than below it has to be."""
SPOTS = {
    "top center": (0.0, 0.04),
    "bottom center": (0.0, -0.04),
    "top left": (-0.1, 0.035),
    "top right": (0.1, 0.035),
    "bottom left": (-0.1, -0.035),
    "bottom right": (0.1, -0.035),
    "middle left": (-0.11, 0.0),
    "middle right": (0.11, 0.0),
}
"""About where words stand from their point, in parts of the picture's width and height."""


def span(places: Mapping[str, Place]) -> tuple[float, float, float, float]:
    """Left, right, bottom and top of the outermost nodes."""
    xs, ys = [x for x, _ in places.values()] or [0.0], [y for _, y in places.values()] or [0.0]
    return min(xs), max(xs), min(ys), max(ys)


def free_sides(ends: Iterable[tuple[str, str]], places: Mapping[str, Place]) -> dict[str, str]:
    """The side of each node on which no line leaves; names never stand beyond the outermost nodes."""
    beside: dict[str, list[float]] = {node: [] for node in places}
    for one, other in (pair for pair in ends if pair[0] in places and pair[1] in places):
        (x0, y0), (x1, y1) = places[one], places[other]
        angle = math.degrees(math.atan2(y1 - y0, x1 - x0))
        beside[one].append(angle)
        beside[other].append(angle + 180)
    left, right, *_ = span(places)

    def clearance(node: str, side: str) -> float:
        direction, cost = SIDES[side]
        x = places[node][0]
        if direction in (0, 180) and min(x - left, right - x) < (right - left) * 0.25:
            return -1.0
        turns = [abs((angle - direction + 180) % 360 - 180) for angle in beside[node]]
        return min(turns, default=180.0) - cost

    return {node: max(SIDES, key=lambda side: clearance(node, side)) for node in places}


def word_sides(
    ends: Sequence[tuple[Place, Place]], places: Mapping[str, Place], names: Mapping[str, str]
) -> list[str]:
    """The side of each line's middle on which its words meet neither the line nor a name nor the margin."""
    left, right, low, high = span(places)
    width, height = max(right - left, 1.0), max(high - low, 1.0)

    def spot(place: Place, side: str, reach: float = 1.0) -> Place:
        dx, dy = SPOTS[side]
        return (place[0] - left) / width + dx * reach, (place[1] - low) / height + dy * reach

    taken = [spot(place, names.get(node, "bottom center")) for node, place in places.items()]
    chosen: list[str] = []
    for both in ends:
        middle = along(both, 0.5)

        def room(side: str, middle: Place = middle) -> float:
            x, y = spot(middle, side)
            outside = max(0.0, 0.05 - x, x - 0.95)
            return min((math.hypot(x - px, (y - py) * 2) for px, py in taken), default=1.0) - outside * 10

        chosen.append(max(_sides_of(both), key=room))
        taken.append(spot(middle, chosen[-1]))
    return chosen


def outward(
    names: Mapping[str, str], places: Mapping[str, Place], font: dict[str, Any], longest: int = 15
) -> list[dict[str, Any]]:
    """Names as annotations that lead away from the centre (0, 0) of rings; long ones are cut.

    Plotly sets the corner of the turned words' box at the node; half a line brings them back on the ray.
    """
    found = []
    half = font["size"] * 0.7
    for node, name in names.items():
        x, y = places[node]
        angle = math.degrees(math.atan2(y, x))
        flat, steep = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        short = name if len(name) <= longest else f"{name[: longest - 1]}…"
        found.append(
            {
                "x": x * 1.04,
                "y": y * 1.04,
                "text": plain(short),
                "showarrow": False,
                "font": font,
                "textangle": -angle if flat >= 0 else 180 - angle,
                "xanchor": "left" if flat >= 0 else "right",
                "yanchor": "bottom" if steep >= 0 else "top",
                "xshift": math.copysign(half * steep, -flat),
                "yshift": math.copysign(half * flat, -steep),
            }
        )
    return found


def _sides_of(ends: tuple[Place, Place]) -> tuple[str, str]:
    """The two sides of a line's middle that the line itself leaves free."""
    (x0, y0), (x1, y1) = ends
    slope = math.degrees(math.atan2(y1 - y0, x1 - x0)) % 180
    if slope < 8 or slope > 172:
        return "top center", "bottom center"
    if 50 < slope < 130:
        return "middle right", "middle left"
    return ("top left", "bottom right") if slope < 90 else ("top right", "bottom left")


def along(ends: tuple[Place, Place], share: float) -> Place:
    """The point that lies a share of the way from one end to the other."""
    (x0, y0), (x1, y1) = ends
    return x0 + (x1 - x0) * share, y0 + (y1 - y0) * share


def degrees(network: Network) -> dict[str, int]:
    """How many links each node has."""
    found: dict[str, int] = {}
    for link in network.links.values():
        for end in (link.organisation, link.project):
            found[end] = found.get(end, 0) + 1
    return found


def link_hover(t: Translator, network: Network, link: Link) -> str:
    """What a link says of itself under the pointer."""
    head = f"{t.text(network.name(link.organisation))} — {t.text(network.name(link.project))}"
    lines = [f"<b>{wrapped(head, 44)}</b>", plain(t(ROLES[link.role]))]
    if link.status != "not_stated":
        lines.append(plain(t(STATUSES[link.status])))
    return "<br>".join(lines)


def node_hover(t: Translator, network: Network, node: str, links: int) -> str:
    """What a node says of itself under the pointer."""
    lines = [f"<b>{wrapped(t.text(network.name(node)), 44)}</b>"]
    organisation = network.organisations.get(node)
    lines.append(plain(t(KINDS[organisation.kind]) if organisation else t("project")))
    if not (organisation and organisation.is_group):
        lines.append(plain(t.plural("{n} link", "{n} links", links)))
    return "<br>".join(lines)


def wrapped(text: str, width: int) -> str:
    """Text broken into lines, its signs safe from plotly's tags."""
    return "<br>".join(plain(line) for line in textwrap.wrap(text, width, break_long_words=False)) or plain(
        text
    )
