from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.errors import Refusal
from metrics.firms import decompose

DATA = Path(__file__).parent / "data"
CASES = ["share_empluk_relabelled_1977_1982", "share_empluk_sector9_fixed_1977_1982"]
METHODS = ["bhc", "gr", "fhk", "mp"]


def answer(table, t):
    return dict(table.loc[table["t"] == t, ["component", "value"]].itertuples(index=False))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("case", CASES)
def test_real_firms_as_published(case, method):
    expected = pd.read_csv(DATA / case / "expected.csv")
    expected = expected[expected["method"] == method]
    result = decompose(pd.read_csv(DATA / case / "input.csv"), method)
    assert answer(result, 1982) == pytest.approx(answer(expected, 1982), abs=1e-12)


@st.composite
def firms(draw):
    """Three periods of firms that come and go; one firm always stays."""
    rows = []
    for t in (3, 1, 7):
        present = [0, *(i for i in range(1, 6) if draw(st.booleans()))]
        sizes = [draw(st.floats(0.01, 100)) for _ in present]
        for firm, size in zip(present, sizes, strict=True):
            rows.append((f"firm {firm}", t, draw(st.floats(-10, 10)), size / sum(sizes)))
    return pd.DataFrame(rows, columns=["id", "t", "x", "s"])


@settings(deadline=None, max_examples=60)
@given(firms(), st.sampled_from(METHODS))
def test_components_add_up_to_the_change_of_the_weighted_mean(panel, method):
    result = decompose(panel, method)
    means = (panel["x"] * panel["s"]).groupby(panel["t"]).sum()
    for before, after in ((1, 3), (3, 7)):
        parts = answer(result, after)
        total = parts.pop("total")
        assert sum(parts.values()) == pytest.approx(total, abs=1e-10)
        assert total == pytest.approx(means[after] - means[before], abs=1e-10)


def two_periods(**changes):
    table = {"id": [1, 2, 1, 3], "t": [0, 0, 1, 1], "x": [1.0, 3.0, 2.0, 5.0], "s": [0.5, 0.5, 0.25, 0.75]}
    return pd.DataFrame(table | changes)


def test_each_method_by_hand():
    assert answer(decompose(two_periods(), "bhc"), 1) == pytest.approx(
        {"within": 0.5 * 1, "between": -0.25 * 2, "entry": 0.75 * 5, "exit": -0.5 * 3, "total": 2.25}
    )
    mean = (2.0 + 4.25) / 2
    assert answer(decompose(two_periods(), "gr"), 1) == pytest.approx(
        {
            "within": 0.375,
            "between": -0.25 * (1.5 - mean),
            "entry": 0.75 * (5 - mean),
            "exit": -0.5 * (3 - mean),
            "total": 2.25,
        }
    )
    assert answer(decompose(two_periods(), "fhk"), 1) == pytest.approx(
        {"within": 0.5, "between": 0.25, "cross": -0.25, "entry": 2.25, "exit": -0.5, "total": 2.25}
    )
    assert answer(decompose(two_periods(), "mp"), 1) == pytest.approx(
        {"mean": 1, "covariance": 0, "entry": 0.75 * 3, "exit": -0.5 * 2, "total": 2.25}
    )


def test_order_of_rows_and_kind_of_id_do_not_matter():
    plain = decompose(two_periods(), "gr")
    shuffled = two_periods(id=["1", "2", "1", "3"]).iloc[[3, 0, 2, 1]]
    pd.testing.assert_frame_equal(decompose(shuffled, "gr"), plain)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"id": [1, 1, 1, 3]}, "stands twice in period 0: rows 2, 3"),
        ({"x": [1.0, 3.0, None, 5.0]}, "Row 4 of the panel: x is"),
        ({"s": [0.5, 0.6, 0.25, 0.75]}, "period 0 sum to 1.1"),
        ({"t": [0, 0, 0, 0], "id": [1, 2, 3, 4], "s": [0.25] * 4}, "needs two periods"),
    ],
)
def test_what_cannot_be_decomposed_says_why(changes, reason):
    with pytest.raises(Refusal, match=reason):
        decompose(two_periods(**changes), "bhc")


def test_a_missing_column_and_an_unknown_method_are_named():
    with pytest.raises(Refusal, match="lacks the columns s"):
        decompose(two_periods().drop(columns="s"), "bhc")
    with pytest.raises(Refusal, match="bhc, gr, fhk, mp"):
        decompose(two_periods(), "shapley")


def test_melitz_polanec_needs_a_firm_that_stays():
    with pytest.raises(Refusal, match="stay"):
        decompose(two_periods(id=[1, 2, 3, 4]), "mp")
