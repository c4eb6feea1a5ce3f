"""A file that a person brings becomes an observed series: all that was understood, every fault."""

import io
import shutil
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import metrics
from metrics.grids import MAX_BYTES
from metrics.numerals import numeral
from metrics.series_file import catalogue_entry, read_series
from metrics.written_periods import written_period


def points(data, **options):
    """What a file says, as {period: value}; its faults must be none."""
    data = data.encode() if isinstance(data, str) else data
    found = read_series(data, **options)
    assert [str(fault) for fault in found.faults] == []
    return {(str(p.period), p.period.freqstr): p.value for p in found.points}


def faults(data, **options):
    data = data.encode() if isinstance(data, str) else data
    return [str(fault) for fault in read_series(data, **options).faults]


def notes(data, **options):
    data = data.encode() if isinstance(data, str) else data
    return " ".join(map(str, read_series(data, **options).notes))


def years(**values):
    return {(name[1:], "Y-DEC"): value for name, value in values.items()}


def workbook(rows, *, shape=None, sheet="Лист1"):
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    if shape:
        shape(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


# Forms of a file


@pytest.mark.parametrize(
    "text",
    [
        "Период;Значение\n2023;12,5\n2024;14\n",
        "Год;Доля, %\n2023;12,5\n2024;14\n",
        "period,value\n2023,12.5\n2024,14\n",
        "year\tvalue\n2023\t12.5\n2024\t14\n",
        'period,value\n2023,"12,5"\n2024,14\n',
        "value,period\n12.5,2023\n14,2024\n",
        "Источник;Значение;Ед. изм.;Период\nРосстат;12,5;%;2023\nРосстат;14;%;2024\n",
        "sep=;\nperiod;value\n2023;12,5\n2024;14\n",
        "2023;12,5\n2024;14\n",
        "\n\nДоля кластеров в промышленности\n\nПериод;Значение\n2023;12,5\n2024;14\n",
        "Показатель;Год;Значение\nДоля;2023;12,5\nДоля;2024;14\n",
        "Период;Значение\r\n2024;14\r\n\r\n2023;12,5\r\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1251"])
def test_headings_order_separators_and_encodings_are_understood(text, encoding):
    assert points(text.encode(encoding)) == years(y2023=12.5, y2024=14)


def test_the_encoding_the_separator_and_the_decimal_sign_are_told():
    told = notes("Период;Значение\n2023;12,5\n".encode("cp1251"))
    assert "Encoding: Windows-1251." in told
    assert "separated by semicolons" in told
    assert "Decimal sign: “,”." in told


def test_columns_are_told_by_letter_and_heading():
    found = read_series("Источник;Значение;Период\nРосстат;12;2023\n".encode())
    assert found.columns == {
        "period": ("C", "Период"),
        "value": ("B", "Значение"),
        "source": ("A", "Источник"),
    }
    assert (found.points[0].source, found.points[0].line) == ("Росстат", 2)


def test_a_unit_comes_from_its_column_the_heading_or_the_sign():
    assert read_series("период;значение;единица\n2023;12;%\n".encode()).points[0].unit == "%"
    assert (
        read_series("период;Выручка;Значение (млрд руб.)\n2023;x;12\n".encode()).points[0].unit == "млрд руб."
    )
    assert read_series("период;значение, %\n2023;12\n".encode()).points[0].unit == "%"
    assert read_series("период;значение\n2023;12 %\n".encode()).points[0].unit == "%"


# Numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 234,5", 1234.5),
        ("1\u00a0234,5", 1234.5),
        ("1\u202f234\u202f567,89", 1234567.89),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1'234.5", 1234.5),
        ("12 %", 12),
        ("12,5%", 12.5),
        ("−3,5", -3.5),
        ("–3", -3),
        ("+7", 7),
        ("0,125", 0.125),
        ("1.234.567", 1234567),
        ("1e3", 1000),
        (".5", 0.5),
    ],
)
def test_numbers_are_read_as_people_write_them(text, value):
    assert points(f'period\tvalue\n2023\t"{text}"\n') == years(y2023=value)


