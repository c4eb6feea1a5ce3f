"""What is claimed: every statement by kind, which of them carry a number, and what could be checked."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from app_pages import address_bar, kit
from app_pages.cooperation_words import show_words
from metrics import statements
from metrics.charts.claims import claims_figure
from metrics.charts.ink import DARK_INK, LIGHT_INK, Ink
from metrics.model import ObservedPoint
from metrics.statements import ARROWS, CHECKS, KINDS, TENSES, Statement
from metrics.wording import source_line

CHART, PICK = "claims-tiles", "statement"
t = kit.t()


def main() -> None:
    st.title(t("Claims"))
    everything = statements.statements(kit.catalogue())
    if not everything:
        st.info(t("The catalogue holds no statement yet: add targets, observations or effects to its files."))
        return
    found = narrow(everything)
    if not found:
        st.info(t("No statement fits these filters. Take one of them away."))
        return
    st.markdown(kit.plain(statements.summary(t, found)))
    left, right = st.columns([3, 2], gap="large")
    with right:
        picked = pick(found)
        show(picked)
    with left:
        ink = {"light": LIGHT_INK, "dark": DARK_INK}.get(st.context.theme.type or "", Ink())
        kit.chart(
            claims_figure(t, found, picked=picked.id if picked else "", ink=ink),
            key=CHART,
            name="claims",
            alt=t("A tile for every statement, by kind. {sentence}", sentence=statements.summary(t, found)),
            on_select=take,
        )
        st.caption(
            t(
                "Filled: the statement carries a number, written on the tile. Hollow: it carries none; "
                "the arrow is the way it says things go, “yes/no” something that happened or did not, “?” "
                "what cannot be checked as it is worded. Choose a tile to read its words."
            )
        )
    by_source(everything)
    with st.expander(t("All statements as a table")):
        st.dataframe(shown_table(found), hide_index=True)
    kit.downloads(
        {
            t("Statements"): lambda: statements.frame(found, t),
            t("Count by source"): lambda: coverage_table(everything),
        },
        name="claims",
        key="claims-csv",
    )


def narrow(everything: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The statements of the chosen source and kinds."""
    sources = {source.id: source for s in everything for source in s.sources}
    names = {"": t("all sources")} | {id_: source_line(t, source) for id_, source in sources.items()}
    kinds = {kind: t(label) for kind, label in KINDS.items() if any(s.kind == kind for s in everything)}
    asked = [kind for kind in st.query_params.get("kinds", "").split(",") if kind in kinds]
    st.session_state.setdefault("kinds", asked)
    left, _ = st.columns([2, 3])
    with left:
        source = kit.choice(t("Source"), names, key="source", default="", kind="select")
    chosen = st.pills(
        t("Kind"), list(kinds), format_func=lambda kind: kinds[kind], key="kinds", selection_mode="multi"
    )
    address_bar.link("kinds", ",".join(chosen), "")
    return tuple(
        s
        for s in everything
        if (not source or source in {one.id for one in s.sources}) and (not chosen or s.kind in chosen)
    )


def take() -> None:
    """Choose the statement whose tile was clicked."""
    points = st.session_state[CHART].selection.points
    if points and points[0].get("customdata"):
        data = points[0]["customdata"]
        st.session_state[PICK] = data if isinstance(data, str) else data[0]


def pick(found: tuple[Statement, ...]) -> Statement | None:
    """Let a statement be chosen by name."""
    options = {s.id: s for s in found}
    if PICK not in st.session_state:
        st.session_state[PICK] = st.query_params.get(PICK)
    if st.session_state[PICK] not in options:
        st.session_state[PICK] = None
    chosen = st.selectbox(
        t("Statement"),
        list(options),
        format_func=lambda id_: label(options[id_]),
        key=PICK,
        placeholder=t("choose one here or on its tile"),
    )
    address_bar.link(PICK, chosen, None)
    return options[chosen] if chosen else None


def label(statement: Statement) -> str:
    figure = statements.written(statement, t)
    return f"{t.text(statement.text)}: {figure}" if statement.carries_number else t.text(statement.text)


