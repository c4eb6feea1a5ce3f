"""A file that a person brings, read into an observed series: what was understood, and every fault at once.

Columns period, value and optionally unit and source, in any order, under Russian or English headings. Nothing
is guessed in silence: what could be read in two ways is a fault until the person decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

import pandas as pd

from metrics.errors import Refusal
from metrics.grids import Cell, Row, grid
from metrics.headings import Columns, find_columns, letter
from metrics.judgement import Sentence
from metrics.language import key
from metrics.numerals import Mark, Numeral, is_missing, numeral
from metrics.periods import write
from metrics.written_periods import Written, month_period, period_of_days, written_period, year_period

Numbers = dict[int, tuple[float, bool]]
"""By line: the number, and whether it was written as per cent."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a file, and where: a line, and a column by its letter as in a spreadsheet."""

    line: int | None
    column: str
    sentence: Sentence

    def __str__(self) -> str:
        places = (f"line {self.line}" if self.line else "", f"column {self.column}" if self.column else "")
        where = ", ".join(filter(None, places))
        return f"{where}: {self.sentence}" if where else str(self.sentence)


@dataclass(frozen=True, slots=True)
class Point:
    """One observed value as read, with the line it stands on and the way it was written."""

    line: int
    period: pd.Period
    value: float
    unit: str = ""
    source: str = ""
    written: str = ""


