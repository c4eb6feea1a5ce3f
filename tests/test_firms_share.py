import math

import pandas as pd
import pytest
from hypothesis import given, settings

from metrics.errors import Refusal
from metrics.firms import Universe, cluster_share, split_change
from metrics.firms.series import share_series
from metrics.firms.share import COLUMNS, largest, perimeters, reduce, reopen, share_of
from tests.firm_panels import YEARS, panels, share_by_hand


def panel(rows, **columns):
    table = pd.DataFrame(rows, columns=["firm_id", "year", "revenue"])
    return table.assign(**({"industry": "26", "region": "77"} | columns))


def register(rows):
    return pd.DataFrame(rows, columns=["firm_id", "cluster_id", "valid_from", "valid_to"])


ROWS = [
    ("a", 2020, 30.0), ("b", 2020, 10.0), ("c", 2020, None), ("z", 2020, 60.0),
    ("a", 2021, 40.0), ("b", 2021, 20.0), ("c", 2021, 20.0), ("z", 2021, 120.0),
]  # fmt: skip
SPELLS = [
    ("a", "x", 2019, None),
    ("a", "y", 2020, None),
    ("c", "x", 2020, 2020),
    ("b", "x", "2021-06-30", None),
]


def test_the_share_and_what_it_rests_on():
    table = cluster_share(panel(ROWS), register(SPELLS))
    assert tuple(table.columns) == COLUMNS
    first, second = table.to_dict("records")
    assert first == pytest.approx(
        {
            "year": 2020, "share": 0.3, "numerator": 30, "denominator": 100, "coverage": 0.5,
            "reported": 0.75,
            "members": 2, "found": 1, "without_largest": 0.0, "cr1": 1.0, "cr5": 1.0, "hhi": 1.0,
            "base_members": 0.3, "todays_members": 0.4,
        }
    )  # fmt: skip
    assert second["share"] == pytest.approx(60 / 200)
    assert second["without_largest"] == pytest.approx(20 / 160)
    assert second["hhi"] == pytest.approx((2 / 3) ** 2 + (1 / 3) ** 2)
    assert second["base_members"] == pytest.approx(
        (40 + 20) / 200
    )  # a and c, whatever became of c's membership
    assert (second["members"], second["coverage"]) == (2, 1)


def test_a_firm_in_two_clusters_counts_once():
    once = cluster_share(panel(ROWS), register([SPELLS[0]]))
    twice = cluster_share(panel(ROWS), register(SPELLS[:2]))
    pd.testing.assert_frame_equal(once, twice)


@settings(deadline=None, max_examples=60)
@given(panels())
def test_the_share_is_the_definition(case):
    firm_year, membership = case
    table = cluster_share(firm_year, membership).set_index("year")
    for year in YEARS:
        assert table["share"][year] == pytest.approx(share_by_hand(firm_year, membership, year), abs=1e-12)


def test_nobody_in_the_register_is_a_share_of_zero_with_no_coverage():
    table = cluster_share(panel(ROWS), register([("q", "x", 2030, None)]))
    assert list(table["share"]) == [0, 0]
    assert all(math.isnan(value) for value in table["coverage"])
    assert all(math.isnan(value) for value in table["hhi"])


def test_lines_of_a_chosen_perimeter():
    reduced = reduce(panel(ROWS), register(SPELLS))
    lines = perimeters(reduced, base=2021, today=2020).set_index("year")
    assert lines["base_members"].tolist() == pytest.approx([0.4, 0.3])
    assert lines["todays_members"].tolist() == pytest.approx([0.3, 0.3])


def test_the_largest_members():
    top = largest(reduce(panel(ROWS), register(SPELLS)), 2021, n=1)
    assert top.to_dict("records") == [
        pytest.approx({"member": "a", "revenue": 40.0, "share": 0.2, "of_clusters": 2 / 3})
    ]


def test_the_universe_is_the_denominator():
    firm_year = panel(ROWS, industry=["26", "26", "26", "10"] * 2)
    table = cluster_share(firm_year, register(SPELLS), Universe(sections=("26",)))
    assert table["denominator"].tolist() == [40, 80]


def test_an_unknown_industry_is_refused_and_named():
    with pytest.raises(Refusal, match=r"“99”.*It has: 26"):
        cluster_share(panel(ROWS), register(SPELLS), Universe(sections=("26", "99")))


def test_a_universe_without_firms_is_refused():
    with pytest.raises(Refusal, match="in the universe"):
        cluster_share(panel(ROWS), register(SPELLS), Universe(regions=("01",)))


def test_columns_as_in_rfsd_are_understood():
    rfsd = panel(ROWS).rename(
        columns={"firm_id": "inn", "revenue": "line_2110", "industry": "okved", "region": "region_taxcode"}
    )
    table = cluster_share(rfsd.assign(okved_section="C"), register(SPELLS))
    assert table["share"].tolist() == pytest.approx([0.3, 0.3])


