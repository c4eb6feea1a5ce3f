"""What was promised: all targets, to sort, filter and open."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from app_pages import address_bar, kit, target_levers, verdict_column
from metrics import table
from metrics.language import Translator, translator
from metrics.observations import observed_rows
from metrics.overview import MISSING, Line, overview
from metrics.pathways import all_pathways
from metrics.sentences import promise
from metrics.tensions import Tension, find_tensions
from metrics.wording import pace

t = kit.t()
catalogue = kit.catalogue()
ROW = 66  # pixels: from 65 on Streamlit wraps text in cells, so that nothing is cut off
MOST_CARDS = 12
COLUMNS = [
    "id",
    "indicator",
    "promise",
    "due",
    "pace",
    "path",
    "verdict",
    "word",
    "missing",
    "checks",
    "words",
    "publisher",
    "unit",
    "state",
]


@st.cache_resource(show_spinner=False, max_entries=4)
def lines_of(stamp: int, lang: str) -> tuple[list[Line], pd.DataFrame, list[Tension]]:  # noqa: ARG001
    """The overview and its table in one language, made once for each state of the catalogue."""
    lines = overview(catalogue)
    tensions = find_tensions(catalogue.targets.values(), catalogue.observations.values())
    return lines, as_table(translator(lang), lines, tensions), tensions


def as_table(tr: Translator, lines: list[Line], tensions: list[Tension]) -> pd.DataFrame:
    """The lines as people read them."""
    tense = {subject for tension in tensions for subject in tension.subjects}
    verdicts = verdict_column.words_of(lines)
    rows = [
        {
            "id": line.target.id,
            "indicator": tr.text(line.target.title),
            "promise": promise(tr, line.target),
            "due": str(line.due) if line.due else "—",
            "pace": pace(tr, line.pace, line.scale, line.found.unit)
            if line.pace is not None and line.scale and line.found
            else tr("no path yet"),
            "path": list(line.drawing),
            "verdict": verdict_column.said(tr, verdict),
            "word": verdict.word,
            "missing": "; ".join(tr(MISSING[name]) for name in line.missing) or "—",
            "checks": tr("contradiction")
            if not line.is_consistent
            else tr("tension")
            if line.target.id in tense
            else tr("no clash found"),
            "words": tr("quote") if line.target.is_quoted else tr("own words"),
            "publisher": ", ".join(dict.fromkeys(tr.text(s.publisher) for s in line.target.sources)),
            "unit": tr.text(line.target.indicator.unit.name),
            "state": "contradiction"
            if not line.is_consistent
            else "tension"
            if line.target.id in tense
            else "fine",
        }
        for line, verdict in zip(lines, verdicts, strict=True)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def filtered(frame: pd.DataFrame) -> pd.DataFrame:
    """What the filters leave."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        address_bar.remember("find", "")
        text = st.text_input(
            t("Search"), key="find", placeholder=t("word in the indicator or promise"), width=280
        )
        address_bar.link("find", text, "")
        unit = pick("unit", t("Unit"), t("all units"), frame["unit"])
        publisher = pick("publisher", t("Publisher"), t("all publishers"), frame["publisher"])
        words = kit.choice(
            t("Words"),
            {"all": t("all"), "quote": t("quoted"), "own": t("in own words")},
            key="words",
            default="all",
        )
        checks = kit.choice(
            t("Checks"),
            {
                "all": t("all"),
                "fine": t("no clash"),
                "tension": t("tension"),
                "contradiction": t("contradiction"),
            },
            key="checks",
            default="all",
        )
        verdict = verdict_column.pick_word(frame)
    keep = pd.Series(data=True, index=frame.index)
    if text:
        haystack = frame["indicator"] + " " + frame["promise"]
        keep &= haystack.str.contains(text, case=False, regex=False)
    if unit:
        keep &= frame["unit"] == unit
    if publisher:
        keep &= frame["publisher"].str.contains(publisher, regex=False)
    if words != "all":
        keep &= frame["words"] == (t("quote") if words == "quote" else t("own words"))
    if verdict:
        keep &= frame["word"] == verdict
    if checks != "all":
        keep &= frame["state"] == checks
    return frame[keep]


def pick(key: str, label: str, everything: str, values: pd.Series) -> str:
    """One of the values that occur, or all of them."""
    address_bar.remember(key, "")
    options = ["", *sorted({part for value in values for part in str(value).split(", ")})]
    if st.session_state[key] not in options:
        st.session_state[key] = ""
    chosen = st.selectbox(label, options, format_func=lambda v: v or everything, key=key, width=220)
    address_bar.link(key, chosen, "")
    return chosen


