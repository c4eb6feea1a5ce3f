"""The clusters' share of their industry, year by year, and how much of it one can see."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from metrics.errors import Refusal
from metrics.firms import identifiers, panel
from metrics.firms.indices import concentration_ratio, herfindahl
from metrics.firms.judged import judged
from metrics.firms.membership import member_years, register
from metrics.firms.universe import Universe

COLUMNS = (
    "year", "share", "numerator", "denominator", "coverage", "reported", "members", "found",
    "without_largest", "cr1", "cr5", "hhi", "base_members", "todays_members",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Reduced:
    """A firm panel made small: the cube, the checked register and the universe they stand for."""

    cube: pd.DataFrame
    register: pd.DataFrame
    universe: Universe

    def sign(self, result: pd.DataFrame) -> pd.DataFrame:
        """The result with the universe it holds for, in `attrs["universe"]`."""
        result.attrs["universe"] = self.universe.to_dict()
        return result

    @cached_property
    def years(self) -> list[int]:
        """The years of the panel, in order."""
        return [int(year) for year in sorted(self.cube["year"].unique())]

    @cached_property
    def totals(self) -> pd.Series[float]:
        """The industry's revenue by year: the denominator."""
        return self.cube.groupby("year")["revenue"].sum()

    @cached_property
    def revenues(self) -> pd.DataFrame:
        """Revenue of each firm that is ever in the register: `year, member, revenue`.

        One row a year with a revenue. A year in which it is missing has no row: missing is not zero.
        """
        known = (self.cube["member"] != "") & (self.cube["missing"] == 0)
        return self.cube.loc[known, ["year", "member", "revenue"]].reset_index(drop=True)

    @cached_property
    def members(self) -> pd.DataFrame:
        """Who belongs to a cluster in each year of the panel: `year, member`."""
        return member_years(self.register, self.years)

    @cached_property
    def current(self) -> pd.DataFrame:
        """Revenue of those who belong to a cluster in the year: `year, member, revenue`."""
        return self.members.merge(self.revenues, on=["year", "member"])


def reduce(
    firm_year: Any, membership: Any, universe: Universe | None = None, *, depth: int | None = None
) -> Reduced:
    """Check a panel and its register and make them small: the heavy step, once.

    `firm_year` is a frame of any engine, or a path; `metrics.firms.judged` says how much of it is checked.
    `membership` is a frame or a path. `depth` cuts industries to their first characters (2: divisions) after
    the universe has chosen. Raises `Refusal` with every fault, for an industry of the universe that the panel
    does not have, and for a panel with no firm in the universe.
    """
    from metrics.firms.cube import cube

    is_path = isinstance(membership, str | Path)
    checked = register(panel.read(membership) if is_path else membership)
    source = judged(firm_year, universe)
    made = cube(source, checked, universe, depth=depth)
    if made.empty:
        raise Refusal("No firm of the panel is in the universe: look at its industries, regions and flags.")
    return Reduced(made, checked, universe or Universe())


def reopen(cube: pd.DataFrame, membership: Any, universe: Universe | None = None) -> Reduced:
    """A cube that was made and saved earlier, with the register it was made with.

    `universe` narrows its industries and regions further; flags cannot be asked of a cube. Raises `Refusal`
    where columns are missing, a member is twice in a year, or nothing is left.
    """
    from metrics.firms.cube import COLUMNS as CUBE
    from metrics.firms.cube import refuse_repeated

    absent = [name for name in CUBE if name not in cube.columns]
    if absent:
        raise Refusal(
            "This is not a cube: it lacks {missing}. A cube has the columns {columns}.",
            missing=", ".join(absent),
            columns=", ".join(CUBE),
        )
    chosen = universe or Universe()
    texts = {name: identifiers.as_text(cube[name]) for name in ("region", "industry", "member")}
    counts = {name: panel.numbers(cube[name]) for name in ("year", "revenue", "firms", "missing")}
    for name, values in counts.items():
        if values.isna().any():
            raise Refusal("This is not a cube: {column} holds something that is no number.", column=name)
    table = pd.DataFrame({**texts, **counts}).astype({"year": "int64", "firms": "int64", "missing": "int64"})
    kept = {code for code in table["industry"].unique() if chosen.keeps_industry(code)}
    table = table[table["industry"].isin(kept) & table["region"].map(chosen.keeps_region).astype(bool)]
    if table.empty:
        raise Refusal("No firm of the panel is in the universe: look at its industries, regions and flags.")
    refuse_repeated(table[table["member"] != ""])
    return Reduced(table.reset_index(drop=True), register(membership), chosen)


