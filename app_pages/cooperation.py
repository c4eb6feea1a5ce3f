"""Who cooperates with whom: the network, its words, its tables and its measures."""

from __future__ import annotations

import streamlit as st

from app_pages import address_bar, kit
from app_pages import cooperation_words as words
from app_pages.cooperation_input import network_in_use, report
from app_pages.cooperation_measures import show_measures
from metrics.charts.ink import DARK_INK, LIGHT_INK, Ink
from metrics.charts.network import firms_figure, network_figure
from metrics.cooperation import (
    Network,
    belonging,
    busiest,
    crowded_projects,
    firm_links,
    keep,
    neighbourhood,
    positions,
    rings,
)
from metrics.cooperation.layout import SMALL, Place
from metrics.cooperation.measures import PRESS
from metrics.cooperation.model import FLOWS, ROLES, STATUSES
from metrics.cooperation.network import CROWD
from metrics.cooperation.wording import sentence
from metrics.exports.graph import edges_frame, firms_frame, gexf, graphml, nodes_frame
from metrics.language import key

CHART, ROWS, PAIRS = "cooperation-graph", "cooperation-rows", "cooperation-pairs"
WHOLE = "*"  # no id looks like this
READABLE = 150  # links beyond which the page opens around one organisation
VIEWS = {
    "graph": key("Graph"),
    "table": key("Table"),
    "firms": key("Firm to firm"),
    "measures": key("Measures"),
}
t = kit.t()


def main() -> None:
    st.title(t("Cooperation"))
    with st.container(horizontal=True, vertical_alignment="center"):
        view = kit.choice(
            t("View"), {v: t(name) for v, name in VIEWS.items()}, key="view", default="graph", collapsed=True
        )
        whole, faults = network_in_use()
    report(faults)
    if not whole.links:
        st.info(
            t("No link is known yet. Add organisations, projects and links as two tables under “Own tables”.")
        )
        return
    narrowed = narrow(whole)
    if not narrowed.links:
        st.info(t("No link fits these filters. Take one of them away."))
        return
    shown, centre = around(narrowed, view)
    st.markdown(kit.plain(sentence(t, shown, whole)))
    {"graph": graph, "table": table, "firms": firms, "measures": measures}[view](whole, shown, centre)
    st.caption(t(PRESS))
    give_away(shown)


def narrow(whole: Network) -> Network:
    """The links that the reader's filters leave."""
    name = {id_: t.text(whole.name(id_)) for id_ in (*whole.organisations, *whole.projects)}
    used = {link.role for link in whole.links.values()}
    with st.expander(
        t("Filters"), expanded=any(name in st.query_params for name in FILTERS), icon=":material/filter_alt:"
    ):
        left, right = st.columns(2)
        with left:
            roles = many("roles", t("Role"), {r: t(label) for r, label in ROLES.items() if r in used})
            groups = many("groups", t("Place or cluster"), {g: name[g] for g in whole.groups})
        with right:
            projects = many("projects", t("Project"), {p: name[p] for p in whole.projects})
            organisations = many("organisations", t("Organisation"), {o: name[o] for o in whole.parties})
    return keep(whole, roles=roles, projects=projects, organisations=organisations, groups=groups)


FILTERS = ("roles", "groups", "projects", "organisations")


def many(name: str, label: str, options: dict[str, str]) -> list[str]:
    """A choice of several whose codes stand in the address bar."""
    asked = [code for code in st.query_params.get(name, "").split(",") if code in options]
    if name not in st.session_state or not set(st.session_state[name]) <= set(options):
        st.session_state[name] = [code for code in st.session_state.get(name, asked) if code in options]
    chosen = st.multiselect(
        label, list(options), format_func=lambda code: options[code], key=name, placeholder=t("all")
    )
    address_bar.link(name, ",".join(chosen), "")
    return chosen


