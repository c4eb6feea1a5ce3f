"""One target: its path beside its words, and how each number came to be."""

from __future__ import annotations

import streamlit as st

from app_pages import kit, progress_part, target_levers, target_words
from metrics import table
from metrics.anchors import Anchors, anchors, deadline
from metrics.charts.paths import only_target_figure, path_figure
from metrics.errors import Refusal
from metrics.model import Target
from metrics.observations import observed_rows
from metrics.pathways import pace_between, path_table
from metrics.reconciliation import reconcile
from metrics.scales import SCALE_NAMES
from metrics.sentences import path_sentence, promise
from metrics.wording import claim_amount, pace, source_line

t = kit.t()
catalogue = kit.catalogue()
CHART = "target-path"


def pick_target() -> Target | None:
    """The target in the address bar, or the first one; an unknown one is said to be unknown."""
    if not catalogue.targets:
        st.info(
            t(
                "The catalogue holds no sound target yet. The page “Targets” lists what is wrong with its files."
            )
        )
        return None
    wanted = st.query_params.get("target")
    if wanted and wanted not in catalogue.targets:
        st.warning(t("There is no target “{target}”; the first one is shown.", target=kit.plain(wanted)))
    names = {name: f"{t.text(found.title)}: {promise(t, found)}" for name, found in catalogue.targets.items()}
    kit.remember("target", next(iter(names)), names)
    chosen = st.selectbox(
        t("Target"), list(names), format_func=names.__getitem__, key="target", on_change=target_levers.forget
    )
    kit.link("target", chosen, None)
    return catalogue.targets[chosen]


@st.fragment
def workbench(target: Target) -> None:
    """Chart and words side by side, with what a person assumes under them."""
    head = st.container()
    left, right = st.columns([3, 2], gap="large")
    with left:
        chart_place = st.container()
        levers = target_levers.show(target, catalogue)
    with right:
        marked = target_words.pick_claim(target)
        target_words.show(target, marked)
    with chart_place:
        shown = draw(target, levers, marked, head)
    below(target, levers, shown)


def draw(
    target: Target, levers: target_levers.Levers, marked: str, head: st.delta_generator.DeltaGenerator
) -> Anchors | None:
    """The sentence and the chart; where there is no path, the reason and what is known."""
    observed = catalogue.observed(target)
    try:
        found = anchors(target, **levers.for_anchors(catalogue.siblings(target)))
        path = path_table(target, found, levers.scale, levers.shape, levers.freq)
        sentence = path_sentence(t, target, found, levers.scale)
    except Refusal as refusal:
        head.info(t.refusal(refusal))
        goal = target.of_kind("target")
        try:
            year = deadline(target, levers.due).year
        except Refusal:
            return None
        if goal:
            words = claim_amount(t, goal[0], target.indicator.unit)
            fig = only_target_figure(t, (year, goal[0].value, words), observed, target.indicator.unit)
            kit.chart(fig, key=CHART, name=target.id, alt=f"{t.text(target.title)}: {words}, {year}")
            st.caption(caption(target))
        return None
    head.markdown(f"#### {kit.plain(sentence)}")
    fig = path_figure(t, path, found, observed if found.kind == "level" else (), marked=marked)
    kit.chart(fig, key=CHART, name=target.id, alt=sentence, on_select=take_click)
    st.caption(caption(target))
    return found


def take_click() -> None:
    """A click on a point marks the statement it rests on."""
    points = st.session_state[CHART].selection.points
    data = points[0].get("customdata") if points else None
    claim = data[0] if isinstance(data, list) and data else data
    if claim:
        st.session_state["claim"] = claim


def caption(target: Target) -> str:
    """The chart's source, and what its signs mean."""
    sources = "; ".join(kit.plain(source_line(t, s)) for s in target.sources)
    signs = t(
        "● stated, ◐ derived, ○ assumed, thin line: the path between; shaded: what the words leave open; ■ observed."
    )
    return f"{t('Source')}: {sources} · {signs}"


def below(target: Target, levers: target_levers.Levers, found: Anchors | None) -> None:
    """Checks, the origin of every number, and what is observed; only the open part is computed."""
    names = [t("Statements and checks"), t("How each number came to be"), t("Observed against the path")]
    checks, origin, progress = st.tabs(names, key="part", on_change="rerun")
    if checks.open:
        with checks:
            reading = reconcile(target, looseness=levers.looseness, rounded=levers.rounded)
            target_words.checks(target, reading, looseness=levers.looseness, rounded=levers.rounded)
            if found is not None:
                paces = [
                    f"{target_levers.scale_name(t, name)}: **{kit.plain(pace(t, required(target, name, levers), name, found.unit))}**"
                    for name in target_levers.scales_for(found)
                ]
                st.markdown(t("Required pace") + " — " + " · ".join(paces))
    if origin.open:
        with origin:
            if found is None:
                st.info(t("There is no path yet, so there are no points to explain."))
            else:
                target_words.origins(
                    target, path_table(target, found, levers.scale, levers.shape, levers.freq), found
                )
    if progress.open:
        with progress:
            progress_part.show(target, found, scale=levers.scale, shape=levers.shape)
    give_away(target, levers)


def required(target: Target, scale: str, levers: target_levers.Levers) -> float:
    """The required pace under the present assumptions."""
    return pace_between(anchors(target, **levers.for_anchors(catalogue.siblings(target))), scale)


def give_away(target: Target, levers: target_levers.Levers) -> None:
    """The series as files: as shown, or on every scale with what is observed."""

    def shown() -> table.pd.DataFrame:
        return table.join(*paths([levers.scale]))

    def everything() -> table.pd.DataFrame:
        return table.join(*paths(list(SCALE_NAMES)), observed_rows(catalogue.observed(target)))

    def paths(names: list[str]) -> list[table.pd.DataFrame]:
        made = []
        for name in names:
            try:
                found = anchors(target, **levers.for_anchors(catalogue.siblings(target)))
                made.append(path_table(target, found, name, levers.shape, levers.freq))
            except Refusal:
                continue
        return made

    kit.downloads(
        {t("The path as shown"): shown, t("Everything on this target"): everything},
        name=target.id,
        key="target-csv",
    )


chosen_target = pick_target()
if chosen_target is not None:
    workbench(chosen_target)