@pytest.mark.parametrize("text", ["12 34", "1,23,456", "abc", "12,", "1.2.3", "=1+1", "12..5", "٣", "12руб"])
def test_what_is_no_number_is_a_fault_with_line_and_column(text):
    assert faults(f'period\tvalue\n2023\t"{text}"\n') == [f"line 2, column B: “{text}” is not a number."]


def test_an_ambiguous_number_is_asked_about_never_guessed():
    text = "period;value\n2023;1,234\n2024;12\n"
    found = read_series(text.encode())
    assert found.needs_mark
    assert [str(f) for f in found.faults] == [
        "line 2, column B: “1,234” may be 1.23 or 1,234: say which sign is the decimal one."
    ]
    assert points(text, mark=",") == years(y2023=1.234, y2024=12)
    assert points(text, mark=".") == years(y2023=1234, y2024=12)


def test_another_number_of_the_column_settles_an_ambiguous_one():
    assert points("period;value\n2023;1,234\n2024;0,5\n") == years(y2023=1.234, y2024=0.5)
    assert points("period;value\n2023;1,234\n2024;0.5\n") == years(y2023=1234, y2024=0.5)


def test_two_decimal_signs_in_one_column_are_a_fault():
    assert faults("period;value\n2022;0,5\n2023;0,6\n2024;0.7\n") == [
        "line 4, column B: “0.7” does not go with the decimal sign “,”."
    ]


@given(st.integers(-(10**9), 10**9), st.integers(0, 99))
def test_a_number_reads_the_same_however_it_is_written(whole, cents):
    value = float(f"{whole}.{cents:02d}")
    russian = f"{whole:,}".replace(",", "\u00a0") + f",{cents:02d}"
    english = f"{whole:,}.{cents:02d}"
    assert numeral(russian).read(",") == value
    assert numeral(english).read(".") == value
    assert numeral(russian).decides == ","


# Periods


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024", ("2024", "Y-DEC")),
        ("2024 г.", ("2024", "Y-DEC")),
        ("2024 год", ("2024", "Y-DEC")),
        ("2024-Q1", ("2024Q1", "Q-DEC")),
        ("Q3 2024", ("2024Q3", "Q-DEC")),
        ("1 кв. 2024", ("2024Q1", "Q-DEC")),
        ("IV квартал 2024 г.", ("2024Q4", "Q-DEC")),
        ("2-й квартал 2024 года", ("2024Q2", "Q-DEC")),
        ("третий квартал 2024", ("2024Q3", "Q-DEC")),
        ("2024-H2", ("2024Q3", "2Q-DEC")),
        ("1H2024", ("2024Q1", "2Q-DEC")),
        ("1 полугодие 2024", ("2024Q1", "2Q-DEC")),
        ("II полугодие 2024 года", ("2024Q3", "2Q-DEC")),
        ("первое полугодие 2024", ("2024Q1", "2Q-DEC")),
        ("2024-03", ("2024-03", "M")),
        ("03.2024", ("2024-03", "M")),
        ("март 2024", ("2024-03", "M")),
        ("Марта 2024 г.", ("2024-03", "M")),
        ("May 2024", ("2024-05", "M")),
        ("мая 2024", ("2024-05", "M")),
        ("2015/16", ("2015", "Y-DEC")),
        ("2015-16", ("2015", "Y-DEC")),
    ],
)
def test_periods_are_read_in_both_languages(text, period):
    assert points(f"period;value\n{text};12\n") == {period: 12}


@pytest.mark.parametrize(
    "text", ["вчера", "Q5 2024", "3 полугодие 2024", "2024-13", "24", "32.01.2024", "9 мес. 2024"]
)
def test_what_is_no_period_is_a_fault(text):
    (only,) = faults(f"period;value\n{text};12\n")
    assert only.startswith(f"line 2, column A: “{text}” is not a period;")


def test_a_day_before_or_after_its_month_is_asked_about():
    assert "may name the day or the month first" in faults("period;value\n03/04/2024;12\n")[0]
    assert points("period;value\n31/03/2024;12\n") == {("2024-03", "M"): 12}


