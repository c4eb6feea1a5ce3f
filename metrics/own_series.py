"""A brought series beside the indicator it is meant for: whether unit and values can be those of the
indicator.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from metrics.judgement import Sentence
from metrics.language import key
from metrics.series_file import Fault, Point, SeriesFile

if TYPE_CHECKING:
    from metrics.model import Indicator, Unit

TEMPLATE = (
    ("period", "value", "unit", "source"),
    ("2024", "12.5", "", ""),
    ("2025-H1", "13.1", "", ""),
    ("2025-Q3", "13.4", "", ""),
    ("2025-10", "13.6", "", ""),
)
"""An example of a file, to be filled in by a person."""


def fitted(read: SeriesFile, indicator: Indicator, units: Iterable[Unit]) -> SeriesFile:
    """The series in the indicator's unit, with a fault for each value or unit that cannot be the indicator's.

    A unit of the same dimension is converted and said so; one that is not known, or of another dimension, is
    a fault. Without a unit the indicator's own is taken, and said so.
    """
    if not read.points:
        return read
    written = read.points[0].unit
    unit = unit_of(written, units) if written else indicator.unit
    if unit is None or unit.dimension != indicator.unit.dimension:
        said = key("The unit “{unit}” is not one that “{wanted}” can be converted from.")
        fault = Fault(None, read.columns.get("unit", ("", ""))[0], Sentence(said, _units(written, indicator)))
        return replace(read, faults=(*read.faults, fault))
    notes = list(read.notes)
    points = read.points
    if not written:
        notes.append(
            Sentence(
                key("The file names no unit; the values are taken to be in: {unit}."),
                {"unit": indicator.unit.name},
            )
        )
    elif unit.factor != indicator.unit.factor:
        notes.append(Sentence(key("Converted from “{unit}” to “{wanted}”."), _units(written, indicator)))
        points = tuple(replace(p, value=p.value * unit.factor / indicator.unit.factor) for p in points)
    beyond = [_beyond(point, indicator, read) for point in points if _is_beyond(point.value, indicator)]
    return replace(read, points=points, notes=tuple(notes), faults=(*read.faults, *beyond))


def unit_of(text: str, units: Iterable[Unit]) -> Unit | None:
    """The catalogue's unit that a text names: by its id or its name in either language."""
    wanted = _plain(text)
    return next((u for u in units if wanted in {_plain(u.id), _plain(u.name.ru), _plain(u.name.en)}), None)


def _plain(text: str) -> str:
    plain = " ".join(text.lower().replace("\u00a0", " ").replace(".", " ").split())
    for long, short in (
        ("рублей", "₽"),
        ("руб", "₽"),
        ("процентов", "%"),
        ("per cent", "%"),
        ("percent", "%"),
    ):
        plain = plain.replace(long, short)
    return plain


def _units(written: str, indicator: Indicator) -> dict[str, object]:
    return {"unit": written, "wanted": indicator.unit.name}


def _is_beyond(value: float, indicator: Indicator) -> bool:
    low, high = indicator.limits
    return (low is not None and value < low) or (high is not None and value > high)


def _beyond(point: Point, indicator: Indicator, read: SeriesFile) -> Fault:
    low, high = (
        limit if limit is not None else sign * float("inf")
        for limit, sign in zip(indicator.limits, (-1, 1), strict=True)
    )
    said = key("“{text}” lies beyond the natural limits of the indicator, {low} to {high}.")
    values = {"text": point.written, "low": low, "high": high}
    return Fault(point.line, read.columns.get("value", ("", ""))[0], Sentence(said, values))
