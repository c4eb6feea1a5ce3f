"""The part of a target's page that holds what is observed against the path: the gap, the verdicts, the
chance.
"""

from __future__ import annotations

from contextlib import suppress

import pandas as pd
import streamlit as st
from streamlit.errors import StreamlitAPIException

from app_pages import kit
from metrics.anchors import Anchors, anchors
from metrics.charts.progress import progress_figure
from metrics.errors import Refusal
from metrics.exports.csv import csv_bytes
from metrics.language import Translator
from metrics.model import Observation, ObservedPoint, Target, Unit
from metrics.pathways import path_table, suited_scale
from metrics.progress_sentences import (
    MEANS,
    agreement_sentence,
    chance_sentence,
    gap_sentence,
    say,
    way_sentence,
)
from metrics.scales import suited
from metrics.standing import Standing, observed_series, standing
from metrics.verdicts import METHODS

UPLOADED = "uploaded"
"""Where a session keeps the series that a person brought: by target id a table of period, value, unit,
source."""


def own_series(target: Target) -> pd.DataFrame | None:
    """The series that the person brought for a target, if any."""
    found = st.session_state.get(UPLOADED, {}).get(target.id)
    return found if found is not None and len(found) else None


def own_observations(target: Target) -> tuple[Observation, ...]:
    """What the person brought for a target, as an observation like those of the catalogue."""
    brought = own_series(target)
    if brought is None:
        return ()
    points = (ObservedPoint(p, v, 0.0) for p, v in zip(brought["period"], brought["value"], strict=True))
    return (Observation("own", target.indicator, target.geography, tuple(points)),)


def show(target: Target, found: Anchors | None = None, *, scale: str = "", shape: float = 1.0) -> None:
    """What is observed against what is required, under the assumptions that the page's levers hold.

    `found` are the path's anchors as the levers make them; None takes those of the words alone.
    """
    t = kit.t()
    series, own = _pick(t, target)
    if series.empty:
        st.info(
            t(
                "Nothing is observed for this indicator yet, so there is nothing to hold against the "
                "promise. Bring a series of your own."
            )
        )
        _link(t, target)
        return
    found = found or _found(target)
    scale = scale or (suited_scale(found) if found else suited(*target.indicator.limits))
    stands = standing(target, series, found, scale=scale, shape=shape)
    if stands.refusal is not None:
        st.info(t.refusal(stands.refusal))
        _link(t, target)
        return
    unit = found.unit if found else target.indicator.unit
    sentence = gap_sentence(t, stands, unit, scale)
    st.markdown(f"**{kit.plain(sentence)}**")
    left, right = st.columns([3, 2], gap="large")
    with left:
        path = path_table(target, found, scale, shape) if found else None
        fig = progress_figure(t, stands, unit, path, own=own)
        kit.chart(fig, key="progress-chart", name=f"{target.id}-progress", alt=sentence)
        st.caption(_signs(t, stands, unit, own=own))
    with right:
        _agreement(t, stands)
    _methods(t, stands)
    st.download_button(
        t("Verdicts with their numbers (CSV)"),
        data=lambda: csv_bytes(_table(t, stands), "excel-ru" if t.lang == "ru" else "plain"),
        file_name=f"{target.id}-verdicts.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )
    _link(t, target)


def _pick(t: Translator, target: Target) -> tuple[pd.Series, bool]:
    """The series to hold against the promise, and whether it is the person's own."""
    stated = observed_series(kit.catalogue().observed(target))
    own = observed_series(own_observations(target))
    if own.empty:
        return stated, False
    if stated.empty:
        return own, True
    options = {"own": t("your data"), "catalogue": t("from the catalogue")}
    return (
        (own, True)
        if kit.choice(t("Observations"), options, key="observed", default="own") == "own"
        else (stated, False)
    )


def _found(target: Target) -> Anchors | None:
    try:
        return anchors(target)
    except Refusal:
        return None


def _signs(t: Translator, stands: Standing, unit: Unit, *, own: bool) -> str:
    """What the chart's signs mean and where the observations come from."""
    parts = [t("■ your data, kept in this session only") if own else t("■ observed")]
    parts.append(t("thin line: the path; dotted: the gap today"))
    if stands.start == "promise":
        parts.append(
            t("● the promise's own start, which stands in because nothing is observed for that year")
        )
    if unit.id == "times":
        parts.append(t("the observation of the base year is 1"))
    return kit.plain("; ".join(parts)) + "."


def _agreement(t: Translator, stands: Standing) -> None:
    """The word, whether the methods agree and why not, and the chance."""
    st.markdown(f"##### {kit.plain(_capital(t(stands.word)))}", help=t(MEANS[stands.word]))
    st.markdown(kit.plain(agreement_sentence(t, stands)))
    if not stands.agree and (why := way_sentence(t, stands)):
        st.markdown(kit.plain(why))
    if stands.chances:
        st.markdown(kit.plain(chance_sentence(t, stands)))


def _methods(t: Translator, stands: Standing) -> None:
    """Each method with its word, its arithmetic, its reason and what to beware of."""
    with st.expander(t("Every method with its formula and numbers"), expanded=not stands.agree):
        for name, verdict in stands.verdicts.items():
            label = "" if verdict.label == verdict.word else f" ({t(verdict.label)})"
            st.markdown(f"**{kit.plain(_capital(t(METHODS[name])))}** — {kit.plain(t(verdict.word) + label)}")
            lines = [t(verdict.template, **verdict.values), say(t, verdict.formula)]
            st.caption("  \n".join(kit.plain(line) for line in lines if line))
            for warning in verdict.warnings:
                st.caption(":material/warning: " + kit.plain(say(t, warning)))


def _table(t: Translator, stands: Standing) -> pd.DataFrame:
    """The verdicts as a table to take away."""
    return pd.DataFrame(
        [
            {
                t("Method"): t(METHODS[name]),
                t("Verdict"): t(verdict.word),
                t("Status of the method"): verdict.status,
                t("Ratio"): verdict.value,
                t("Score"): verdict.score,
                t("Why"): t(verdict.template, **verdict.values),
                t("Formula"): say(t, verdict.formula),
                t("Beware"): " ".join(say(t, warning) for warning in verdict.warnings),
            }
            for name, verdict in stands.verdicts.items()
        ]
    )


def _link(t: Translator, target: Target) -> None:
    with suppress(KeyError, StreamlitAPIException):  # a page tested by itself knows no other pages
        st.page_link(
            "app_pages/upload.py",
            label=t("Bring a series of your own"),
            icon=":material/upload_file:",
            query_params={"target": target.id},
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
