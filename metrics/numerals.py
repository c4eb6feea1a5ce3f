"""Numbers as people write them in files: «1 234,5», "1,234.5", «12 %», −3; what is ambiguous stays
ambiguous.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Mark = Literal[",", "."]

_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009\u2007\u2002\u2003\ufeff\t"), " ")
_MINUS = dict.fromkeys(map(ord, "−–‒"), "-")
_MISSING = frozenset(
    (
        "",
        "-",
        "—",
        "..",
        "...",
        "…",
        "x",
        "х",
        "n/a",
        "na",
        "nan",
        "null",
        "none",
        "н/д",
        "нд",
        "н.д.",
        "нет данных",
    )
)
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+|\d+")
_POWER = re.compile(r"(?P<number>.*\d)[eEеЕ](?P<power>[+-]?\d{1,3})")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written, read with a decimal comma and with a decimal point; None where that cannot be."""

    by_comma: float | None
    by_point: float | None
    percent: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it says the same whichever sign is the decimal one."""
        return self.by_comma is not None and self.by_comma == self.by_point

    @property
    def decides(self) -> Mark | None:
        """The decimal sign that it proves: "1 234,5" the comma, "0.12" the point; None for 12 and for
        "1,234".
        """
        if (self.by_comma is None) == (self.by_point is None):
            return None
        return "," if self.by_point is None else "."

    def read(self, mark: Mark) -> float | None:
        """The value if `mark` is the decimal sign."""
        return self.by_comma if mark == "," else self.by_point


def is_missing(text: str) -> bool:
    """Whether the text is one of the usual ways to say that there is no value."""
    return text.translate(_SPACES).translate(_MINUS).strip().lower() in _MISSING


def numeral(text: str) -> Numeral | None:
    """A written number, or None if it is none.

    Thousands may be set apart by spaces of any width, apostrophes, or by the sign that is not the decimal
    one; groups must have three digits. A trailing per cent sign is taken off and told.
    """
    plain = text.translate(_SPACES).translate(_MINUS).strip()
    percent = plain.endswith("%")
    plain = plain.removesuffix("%").strip()
    power = 0
    if raised := _POWER.fullmatch(plain):
        plain, power = raised["number"], int(raised["power"])
    sign = -1 if plain.startswith("-") else 1
    body = plain.removeprefix("-").removeprefix("+").strip().replace("'", " ").replace("’", " ")
    if not body or not body[-1].isdecimal() or not body.isascii():
        return None
    values = [_value(body, mark) for mark in ",."]
    if values == [None, None]:
        return None
    comma, point = (None if value is None else sign * float(f"{value}e{power}") for value in values)
    return Numeral(comma, point, percent)


def _value(body: str, mark: str) -> str | None:
    """The digits of an unsigned number if `mark` is its decimal sign, as Python writes them."""
    other = "." if mark == "," else ","
    whole, found, fraction = body.partition(mark)
    if mark in fraction or (found and not fraction.isdecimal()):
        return None
    if other in whole:
        head, *groups = whole.split(other)
        if not (head.isdecimal() and 1 <= len(head) <= 3 and head != "0" and all(map(_is_group, groups))):
            return None
        whole = head + "".join(groups)
    elif whole and not _GROUPED.fullmatch(whole):
        return None
    return f"{whole.replace(' ', '') or '0'}.{fraction or '0'}"


def _is_group(text: str) -> bool:
    return len(text) == 3 and text.isdecimal()
