"""The method open_sdg gives the published program's value, status and score wherever they mean something."""

import math

import pandas as pd
import pytest

from metrics.open_sdg import nearness
from metrics.verdicts import progress

LINEAR = {2018 + i: 12 + 14 * i / 6 for i in range(7)}
GEOMETRIC = {2018 + i: 12 * (40 / 12) ** (i / 12) for i in range(7)}
COMPLEMENT = {year: 100 - value for year, value in LINEAR.items()}

# Constructed series and what sdg-build 2.4 answers: series, target, year, direction; value, status, score
CASES = {
    "exactly on the linear path": (
        (LINEAR, 40, 2030, "positive"),
        (1.3032083726333434, "substantial_progress", 5.0),
    ),
    "exactly on the path of equal growth": (
        (GEOMETRIC, 40, 2030, "positive"),
        (1.0, "substantial_progress", 2.8572),
    ),
    "the complement of the linear path": (
        (COMPLEMENT, 60, 2030, "negative"),
        (0.9061997094835665, "moderate_progress", 2.187193904870167),
    ),
    "met at the base, falling, still above": (
        ({2018: 45, 2024: 41}, 40, 2030, "positive"),
        (-1.576221217801268, "target_achieved", 5.0),
    ),
    "base equals target, now below": (
        ({2018: 40, 2024: 38}, 40, 2030, "positive"),
        (-math.inf, "deterioration", -5.0),
    ),
    "a target of zero becomes 0.001": (
        ({2018: 8, 2024: 4}, 0, 2030, "negative"),
        (0.2069725653433085, "limited_progress", -1.6376074119840367),
    ),
    "a deadline that has passed": (
        ({2018: 12, 2024: 20}, 40, 2022, "positive"),
        (0.2530377266941427, "limited_progress", -1.4456677041835158),
    ),
}


def ask(values, target=None, target_year=None, direction="positive", **more):
    return progress(
        pd.Series(values, dtype=float),
        target=target,
        target_year=target_year,
        direction=direction,
        method="open_sdg",
        **more,
    )


@pytest.mark.parametrize("name", CASES)
def test_published_answers_come_out(name):
    question, (value, status, score) = CASES[name]
    verdict = ask(*question, base_year=2018)
    assert verdict.status == status
    assert verdict.value == pytest.approx(value, abs=1e-9)
    assert verdict.score == pytest.approx(score, abs=1e-9)


def test_an_absent_base_year_moves_to_the_next_later_one():
    verdict = ask({2016: 11, 2019: 14, 2024: 22}, 40, 2030, base_year=2017)
    assert verdict.value == pytest.approx(0.9447555130115414, abs=1e-9)
    assert verdict.status == "moderate_progress"
    assert verdict.score == pytest.approx(2.462594153890139, abs=1e-9)


def test_the_base_is_2015_and_the_deadline_2030_unless_something_else_is_said():
    values = {2010: 30, 2015: 12, 2024: 26}
    assert ask(values, 40) == ask(values, 40, 2030, base_year=2015)


def test_a_complex_number_is_not_taken_for_an_answer():
    verdict = ask({2018: 4, 2024: 2}, -1, 2030, "negative", base_year=2018)
    assert (verdict.status, verdict.value, verdict.score) == ("not assessable", None, None)
    assert verdict.reason.startswith("No growth rate leads from 4 to −1: they differ in sign.")


def test_over_one_year_growth_across_zero_is_an_ordinary_number():
    # 2 / 4 − 1 = −0.5 a year against −1 / 4 − 1 = −1.25 a year
    assert ask({2018: 4, 2019: 2}, -1, 2019, "negative", base_year=2018).value == pytest.approx(0.5 / 1.25)


@pytest.mark.parametrize(
    ("values", "more", "status", "word"),
    [
        ({}, {}, "not_available", "no observations"),
        ({2018: 34.9}, {}, "not_available", "too few"),
        ({2018: 34.9}, {"target": 30}, "target_achieved", "target met"),
        ({2018: -4, 2024: 2}, {}, "not_available", "not assessable"),
        ({2018: 4, 2024: -2}, {}, "not_available", "not assessable"),
        ({2010: 4, 2012: 5}, {}, "not assessable", "too few"),
        ({2018: 4, 2024: 5}, {"target": 9, "target_year": 2018}, "not assessable", "missed"),
    ],
)
def test_where_there_is_no_value_there_is_a_reason(values, more, status, word):
    verdict = ask(values, **more)
    assert (verdict.status, verdict.value) == (status, None)
    assert verdict.word == word
    assert verdict.reason.endswith(".")


