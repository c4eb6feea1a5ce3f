"""Who cooperates with whom: organisations, projects and the evidenced links between them, as frozen values.

The network has two kinds of nodes. A link joins an organisation to a project and rests on a statement; that
two firms cooperate is never stored, it is derived from the projects they share.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from metrics.language import key
from metrics.model import Paraphrase, Quote, Source, Text

Kind = Literal["small", "medium", "large", "firm", "research", "university", "place", "cluster"]
Role = Literal[
    "maker",
    "developer",
    "software",
    "components",
    "supplier",
    "user",
    "research",
    "tester",
    "funder",
    "partner",
]
Flow = Literal["gives", "takes", "mutual"]
Status = Literal["planned", "under_way", "done", "in_use", "ended", "not_stated"]
LinkBasis = Literal["stated", "derived"]

KINDS: dict[str, str] = {
    "small": key("small firm"),
    "medium": key("medium-sized firm"),
    "large": key("large firm"),
    "firm": key("firm, size not stated"),
    "research": key("research centre"),
    "university": key("university"),
    "place": key("special economic zone"),
    "cluster": key("cluster"),
}
ROLES: dict[str, str] = {
    "maker": key("makes the product"),
    "developer": key("develops"),
    "software": key("develops the software"),
    "components": key("takes on the components"),
    "supplier": key("supplies"),
    "user": key("uses the result"),
    "research": key("does the research"),
    "tester": key("tests"),
    "funder": key("funds"),
    "partner": key("takes part, role not stated"),
}
FLOWS: dict[str, str] = {
    "gives": key("gives to the project"),
    "takes": key("takes from the project"),
    "mutual": key("gives and takes"),
}
STATUSES: dict[str, str] = {
    "planned": key("planned"),
    "under_way": key("under way"),
    "done": key("done"),
    "in_use": key("in use"),
    "ended": key("ended"),
    "not_stated": key("not said"),
}
GROUPS = ("place", "cluster")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a statement rests on: quotes, or a paraphrase where the text is not ours to copy."""

    quotes: tuple[Quote, ...] = ()
    paraphrase: Paraphrase | None = None

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources behind the evidence, each once."""
        found = [q.source for q in self.quotes] + ([self.paraphrase.source] if self.paraphrase else [])
        return tuple({s.id: s for s in found}.values())

    @property
    def words(self) -> str:
        """The quotes as they stand, divided by an ellipsis; empty where there is only a paraphrase."""
        return " … ".join(q.exact for q in self.quotes)


@dataclass(frozen=True, slots=True)
class Membership:
    """That an organisation belongs to a place or a cluster, as far as a source says so."""

    group: str
    basis: LinkBasis = "stated"
    rule: Text | None = None
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, slots=True)
class Organisation:
    """A party that the sources name; `inn` (text, zeros kept) lets it meet the firm panel."""

    id: str
    name: Text
    kind: Kind = "firm"
    description: Text | None = None
    inn: str | None = None
    member_of: tuple[Membership, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)

    @property
    def is_group(self) -> bool:
        """Whether others belong to it: a place or a cluster."""
        return self.kind in GROUPS


@dataclass(frozen=True, slots=True)
class Project:
    """What organisations do together."""

    id: str
    name: Text
    description: Text | None = None
    note: Text | None = None
    evidence: Evidence = field(default_factory=Evidence)


@dataclass(frozen=True, slots=True)
class Link:
    """One evidenced statement: this organisation has this role in this project.

    `date` is the day of the statement, not of the beginning of the cooperation. A link whose role is our
    reading and not the source's word has the basis `derived` and says how in `rule`.
    """

    id: str
    organisation: str
    project: str
    role: Role
    direction: Flow = "gives"
    status: Status = "not_stated"
    date: date | None = None
    basis: LinkBasis = "stated"
    rule: Text | None = None
    evidence: Evidence = field(default_factory=Evidence)

    @property
    def quote(self) -> Quote | None:
        """The first of its quotes."""
        return next(iter(self.evidence.quotes), None)

    @property
    def paraphrase(self) -> Paraphrase | None:
        return self.evidence.paraphrase

    @property
    def source(self) -> Source | None:
        return next(iter(self.evidence.sources), None)


@dataclass(frozen=True)
class Network:
    """Organisations, projects and links by id. Organisations and projects share one space of ids."""

    organisations: Mapping[str, Organisation] = field(default_factory=dict)
    projects: Mapping[str, Project] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)

    @property
    def parties(self) -> dict[str, Organisation]:
        """The organisations that can cooperate: all but places and clusters."""
        return {id_: o for id_, o in self.organisations.items() if not o.is_group}

    @property
    def groups(self) -> dict[str, Organisation]:
        """The places and clusters to which at least one organisation is known to belong."""
        known = {m.group for o in self.organisations.values() for m in o.member_of}
        return {id_: o for id_, o in self.organisations.items() if o.is_group and id_ in known}

    @property
    def by_inn(self) -> dict[str, str]:
        """The organisation of each INN that is known: what links the network to a panel of firms."""
        return {o.inn: id_ for id_, o in self.organisations.items() if o.inn}

    def name(self, node: str) -> Text:
        """The name of an organisation or a project."""
        found = self.organisations.get(node) or self.projects.get(node)
        return found.name if found else Text(node, node)

    def members(self, group: str) -> tuple[str, ...]:
        """The organisations that are known to belong to a place or a cluster."""
        return tuple(
            id_ for id_, o in self.organisations.items() if any(m.group == group for m in o.member_of)
        )
