"""The sources: the article whole with its quotes, and what is told in our own words."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from app_pages import kit
from metrics.model import Quote, Source, Target
from metrics.sentences import promise
from metrics.wording import source_line

t = kit.t()
catalogue = kit.catalogue()


def used_by() -> dict[str, list[tuple[Target, str]]]:
    """For each quote or paraphrase the targets whose claims rest on it."""
    found: dict[str, list[tuple[Target, str]]] = {}
    for target in catalogue.targets.values():
        for claim in target.claims:
            words = claim.quote or claim.paraphrase
            if words is not None:
                found.setdefault(words.id, []).append((target, claim.id))
    return found


def marked_text(source: Source, uses: dict[str, list[tuple[Target, str]]]) -> str:
    """The raw text as markdown: numbers of targets in blue with a link, effects without a number in orange.

    Where quotes overlap, the one that carries a target is shown.
    """
    text = source.text or ""
    effects = {quote.id for e in catalogue.effects.values() if e.kind == "direction" for quote in e.quotes}
    here = [q for q in catalogue.quotes.values() if q.source.id == source.id]
    covering: list[Quote | None] = [None] * len(text)
    for quote in [q for q in here if q.id in effects] + [q for q in here if q.id in uses]:
        covering[quote.start : quote.end] = [quote] * (quote.end - quote.start)
    runs = groupby(range(len(text)), key=lambda i: covering[i])
    return "".join(run_of_text(text, list(places), quote, uses) for quote, places in runs)


def run_of_text(
    text: str, places: list[int], quote: Quote | None, uses: dict[str, list[tuple[Target, str]]]
) -> str:
    """A run of the text in its colour; one that carries a target leads there."""
    span = text[places[0] : places[-1] + 1]
    if quote is None:
        return paragraphs(span)
    if quote.id not in uses:
        return f":orange-background[{kit.plain(span)}]"
    target, claim = uses[quote.id][0]
    address = f"target?target={target.id}&claim={claim}&lang={t.lang}"
    return f":blue-background[**{kit.plain(span)}**] [→]({address})"


def paragraphs(text: str) -> str:
    """Plain text whose line breaks stay."""
    return "\n\n".join(kit.plain(line) for line in text.split("\n\n")) if text else ""


def show_whole(source: Source, uses: dict[str, list[tuple[Target, str]]]) -> None:
    """A source whose text is ours to show, with the targets it leads to."""
    st.subheader(kit.plain(t.text(source.title) if source.title else source_line(t, source)))
    st.caption(
        kit.plain(source_line(t, source))
        + (f" · {kit.link_out(source.url, source.url)}" if source.url else "")
    )
    st.markdown(
        t(
            ":blue-background[blue] — a number that leads to its target (→) · "
            ":orange-background[orange] — an effect claimed without a number"
        )
    )
    text, leads = st.columns([3, 1], gap="large")
    with text, st.container(border=True):
        st.markdown(marked_text(source, uses))
    with leads:
        st.markdown(f"**{t('Leads to')}**")
        for target in targets_of(source):
            link_to(target)


def targets_of(source: Source) -> list[Target]:
    """The targets with a claim from this source."""
    return [target for target in catalogue.targets.values() if source in target.sources]


def link_to(target: Target) -> None:
    """A link that opens a target."""
    st.page_link(
        "app_pages/target.py",
        label=f"{kit.plain(t.text(target.title))}: {kit.plain(promise(t, target))}",
        query_params={"target": target.id},
    )


def show_told(source: Source, uses: dict[str, list[tuple[Target, str]]]) -> None:
    """A source whose words are not ours to copy: its statements in our own words, its address, its
    targets.
    """
    told = [p for p in catalogue.paraphrases.values() if p.source.id == source.id]
    if not told:
        return
    with st.container(border=True):
        address = kit.link_out(source.url, source.url) if source.url else t("no address on file")
        st.markdown(f"**{kit.plain(source_line(t, source))}** · {address}")
        for paraphrase in told:
            st.markdown(f"{t('In our own words')}: {kit.plain(t.text(paraphrase.text))}")
            for target in dict.fromkeys(target for target, _ in uses.get(paraphrase.id, [])):
                link_to(target)


st.title(t("Sources"))
everything = used_by()
whole = [source for source in catalogue.sources.values() if source.text]
if not catalogue.sources:
    st.info(t("The catalogue names no source yet: add one to data/sources.yaml."))
for article in whole:
    show_whole(article, everything)
if len(whole) < len(catalogue.sources):
    st.subheader(t("Told in our own words"))
    st.caption(
        t(
            "The text of these sources is not ours to copy. Each statement is told in our words, "
            "with the address."
        )
    )
for article in catalogue.sources.values():
    if not article.text:
        show_told(article, everything)