def test_a_deadline_that_has_passed_is_missed_whatever_the_published_status():
    verdict = ask({2018: 12, 2024: 20}, 40, 2022, base_year=2018)
    assert (verdict.status, verdict.word) == ("limited_progress", "missed")
    assert "as if it were still open" in verdict.warning


def test_warnings_say_where_the_published_rule_misleads():
    assert "unit of measurement" in ask({2018: 8, 2024: 4}, 0, 2030, "negative").warning
    assert "moved away, from 45 to 41" in ask({2018: 45, 2024: 41}, 40, 2030).warning
    assert "limit is ignored" in ask({2018: 12, 2024: 26}, 40, 2030, limit=100).warning
    assert "counts as infinite" in ask({2018: 40, 2024: 38}, 40, 2030).warning


@pytest.mark.parametrize(
    ("base", "limit", "factor"),
    [
        (50, None, 1),
        (0, 0, 1),
        (200, 100, 1),
        (250, 100, 1),
        (100, 100, 0),
        (50, 100, 1 - 0.5**4.44),
        (-50, 100, 1 - 0.5**4.44),
        (150, 100, 1 - 0.5**4.44),
        (120, 100, 1 - 0.8**4.44),
    ],
)
def test_thresholds_shrink_near_a_natural_limit_and_vanish_at_it(base, limit, factor):
    assert nearness(base, limit) == pytest.approx(factor, abs=1e-15)


@pytest.mark.parametrize(
    ("rate", "status", "score"),
    [
        (0.02, "substantial_progress", 5.0),  # 500 · 0.02 − 5
        (0.016, "substantial_progress", 3.0),  # 500 · 0.016 − 5
        (0.01, "moderate_progress", 1.25),  # 250 · 0.01 − 1.25
        (0.002, "limited_progress", -1.5),  # 500 · 0.002 − 2.5
        (-0.01, "deterioration", -3.75),  # 125 · −0.01 − 2.5
        (-0.05, "deterioration", -5.0),
    ],
)
def test_without_a_target_growth_a_year_is_scored_on_straight_lines(rate, status, score):
    verdict = ask({2020: 50.0, 2024: 50 * (1 + rate) ** 4})
    assert verdict.status == status
    assert verdict.value == pytest.approx(rate, abs=1e-12)
    assert verdict.score == pytest.approx(score, abs=1e-9)


def test_at_the_limit_holding_it_is_substantial_progress():
    verdict = ask({2020: 100, 2024: 100}, limit=100)
    assert (verdict.value, verdict.status, verdict.score) == (0, "substantial_progress", 5.0)
    assert ask({2020: 100, 2024: 99}, limit=100).status == "deterioration"


def test_below_zero_rising_towards_zero_is_growth_in_the_wanted_direction():
    # −8 → −4 in a year: −50 %, turned by the sign of the base; −2 in two years asks for −50 % a year too
    verdict = ask({2020: -8, 2021: -4}, -2, 2022)
    assert verdict.value == pytest.approx(1.0)
    assert verdict.status == "substantial_progress"


def test_a_deadline_before_the_base_keeps_the_published_number_and_is_warned_of():
    verdict = ask({2018: 4, 2019: 6}, 8, 2017)
    # 50 % a year against (8/4)^(1/−1) − 1 = −50 % a year
    assert (verdict.value, verdict.status, verdict.word) == (1.0, "substantial_progress", "missed")
    assert "lies before the first year counted, 2018" in verdict.warning


def test_a_target_of_zero_is_0001_to_the_published_program_even_when_it_is_reached():
    # 0 is not at 0.001 or beyond, where a rise is wanted; the word knows better
    verdict = ask({2018: -8, 2024: 0}, 0, 2030, base_year=2018)
    assert (verdict.status, verdict.word) == ("not assessable", "target met")
    assert ask({2018: 8, 2024: 0.0005}, 0, 2030, "negative", base_year=2018).status == "target_achieved"


def test_a_base_of_zero_counts_as_positive():
    assert ask({2018: 0, 2024: -2}).status == "not_available"
    # 0.001 → 1 in one year
    assert ask({2018: 0, 2019: 1}).value == pytest.approx(999)