def test_dates_stand_for_years_if_all_are_at_the_turn_of_one_else_for_months():
    assert points("date;value\n31.12.2023;12\n31.12.2024;13\n") == years(y2023=12, y2024=13)
    assert points("date;value\n2023-01-01;12\n2024-01-01;13\n") == years(y2023=12, y2024=13)
    months = {("2023-12", "M"): 12, ("2024-03", "M"): 13}
    assert points("date;value\n31.12.2023;12\n31.03.2024;13\n") == months
    assert "Dates are read as their months." in notes("date;value\n31.12.2023;12\n31.03.2024;13\n")


def test_periods_of_different_length_stay_and_are_told():
    text = "period;value\n2023;12\n2024-H1;13\n"
    assert len(points(text)) == 2
    assert "differ in length" in notes(text)


@given(st.integers(1900, 2100), st.sampled_from(["", "-H1", "-H2", "-Q1", "-Q4", "-01", "-12"]))
def test_the_catalogues_own_form_of_a_period_is_understood(year, part):
    from metrics.periods import parse

    text = f"{year}{part}"
    found = written_period(text)
    assert found.is_span or found.period == parse(text)


# Faults, all at once


def test_all_faults_come_at_once_and_no_row_is_lost():
    text = (
        "period;value;source\n"
        "2020;12;a\n"  # 2: sound
        "вчера;13;b\n"  # 3
        "2021;много;c\n"  # 4
        "2020;14;d\n"  # 5: twice
        ";15;e\n"  # 6
        "2022;;f\n"  # 7: no value
        "2023;н/д;g\n"  # 8: no value
        "2024;16;h;лишнее\n"  # 9
    )
    found = read_series(text.encode())
    assert [(fault.line, fault.column) for fault in found.faults] == [
        (3, "A"), (4, "B"), (5, "A"), (6, "A"), (9, "D"),
    ]  # fmt: skip
    assert "stands already in line 2" in str(found.faults[2])
    assert (len(found.points), found.skipped) == (1, 2)
    assert not found.is_sound
    assert "Rows without a value, left out: 2." in map(str, found.notes)


def test_an_unquoted_decimal_comma_between_commas_is_caught():
    (only,) = faults("period,value\n2023,12\n2024,12,5\n")
    assert only.startswith("line 3, column C: The line has more cells than there are headings")


def test_a_record_over_several_lines_counts_its_first():
    text = 'period;value;source\n2023;12;"Росстат,\nтаблица 2"\n2024;x1;b\n'
    assert faults(text) == ["line 4, column B: “x1” is not a number."]


def test_rows_of_different_units_are_a_fault():
    (only,) = faults("period;value;unit\n2023;12;%\n2024;0,13;доля\n")
    assert only == "column C: The rows have different units: %, доля. A series has one."


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "The file is empty."),
        (b" \n\n", "The file is empty."),
        ("Ключ;Имя\n1;2\n".encode(), "the first row holds: Ключ, Имя"),
        (b"period;value\n", "There is no row with a period and a value."),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "its bytes are no text"),
        (b"\xd0\xcf\x11\xe0" + b"0" * 100, "old Excel file"),
        (b"PK\x03\x04" + b"0" * 100, "cannot be read as XLSX"),
        (b"x" * (MAX_BYTES + 1), "up to 5 MB are read"),
        (b"period;value\n" + b"2024;1\n" * 30_000, "too large for one series"),
    ],
)
def test_what_cannot_be_read_says_why(data, why):
    (only,) = faults(data)
    assert why in only


@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: ("period;value\n" + text).encode()))
def test_any_bytes_give_an_answer_and_every_row_is_accounted_for(data):
    found = read_series(data)
    assert found.points or found.faults or found.skipped or found.notes


# XLSX


