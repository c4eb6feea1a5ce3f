"""organisations.yaml, projects.yaml and links.yaml → Network, with all faults at once."""

from __future__ import annotations

from collections.abc import Mapping

from metrics.cooperation import entries as form
from metrics.cooperation import inn
from metrics.cooperation.model import Evidence, Link, Membership, Network, Organisation, Project
from metrics.language import key
from metrics.model import Paraphrase, Quote
from metrics.reading import Reader, Where

TWO_NODES = key("The id “{id}” is an organisation already; organisations and projects share one set of ids.")
NOT_A_GROUP = key("“{group}” is not a place or a cluster, so nobody can belong to it.")
GROUP_IN_PROJECT = key("“{id}” is a place or a cluster; a link joins an organisation to a project.")
SHARED_INN = key("The INN “{inn}” is already that of “{other}”; two organisations cannot share one.")
TWICE = key("The link from “{organisation}” to “{project}” as “{role}” is already there as “{other}”.")


def read_network(
    reader: Reader, quotes: Mapping[str, Quote], paraphrases: Mapping[str, Paraphrase]
) -> Network:
    """The network of a catalogue folder; what is wrong goes to the reader's faults and is left out."""
    words = _Words(quotes, paraphrases)
    owners: dict[str, str] = {}
    rows = reader.entries("organisations", form.OrganisationEntry)
    found = [(e, w) for e, w in rows if _inn_holds(e, w, owners)]
    groups = {e.id for e, _ in found if e.kind in ("place", "cluster")}
    known = {e.id for e, _ in found}
    organisations = {e.id: o for e, w in found if (o := _organisation(e, w, words, groups, known))}
    projects = {
        e.id: p
        for e, w in reader.entries("projects", form.ProjectEntry)
        if (p := _project(e, w, words, organisations))
    }
    links: dict[str, Link] = {}
    said: dict[tuple[object, ...], str] = {}
    for entry, where in reader.entries("links", form.LinkEntry):
        link = _link(entry, where, words, organisations, projects)
        if link and (other := said.setdefault(_saying(link), link.id)) != link.id:
            where.fault(
                TWICE, "id", organisation=link.organisation, project=link.project, role=link.role, other=other
            )
        elif link:
            links[link.id] = link
    return Network(organisations, projects, links)


class _Words:
    """The quotes and paraphrases that evidence may name."""

    def __init__(self, quotes: Mapping[str, Quote], paraphrases: Mapping[str, Paraphrase]) -> None:
        self.quotes, self.paraphrases = dict(quotes), dict(paraphrases)

    def evidence(self, entry: form.Named, where: Where, *at: str | int) -> Evidence | None:
        found = [
            where.find(self.quotes, name, "quote", *at, "quotes", i) for i, name in enumerate(entry.quotes)
        ]
        paraphrase = None
        if entry.paraphrase:
            paraphrase = where.find(self.paraphrases, entry.paraphrase, "paraphrase", *at, "paraphrase")
            if paraphrase is None:
                return None
        return None if None in found else Evidence(tuple(found), paraphrase)


def _inn_holds(entry: form.OrganisationEntry, where: Where, owners: dict[str, str]) -> bool:
    """Whether an organisation has no INN, or a sound one that is nobody else's."""
    if entry.inn is None:
        return True
    wrong = inn.fault(entry.inn)
    if not wrong and (other := owners.setdefault(entry.inn, entry.id)) != entry.id:
        where.fault(SHARED_INN, "inn", inn=entry.inn, other=other)
        return False
    if wrong:
        where.fault(wrong[0], "inn", **wrong[1])  # type: ignore[arg-type]  # values go by the sentence
    return wrong is None


def _organisation(
    entry: form.OrganisationEntry, where: Where, words: _Words, groups: set[str], known: set[str]
) -> Organisation | None:
    evidence = words.evidence(entry, where)
    memberships = [_membership(m, where, words, groups, known, i) for i, m in enumerate(entry.member_of)]
    if evidence is None or None in memberships:
        return None
    return Organisation(
        entry.id,
        entry.name.text(),
        entry.kind,
        entry.description.text() if entry.description else None,
        entry.inn,
        tuple(m for m in memberships if m),
        evidence,
    )


def _membership(
    entry: form.MembershipEntry, where: Where, words: _Words, groups: set[str], known: set[str], index: int
) -> Membership | None:
    at = ("member_of", index)
    evidence = words.evidence(entry, where, *at)
    if entry.group not in groups:
        if entry.group in known:
            where.fault(NOT_A_GROUP, *at, "group", group=entry.group)
        else:
            where.find(dict.fromkeys(groups), entry.group, "organisation", *at, "group")
        return None
    if evidence is None:
        return None
    return Membership(entry.group, entry.basis, entry.rule.text() if entry.rule else None, evidence)


def _project(
    entry: form.ProjectEntry, where: Where, words: _Words, organisations: dict[str, Organisation]
) -> Project | None:
    evidence = words.evidence(entry, where)
    if entry.id in organisations:
        where.fault(TWO_NODES, "id", id=entry.id)
        return None
    if evidence is None:
        return None
    description = entry.description.text() if entry.description else None
    note = entry.note.text() if entry.note else None
    return Project(entry.id, entry.name.text(), description, note, evidence)


def _link(
    entry: form.LinkEntry,
    where: Where,
    words: _Words,
    organisations: dict[str, Organisation],
    projects: dict[str, Project],
) -> Link | None:
    organisation = where.find(organisations, entry.organisation, "organisation", "organisation")
    project = where.find(projects, entry.project, "project", "project")
    evidence = words.evidence(entry, where)
    if organisation and organisation.is_group:
        where.fault(GROUP_IN_PROJECT, "organisation", id=entry.organisation)
        return None
    if organisation is None or project is None or evidence is None:
        return None
    return Link(
        entry.id,
        entry.organisation,
        entry.project,
        entry.role,
        entry.direction,
        entry.status,
        entry.date,
        entry.basis,
        entry.rule.text() if entry.rule else None,
        evidence,
    )


def _saying(link: Link) -> tuple[object, ...]:
    """What a link says and on which words: two links that agree in all of it are one."""
    quotes = tuple(q.id for q in link.evidence.quotes)
    return link.organisation, link.project, link.role, quotes, link.paraphrase and link.paraphrase.id