def test_files_are_read_and_their_faults_named(tmp_path):
    good, bad, members = tmp_path / "good.csv", tmp_path / "bad.csv", tmp_path / "members.csv"
    panel(ROWS).to_csv(good, index=False)
    panel([*ROWS, ("a", 2021, -5)]).to_csv(bad, index=False)
    register(SPELLS).to_csv(members, index=False)
    pd.testing.assert_frame_equal(
        cluster_share(good, members), cluster_share(panel(ROWS), register(SPELLS)), check_exact=True
    )
    with pytest.raises(Refusal, match=r"bad\.csv, row 10: revenue is negative: -5"):
        cluster_share(bad, members)


def test_frames_of_other_libraries_are_judged_too():
    import pyarrow as pa

    table = pa.Table.from_pandas(panel(ROWS))
    members = register(SPELLS[:2])
    expected = cluster_share(panel(ROWS), members)
    pd.testing.assert_frame_equal(cluster_share(table, pa.Table.from_pandas(members)), expected)
    with pytest.raises(Refusal, match="already has a row"):
        cluster_share(pa.Table.from_pandas(panel([*ROWS, ROWS[0]])), register(SPELLS))


def test_a_saved_cube_is_opened_again_and_narrowed():
    reduced = reduce(panel(ROWS, industry=["26", "26", "10", "10"] * 2), register(SPELLS))
    again = reopen(reduced.cube, register(SPELLS))
    pd.testing.assert_frame_equal(share_of(again), share_of(reduced))
    narrow = reopen(reduced.cube, register(SPELLS), Universe(sections=("26",)))
    assert narrow.totals.tolist() == [40, 60]
    with pytest.raises(Refusal, match="lacks member, firms"):
        reopen(reduced.cube.drop(columns=["member", "firms"]), register(SPELLS))
    with pytest.raises(Refusal, match="in the universe"):
        reopen(reduced.cube, register(SPELLS), Universe(sections=("99",)))
    with pytest.raises(Refusal, match=r"Firm a has 2 rows in 2020; .* Firms concerned: 3"):
        reopen(pd.concat([reduced.cube] * 2), register(SPELLS))


def test_a_parquet_file_is_judged_row_by_row(tmp_path):
    file = tmp_path / "panel.parquet"
    panel([*ROWS, ROWS[0]]).to_parquet(file)
    with pytest.raises(Refusal, match=r"panel\.parquet, row 10: Firm a already has a row for 2020: row 2"):
        cluster_share(file, register(SPELLS))


def test_of_what_an_engine_holds_columns_and_types_are_judged():
    import duckdb

    with duckdb.connect() as engine:
        good = engine.from_df(panel(ROWS))
        pd.testing.assert_frame_equal(
            cluster_share(good, register(SPELLS)), cluster_share(panel(ROWS), register(SPELLS))
        )
        renamed = engine.from_df(panel(ROWS).rename(columns={"revenue": "turnover"}))
        with pytest.raises(Refusal, match="“turnover” may be it"):
            cluster_share(renamed, register(SPELLS))
        numbers = engine.from_df(panel(ROWS).assign(firm_id=range(8), revenue="many"))
        with pytest.raises(Refusal, match="Faults found: 2") as refused:
            cluster_share(numbers, register(SPELLS))
    assert [fault.text() for fault in refused.value.faults] == [
        "Ids in firm_id are numbers, and an INN that begins with 0 has lost it: read them as text.",
        "revenue holds text, not numbers.",
    ]


def test_the_universe_is_saved_with_the_result():
    universe = Universe(sections=("26",), unit="thousand RUB")
    for call in (cluster_share, split_change):
        assert call(panel(ROWS), register(SPELLS), universe).attrs["universe"] == universe.to_dict()


def test_a_flag_that_the_panel_lacks_is_refused():
    with pytest.raises(Refusal, match="asks for outlier"):
        cluster_share(panel(ROWS), register(SPELLS), Universe(require={"outlier": False}))


def test_one_foreign_name_is_a_suggestion_and_not_taken_for_rfsd():
    with pytest.raises(Refusal, match="“inn” may be it: rename it to “firm_id”"):
        cluster_share(panel(ROWS).rename(columns={"firm_id": "inn"}), register(SPELLS))


def test_the_share_as_the_one_table():
    universe = Universe(regions=("77",))
    share = cluster_share(panel(ROWS), register(SPELLS), universe)
    table = share_series(share, universe, source="a register")
    assert table["value"].tolist() == pytest.approx([30, 30, 30, 30, 40, 30])
    assert table["series"].unique().tolist() == ["share", "base_members", "todays_members"]
    same = {"unit": "%", "basis": "observed", "source": "a register", "geography": "77"}
    assert (table[list(same)] == pd.Series(same)).all(axis=None)
    assert [str(period) for period in table["period"][:2]] == ["2020", "2021"]
