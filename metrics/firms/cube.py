"""The one reduction of a firm panel: fifty million rows become a cube that fits a page."""

from __future__ import annotations

import operator
from functools import reduce
from typing import TYPE_CHECKING, Any

import pandas as pd

from metrics.errors import Refusal
from metrics.firms.codes import NO_CODES, Codes
from metrics.firms.engines import Source, as_source, collect, small_table
from metrics.firms.industries import divisions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from metrics.firms.universe import Universe

KEYS = ["year", "region", "industry", "member"]
COLUMNS = [*KEYS, "revenue", "firms", "missing"]
NEEDED = ["firm_id", "year", "revenue", "industry", "region"]


def cube(
    firm_year: Any | Source | Path | str,
    membership: pd.DataFrame,
    universe: Universe | None = None,
    *,
    depth: int | None = None,
) -> pd.DataFrame:
    """Revenue and firms by year, region, industry and member.

    `member` is the firm's id if the firm is ever in the register, else "": the cube holds the totals and
    every member's own history, before its admission and after. `revenue` sums what is known (a missing
    revenue is not zero), `firms` counts rows, `missing` counts rows without revenue.

    `firm_year` is a pandas, Polars, Dask or Spark frame, a DuckDB relation, or the path of a Parquet or
    CSV file or folder. Without a universe every row counts. `depth` cuts the industry to its first
    characters after the filter; an RFSD folder is cut to 2, the division.

    Whole columns are never checked here for a firm that is twice in a year: on fifty million rows that
    costs more than the cube, and `prepare` does it once. A *member* that is twice in a year shows in the
    cube itself and is refused.
    """
    source = as_source(firm_year)
    members = sorted(membership["firm_id"].dropna().astype("str").unique())
    depth = source.depth if depth is None else depth
    reduced = collect(reduction(source, members, universe, depth=depth))
    return canonical(reduced, members, source.codes, depth=depth)


def reduction(
    source: Source, members: Sequence[str], universe: Universe | None, *, depth: int | None = None
) -> Any:
    """The heavy step, once for every engine: filter, join, group, sum.

    `member` comes out as a place in `members`, counted from 1, and 0 is nobody: grouping by a number is
    lighter than by text. Industries are cut to `depth` here, unless they are codes, which are cut later.

    Only what behaves alike on all engines: no windows, no expression inside `agg`. narwhals ignores the
    condition of `agg(when(...))` on pandas, pyarrow and Dask, so conditions become columns first.
    """
    import narwhals as nw

    codes = source.codes
    frame = within(source, universe)
    industry = nw.col("industry")
    if depth and not codes.industries:
        industry = industry.str.slice(0, depth)
    register = small_table(source.frame, codes.register(members))
    absent = nw.col("revenue").is_null() | nw.col("revenue").is_nan()
    return (
        frame.select(*NEEDED)
        .join(nw.from_native(register), on="firm_id", how="left")
        .with_columns(
            industry=industry,
            revenue=nw.col("revenue").cast(nw.Float64),
            member=nw.when(nw.col("member").is_null()).then(nw.lit(0)).otherwise(nw.col("member")),
        )
        .with_columns(
            revenue=nw.when(absent).then(nw.lit(0.0)).otherwise(nw.col("revenue")),
            missing=nw.when(absent).then(nw.lit(1.0)).otherwise(nw.lit(0.0)),
        )
        .group_by(*KEYS)
        .agg(nw.col("revenue").sum(), nw.col("missing").sum(), nw.len().alias("firms"))
    )


