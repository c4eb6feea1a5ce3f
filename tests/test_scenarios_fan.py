"""The fan of drawn paths and the chance of reaching a goal."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.errors import Refusal
from metrics.fan import QUANTILES, likelihood, paths
from metrics.levers import Levers
from metrics.scenarios import simulate


def test_the_same_seed_gives_the_same_numbers_on_any_machine():
    # The first draws of NumPy's PCG64(2030), written down once: a machine or version that differs fails here.
    drawn = next(paths(0.12, 1, Levers(volatility=0.1), draws=3, seed=2030)) / (0.12 / 0.88)
    assert np.log(drawn) / 0.1 == pytest.approx(FIRST_DRAWS, abs=1e-12)
    again = [simulate(0.12, 5, volatility=0.1, draws=1000, seed=7) for _ in range(2)]
    assert again[0].equals(again[1])
    assert not again[0].equals(simulate(0.12, 5, volatility=0.1, draws=1000, seed=8))


FIRST_DRAWS = [-0.20764543296814122, 0.6405742336342252, -1.366394690342812]


def test_without_admission_quantiles_follow_the_normal_law_of_the_log_odds():
    from scipy.stats import norm

    frame = simulate(0.12, 5, member_growth=0.3, volatility=0.1, draws=400_000, seed=1)
    centre = np.log(0.12 / 0.88) + 5 * np.log(1.3)
    for name, q in QUANTILES.items():
        log_odds = centre + norm.ppf(q) * 0.1 * np.sqrt(5)
        assert frame[name].iloc[-1] == pytest.approx(1 / (1 + np.exp(-log_odds)), abs=5e-4)


@settings(max_examples=20, deadline=None)
@given(st.floats(0.25, 0.5), st.floats(0.05, 0.5), st.integers(0, 1000), st.sampled_from([0.4, 0.05]))
def test_draws_agree_with_the_closed_form(growth, volatility, seed, goal):
    levers = Levers(member_growth=growth, volatility=volatility)
    exact = likelihood(0.12, goal, 5, levers)
    drawn = likelihood(0.12, goal, 5, levers, draws=40_000, seed=seed, exact=False)
    assert (exact.method, drawn.method) == ("closed form", "draws")
    noise = np.sqrt(exact.probability * (1 - exact.probability) / 40_000)
    assert abs(exact.probability - drawn.probability) <= 5 * noise + 2e-4


def test_at_the_needed_growth_the_chance_is_one_half():
    needed = ((0.4 / 0.6) / (0.12 / 0.88)) ** 0.2 - 1
    assert likelihood(
        0.12, 0.4, 5, Levers(member_growth=needed, volatility=0.1)
    ).probability == pytest.approx(0.5)


def test_without_volatility_it_is_certain_either_way():
    assert likelihood(0.12, 0.4, 5, Levers(member_growth=0.4)).probability == 1
    assert likelihood(0.12, 0.4, 5, Levers(member_growth=0.3)).method == "certain"


def test_the_fan_widens_and_keeps_its_order():
    frame = simulate(0.12, 5, member_growth=0.3, admission=0.02, volatility=0.2, draws=5000, seed=3)
    names = list(QUANTILES)
    assert (frame[names].diff(axis=1).dropna(axis=1) >= 0).all(axis=None)
    assert (frame["p95"] - frame["p05"]).is_monotonic_increasing


@pytest.mark.parametrize(("draws", "seed"), [(-1, 0), (2.5, 0), (10**9, 0), (10, -1), (10, 1.5)])
def test_draws_and_seeds_that_cannot_be_are_refused(draws, seed):
    with pytest.raises(Refusal, match="whole number"):
        simulate(0.12, 5, volatility=0.1, draws=draws, seed=seed)
