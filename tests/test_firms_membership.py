import datetime as dt

import pandas as pd
import pytest

from metrics.firms.faults import FaultyFile
from metrics.firms.membership import day, member_years, register


def table(rows):
    return pd.DataFrame(rows, columns=["firm_id", "cluster_id", "valid_from", "valid_to"])


def years(rows, span=range(2018, 2025)):
    found = member_years(register(table(rows)), span)
    return found.groupby("member")["year"].apply(list).to_dict()


def reasons(rows):
    with pytest.raises(FaultyFile) as refused:
        register(rows if isinstance(rows, pd.DataFrame) else table(rows))
    return [(fault.row, fault.text()) for fault in refused.value.faults]


def test_both_ends_are_included_and_empty_means_still():
    assert years([("a", "x", 2019, 2020), ("b", "x", 2023, None), ("c", "x", "2022", "")]) == {
        "a": [2019, 2020],
        "b": [2023, 2024],
        "c": [2022, 2023, 2024],
    }


def test_a_year_counts_when_any_day_of_it_is_covered():
    assert years([("a", "x", "2019-12-31", "2021-01-01")]) == {"a": [2019, 2020, 2021]}


def test_two_clusters_count_once():
    assert years([("a", "x", 2020, 2021), ("a", "y", 2021, 2022)]) == {"a": [2020, 2021, 2022]}


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        (2023, (2023, 1, 1), (2023, 12, 31)),
        ("2023", (2023, 1, 1), (2023, 12, 31)),
        (2023.0, (2023, 1, 1), (2023, 12, 31)),
        ("2023-07-02", (2023, 7, 2), (2023, 7, 2)),
        ("02.07.2023", (2023, 7, 2), (2023, 7, 2)),
        (pd.Timestamp("2023-07-02"), (2023, 7, 2), (2023, 7, 2)),
        (dt.date(2023, 7, 2), (2023, 7, 2), (2023, 7, 2)),
        (pd.Period("2023Q3"), (2023, 7, 1), (2023, 9, 30)),
    ],
)
def test_years_and_dates_in_many_forms(value, first, last):
    assert day(value, last=False) == dt.date(*first)
    assert day(value, last=True) == dt.date(*last)


@pytest.mark.parametrize("value", ["soon", "31.02.2023", "20", 12.5])
def test_what_is_no_date_is_not_guessed(value):
    assert day(value, last=False) is None


def test_an_end_before_the_start_is_refused():
    assert reasons([("a", "x", 2021, 2020)]) == [(2, "Membership ends before it starts: 2021 – 2020.")]


def test_overlaps_within_a_cluster_are_refused_even_when_not_neighbours():
    rows = [("a", "x", 2010, None), ("a", "x", 2011, 2012), ("a", "x", 2015, 2016), ("a", "y", 2011, None)]
    assert reasons(rows) == [
        (3, "Firm a is already in cluster “x” at that time: row 2."),
        (4, "Firm a is already in cluster “x” at that time: row 2."),
    ]


def test_the_same_day_is_an_overlap_and_the_next_is_not():
    assert len(reasons([("a", "x", 2019, "2020-06-30"), ("a", "x", "2020-06-30", None)])) == 1
    assert years([("a", "x", 2019, "2020-06-30"), ("a", "x", "2020-07-01", 2021)]) == {
        "a": [2019, 2020, 2021]
    }


def test_all_faults_at_once():
    found = reasons([("276000001", "x", "soon", None), ("", "x", 2020, 2019), ("b", "x", None, None)])
    assert found == [
        (2, "Firm id 276000001 has 9 digits; an INN has 10 or 12. Is a leading zero lost: 0276000001?"),
        (3, "The firm has no id."),
        (2, "valid_from is “soon”, which is neither a year (2023) nor a date (2023-07-01)."),
        (3, "Membership ends before it starts: 2020 – 2019."),
        (4, "valid_from is “”, which is neither a year (2023) nor a date (2023-07-01)."),
    ]


def test_a_column_under_another_name_is_recognised():
    other = table([("a", "x", 2020, None)]).rename(columns={"firm_id": "ИНН", "valid_from": "valid_form"})
    assert [text for _, text in reasons(other)] == [
        "There is no column “firm_id”, but “ИНН” may be it: rename it to “firm_id”.",
        "There is no column “valid_from”, but “valid_form” may be it: rename it to “valid_from”.",
    ]


def test_a_checked_register_is_taken_as_it_is():
    once = register(table([("a", "x", 2020, None)]))
    pd.testing.assert_frame_equal(register(once), once)


def test_an_empty_register_has_no_members():
    assert member_years(register(table([])), [2020]).empty
