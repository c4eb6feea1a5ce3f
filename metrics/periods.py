"""Periods of the catalogue: years, half-years, quarters and months as pandas Periods."""

from __future__ import annotations

import re

import pandas as pd

from metrics.errors import Refusal

HALF_YEAR = "2Q-DEC"
_FORM = re.compile(r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")


def parse(text: str | int) -> pd.Period:
    """The period written as 2025, 2025-H1, 2025-Q3 or 2025-10. Raises Refusal for anything else."""
    found = _FORM.fullmatch(str(text).strip())
    if not found:
        raise Refusal(
            "“{text}” is not a period; write 2025, 2025-H1, 2025-Q3 or 2025-10.", text=str(text)[:40]
        )
    year = int(found["year"])
    if found["half"]:
        return pd.Period(year=year, quarter=2 * int(found["half"]) - 1, freq=HALF_YEAR)
    if found["quarter"]:
        return pd.Period(year=year, quarter=int(found["quarter"]), freq="Q-DEC")
    if found["month"]:
        return pd.Period(year=year, month=int(found["month"]), freq="M")
    return pd.Period(year=year, freq="Y-DEC")


def write(period: pd.Period) -> str:
    """The catalogue's form of a period; the inverse of `parse`."""
    if period.freqstr.startswith("2Q"):
        return f"{period.year}-H{(period.quarter + 1) // 2}"
    if period.freqstr.startswith("Q"):
        return f"{period.year}-Q{period.quarter}"
    if period.freqstr == "M":
        return f"{period.year}-{period.month:02d}"
    return str(period.year)


def middle(period: pd.Period) -> float:
    """The middle of a period as a decimal year: 2025 → 2025.5, 2025-H1 → 2025.25."""
    length = _length(period)
    if length in (0.5, 0.25):
        return float(period.year + (period.quarter - 1) / 4 + length / 2)
    return float(period.year + (period.month - 1) / 12 * (length < 1) + length / 2)


def _length(period: pd.Period) -> float:
    """How much of a year a period takes."""
    return {"2Q": 0.5, "Q": 0.25, "M": 1 / 12}.get(period.freqstr.split("-")[0], 1.0)


def position(period: pd.Period) -> float:
    """Where a period stands on a chart whose tick 2025 is the end of 2025: 2025 → 2025, 2025-Q1 → 2024.25."""
    # Twelfths do not add up in floats: December must stand where its year does, not a hair beside it.
    return round(middle(period) + _length(period) / 2 - 1, 9)
