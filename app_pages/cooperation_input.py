"""The network in use: the catalogue's, or one that the reader brings as two tables for this session."""

from __future__ import annotations

import streamlit as st

from app_pages import address_bar, kit
from metrics.cooperation import Network
from metrics.cooperation.tables import NEEDED, read_tables
from metrics.exports.csv import csv_bytes
from metrics.exports.graph import edges_frame, nodes_frame
from metrics.reading import Fault

SHOWN = 50


def network_in_use() -> tuple[Network, tuple[Fault, ...]]:
    """The network that the page shows, and the faults of the reader's own tables."""
    t = kit.t()
    shipped = kit.catalogue().network
    with st.popover(t("Own tables"), icon=":material/upload_file:"):
        st.markdown(
            t(
                "Two tables in CSV: nodes with {nodes}, edges with {edges}. Every edge says on what it "
                "rests: **quotes**, **paraphrase**, or **own_words** with an **address**. They stay in "
                "this session.",
                nodes=_columns("nodes.csv"),
                edges=_columns("edges.csv"),
            )
        )
        st.download_button(
            t("Nodes of the catalogue as a pattern"),
            data=lambda: csv_bytes(nodes_frame(shipped)),
            file_name="nodes.csv",
            on_click="ignore",
            key="pattern-nodes",
        )
        st.download_button(
            t("Edges of the catalogue as a pattern"),
            data=lambda: csv_bytes(edges_frame(shipped)),
            file_name="edges.csv",
            on_click="ignore",
            key="pattern-edges",
        )
        nodes = st.file_uploader(
            t("Nodes"), type="csv", key="own-nodes", max_upload_size=50, on_change=_forget
        )
        edges = st.file_uploader(
            t("Edges"), type="csv", key="own-edges", max_upload_size=50, on_change=_forget
        )
        if (nodes is None) != (edges is None):
            st.info(t("Both tables are needed: one file is still missing."))
    if nodes is None or edges is None:
        return shipped, ()
    return _read(nodes.getvalue(), edges.getvalue())


@st.cache_data(show_spinner=False, max_entries=4)
def _read(nodes: bytes, edges: bytes) -> tuple[Network, tuple[Fault, ...]]:
    catalogue = kit.catalogue()
    return read_tables(nodes, edges, catalogue.quotes, catalogue.paraphrases)


def _forget() -> None:
    """Another network: what was chosen in the one before means nothing in it."""
    address_bar.forget("roles", "groups", "projects", "organisations", "around", "pick", "group")


def _columns(file: str) -> str:
    return ", ".join(f"**{kit.plain(name)}**" for name in NEEDED[file])


def report(faults: tuple[Fault, ...]) -> None:
    """What is wrong in the reader's tables, where, and what would be right."""
    t = kit.t()
    if not faults:
        return
    st.warning(
        t.plural(
            "{n} fault in the tables; what is wrong was left out.",
            "{n} faults in the tables; what is wrong was left out.",
            len(faults),
        )
    )
    st.dataframe(
        {
            t("File"): [f.file for f in faults[:SHOWN]],
            t("Line"): [f.line for f in faults[:SHOWN]],
            t("Entry"): [f.entry for f in faults[:SHOWN]],
            t("Column"): [f.place for f in faults[:SHOWN]],
            t("What is wrong and what would be right"): [t(f.template, **f.values) for f in faults[:SHOWN]],
        },
        hide_index=True,
    )
