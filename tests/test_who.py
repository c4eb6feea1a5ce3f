"""WHO's scenario conventions, on series worked out by hand."""

import math

import pandas as pd
import pytest

from metrics import who
from metrics.errors import Refusal

RISING = pd.Series({2018: 40.0, 2019: 50.0, 2020: 58.0, 2021: 59.0})


def years(series, *wanted):
    return [round(series[year], 9) for year in wanted]


def test_a_fixed_target_is_a_straight_line_that_stays_flat_after_its_year():
    path = who.fixed_target(RISING[:2], 80, start_year=2019, target_year=2022, end_year=2024)
    assert path.to_dict() == {2019: 50, 2020: 60, 2021: 70, 2022: 80, 2023: 80, 2024: 80}


def test_known_values_better_than_the_line_are_kept():
    # The line runs 50, 52, 54, 56; 58 and 59 are known
    path = who.fixed_target(RISING, 56, start_year=2019, target_year=2022)
    assert years(path, 2019, 2020, 2021, 2022) == [50, 58, 59, 56]
    bare = who.fixed_target(RISING, 56, start_year=2019, target_year=2022, keep_better=False)
    assert years(bare, 2020, 2021) == [52, 54]
    fall = who.fixed_target(100 - RISING, 44, start_year=2019, target_year=2022, falling=True)
    assert years(fall, 2019, 2020, 2021, 2022) == [50, 42, 41, 44]


def test_a_start_beyond_the_target_stays_where_it_is():
    path = who.fixed_target(RISING[:2], 45, start_year=2019, target_year=2021)
    assert years(path, 2019, 2020, 2021) == [50, 50, 50]


def test_a_percentage_of_the_baseline_is_no_percentage_point():
    # 90 less 30 per cent is 63, not 60
    path = who.percent_of_baseline(pd.Series({2018: 90.0}), -30, baseline_year=2018, target_year=2025)
    assert path[2025] == pytest.approx(63)


def test_a_later_start_runs_towards_the_goal_as_if_it_had_begun_in_the_base_year():
    # goal 40 · 1.5 = 60; from 50 in 2019: 50 + 10 · 2/4 in 2020, 50 + 10 · 4/4 in 2022
    path = who.percent_of_baseline(RISING, 50, baseline_year=2018, start_year=2019, target_year=2022)
    assert years(path, 2019, 2020, 2021, 2022) == [50, 55, 57.5, 60]


def test_limits_cut_what_lies_beyond_them():
    up = who.percent_of_baseline(RISING, 400, baseline_year=2018, target_year=2020)
    assert years(up, 2018, 2019, 2020) == [40, 100, 100]
    down = who.percent_of_baseline(RISING, -150, baseline_year=2018, target_year=2020, limits=(0, math.inf))
    assert years(down, 2018, 2019, 2020) == [40, 10, 0]


def test_the_latest_annual_rate_goes_on_and_may_be_cut():
    # 40 → 50 is +25 % a year
    asked = {"start_year": 2019, "end_year": 2021, "keep_better": False}
    assert years(who.annual_rate(RISING, "latest", **asked), 2019, 2020, 2021) == [50, 62.5, 78.125]
    assert years(who.annual_rate(RISING, "latest", at_most=0.1, **asked), 2020, 2021) == [55, 60.5]
    assert years(who.annual_rate(100 - RISING, "latest", at_least=-0.1, **asked), 2020, 2021) == [45, 40.5]


def test_a_rate_may_be_that_of_a_target_or_of_a_total_change():
    asked = {"start_year": 2018, "end_year": 2022, "target_year": 2020, "limits": (0, math.inf)}
    doubled = pd.Series({2018: 40.0})
    by_target = who.annual_rate(doubled, "target", target=160, **asked)
    by_change = who.annual_rate(doubled, "percent_change", percent=300, **asked)
    assert years(by_target, 2019, 2020, 2021) == years(by_change, 2019, 2020, 2021) == [80, 160, 320]


def test_equal_steps_and_business_as_usual():
    assert years(who.linear_change(RISING, 2, start_year=2019, end_year=2021), 2019, 2021) == [50, 54]
    assert years(who.linear_change(RISING, 0, start_year=2019, end_year=2021), 2019, 2021) == [50, 50]


def test_a_scenario_without_its_start_or_its_rate_is_refused():
    with pytest.raises(Refusal, match="2012"):
        who.fixed_target(RISING, 80, start_year=2012, target_year=2020)
    with pytest.raises(Refusal, match="needs its target"):
        who.annual_rate(RISING, "target", start_year=2018, end_year=2020)