def cluster_share(firm_year: Any, membership: Any, universe: Universe | None = None) -> pd.DataFrame:
    """The clusters' share of the industry's revenue by year, S_t = Σ s_it·m_it, and what it rests on.

    s is a firm's share of the revenue of the universe, m is 1 while the firm is in the register (in two
    clusters it still counts once). One row a year:

    - `share` = `numerator`/`denominator`, fractions of one and sums of known revenues;
    - `coverage`: of the register's members that year, the part found in the panel with a revenue; `members`
      and `found` are the two counts; `reported`: of the universe's firms, the part with a revenue;
    - `without_largest`: the share if the largest member did not exist, taken out above and below the line;
    - `cr1`, `cr5`, `hhi`: concentration of the members' revenue (fractions of one);
    - perimeter lines: `base_members`, the share of those who were members in the first year that has any,
      held fixed; `todays_members`, of the last year's members, cast back.

    Takes and raises what `reduce` does.
    """
    return share_of(reduce(firm_year, membership, universe))


def share_of(reduced: Reduced) -> pd.DataFrame:
    """`cluster_share` of a panel that is already reduced; its cost does not depend on the panel's size."""
    totals = reduced.totals
    by_year = dict(tuple(reduced.current.groupby("year")["revenue"]))
    registered = reduced.members.groupby("year").size()
    counts = reduced.cube.groupby("year")[["firms", "missing"]].sum()
    reported = 1 - counts["missing"] / counts["firms"]
    rows = []
    for year in reduced.years:
        own = by_year.get(year, pd.Series(dtype=float))
        total, known, listed = float(totals[year]), float(own.sum()), int(registered.get(year, 0))
        largest = float(own.max()) if len(own) else 0.0
        rows.append(
            {
                "year": year,
                "share": _part(known, total),
                "numerator": known,
                "denominator": total,
                "coverage": _part(len(own), listed),
                "reported": float(reported[year]),
                "members": listed,
                "found": len(own),
                "without_largest": _part(known - largest, total - largest),
                **_concentration(own),
            }
        )
    table = pd.DataFrame(rows)
    lines = perimeters(reduced)
    joined = table.merge(lines.drop(columns="current"), on="year")[list(COLUMNS)]
    return reduced.sign(joined)


def perimeters(reduced: Reduced, base: int | None = None, today: int | None = None) -> pd.DataFrame:
    """One panel, three definitions of "the clusters": `year, current, base_members, todays_members`.

    `base` is the year whose members are held fixed (the first with any), `today` the one whose members are
    cast back (the last). Where the three lines part, the perimeter moves the share, not the firms.
    """
    revenues, members, totals = reduced.revenues, reduced.members, reduced.totals
    peopled = members["year"].unique()
    first = base if base is not None else (min(peopled) if len(peopled) else None)
    last = today if today is not None else max(reduced.years)
    current = reduced.current.groupby("year")["revenue"].sum()

    def line(of: int | None) -> pd.Series[float]:
        if of is None:
            return pd.Series(np.nan, index=totals.index)
        fixed = revenues[revenues["member"].isin(members.loc[members["year"] == of, "member"])]
        return fixed.groupby("year")["revenue"].sum().reindex(totals.index, fill_value=0.0) / totals

    return pd.DataFrame(
        {
            "year": totals.index.astype("int64"),
            "current": (current.reindex(totals.index, fill_value=0.0) / totals).to_numpy(),
            "base_members": line(first).to_numpy(),
            "todays_members": line(last).to_numpy(),
        }
    )


def largest(reduced: Reduced, year: int, n: int = 10) -> pd.DataFrame:
    """The members with the largest revenue: `member, revenue, share, of_clusters`, from the largest down.

    `share` is of the industry, `of_clusters` of the members' revenue together.
    """
    of_year = reduced.current[reduced.current["year"] == year]
    own = of_year.sort_values(["revenue", "member"], ascending=[False, True])
    total = reduced.totals.get(year, np.nan)
    table = own.assign(share=own["revenue"] / total, of_clusters=own["revenue"] / own["revenue"].sum())
    return table[["member", "revenue", "share", "of_clusters"]].head(n).reset_index(drop=True)


def _concentration(values: pd.Series[Any]) -> dict[str, float]:
    if not len(values) or values.sum() <= 0:
        return {"cr1": np.nan, "cr5": np.nan, "hhi": np.nan}
    return {
        "cr1": concentration_ratio(values, 1),
        "cr5": concentration_ratio(values, 5),
        "hhi": herfindahl(values),
    }


def _part(above: float, below: float) -> float:
    return above / below if below else np.nan
