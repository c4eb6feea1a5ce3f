"""Verdicts: what each named method says of an observed series against a target, worked out by hand."""

import math

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from metrics.errors import Refusal
from metrics.verdicts import METHODS, WORDS, progress, verdicts

ZERO_EMISSION = pd.Series({2015: 0.37, 2024: 14.63, 2025: 9.53})  # % of new cars in Canada


def share_path(scale, years=range(2018, 2025)):
    """From 12 in 2018 to 40 in 2030, exactly on one scale."""
    g, back = {
        "linear": (lambda x: x, lambda y: y),
        "log": (math.log, math.exp),
        "logit": (lambda x: math.log(x / (100 - x)), lambda y: 100 / (1 + math.exp(-y))),
    }[scale]
    return pd.Series({y: back(g(12) + (g(40) - g(12)) * (y - 2018) / 12) for y in years})


def ask(series, method, **changes):
    asked = {"target": 40, "target_year": 2030, "base_year": 2018, "direction": "positive"} | changes
    return progress(series, method=method, **asked)


@pytest.mark.parametrize(
    ("path", "value", "growth", "steps", "complement", "un"),
    [
        ("linear", 26.000, 1.3032, 1.0000, 0.9062, 1.5833),
        ("log", 21.909, 1.0000, 0.7078, 0.6276, 1.0000),
        ("logit", 23.166, 1.0979, 0.7976, 0.7119, 1.1687),
    ],
)
def test_halfway_on_each_path_every_method_gives_its_known_ratio(path, value, growth, steps, complement, un):
    series = share_path(path)
    assert series[2024] == pytest.approx(value, abs=5e-4)
    found = {method: ask(series, method).value for method in METHODS}
    assert found["open_sdg"] == found["eurostat"] == pytest.approx(growth, abs=5e-5)
    assert found["linear"] == pytest.approx(steps, abs=5e-5)
    assert found["un"] == pytest.approx(un, abs=5e-5)
    rest = ask(100 - series, "eurostat", target=60, direction="negative")
    assert rest.value == pytest.approx(complement, abs=5e-5)


@pytest.mark.parametrize("method", ["linear", "logit"])
def test_a_series_on_a_methods_own_path_has_the_ratio_one_and_is_on_track(method):
    verdict = ask(share_path(method), method)
    assert verdict.value == pytest.approx(1, abs=1e-12)
    assert verdict.word == "on track"


@given(st.floats(1, 99), st.floats(1, 99), st.floats(1, 99))
def test_on_the_s_curve_a_share_and_its_complement_tell_the_same_story(base, now, target):
    series = pd.Series({2018: base, 2024: now})
    way = "positive" if target >= base else "negative"
    other = "negative" if way == "positive" else "positive"
    share = ask(series, "logit", target=target, direction=way)
    rest = ask(100 - series, "logit", target=100 - target, direction=other)
    assert rest.value == pytest.approx(share.value, rel=1e-6, abs=1e-6)


def test_zero_emission_cars_look_on_track_by_growth_and_far_behind_by_equal_steps():
    asked = {"target": 60, "target_year": 2030, "direction": "positive", "base_year": 2015}
    growth = progress(ZERO_EMISSION, method="open_sdg", **asked)
    steps = progress(ZERO_EMISSION, method="linear", **asked)
    assert (round(growth.value, 2), growth.status, growth.word) == (0.95, "substantial_progress", "on track")
    assert (round(steps.value, 2), steps.word) == (0.23, "limited")
    # 9.16 of 59.63 points in 10 of 15 years
    assert growth.warning == (
        "Growth rates flatter a low base: 15.4% of the way is covered in 66.7% of the time "
        "(ratio of equal steps 0.23)."
    )
    assert progress(ZERO_EMISSION, method="eurostat", **asked).warning == growth.warning
    assert steps.warning == ""


def test_a_reason_and_a_formula_repeat_the_arithmetic():
    verdict = ask(pd.Series({2018: 12, 2024: 26}), "linear")
    assert verdict.reason == "A step of 2.33 a year, where 2.33 a year is asked for: ratio 1."
    assert str(verdict.formula) == "((26 − 12) / 6) / (|40 − 12| / 12) = 1"


