import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.errors import Refusal
from metrics.firms import concentration_ratio, entropy, gini, herfindahl, location_quotient, shift_share

SIZES = st.lists(st.floats(0.01, 1e9), min_size=1, max_size=30)


def test_concentration_by_hand():
    assert herfindahl([50, 30, 20]) == pytest.approx(0.25 + 0.09 + 0.04)
    assert concentration_ratio([20, 50, 30], 1) == pytest.approx(0.5)
    assert concentration_ratio([20, 50, 30], 2) == pytest.approx(0.8)
    assert concentration_ratio([20, None, 30], 5) == pytest.approx(1)


@given(SIZES)
def test_concentration_lies_between_equal_and_alone(sizes):
    assert 1 / len(sizes) - 1e-12 <= herfindahl(sizes) <= 1 + 1e-12
    ratios = [concentration_ratio(sizes, k) for k in range(1, len(sizes) + 1)]
    assert ratios == sorted(ratios)
    assert ratios[-1] == pytest.approx(1)


@pytest.mark.parametrize("values", [[], [0, 0], [math.nan]])
def test_nothing_has_no_concentration(values):
    with pytest.raises(Refusal, match="sum to zero"):
        herfindahl(values)


def test_impossible_arguments_are_refused():
    with pytest.raises(Refusal, match="negative"):
        herfindahl([1, -1])
    with pytest.raises(Refusal, match="k is 0"):
        concentration_ratio([1], 0)


def test_location_quotient_takes_numbers_arrays_and_series():
    assert location_quotient(20, 100, 100, 1000) == pytest.approx(2)
    assert location_quotient([20, 5], 100, [100, 100], 1000) == pytest.approx([2, 0.5])
    series = location_quotient(
        pd.Series({"26": 20.0, "99": 0.0}), 100, pd.Series({"26": 100.0, "99": 0.0}), 1000
    )
    assert series["26"] == pytest.approx(2)
    assert math.isnan(series["99"])
    assert math.isnan(location_quotient(1, 0, 1, 1))


def test_location_quotient_refuses_a_negative():
    with pytest.raises(Refusal, match="nation holds"):
        location_quotient(1, 2, -3, 4)


REGION0, REGION1 = [100.0, 300.0], [130.0, 330.0]
NATION0, NATION1 = [2000.0, 3000.0], [2200.0, 3900.0]


def parts(method):
    return dict(shift_share(REGION0, REGION1, NATION0, NATION1, method=method).itertuples(index=False))


def test_shift_share_by_hand():
    # The nation grew 22 %, its industries 10 % and 30 %; the region's grew 30 % and 10 %.
    dunn = parts("dunn")
    assert dunn == pytest.approx(
        {
            "growth": 60,
            "national share": 400 * 0.22,
            "industrial mix": 100 * 0.10 + 300 * 0.30 - 400 * 0.22,
            "regional share": 100 * 0.20 - 300 * 0.20,
            "net total shift": 60 - 400 * 0.22,
        }
    )
    esteban = parts("Esteban")
    assert esteban["regional share"] == pytest.approx(160 * 0.20 - 240 * 0.20)
    assert esteban["allocation effect"] == pytest.approx((100 - 160) * 0.20 - (300 - 240) * 0.20)
    gerfin = parts("gerfin")
    assert gerfin == pytest.approx(
        {
            "industrial mix": 500 / 488,
            "regional share": 460 / 500,
            "net total shift": (460 / 400) / (6100 / 5000),
        }
    )


@given(st.lists(st.tuples(*[st.floats(0.1, 1e6)] * 4), min_size=1, max_size=8))
def test_parts_of_growth_add_up_to_it(rows):
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    for method in ("dunn", "esteban"):
        table = dict(shift_share(*columns, method=method).itertuples(index=False))
        growth = table.pop("growth")
        table.pop("net total shift", None)
        assert sum(table.values()) == pytest.approx(
            growth, rel=1e-9, abs=1e-9 * sum(map(abs, table.values()))
        )


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (([1, 2], [1], [1, 2], [1, 2]), "lengths are 2, 1, 2, 2"),
        (([1], [1], [0], [1]), "had nothing before"),
        (([1], [-1], [1], [1]), "zero or more"),
    ],
)
def test_shift_share_says_why_not(arguments, reason):
    with pytest.raises(Refusal, match=reason):
        shift_share(*arguments)


def test_an_industry_that_the_region_did_not_have():
    assert len(shift_share([0, 1], [1, 1], [1, 1], [1, 1], method="dunn")) == 5
    with pytest.raises(Refusal, match="Esteban"):
        shift_share([0, 1], [1, 1], [1, 1], [1, 1], method="esteban")
    with pytest.raises(Refusal, match="dunn, esteban, gerfin"):
        shift_share([1], [1], [1], [1], method="arcelus")


def test_the_additive_form_is_a_difference():
    assert location_quotient(20, 100, 100, 1000, additive=True) == pytest.approx(0.2 - 0.1)
    assert location_quotient([20.0, 5.0], 100, [100, 100], 1000, additive=True) == pytest.approx([0.1, -0.05])


def test_entropy_and_gini_by_hand():
    assert entropy([1, 1, 1, 1]) == pytest.approx(2)
    assert entropy([5, 0]) == pytest.approx(0)
    assert gini([3, 3, 3]) == pytest.approx(0)
    assert gini([0, 0, 0, 8]) == pytest.approx(3 / 4)
    assert gini([1, 3]) == pytest.approx(1 / 4)
