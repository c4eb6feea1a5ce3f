"""Bytes of a CSV or XLSX file as a grid of cells; nothing in them is run, nothing is lost without a word."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from metrics.errors import Refusal
from metrics.exports.csv import original
from metrics.judgement import Sentence
from metrics.language import key

SEPARATORS = {
    ";": key("Columns are separated by semicolons."),
    "\t": key("Columns are separated by tabs."),
    ",": key("Columns are separated by commas."),
}
MAX_BYTES = 5_000_000
MAX_UNPACKED = 60_000_000
MAX_ROWS, MAX_COLUMNS = 20_000, 100


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: text, a number, a date or nothing.

    `percent` marks a number shown as per cent, `formula` one whose value is the last result of a formula.
    """

    value: str | float | int | datetime | None
    percent: bool = False
    formula: bool = False

    @property
    def text(self) -> str:
        return "" if self.value is None else str(self.value).strip()


@dataclass(frozen=True, slots=True)
class Row:
    """A row and the line of the file on which it begins."""

    line: int
    cells: tuple[Cell, ...]

    @property
    def is_empty(self) -> bool:
        return not any(cell.text for cell in self.cells)


@dataclass(frozen=True)
class Grid:
    """All rows of a file, and what was understood on the way."""

    rows: tuple[Row, ...]
    notes: tuple[Sentence, ...]


def grid(data: bytes) -> Grid:
    """The rows of a CSV or XLSX file. Raises Refusal for what is neither, or is too large."""
    if len(data) > MAX_BYTES:
        raise Refusal(
            "The file has {size} MB; up to {limit} MB are read.",
            size=len(data) / 1e6,
            limit=MAX_BYTES // 1_000_000,
        )
    if not data.strip():
        raise Refusal("The file is empty.")
    if data.startswith(b"PK\x03\x04"):
        return _workbook(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refusal("This is an old Excel file (.xls) or one with a password; save it as .xlsx or CSV.")
    return _csv(data)


def _csv(data: bytes) -> Grid:
    text, encoding = _decoded(data)
    notes = [Sentence(key("Encoding: {encoding}."), {"encoding": encoding})]
    separator, text, start = _separator(text)
    notes.append(Sentence(SEPARATORS[separator]))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows, line = [], start
    try:
        for record in reader:
            rows.append(Row(line, tuple(Cell(original(cell.strip())) for cell in record)))
            line = start + reader.line_num
            _check_size(len(rows), len(record))
    except csv.Error as error:
        raise Refusal("Line {line} cannot be read as CSV: {why}.", line=line, why=str(error)) from None
    return Grid(tuple(rows), tuple(notes))


def _decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: what its mark says, else UTF-8, else Windows-1251."""
    marks = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
    candidates = [encoding for mark, encoding in marks if data.startswith(mark)]
    if not candidates and b"\0" in data:  # UTF-16 without its mark: the empty half of digits tells the order
        low_first = data[1::2].count(0) >= data[::2].count(0)
        candidates = ["utf-16-le" if low_first else "utf-16-be"]
    for encoding in candidates or ["utf-8", "cp1251"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, {"cp1251": "Windows-1251", "utf-8-sig": "UTF-8"}.get(encoding, encoding.upper())
    raise Refusal("The file is neither CSV nor XLSX: its bytes are no text. Save it as CSV (UTF-8) or XLSX.")


def _separator(text: str) -> tuple[str, str, int]:
    """The column separator, the text after a `sep=` line, and the number of its first line."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and first.strip()[4:5] in {";", ","}:
        return first.strip()[4], rest, 2

    def regularity(separator: str) -> tuple[int, int]:
        """Records of at least two cells in the most frequent width; in a tie the earlier separator wins."""
        widths = [len(record) for record in _sample(text, separator) if len(record) > 1]
        return max((widths.count(width) for width in set(widths)), default=0), -";\t,".index(separator)

    return max(";\t,", key=regularity), text, 1


def _sample(text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text[:50_000], newline=""), delimiter=separator)
    try:
        for _, record in zip(range(200), reader, strict=False):
            yield record
    except csv.Error:
        return


def _workbook(data: bytes) -> Grid:
    try:
        _check_archive(data)
        return _first_sheet(data)
    except Refusal:
        raise
    except Exception as error:  # noqa: BLE001 - openpyxl lets through whatever its parsers meet in a broken file
        raise Refusal("The file cannot be read as XLSX: {why}.", why=str(error)[:200]) from None


def _check_archive(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > MAX_UNPACKED:
            raise Refusal(
                "Unpacked the file would have {size} MB; up to {limit} MB are read.",
                size=unpacked / 1e6,
                limit=MAX_UNPACKED // 1_000_000,
            )
        for name in archive.namelist():
            with archive.open(name) as part:
                if b"<!DOCTYPE" in part.read(4000):
                    raise Refusal(
                        "The file declares entities of its own, which no spreadsheet needs; it is not read."
                    )


def _first_sheet(data: bytes) -> Grid:
    """The first sheet that holds anything."""
    from openpyxl import load_workbook

    # Twice, because openpyxl gives either the formulas or their last results.
    results, formulas = (
        load_workbook(io.BytesIO(data), read_only=True, data_only=last, keep_links=False)
        for last in (True, False)
    )
    notes = []
    for sheet in results.worksheets:
        rows = _sheet_rows(sheet, formulas[sheet.title])
        if not all(row.is_empty for row in rows):
            notes.append(Sentence(key("Sheet read: “{sheet}”."), {"sheet": sheet.title}))
            others = [other.title for other in results.worksheets if other.title != sheet.title]
            if others:
                notes.append(Sentence(key("Sheets left aside: {sheets}."), {"sheets": ", ".join(others)}))
            return Grid(rows, tuple(notes))
    raise Refusal("The file is empty.")


def _sheet_rows(sheet: Any, twin: Any) -> tuple[Row, ...]:
    rows = []
    limits = {"max_row": MAX_ROWS + 1, "max_col": MAX_COLUMNS + 1}
    for line, (row, formula) in enumerate(
        zip(sheet.iter_rows(**limits), twin.iter_rows(**limits), strict=True), start=1
    ):
        cells = tuple(_cell(one, two) for one, two in zip(row, formula, strict=True))
        width = max((i for i, cell in enumerate(cells, 1) if cell.text or cell.formula), default=0)
        rows.append(Row(line, cells[:width]))
        _check_size(line, width)
    return tuple(rows)


def _cell(result: Any, formula: Any) -> Cell:
    shown = str(getattr(result, "number_format", None) or "")
    value = result.value
    if hasattr(value, "year") and not isinstance(value, datetime):
        value = datetime(value.year, value.month, value.day)  # noqa: DTZ001 - a day of a calendar
    if not isinstance(value, str | int | float | datetime | None) or isinstance(value, bool):
        value = str(value)
    is_formula = formula.data_type == "f"
    if isinstance(value, str):
        value = original(value)
    number = isinstance(value, int | float)
    return Cell(value, percent=number and "%" in shown, formula=is_formula)


def _check_size(rows: int, columns: int) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        raise Refusal(
            "The table is too large for one series: up to {rows} rows and {columns} columns are read.",
            rows=MAX_ROWS,
            columns=MAX_COLUMNS,
        )
