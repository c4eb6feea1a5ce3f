"""The words beside a chart: each statement in its sentence, its check, and the origin of every number."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from app_pages import address_bar, kit
from metrics.anchors import Anchors
from metrics.charts.signs import GLYPHS
from metrics.model import Quote, Target
from metrics.quotes import sentence
from metrics.reconciliation import Reading
from metrics.sentences import horizon_sentence, reads_as
from metrics.wording import BASES, KINDS, VERDICTS, amount, claim_amount, interval


def marked_claim(target: Target) -> str:
    """The id of the statement that is marked, by its button or by a click on its point; else nothing."""
    ids = [claim.id for claim in target.claims]
    if "claim" not in st.session_state:
        wanted = st.query_params.get("claim")
        st.session_state["claim"] = wanted if wanted in ids else None
    elif st.session_state["claim"] not in ids:
        st.session_state["claim"] = None
    return st.session_state["claim"] or ""


def pick_claim(target: Target) -> None:
    """The statements as buttons; a chosen one is marked in its words and on the chart."""
    t = kit.t()
    labels = {c.id: claim_amount(t, c, target.indicator.unit) for c in target.claims}
    st.pills(
        t("Statements: choose one to find its words and its point"),
        list(labels),
        format_func=labels.__getitem__,
        key="claim",
        wrap=True,
    )
    address_bar.link("claim", st.session_state["claim"], None)


def show(target: Target, marked: str) -> None:
    """Quotes in their sentences, their numbers highlighted; paraphrases with their address, never as
    quotes.
    """
    t = kit.t()
    for quotes in _by_sentence(target):
        source = quotes[0].source
        with st.container(border=True):
            st.markdown(":material/format_quote: " + _highlighted(quotes, target, marked))
            st.caption(kit.address(source))
    told = {c.paraphrase.id: c.paraphrase for c in target.claims if c.paraphrase}
    for name, paraphrase in told.items():
        with st.container(border=True):
            text = kit.plain(t.text(paraphrase.text))
            is_marked = any(
                c.id == marked and c.paraphrase and c.paraphrase.id == name for c in target.claims
            )
            st.markdown(f":orange-background[{text}]" if is_marked else text)
            st.caption(t("In our own words, after") + " " + kit.address(paraphrase.source))
    if target.note is not None:
        st.caption(kit.plain(t.text(target.note)))


def _by_sentence(target: Target) -> list[list[Quote]]:
    """The quotes of a target, those of one sentence together, in the order of the text."""
    groups: dict[tuple[str, int, int], list[Quote]] = {}
    for claim in target.claims:
        if claim.quote is not None:
            groups.setdefault((claim.quote.source.id, *sentence(claim.quote)), []).append(claim.quote)
    return [sorted(groups[place], key=lambda q: q.start) for place in sorted(groups)]


def _highlighted(quotes: list[Quote], target: Target, marked: str) -> str:
    text = quotes[0].source.text or ""
    start, end = sentence(quotes[0])
    chosen = {c.quote.id for c in target.claims if c.quote and c.id == marked}
    parts, at = [], start
    for quote in quotes:
        if quote.start < at:
            continue
        colour = "orange" if quote.id in chosen else "blue"
        parts += [kit.plain(text[at : quote.start]), f":{colour}-background[**{kit.plain(quote.exact)}**]"]
        at = quote.end
    return "".join(parts) + kit.plain(text[at:end])


def checks(target: Target, reading: Reading, *, looseness: float, rounded: bool) -> None:
    """Each statement with what it reads as and whether it stands with the others."""
    t = kit.t()
    names = {c.id: claim_amount(t, c, target.indicator.unit) for c in target.claims}
    rows = [
        {
            t("Statement"): names[check.claim.id],
            t("About"): t(KINDS[check.claim.kind]),
            t("Reads as"): reads_as(t, check.claim, looseness=looseness, rounded=rounded),
            t("Check"): t(VERDICTS[check.verdict])
            + (": " + "; ".join(names[c.id] for c in check.clash) if check.clash else ""),
        }
        for check in reading.checks
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
    st.markdown(
        t(
            "Taken together they leave: start {baseline}, end {target}, ratio {multiplier}.",
            baseline=kit.plain(interval(t, reading.baseline)),
            target=kit.plain(interval(t, reading.target)),
            multiplier=kit.plain(interval(t, reading.multiplier)),
        )
    )
    years = horizon_sentence(t, target)
    if years:
        st.markdown(kit.plain(years))
    if not reading.is_consistent:
        st.error(
            t(
                "These statements cannot all be true; nothing was repaired. Each number below is taken as it "
                "was said."
            )
        )


def origins(target: Target, path: pd.DataFrame, found: Anchors) -> None:
    """For every point: value, what the words leave open, basis, rule with its numbers, and the words."""
    t = kit.t()
    quotes = {c.quote.id: c.quote.exact for c in target.claims if c.quote}
    told = {c.paraphrase.id: t.text(c.paraphrase.text) for c in target.claims if c.paraphrase}
    rows = [
        {
            t("Period"): t.period(row.period),
            t("Value"): amount(t, row.value, found.unit),
            t("From"): t.number(row.low),
            t("To"): t.number(row.high),
            t("Basis"): f"{GLYPHS[row.basis]} {t(BASES[row.basis])}",
            t("Rule"): row.rule,
            t("Words"): quotes.get(row.quote) or told.get(row.quote, ""),
        }
        for row in path.itertuples()
    ]
    st.dataframe(pd.DataFrame(rows), hide_index=True, width="stretch")
