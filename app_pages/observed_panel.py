"""Which panel the page «Observed» shows: the made-up one, a person's own files, or a cube made earlier."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from app_pages import address_bar, kit
from metrics.errors import Refusal
from metrics.firms import Universe, panel, synthetic
from metrics.firms.faults import FaultyFile
from metrics.firms.industries import divisions, industry_name
from metrics.firms.sentences import FLAG_NAMES
from metrics.firms.share import Reduced, reduce, reopen
from metrics.language import Translator

DEPTH = 2  # industries are shown by division
SECTIONS = "ABCDEFGHIJKLMNOPQRSTU"


@dataclass(frozen=True)
class Brought:
    """A panel (or a cube) and its register, as they were brought, under a key that changes with them."""

    key: str
    table: pd.DataFrame
    membership: pd.DataFrame
    is_cube: bool = False
    is_synthetic: bool = False
    unit: str = ""


def pick(t: Translator) -> Brought | None:
    """The panel that is asked for; None while its files are still to come or are refused."""
    kinds = {"synthetic": t("Made-up panel"), "files": t("Your files"), "cube": t("A cube made earlier")}
    kind = kit.choice(t("Firm panel"), kinds, key="panel", default="synthetic")
    if kind == "synthetic":
        firm_year, membership = _synthetic()
        return Brought("synthetic", firm_year, membership, is_synthetic=True, unit=synthetic.UNIT)
    left, right = st.columns(2)
    with left:
        main = st.file_uploader(
            t("Firms by year: firm_id, year, revenue, industry, region") if kind == "files" else t("Cube"),
            type=["csv", "parquet"],
            key=f"{kind}-panel",
            help=t(
                "CSV or Parquet. An RFSD folder is too large for that: make its cube on the command line."
            ),
        )
    with right:
        members = st.file_uploader(
            t("Register: firm_id, cluster_id, valid_from, valid_to"),
            type=["csv", "parquet"],
            key=f"{kind}-members",
            help=t("Years or dates, both included; an empty valid_to means still a member."),
        )
    unit = st.text_input(t("Unit of revenue"), key="panel_unit", placeholder=t("thousand RUB, for example"))
    if main is None or members is None:
        st.info(t("Bring both files to see the share; the made-up panel shows what the page can do."))
        return None
    try:
        return replace(_brought(kind, main.file_id, members.file_id, main, members), unit=unit)
    except Refusal as refusal:
        st.error(kit.plain(t.refusal(refusal)))
        return None


def pick_universe(t: Translator, brought: Brought) -> Universe:
    """Which industries and regions are the denominator, and which flagged firms are left out."""
    codes, regions = _choices(brought.key, brought)
    industries = {code: industry_name(t, code) for code in codes}
    left, middle, right = st.columns([3, 3, 2])
    with left:
        default = ["C"] if "C" in industries else []
        sections = _several(t("Industries"), industries, "industries", default, t("All industries"))
    with middle:
        chosen = _several(t("Regions"), {code: code for code in regions}, "regions", [], t("All regions"))
    require: tuple[tuple[str, bool], ...] = ()
    with right:
        if "outlier" in brought.table.columns and not brought.is_cube:
            address_bar.remember("outliers", 1)
            with_outliers = st.checkbox(t("Count rows flagged as outliers"), key="outliers")
            address_bar.link("outliers", int(with_outliers), 1)
            require = () if with_outliers else (("outlier", False),)
    return Universe(
        name="synthetic" if brought.is_synthetic else "",
        sections=tuple(sections) or None,
        regions=tuple(chosen) or None,
        require=require,
        unit=brought.unit,
    )


def made(t: Translator, brought: Brought, universe: Universe) -> Reduced | None:
    """The panel made small, or the reasons why it cannot be used, all of them."""
    try:
        return _reduced(brought.key, universe, brought)
    except FaultyFile as faulty:
        st.error(t("The file cannot be used as it is. Faults found: {n}.", n=len(faulty.faults)))
        rows = [{t("file"): f.file, t("row"): f.row, t("reason"): f.text(t)} for f in faulty.faults]
        st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
        st.caption(t("Rows are counted as in a spreadsheet: the header is row 1."))
    except Refusal as refusal:
        st.error(kit.plain(t.refusal(refusal)))
    return None


def findings(brought: Brought, universe: Universe, reduced: Reduced) -> pd.DataFrame:
    """What is odd about the panel, one row a finding; of a cube only what its members show."""
    return _findings(brought.key, universe, brought, reduced)


def counts(brought: Brought, found: pd.DataFrame, reduced: Reduced) -> dict[str, int]:
    """How often each thing is flagged; of a cube, what lies outside its universe is not known."""
    counted = {flag: int((found["flag"] == flag).sum()) for flag in FLAG_NAMES}
    if brought.is_cube:
        counted["missing_revenue"] = int(reduced.cube["missing"].sum())
        del counted["outside"]
    return counted


def signed(frame: pd.DataFrame, brought: Brought, universe: Universe) -> pd.DataFrame:
    """A table as it leaves the page: with its source and its universe in every row."""
    source = "synthetic" if brought.is_synthetic else "uploaded"
    definition = json.dumps(universe.to_dict(), ensure_ascii=False, sort_keys=True)
    return frame.assign(source=source, universe=definition)


@st.cache_resource(show_spinner=False)
def _synthetic() -> tuple[pd.DataFrame, pd.DataFrame]:
    return synthetic.sample()


@st.cache_resource(show_spinner=False, max_entries=6)
def _brought(kind: str, main_id: str, members_id: str, _main: Any, _members: Any) -> Brought:
    # Keyed by the upload: a page that hashed its files would cost more the larger they are.
    tables = [panel.read(file, file.name) for file in (_main, _members)]
    made_up = any((each["source"] == synthetic.SOURCE).any() for each in tables if "source" in each)
    return Brought(
        f"{kind}-{main_id}-{members_id}", *tables, is_cube=kind == "cube", is_synthetic=bool(made_up)
    )


@st.cache_resource(show_spinner=False, max_entries=12)
def _choices(key: str, _brought: Brought) -> tuple[list[str], list[str]]:  # noqa: ARG001 - the cache's key
    """The industries (sections, then divisions) and the regions of a panel."""
    short, regions = set(), set()
    for name in ("industry", "okved", "okved_section"):
        if name in _brought.table:
            codes = _brought.table[name].dropna().astype(str).unique()
            short |= {code[:DEPTH] for code in codes if code}
    for name in ("region", "region_taxcode"):
        if name in _brought.table:
            regions |= set(_brought.table[name].dropna().astype(str).unique())
    letters = [s for s in SECTIONS if s in short or set(divisions(s)) & short]
    return [*letters, *sorted(short - set(letters))], sorted(regions)


@st.cache_resource(show_spinner=False, max_entries=12)
def _reduced(key: str, universe: Universe, _brought: Brought) -> Reduced:  # noqa: ARG001 - for the cache
    if _brought.is_cube:
        return reopen(_brought.table, _brought.membership, universe)
    return reduce(_brought.table, _brought.membership, universe, depth=DEPTH)


@st.cache_resource(show_spinner=False, max_entries=12)
def _findings(key: str, universe: Universe, _brought: Brought, _reduced: Reduced) -> pd.DataFrame:  # noqa: ARG001
    if not _brought.is_cube:
        return panel.flagged(_brought.table, _brought.membership, universe)
    history = _reduced.revenues.rename(columns={"member": "firm_id"})
    lost = sorted(set(_reduced.register["firm_id"]) - set(history["firm_id"]))
    parts = [
        panel.jumps(history).assign(flag="jump"),
        pd.DataFrame({"flag": "never_found", "firm_id": lost, "year": pd.NA, "value": float("nan")}),
    ]
    typed = [part.loc[:, list(panel.FLAGGED)].astype({"year": "Int64", "value": float}) for part in parts]
    return pd.concat(typed, ignore_index=True)


def _several(
    label: str, options: dict[str, str], key: str, default: list[str], placeholder: str
) -> list[str]:
    if key not in st.session_state or not set(st.session_state[key]) <= set(options):
        asked = st.query_params.get(key)
        wanted = default if asked is None else asked.split(",")
        st.session_state[key] = [code for code in wanted if code in options]
    chosen = st.multiselect(
        label, list(options), format_func=lambda code: options[code], key=key, placeholder=placeholder
    )
    address_bar.link(key, ",".join(chosen), ",".join(default))
    return list(chosen)
