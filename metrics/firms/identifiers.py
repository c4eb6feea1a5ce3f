"""Firm ids are text: as numbers, they lose the zeros they begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from metrics.firms.faults import Fault
from metrics.language import key

if TYPE_CHECKING:
    from collections.abc import Iterator

LENGTHS_WITHOUT_ZERO = (9, 11)  # an INN has 10 digits (a company) or 12 (a person)


def as_text(ids: pd.Series[Any]) -> pd.Series[Any]:
    """Ids as text without blanks around them; whole numbers without a decimal part; missing as ""."""
    if pd.api.types.is_numeric_dtype(ids):
        numbers = pd.to_numeric(ids)
        whole = numbers.dropna()
        if (whole % 1 == 0).all():
            return numbers.astype("Int64").astype("str").where(numbers.notna(), "")
    return ids.astype("str").str.strip().where(ids.notna(), "")


def faults(ids: pd.Series[Any], file: str) -> Iterator[Fault]:
    """A fault for each id that is missing or has lost a leading zero, and one for INN kept as numbers."""
    text = as_text(ids).reset_index(drop=True)
    digits = text.str.fullmatch(r"[0-9]+")
    if pd.api.types.is_numeric_dtype(ids) and (text.str.len() >= min(LENGTHS_WITHOUT_ZERO)).any():
        yield Fault(
            file,
            None,
            key("Ids in firm_id are numbers, and an INN that begins with 0 has lost it: read them as text."),
        )
    for row, value in text[digits & text.str.len().isin(LENGTHS_WITHOUT_ZERO)].items():
        yield Fault(
            file,
            int(str(row)) + 2,
            key("Firm id {id} has {n} digits; an INN has 10 or 12. Is a leading zero lost: {likely}?"),
            {"id": value, "n": len(value), "likely": "0" + value},
        )
    for row in text.index[text == ""]:
        yield Fault(file, int(row) + 2, key("The firm has no id."))
