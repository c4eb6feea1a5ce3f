"""One target: its path beside its words, and how each number came to be."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

import pandas as pd
import streamlit as st

from app_pages import kit, progress_part, target_choice, target_levers, target_words
from app_pages.components.path_chart import path_chart
from metrics import table
from metrics.anchors import anchors, deadline
from metrics.charts.paths import only_target_figure, path_figure
from metrics.errors import Refusal
from metrics.model import Target
from metrics.observations import observed_rows
from metrics.pathways import pace_between, path_table
from metrics.reconciliation import reconcile
from metrics.scales import SCALE_NAMES
from metrics.sentences import path_sentence
from metrics.wording import SCALES, claim_amount, pace, source_line

t = kit.t()
catalogue = kit.catalogue()
CHART = "target-path"
NOW = "target-levers-now"  # the levers of the last run of the workbench, for what is made on a click
BELOW = "target-levers-below"  # the levers that the part under the workbench was drawn with
FOLLOWS = "target-below-follows"  # whether that part shows more than the reading, and so follows every lever


@st.fragment
def workbench(target: Target) -> None:
    """Chart and words side by side, with what a person assumes under them.

    A moved slider reruns this part alone, and the chart is drawn first.
    """
    levers = target_levers.current(target, catalogue)
    st.session_state[NOW] = st.session_state.get(NOW) or {}
    st.session_state[NOW]["levers"] = levers
    marked = target_words.marked_claim(target)
    head = st.container()
    left, right = st.columns([3, 2], gap="large")
    with left:
        draw(target, levers, marked, head)
    with right:
        target_words.pick_claim(target)
        target_words.show(target, marked)
    target_levers.show(target, catalogue)
    drawn = st.session_state.get(BELOW, levers)
    if levers.reading != drawn.reading or (st.session_state.get(FOLLOWS) and levers != drawn):
        st.rerun()


def draw(
    target: Target, levers: target_levers.Levers, marked: str, head: st.delta_generator.DeltaGenerator
) -> None:
    """The sentence and the chart; where there is no path, the reason and what is known."""
    observed = catalogue.observed(target)
    try:
        found = anchors(target, **levers.for_anchors(catalogue.siblings(target)))
        path = path_table(target, found, levers.scale, levers.shape, levers.freq)
        sentence = path_sentence(t, target, found, levers.scale)
    except Refusal as refusal:
        head.info(t.refusal(refusal))
        draw_end_alone(target, levers)
        return
    fig = path_figure(t, path, found, observed if found.kind == "level" else (), marked=marked)
    path_chart(t, fig, key=CHART, name=target.id, alt=sentence, chosen=mark)
    kit.let_it_paint()
    head.markdown(f"#### {kit.plain(sentence)}")
    st.caption(caption(target))
    paces = [
        f"{t(SCALES[name])}: **{kit.plain(pace(t, pace_between(found, name), name, found.unit))}**"
        for name in target_levers.scales_for(found)
    ]
    st.caption(t("Required pace") + " — " + " · ".join(paces))


def draw_end_alone(target: Target, levers: target_levers.Levers) -> None:
    """The stated end without a path to it, if the words give it a year."""
    goal = target.of_kind("target")
    try:
        year = deadline(target, levers.due).year
    except Refusal:
        return
    if goal:
        unit = target.indicator.unit
        fig = only_target_figure(t, year, goal[0], catalogue.observed(target), unit)
        alt = f"{t.text(target.title)}: {claim_amount(t, goal[0], unit)}, {year}"
        path_chart(t, fig, key=CHART, name=target.id, alt=alt, chosen=mark)
        st.caption(caption(target))


def mark(claim: str) -> None:
    """A click on a point marks the statement it rests on."""
    st.session_state["claim"] = claim


def caption(target: Target) -> str:
    """The chart's source, and what its signs mean."""
    sources = "; ".join(kit.plain(source_line(t, s)) for s in target.sources)
    signs = t(
        "● stated, ◐ derived, ○ assumed, thin line: the path between; shaded: what the words leave open; "
        "■ observed."
    )
    return f"{t('Source')}: {sources} · {signs}"


def below(target: Target) -> None:
    """Checks, the origin of every number, and what is observed; only the open part is computed."""
    levers: target_levers.Levers = st.session_state[NOW]["levers"]
    names = [t("Statements and checks"), t("How each number came to be"), t("Observed against the path")]
    first = names[2] if st.query_params.get("part") == "observed" else names[0]
    checks, origin, progress = st.tabs(names, default=first, key="part", on_change="rerun")
    st.session_state[BELOW] = levers
    st.session_state[FOLLOWS] = not checks.open
    if checks.open:
        with checks:
            reading = reconcile(target, looseness=levers.looseness, rounded=levers.rounded)
            target_words.checks(target, reading, looseness=levers.looseness, rounded=levers.rounded)
        return
    try:
        found = anchors(target, **levers.for_anchors(catalogue.siblings(target)))
        path = path_table(target, found, levers.scale, levers.shape, levers.freq)
    except Refusal:
        found = None
    if origin.open:
        with origin:
            if found is None:
                st.info(t("There is no path yet, so there are no points to explain."))
            else:
                target_words.origins(target, path, found)
    if progress.open:
        with progress:
            progress_part.show(target, found, scale=levers.scale, shape=levers.shape)


def give_away(target: Target) -> None:
    """The series as files, made on the click: as shown, or on every scale with what is observed."""
    now = st.session_state[NOW]

    def shown() -> pd.DataFrame:
        return table.join(*paths([now["levers"].scale]))

    def everything() -> pd.DataFrame:
        return table.join(*paths(SCALE_NAMES), observed_rows(catalogue.observed(target)))

    def paths(names: Iterable[str]) -> list[pd.DataFrame]:
        levers, made = now["levers"], []
        for name in names:
            with suppress(Refusal):
                found = anchors(target, **levers.for_anchors(catalogue.siblings(target)))
                made.append(path_table(target, found, name, levers.shape, levers.freq))
        return made

    kit.downloads(
        {t("The path as shown"): shown, t("Everything on this target"): everything},
        name=target.id,
        key="target-csv",
    )


chosen_target = target_choice.pick(catalogue, on_change=target_levers.forget)
if chosen_target is not None:
    workbench(chosen_target)
    below(chosen_target)
    give_away(chosen_target)
