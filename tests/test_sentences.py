"""What is said above a chart and in tables, in both languages."""

import pytest

from metrics import load
from metrics.anchors import anchors
from metrics.language import translator
from metrics.sentences import horizon_sentence, path_sentence, promise, reads_as
from metrics.wording import pace
from tests.builders import LEVEL, claim, target

RU, EN = translator("ru"), translator("en")


@pytest.fixture(scope="module")
def seed():
    return load().targets["cluster-revenue-share"]


def said(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("t", "scale", "parts"),
    [
        (
            RU,
            "logit",
            (
                "от 12 % до более 40 % к 2030 году",
                "на 37 % быстрее всего остального",
                "выручка участников кластеров",
            ),
        ),
        (
            EN,
            "logit",
            (
                "from 12% to more than 40% by 2030",
                "37% a year faster than all the rest",
                "revenue of cluster members",
            ),
        ),
        (RU, "linear", ("5,6 процентного пункта каждый год",)),
        (EN, "linear", ("5.6 percentage points every year",)),
        (RU, "log", ("рост на 27 % каждый год",)),
        (EN, "log", ("growth of 27% every year",)),
    ],
)
def test_the_sentence_of_the_seed(seed, t, scale, parts):
    sentence = said(path_sentence(t, seed, anchors(seed), scale))
    for part in parts:
        assert part in sentence


def test_the_sentence_follows_the_assumptions(seed):
    slower = path_sentence(EN, seed, anchors(seed, due=2035), "logit")
    assert "by 2035" in slower
    assert "17% a year faster" in slower


def test_a_fall_is_told_as_a_fall():
    falling = target(claim("baseline", 40), claim("target", 10, year=2030))
    assert "fall by 30% a year" in path_sentence(EN, falling, anchors(falling), "logit")
    down = target(claim("baseline", 40), claim("target", 10, year=2030), indicator=LEVEL)
    assert "a fall of 24% every year" in path_sentence(EN, down, anchors(down), "log")


def test_promises_are_told_as_they_were_made():
    targets = load().targets
    assert promise(EN, targets["cluster-revenue-share"]) == "12% → more than 40%"
    assert said(promise(RU, targets["sez-jobs-increment"])) == "плюс 90 тыс. человек"
    assert promise(EN, targets["sez-area"]) == "×3.5"
    assert said(promise(EN, targets["industrial-floor-space-double"])) == "13 million m² → almost ×2"


def test_five_years_give_2030_and_the_strategy_agrees(seed):
    assert horizon_sentence(EN, seed) == (
        "5 years from the source's date give 2030 (derived); the stated deadline agrees."
    )
    assert said(horizon_sentence(RU, seed)).startswith("5 лет от даты источника дают 2030 год (выведено)")


def test_readings_and_paces_in_the_readers_numbers(seed):
    times = seed.of_kind("multiplier")[0]
    assert said(reads_as(RU, times)) == "[3,25; 3,5)"
    assert reads_as(EN, seed.of_kind("deadline")[0]) == "2030"
    assert said(pace(RU, 5.6, "linear", seed.indicator.unit)) == "+5,6 п. п. в год"
