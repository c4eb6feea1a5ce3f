"""A frame as CSV that opens right in the reader's spreadsheet and runs nothing there.

Formula injection: OWASP, "CSV Injection".
"""

from __future__ import annotations

import csv
import io
import math
from dataclasses import dataclass
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandas as pd

Style = Literal["plain", "excel-ru", "excel-en"]

_BOM = "\ufeff"
_NEUTRAL = "'"
# What spreadsheets take for the start of a formula; full-width signs are folded to these by East Asian ones.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True)
class _Dialect:
    separator: str
    decimal: str
    bom: bool


STYLES: dict[Style, _Dialect] = {
    "plain": _Dialect(",", ".", bom=False),
    "excel-ru": _Dialect(";", ",", bom=True),
    "excel-en": _Dialect(",", ".", bom=True),
}


def csv_bytes(frame: pd.DataFrame, style: Style = "plain") -> bytes:
    """The frame's columns as CSV in UTF-8, without its index; missing values are empty cells.

    `plain` has commas and a decimal point; `excel-ru` a byte order mark, semicolons and a decimal comma,
    `excel-en` a byte order mark, commas and a decimal point. Numbers keep every digit they have.
    """
    dialect = STYLES[style]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=dialect.separator, lineterminator="\r\n")
    writer.writerow([neutral(str(name)) for name in frame.columns])
    columns = [_cells(frame.iloc[:, i], dialect.decimal) for i in range(frame.shape[1])]
    writer.writerows(zip(*columns, strict=True))
    return ((_BOM if dialect.bom else "") + out.getvalue()).encode()


def neutral(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run, or that begins with one before such text.

    So the original always comes back: `original(neutral(x)) == x`.
    """
    return _NEUTRAL + text if _runs(text.lstrip(_NEUTRAL)) else text


def original(text: str) -> str:
    """Take back the apostrophe of `neutral`."""
    return text[1:] if text.startswith(_NEUTRAL) and _runs(text.lstrip(_NEUTRAL)) else text


def _runs(text: str) -> bool:
    # Spaces and control characters before the sign do not stop a spreadsheet.
    return text.startswith(_FORMULA) or text.lstrip(" \u00a0\ufeff\u200b\0").startswith(_FORMULA)


def _cells(column: pd.Series[Any], decimal: str) -> list[str]:
    missing = column.isna()
    return ["" if gone else _cell(value, decimal) for value, gone in zip(column, missing, strict=True)]


def _cell(value: Any, decimal: str) -> str:
    if isinstance(value, Integral):
        return str(value)
    return _number(float(value), decimal) if isinstance(value, Real) else neutral(str(value))


def _number(x: float, decimal: str) -> str:
    if math.isinf(x):
        return "inf" if x > 0 else neutral("-inf")
    whole = x.is_integer() and abs(x) < 1e15
    return str(int(x)) if whole else repr(x).replace(".", decimal)
