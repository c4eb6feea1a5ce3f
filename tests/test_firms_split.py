from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings

from metrics.errors import Refusal
from metrics.firms import split_change
from metrics.firms.share import reduce
from metrics.firms.split import TERMS, contributions, split_of
from tests.firm_panels import panels, share_by_hand, split_by_hand

DATA = Path(__file__).parent / "data"
EMPLUK = ["share_empluk_relabelled_1977_1982", "share_empluk_sector9_fixed_1977_1982"]
NAMES = {
    "continuing": "continuing_organic",
    "admitted": "admitted_at_base",
    "admitted_growth": "admitted_growth",
    "left": "left_at_base",
    "new": "new_firms",
    "gone": "gone_firms",
    "change": "change",
}


def hand_made():
    """Two years, one firm for each term; the industry's revenue is 100 and then 200."""
    rows = [
        ("0000000001", 2020, 10, "stays"), ("0000000001", 2021, 30, "stays"),
        ("0000000002", 2020, 20, "admitted"), ("0000000002", 2021, 50, "admitted"),
        ("0000000003", 2020, 5, "leaves"), ("0000000003", 2021, 40, "leaves"),
        ("0000000004", 2021, 20, "new"), ("0000000005", 2020, 15, "gone"),
        ("0000000006", 2020, 50, "never"), ("0000000006", 2021, 60, "never"),
    ]  # fmt: skip
    firm_year = pd.DataFrame(rows, columns=["firm_id", "year", "revenue", "note"]).drop(columns="note")
    membership = pd.DataFrame(
        {
            "firm_id": [f"000000000{n}" for n in (1, 2, 3, 4, 5)],
            "cluster_id": "c",
            "valid_from": [2019, 2021, 2019, 2021, 2019],
            "valid_to": [None, None, 2020, None, None],
        }
    )
    return firm_year.assign(industry="26", region="77"), membership


def test_each_term_by_hand():
    split = split_change(*hand_made())
    assert split.to_dict("records") == [
        pytest.approx(
            {
                "year_from": 2020,
                "year_to": 2021,
                "continuing": 0.15 - 0.10,
                "admitted": 0.20,
                "admitted_growth": 0.25 - 0.20,
                "left": -0.05,
                "new": 0.10,
                "gone": -0.15,
                "change": (30 + 50 + 20) / 200 - (10 + 5 + 15) / 100,
            },
            abs=1e-15,
        )
    ]


@pytest.mark.parametrize("case", EMPLUK)
def test_real_firms_as_published(case):
    panel = pd.read_csv(DATA / case / "input.csv", dtype={"id": "str", "sector": "str"})
    expected = pd.read_csv(DATA / case / "expected_split.csv").iloc[0]
    firm_year = panel.rename(columns={"id": "firm_id", "t": "year", "emp": "revenue"}).assign(region="UK")
    members = panel[panel["x"] == 1]
    register = pd.DataFrame({"firm_id": members["id"], "cluster_id": "c", "valid_from": members["t"]})
    split = split_change(
        firm_year[["firm_id", "year", "revenue", "region"]].assign(industry=panel["sector"]),
        register.assign(valid_to=register["valid_from"]),
    ).iloc[0]
    for ours, theirs in NAMES.items():
        assert split[ours] == pytest.approx(expected[theirs], abs=1e-12)


@settings(deadline=None, max_examples=60)
@given(panels())
def test_the_terms_add_up_to_the_change_and_match_the_definition(case):
    firm_year, membership = case
    for chained in (False, True):
        for row in split_change(firm_year, membership, chained=chained).to_dict("records"):
            before, after = row["year_from"], row["year_to"]
            by_hand = split_by_hand(firm_year, membership, before, after)
            assert {term: row[term] for term in TERMS} == pytest.approx(by_hand, abs=1e-10)
            assert sum(row[term] for term in TERMS) == pytest.approx(row["change"], abs=1e-10)
            change = share_by_hand(firm_year, membership, after) - share_by_hand(
                firm_year, membership, before
            )
            assert row["change"] == pytest.approx(change, abs=1e-10)


@settings(deadline=None, max_examples=25)
@given(panels())
def test_chained_changes_add_up_to_the_whole(case):
    whole, chained = split_change(*case), split_change(*case, chained=True)
    assert chained["change"].sum() == pytest.approx(whole["change"].iloc[0], abs=1e-10)
    assert list(chained["year_to"].iloc[:-1]) == list(chained["year_from"].iloc[1:])


def test_the_firms_behind_a_bar_add_up_to_it():
    reduced = reduce(*hand_made())
    firms = contributions(reduced, 2020, 2021)
    assert list(zip(firms["term"], firms["member"].str[-1], strict=True)) == [
        ("continuing", "1"), ("admitted", "2"), ("admitted_growth", "2"), ("left", "3"),
        ("new", "4"), ("gone", "5"),
    ]  # fmt: skip
    assert firms["value"].sum() == pytest.approx(split_of(reduced)["change"].iloc[0], abs=1e-15)


def test_a_missing_revenue_is_a_hole_and_not_a_fall_to_zero():
    firm_year, membership = hand_made()
    firm_year.loc[(firm_year["firm_id"] == "0000000001") & (firm_year["year"] == 2021), "revenue"] = None
    split = split_change(firm_year, membership).iloc[0]
    assert split["continuing"] == 0
    assert split["gone"] == pytest.approx(-0.15 - 0.10)


def test_one_year_has_no_change():
    firm_year, membership = hand_made()
    with pytest.raises(Refusal, match="two years"):
        split_change(firm_year[firm_year["year"] == 2020], membership)


def test_an_industry_without_revenue_has_no_share():
    firm_year, membership = hand_made()
    firm_year.loc[firm_year["year"] == 2020, "revenue"] = 0.0
    with pytest.raises(Refusal, match="no revenue in 2020"):
        split_change(firm_year, membership)