def show_table(frame: pd.DataFrame) -> None:
    """The table; a chosen line opens its target."""
    config = {
        "indicator": st.column_config.TextColumn(t("Indicator"), width=260),
        "promise": st.column_config.TextColumn(t("From → to"), width=185),
        "due": st.column_config.TextColumn(t("By"), width="small"),
        "pace": st.column_config.TextColumn(
            t("Required pace"),
            width=160,
            help=t(
                "In the scale that suits the indicator: points, per cent, or the ratio of a share to "
                "the rest."
            ),
        ),
        "path": st.column_config.LineChartColumn(t("Path"), width="small"),
        "verdict": st.column_config.TextColumn(
            t("Verdict"),
            width=115,
            help=t("What is observed against the path; choose a line to see every method."),
        ),
        "missing": st.column_config.TextColumn(t("What is missing"), width=185),
        "checks": st.column_config.TextColumn(t("Checks"), width=130),
        "words": st.column_config.TextColumn(t("Words"), width=130),
        "publisher": st.column_config.TextColumn(t("Publisher"), width="medium"),
    }
    event = st.dataframe(
        frame,
        hide_index=True,
        column_order=list(config),
        column_config=config,
        on_select="rerun",
        selection_mode="single-row",
        key="targets-table",
        row_height=ROW,
        height=min(38 + ROW * max(len(frame), 1), 760),
        alt=t("Table of targets"),
    )
    if event.selection.rows:
        chosen = frame.iloc[event.selection.rows[0]]["id"]
        target_levers.forget()
        st.session_state["target"] = chosen
        st.switch_page("app_pages/target.py", query_params={"target": chosen})


def those_about(tensions: list[Tension], ids: list[str]) -> list[Tension]:
    """The tensions that concern one of these targets, and those that concern observed series."""
    wanted = set(ids)
    return [
        tension
        for tension in tensions
        if any(name in wanted or name not in catalogue.targets for name in tension.subjects)
    ]


def show_tensions(tensions: list[Tension]) -> None:
    """Statements that do not sit well together, as the program noticed them."""
    st.subheader(t("Tensions between statements"))
    st.caption(
        t("Noticed by comparing the statements on one indicator with each other; nothing was repaired.")
    )
    if not tensions:
        st.info(t("No tension was noticed."))
    if len(tensions) > MOST_CARDS:
        rows = [{t("Where"): ", ".join(x.subjects), t("What"): t(x.template, **x.values)} for x in tensions]
        st.dataframe(pd.DataFrame(rows), hide_index=True)
        return
    for tension in tensions:
        with st.container(border=True):
            indicator = catalogue.indicators.get(tension.indicator)
            name = kit.plain(t.text(indicator.name)) if indicator else ""
            st.markdown(f"**{name}** — {kit.plain(t(tension.template, **tension.values))}")
            with st.container(horizontal=True):
                for subject in tension.subjects:
                    if subject in catalogue.targets:
                        target = catalogue.targets[subject]
                        told_by = ", ".join(t.text(s.publisher) for s in target.sources)
                        st.page_link(
                            "app_pages/target.py",
                            label=f"{promise(t, target)} ({told_by})",
                            query_params={"target": subject},
                        )


def show_faults() -> None:
    """Entries of the catalogue that could not be used, each with its place and cure."""
    if not catalogue.faults:
        return
    fatal = sum(fault.is_fatal for fault in catalogue.faults)
    title = t.plural(
        "{n} entry of the catalogue could not be used",
        "{n} entries of the catalogue could not be used",
        fatal,
    )
    with st.expander(f":material/report: {title}", expanded=fatal > 0):
        rows = [
            {
                t("File"): fault.file,
                t("Line"): str(fault.line),
                t("Entry"): fault.entry,
                t("Place"): fault.place,
                t("What is wrong"): t(fault.template, **fault.values),
            }
            for fault in catalogue.faults
        ]
        st.dataframe(pd.DataFrame(rows), hide_index=True)


st.title(t("What was promised"))
show_faults()
_, every, found_tensions = lines_of(kit.stamp(), t.lang)
if every.empty:
    st.info(t("The catalogue holds no target yet: add one to data/targets.yaml."))
else:
    shown = filtered(verdict_column.with_own(every))
    st.markdown(
        t.plural("{n} target", "{n} targets", len(shown))
        + " · "
        + t.plural("{n} with a path", "{n} with a path", int(shown["path"].map(len).gt(0).sum()))
        + " · "
        + t("choose a line to open it")
    )
    st.caption(kit.plain(verdict_column.counts(shown)))
    if shown.empty:
        st.info(t("No target fits these filters; loosen one of them."))
    else:
        show_table(shown)
    ids = list(shown["id"])
    kit.downloads(
        {
            t("The table as shown"): lambda: shown.drop(columns=["path", "state", "word"]),
            t("The paths of these targets"): lambda: all_pathways(catalogue.targets[name] for name in ids),
            t("Everything: all paths and observations"): lambda: table.join(
                all_pathways(catalogue.targets.values()), observed_rows(catalogue.observations.values())
            ),
        },
        name="targets",
        key="targets-csv",
    )
    show_tensions(those_about(found_tensions, ids))