@dataclass(frozen=True)
class SeriesFile:
    """What a file holds: its points, its faults, and notes on what was understood.

    `columns` maps period, value, unit and source to the column's letter and heading; `skipped` counts rows
    without a value; `needs_mark` says that the decimal sign could not be told.
    """

    points: tuple[Point, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[Sentence, ...] = ()
    columns: dict[str, tuple[str, str]] = field(default_factory=dict)
    skipped: int = 0
    needs_mark: bool = False

    @property
    def is_sound(self) -> bool:
        return bool(self.points) and not self.faults

    def frame(self) -> pd.DataFrame:
        """The points as a table in the order of time: period, value, unit, source."""
        rows = sorted(self.points, key=lambda point: point.period.end_time)
        return pd.DataFrame(
            {
                "period": pd.Series([point.period for point in rows], dtype=object),
                "value": pd.Series([point.value for point in rows], dtype=float),
                "unit": pd.Series([point.unit for point in rows], dtype=str),
                "source": pd.Series([point.source for point in rows], dtype=str),
            }
        )


def read_series(data: bytes, *, mark: Mark | None = None) -> SeriesFile:
    """Read the bytes of a CSV or XLSX file into an observed series.

    `mark` is the decimal sign, if the person has said it; else it is what the column itself proves, and
    numbers such as "1,234" that prove nothing are faults. All faults come at once, with line and column;
    nothing is raised.
    """
    try:
        sheet = grid(data)
        columns = find_columns(sheet)
    except Refusal as refusal:
        return SeriesFile(faults=(Fault(None, "", Sentence(refusal.template, refusal.values)),))
    rows = [row for row in sheet.rows[columns.first :] if not row.is_empty]
    reading = _Reading(rows, columns, mark)
    points = reading.points()
    shown = {kind: (letter(place), columns.titles.get(kind, "")) for kind, place in columns.places.items()}
    return SeriesFile(
        tuple(points),
        tuple(sorted(reading.faults, key=lambda fault: (fault.line or 0, fault.column))),
        (*sheet.notes, *columns.notes, *reading.notes),
        shown,
        reading.skipped,
        reading.needs_mark,
    )


class _Reading:
    """One pass over the rows of a file: cells first, then what only the whole column can decide."""

    def __init__(self, rows: list[Row], columns: Columns, mark: Mark | None) -> None:
        self.rows, self.columns, self.mark = rows, columns, mark
        self.faults: list[Fault] = []
        self.notes: list[Sentence] = []
        self.skipped = 0
        self.needs_mark = False

    def points(self) -> list[Point]:
        """The points of all sound rows; what is wrong with the others goes into `faults`."""
        periods, numbers = self._periods(), self._values()
        whole = [row for row in self.rows if self._is_whole(row)]
        points, lines = [], dict[pd.Period, int]()
        for row in whole:
            period, number = periods.get(row.line), numbers.get(row.line)
            if period is None or number is None:
                continue
            if period in lines:
                text = self._cell(row, "period").text
                self._fault(
                    row,
                    "period",
                    key("“{text}” stands already in line {line}."),
                    text=text,
                    line=lines[period],
                )
                continue
            lines[period] = row.line
            points.append(self._point(row, period, *number))
        self._look_back(points)
        return points

    def _point(self, row: Row, period: pd.Period, value: float, is_percent: bool) -> Point:
        unit = self._cell(row, "unit").text or self.columns.unit or ("%" if is_percent else "")
        written = self._cell(row, "value").text
        return Point(row.line, period, value, unit, self._cell(row, "source").text, written)

    def _look_back(self, points: list[Point]) -> None:
        """What can be said only when all points are known."""
        units = sorted({point.unit for point in points})
        if len(units) > 1:
            place = letter(self.columns.places["unit"]) if "unit" in self.columns.places else ""
            told = {"units": ", ".join(unit or "—" for unit in units)}
            said = Sentence(key("The rows have different units: {units}. A series has one."), told)
            self.faults.append(Fault(None, place, said))
        if not points and not self.faults:
            self.faults.append(Fault(None, "", Sentence(key("There is no row with a period and a value."))))
        if self.skipped:
            self.notes.append(Sentence(key("Rows without a value, left out: {n}."), {"n": self.skipped}))
        if len({point.period.freqstr for point in points}) > 1:
            self.notes.append(Sentence(key("The periods differ in length; each stays as it is written.")))

    def _periods(self) -> dict[int, pd.Period]:
        """The periods by line."""
        found: dict[int, Written] = {}
        for row in self.rows:
            cell = self._cell(row, "period")
            written = _written(cell)
            if written is None and not cell.text:
                self._fault(row, "period", key("The period is missing."))
            elif written is None:
                self._fault(
                    row,
                    "period",
                    key(
                        "“{text}” is not a period; write 2024, 2024-H1, 2024-Q1, 2024-03, I квартал 2024 "
                        "or март 2024."
                    ),
                    text=cell.text[:60],
                )
            elif written.is_ambiguous:
                self._fault(
                    row,
                    "period",
                    key(
                        "“{text}” may name the day or the month first; write the year, 2024-03 or 31.03.2024."
                    ),
                    text=cell.text[:60],
                )
            else:
                found[row.line] = written
        return self._by_days(found)

    def _by_days(self, found: dict[int, Written]) -> dict[int, pd.Period]:
        """Days turned into the years or months that they stand for; the rest as it is."""
        days = [written.day for written in found.values() if written.day]
        kind = period_of_days(days) if days else ""
        if kind == "year":
            self.notes.append(Sentence(key("Dates at the turn of the year are read as years.")))
        elif kind == "month":
            self.notes.append(Sentence(key("Dates are read as their months.")))
        if any(written.is_span for written in found.values()):
            self.notes.append(Sentence(key("A span such as 2015/16 counts as its first year.")))
        periods = {line: written.period for line, written in found.items() if written.period is not None}
        for line, written in found.items():
            if written.day:
                periods[line] = year_period(written.day.year) if kind == "year" else month_period(written.day)
        return periods

    def _values(self) -> Numbers:
        """The numbers by line."""
        numbers: Numbers = {}
        texts: list[tuple[Row, Numeral]] = []
        for row in self.rows:
            cell = self._cell(row, "value")
            if cell.formula:
                self._tell_formula(row, cell)
            if isinstance(cell.value, int | float):
                numbers[row.line] = (
                    _hundredfold(cell.value) if cell.percent else float(cell.value),
                    cell.percent,
                )
            elif is_missing(cell.text):
                self.skipped += not cell.formula
            elif read := numeral(cell.text):
                texts.append((row, read))
            else:
                self._fault(row, "value", key("“{text}” is not a number."), text=cell.text[:60])
        return numbers | self._by_mark(texts)

    def _by_mark(self, texts: list[tuple[Row, Numeral]]) -> Numbers:
        """Written numbers, by the decimal sign that the person gave or the column proves."""
        proven = [sign for _, read in texts if (sign := read.decides)]
        mark = self.mark or (Counter(proven).most_common(1)[0][0] if proven else None)
        if mark:
            self.notes.append(Sentence(key("Decimal sign: “{mark}”."), {"mark": mark}))
        numbers: Numbers = {}
        for row, read in texts:
            value = read.read(mark or ",")
            if value is not None and (mark or read.is_plain):
                numbers[row.line] = (value, read.percent)
            elif mark:
                text = self._cell(row, "value").text[:60]
                self._fault(
                    row,
                    "value",
                    key("“{text}” does not go with the decimal sign “{mark}”."),
                    text=text,
                    mark=mark,
                )
            else:
                self.needs_mark = True
                low, high = sorted((read.by_comma or 0.0, read.by_point or 0.0), key=abs)
                self._fault(
                    row,
                    "value",
                    key("“{text}” may be {low} or {high}: say which sign is the decimal one."),
                    text=self._cell(row, "value").text[:60],
                    low=low,
                    high=high,
                )
        return numbers

    def _tell_formula(self, row: Row, cell: Cell) -> None:
        if cell.value is None:
            said = key("The cell holds a formula without a result: save the file in Excel or put the number.")
            self._fault(row, "value", said)
        else:
            place = f"{letter(self.columns.places['value'])}{row.line}"
            said = key("Cell {cell} holds a formula; its last result is read.")
            self.notes.append(Sentence(said, {"cell": place}))

    def _is_whole(self, row: Row) -> bool:
        """Whether a row has no more cells than the headings: an unquoted decimal comma makes one more."""
        extra = [i for i, cell in enumerate(row.cells) if i >= self.columns.width and cell.text]
        if extra:
            said = key(
                "The line has more cells than there are headings; where commas separate columns, a decimal "
                "comma "
                "needs quotation marks."
            )
            self.faults.append(Fault(row.line, letter(extra[0]), Sentence(said)))
        return not extra

    def _cell(self, row: Row, kind: str) -> Cell:
        place = self.columns.places.get(kind)
        return row.cells[place] if place is not None and place < len(row.cells) else Cell(None)

    def _fault(self, row: Row, kind: str, template: str, **values: object) -> None:
        self.faults.append(Fault(row.line, letter(self.columns.places[kind]), Sentence(template, values)))


def _written(cell: Cell) -> Written | None:
    if isinstance(cell.value, datetime):
        return Written(day=cell.value.date())
    if isinstance(cell.value, float) and not cell.value.is_integer():
        return None  # Excel keeps 2024.10 as 2024.1: what was meant is lost
    return written_period(cell.text)


def _hundredfold(value: float) -> float:
    """A fraction shown as per cent, without binary dust: 0.145 → 14.5."""
    return float(Decimal(repr(value)) * 100)


def catalogue_entry(
    points: Collection[Point], *, name: str, indicator: str, geography: str, units: Collection[str] = ()
) -> str:
    """The series as an entry for data/observations.yaml.

    A unit is written where it is among `units`, the ids that the catalogue knows. Sources stand as comments:
    a person makes them entries of their own.
    """
    import yaml

    ids = {"id": name, "indicator": indicator, "geography": geography}
    lines = yaml.safe_dump([ids], allow_unicode=True, sort_keys=False, width=10_000).splitlines()
    lines.append("  points:")
    for point in sorted(points, key=lambda each: each.period.end_time):
        unit = f", unit: {yaml.safe_dump(point.unit).splitlines()[0]}" if point.unit in units else ""
        told = "".join(c for c in " ".join(point.source.split()) if c.isprintable())
        comment = f"  # {told}" if told else ""
        number = f"{Decimal(repr(point.value)):f}".removesuffix(".0")
        lines.append(f"    - {{period: {write(point.period)}, value: {number}{unit}}}{comment}")
    return "\n".join(lines) + "\n"
