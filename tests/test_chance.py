"""The chance of reaching a target, by hand and against simulated futures."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.errors import Refusal
from metrics.verdicts import chance

FIVE = pd.Series({2020: 12.0, 2021: 13.0, 2022: 15.0, 2023: 16.0, 2024: 18.0})


def ask(series=FIVE, **changes):
    asked = {"target": 25, "target_year": 2030, "direction": "positive", "scale": "linear"} | changes
    return chance(series, **asked)


def student_t3(x):
    """Student's distribution with three degrees of freedom, in closed form."""
    return 0.5 + (x / (math.sqrt(3) * (1 + x * x / 3)) + math.atan(x / math.sqrt(3))) / math.pi


def test_five_points_by_hand():
    # drift (18 − 12)/4 = 1.5; changes 1, 2, 1, 2: s² = 4 · 0.25 / 3; six years ahead
    wide = math.sqrt(1 / 3) * math.sqrt(6 * (1 + 6 / 4))
    expected = 1 - student_t3((25 - 18 - 6 * 1.5) / wide)
    found = ask()
    assert found.probability == pytest.approx(expected, abs=1e-12)
    assert (found.n, found.scale) == (5, "linear")
    assert "5 observations, 2020 to 2024" in found.reason


def test_uneven_spacing_counts_by_its_years():
    gaps = pd.Series({2014: 12.0, 2016: 13.0, 2017: 15.0, 2021: 16.0, 2024: 18.0})
    # drift 0.6; deviations −0.2, 1.4, −1.4, 0.2 over 2, 1, 4, 3 years
    s2 = (0.04 / 2 + 1.96 / 1 + 1.96 / 4 + 0.04 / 3) / 3
    wide = math.sqrt(s2) * math.sqrt(6 * (1 + 6 / 10))
    expected = 1 - student_t3((25 - 18 - 6 * 0.6) / wide)
    assert ask(gaps).probability == pytest.approx(expected, abs=1e-12)


def test_wanting_a_fall_is_the_other_tail():
    up, down = ask(), ask(direction="negative")
    assert up.probability + down.probability == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize("scale", ["logit", "linear"])
def test_a_share_and_its_complement_have_the_same_chance(scale):
    share = ask(scale=scale)
    rest = ask(100 - FIVE, target=75, direction="negative", scale=scale)
    assert rest.probability == pytest.approx(share.probability, abs=1e-9)


def test_the_chance_is_calibrated_against_simulated_futures():
    # Of simulated walks the predicted chance of ending beyond their own true end must be uniform on [0, 1].
    rng = np.random.default_rng(7)
    years = np.array([2010, 2011, 2013, 2014, 2018, 2020, 2021])
    ahead, walks = 5, 1500
    steps = rng.normal(0.4 * np.diff(years), np.sqrt(np.diff(years)), (walks, len(years) - 1))
    history = 50 + np.c_[np.zeros(walks), steps.cumsum(axis=1)]
    future = history[:, -1] + rng.normal(0.4 * ahead, math.sqrt(ahead), walks)
    predicted = np.array(
        [
            chance(
                pd.Series(past, index=years),
                target=end,
                target_year=2026,
                direction="positive",
                scale="linear",
            ).probability
            for past, end in zip(history, future, strict=True)
        ]
    )
    below = [(predicted <= level).mean() for level in (0.1, 0.25, 0.5, 0.75, 0.9)]
    assert below == pytest.approx([0.1, 0.25, 0.5, 0.75, 0.9], abs=0.035)  # 2.7 standard errors at 0.5


@given(st.lists(st.floats(1, 99), min_size=5, max_size=9), st.floats(1, 99), st.floats(1, 99))
def test_a_higher_target_never_has_the_better_chance(values, one, other):
    series = pd.Series(values, index=range(2010, 2010 + len(values)))
    low, high = sorted((one, other))
    easier, harder = ask(series, target=low, scale="logit"), ask(series, target=high, scale="logit")
    if easier.probability is not None:
        assert 0 <= harder.probability <= easier.probability <= 1


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"series": FIVE.iloc[:4]}, "There are 4 observations; a chance needs at least 5."),
        ({"target_year": 2024}, "The deadline 2024 is not ahead of the latest observation, 2024."),
        ({"scale": "log", "series": FIVE - 12}, "needs values above zero"),
        ({"scale": "log", "target": 0}, "needs values above zero"),
        ({"scale": "logit", "target": 100}, "strictly between 0 and 100"),
        ({"scale": "logit", "series": FIVE * 10}, "strictly between 0 and 100"),
        ({"series": pd.Series(range(12, 17), index=range(2020, 2025))}, "on one line"),
    ],
)
def test_without_an_honest_answer_the_chance_is_refused_with_the_reason(changes, why):
    found = ask(**changes)
    assert found.probability is None
    assert why in found.reason


def test_the_scale_must_be_known_and_the_direction_given():
    with pytest.raises(Refusal, match="probit"):
        ask(scale="probit")
    with pytest.raises(Refusal, match="direction"):
        ask(direction="")