def show(statement: Statement | None) -> None:
    """One statement: its words, whether it can be checked, against what, with which data."""
    if statement is None:
        st.info(
            t("Choose a tile: the statement's words will stand here, and what it would take to check it.")
        )
        return
    told = [t(KINDS[statement.kind])]
    if statement.year:
        told.append(t("by {year}", year=statement.year))
    if statement.tense and not statement.carries_number:
        told.append(t(TENSES[statement.tense]))
    periods = [figure.period for figure in statement.figures if isinstance(figure, ObservedPoint)]
    told += [t.period(period) for period in periods]
    st.caption(kit.plain(" · ".join(told)))
    show_words(statement.quotes, statement.paraphrases)
    arrow = ARROWS.get(statement.effect or "")
    way = f" ({arrow})" if arrow else ""
    rows = {
        t("Can it be checked?"): t(CHECKS[statement.check]),
        t("Against which indicator"): statements.measured(statement, t) + way,
        t("What data one would need"): statements.needed(statement, t),
    }
    for name, said in rows.items():
        st.markdown(f"**{kit.plain(name)}**  \n{kit.plain(said)}")
    on_file(statement)
    if statement.refers_to in kit.catalogue().targets and statement.kind.startswith("number"):
        st.page_link(
            "app_pages/target.py",
            label=t("See it as a path"),
            icon=":material/show_chart:",
            query_params={"target": statement.refers_to},
        )
    elif statement.refers_to in kit.catalogue().network.projects:
        st.page_link(
            "app_pages/cooperation.py",
            label=t("See who takes part"),
            icon=":material/hub:",
            query_params={"pick": statement.refers_to},
        )


def on_file(statement: Statement) -> None:
    """For a promise: what the catalogue knows of its progress, and what its sources leave open."""
    target = kit.catalogue().targets.get(statement.refers_to)
    if target is None or not statement.kind.startswith("number"):
        return
    values = sum(len(series.points) for series in kit.catalogue().observed(target))
    st.caption(
        t.plural("{n} observed value is on file.", "{n} observed values are on file.", values)
        if values
        else t("No observed value is on file.")
    )
    if target.note:
        st.caption(kit.plain(t.text(target.note)))


def by_source(everything: tuple[Statement, ...]) -> None:
    """How much of what each source says could be checked at all."""
    st.subheader(t("How much could be checked at all"))
    counts = statements.coverage(everything)
    whole = [c for c in counts if c.is_whole]
    for count in whole:
        st.markdown(
            kit.plain(
                t(
                    "{source}: of {n} statements {checkable} could be checked, {numbers} by a number.",
                    source=source_line(t, count.source),
                    n=count.statements,
                    checkable=count.checkable,
                    numbers=count.with_number,
                )
            )
        )
    targets = kit.catalogue().targets.values()
    st.markdown(
        t(
            "Of {n} promised numbers {known} have at least one observed value on file.",
            n=len(targets),
            known=sum(bool(kit.catalogue().observed(target)) for target in targets),
        )
    )
    st.caption(
        t(
            "Only a text on file in full can be counted whole. From the other sources the catalogue took "
            "the statements that carry numbers, so their share says nothing of these sources."
        )
    )
    st.dataframe(
        {
            t("Source"): [source_line(t, c.source) for c in counts],
            t("Text on file"): [t("in full") if c.is_whole else t("numbers only") for c in counts],
            t("Statements"): [c.statements for c in counts],
            t("With a number"): [c.with_number for c in counts],
            t("Checkable by number"): [c.by_check["value"] for c in counts],
            t("by direction"): [c.by_check["sign"] for c in counts],
            t("as a fact"): [c.by_check["event"] for c in counts],
            t("not checkable"): [c.by_check["nothing"] for c in counts],
        },
        hide_index=True,
    )


def shown_table(found: tuple[Statement, ...]) -> dict[str, list[str]]:
    return {
        t("Kind"): [t(KINDS[s.kind]) for s in found],
        t("Statement"): [t.text(s.text) for s in found],
        t("Number or direction"): [statements.written(s, t) for s in found],
        t("Can it be checked?"): [t(CHECKS[s.check]) for s in found],
        t("Against which indicator"): [statements.measured(s, t) for s in found],
        t("What data one would need"): [statements.needed(s, t) for s in found],
        t("Quote"): [" … ".join(q.exact for q in s.quotes) for s in found],
        t("In our own words"): [" ".join(t.text(p.text) for p in s.paraphrases) for s in found],
        t("Source"): ["; ".join(source_line(t, source) for source in s.sources) for s in found],
    }


def coverage_table(everything: tuple[Statement, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "source": c.source.id if c.source else "",
                "on_file": "full" if c.is_whole else "numbers",
                "statements": c.statements,
                "with_number": c.with_number,
                "checkable": c.checkable,
                **c.by_check,
            }
            for c in statements.coverage(everything)
        ]
    )


main()
