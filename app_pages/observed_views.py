"""The views of a firm panel below its share: the split, the members, the quotients, what is odd."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd
import streamlit as st

from app_pages import kit, observed_panel
from app_pages.observed_panel import Brought
from metrics.charts import firms as charts
from metrics.errors import Refusal
from metrics.firms import sentences
from metrics.firms.industries import industry_name
from metrics.firms.quotients import CLUSTERS, quotients
from metrics.firms.share import Reduced, largest
from metrics.firms.split import TERMS, contributions, share_in, split_of
from metrics.language import Translator

Frames = dict[str, Callable[[], pd.DataFrame]]
"""What a view gives away: a label, and what makes the table."""


@dataclass(frozen=True, eq=False)
class View:
    """A reduced panel as the reader sees it: its language, its origin, the stamp on its charts and files."""

    t: Translator
    brought: Brought
    reduced: Reduced
    table: pd.DataFrame

    @property
    def stamp(self) -> str:
        """What every chart of made-up firms says."""
        t = self.t
        return t("Synthetic data") if self.brought.is_synthetic else ""

    @property
    def name(self) -> str:
        """What the names of files begin with."""
        return "synthetic-panel" if self.brought.is_synthetic else "firm-panel"

    def headline(self, sentence: str) -> None:
        """The sentence above a chart."""
        st.markdown(f"#### {kit.plain(sentence)}")

    def chart(self, fig: Any, key: str, alt: str, **more: Any) -> None:
        """A chart whose file is named after the panel."""
        kit.chart(fig, key=key, name=f"{self.name}-{key}", alt=f"{self.stamp} {alt}".strip(), **more)

    def listing(self, rows: pd.DataFrame, alt: str) -> None:
        """A table of firms; made-up ones are called so in every row, for tables are copied from pages."""
        t = self.t
        shown = rows.assign(**{t("Data"): t("synthetic")}) if self.brought.is_synthetic else rows
        numeric = [name for name in shown.columns[1:] if pd.api.types.is_float_dtype(shown[name])]
        st.dataframe(
            shown,
            hide_index=True,
            width="stretch",
            height=min(38 + 35 * len(shown), 420),
            column_config={name: st.column_config.NumberColumn(format="localized") for name in numeric},
            alt=alt,
        )

    def files(self, frames: Frames, key: str) -> None:
        """Tables to take away, each with its source and its universe in every row."""
        signed = {label: self._signed(make) for label, make in frames.items()}
        kit.downloads(signed, name=f"{self.name}-{key}", key="observed-csv")

    def year(self, label: str, years: list[int], key: str, default: int) -> int:
        """A choice of a year that the address bar keeps."""
        options = {str(year): str(year) for year in years}
        return int(kit.choice(label, options, key=key, default=str(default), kind="select"))

    def _signed(self, make: Callable[[], pd.DataFrame]) -> Callable[[], pd.DataFrame]:
        return lambda: observed_panel.signed(make(), self.brought, self.reduced.universe)


def split(view: View) -> Frames:
    """The change between two years as a waterfall and year by year, and the firms behind each bar."""
    t, reduced = view.t, view.reduced
    years = reduced.years
    if len(years) < 2:
        st.info(t("A change needs two years, and the panel has one. Bring a panel with more years."))
        return {}
    left, right, _ = st.columns([1, 1, 2])
    with left:
        start = view.year(t("From the year"), years[:-1], "since", years[0])
    with right:
        end = view.year(t("To the year"), [year for year in years if year > start], "until", years[-1])
    try:
        whole = split_of(reduced, start=start, end=end)
        chained = split_of(reduced, chained=True, start=start, end=end)
    except Refusal as refusal:
        st.error(kit.plain(t.refusal(refusal)))
        return {}
    row = whole.iloc[0].to_dict() | {"year_from": start, "year_to": end}
    sentence = sentences.split_sentence(t, row)
    view.headline(sentence)
    fig = charts.waterfall_figure(t, row, share_in(reduced, start), stamp=view.stamp)
    view.chart(fig, "split", sentence, on_select=_take_term)
    st.markdown(f"**{t('The same, year by year')}**")
    st.caption(t("A firm is admitted in one year only; from then on, its growth is a member's growth."))
    fig = charts.stacked_figure(t, chained, stamp=view.stamp)
    view.chart(fig, "split-by-year", sentence, on_select=_take_term_and_year)
    listed = _behind_a_bar(view, start, end)
    frames = {
        t("The split, from end to end"): lambda: whole,
        t("The split, year by year"): lambda: chained,
        t("The firms behind it"): lambda: contributions(reduced, start, end),
    }
    return frames | listed


def _behind_a_bar(view: View, start: int, end: int) -> Frames:
    t = view.t
    st.markdown(f"**{t('The firms behind a bar')}**")
    st.caption(t("Choose here, or click a bar above."))
    years = [year for year in view.reduced.years if start <= year <= end]
    pairs = {"0": (start, end)} | {str(after): (before, after) for before, after in pairwise(years)}
    steps = {code: t("{start} to {end}", start=before, end=after) for code, (before, after) in pairs.items()}
    names = {term: t(sentences.TERM_NAMES[term]) for term in TERMS}
    left, right = st.columns(2)
    with left:
        term = kit.choice(t("Bar"), names, key="term", default="admitted", kind="select")
    with right:
        step = kit.choice(t("Years"), steps, key="step", default="0", kind="select")
    st.caption(t(sentences.TERM_HELP[term]))
    firms = contributions(view.reduced, *pairs[step])
    firms = firms[firms["term"] == term].reset_index(drop=True)
    if firms.empty:
        st.info(t("No firm is behind this bar in these years."))
        return {}
    together = sentences.points(t, firms["value"].sum())
    st.markdown(
        t.plural("{n} firm, {value} points", "{n} firms, together {value} points", len(firms), value=together)
    )
    shown = pd.DataFrame(
        {
            t("Firm"): firms["member"],
            t("Points of the share"): (firms["value"] * 100).round(3),
            t("Revenue before"): firms["revenue_before"].round(0),
            t("Revenue after"): firms["revenue_after"].round(0),
        }
    )
    view.listing(shown, t("The firms behind a bar"))
    return {t("The firms behind the chosen bar"): lambda: firms}


def members(view: View) -> Frames:
    """The largest members of a year, and how concentrated the clusters are over time."""
    t, table = view.t, view.table
    year = view.year(t("Year"), view.reduced.years, "year", view.reduced.years[-1])
    row = table.set_index("year", drop=False).loc[year]
    sentence = sentences.concentration_sentence(t, row)
    view.headline(sentence)
    top = largest(view.reduced, year)
    if top.empty:
        st.info(t("Choose another year, or bring a register that covers this one."))
        return {}
    view.chart(charts.largest_figure(t, top, stamp=view.stamp), "members", sentence)
    view.chart(charts.concentration_figure(t, table, stamp=view.stamp), "concentration", sentence)
    st.caption(
        t(
            "CR1 and CR5: the part of the largest one and five. HHI: the sum of squared parts, 1 is one firm "
            "alone; in {year} it is {hhi}.",
            year=year,
            hhi=t.number(row["hhi"], 3),
        )
    )
    return {
        t("All members of the year"): lambda: largest(view.reduced, year, 10**9).assign(year=year),
        t("Concentration by year"): lambda: table[["year", "cr1", "cr5", "hhi", "without_largest"]],
    }


def specialisation(view: View) -> Frames:
    """What the clusters, or a region, do more of than the whole panel."""
    t, reduced = view.t, view.reduced
    regions = sorted(reduced.cube["region"].unique())
    places = {"clusters": t("Clusters")}
    if len(regions) > 1:
        places |= {code: t("Region {code}", code=code) for code in regions if code}
    left, right = st.columns(2)
    with left:
        place = kit.choice(t("Where"), places, key="place", default="clusters", kind="select")
    with right:
        year = view.year(t("Year"), reduced.years, "year", reduced.years[-1])
    found = quotients(reduced, year, CLUSTERS if place == "clusters" else place)
    found["name"] = [industry_name(t, code) for code in found["industry"]]
    sentence = sentences.quotient_sentence(t, found, places[place], year)
    view.headline(sentence)
    if not (found["quotient"] > 0).any():
        st.info(t("Choose another year or place."))
        return {}
    view.chart(charts.quotient_figure(t, found, stamp=view.stamp), "quotients", sentence)
    st.caption(
        t(
            "Location quotient: the industry's part in the revenue here, over its part in the whole panel; "
            "1 is as much."
        )
    )
    return {t("Location quotients"): lambda: found.assign(year=year, place=place)}


def findings(view: View) -> Frames:
    """What is flagged and counted, and the list behind each count."""
    t = view.t
    found = observed_panel.findings(view.brought, view.reduced.universe, view.reduced)
    kinds = {flag: t(name) for flag, name in sentences.FLAG_NAMES.items()}
    counts = observed_panel.counts(view.brought, found, view.reduced)
    view.headline(
        t(
            "Nothing was dropped in silence: rows without revenue {rows}, jumps {jumps}, "
            "members never found {lost}.",
            rows=t.number(counts["missing_revenue"]),
            jumps=t.number(counts["jump"]),
            lost=t.number(counts["never_found"]),
        )
    )
    with st.container(horizontal=True):
        for kind, count in counts.items():
            st.metric(kinds[kind], t.number(count), border=True)
    listed = {kind: kinds[kind] for kind in counts if (found["flag"] == kind).any()}
    if not listed:
        st.info(t("There is nothing to list."))
        return {}
    kind = kit.choice(t("List"), listed, key="finding", default=next(iter(listed)), kind="select")
    rows = found[found["flag"] == kind].drop(columns="flag").dropna(axis="columns", how="all")
    names = {"firm_id": t("Firm"), "year": t("Year"), "value": t("Value")}
    view.listing(rows.rename(columns=names), kinds[kind])
    return {t("All findings"): lambda: found}


def _take_term() -> None:
    _take(st.session_state["split"], whole=True)


def _take_term_and_year() -> None:
    _take(st.session_state["split-by-year"], whole=False)


def _take(event: Any, *, whole: bool) -> None:
    # A click on a bar chooses its term, and in the stacked bars its year, in the lists below.
    found = event.selection.points
    data = found[0].get("customdata") if found else None
    if not data:
        return
    values = data if isinstance(data, list | tuple) else [data]
    st.session_state["term"] = values[0]
    st.session_state["step"] = "0" if whole or len(values) < 2 else str(values[1])
