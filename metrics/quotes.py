"""Quotes held against their source: found where they should be, found again when they drifted, or not there.

Selectors after the W3C Web Annotation Data Model (TextQuoteSelector, TextPositionSelector).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from metrics.errors import Refusal
from metrics.model import Quote, Source

CONTEXT = 32
State = Literal["exact", "drifted", "missing"]


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a quote was found: at its position, elsewhere by its context (`quote` is mended), or nowhere
    (`nearest` is the most similar span of the text).
    """

    state: State
    quote: Quote
    nearest: str = ""


def select(source: Source, exact: str, quote_id: str, *, occurrence: int = 1) -> Quote:
    """A quote with all its selectors from its words.

    Raises Refusal when the source keeps no text, or the words are not in it (with the nearest match).
    """
    text = _text(source)
    start = -1
    for _ in range(occurrence):
        start = text.find(exact, start + 1)
        if start < 0:
            raise Refusal(
                "“{exact}” is not in the source {source}; the nearest words there are “{nearest}”.",
                exact=exact,
                source=source.id,
                nearest=nearest(text, exact),
            )
    return _at(source, quote_id, exact, start)


def place(quote: Quote) -> Placement:
    """Hold a quote against its source's raw text."""
    text = _text(quote.source)
    here = text[quote.start : quote.end] == quote.exact and quote.exact != ""
    if here and _context_fits(text, quote):
        return Placement("exact", quote)
    starts = _occurrences(text, quote.exact)
    if not starts:
        return Placement("missing", quote, nearest(text, quote.exact))
    best = max(starts, key=lambda start: (_likeness(quote, start), -abs(start - quote.start)))
    return Placement("drifted", _at(quote.source, quote.id, quote.exact, best))


def nearest(text: str, exact: str) -> str:
    """The span of the text that is most like the words."""
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(exact, text)
    return text[found.dest_start : found.dest_end].strip() if found else ""


def sentence(quote: Quote) -> tuple[int, int]:
    """Start and end of the sentence (or sentences) of the source in which a quote stands."""
    text = _text(quote.source)
    start = quote.start
    while start > 0 and not (
        text[start - 1] == "\n" or (text[start - 1].isspace() and text[start - 2] in ".!?»")
    ):
        start -= 1
    end = quote.end
    while end < len(text) and text[end] != "\n" and not (text[end - 1] in ".!?" and text[end].isspace()):
        end += 1
    return start, end


def _text(source: Source) -> str:
    if source.text is None:
        raise Refusal(
            "The source {source} keeps no text, so nothing can be quoted from it.", source=source.id
        )
    return source.text


def _at(source: Source, quote_id: str, exact: str, start: int) -> Quote:
    text, end = _text(source), start + len(exact)
    return Quote(
        quote_id, source, exact, text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start, end
    )


def _context_fits(text: str, quote: Quote) -> bool:
    before, after = text[: quote.start], text[quote.end :]
    return before.endswith(quote.prefix) and after.startswith(quote.suffix)


def _occurrences(text: str, exact: str) -> list[int]:
    starts, start = [], text.find(exact) if exact else -1
    while start >= 0:
        starts.append(start)
        start = text.find(exact, start + 1)
    return starts


def _likeness(quote: Quote, start: int) -> int:
    """How many characters of the remembered context agree around a place."""
    there = _at(quote.source, quote.id, quote.exact, start)
    before = sum(a == b for a, b in zip(reversed(quote.prefix), reversed(there.prefix), strict=False))
    after = sum(a == b for a, b in zip(quote.suffix, there.suffix, strict=False))
    return before + after
