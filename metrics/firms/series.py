"""The share of a firm panel as the one table that pathways and observations are told in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from metrics import table as one_table

if TYPE_CHECKING:
    from metrics.firms.universe import Universe

PERIMETERS = {
    "share": "members of each year",
    "base_members": "members of the first year, held fixed",
    "todays_members": "members of the last year, cast back",
}
"""The lines of a share, and the rule of each."""


def share_series(
    table: pd.DataFrame, universe: Universe, *, source: str, basis: str = "observed", indicator: str = ""
) -> pd.DataFrame:
    """A result of `cluster_share` as the one table, in per cent: one series for each perimeter.

    `basis` is "observed", or "simulated" for made-up firms; years without a share are left out.
    """
    rows = [
        {
            "series": column,
            "indicator": indicator,
            "geography": ", ".join(universe.regions or ()),
            "unit": "%",
            "period": pd.Period(str(year), freq="Y"),
            "value": value * 100,
            "basis": basis,
            "rule": rule,
            "source": source,
        }
        for column, rule in PERIMETERS.items()
        for year, value in zip(table["year"], table[column], strict=True)
        if pd.notna(value)
    ]
    return one_table.frame(rows)
