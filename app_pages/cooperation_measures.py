"""How tightly the organisations are knit, with what the numbers cannot say."""

from __future__ import annotations

import streamlit as st

from app_pages import kit
from metrics.cooperation import Network, measure, measure_group
from metrics.cooperation.measures import PARTIAL

RULE = "pp779-cooperation"


def show_measures(network: Network) -> None:
    """The whole network, then a place or cluster whose members are known, then the rule of reference."""
    t = kit.t()
    found = measure(network)
    st.subheader(t("All that is shown"))
    _row(
        {
            t("Organisations with a link"): (
                f"{t.number(found.linked)} / {t.number(found.organisations)}",
                "",
            ),
            t("Pairs that share a project"): (t.number(found.pairs), ""),
            t("Density"): _density(found.density),
            t("Separate groups"): (
                t.number(found.components),
                t("Groups of organisations that no project joins to the rest (components)."),
            ),
            t("Bridging organisations"): (
                t.number(len(found.bridges)),
                t("Without such an organisation its group would fall apart (articulation points)."),
            ),
        }
    )
    _names(network, found.bridges)
    if network.groups:
        _group(network)
    else:
        st.info(
            t(
                "Nobody here is known to belong to a place or a cluster, so inside and outside cannot be "
                "told apart."
            )
        )
    _rule()


def _group(network: Network) -> None:
    t = kit.t()
    names = {id_: t.text(group.name) for id_, group in network.groups.items()}
    st.subheader(t("Inside and outside"))
    group = kit.choice(t("Place or cluster"), names, key="group", default=next(iter(names)), kind="select")
    found = measure_group(network, group)
    _row(
        {
            t("Members with a link inside"): (
                f"{t.number(found.linked_inside)} / {t.number(found.members)}",
                "",
            ),
            t("Pairs inside"): (t.number(found.inside), t("Both share a project and both are members.")),
            t("Pairs to the outside"): (t.number(found.outside), t("One of the two is a member.")),
            t("Density inside"): _density(found.density),
            t("Separate groups"): (
                t.number(found.components),
                t("Groups of organisations that no project joins to the rest (components)."),
            ),
            t("Members that reach outside"): (
                t.number(len(found.spanning)),
                t("Members who share a project with somebody who is not one."),
            ),
        }
    )
    _names(network, found.spanning)
    st.caption(t(PARTIAL, known=found.members))


def _density(value: float) -> tuple[str, str]:
    t = kit.t()
    return t.percent(value, 1), t(
        "Pairs that share a project, of all pairs that could. Small networks look dense."
    )


def _row(measures: dict[str, tuple[str, str]]) -> None:
    with st.container(horizontal=True):
        for label, (value, means) in measures.items():
            st.metric(label, value, help=means or None, width=215)


def _names(network: Network, organisations: tuple[str, ...]) -> None:
    t = kit.t()
    if organisations:
        said = ", ".join(t.text(network.name(o)) for o in organisations[:12])
        st.caption(kit.plain(said + (" …" if len(organisations) > 12 else "")))


def _rule() -> None:
    """The cooperation rule of the federal register: a reference, as nobody states the shares it needs."""
    t = kit.t()
    rule = kit.catalogue().rules.get(RULE)
    if rule is None:
        return
    st.subheader(t("For reference"))
    with st.container(border=True):
        st.markdown(kit.plain(t.text(rule.text)))
        st.caption(t("In our own words, after") + " " + kit.address(rule.source))
        st.caption(
            t(
                "No source here states what share of its output a firm delivers to the others, so the "
                "rule cannot be applied."
            )
        )
