"""Every statement of the sources by kind, and how much of it could be checked."""

from collections import Counter
from datetime import date

import pytest

from metrics import load
from metrics.charts.claims import claims_figure, tile
from metrics.language import translator
from metrics.model import Claim, Indicator, Paraphrase, Source, Target, Text, Unit
from metrics.statements import coverage, frame, of_target, statements, summary, total, written

ARTICLE = "garbuzov-2025-11-07"


@pytest.fixture(scope="module")
def catalogue():
    return load()


@pytest.fixture(scope="module")
def found(catalogue):
    return statements(catalogue)


@pytest.fixture(scope="module")
def article(found):
    return [s for s in found if ARTICLE in {source.id for source in s.sources}]


def target(*claims):
    source = Source("s", Text("Газета", "Paper"), "ru", date=date(2025, 1, 1), url="https://example.org/a")
    words = Paraphrase("p", source, Text("своими словами", "in our own words"))
    share = Indicator("i", Text("Доля", "Share"), Unit("%", Text("%", "%"), "share"), "increase", (0, 100))
    return Target("t", share, "moscow", tuple(Claim(k, k, v, 1, paraphrase=words, **m) for k, v, m in claims))


def test_the_article_in_full_by_kind(article):
    assert Counter(s.kind for s in article) == {"number_deadline": 1, "direction": 14, "fact": 4, "case": 3}


def test_one_statement_of_the_article_carries_a_number(article):
    assert [s.refers_to for s in article if s.carries_number] == ["cluster-revenue-share"]


def test_effects_named_without_a_number_are_all_there(article):
    said = {s.id for s in article if s.kind == "direction"}
    assert said >= {
        "synergy",
        "lower-costs-already",
        "competences",
        "faster-to-market",
        "import-independence",
        "productivity",
        "wages",
    }


def test_every_statement_has_words_an_answer_and_the_data_it_would_take(found):
    en, ru = translator("en"), translator("ru")
    for table in (frame(found, en), frame(found, ru)):
        for column in ("kind", "statement", "checkable", "indicator", "data_needed", "source"):
            assert (table[column] != "").all(), column
        assert ((table["quote"] != "") | (table["paraphrase"] != "")).all()


def test_a_paraphrase_never_stands_among_the_quotes(catalogue, found):
    texts = [s.text for s in catalogue.sources.values() if s.text]
    for statement in found:
        for quote in statement.quotes:
            assert any(quote.exact in text for text in texts)
    told = frame(found, translator("ru"))
    assert not (told.loc[told["source"] != ARTICLE, "quote"] != "").any()


def test_all_targets_and_cases_of_the_catalogue_are_statements(catalogue, found):
    assert {s.refers_to for s in found if s.kind.startswith("number")} == set(catalogue.targets)
    assert {s.refers_to for s in found if s.kind == "case"} == set(catalogue.network.projects)


def test_a_number_without_a_year_is_told_apart():
    dated = of_target(target(("baseline", 10, {"year": 2020}), ("target", 40, {"year": 2030})))
    undated = of_target(target(("target", 40, {})))
    assert (dated.kind, dated.year) == ("number_deadline", 2030)
    assert (undated.kind, undated.year) == ("number", None)
    from_horizon = of_target(target(("target", 40, {}), ("horizon", 5, {})))
    assert (from_horizon.kind, from_horizon.year) == ("number_deadline", 2030)


def test_the_number_that_stands_for_a_target_is_its_level():
    said = of_target(target(("target", 40, {"qualifier": "more_than"}), ("multiplier", 3.5, {})))
    assert written(said, translator("en")) == "more than 40%"
    assert written(said, translator("ru")) == "больше 40\u00a0%" or "40" in written(said, translator("ru"))
    assert tile(translator("en"), said) == ">40%"


def test_counts_of_the_article(found, article):
    (whole,) = [c for c in coverage(found) if c.is_whole]
    assert whole.source.id == ARTICLE
    assert (whole.statements, whole.with_number, whole.checkable) == (22, 1, 19)
    assert whole.by_check == {"value": 1, "sign": 13, "event": 5, "nothing": 3}
    assert {s.id for s in article if not s.is_checkable} == {
        "high-tech-priority",
        "chains-play-key-role",
        "synergy",
    }


def test_counts_add_up(found):
    count = total(found)
    assert sum(count.by_check.values()) == count.statements == len(found)
    assert count.checkable == count.statements - count.by_check["nothing"]
    assert total([]).statements == 0


def test_a_statement_of_two_sources_counts_in_both_and_once_in_all(found):
    shared = [s for s in found if len(s.sources) == 2]
    assert shared
    assert sum(c.statements for c in coverage(found)) == len(found) + len(shared)


def test_the_sentence_above_the_tiles(article):
    assert summary(translator("en"), article) == (
        "Of 22 statements 1 can be checked by their number, 13 only for whether something rose or fell, 5 "
        "only for whether it happened, and 3 not at all as they are worded."
    )
    assert summary(translator("ru"), article) == (
        "Из 22 высказываний по числу можно проверить 1, только по направлению — 13, только сам факт — 5; "
        "в нынешней формулировке не проверить 3."
    )


def test_tiles_show_at_a_glance_which_claims_carry_numbers(article):
    fig = claims_figure(translator("ru"), article)
    filled, hollow = fig.data
    assert (filled.marker.symbol, list(filled.text)) == ("square", ["&gt;40%"])
    assert hollow.marker.symbol == "square-open"
    assert Counter(hollow.text) == {"↑": 5, "↓": 8, "↑?": 1, "?": 2, "да/нет": 5}
    assert sorted([*filled.customdata, *hollow.customdata]) == sorted(s.id for s in article)


def test_no_two_tiles_lie_on_each_other(found):
    fig = claims_figure(translator("en"), found)
    places = [place for trace in fig.data for place in zip(trace.x, trace.y, strict=True)]
    assert len(set(places)) == len(places) == len(found)


def test_an_effect_without_direction_or_words_is_a_fault(tmp_path):
    (tmp_path / "effects.yaml").write_text(
        "- id: a\n  kind: direction\n  tense: already\n  text: {ru: а, en: a}\n  check: sign\n"
        "  measure: {ru: а, en: a}\n  needs: {ru: а, en: a}\n  quotes: [nowhere]\n"
        "- id: b\n  kind: fact\n  tense: already\n  text: {ru: а, en: a}\n  check: event\n"
        "  measure: {ru: а, en: a}\n  needs: {ru: а, en: a}\n",
        encoding="utf-8",
    )
    faults = [(f.line, f.entry, str(f)) for f in load(tmp_path).faults]
    assert [(line, entry) for line, entry, _ in faults] == [(1, "a"), (9, "b")]
    assert "up or down" in faults[0][2]
    assert "quotes or on a paraphrase" in faults[1][2]