@pytest.mark.parametrize("method", METHODS)
def test_a_target_that_is_met_is_met_by_every_method(method):
    assert ask(pd.Series({2018: 12.0, 2024: 41.0}), method).word == "target met"
    assert ask(pd.Series({2024: 40.0}), method).word == "target met"
    assert (
        ask(pd.Series({2018: 12.0, 2024: 4.0}), method, target=5, direction="negative").word == "target met"
    )


@pytest.mark.parametrize("method", METHODS)
def test_a_deadline_observed_without_the_target_is_missed(method):
    assert ask(pd.Series({2018: 12, 2024: 20}), method, target_year=2022).word == "missed"
    assert ask(pd.Series({2018: 12, 2024: 20}), method, target_year=2024).word == "missed"
    assert ask(pd.Series({2018: 12, 2024: 20}), method, target_year=2025).word != "missed"


@pytest.mark.parametrize("method", METHODS)
def test_a_target_met_at_its_deadline_and_lost_later_was_met(method):
    assert ask(pd.Series({2018: 12, 2022: 41, 2024: 39}), method, target_year=2022).word == "target met"
    assert ask(pd.Series({2018: 12, 2022: 38, 2023: 41, 2024: 39}), method, target_year=2022).word == "missed"


@pytest.mark.parametrize("method", METHODS)
def test_what_falls_from_beyond_the_target_to_short_of_it_is_moving_away(method):
    assert ask(pd.Series({2018: 45, 2024: 38}), method).word == "moving away"
    assert ask(pd.Series({2018: 40, 2024: 38}), method).word == "moving away"


@pytest.mark.parametrize("method", METHODS)
def test_nothing_and_too_little_are_said_as_such(method):
    assert ask(pd.Series(dtype=float), method).word == "no observations"
    assert ask(pd.Series({2018: float("nan")}), method).word == "no observations"
    assert ask(pd.Series({2018: 12.0}), method).word == "too few"
    assert ask(pd.Series({2010: 10.0, 2012: 12.0}), method).word == "too few"


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("direction", [None, "", "postive", 0, 2, float("nan"), [1]])
def test_a_missing_or_misspelt_direction_is_refused(method, direction):
    with pytest.raises(Refusal, match="direction"):
        progress(ZERO_EMISSION, target=60, target_year=2030, direction=direction, method=method)


@pytest.mark.parametrize("direction", ["increase", "positive", " Positive ", 1])
def test_a_direction_may_be_named_by_the_catalogue_or_by_its_sign(direction):
    assert ask(ZERO_EMISSION, "linear", direction=direction, target=60, base_year=2015).word == "limited"


@pytest.mark.parametrize("method", METHODS)
def test_two_values_for_one_year_are_refused(method):
    twice = pd.Series([12, 13, 14], index=[2018, 2019, 2019])
    with pytest.raises(Refusal, match="two values for 2019"):
        ask(twice, method)


def test_an_unknown_method_is_refused_with_those_there_are():
    with pytest.raises(Refusal, match="open_sdg, eurostat, un, linear, logit"):
        ask(ZERO_EMISSION, "cagr")


@pytest.mark.parametrize("method", ["eurostat", "un", "linear", "logit"])
def test_a_target_without_its_year_is_refused(method):
    with pytest.raises(Refusal, match="the year by which"):
        ask(ZERO_EMISSION, method, target_year=None)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "index",
    [
        ["2018", "2021", "2024"],
        ["2018-19", "2021-22", "2024-25"],
        [2018.0, 2021.0, 2024.0],
        pd.PeriodIndex(["2018", "2021", "2024"], freq="Y"),
        pd.to_datetime(["2018-12-31", "2021-12-31", "2024-12-31"]),
    ],
)
def test_years_may_be_written_as_they_come(method, index):
    plain = ask(pd.Series([12.0, 17.0, 26.0], index=[2018, 2021, 2024]), method)
    assert ask(pd.Series([12.0, 17.0, 26.0], index=index), method).value == plain.value


