"""CSV that opens right in Excel with Russian and English settings, runs nothing, and can be read back."""

import csv
import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.exports.csv import STYLES, csv_bytes, neutral, original

FRAME = pd.DataFrame(
    {
        "series": ["доля; выручки", 'a "quoted", word'],
        "period": pd.PeriodIndex(["2025", "2026"], freq="Y"),
        "value": [12.0, 15.775],
        "low": [-3.5, np.nan],
        "n": [1, 2],
    }
)


def read(data, style):
    """Read as a spreadsheet does: rows of text."""
    text = data.decode("utf-8-sig" if STYLES[style].bom else "utf-8")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=STYLES[style].separator))


def test_plain():
    assert csv_bytes(FRAME).decode() == (
        'series,period,value,low,n\r\nдоля; выручки,2025,12,-3.5,1\r\n"a ""quoted"", word",2026,15.775,,2\r\n'
    )


def test_for_excel_with_russian_settings():
    assert csv_bytes(FRAME, "excel-ru").decode() == (
        "\ufeffseries;period;value;low;n\r\n"
        '"доля; выручки";2025;12;-3,5;1\r\n'
        '"a ""quoted"", word";2026;15,775;;2\r\n'
    )


def test_for_excel_with_english_settings():
    assert csv_bytes(FRAME, "excel-en") == b"\xef\xbb\xbf" + csv_bytes(FRAME, "plain")


@pytest.mark.parametrize("style", STYLES)
def test_pandas_reads_the_same_back(style):
    dialect = STYLES[style]
    again = pd.read_csv(io.BytesIO(csv_bytes(FRAME, style)), sep=dialect.separator, decimal=dialect.decimal)
    pd.testing.assert_frame_equal(again, FRAME.assign(period=[2025, 2026]), check_dtype=False)


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+7 495 000-00-00",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1,1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u00a0=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠SUM",
        "'=1",
        "''=1",
    ],
)
def test_what_a_spreadsheet_would_run_becomes_text_and_comes_back(text):
    assert neutral(text) == "'" + text
    assert original(neutral(text)) == text


@pytest.mark.parametrize(
    "text", ["", "12", "почти в 3,5 раза", "'quoted'", "a=b", "2025-11-07", "more than 40 %"]
)
def test_harmless_text_is_left_alone(text):
    assert neutral(text) == original(text) == text


def test_names_of_columns_run_nothing_either():
    assert csv_bytes(pd.DataFrame({"=1+1": [1]})) == b"'=1+1\r\n1\r\n"


def test_numbers_stay_numbers():
    frame = pd.DataFrame({"x": [-1, 2], "y": [-0.1, 1e-20], "z": pd.array([-5, None], dtype="Int64")})
    assert read(csv_bytes(frame), "plain")[1:] == [["-1", "-0.1", "-5"], ["2", "1e-20", ""]]


@pytest.mark.parametrize("missing", [None, np.nan, pd.NA, pd.NaT])
def test_what_is_missing_is_an_empty_cell(missing):
    frame = pd.DataFrame({"x": pd.Series([missing, "NaT"], dtype=object), "y": ["a", "b"]})
    assert read(csv_bytes(frame), "plain")[1:] == [["", "a"], ["NaT", "b"]]


@pytest.mark.parametrize(
    ("freq", "text"), [("Y", "2025"), ("Q", "2025Q1"), ("M", "2025-01"), ("2Q", "2025Q1")]
)
def test_periods_are_text(freq, text):
    frame = pd.DataFrame({"period": pd.PeriodIndex(["2025-01"], freq=freq)})
    assert read(csv_bytes(frame), "plain") == [["period"], [text]]


def test_an_empty_frame_has_its_head():
    assert csv_bytes(FRAME.head(0)) == b"series,period,value,low,n\r\n"


SIGNS = "=+-@\t\r＝＋－＠"
LETTERS = st.sampled_from(SIGNS + "\n;,\"' \u00a0\ufeff0") | st.characters(codec="utf-8")
HOSTILE = st.text(LETTERS, max_size=12)


@given(st.lists(st.tuples(HOSTILE, HOSTILE), min_size=1, max_size=5), st.sampled_from(sorted(STYLES)))
def test_any_text_comes_back_whole_and_no_cell_runs(rows, style):
    frame = pd.DataFrame(rows, columns=["a", "b"], dtype=object)
    cells = read(csv_bytes(frame, style), style)[1:]
    assert not [
        cell for row in cells for cell in row if cell.strip(" \u00a0")[:1] in set("=+-@\t\r＝＋－＠") - {""}
    ]
    assert [tuple(original(cell) for cell in row) for row in cells] == rows


@given(
    st.lists(st.floats(allow_infinity=False, allow_nan=False), min_size=1), st.sampled_from(sorted(STYLES))
)
def test_no_digit_is_lost(numbers, style):
    rows = read(csv_bytes(pd.DataFrame({"x": numbers, "y": "."}), style), style)[1:]
    assert [float(x.replace(",", ".")) for x, _ in rows] == numbers
