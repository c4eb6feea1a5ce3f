"""Scenarios by hand, by property, and by the seed's published figures."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.errors import Refusal
from metrics.levers import Levers, strength
from metrics.scenarios import SOLVABLE, follow, reached_in, simulate, solve_for

shares = st.floats(0.001, 0.999)
growths = st.floats(-0.5, 2.0)
admissions = st.floats(0.0, 0.6)
lengths = st.integers(1, 30)


def closed_form(start: float, years: int, ratio: float, admission: float) -> float:
    """o_n = Aⁿ·o₀ + B·(Aⁿ − 1)/(A − 1), A = G/(1 − a), B = a/(1 − a)."""
    a, b = ratio / (1 - admission), admission / (1 - admission)
    odds = start / (1 - start)
    end = a**years * odds + b * (years if a == 1 else (a**years - 1) / (a - 1))
    return end / (1 + end)


def test_one_year_by_hand():
    # C = 20, R = 80; members grow by half, the rest by a tenth, then a quarter of the rest is admitted.
    frame = simulate(0.2, 1, member_growth=0.5, rest_growth=0.1, admission=0.25)
    assert list(frame["year"]) == [0, 1]
    assert frame["share"].iloc[1] == pytest.approx((30 + 22) / 118, abs=1e-15)
    assert frame["organic"].iloc[1] == pytest.approx(30 / 118 - 0.2, abs=1e-15)
    assert frame["admitted"].iloc[1] == pytest.approx(22 / 118, abs=1e-15)


def test_the_seed_needs_clusters_to_outgrow_the_rest_by_37_35_per_cent_a_year():
    gap = solve_for("member_growth", start=0.12, goal=0.40, years=5)
    assert gap == pytest.approx(0.3735, abs=5e-5)
    assert (1 + gap) ** 5 == pytest.approx((0.40 / 0.60) / (0.12 / 0.88), rel=1e-12)


def test_the_seed_without_a_growth_gap_needs_7_37_per_cent_of_the_rest_admitted_a_year():
    admission = solve_for("admission", start=0.12, goal=0.40, years=5)
    assert admission == pytest.approx(0.0737, abs=5e-5)
    assert (1 - admission) ** 5 == pytest.approx((1 - 0.40) / (1 - 0.12), rel=1e-12)


@settings(deadline=None)
@given(shares, growths, growths)
def test_without_admission_the_share_follows_the_growth_gap(start, members, rest):
    ratio = (1 + members) / (1 + rest)
    after = simulate(start, 1, member_growth=members, rest_growth=rest)["share"].iloc[1]
    assert after == pytest.approx(1 / (1 + ((1 - start) / start) / ratio), rel=1e-12)


@settings(deadline=None)
@given(shares, lengths, growths, growths, admissions)
def test_the_recursion_equals_its_closed_form(start, years, members, rest, admission):
    end = follow(start, years, Levers(member_growth=members, rest_growth=rest, admission=admission)).value[-1]
    assert end == pytest.approx(closed_form(start, years, (1 + members) / (1 + rest), admission), rel=1e-7)


@settings(deadline=None)
@given(shares, lengths, growths, growths, admissions)
def test_organic_and_admitted_add_up_to_the_change_and_shares_stay_inside(
    start, years, members, rest, admission
):
    frame = simulate(start, years, member_growth=members, rest_growth=rest, admission=admission)
    change = frame["share"].diff().fillna(0.0)
    assert np.abs(frame["organic"] + frame["admitted"] - change).max() <= 1e-12
    assert frame["share"].between(0, 1, inclusive="neither").all()


@pytest.mark.parametrize("members", [-0.99, 10.0])
@pytest.mark.parametrize("admission", [0.0, 0.99])
def test_shares_stay_inside_at_the_levers_very_limits(members, admission):
    frame = simulate(0.12, 200, member_growth=members, rest_growth=-members / 20, admission=admission)
    assert frame["share"].between(0, 1, inclusive="neither").all()


@settings(deadline=None)
@given(shares, st.floats(0.01, 0.99), st.integers(1, 15), st.sampled_from(["member_growth", "rest_growth"]))
def test_what_is_solved_for_leads_to_the_goal(start, goal, years, lever):
    held = {"member_growth": 0.1, "rest_growth": 0.02, "admission": 0.01}
    try:
        value = solve_for(lever, start=start, goal=goal, years=years, **held)
    except Refusal:
        return
    end = simulate(start, years, **{**held, lever: value})["share"].iloc[-1]
    assert end == pytest.approx(goal, abs=1e-9)


@pytest.mark.parametrize("lever", SOLVABLE)
def test_every_lever_can_be_solved_for(lever):
    held = {
        "member_growth": 0.5,
        "rest_growth": 0.06,
        "admission": 0.05,
        "first_year": 2025,
        "member_start": 2026.5,
        "rest_start": 2027,
        "admission_start": 2027,
        "member_ramp": 1.5,
        "rest_ramp": 2,
        "admission_ramp": 2,
    }
    goal = simulate(0.12, 5, **held)["share"].iloc[-1] + (0.002 if lever != "rest_ramp" else -0.0001)
    value = solve_for(lever, start=0.12, goal=goal, years=5, **held)
    assert simulate(0.12, 5, **{**held, lever: value})["share"].iloc[-1] == pytest.approx(goal, abs=1e-9)


def test_what_cannot_be_reached_is_refused_with_how_far_it_gets():
    with pytest.raises(Refusal, match="No value of “admission” does it"):
        solve_for("admission", start=0.4, goal=0.12, years=5)
    with pytest.raises(Refusal, match="changes nothing"):
        solve_for("admission_start", start=0.12, goal=0.4, years=5)
    with pytest.raises(Refusal, match="does not move the path"):
        solve_for("volatility", start=0.12, goal=0.4, years=5)


def test_a_late_start_and_a_ramp_by_hand():
    assert strength(2026, 0, 1, 2025, 3) == [1, 1, 1]
    assert strength(2028, 0, 1, 2025, 3) == [0, 0, 1]
    assert strength(2026.5, 0, 1, 2025, 2) == [0.5, 1]
    assert strength(2026, 2, 1, 2025, 3) == [0.25, 0.75, 1]  # a straight ramp: its mean over each year
    assert strength(2026, 2, 2, 2025, 3) == pytest.approx([1 / 12, 7 / 12, 1])  # ∫(x/2)² dx


def test_until_their_growth_starts_members_grow_like_the_rest():
    frame = simulate(0.12, 3, member_growth=0.4, rest_growth=0.02, first_year=2025, member_start=2028)
    assert frame["share"].iloc[:3].tolist() == pytest.approx([0.12] * 3, abs=1e-15)
    assert frame["share"].iloc[3] > 0.12
    assert frame["year"].tolist() == [2025, 2026, 2027, 2028]


def test_members_and_the_rest_in_roubles_make_up_the_share():
    frame = simulate(0.12, 5, member_growth=0.3, rest_growth=0.02, admission=0.03, size=1000.0)
    assert frame["members"].iloc[0] == 120
    assert (frame["members"] / (frame["members"] + frame["rest"])).tolist() == pytest.approx(
        frame["share"].tolist(), rel=1e-13
    )


def test_a_level_grows_by_its_own_growth():
    frame = simulate(600, 2, kind="level", member_growth=0.1)
    assert frame["level"].tolist() == pytest.approx([600, 660, 726])
    assert frame["organic"].tolist() == pytest.approx([0, 60, 66])
    growth = solve_for("member_growth", start=600, goal=300, years=4, kind="level")
    assert growth == pytest.approx(0.5**0.25 - 1, abs=1e-12)


def test_the_year_of_reaching_the_goal():
    assert reached_in(0.12, 0.40, Levers(member_growth=0.3736, first_year=2025)) == 2030
    assert reached_in(0.12, 0.40, Levers(member_growth=0.2, first_year=2025)) == 2034
    assert reached_in(0.12, 0.40, Levers(first_year=2025)) is None
    assert reached_in(0.40, 0.12, Levers(member_growth=-0.2, first_year=2025)) is not None


@pytest.mark.parametrize(
    ("levers", "sentence"),
    [
        ({"member_growth": -1.0}, "between −99 % and 1000 %"),
        ({"rest_growth": -1.5}, "between −99 % and 1000 %"),
        ({"admission": 1.0}, "between 0 and 99 %"),
        ({"admission": -0.1}, "between 0 and 99 %"),
        ({"member_growth": math.nan}, "needs a number"),
        ({"volatility": -0.1}, "Volatility"),
        ({"first_year": 2025, "member_start": 2032}, "after the scenario ends in 2030"),
        ({"first_year": 2025, "member_start": 2025}, "before 2026"),
        ({"groth": 1.0}, "no lever named “groth”"),
    ],
)
def test_a_lever_that_cannot_be_is_refused_with_a_sentence(levers, sentence):
    with pytest.raises(Refusal, match=sentence):
        simulate(0.12, 5, **levers)


@pytest.mark.parametrize("start", [0, 1, -0.1, 1.2, math.nan])
def test_a_baseline_outside_its_limits_is_refused(start):
    with pytest.raises(Refusal, match="between 0 and 1"):
        simulate(start, 5)


@pytest.mark.parametrize("years", [0, -1, 2.5, 1000])
def test_a_length_that_cannot_be_is_refused(years):
    with pytest.raises(Refusal, match="whole years"):
        simulate(0.12, years)
