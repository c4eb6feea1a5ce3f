"""Periods as people write them: 2024, I квартал 2024, 1 полугодие 2024, март 2024, 2024-Q1, 31.12.2024."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import pandas as pd

from metrics.periods import HALF_YEAR

_MONTHS = {
    name: number
    for names in (
        "янв фев мар апр май июн июл авг сен окт ноя дек",
        "jan feb mar apr may jun jul aug sep oct nov dec",
    )
    for number, name in enumerate(names.split(), start=1)
} | {"мая": 5}
_ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "перв": 1, "втор": 2, "трет": 3, "четв": 4}
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d|21\d\d)(?:\s*(?:г\.?|гг\.?|год|года))?"
_NTH = r"(?P<nth>[1-4](?:-?(?:й|ый|е|ое|го|st|nd|rd|th))?|iv|i{1,3}|(?:перв|втор|трет|четв)\w*)"
_QUARTER = r"(?:кв\.?|кварт\w*\.?|q|qtr|quarter)"
_HALF = r"(?:п/г|пг|п\.?/?г\.?|полуг\w*\.?|h|half|half[- ]year)"
_GAP = r"[\s,./-]*"
_FORMS = {
    "year": [rf"{_YEAR}(?:\.0)?"],
    "quarter": [
        rf"{_NTH}{_GAP}{_QUARTER}{_GAP}{_YEAR}",
        rf"{_QUARTER}{_GAP}{_NTH}{_GAP}{_YEAR}",
        rf"{_YEAR}{_GAP}{_NTH}{_GAP}{_QUARTER}",
        rf"{_YEAR}{_GAP}{_QUARTER}{_GAP}{_NTH}",
    ],
    "half": [
        rf"{_NTH}{_GAP}{_HALF}{_GAP}{_YEAR}",
        rf"{_HALF}{_GAP}{_NTH}{_GAP}{_YEAR}",
        rf"{_YEAR}{_GAP}{_NTH}{_GAP}{_HALF}",
        rf"{_YEAR}{_GAP}{_HALF}{_GAP}{_NTH}",
    ],
    "month": [
        rf"{_YEAR}[-./](?P<month>0?[1-9]|1[0-2])",
        rf"(?P<month>0?[1-9]|1[0-2])[-./]{_YEAR}",
        rf"(?P<name>[a-zа-я]{{3,9}})\.?{_GAP}{_YEAR}",
        rf"{_YEAR}{_GAP}(?P<name>[a-zа-я]{{3,9}})\.?",
    ],
    "span": [r"(?P<year>1[5-9]\d\d|20\d\d|21\d\d)[/–-](?P<next>\d\d|\d{4})"],
    "date": [
        r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)(?:[ t]00:00(?::00(?:\.0+)?)?)?",
        r"(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>\d{4})(?: 0?0:00(?::00)?)?",
    ],
    "either": [r"(?P<one>\d\d?)/(?P<two>\d\d?)/(?P<year>\d{4})"],
}
_COMPILED = [(kind, re.compile(form)) for kind, forms in _FORMS.items() for form in forms]


@dataclass(frozen=True, slots=True)
class Written:
    """A period as written: `period` where it names one, `day` where it names a day that stands for one.

    `is_span` marks 2015/16, which counts as its first year; `is_ambiguous` 03/04/2024, March or April.
    """

    period: pd.Period | None = None
    day: date | None = None
    is_span: bool = False
    is_ambiguous: bool = False


def written_period(text: str) -> Written | None:
    """What a text says as a period, or None if it says none."""
    plain = " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").lower().split())
    for kind, form in _COMPILED:
        if (found := form.fullmatch(plain)) and (written := _made(kind, found.groupdict())):
            return written
    return None


def period_of_days(days: list[date]) -> str:
    """What a column of days stands for: "year" if all are first or all are last days of a year, else
    "month".
    """
    ends = {(day.month, day.day) for day in days}
    return "year" if ends in ({(1, 1)}, {(12, 31)}) else "month"


def year_period(year: int) -> pd.Period:
    """A calendar year."""
    return pd.Period(year=year, freq="Y-DEC")


def month_period(day: date) -> pd.Period:
    """The month of a day."""
    return pd.Period(year=day.year, month=day.month, freq="M")


def _made(kind: str, parts: dict[str, str | None]) -> Written | None:
    year = int(parts["year"] or 0)
    if kind == "year":
        return Written(year_period(year))
    if kind == "span":
        following = str(parts["next"])
        if int(following) != (year + 1 if len(following) == 4 else (year + 1) % 100):
            return None
        return Written(year_period(year), is_span=True)
    if kind in ("quarter", "half"):
        return _part(kind, year, _nth(str(parts["nth"])))
    if kind == "month":
        month = int(parts["month"] or 0) if parts.get("month") else _MONTHS.get(str(parts["name"])[:3])
        return Written(pd.Period(year=year, month=month, freq="M")) if month else None
    if kind == "either":
        one, two = int(parts["one"] or 0), int(parts["two"] or 0)
        if one <= 12 and two <= 12 and one != two:
            return Written(is_ambiguous=True)
        month, day = (two, one) if one > 12 else (one, two)
        return _day(year, month, day)
    return _day(year, int(parts["month"] or 0), int(parts["day"] or 0))


def _part(kind: str, year: int, nth: int) -> Written | None:
    if kind == "quarter":
        return Written(pd.Period(year=year, quarter=nth, freq="Q-DEC"))
    return Written(pd.Period(year=year, quarter=2 * nth - 1, freq=HALF_YEAR)) if nth <= 2 else None


def _nth(text: str) -> int:
    if text[0].isdigit():
        return int(text[0])
    return next(n for word, n in reversed(_ORDINALS.items()) if text.startswith(word))


def _day(year: int, month: int, day: int) -> Written | None:
    try:
        return Written(day=date(year, month, day))
    except ValueError:
        return None
