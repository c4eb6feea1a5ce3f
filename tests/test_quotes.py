"""Quotes: at their place, found again when they drifted, missed with the nearest words."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.errors import Refusal
from metrics.model import Source, Text
from metrics.quotes import CONTEXT, place, select, sentence

TEXT = "Первая фраза о росте. Доля вырастет с 12 до 40%. Доля вырастет снова! Конец\n\nНовый абзац."
SOURCE = Source("s", Text("И", "P"), "ru", text=TEXT)


def test_a_quote_gets_its_selectors_from_its_words():
    quote = select(SOURCE, "с 12 до 40%", "q")
    assert TEXT[quote.start : quote.end] == quote.exact
    assert TEXT[: quote.start].endswith(quote.prefix)
    assert TEXT[quote.end :].startswith(quote.suffix)
    assert len(quote.prefix) <= CONTEXT >= len(quote.suffix)
    assert place(quote).state == "exact"


def test_the_second_occurrence_can_be_asked_for():
    first, second = (select(SOURCE, "Доля вырастет", "q", occurrence=n) for n in (1, 2))
    assert first.start < second.start


def test_a_drifted_quote_is_found_by_its_context():
    second = select(SOURCE, "Доля вырастет", "q", occurrence=2)
    longer = dataclasses.replace(SOURCE, text="Вставка. " + TEXT)
    placed = place(dataclasses.replace(second, source=longer))
    assert placed.state == "drifted"
    assert placed.quote.start == second.start + len("Вставка. ")


def test_words_that_are_not_there_come_with_the_nearest_ones():
    wrong = dataclasses.replace(select(SOURCE, "с 12 до 40%", "q"), exact="с 13 до 40%")
    placed = place(wrong)
    assert placed.state == "missing"
    assert "12 до 40%" in placed.nearest
    with pytest.raises(Refusal, match="nearest words"):
        select(SOURCE, "с 13 до 40%", "q")


def test_nothing_can_be_quoted_from_a_source_without_text():
    with pytest.raises(Refusal, match="keeps no text"):
        select(dataclasses.replace(SOURCE, text=None), "с 12", "q")


def test_the_sentence_around_a_quote():
    start, end = sentence(select(SOURCE, "с 12 до 40%", "q"))
    assert TEXT[start:end] == "Доля вырастет с 12 до 40%."
    start, end = sentence(select(SOURCE, "Новый", "q"))
    assert TEXT[start:end] == "Новый абзац."


@given(st.text(min_size=1, max_size=80), st.integers(0, 79), st.integers(1, 20), st.text(max_size=10))
def test_any_span_of_any_text_is_found_where_it_is_and_after_an_insertion(text, start, length, inserted):
    exact = text[start : start + length]
    if not exact:
        return
    source = dataclasses.replace(SOURCE, text=text)
    quote = select(source, exact, "q")
    assert place(quote).state == "exact"
    placed = place(dataclasses.replace(quote, source=dataclasses.replace(SOURCE, text=inserted + text)))
    assert placed.quote.source.text[placed.quote.start : placed.quote.end] == exact