def around(network: Network, view: str) -> tuple[Network, str]:
    """The neighbourhood that the reader chose; a picture of a large network opens around its busiest node."""
    is_large = len(network.links) > READABLE and view in {"graph", "firms"}
    first = busiest(network) or ""
    auto = (
        t("the best connected: {name}", name=t.text(network.name(first)))
        if is_large
        else t("the whole network")
    )
    options = {"": auto} | ({WHOLE: t("the whole network")} if is_large else {})
    nodes = (*network.groups, *network.parties, *network.projects)
    options |= {id_: t.text(network.name(id_)) for id_ in nodes}
    left, right, _ = st.columns([3, 2, 3], vertical_alignment="bottom")
    with left:
        chosen = kit.choice(t("Around"), options, key="around", default="", kind="select")
    centre = first if is_large and not chosen else "" if chosen == WHOLE else chosen
    if not centre:
        return network, ""
    if is_large and not chosen:
        st.info(
            t(
                "{links} would be a tangle in one picture, so it opens around {name}. Choose another "
                "organisation, a filter, or the whole network.",
                links=t.plural("{n} link", "{n} links", len(network.links)),
                name=kit.plain(t.text(network.name(centre))),
            )
        )
    if view == "firms":  # with whom it shares a project: two steps, whatever is asked of the graph
        return neighbourhood(network, centre, 2), centre
    with right:
        steps = kit.choice(
            t("Steps"),
            {"1": "1", "2": "2", "3": "3"},
            key="steps",
            default="2" if len(neighbourhood(network, centre, 2).links) <= READABLE // 2 else "1",
            help=t("One step leads from an organisation to its projects, two to those it works with there."),
        )
    return neighbourhood(network, centre, int(steps)), centre


def is_ringed(whole: Network, centre: str) -> bool:
    """Whether the picture is drawn on rings: around one node of a large network."""
    return bool(centre) and len(whole.organisations) + len(whole.projects) > SMALL


def places(whole: Network, shown: Network, centre: str) -> dict[str, Place]:
    """Where the nodes stand: as in the whole network, or on rings around the centre of a large one."""
    if is_ringed(whole, centre):
        return rings(shown, centre)
    with st.spinner(t("Finding a place for every node…")):
        return positions(whole)


def ink() -> Ink:
    """The colours of the words in the reader's theme."""
    return {"light": LIGHT_INK, "dark": DARK_INK}.get(st.context.theme.type or "", Ink())


def go_to(node: str) -> None:
    """Draw the network around a node."""
    st.session_state["around"] = node


def graph(whole: Network, shown: Network, centre: str) -> None:
    nodes = {*shown.parties, *shown.projects, *shown.groups}
    left, right = st.columns([3, 2], gap="large")
    with right:
        picked = words.pick(shown)
        words.show(shown, picked)
        if picked in nodes and picked != centre:
            st.button(t("Show its surroundings"), icon=":material/hub:", on_click=go_to, args=(picked,))
    where = {
        n: p for n, p in places(whole, shown, centre).items() if n in {*shown.organisations, *shown.projects}
    }
    fig = network_figure(
        t,
        shown,
        where,
        belonging=belonging(shown),
        centre=centre if is_ringed(whole, centre) else "",
        picked=picked.removeprefix("link:"),
        height=min(600, 240 + 36 * len(where)),
        ink=ink(),
    )
    with left:
        kit.chart(
            fig,
            key=CHART,
            name="cooperation",
            alt=t("A network of organisations and projects. {sentence}", sentence=sentence(t, shown, whole)),
            on_select=lambda: words.take(CHART),
        )
        st.caption(
            t(
                "● organisation · ■ project · ◆ special economic zone or cluster, dotted lines to its "
                "members. The arrow points at who takes. In the middle of a link: ● the role is stated, ◐ "
                "it is our reading of the words. Choose a node or a link to read its quotes."
            )
        )


