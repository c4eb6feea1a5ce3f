"""Where a target stands: its observations beside its path, one word, and what is said of it."""

import pandas as pd
import pytest

from metrics import load
from metrics.anchors import anchors
from metrics.language import translator
from metrics.model import Observation, ObservedPoint
from metrics.periods import parse
from metrics.progress_sentences import agreement_sentence, chance_sentence, gap_sentence, way_sentence
from metrics.standing import (
    Overview,
    observed_series,
    path_value,
    series_by_period,
    standing,
    verdict_overview,
)
from tests.builders import LEVEL, SHARE, claim, target

RU, EN = translator("ru"), translator("en")
PROMISE = (
    claim("baseline", 12.0, year=2025),
    claim("base_year", 2025.0),
    claim("target", 40.0, "more_than"),
    claim("deadline", 2030.0),
)


def series(**values):
    return series_by_period({parse(name[1:].replace("_", "-")): value for name, value in values.items()})


def observation(indicator=SHARE, **values):
    points = (ObservedPoint(parse(name[1:]), value, 1.0) for name, value in values.items())
    return Observation("o", indicator, "x", tuple(points))


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.fixture
def promise():
    return target(*PROMISE)


def test_the_path_is_asked_for_at_any_time(promise):
    found = anchors(promise)
    # The design's table
    assert path_value(found, "linear", 2027) == pytest.approx(23.2)
    assert path_value(found, "log", 2027) == pytest.approx(19.424, abs=5e-4)
    assert path_value(found, "logit", 2027) == pytest.approx(20.462, abs=5e-4)
    assert path_value(found, "linear", 2027.5) == pytest.approx(26)
    assert path_value(found, "linear", 2024) is None
    assert path_value(found, "linear", 2031) is None


def test_the_gap_is_positive_where_one_is_ahead_in_the_wanted_way(promise):
    behind = standing(promise, series(y2025=12, y2027=20.0), scale="linear")
    assert (behind.gap.observed, behind.gap.required) == (20, pytest.approx(23.2))
    assert behind.gap.ahead == pytest.approx(-3.2)
    assert standing(promise, series(y2025=12, y2027=20.0), scale="log").gap.ahead == pytest.approx(
        0.576, abs=5e-4
    )


def test_half_a_year_is_held_against_half_a_year_of_path(promise):
    stands = standing(promise, series(y2025=12, y2027_H1=20.4), scale="linear")
    assert stands.gap.required == pytest.approx(20.4)  # a year and a half at 5.6 points


def test_the_promises_own_start_stands_in_where_nothing_is_observed_for_its_year(promise):
    stands = standing(promise, series(y2027=23.2))
    assert stands.start == "promise"
    assert stands.verdicts["linear"].value == pytest.approx(1)
    assert standing(promise, series(y2025=13, y2027=23.2)).start == "observed"


def test_methods_may_disagree_and_the_word_is_that_of_the_indicators_own_scale(promise):
    stands = standing(promise, series(y2025=12, y2028=23.4))
    words = {name: verdict.word for name, verdict in stands.verdicts.items()}
    assert words["linear"] == "acceleration needed"
    assert words["eurostat"] == "acceleration needed"
    assert words["un"] == "acceleration needed"
    assert stands.word == words["logit"]
    slow = standing(promise, series(y2025=12, y2026=15.775))
    assert (slow.word, slow.agree) == ("on track", False)  # on the S-curve; by equal steps 0.67
    assert slow.verdicts["linear"].word == "acceleration needed"
    assert slow.ways["logit"] == pytest.approx(3.775 / 28, abs=1e-4)
    assert slow.spent == pytest.approx(0.2)


def test_a_promise_of_a_multiple_is_held_against_the_base_years_observation():
    twice = target(
        claim("multiplier", 2.0), claim("base_year", 2025.0), claim("deadline", 2030.0), indicator=LEVEL
    )
    stands = standing(twice, series(y2025=50, y2027=70))
    assert stands.series.tolist() == [1, 1.4]
    assert stands.verdicts["linear"].value == pytest.approx(0.2 / 0.2)
    refused = standing(twice, series(y2026=50, y2027=70))
    assert (refused.word, "since 2025" in str(refused.refusal)) == ("not assessable", True)


def test_a_promise_without_a_start_is_judged_from_the_first_observation():
    bare = target(claim("target", 40.0), claim("deadline", 2030.0))
    stands = standing(bare, series(y2020=20, y2025=30))
    assert stands.verdicts["linear"].value == pytest.approx(1)
    assert stands.gap is None
    assert stands.word == "on track"


