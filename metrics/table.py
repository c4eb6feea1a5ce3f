"""The one table: pathways, observations, scenarios and projections are the same long frame.

Charts, tables and files read nothing else. One line is one point; `basis` says where its value comes from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from metrics.errors import Refusal

COLUMNS = (
    "series",
    "indicator",
    "geography",
    "unit",
    "period",
    "value",
    "low",
    "high",
    "basis",
    "rule",
    "scale",
    "target",
    "quote",
    "source",
)
BASES = ("stated", "derived", "assumed", "interpolated", "simulated", "observed", "projected")
_NUMBERS = ("value", "low", "high")


def frame(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """The one table from rows; columns that a row leaves out are empty text, or NaN for low and high.

    `period` is a pandas Period; all periods of one frequency make a period column, mixed ones stay objects.
    Raises Refusal when a column is unknown, a basis is missing or not one of `BASES`.
    """
    listed = list(rows)
    unknown = {name for row in listed for name in row} - set(COLUMNS)
    if unknown:
        raise Refusal("The table has no column {names}.", names=", ".join(sorted(unknown)))
    columns: dict[str, list[Any]] = {
        name: [row.get(name, float("nan") if name in _NUMBERS else "") for row in listed] for name in COLUMNS
    }
    return from_columns(columns)


def from_columns(columns: Mapping[str, Any]) -> pd.DataFrame:
    """The one table from whole columns, checked like `frame`."""
    wrong = sorted({str(basis) for basis in set(columns["basis"]) - set(BASES)})
    if wrong:
        raise Refusal(
            "Every value needs a basis ({bases}); found: {wrong}.",
            bases=", ".join(BASES),
            wrong=", ".join(repr(w) for w in wrong),
        )
    numbers = {name: np.asarray(columns[name], dtype="float64") for name in _NUMBERS}
    return pd.DataFrame({name: numbers.get(name, columns[name]) for name in COLUMNS})


def join(*tables: pd.DataFrame) -> pd.DataFrame:
    """Several such tables below each other; empty ones add nothing."""
    filled = [table for table in tables if len(table)]
    return pd.concat(filled, ignore_index=True) if filled else frame([])
