"""Views of a network: filters, the neighbourhood of one node, and the firm-to-firm view that follows."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from metrics.cooperation.model import Link, Network
from metrics.errors import Refusal

if TYPE_CHECKING:
    import networkx as nx

CROWD = 60  # a project with more parties than this says nothing of any pair of them


@dataclass(frozen=True, slots=True)
class FirmLink:
    """That two organisations meet in projects: derived, never stated.

    `one` gives and `other` takes where `is_directed`; else they stand side by side, ordered by id.
    """

    one: str
    other: str
    projects: tuple[str, ...]
    links: tuple[str, ...]
    is_directed: bool = False


def keep(
    network: Network,
    *,
    roles: Collection[str] = (),
    projects: Collection[str] = (),
    organisations: Collection[str] = (),
    groups: Collection[str] = (),
) -> Network:
    """The links that fit every filter that is given, with the nodes that they join.

    An empty filter lets everything through; `groups` keeps the links of the members of any of these places or
    clusters. A node that has no link left goes, unless no filter is given.
    """
    if not (roles or projects or organisations or groups):
        return network
    members = {m for group in groups for m in network.members(group)}
    links = {
        id_: link
        for id_, link in network.links.items()
        if (not roles or link.role in roles)
        and (not projects or link.project in projects)
        and (not organisations or link.organisation in organisations)
        and (not groups or link.organisation in members)
    }
    return _of_links(network, links)


def neighbourhood(network: Network, node: str, radius: int = 2) -> Network:
    """The links within `radius` steps of an organisation, project, place or cluster.

    One step leads from an organisation to its projects, two to those it works with there. Around a place or a
    cluster the members are one step away. Raises Refusal when there is no such node
    or the radius is below one.
    """
    if node not in network.organisations and node not in network.projects:
        raise Refusal("There is no organisation or project “{node}” in this network.", node=node)
    if radius < 1:
        raise Refusal("A neighbourhood reaches at least one step; {radius} is too few.", radius=radius)
    distance = distances(network, node, radius)
    links = {
        id_: link
        for id_, link in network.links.items()
        if link.organisation in distance
        and link.project in distance
        and min(distance[link.organisation], distance[link.project]) < radius
    }
    return _of_links(network, links, also=distance)


def distances(network: Network, node: str, radius: int | None = None) -> dict[str, int]:
    """How many steps each node in reach is away from one, nearest first."""
    beside = neighbours(network, node)
    found, queue = {node: 0}, deque([node])
    while queue:
        here = queue.popleft()
        if radius is not None and found[here] >= radius:
            continue
        for next_ in beside.get(here, ()):
            if next_ not in found:
                found[next_] = found[here] + 1
                queue.append(next_)
    return found


def neighbours(network: Network, centre: str | None = None) -> dict[str, list[str]]:
    """The nodes beside each node; those of a place or cluster are its members only when it is the centre."""
    beside: dict[str, list[str]] = {}
    for link in network.links.values():
        beside.setdefault(link.organisation, []).append(link.project)
        beside.setdefault(link.project, []).append(link.organisation)
    if centre and centre in network.groups:
        beside[centre] = list(network.members(centre))
    return beside


def busiest(network: Network) -> str | None:
    """The organisation with most links, by name where several have as many; None without links."""
    counts: dict[str, int] = {}
    for link in network.links.values():
        counts[link.organisation] = counts.get(link.organisation, 0) + 1
    return min(counts, key=lambda id_: (-counts[id_], id_), default=None)


def firm_links(network: Network) -> tuple[FirmLink, ...]:
    """Which organisations meet in a project: the firm-to-firm view, each pair once.

    A pair is directed when one only gives and the other only takes in every project they share. Projects
    with more than CROWD parties are left out: there a shared project says nothing of two of its many parties.
    """
    shared: dict[tuple[str, str], list[tuple[Link, Link]]] = {}
    for parties in _by_project(network).values():
        if len({link.organisation for link in parties}) > CROWD:
            continue
        for a, b in combinations(sorted(parties, key=lambda link: (link.organisation, link.id)), 2):
            if a.organisation != b.organisation:
                shared.setdefault((a.organisation, b.organisation), []).append((a, b))
    return tuple(_firm_link(pair, met) for pair, met in sorted(shared.items()))


def crowded_projects(network: Network) -> tuple[str, ...]:
    """The projects that the firm-to-firm view leaves out."""
    return tuple(
        project
        for project, links in _by_project(network).items()
        if len({link.organisation for link in links}) > CROWD
    )


def _firm_link(pair: tuple[str, str], met: list[tuple[Link, Link]]) -> FirmLink:
    projects = tuple(dict.fromkeys(a.project for a, _ in met))
    links = tuple(dict.fromkeys(link.id for both in met for link in both))
    flows = {(a.direction, b.direction) for a, b in met}
    if flows == {("gives", "takes")}:
        return FirmLink(pair[0], pair[1], projects, links, is_directed=True)
    if flows == {("takes", "gives")}:
        return FirmLink(pair[1], pair[0], projects, links, is_directed=True)
    return FirmLink(pair[0], pair[1], projects, links)


def _by_project(network: Network) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    for link in network.links.values():
        found.setdefault(link.project, []).append(link)
    return found


def _of_links(network: Network, links: Mapping[str, Link], also: Iterable[str] = ()) -> Network:
    """Some links with their ends, what else is asked for, and the groups that the organisations belong to."""
    nodes = {end for link in links.values() for end in (link.organisation, link.project)} | set(also)
    groups = {m.group for id_ in nodes if id_ in network.organisations for m in _memberships(network, id_)}
    return Network(
        {id_: o for id_, o in network.organisations.items() if id_ in nodes or id_ in groups},
        {id_: p for id_, p in network.projects.items() if id_ in nodes},
        links,
    )


def _memberships(network: Network, organisation: str) -> tuple[Any, ...]:
    return network.organisations[organisation].member_of


def graph(network: Network) -> nx.MultiGraph[str]:
    """The bipartite graph of organisations (bipartite = 0) and projects (1), an edge a link, its id the key.

    Places and clusters are not in it: belonging is not cooperating.
    """
    import networkx as nx

    found: nx.MultiGraph[str] = nx.MultiGraph()
    found.add_nodes_from(network.parties, bipartite=0)
    found.add_nodes_from(network.projects, bipartite=1)
    for link in network.links.values():
        found.add_edge(link.organisation, link.project, key=link.id)
    return found
