"""What is said in a language: numbers, dates, plurals, and that nothing lacks its translation."""

import datetime as dt
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

from metrics import language
from metrics.errors import Refusal
from metrics.language import key, translator

RU, EN = translator("ru"), translator("en")
RUSSIAN = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\n"

msgid "From {low} to {high} by {year}"
msgstr "С {low} до {high} к {year} году"

#, fuzzy
msgid "Unfinished"
msgstr "Не то"

msgid "{n} target of {of}"
msgid_plural "{n} targets of {of}"
msgstr[0] "{n} цель из {of}"
msgstr[1] "{n} цели из {of}"
msgstr[2] "{n} целей из {of}"
"""  # noqa: E501 - the rule of plurals is one line


@pytest.fixture
def catalogue(tmp_path, monkeypatch):
    (tmp_path / "ru").mkdir()
    (tmp_path / "ru" / "room.po").write_text(RUSSIAN, encoding="utf-8")
    monkeypatch.setattr(language, "FOLDER", tmp_path)
    language._catalogue.cache_clear()
    yield tmp_path / "ru"
    language._catalogue.cache_clear()


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("ru", "ru"),
        ("ru-RU", "ru"),
        ("ru_RU", "ru"),
        ("RU", "ru"),
        ("en-US", "en"),
        ("de-DE", "en"),
        ("", "en"),
    ],
)
def test_a_language_is_found_by_its_code_and_the_unknown_is_english(asked, given):
    assert translator(asked).lang == given


def test_the_english_sentence_is_the_key(catalogue):
    sentence = key("From {low} to {high} by {year}")
    assert RU(sentence, low=12, high=40.5, year=2030) == "С 12 до 40,5 к 2030 году"
    assert EN(sentence, low=12, high=40.5, year=2030) == "From 12 to 40.5 by 2030"


@pytest.mark.parametrize("sentence", ["Nobody has translated this", "Unfinished"])
def test_what_has_no_finished_translation_is_said_in_english(catalogue, sentence):
    assert RU(sentence) == sentence


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "0 целей из 9"),
        (1, "1 цель из 9"),
        (2, "2 цели из 9"),
        (5, "5 целей из 9"),
        (11, "11 целей из 9"),
        (21, "21 цель из 9"),
        (112, "112 целей из 9"),
        (1003, "1\u00a0003 цели из 9"),
        (2.5, "2,5 цели из 9"),
    ],
)
def test_russian_counts_in_three_forms(catalogue, n, said):
    assert RU.plural("{n} target of {of}", "{n} targets of {of}", n, of=9) == said


@pytest.mark.parametrize(("n", "said"), [(1, "1 target"), (0, "0 targets"), (1200, "1,200 targets")])
def test_english_counts_in_two_forms_and_so_does_what_is_not_translated(catalogue, n, said):
    assert EN.plural("{n} target", "{n} targets", n) == said
    assert RU.plural("{n} target", "{n} targets", n) == said.replace(",", "\u00a0")


def test_files_of_all_rooms_are_merged(catalogue):
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (catalogue / "other.po").write_text(head + 'msgid "Other"\nmsgstr "Другое"\n', encoding="utf-8")
    assert RU("Other") == "Другое"
    assert RU("From {low} to {high} by {year}", low=1, high=2, year=3) == "С 1 до 2 к 3 году"


@pytest.mark.parametrize(
    ("x", "digits", "ru", "en"),
    [
        (0, None, "0", "0"),
        (12, None, "12", "12"),
        (40.5, None, "40,5", "40.5"),
        (27.1828, None, "27,2", "27.2"),
        (0.37, None, "0,37", "0.37"),
        (0.004567, None, "0,00457", "0.00457"),
        (1234567.8, None, "1\u00a0234\u00a0568", "1,234,568"),
        (-3.25, None, "−3,25", "−3.25"),
        (-0.0, None, "0", "0"),
        (-0.0004, 2, "0,00", "0.00"),
        (1.37352, 4, "1,3735", "1.3735"),
        (40, 1, "40,0", "40.0"),
        (np.float64(3.5), None, "3,5", "3.5"),
        (np.int64(1200), None, "1\u00a0200", "1,200"),
        (float("nan"), None, "—", "—"),
        (None, None, "—", "—"),
        (float("inf"), None, "∞", "∞"),
        (float("-inf"), None, "−∞", "−∞"),
    ],
)
def test_numbers(x, digits, ru, en):
    assert (RU.number(x, digits), EN.number(x, digits)) == (ru, en)


def test_a_fraction_of_one_is_written_as_per_cent():
    assert (RU.percent(0.405), EN.percent(0.405)) == ("40,5\u00a0%", "40.5%")
    assert (RU.percent(0.3, 1), EN.percent(None)) == ("30,0\u00a0%", "—")


@pytest.mark.parametrize(
    ("period", "ru", "en"),
    [
        (pd.Period("2025", "Y"), "2025", "2025"),
        (pd.Period("2025Q2", "Q"), "2-й кв. 2025", "Q2 2025"),
        (pd.Period("2025-01", "2Q"), "1-е полугодие 2025", "H1 2025"),
        (pd.Period("2025-07", "2Q"), "2-е полугодие 2025", "H2 2025"),
        (pd.Period("2025-03", "M"), "март 2025", "March 2025"),
        (pd.Period("2025-11-07", "D"), "7 ноября 2025\u202fг.", "7 November 2025"),
        (pd.Period("2025", "5Y"), "2025–2029", "2025–2029"),
        (pd.NaT, "—", "—"),
    ],
)
def test_periods(period, ru, en):
    assert (RU.period(period), EN.period(period)) == (ru, en)


def test_dates_are_written_in_words():
    day = dt.date(2025, 11, 7)
    assert (RU.date(day), EN.date(day), EN.date(None)) == ("7 ноября 2025\u202fг.", "7 November 2025", "—")


def test_a_text_in_both_languages_shows_the_readers_and_else_the_other():
    class Text:
        ru, en = "доля", "share"

    assert (RU.text(Text()), EN.text(Text()), EN.text({"ru": "доля", "en": "share"})) == (
        "доля",
        "share",
        "share",
    )
    assert (EN.text({"ru": "доля"}), RU.text({"ru": "", "en": "share"})) == ("доля", "share")
    assert (EN.text("as it is"), EN.text(None)) == ("as it is", "")


def test_values_in_a_sentence_are_written_the_readers_way(catalogue):
    values = {
        "number": 37.5,
        "year": 2030,
        "period": pd.Period("2025Q1"),
        "text": {"ru": "доля", "en": "share"},
        "why": Refusal("below {x}", x=0.5),
        "several": ["a", 1.5],
        "exact": 2.0,
    }
    template = "{number} {year} {period} {text}; {why}; {several}; {exact:.2f}"
    assert RU(template, **values) == "37,5 2030 1-й кв. 2025 доля; below 0,5; a, 1,5; 2,00"
    assert EN(template, **values) == "37.5 2030 Q1 2025 share; below 0.5; a, 1.5; 2.00"


def test_speaking_needs_no_heavy_library():
    program = (
        "import sys, metrics.language as l; l.translator('ru')('x'); l.translator('ru').number(1.5)\n"
        "print([m for m in ('streamlit', 'plotly', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
