"""Pathways: the published table by hand, properties of every scale, and what is refused."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from metrics import all_pathways, load, pathway, required_pace
from metrics.errors import Refusal
from metrics.table import BASES, COLUMNS
from tests.builders import FREE, LEVEL, SHARE, claim, target


@pytest.fixture(scope="module")
def seed():
    return load().targets["cluster-revenue-share"]


@pytest.mark.parametrize(
    ("scale", "values"),
    [
        ("linear", [12, 17.6, 23.2, 28.8, 34.4, 40]),
        ("log", [12, 15.267, 19.424, 24.712, 31.440, 40]),
        ("logit", [12, 15.775, 20.462, 26.110, 32.676, 40]),
    ],
)
def test_the_seed_by_hand(seed, scale, values):
    path = pathway(seed, scale)
    assert path["value"].tolist() == pytest.approx(values, abs=6e-4)
    assert [p.year for p in path["period"]] == list(range(2025, 2031))
    assert path["basis"].tolist() == ["stated", *["interpolated"] * 4, "stated"]


def test_the_required_pace_of_the_seed(seed):
    assert required_pace(seed, "linear") == pytest.approx(5.6)
    assert required_pace(seed, "log") == pytest.approx(0.2723, abs=5e-5)
    assert required_pace(seed, "logit") == pytest.approx(0.3735, abs=5e-5)


def test_every_point_leads_back_to_words_or_to_a_rule(seed):
    path = pathway(seed)
    assert tuple(path.columns) == COLUMNS
    assert set(path["basis"]) <= set(BASES)
    assert path["quote"].tolist() == ["cluster-share-from", "", "", "", "", "cluster-share-to"]
    assert (path["rule"] != "").all()
    assert path["rule"].iloc[1] == "logit: 12 → 40, τ = 1/5"
    assert "y0 = year(2025-11-07) = 2025" in path["rule"].iloc[0]


def test_the_band_joins_what_the_words_leave_open(seed):
    path = pathway(seed)
    assert (path["low"].iloc[0], path["high"].iloc[0]) == (11.5, 12.5)
    assert (path["low"].iloc[-1], path["high"].iloc[-1]) == (40, 43.75)
    assert (path["low"] <= path["value"]).all()
    assert (path["value"] <= path["high"]).all()


def test_a_share_and_what_is_left_of_it_tell_the_same_story_only_on_logit():
    share = target(claim("baseline", 12), claim("target", 40, year=2030))
    rest = target(claim("baseline", 88), claim("target", 60, year=2030))
    sums = {s: pathway(share, s)["value"] + pathway(rest, s)["value"] for s in ("logit", "log")}
    assert sums["logit"].tolist() == pytest.approx([100] * 6)
    assert sums["log"].iloc[2] != pytest.approx(100, abs=0.1)


def test_the_shape_bends_the_way_and_keeps_its_ends(seed):
    early, steady, late = (pathway(seed, "linear", shape)["value"] for shape in (0.5, 1, 2))
    assert (early.iloc[1:-1] > steady.iloc[1:-1]).all()
    assert (late.iloc[1:-1] < steady.iloc[1:-1]).all()
    assert late.iloc[1] == pytest.approx(12 + 28 * (1 / 5) ** 2)
    assert early.iloc[[0, -1]].tolist() == late.iloc[[0, -1]].tolist() == [12, 40]


@pytest.mark.parametrize(
    ("freq", "count", "first", "last"), [("Q", 21, "2025Q4", "2030Q4"), ("M", 61, "2025-12", "2030-12")]
)
def test_quarters_and_months_run_from_year_end_to_year_end(seed, freq, count, first, last):
    path = pathway(seed, "linear", freq=freq)
    assert len(path) == count
    assert (str(path["period"].iloc[0]), str(path["period"].iloc[-1])) == (first, last)
    per_year = (count - 1) // 5
    assert path["value"].iloc[::per_year].tolist() == pytest.approx(pathway(seed, "linear")["value"].tolist())


def test_a_path_goes_through_every_milestone():
    steps = target(
        claim("baseline", 10, year=2024),
        claim("milestone", 20, year=2026, id="m1"),
        claim("milestone", 60, year=2030, id="m2"),
        claim("target", 90, year=2035),
    )
    path = pathway(steps, "logit").set_index(pd.Index(range(2024, 2036)))["value"]
    assert path.loc[[2024, 2026, 2030, 2035]].tolist() == [10, 20, 60, 90]
    assert path.is_monotonic_increasing


def test_a_one_year_horizon_has_two_points():
    path = pathway(target(claim("baseline", 12), claim("horizon", 1), claim("target", 14)))
    assert path["value"].tolist() == [12, 14]
    assert "y1 = y0 + h = 2025 + 1 = 2026" in path["rule"].iloc[-1]


def test_a_falling_target_falls_on_every_scale():
    falling = target(claim("baseline", 40), claim("target", 10, year=2030))
    for scale in ("linear", "log", "logit"):
        assert pathway(falling, scale)["value"].is_monotonic_decreasing
        assert required_pace(falling, scale) < 0


def test_a_multiplier_without_a_baseline_is_an_index():
    path = pathway(target(claim("multiplier", 3.5, step=0.1, year=2030), indicator=LEVEL), "log")
    assert path["value"].iloc[[0, -1]].tolist() == [1, 3.5]
    assert path["unit"].iloc[0] == "times"
    assert path["rule"].iloc[0].startswith("index: b = 1")
    assert path["high"].iloc[-1] == 3.55


def test_a_change_alone_is_an_addition_from_zero():
    more = target(claim("change", 90, year=2030), indicator=LEVEL)
    path = pathway(more, "linear")
    assert path["value"].iloc[[0, -1]].tolist() == [0, 90]
    with pytest.raises(Refusal, match="above zero"):
        pathway(more, "log")


@pytest.mark.parametrize(
    ("claims", "end"),
    [
        ([claim("multiplier", 2, step=0.1)], 26),
        ([claim("percent_change", 50)], 19.5),
        ([claim("change", 7)], 20),
        ([claim("rate", 10)], 13 * 1.1**5),
    ],
)
def test_a_target_follows_from_a_baseline_and_the_way(claims, end):
    path = pathway(target(claim("baseline", 13), *claims, claim("deadline", 2030), indicator=LEVEL), "log")
    assert path["value"].iloc[-1] == pytest.approx(end)
    assert path["basis"].iloc[-1] == "derived"


def test_a_baseline_follows_from_the_target_and_the_way():
    path = pathway(
        target(claim("target", 30, year=2030), claim("multiplier", 3, step=0.1), indicator=LEVEL), "log"
    )
    assert path["value"].iloc[0] == 10
    assert path["basis"].iloc[0] == "derived"
    assert path["rule"].iloc[0].startswith("b = t / m = 30 / 3")


def test_what_a_person_assumes_is_shown_as_assumed():
    alone = target(claim("target", 40, "more_than", year=2030))
    path = pathway(alone, baseline=20, base_year=2026)
    assert path["basis"].iloc[0] == "assumed"
    assert path["value"].iloc[0] == 20
    assert path["period"].iloc[0].year == 2026


def test_where_the_words_set_no_bound_the_band_is_open():
    path = pathway(
        target(claim("baseline", 230, "more_than"), claim("target", 600, year=2030), indicator=LEVEL), "log"
    )
    assert math.isnan(path["high"].iloc[1])
    assert path["low"].iloc[0] == 230


def test_a_logit_path_at_its_limit_is_refused():
    with pytest.raises(Refusal, match="strictly between 0 and 100"):
        pathway(target(claim("baseline", 12), claim("target", 100, year=2030)))
    with pytest.raises(Refusal, match="strictly between"):
        pathway(target(claim("baseline", 0), claim("target", 40, year=2030)))


def test_a_log_path_from_zero_is_refused():
    with pytest.raises(Refusal, match="above zero"):
        pathway(target(claim("baseline", 0), claim("target", 5, year=2030), indicator=LEVEL), "log")


def test_logit_needs_natural_limits():
    with pytest.raises(Refusal, match="two natural limits"):
        pathway(target(claim("baseline", 3), claim("target", 5, year=2030), indicator=LEVEL), "logit")


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (target(claim("target", 40, year=2030)), "No baseline is stated"),
        (target(claim("baseline", 12)), "No year is stated"),
        (target(claim("baseline", 12), claim("deadline", 2030)), "Nothing that is stated"),
        (target(claim("baseline", 12), claim("target", 40, year=2025)), "not after its start"),
    ],
)
def test_what_cannot_be_drawn_says_why(made, why):
    with pytest.raises(Refusal, match=why):
        pathway(made)


@pytest.mark.parametrize(
    "wrong", [{"scale": "cubic"}, {"shape": 0}, {"shape": math.nan}, {"freq": "W"}, {"baseline": 130}]
)
def test_senseless_settings_are_refused(seed, wrong):
    with pytest.raises(Refusal):
        pathway(seed, **wrong)


@given(
    b=st.floats(0.5, 99),
    t=st.floats(0.5, 99),
    years=st.integers(1, 30),
    scale=st.sampled_from(["linear", "log", "logit"]),
)
def test_a_path_is_a_straight_line_on_its_scale(b, t, years, scale):
    assume(abs(b - t) > 1e-3)
    g = {"linear": lambda x: x, "log": np.log, "logit": lambda x: np.log(x / (100 - x))}[scale]
    made = target(claim("baseline", b), claim("target", t, year=2025 + years))
    steps = np.diff(g(pathway(made, scale)["value"].to_numpy()))
    assert steps == pytest.approx(steps[0], rel=1e-6, abs=1e-9)


def test_all_paths_of_the_catalogue_are_those_of_its_targets():
    catalogue = load()
    table = all_pathways(catalogue.targets.values())
    assert "sez-companies" in set(table["target"])
    one = pathway(catalogue.targets["sez-companies"], "log")
    same = table[table["target"] == "sez-companies"].reset_index(drop=True)
    pd.testing.assert_frame_equal(same, one, check_dtype=False)
    assert isinstance(table["period"].dtype, pd.PeriodDtype)


def test_a_negative_level_is_drawn_in_equal_steps():
    path = pathway(target(claim("baseline", -10), claim("target", 10, year=2030), indicator=FREE), "linear")
    assert path["value"].tolist() == [-10, -6, -2, 2, 6, 10]
    assert SHARE.is_share
