"""Growth or relabelling: the change of the clusters' share, taken apart firm by firm.

Between two years, with s a firm's share of the industry, C the members and U the firms with a known revenue
(0 before, 1 after), exactly:

    S1 − S0 = continuing      Σ_{C0∩C1, in U0 and U1} (s1 − s0)
            + admitted        Σ_{C1∖C0, in U0 and U1} s0          at the size they had before
            + admitted_growth Σ_{C1∖C0, in U0 and U1} (s1 − s0)
            + left          − Σ_{C0∖C1, in U1} s0                  they live on, outside
            + new             Σ_{C1, not in U0} s1
            + gone          − Σ_{C0, not in U1} s0

The terms carry their signs and add up to `change`. A firm whose revenue is missing in a year is not in U that
year: a hole in the reports shows as *gone* and *new*, never as a fall to zero. On x = membership, admitted
and left together are the "within" of Baily, Hulten & Campbell (1992), a rise that needs no growth at all;
continuing and admitted_growth are their "between", new their entry, gone their exit.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from metrics.errors import Refusal
from metrics.firms.share import Reduced, reduce

if TYPE_CHECKING:
    from metrics.firms.universe import Universe

TERMS = ("continuing", "admitted", "admitted_growth", "left", "new", "gone")
COLUMNS = ("year_from", "year_to", *TERMS, "change")


def split_change(
    firm_year: Any, membership: Any, universe: Universe | None = None, *, chained: bool = False
) -> pd.DataFrame:
    """The change of the clusters' share in six terms that add up to it: `COLUMNS`, fractions of one.

    One row from the first year of the panel to the last; with `chained`, one row for each two neighbouring
    years. The two need not agree term by term: who is admitted and then grows is *admitted_growth* from end
    to end, and *continuing* after the year of admission when chained. Raises `Refusal` as `cluster_share`
    does, and for a panel of one year.
    """
    return split_of(reduce(firm_year, membership, universe), chained=chained)


def split_of(
    reduced: Reduced, *, chained: bool = False, start: int | None = None, end: int | None = None
) -> pd.DataFrame:
    """`split_change` of a reduced panel, between any two of its years."""
    pairs = steps(reduced, chained=chained, start=start, end=end)
    shares, belongs = _by_year(reduced, sorted({year for pair in pairs for year in pair}))
    rows = []
    for before, after in pairs:
        s0, s1, c0, c1 = shares[before], shares[after], belongs[before], belongs[after]
        parts = _cases(s0, s1, c0, c1)
        terms = {term: float(np.sum(value[who])) for term, (who, value) in parts.items()}
        change = float(np.nansum(s1[c1]) - np.nansum(s0[c0]))
        rows.append({"year_from": before, "year_to": after, **terms, "change": change})
    return reduced.sign(pd.DataFrame(rows, columns=list(COLUMNS)))


def _cases(s0: Any, s1: Any, c0: Any, c1: Any) -> dict[str, tuple[Any, Any]]:
    """The six terms: which firms each is about, and what each firm adds. NaN: no known revenue that year."""
    in0, in1 = s0 == s0, s1 == s1  # noqa: PLR0124 - not NaN
    both = in0 & in1
    return {
        "continuing": (c0 & c1 & both, s1 - s0),
        "admitted": (~c0 & c1 & both, s0),
        "admitted_growth": (~c0 & c1 & both, s1 - s0),
        "left": (c0 & ~c1 & both, -s0),
        "new": (c1 & ~in0 & in1, s1),
        "gone": (c0 & in0 & ~in1, -s0),
    }


def _by_year(reduced: Reduced, years: list[int]) -> tuple[dict[int, Any], dict[int, Any]]:
    """Share and membership of every firm of the register in each year, as arrays in one order of firms."""
    revenues, members = reduced.revenues, reduced.members
    firms = pd.Index(revenues["member"].unique())
    shares, belongs = {}, {}
    for year in years:
        own = revenues[revenues["year"] == year]
        share = np.full(len(firms), np.nan)
        share[firms.get_indexer(own["member"])] = own["revenue"].to_numpy() / _total(reduced, year)
        found = firms.get_indexer(members.loc[members["year"] == year, "member"])
        member = np.zeros(len(firms), dtype=bool)
        member[found[found >= 0]] = True
        shares[year], belongs[year] = share, member
    return shares, belongs


def steps(
    reduced: Reduced, *, chained: bool = False, start: int | None = None, end: int | None = None
) -> list[tuple[int, int]]:
    """The pairs of years that a split compares. Raises `Refusal` if there are not two."""
    years = [y for y in reduced.years if (start is None or y >= start) and (end is None or y <= end)]
    if len(years) < 2:
        raise Refusal(
            "A change needs two years, and the panel has {years}.", years=", ".join(map(str, years)) or "—"
        )
    return list(pairwise(years)) if chained else [(years[0], years[-1])]


def share_in(reduced: Reduced, year: int) -> float:
    """The clusters' share in one year. Raises `Refusal` where the industry has no revenue."""
    own = reduced.current.loc[reduced.current["year"] == year, "revenue"]
    return float(own.sum()) / _total(reduced, year)


def contributions(reduced: Reduced, before: int, after: int) -> pd.DataFrame:
    """Each firm's part in the change: `term, member`, its revenue and share before and after, `value`.

    A firm that was admitted has two rows: its size before, and its growth. Sorted by term as in `TERMS`,
    the largest part first; the values add up to the change of the share.
    """
    firms = _both_years(reduced, before, after)
    cases = _cases(firms["share_before"], firms["share_after"], firms["member_before"], firms["member_after"])
    parts = [firms[who].assign(term=term, value=value[who]) for term, (who, value) in cases.items()]
    table = pd.concat(parts, ignore_index=True)
    order = table.assign(place=table["term"].map(TERMS.index), size=-table["value"].abs())
    ordered: pd.DataFrame = order.sort_values(["place", "size", "member"], kind="stable")
    columns = ["term", "member", "revenue_before", "revenue_after", "share_before", "share_after", "value"]
    return ordered[columns].reset_index(drop=True)


def _both_years(reduced: Reduced, before: int, after: int) -> pd.DataFrame:
    revenues, members = reduced.revenues, reduced.members
    sides = []
    for year, name in ((before, "before"), (after, "after")):
        side = revenues.loc[revenues["year"] == year].set_index("member")["revenue"]
        sides.append(side.rename(f"revenue_{name}"))
    table = pd.concat(sides, axis="columns").rename_axis("member").reset_index()
    for year, name in ((before, "before"), (after, "after")):
        table[f"share_{name}"] = table[f"revenue_{name}"] / _total(reduced, year)
        table[f"member_{name}"] = table["member"].isin(members.loc[members["year"] == year, "member"])
    return table


def _total(reduced: Reduced, year: int) -> float:
    total = float(reduced.totals.get(year, np.nan))
    if not total > 0:
        raise Refusal("The industry has no revenue in {year}, so a share of it has no meaning.", year=year)
    return total
