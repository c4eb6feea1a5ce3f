"""How a command shows a frame: a table for people, CSV or JSON for programs."""

from __future__ import annotations

import math
import sys
import unicodedata
from typing import TYPE_CHECKING, Any, Literal

from metrics.language import NOTHING, Translator

if TYPE_CHECKING:
    import pandas as pd

Format = Literal["table", "csv", "json"]
FORMATS: tuple[Format, ...] = ("table", "csv", "json")


def show(frame: pd.DataFrame, format: Format = "table", *, lang: str = "en") -> None:  # noqa: A002 - --format
    """Print a frame to standard output; in a table numbers and periods are written as `lang` does."""
    sys.stdout.write(render(frame, format, lang=lang))


def render(frame: pd.DataFrame, format: Format = "table", *, lang: str = "en") -> str:  # noqa: A002
    """The frame as text: `table` aligned in columns, `csv` plain CSV, `json` one list of records."""
    if format == "csv":
        from metrics.exports.csv import csv_bytes

        return csv_bytes(frame).decode().replace("\r\n", "\n")
    return _json(frame) if format == "json" else _table(frame, Translator(lang))


def _json(frame: pd.DataFrame) -> str:
    import json

    def plain(value: Any, missing: Any) -> Any:
        value = value.item() if hasattr(value, "item") else value
        if missing or (isinstance(value, float) and math.isinf(value)):  # JSON has no word for either
            return None
        return value if isinstance(value, bool | int | float | str | list | dict) else str(value)

    gone = frame.isna()
    records = [
        {str(name): plain(row[i], lost[i]) for i, name in enumerate(frame.columns)}
        for row, lost in zip(
            frame.itertuples(index=False, name=None), gone.itertuples(index=False, name=None), strict=True
        )
    ]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def _table(frame: pd.DataFrame, t: Translator) -> str:
    import pandas as pd

    columns = []
    for i, name in enumerate(frame.columns):
        column = frame.iloc[:, i]
        lost = column.isna()
        cells = [NOTHING if gone else _line(t.say(x)) for x, gone in zip(column, lost, strict=True)]
        right = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
        width = max(map(_width, [str(name), *cells]))
        columns.append([_pad(cell, width, right=right) for cell in [str(name), "─" * width, *cells]])
    return "".join("  ".join(row).rstrip() + "\n" for row in zip(*columns, strict=True))


def _line(text: str) -> str:
    return " ".join(text.split("\n"))


def _width(text: str) -> int:
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )


def _pad(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space
