"""Prepare a panel once: lean Parquet that is read many times, checked while it is written.

Only the needed columns, texts as integers, each year sorted by section and industry, so that a question
about one industry reads little else. Leading zeros come back when a cube is made.
"""

# ruff: noqa: S608 - what enters these statements is our own, or quoted (paths, and the panel's texts)

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from metrics.errors import Refusal
from metrics.firms import engines, panel, rfsd
from metrics.firms.codes import DIGITS, NOTES, Codes, notes_of
from metrics.firms.files import whole

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = ("section", "industry", "region")
SHOWN = 5


def prepare(
    path: str | Path,
    target: str | Path,
    *,
    memory: str = "1GB",
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> dict[str, Any]:
    """Write the lean panel of `path` into the folder `target` and return what was found on the way.

    The answer, also kept in `target/_codes.json`, has `years` (for each: `rows`, and how many have a
    `missing` or `negative` revenue) and `jumps` (each `firm_id, year, value`: revenue changed as if its unit
    had). Every firm and year is checked to be unique here, a year at a time, so that no later reading has
    to. `progress(done, of)` is called between steps. `memory` is DuckDB's limit; what does not fit is sorted
    on disk. Nothing appears under `target` before all of it is written.

    Raises `Refusal` for a firm twice in a year, rows without an id or year, revenue that is text.
    """
    path, target = Path(path), Path(target)
    if notes_of(path) is not None:
        raise Refusal("{path} is prepared already.", path=str(path))
    con = engines.connect(memory)
    source = rfsd.as_firm_year(engines.read_duckdb(con, path))
    schema = dict(zip(source.frame.columns, map(str, source.frame.types), strict=True))
    _refuse_unlike(schema)
    source.frame.create_view("firm_year")
    codes, years = _survey(con, schema)
    con.execute(f"create view coded as {_coded(con, codes, schema)}")
    with whole(target) as folder, engines.ctrl_c_is_itself():
        notes = {
            "source": engines.origin_of(path),
            "depth": source.depth,
            **_write_years(con, codes, years, folder, progress),
            "codes": asdict(codes),
        }
        (folder / NOTES).write_text(json.dumps(notes, ensure_ascii=False, indent=1), encoding="utf-8")
        progress(len(years), len(years))
    return notes


def _refuse_unlike(schema: dict[str, str]) -> None:
    absent = [name for name in ("firm_id", "year", "revenue", "industry", "region") if name not in schema]
    if absent:
        raise Refusal(
            "The firm panel has no column {missing}; it has {found}.",
            missing=", ".join(absent),
            found=", ".join(schema),
        )
    if schema["revenue"] == "VARCHAR":
        raise Refusal("The revenue is text; it has to be a number, with a point for decimals.")
    if schema["firm_id"] != "VARCHAR":
        raise Refusal(
            "{column} is a number here, so leading zeros are lost; it has to be text.", column="firm_id"
        )


def _survey(con: Any, schema: dict[str, str]) -> tuple[Codes, list[int]]:
    """One pass over the panel: its years, the texts that occur, and whether all ids are digits."""
    texts = [name for name in TEXTS if name in schema]
    lists = ", ".join(f"list(distinct {name}) as {name}" for name in texts)
    row = con.execute(
        f"select list(distinct year::bigint) as years, count(*) - count(firm_id) as nameless, "
        f"count(*) - count(year) as undated, bool_and(regexp_full_match(firm_id, '{DIGITS}')), "
        f"{lists} from firm_year"
    ).fetchone()
    years, nameless, undated, digits, *found = row
    if nameless or undated:
        raise Refusal(
            "{nameless} rows have no firm id and {undated} no year.", nameless=nameless, undated=undated
        )
    if not years:
        raise Refusal("The firm panel has no rows.")
    by_name = {
        name: tuple(sorted(str(text) for text in some if text is not None))
        for name, some in zip(texts, found, strict=True)
    }
    codes = Codes(
        firms=bool(digits),
        sections=by_name.get("section", ()),
        industries=by_name["industry"],
        regions=by_name["region"],
    )
    return codes, sorted(years)


def _coded(con: Any, codes: Codes, schema: dict[str, str]) -> str:
    """The panel with its texts as integers, as SQL; a text is its place in the sorted list."""
    lists = {"section": codes.sections, "industry": codes.industries, "region": codes.regions}
    columns = ["('1' || firm_id)::bigint as firm_id" if codes.firms else "firm_id", "year::bigint as year"]
    columns.append("case when isnan(revenue::double) then null else revenue::double end as revenue")
    for name, texts in lists.items():
        if texts:
            quoted = ", ".join("'" + text.replace("'", "''") + "'" for text in texts)
            con.execute(f"create type {name}_code as enum ({quoted})")
            columns.append(f"enum_code({name}::varchar::{name}_code)::smallint as {name}")
        elif name != "section":
            columns.append(f"null::varchar as {name}")
    columns += [f"{flag}::boolean as {flag}" for flag in panel.FLAGS if flag in schema]
    return f"select {', '.join(columns)} from firm_year"


def _write_years(
    con: Any, codes: Codes, years: list[int], folder: Path, progress: Callable[[int, int], None]
) -> dict[str, Any]:
    counts: dict[str, dict[str, int]] = {}
    jumps: list[dict[str, Any]] = []
    for done, year in enumerate(years):
        progress(done, len(years))
        _refuse_repeated(con, codes, year)
        counts[str(year)] = _write(con, folder, year)
        if year - 1 in years:
            jumps += _jumps(con, codes, folder, year)
    return {"years": counts, "jumps": jumps}


def _refuse_repeated(con: Any, codes: Codes, year: int) -> None:
    twice = con.execute(
        f"select firm_id, count(*) from coded where year = {year} group by 1 having count(*) > 1 "
        f"order by 1 limit {SHOWN}"
    ).df()
    if len(twice):
        raise Refusal(
            "{year}: {firms} have more than one row; a firm has one row a year.",
            year=year,
            firms=", ".join(codes.firms_out(twice["firm_id"])),
        )


def _write(con: Any, folder: Path, year: int) -> dict[str, int]:
    place = folder / f"year={year}"
    place.mkdir()
    part = place / "part.parquet"
    order = [name for name in ("section", "industry", "firm_id") if name in con.table("coded").columns]
    con.execute(
        f"copy (select * exclude (year) from coded where year = {year} order by {', '.join(order)}) "
        f"to '{_quoted(part)}' (format parquet, compression zstd)"
    )
    rows, missing, negative = con.execute(
        f"select count(*), count(*) - count(revenue), count(*) filter (revenue < 0) from '{_quoted(part)}'"
    ).fetchone()
    return {"rows": rows, "missing": missing, "negative": negative}


def _jumps(con: Any, codes: Codes, folder: Path, year: int) -> list[dict[str, Any]]:
    now, before = (_quoted(folder / f"year={each}" / "part.parquet") for each in (year, year - 1))
    found = con.execute(
        f"select firm_id, a.revenue / b.revenue as value from '{now}' a join '{before}' b using (firm_id) "
        f"where a.revenue > 0 and b.revenue > 0 "
        f"and not a.revenue / b.revenue between {1 / panel.JUMP} and {panel.JUMP} order by 1"
    ).df()
    found["firm_id"] = codes.firms_out(found["firm_id"])
    return [{"firm_id": firm, "year": year, "value": value} for firm, value in found.itertuples(index=False)]


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
