"""Which column of a brought table is what, by Russian or English headings in any order."""

from __future__ import annotations

import re
from dataclasses import dataclass

from metrics.errors import Refusal
from metrics.grids import Cell, Grid, Row
from metrics.judgement import Sentence
from metrics.language import key
from metrics.numerals import numeral
from metrics.written_periods import written_period

NAMES = {"period": key("period"), "value": key("value"), "unit": key("unit"), "source": key("source")}
"""The columns and what people call them."""

# In order of preference: "Показатель" often names the indicator beside a column «Значение».
_HEADINGS: dict[str, tuple[str, ...]] = {
    "period": (
        *("период", "год", "дата", "квартал", "полугодие", "месяц", "годы", "время"),
        *("period", "year", "date", "quarter", "half-year", "month", "time_period", "time"),
    ),
    "value": (
        *("значение", "факт", "величина", "доля", "сумма", "количество", "число", "показатель"),
        *("value", "obs_value", "observed", "actual", "share", "amount", "values"),
    ),
    "unit": ("единица измерения", "единица", "единицы", "ед. изм", "ед.изм", "ед", "unit", "units"),
    "source": ("источник", "источники", "ссылка", "source", "sources", "reference", "url", "link"),
}
_UNIT = re.compile(r"[^,(]+(?:,\s*(?P<after>[^(),]{1,30})|\((?P<inside>[^()]{1,30})\))")
_DEEPEST_HEADING = 15


@dataclass(frozen=True)
class Columns:
    """The place of each column, the place of the first row of data, and what to say about it.

    `titles` are the headings as written, `unit` the unit that the heading of the values names, `width` the
    number of columns that have a heading.
    """

    places: dict[str, int]
    first: int
    titles: dict[str, str]
    unit: str
    width: int
    notes: tuple[Sentence, ...] = ()


def find_columns(sheet: Grid) -> Columns:
    """The columns of a grid: from its headings, or in the order period, value where it has none.

    Raises Refusal where neither can be told, with what was found.
    """
    filled = [i for i, row in enumerate(sheet.rows) if not row.is_empty]
    if not filled:
        raise Refusal("The file is empty.")
    for i in filled[:_DEEPEST_HEADING]:
        places = _named(sheet.rows[i])
        if "period" in places and "value" in places:
            return _headed(sheet, i, places, is_first=i == filled[0])
    first = sheet.rows[filled[0]]
    if len(first.cells) >= 2 and written_period(first.cells[0].text) and _is_number(first.cells[1]):
        note = Sentence(
            key("There are no headings; the first column is read as the period, the second as the value.")
        )
        return Columns({"period": 0, "value": 1}, filled[0], {}, "", len(first.cells), (note,))
    raise Refusal(
        "No headings for the period and the value were found; the first row holds: {found}. Call the columns "
        "“period” and “value”, or “период” and “значение”; “unit” and “source” may follow.",
        found=", ".join(cell.text[:40] for cell in first.cells if cell.text) or "—",
    )


def letter(index: int) -> str:
    """The letter of a column as in a spreadsheet: 0 → A, 26 → AA."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return text


def _headed(sheet: Grid, place: int, places: dict[str, int], *, is_first: bool) -> Columns:
    row = sheet.rows[place]
    titles = {kind: row.cells[i].text for kind, i in places.items()}
    unit = "" if "unit" in places else _unit_in(titles["value"])
    notes = []
    if not is_first:
        above = {"first": sheet.rows[0].line, "last": row.line - 1}
        notes.append(Sentence(key("Lines {first}–{last} above the headings are left aside."), above))
    if unit:
        notes.append(Sentence(key("Unit from the heading: {unit}."), {"unit": unit}))
    return Columns(places, place + 1, titles, unit, len(row.cells), tuple(notes))


def _named(row: Row) -> dict[str, int]:
    """The columns that a row names; an exact name goes before a longer one that begins with it."""
    names = [_plain(cell.text) if isinstance(cell.value, str) else "" for cell in row.cells]
    found: dict[str, int] = {}
    for kind, headings in _HEADINGS.items():
        for heading in headings:
            if heading in names and names.index(heading) not in found.values():
                found[kind] = names.index(heading)
                break
    for kind, headings in _HEADINGS.items():
        starts = re.compile("|".join(rf"{re.escape(heading)}(?![\w-])" for heading in headings))
        free = (i for i, name in enumerate(names) if i not in found.values() and starts.match(name))
        if kind not in found and (place := next(free, None)) is not None:
            found[kind] = place
    return found


def _plain(heading: str) -> str:
    return " ".join(heading.replace("\u00a0", " ").lower().strip(" .:*").split())


def _unit_in(heading: str) -> str:
    """The unit that a heading names: «Доля, %» → %, "Value (bn RUB)" → bn RUB."""
    found = _UNIT.fullmatch(heading.strip())
    return (found["after"] or found["inside"]).strip() if found else ""


def _is_number(cell: Cell) -> bool:
    return isinstance(cell.value, int | float) or numeral(cell.text) is not None
