"""Observed: the clusters' share of their industry, and whether a rise is growth or relabelling."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from app_pages import kit, observed_panel, observed_views
from app_pages.observed_views import View
from metrics.charts import firms as charts
from metrics.errors import Refusal
from metrics.firms import sentences
from metrics.firms.series import share_series
from metrics.firms.share import share_of
from metrics.pathways import pathway
from metrics.sentences import promise

INDICATOR = "cluster-revenue-share"
t = kit.t()


def show(view: View) -> None:
    """The share with its definitions, then the view that is asked for."""
    sentence = sentences.share_sentence(t, view.table)
    view.headline(sentence)
    definitions(view)
    path = pick_path(view)
    view.chart(charts.share_figure(t, view.table, stamp=view.stamp, path=path), "share", sentence)
    st.caption(caption(view))
    names = {
        "split": t("Growth or relabelling"),
        "members": t("Who makes the share"),
        "quotients": t("Location quotients"),
        "findings": t("What to know about the data"),
    }
    shows = {
        "split": observed_views.split,
        "members": observed_views.members,
        "quotients": observed_views.specialisation,
        "findings": observed_views.findings,
    }
    st.divider()
    chosen = kit.choice(t("View"), names, key="view", default="split", collapsed=True)
    frames = {
        t("The share by year"): lambda: view.table,
        t("The share as series"): lambda: series(view),
        t("The cube"): lambda: view.reduced.cube,
    }
    view.files(frames | shows[chosen](view), chosen)


def series(view: View) -> pd.DataFrame:
    """The share in the form of the pathways' files; made-up firms are no observation."""
    source, basis = ("synthetic", "simulated") if view.brought.is_synthetic else ("uploaded", "observed")
    return share_series(view.table, view.reduced.universe, source=source, basis=basis)


def definitions(view: View) -> None:
    """What is above the line, what is below it, which firms count, and what is odd about them."""
    found = observed_panel.findings(view.brought, view.reduced.universe, view.reduced)
    counts = observed_panel.counts(view.brought, found, view.reduced)
    parts = {
        t("Numerator"): t("revenue of the firms in the register that year; one in two clusters counts once"),
        t("Denominator"): t("revenue of all firms of the universe that year; a missing revenue is not zero"),
        t("Universe"): sentences.universe_words(t, view.reduced.universe),
        t("Flagged, not dropped"): sentences.flag_words(t, counts),
    }
    with st.container(border=True):
        st.markdown("  \n".join(f"**{name}**: {kit.plain(words)}" for name, words in parts.items()))


def caption(view: View) -> str:
    """Where the numbers come from, and what the lines mean."""
    if view.brought.is_synthetic:
        source = t("made-up firms from a seeded program, shaped like RFSD; nothing here is an observation")
    else:
        source = t("the files you brought")
    lines = t("Where the three lines part, the perimeter of “clusters” moved the share, not the firms.")
    return f"{t('Source')}: {source}. {lines}"


def pick_path(view: View) -> pd.DataFrame | None:
    """The path of a target on the same indicator, if the reader asks to hold the share against it."""
    targets = {k: v for k, v in kit.catalogue().targets.items() if v.indicator.id == INDICATOR}
    if not targets:
        return None
    options = {"": t("no target")} | {k: f"{t.text(v.title)}: {promise(t, v)}" for k, v in targets.items()}
    chosen = kit.choice(
        t("Hold against the path of a target"),
        options,
        key="against",
        default="",
        kind="select",
        help=t("The share here and the share a target speaks of are the same only if their perimeters are."),
    )
    with st.container(horizontal=True):
        for name in [chosen] if chosen else list(targets):
            st.page_link(
                "app_pages/target.py",
                label=t("Open the target: {promise}", promise=kit.plain(promise(t, targets[name]))),
                query_params={"target": name},
                icon=":material/arrow_forward:",
            )
    if not chosen:
        return None
    try:
        path = pathway(targets[chosen])
    except Refusal as refusal:
        st.info(kit.plain(t.refusal(refusal)))
        return None
    st.markdown(kit.plain(sentences.against_sentence(t, view.table, path)))
    if view.brought.is_synthetic:
        st.caption(t("The firms are made up: the comparison says nothing about the target."))
    return path


st.title(t("Observed"))
st.markdown(t("What part of an industry its clusters make, and whether a rise is growth or relabelling."))
brought = observed_panel.pick(t)
if brought is not None:
    if brought.is_synthetic:
        st.warning(
            t("Made-up firms: synthetic data, to show what the page can do. Nothing here is an observation."),
            icon=":material/science:",
        )
    with st.expander(t("Universe: which firms are the industry")):
        universe = observed_panel.pick_universe(t, brought)
    reduced = observed_panel.made(t, brought, universe)
    if reduced is not None:
        show(View(t, brought, reduced, share_of(reduced)))