def test_order_and_gaps_do_not_matter():
    shuffled = pd.Series([26.0, float("nan"), 12.0], index=[2024, 2020, 2018])
    assert ask(shuffled, "linear") == ask(pd.Series({2018: 12.0, 2024: 26.0}), "linear")


def test_quarters_count_as_quarters_of_a_year_except_where_a_method_knows_years_only():
    quarters = pd.Series([12.0, 15.5], index=pd.PeriodIndex(["2018Q4", "2020Q2"], freq="Q"))
    # 3.5 points in one and a half years, 28 points in twelve
    assert ask(quarters, "linear").value == pytest.approx((3.5 / 1.5) / (28 / 12))
    both = pd.Series([12.0, 13.0], index=pd.PeriodIndex(["2018Q1", "2018Q2"], freq="Q"))
    with pytest.raises(Refusal, match="whole years only"):
        ask(both, "open_sdg")


def test_where_growth_means_nothing_the_verdict_says_so():
    assert ask(pd.Series({2018: -4, 2024: 2}), "eurostat").word == "not assessable"
    assert (
        ask(pd.Series({2018: 4, 2024: 2}), "eurostat", target=0, direction="negative").word
        == "not assessable"
    )
    beyond = ask(pd.Series({2018: 120, 2024: 130}), "logit", target=140)
    assert (beyond.word, "between 0 and 100" in beyond.reason) == ("not assessable", True)
    assert ask(ZERO_EMISSION, "linear", target=None).word == "not assessable"


def test_the_s_curve_stretches_between_the_limits_given():
    half = pd.Series({2018: 0.12, 2024: 0.23166})
    assert ask(half, "logit", target=0.40, limit=1).value == pytest.approx(1, abs=1e-4)
    assert ask(half, "logit", target=0.40, limit=(0, 1)).value == pytest.approx(1, abs=1e-4)
    assert ask(half, "logit", target=0.40, limit=(None, None)).word == "not assessable"


@pytest.mark.parametrize(
    ("growth", "eurostat", "un"),
    [
        (0.021, "on track", "on track"),
        (0.019, "on track", "acceleration needed"),
        (0.009, "acceleration needed", "acceleration needed"),
        (0.004, "acceleration needed", "limited"),
        (0.0005, "limited", "limited"),
        (-0.0005, "limited", "moving away"),
        (-0.002, "moving away", "moving away"),
        (-0.02, "moving away", "moving away"),
    ],
)
def test_without_a_target_growth_is_judged_by_the_methods_own_steps(growth, eurostat, un):
    series = pd.Series({2020: 50.0, 2024: 50 * (1 + growth) ** 4})
    assert ask(series, "eurostat", target=None, base_year=None).word == eurostat
    assert ask(series, "un", target=None, base_year=None).word == un


@pytest.mark.parametrize(
    ("ratio", "word"),
    [(0.96, "on track"), (0.94, "acceleration needed"), (0.59, "limited"), (-0.1, "moving away")],
)
def test_equal_steps_turn_at_095_060_and_0(ratio, word):
    now = 12 + ratio * 28 * 6 / 12
    assert ask(pd.Series({2018: 12, 2024: now}), "linear").word == word


@given(
    st.dictionaries(st.integers(2000, 2029), st.floats(-1e6, 1e6), max_size=6),
    st.none() | st.floats(-1e6, 1e6),
    st.sampled_from(["positive", "negative"]),
)
@example(values={2000: 5e-324, 2001: 0.0}, target=0.0, direction="positive")  # no warning of ln 0 either
def test_any_series_gets_a_verdict_of_the_designs_words_from_every_method(values, target, direction):
    found = verdicts(
        pd.Series(values, dtype=float), target=target, target_year=2030, base_year=2000, direction=direction
    )
    assert list(found) == list(METHODS)
    for verdict in found.values():
        assert verdict.word in WORDS
        assert "{" not in verdict.reason + verdict.warning + str(verdict.formula)
        assert isinstance(verdict.value, float | None)