def firms(whole: Network, shown: Network, centre: str) -> None:
    pairs = firm_links(shown)
    if centre in shown.parties and len(whole.links) > READABLE:
        pairs = tuple(pair for pair in pairs if centre in {pair.one, pair.other})
    if not pairs:
        st.info(t("No two organisations shown here share a project."))
        return
    st.caption(
        t(
            "◐ Derived: two organisations stand together here when they take part in one project. No "
            "source says so in these words. An arrow goes from who only gives to who only takes."
        )
    )
    if crowded_projects(shown):
        st.caption(
            t("Left out: projects with more than {n} parties, which say nothing of any two of them.", n=CROWD)
        )
    if len(pairs) <= READABLE * 4:
        where = {n: p for n, p in places(whole, shown, centre).items() if n in shown.parties}
        fig = firms_figure(t, shown, pairs, where, height=520, ink=ink())
        kit.chart(
            fig,
            key="firms-graph",
            name="firm-to-firm",
            alt=t.plural("{n} pair of organisations", "{n} pairs of organisations", len(pairs)),
        )
    else:
        st.info(t("Too many pairs for one picture: narrow them by a filter or choose one organisation."))
    name = {o: t.text(organisation.name) for o, organisation in shown.parties.items()}
    chosen = st.dataframe(
        {
            t("Organisation"): [name[p.one] for p in pairs],
            t("Direction"): ["→" if p.is_directed else "—" for p in pairs],
            t("Works with"): [name[p.other] for p in pairs],
            t("Projects"): [", ".join(t.text(shown.name(x)) for x in p.projects) for p in pairs],
            t("Basis"): [words.basis("derived")] * len(pairs),
        },
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=PAIRS,
    )
    if chosen.selection.rows and chosen.selection.rows[0] < len(pairs):
        words.evidence(*(shown.links[link].evidence for link in pairs[chosen.selection.rows[0]].links))
    else:
        st.caption(t("Choose a row to read the quotes behind the pair."))


def table(whole: Network, shown: Network, centre: str) -> None:  # noqa: ARG001 - all views are called alike
    links = list(shown.links.values())
    rows = {
        t("Organisation"): [t.text(shown.name(x.organisation)) for x in links],
        t("Role"): [t(ROLES[x.role]) for x in links],
        t("Project"): [t.text(shown.name(x.project)) for x in links],
        t("Direction"): [t(FLOWS[x.direction]) for x in links],
        t("Status"): [t(STATUSES[x.status]) for x in links],
        t("Basis"): [words.basis(x.basis) for x in links],
        t("Said on"): [t.date(x.date) for x in links],
        t("Quote"): [x.evidence.words for x in links],
        t("In our own words"): [t.text(x.paraphrase.text) if x.paraphrase else "" for x in links],
    }
    if not any(rows[t("In our own words")]):
        del rows[t("In our own words")]
    st.dataframe(
        rows,
        hide_index=True,
        on_select=lambda: words.take_row(ROWS, [link.id for link in links]),
        selection_mode="single-row",
        key=ROWS,
    )
    words.show(shown, words.pick(shown))


def measures(whole: Network, shown: Network, centre: str) -> None:  # noqa: ARG001 - all views are called alike
    show_measures(shown)


def give_away(shown: Network) -> None:
    """The network as files; the camera above the chart gives pictures."""
    with st.container(horizontal=True):
        kit.downloads(
            {
                t("Organisations and projects"): lambda: nodes_frame(shown),
                t("Links"): lambda: edges_frame(shown),
                t("Pairs of firms"): lambda: firms_frame(shown),
            },
            name="cooperation",
            key="cooperation-csv",
        )
        for label, make, suffix in (("GraphML", graphml, "graphml"), ("GEXF", gexf, "gexf")):
            st.download_button(
                label,
                data=lambda make=make: make(shown),
                file_name=f"cooperation.{suffix}",
                mime="application/xml",
                on_click="ignore",
                key=f"cooperation-{suffix}",
            )


main()
