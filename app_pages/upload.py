"""Your data: a series of one's own, looked through before it is held against a promise."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from app_pages import address_bar, kit
from app_pages.progress_part import UPLOADED, own_series
from metrics.exports.csv import csv_bytes
from metrics.headings import NAMES
from metrics.model import Target
from metrics.own_series import TEMPLATE, fitted
from metrics.progress_sentences import say
from metrics.sentences import promise
from metrics.series_file import Fault, SeriesFile, catalogue_entry, read_series
from metrics.wording import amount

t = kit.t()
catalogue = kit.catalogue()
MOST_FAULTS = 200
FILE_TYPES = ["csv", "tsv", "txt", "xlsx"]
MARKS = {"auto": t("as the file shows"), ",": t("comma: 12,5"), ".": t("point: 12.5")}


def pick_target() -> Target | None:
    """The target that the series is about."""
    if not catalogue.targets:
        st.info(t("The catalogue holds no target yet to hold a series against."))
        return None
    names = {name: f"{t.text(found.title)}: {promise(t, found)}" for name, found in catalogue.targets.items()}
    address_bar.remember("target", next(iter(names)), names)
    chosen = st.selectbox(
        t("Which promise are the data about?"), list(names), format_func=names.__getitem__, key="target"
    )
    address_bar.stand({"target": chosen})
    return catalogue.targets[chosen]


def bring(target: Target) -> SeriesFile | None:
    """Let a file be chosen and read it; what it says fitted to the indicator."""
    file = st.file_uploader(
        t("CSV or Excel file (.xlsx), up to 5 MB"),
        type=FILE_TYPES,
        max_upload_size=5,
        key=f"file-{target.id}",
        help=t(
            "Columns: period, value and, if you like, unit and source; in any order, with Russian or "
            "English headings."
        ),
    )
    if file is None:
        explain()
        return None
    mark = kit.choice(t("Decimal sign"), MARKS, key="mark", default="auto")
    read = read_once(file.getvalue(), mark)
    return fitted(read, target.indicator, catalogue.units.values())


@st.cache_data(show_spinner=False, max_entries=8)
def read_once(data: bytes, mark: str) -> SeriesFile:
    """A file is read once, however often the page runs."""
    return read_series(data, mark="," if mark == "," else "." if mark == "." else None)


def explain() -> None:
    """What a file should look like, with an example to fill in."""
    st.markdown(
        t(
            "The file needs a column with the period and one with the value. Years, half-years, quarters and"
            " months may be written as people write them: 2024, H1 2024, Q1 2024, March 2024, 2024-03;"
            " numbers with a decimal comma or a point. Nothing leaves this session until you take it away "
            "yourself."
        )
    )
    example = pd.DataFrame(TEMPLATE[1:], columns=list(TEMPLATE[0]))
    st.download_button(
        t("An example to fill in (CSV)"),
        data=lambda: csv_bytes(example, "excel-ru" if t.lang == "ru" else "plain"),
        file_name="example.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


def preview(target: Target, read: SeriesFile) -> None:
    """What was understood, what is wrong, and the series as it would be used."""
    understood(read)
    if read.faults:
        faulty(read)
    if read.points:
        st.markdown(
            "**"
            + kit.plain(t.plural("{n} value was read:", "{n} values were read:", len(read.points)))
            + "**"
        )
        st.dataframe(points_table(target, read), hide_index=True, width="stretch")


def understood(read: SeriesFile) -> None:
    """Columns and notes in plain words."""
    lines = [
        t(
            "Column {letter} “{heading}” is the {kind}.",
            letter=letter,
            heading=heading[:60],
            kind=t(NAMES[kind]),
        )
        for kind, (letter, heading) in sorted(read.columns.items(), key=lambda item: item[1])
        if heading
    ]
    lines += [say(t, note) for note in read.notes]
    if lines:
        with st.expander(t("What was understood"), expanded=True):
            st.markdown("\n".join(f"- {kit.plain(line)}" for line in lines))


def faulty(read: SeriesFile) -> None:
    """All faults with line and column, as a list that also fits a phone."""
    st.error(
        t.plural(
            "{n} thing has to be put right in the file before it can be used:",
            "{n} things have to be put right in the file before it can be used:",
            len(read.faults),
        )
    )
    with st.container(height=400 if len(read.faults) > 12 else "content"):
        st.markdown("\n".join(f"- {kit.plain(fault_line(fault))}" for fault in read.faults[:MOST_FAULTS]))
        if len(read.faults) > MOST_FAULTS:
            st.markdown(t.plural("and {n} more", "and {n} more", len(read.faults) - MOST_FAULTS))


def fault_line(fault: Fault) -> str:
    """Where a fault is and what it is."""
    said = say(t, fault.sentence)
    if fault.line and fault.column:
        return t("Line {line}, column {column}: {said}", line=fault.line, column=fault.column, said=said)
    if fault.column:
        return t("Column {column}: {said}", column=fault.column, said=said)
    return t("Line {line}: {said}", line=fault.line, said=said) if fault.line else said


def points_table(target: Target, read: SeriesFile) -> pd.DataFrame:
    """The values as understood, beside the way they are written."""
    rows = sorted(read.points, key=lambda point: point.period.end_time)
    return pd.DataFrame(
        [
            {
                t("Period"): t.period(point.period),
                t("Value"): amount(t, point.value, target.indicator.unit),
                t("As written"): point.written,
                t("Source"): point.source,
                t("Line"): str(point.line),
            }
            for point in rows
        ]
    )


def use(target: Target, read: SeriesFile) -> None:
    """Take the series for this session, or away as a catalogue entry."""
    with st.container(horizontal=True):
        if st.button(t("Use these data"), disabled=not read.is_sound, key="use"):
            st.session_state[UPLOADED] = {**st.session_state.get(UPLOADED, {}), target.id: read.frame()}
        st.download_button(
            t("Catalogue entry (YAML)"),
            data=catalogue_entry(
                read.points,
                name=f"{target.indicator.id}-own",
                indicator=target.indicator.id,
                geography=target.geography,
            ),
            file_name=f"{target.indicator.id}-own.yaml",
            mime="application/yaml",
            on_click="ignore",
            disabled=not read.is_sound,
            help=t("An entry for data/observations.yaml: add it there to keep the series for everyone."),
        )


def in_use(target: Target) -> None:
    """Say that a series of one's own is in use, and let it be looked at or dropped."""
    own = own_series(target)
    if own is None:
        return
    st.success(t.plural("Your data are in use: {n} value.", "Your data are in use: {n} values.", len(own)))
    with st.container(horizontal=True):
        st.page_link(
            "app_pages/target.py",
            label=t("See them against the promise"),
            icon=":material/show_chart:",
            query_params={"target": target.id, "part": "observed"},
        )
        if st.button(t("Stop using them"), key="drop"):
            kept = dict(st.session_state[UPLOADED])
            del kept[target.id]
            st.session_state[UPLOADED] = kept
            st.rerun()


st.title(t("Your data"))
st.caption(t("Bring what is actually observed, and hold it against a promise."))
if (chosen := pick_target()) is not None:
    series = bring(chosen)
    if series is not None:
        preview(chosen, series)
        use(chosen, series)
    in_use(chosen)
