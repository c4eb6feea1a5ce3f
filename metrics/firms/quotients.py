"""Location quotients of a reduced panel: what a region, or the clusters, do more than the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrics.firms.indices import location_quotient

if TYPE_CHECKING:
    import pandas as pd

    from metrics.firms.share import Reduced

CLUSTERS = ""
"""The place that means: the members of clusters, wherever they are."""


def quotients(reduced: Reduced, year: int, place: str = CLUSTERS) -> pd.DataFrame:
    """The location quotient of a place in each industry of a year: `industry, revenue, whole, quotient`.

    `place` is a region's code, or `CLUSTERS`; the whole is the universe. From the largest quotient down.
    """
    of_year = reduced.cube[reduced.cube["year"] == year]
    if place == CLUSTERS:
        current = reduced.members.loc[reduced.members["year"] == year, "member"]
        own = of_year[of_year["member"].isin(current)]
    else:
        own = of_year[of_year["region"] == place]
    whole = of_year.groupby("industry")["revenue"].sum()
    part = own.groupby("industry")["revenue"].sum().reindex(whole.index, fill_value=0.0)
    table = part.rename("revenue").to_frame().assign(whole=whole)
    table["quotient"] = location_quotient(part, part.sum(), whole, whole.sum())
    ordered = table.reset_index().sort_values(["quotient", "industry"], ascending=[False, True])
    return ordered.reset_index(drop=True)
