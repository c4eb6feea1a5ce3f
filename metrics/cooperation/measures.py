"""How tightly organisations are knit, inside a place or a cluster and out of it.

All counts are of known links. Links found in the press measure the press: what is not
written about is not here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from metrics.cooperation.model import Network
from metrics.cooperation.network import FirmLink, firm_links, graph
from metrics.errors import Refusal
from metrics.language import key

PRESS = key(
    "Links found in the press measure the press: a link that nobody wrote about is not here, and a firm "
    "that is written about looks better connected."
)
PARTIAL = key("Only {known} members are known by name; the measures speak of these alone.")


@dataclass(frozen=True, slots=True)
class Measures:
    """Counts over the firm-to-firm view, in which two organisations are linked when they share a project.

    `density` is links over possible pairs (None below two organisations); `components` the groups of
    organisations that projects hold together, those without a link included; `bridges` the organisations
    without which such a group falls apart (articulation points of the bipartite graph).
    """

    organisations: int
    linked: int
    pairs: int
    density: float | None
    components: int
    bridges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GroupMeasures:
    """The members of a place or a cluster: links among them, links to others, and who carries these.

    `inside` and `outside` count pairs of organisations that share a project, both or one of them a member;
    `spanning` are the members with a link to the outside. Density and components are of the members alone.
    """

    group: str
    members: int
    linked_inside: int
    inside: int
    outside: int
    density: float | None
    components: int
    spanning: tuple[str, ...]


def measure(network: Network) -> Measures:
    """The measures of all organisations of a network."""
    import networkx as nx

    parties = set(network.parties)
    pairs = _pairs(firm_links(network))
    whole = graph(network)
    bridges = tuple(sorted(node for node in nx.articulation_points(nx.Graph(whole)) if node in parties))
    parts = sum(1 for part in nx.connected_components(whole) if part & parties)
    linked = {link.organisation for link in network.links.values()}
    return Measures(len(parties), len(linked), len(pairs), _density(len(parties), len(pairs)), parts, bridges)


def measure_group(network: Network, group: str) -> GroupMeasures:
    """The measures of a place or cluster; raises Refusal when no member of it is known."""
    import networkx as nx

    members = set(network.members(group))
    if not members:
        raise Refusal("Nobody is known to belong to “{group}”, so there is nothing to measure.", group=group)
    found = firm_links(network)
    inside = _pairs(f for f in found if f.one in members and f.other in members)
    outside = _pairs(f for f in found if (f.one in members) != (f.other in members))
    knit: nx.Graph[str] = nx.Graph()
    knit.add_nodes_from(members)
    knit.add_edges_from((min(pair), max(pair)) for pair in inside)
    return GroupMeasures(
        group,
        len(members),
        len(set().union(*inside)),
        len(inside),
        len(outside),
        _density(len(members), len(inside)),
        nx.number_connected_components(knit),
        tuple(sorted(set().union(*outside) & members)),
    )


def _pairs(links: Iterable[FirmLink]) -> set[frozenset[str]]:
    return {frozenset((link.one, link.other)) for link in links}


def _density(nodes: int, pairs: int) -> float | None:
    return pairs / (nodes * (nodes - 1) / 2) if nodes > 1 else None