def test_nothing_to_reach_is_said():
    empty = target(claim("baseline", 12.0, year=2025), claim("deadline", 2030.0))
    assert standing(empty, series(y2025=12, y2026=13)).word == "not assessable"


def test_the_overview_is_one_word_and_the_word_of_each_method(promise):
    assert verdict_overview(promise, []) == Overview("no observations")
    found = verdict_overview(promise, [observation(y2025=12.0, y2026=17.6)])
    assert found.methods["linear"] == "on track"
    assert (found.word, found.agree) == ("on track", True)
    assert verdict_overview(promise, [observation(y2025=12.0, y2026=41.0)]).word == "target met"
    assert verdict_overview(promise, [observation(y2025=12.0, y2031=39.0)]).word == "missed"


def test_every_shipped_target_has_an_overview():
    catalogue = load()
    words = {name: verdict_overview(t, catalogue.observed(t)).word for name, t in catalogue.targets.items()}
    assert words["cluster-revenue-share"] == "no observations"
    assert words["sez-companies"] == "too few"  # October 2025 and January 2026


def test_chances_come_from_observations_alone(promise):
    values = {"y2025": 12, "y2026": 14, "y2027": 17, "y2028": 19, "y2029": 23}
    whole = standing(promise, series(**values))
    assert {name: chance.n for name, chance in whole.chances.items()} == {"logit": 5, "log": 5, "linear": 5}
    del values["y2025"]
    assert (
        standing(promise, series(**values)).chances["logit"].probability is None
    )  # the start is no observation


def test_a_series_keeps_periods_of_different_length_in_order():
    observed = observed_series([observation(y2025=12.0, y2024=10.0)])
    assert observed.to_dict() == {pd.Period("2024", freq="Y"): 10, pd.Period("2025", freq="Y"): 12}


# What is said


def test_the_gap_is_said_with_its_numbers(promise):
    behind = standing(promise, series(y2025=12, y2027=20.0), scale="linear")
    assert gap_sentence(EN, behind, SHARE.unit, "linear") == (
        "Behind by 3.2 percentage points: 20% observed for 2027, "
        "where the path “Equal steps (linear)” asks for 23.2%."
    )
    assert plain(gap_sentence(RU, behind, SHARE.unit, "linear")).startswith(
        "Отставание на 3,2 п. п.: наблюдение за 2027 — 20 %, а путь «Равные шаги"
    )
    ahead = standing(promise, series(y2025=12, y2027=25.0), scale="linear")
    assert gap_sentence(EN, ahead, SHARE.unit, "linear").startswith(
        "Ahead by 1.8 percentage points: 25% observed"
    )
    exact = standing(promise, series(y2025=12, y2027=23.2), scale="linear")
    assert gap_sentence(EN, exact, SHARE.unit, "linear").startswith("Exactly on the path")


def test_agreement_and_disagreement_are_said(promise):
    slow = standing(promise, series(y2025=12, y2026=15.775))
    assert "The methods disagree: on track — " in agreement_sentence(EN, slow)
    assert "acceleration needed — equal steps (linear)" in agreement_sentence(EN, slow)
    assert "Методы расходятся: идёт по плану — " in agreement_sentence(RU, slow)
    fast = standing(promise, series(y2025=12, y2026=20))
    assert agreement_sentence(EN, fast) == "All 5 methods that answer say: on track."
    assert plain(agreement_sentence(RU, fast)) == "Ответ дают 5 методов, все говорят: идёт по плану."
    assert agreement_sentence(EN, standing(promise, series(y2025=12))) == "No method gives a verdict yet."


def test_why_methods_differ_is_said_in_shares_of_the_way(promise):
    slow = standing(promise, series(y2025=12, y2026=15.775))
    said = way_sentence(EN, slow)
    assert said.startswith("13% of the way is covered in 20% of the time.")
    assert "Equal steps (linear): 20%" in said
    assert "Equal growth (log): 12%" in said


def test_the_chance_is_said_with_its_scales_and_never_as_a_forecast(promise):
    stands = standing(promise, series(y2025=12, y2026=16, y2027=23, y2028=27, y2029=36))
    said = chance_sentence(EN, stands)
    assert "S-curve (logit): " in said
    assert "from 5 observations. This is no forecast." in said
    few = standing(promise, series(y2025=12, y2026=14))
    assert (
        chance_sentence(EN, few) == "No chance is given. There are 2 observations; a chance needs at least 5."
    )
    assert "не меньше 5" in plain(chance_sentence(RU, few))