def test_a_workbook_reads_like_a_csv():
    data = workbook(
        [["Период", "Значение", "Источник"], [2023, 12.5, "Росстат"], ["1 кв. 2024", "14,5", None]]
    )
    assert points(data) == {("2023", "Y-DEC"): 12.5, ("2024Q1", "Q-DEC"): 14.5}
    assert "Sheet read: “Лист1”." in notes(data)


def test_excel_dates_and_percentages_keep_their_meaning():
    def shape(book):
        for cell in book.active["B"][1:]:
            cell.number_format = "0.0%"

    rows = [["Дата", "Доля"], [date(2023, 12, 31), 0.145], [date(2024, 12, 31), 0.12]]
    data = workbook(rows, shape=shape)
    assert points(data) == years(y2023=14.5, y2024=12)
    assert {point.unit for point in read_series(data).points} == {"%"}


def test_the_first_sheet_that_holds_anything_is_read_and_the_others_are_told():
    def shape(book):
        book.create_sheet("Пусто", 0)
        book.create_sheet("Прочее").append([1])

    data = workbook([["период", "значение"], [2023, 12]], shape=shape)
    assert points(data) == years(y2023=12)
    assert "Sheets left aside: Пусто, Прочее." in notes(data)


def test_a_formula_is_never_run_and_its_missing_result_is_a_fault():
    data = workbook([["период", "значение"], [2023, "=1+11"], [2024, 13]])
    (only,) = faults(data)
    assert only.startswith("line 2, column B: The cell holds a formula without a result")


def test_the_last_result_of_a_formula_is_read_and_told():
    plain = workbook([["период", "значение"], [2023, "=1+11"]])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name.endswith("sheet1.xml"):
                text = (
                    text.replace(b"<v></v>", b"<v>12</v>")
                    .replace(b"<v />", b"<v>12</v>")
                    .replace(b"<v/>", b"<v>12</v>")
                )
            target.writestr(name, text)
    assert points(out.getvalue()) == years(y2023=12)
    assert "Cell B2 holds a formula" in notes(out.getvalue())


def test_a_year_and_month_that_excel_took_for_a_number_is_a_fault():
    # 2024.10 is kept as 2024.1: October and January cannot be told apart
    assert "is not a period" in faults(workbook([["период", "значение"], [2024.1, 12]]))[0]


def test_a_workbook_that_unpacks_beyond_measure_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 70_000_000)
    assert "up to 60 MB are read" in faults(out.getvalue())[0]


def test_entities_that_explode_are_refused():
    bomb = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "a" * 10}">' for i in range(12))
    plain, out = workbook([["период", "значение"], [2023, "laugh"]]), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name).decode()
            if name.endswith("sheet1.xml"):
                text = f"<!DOCTYPE worksheet [{bomb}]>" + text.replace("laugh", "&e11;")
            target.writestr(name, text)
    assert "declares entities of its own" in faults(out.getvalue())[0]


# Taken away


def test_the_series_can_be_taken_away_as_a_catalogue_entry(tmp_path):
    text = (
        "период;значение;единица;источник\n"
        "2023;12,5;%;Росстат: «a» # {x}\n"
        "2024-H1;0,00001;%;=HYPERLINK(1)\n"
        "март 2025;33;%;\n"
    )
    found = read_series(text.encode())
    entry = catalogue_entry(
        found.points, name="my-share", indicator="cluster-revenue-share", geography="moscow", units={"%"}
    )
    folder = tmp_path / "data"
    shutil.copytree("data", folder)
    with (folder / "observations.yaml").open("a", encoding="utf-8") as file:
        file.write(entry)
    loaded = metrics.load(folder)
    assert [str(fault) for fault in loaded.faults if fault.entry == "my-share"] == []
    own = loaded.observations["my-share"]
    assert [(str(p.period), p.value) for p in own.points] == [
        ("2023", 12.5), ("2024Q1", 0.00001), ("2025-03", 33),
    ]  # fmt: skip


def test_the_table_is_in_the_order_of_time():
    frame = read_series(b"period;value\n2024;2\n2023-Q2;1\n").frame()
    assert list(frame.columns) == ["period", "value", "unit", "source"]
    assert frame["value"].tolist() == [1, 2]