def within(source: Source, universe: Universe | None) -> Any:
    """The rows of the universe, as a narwhals frame."""
    import narwhals as nw

    frame = nw.from_native(source.frame)
    names = frame.collect_schema().names()
    absent = [name for name in NEEDED if name not in names]
    if absent:
        raise Refusal(
            "The firm panel has no column {missing}; it has {found}.",
            missing=", ".join(absent),
            found=", ".join(names),
        )
    if universe is None:
        return frame
    codes, has_section = source.codes, "section" in names
    if universe.sections is not None:
        frame = frame.filter(_industry_in(codes, universe.sections, section=has_section))
    if universe.exclude:
        named = _industry_in(codes, universe.exclude, section=has_section)
        frame = frame.filter(nw.col("industry").is_null() | ~named)
    if universe.regions is not None:
        frame = frame.filter(nw.col("region").is_in(codes.regions_in(universe.regions)))
    for flag, truth in universe.require:
        if flag not in names:
            raise Refusal("The universe asks for {flag}, and the firm panel has no such column.", flag=flag)
        # Null is asked about first, so that no engine's own idea of "not null" decides who is counted.
        known = ~nw.col(flag).is_null()
        frame = frame.filter(known & (nw.col(flag).cast(nw.Float64) == float(truth)))
    return frame


def _industry_in(codes: Codes, entries: Sequence[str], *, section: bool) -> Any:
    """Whether a row's industry is covered by an entry, as `universe.covers` has it.

    Where the panel has a column of sections, it decides on letters.
    """
    import narwhals as nw

    industry = nw.col("industry")
    letters = [entry for entry in entries if section and len(entry) == 1 and entry.isalpha()]
    others = [entry for entry in entries if entry not in letters]
    found = codes.sections_in(letters), codes.industries_in(others)
    tests = [
        nw.col(name).is_in(some) for name, some in zip(("section", "industry"), found, strict=True) if some
    ]
    for entry in () if codes.industries else others:
        if len(entry) > 1 or entry.isalpha():
            tests.append(industry.str.starts_with(entry))
        else:
            tests.append(industry == entry)
        if len(entry) == 1 and entry.isalpha():
            tests.append(industry.str.slice(0, 2).is_in(sorted(divisions(entry))))
    return reduce(operator.or_, tests) if tests else industry.is_null() & ~industry.is_null()


def canonical(
    table: pd.DataFrame, members: Sequence[str], codes: Codes = NO_CODES, *, depth: int | None = None
) -> pd.DataFrame:
    """The cube with the same types, texts and order whatever engine made it.

    Members become text last: their places sort as their ids do, and take a fraction of the memory. Raises
    `Refusal` for a member that is twice in a year.
    """
    industry = codes.industries_out(table["industry"]).astype("str").fillna("")
    cells = pd.DataFrame(
        {
            "year": table["year"].astype("int64"),
            "region": codes.regions_out(table["region"]).astype("str").fillna(""),
            "industry": industry.str.slice(0, depth) if depth else industry,
            "member": table["member"].astype("int64"),
            "revenue": table["revenue"].astype("float64"),
            "firms": table["firms"].astype("int64"),
            "missing": table["missing"].astype("int64"),
        }
    )
    # Engines differ on whether null and "" are one group; after this they are.
    made = cells.groupby(KEYS, as_index=False, sort=True)[["revenue", "firms", "missing"]].sum()
    refuse_repeated(made[made["member"] > 0], lambda place: members[place - 1])
    made["member"] = pd.Series(["", *members], dtype="str").take(made["member"].to_numpy()).array
    return made[COLUMNS]


def refuse_repeated(own: pd.DataFrame, named: Callable[[Any], str] = str) -> None:
    """Raise `Refusal` if a member has two rows in a year; `own` is a cube's cells of members."""
    repeated = own[own.duplicated(["member", "year"], keep=False) | (own["firms"] > 1)]
    if repeated.empty:
        return
    rows = repeated.groupby(["member", "year"])["firms"].sum()
    member, year = rows.index[0]
    raise Refusal(
        "Firm {firm} has {rows} rows in {year}; a firm has one row a year. Firms concerned: {firms}.",
        firm=named(member),
        rows=int(rows.iloc[0]),
        year=int(year),
        firms=int(repeated["member"].nunique()),
    )


def jumps(table: pd.DataFrame) -> pd.DataFrame:
    """Members of a cube whose revenue jumps as if its unit had changed: `firm_id, year, value`.

    Only members are looked at: their history is in the cube, so it costs nothing. `prepare` looks at every
    firm, once.
    """
    from metrics.firms import panel

    members: pd.DataFrame = table[table["member"] != ""]
    return panel.jumps(members.assign(firm_id=members["member"]))
