"""The words beside the network: what is said of the node or link that was chosen."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from app_pages import address_bar, kit
from metrics.charts.signs import GLYPHS
from metrics.cooperation import Evidence, Link, Network, Organisation, Project
from metrics.cooperation.model import FLOWS, KINDS, ROLES, STATUSES
from metrics.model import Paraphrase, Quote
from metrics.quotes import sentence
from metrics.wording import BASES

KEY = "pick"
MANY = 2000


def take(chart: str) -> None:
    """Choose what was clicked on the chart."""
    points = st.session_state[chart].selection.points
    what = points[0].get("customdata") if points else None
    if what:
        st.session_state[KEY] = f"link:{what[1]}" if what[0] == "link" else what[1]


def take_row(table: str, links: list[str]) -> None:
    """Choose the link whose row was chosen."""
    rows = st.session_state[table].selection.rows
    if rows and rows[0] < len(links):
        st.session_state[KEY] = f"link:{links[rows[0]]}"


def pick(network: Network) -> str:
    """Let a node or a link be chosen by name: a node's id, `link:` and a link's id, or nothing."""
    t = kit.t()
    nodes = (*network.organisations, *network.projects)
    options = {id_: t.text(network.name(id_)) for id_ in nodes}
    options |= {f"link:{id_}": _link_name(network, link) for id_, link in network.links.items()}
    if KEY not in st.session_state:
        st.session_state[KEY] = st.query_params.get(KEY)
    if st.session_state[KEY] not in options:
        st.session_state[KEY] = None
    if len(options) > MANY:  # too long a list to send; the picture and the table still choose
        address_bar.link(KEY, st.session_state[KEY], None)
        return st.session_state[KEY] or ""
    chosen = st.selectbox(
        t("Organisation, project or link"),
        list(options),
        format_func=lambda code: options[code],
        key=KEY,
        placeholder=t("choose one here or in the graph"),
    )
    address_bar.link(KEY, chosen, None)
    return chosen or ""


def show(network: Network, picked: str) -> None:
    """What is said of a node or a link, with its quotes; nothing chosen says what to do."""
    t = kit.t()
    if picked.startswith("link:"):
        _show_link(network, network.links[picked.removeprefix("link:")])
    elif picked in network.organisations:
        _show_organisation(network, network.organisations[picked])
    elif picked:
        _show_project(network, network.projects[picked])
    else:
        st.info(t("Choose a node or a link: its quotes will stand here."))


def basis(code: str) -> str:
    """A basis with its sign."""
    return f"{GLYPHS[code]} {kit.t()(BASES[code])}"


def _link_name(network: Network, link: Link) -> str:
    t = kit.t()
    ends = f"{t.text(network.name(link.organisation))} → {t.text(network.name(link.project))}"
    return f"{ends} ({t(ROLES[link.role])})"


def _show_link(network: Network, link: Link) -> None:
    t = kit.t()
    st.markdown(
        f"**{kit.plain(t.text(network.name(link.organisation)))}** — {t(ROLES[link.role])} — "
        f"**{kit.plain(t.text(network.name(link.project)))}**"
    )
    facts = [
        t(FLOWS[link.direction]),
        t("status: {status}", status=t(STATUSES[link.status])),
        basis(link.basis),
    ]
    if link.date:
        facts.append(t("said on {date}", date=link.date))
    st.caption(kit.plain(" · ".join(facts)))
    if link.rule:
        st.caption("◐ " + kit.plain(t.text(link.rule)))
    evidence(link.evidence)


def _show_organisation(network: Network, organisation: Organisation) -> None:
    t = kit.t()
    st.markdown(f"**{kit.plain(t.text(organisation.name))}** — {t(KINDS[organisation.kind])}")
    if organisation.description:
        st.caption(kit.plain(t.text(organisation.description)))
    if organisation.inn:
        st.caption(t("INN {inn}", inn=organisation.inn))
    for membership in organisation.member_of:
        where = kit.plain(t.text(network.name(membership.group)))
        st.caption(f"{basis(membership.basis)}: {t('belongs to {place}', place=where)}")
        if membership.rule:
            st.caption("◐ " + kit.plain(t.text(membership.rule)))
    links = [link for link in network.links.values() if link.organisation == organisation.id]
    for link in links:
        name = kit.plain(t.text(network.name(link.project)))
        st.markdown(f"- {GLYPHS[link.basis]} {t(ROLES[link.role])}: {name}")
    members = network.members(organisation.id)
    if members:
        st.markdown(
            t("Known members:") + " " + kit.plain(", ".join(t.text(network.name(m)) for m in members))
        )
    told = [organisation.evidence, *(link.evidence for link in links)]
    evidence(*told, *(m.evidence for m in organisation.member_of))


def _show_project(network: Network, project: Project) -> None:
    t = kit.t()
    st.markdown(f"**{kit.plain(t.text(project.name))}** — {t('project')}")
    if project.description:
        st.caption(kit.plain(t.text(project.description)))
    if project.note:
        st.caption(kit.plain(t.text(project.note)))
    links = [link for link in network.links.values() if link.project == project.id]
    for link in links:
        name = kit.plain(t.text(network.name(link.organisation)))
        st.markdown(f"- {GLYPHS[link.basis]} {name}: {t(ROLES[link.role])}")
    evidence(project.evidence, *(link.evidence for link in links))


def evidence(*several: Evidence) -> None:
    """Quotes and paraphrases, each once, by source."""
    quotes = {q.id: q for one in several for q in one.quotes}
    told = {one.paraphrase.id: one.paraphrase for one in several if one.paraphrase}
    show_words(quotes.values(), told.values())


def show_words(quotes: Iterable[Quote], told: Iterable[Paraphrase]) -> None:
    """Quotes in quotation marks in the order of their text, paraphrases without; each with its source."""
    t = kit.t()
    groups: dict[str, dict[tuple[int, int], list[Quote]]] = {}
    for quote in sorted(quotes, key=lambda q: (q.source.id, q.start)):
        groups.setdefault(quote.source.id, {}).setdefault(sentence(quote), []).append(quote)
    for sentences in groups.values():
        with st.container(border=True):
            st.markdown("\n\n".join(marked(*span, own) for span, own in sentences.items()))
            st.caption(kit.address(next(iter(sentences.values()))[0].source))
    for paraphrase in told:
        with st.container(border=True):
            st.markdown(kit.plain(t.text(paraphrase.text)))
            st.caption(t("In our own words, after") + " " + kit.address(paraphrase.source))


def marked(start: int, end: int, quotes: list[Quote]) -> str:
    """A sentence in quotation marks, the quoted words set off; „“ where it holds guillemets."""
    text = quotes[0].source.text or quotes[0].exact
    if text[start] == "«" and "»" not in text[start:end]:
        start += 1  # the sentence opens somebody's longer speech
    is_whole = sum(quote.end - quote.start for quote in quotes) > 0.9 * (end - start)
    parts, at = [], start
    for quote in quotes:
        if quote.start >= at:
            said = kit.plain(quote.exact)
            parts += [kit.plain(text[at : quote.start]), said if is_whole else f":blue-background[{said}]"]
            at = quote.end
    words = "".join(parts) + kit.plain(text[at:end])
    return f"„{words}“" if {"«", "»"} & set(text[start:end]) else f"«{words}»"
