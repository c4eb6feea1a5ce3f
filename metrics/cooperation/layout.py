"""Where the nodes stand: computed once for a whole network, the same at every run and under every filter.

Small connected parts follow Kamada–Kawai (1989), large ones Fruchterman–Reingold (1991) with a fixed seed;
parts are packed in rows. A neighbourhood is drawn as rings around its centre.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from metrics.cooperation.model import Network
from metrics.cooperation.network import distances, neighbours

if TYPE_CHECKING:
    import networkx as nx

Place = tuple[float, float]
SMALL = 80  # nodes of a part up to which the exact, slower layout is quick
SHOWN_BELONGING = 40  # memberships up to which a place draws its members together
SEED = 20251107


def positions(network: Network) -> dict[str, Place]:
    """The place of every node, in units in which neighbours stand about one apart; y grows upwards."""
    return dict(_positions(*_shape(network)))


def belonging(network: Network) -> tuple[tuple[str, str], ...]:
    """The (member, place or cluster) lines, as far as there are few enough of them to be drawn."""
    lines = tuple((id_, m.group) for id_, o in network.organisations.items() for m in o.member_of)
    return lines if len(lines) <= SHOWN_BELONGING else ()


def rings(network: Network, centre: str) -> dict[str, Place]:
    """Rings around one node: a step further, a ring further out; each branch keeps to its own sector."""
    away = distances(network, centre)  # nearest first
    children = _children(neighbours(network, centre), away)
    weight = dict.fromkeys(away, 0)
    for node in reversed(away):  # the outermost come first
        weight[node] = sum(weight[child] for child in children[node]) or 1
    placed: dict[str, Place] = {centre: (0.0, 0.0)}
    sectors = {centre: (0.0, 2 * math.pi)}
    for node in away:
        start, end = sectors[node]
        room = end - start
        whole = sum(weight[child] for child in children[node])
        for child in children[node]:
            width = room * weight[child] / whole
            sectors[child] = (start, start + width)
            angle = math.pi / 2 - (start + width / 2)
            placed[child] = (round(away[child] * math.cos(angle), 4), round(away[child] * math.sin(angle), 4))
            start += width
    return placed


def _children(beside: Mapping[str, list[str]], away: Mapping[str, int]) -> dict[str, list[str]]:
    """The nodes that each node reaches first, in the order of their ids."""
    children: dict[str, list[str]] = {node: [] for node in away}
    taken: set[str] = set()
    for node in away:
        for child in sorted(set(beside.get(node, ()))):
            if child in away and away[child] == away[node] + 1 and child not in taken:
                taken.add(child)
                children[node].append(child)
    return children


def _shape(network: Network) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """All that the layout depends on, in an order that does not depend on the order of the files."""
    links = {(link.organisation, link.project) for link in network.links.values()}
    lines = set(belonging(network))
    drawn = {end for line in lines for end in line}
    nodes = {*network.parties, *network.projects, *(g for g in network.groups if g in drawn)}
    return tuple(sorted(nodes)), tuple(sorted(links | lines))


@lru_cache(maxsize=8)
def _positions(nodes: tuple[str, ...], edges: tuple[tuple[str, str], ...]) -> tuple[tuple[str, Place], ...]:
    import networkx as nx

    whole: nx.Graph[str] = nx.Graph()
    whole.add_nodes_from(nodes)
    whole.add_edges_from(edges)
    parts = sorted(nx.connected_components(whole), key=lambda part: (-len(part), min(part)))
    boxes = [_part(whole, sorted(part)) for part in parts]
    return tuple(sorted(_pack(boxes).items()))


def _part(whole: nx.Graph[str], part: list[str]) -> dict[str, Place]:
    """A connected part with its lower left corner at the origin."""
    import networkx as nx

    inner: nx.Graph[str] = nx.Graph()  # built in sorted order: the layouts depend on it
    inner.add_nodes_from(part)
    inner.add_edges_from(sorted((min(edge), max(edge)) for edge in whole.subgraph(part).edges))
    size = math.sqrt(len(part)) * 0.8
    if len(part) <= SMALL:
        found = nx.kamada_kawai_layout(inner, scale=size)
    else:
        rounds = 60 if len(part) <= 400 else 20
        found = nx.spring_layout(inner, seed=SEED, iterations=rounds, scale=size, method="force")
    low = [min(float(place[axis]) for place in found.values()) for axis in (0, 1)]
    return {node: (float(found[node][0]) - low[0], float(found[node][1]) - low[1]) for node in part}


def _pack(boxes: Iterable[Mapping[str, Place]], gap: float = 1.2) -> dict[str, Place]:
    """Set the parts in rows from the top, the largest first, about as wide as high."""
    boxes = list(boxes)
    sizes = [tuple(max(place[axis] for place in box.values()) for axis in (0, 1)) for box in boxes]
    area = sum((w + gap) * (h + gap) for w, h in sizes)
    width = max([math.sqrt(area), *(w for w, _ in sizes)], default=0.0)
    placed: dict[str, Place] = {}
    x = top = row = 0.0
    for box, (w, h) in zip(boxes, sizes, strict=True):
        if x > 0 and x + w > width + 1e-9:
            x, top, row = 0.0, top - row - gap, 0.0
        placed |= {node: (round(x + px, 4), round(top - h + py, 4)) for node, (px, py) in box.items()}
        x, row = x + w + gap, max(row, h)
    return placed
