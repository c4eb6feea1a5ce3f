import io

import pandas as pd
import pytest

from metrics.errors import Refusal
from metrics.firms import Universe
from metrics.firms.faults import FaultyFile
from metrics.firms.panel import checked, flagged, inside, read


def panel(**changes):
    table = {
        "firm_id": ["0276000001", "7701234567", "0276000001"],
        "year": [2021, 2021, 2022],
        "revenue": [10.0, 20.0, 11.0],
        "industry": "26",
        "region": ["02", "77", "02"],
    }
    return pd.DataFrame(table | changes)


def reasons(call, *arguments):
    with pytest.raises(FaultyFile) as refused:
        call(*arguments)
    return [(fault.row, fault.text()) for fault in refused.value.faults]


def test_a_good_panel_comes_back_with_text_ids_and_float_revenue():
    tidy = checked(panel(revenue=["10", "1 234,5", None], year=["2021", "2021", "2022"]))
    assert tidy["firm_id"].tolist() == ["0276000001", "7701234567", "0276000001"]
    assert tidy["year"].tolist() == [2021, 2021, 2022]
    assert tidy["revenue"].fillna(-1).tolist() == [10.0, 1234.5, -1]


def test_all_faults_at_once_each_with_its_row():
    bad = panel(
        firm_id=["276000001", "7701234567", "276000001"], revenue=[-1, "много", 5], year=[2021, 2021, 2021]
    )
    assert reasons(checked, bad) == [
        (2, "Firm id 276000001 has 9 digits; an INN has 10 or 12. Is a leading zero lost: 0276000001?"),
        (4, "Firm id 276000001 has 9 digits; an INN has 10 or 12. Is a leading zero lost: 0276000001?"),
        (3, "revenue is “много”, not a number."),
        (2, "revenue is negative: -1."),
        (4, "Firm 276000001 already has a row for 2021: row 2."),
    ]


def test_the_message_names_file_row_and_reason():
    with pytest.raises(Refusal, match=r"panel\.csv, row 3: revenue is negative: -20"):
        checked(panel(revenue=[1, -20.0, 2]), "panel.csv")


def test_numbers_for_ids_are_refused_when_they_may_have_lost_a_zero():
    found = reasons(checked, panel(firm_id=[7701234567, 7701234568, 7701234569]))
    assert [row for row, _ in found] == [None]
    assert "read them as text" in found[0][1]


def test_a_small_number_as_id_is_only_a_name():
    assert checked(panel(firm_id=[1, 2, 3]))["firm_id"].tolist() == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("firm_id", "inn"), ("firm_id", "ИНН"), ("revenue", "Выручка"), ("revenue", "line_2110"),
     ("revenue", "revenu"), ("year", "год"), ("industry", "okved"), ("region", "Регион")],
)  # fmt: skip
def test_a_column_under_another_name_is_recognised(ours, theirs):
    assert reasons(checked, panel().rename(columns={ours: theirs})) == [
        (None, f"There is no column “{ours}”, but “{theirs}” may be it: rename it to “{ours}”.")
    ]


def test_a_column_that_is_nowhere_lists_those_that_are():
    found = reasons(checked, panel().drop(columns="year"))
    assert found == [(None, "There is no column “year”; the columns are firm_id, revenue, industry, region.")]


def test_years_must_be_years():
    assert reasons(checked, panel(year=[2021, "soon", 20.5])) == [
        (3, "year is “soon”, not a year."),
        (4, "year is “20.5”, not a year."),
    ]


@pytest.mark.parametrize("text", [
    "firm_id,year,revenue,industry,region\n0276000001,2021,1234.5,26,02\n",
    "\ufefffirm_id;year;revenue;industry;region\n0276000001;2021;1 234,5;26;02\n",
])  # fmt: skip
def test_csv_keeps_zeros_and_reads_both_ways_of_writing_numbers(text):
    file = io.BytesIO(text.encode())
    tidy = checked(read(file, "panel.csv"))
    assert tidy.to_dict("records") == [
        {"firm_id": "0276000001", "year": 2021, "revenue": 1234.5, "industry": "26", "region": "02"}
    ]


def test_windows_1251_is_read_and_other_files_are_refused():
    file = io.BytesIO("firm_id,year,выручка\n1,2021,5\n".encode("cp1251"))
    assert "выручка" in read(file, "old.csv").columns
    with pytest.raises(Refusal, match="neither CSV nor Parquet"):
        read(io.BytesIO(b""), "panel.docx")
    with pytest.raises(Refusal, match="cannot be read"):
        read(io.BytesIO(b"not parquet"), "panel.parquet")


def test_parquet_is_read(tmp_path):
    panel().to_parquet(tmp_path / "panel.parquet")
    pd.testing.assert_frame_equal(read(tmp_path / "panel.parquet"), panel())


def test_what_is_odd_is_flagged_and_counted():
    rows = panel(firm_id=["a", "b", "a"], revenue=[10.0, None, 9_000.0], industry=["26", "10", "26"])
    membership = pd.DataFrame(
        {"firm_id": ["a", "q"], "cluster_id": "c", "valid_from": 2020, "valid_to": None}
    )
    found = flagged(rows, membership, Universe(sections=("26",)))
    assert found[["flag", "firm_id"]].apply(tuple, axis=1).tolist() == [
        ("missing_revenue", "b"), ("jump", "a"), ("outside", "b"), ("never_found", "q"),
    ]  # fmt: skip
    assert found.loc[found["flag"] == "jump", "value"].tolist() == [900.0]
    down = flagged(rows.assign(revenue=[9_000_000.0, 1.0, 9_000.0]), membership)
    assert down.loc[down["flag"] == "jump", "value"].tolist() == [0.001]


def test_a_gap_year_is_no_jump():
    rows = panel(firm_id=["a", "b", "a"], year=[2020, 2021, 2022], revenue=[1.0, 2.0, 9_000.0])
    membership = pd.DataFrame({"firm_id": ["a"], "valid_from": [2020]})
    assert not (flagged(rows, membership)["flag"] == "jump").any()


def test_inside_follows_sections_exclusions_regions_and_flags():
    rows = checked(panel(industry=["26.11", "10", "26.2"], outlier=[False, False, None]))
    assert inside(rows, Universe(sections=("26",))).tolist() == [True, False, True]
    assert inside(rows, Universe(sections=("C",), exclude=("26.1",))).tolist() == [False, True, True]
    assert inside(rows, Universe(regions=("77",))).tolist() == [False, True, False]
    assert inside(rows, Universe(require=(("outlier", False),))).tolist() == [True, True, False]


def test_flags_are_read_in_any_writing_and_nonsense_is_refused():
    rows = panel(outlier=["True", "нет", None], filed=[1, 0, 1], eligible=[True, False, True])
    tidy = checked(rows)
    assert tidy["outlier"].fillna(-1).tolist() == [1, 0, -1]
    assert tidy["filed"].tolist() == tidy["eligible"].tolist() == [1, 0, 1]
    assert reasons(checked, panel(outlier=["yes", "maybe", ""])) == [
        (3, "outlier is “maybe”, neither true nor false.")
    ]


def test_a_column_that_stands_twice_is_refused():
    twice = pd.concat([panel(), panel()[["revenue"]]], axis="columns")
    assert reasons(checked, twice) == [(None, "There are several columns “revenue”.")]
