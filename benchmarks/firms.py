"""What a firm panel costs, as ratios of one run: python -m benchmarks.firms FOLDER… (see make_panel.py).

Each task runs in a process of its own, in turns, several times; the least CPU and wall time count, and the
largest peak of memory. CPU and wall are those of the work, after the imports, which are given apart. The
floor is DuckDB reading all bytes of the five needed columns of the same files. The musts are for 50 million
rows: below 20 million, building the query and the tables after it weighs more than reading.
"""
# ruff: noqa: S608 - the paths are those of whoever measures

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

TURNS = 3
INDUSTRY = "C"
MUST = {
    "work ÷ floor, CPU": ("work", "floor", "cpu", "≤", 2.5),
    "work ÷ floor, wall": ("work", "floor", "wall", "≤", 3.0),
    "work ÷ SQL by hand, CPU": ("work", "sql", "cpu", "≤", 1.15),
    "prepared ÷ raw floor, CPU": ("prepared", "floor", "cpu", "≤", 0.5),
    "prepared ÷ raw floor, wall": ("prepared", "floor", "wall", "≤", 0.5),
    "pandas ÷ work, CPU": ("pandas", "work", "cpu", "≥", 3.0),
    "pandas ÷ work, memory": ("pandas", "work", "peak", "≥", 5.0),
}


def floor(folder: Path) -> None:
    from metrics.firms.engines import connect

    connect().execute(
        "select sum(strlen(inn)), sum(strlen(okved)), sum(strlen(okved_section)), "
        "sum(strlen(region_taxcode)), sum(line_2110), count(*) "
        f"from read_parquet('{folder}/panel/*/*.parquet', hive_partitioning = true)"
    ).fetchone()


def work(folder: Path, panel: str = "panel", engine: str = "duckdb") -> dict[str, float]:
    """Cube, share, split and location quotients, as a person gets them."""
    from metrics.firms.engines import open_source
    from metrics.firms.panel import read
    from metrics.firms.share import reduce
    from metrics.firms.universe import Universe

    source = open_source(folder / panel, engine)
    reduced = reduce(source, read(folder / "membership.csv"), Universe(sections=(INDUSTRY,)))
    begun = time.perf_counter()
    after_cube(reduced)
    return {"pandas part": time.perf_counter() - begun, "cells": len(reduced.cube)}


def after_cube(reduced: Any) -> None:
    from metrics.firms.share import share_of
    from metrics.firms.split import split_of

    share_of(reduced)
    split_of(reduced, chained=True)
    quotients(reduced.cube)


def quotients(cube: Any) -> Any:
    """Location quotients of every region in every industry of the last year, as a table."""
    from metrics.firms import location_quotient

    last = cube[cube["year"] == cube["year"].max()]
    table = last.pivot_table(
        index="industry", columns="region", values="revenue", aggfunc="sum", fill_value=0.0
    )
    nation = table.sum(axis="columns")
    return table.apply(lambda region: location_quotient(region, region.sum(), nation, nation.sum()))


def sql(folder: Path) -> None:
    """The same by hand: the cube as one statement, share, six terms and quotients on it."""
    from metrics.firms.engines import connect

    con = connect()
    con.execute(
        f"""
        create temp table register as
            select *, coalesce(valid_to::bigint, 9999) as last
            from read_csv('{folder}/membership.csv', types = {{'firm_id': 'varchar'}});
        create temp table firms as select distinct firm_id from register;
        create temp table cube as
            select year, region_taxcode as region, left(okved, 2) as industry,
                   coalesce(f.firm_id, '') as member, sum(line_2110) as revenue, count(*) as firms,
                   count(*) - count(line_2110) as missing
            from read_parquet('{folder}/panel/*/*.parquet', hive_partitioning = true) p
            left join firms f on f.firm_id = p.inn
            where okved_section = '{INDUSTRY}' group by all;
        create temp table total as select year, sum(revenue) as revenue from cube group by year;
        create temp table part as
            select c.year, member, sum(c.revenue) / any_value(t.revenue) as s,
                   exists (from register r where r.firm_id = member and year between valid_from and last) as m
            from cube c join total t using (year) where member != '' and firms > missing group by all;
        create temp table share as select year, sum(s) from part where m group by year;
        create temp table split as
            with pairs as (
                select coalesce(a.year, b.year + 1) as year, a.s as s1, b.s as s0,
                       coalesce(a.m, false) as m1, coalesce(b.m, false) as m0
                from part a full join part b on a.member = b.member and a.year = b.year + 1)
            select year,
                   sum(s1 - s0) filter (m0 and m1), sum(s0) filter (m1 and not m0),
                   sum(s1 - s0) filter (m1 and not m0), -sum(s0) filter (m0 and not m1 and s1 is not null),
                   sum(s1) filter (m1 and s0 is null), -sum(s0) filter (m0 and s1 is null)
            from pairs group by year;
        create temp table quotient as
            with cell as (select region, industry, sum(revenue) as v from cube
                          where year = (select max(year) from cube) group by all)
            select region, industry, (v / sum(v) over (partition by region))
                   / (sum(v) over (partition by industry) / sum(v) over ()) as lq from cell
        """
    )


def page(folder: Path) -> dict[str, float]:
    """What a page does once the cube is cached."""
    import pandas as pd

    from metrics.firms.panel import read
    from metrics.firms.share import share_of
    from metrics.firms.split import split_of

    reduced = _from_cube(pd.read_parquet(folder / "cube.parquet"), read(folder / "membership.csv"))
    share_of(reduced)
    split_of(reduced)
    return {}


def _from_cube(cube: Any, membership: Any) -> Any:
    from metrics.firms.membership import register
    from metrics.firms.share import Reduced
    from metrics.firms.universe import Universe

    return Reduced(cube, register(membership), Universe(sections=(INDUSTRY,)))


TASKS = {
    "floor": floor,
    "work": work,
    "sql": sql,
    "prepared": lambda folder: work(folder, "lean"),
    "pandas": lambda folder: work(folder, engine="pandas"),
    "page": page,
}


def run_here(task: str, folder: Path) -> None:
    """Do one task in this process and print what it cost as JSON."""
    # Imported before the clock starts, as the server has them by the time a page asks.
    import duckdb  # noqa: F401
    import narwhals  # noqa: F401
    import pandas  # noqa: F401, ICN001
    import pyarrow.parquet  # noqa: F401

    import metrics.firms.share
    import metrics.firms.split  # noqa: F401

    before, begun = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    more = TASKS[task](folder) or {}
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF)
    imports = before.ru_utime + before.ru_stime
    cpu = after.ru_utime + after.ru_stime - imports
    print(json.dumps({"cpu": cpu, "wall": wall, "imports": imports, "peak": after.ru_maxrss / 1024, **more}))


def measure(folder: Path, tasks: list[str]) -> dict[str, dict[str, float]]:
    """Every task in turns: the least time, the largest peak."""
    best: dict[str, dict[str, float]] = {}
    for _ in range(TURNS):
        for task in tasks:
            command = [sys.executable, "-m", "benchmarks.firms", "--task", task, str(folder)]
            said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
            known = best.setdefault(task, said)
            best[task] = {k: (max if k == "peak" else min)(v, known[k]) for k, v in said.items()}
    return best


def report(name: str, found: dict[str, dict[str, float]]) -> None:
    print(f"\n{name}\n{'task':<10}{'CPU s':>8}{'wall s':>8}{'peak MB':>9}{'imports s':>11}")
    for task, cost in found.items():
        print(
            f"{task:<10}{cost['cpu']:>8.2f}{cost['wall']:>8.2f}{cost['peak']:>9.0f}{cost['imports']:>11.2f}"
        )
    for says, (above, below, what, sign, bound) in MUST.items():
        if above in found and below in found:
            ratio = found[above][what] / found[below][what]
            holds = ratio <= bound if sign == "≤" else ratio >= bound
            print(
                f"{says:<30}{ratio:>7.2f}  must be {sign} {bound:<5} {'holds' if holds else 'DOES NOT HOLD'}"
            )
    seconds, cells = found["work"]["pandas part"], found["work"]["cells"]
    print(f"pandas part over {cells:.0f} cells: {seconds:.2f} s, must be ≤ 0.5 s")


def main(arguments: list[str]) -> None:
    if arguments[0] == "--task":
        run_here(arguments[1], Path(arguments[2]))
        return
    tasks = [task for task in TASKS if "--no-pandas" not in arguments or task != "pandas"]
    peaks = {}
    for folder in (Path(a) for a in arguments if not a.startswith("--")):
        save_cube(folder)
        found = measure(folder, tasks)
        peaks[folder.name] = found["work"]["peak"]
        report(folder.name, found)
    names = list(peaks)
    if len(names) > 1:
        print(f"\nmemory, {names[-1]} ÷ {names[0]}: {peaks[names[-1]] / peaks[names[0]]:.2f}, must be ≤ 1.2")


def save_cube(folder: Path) -> None:
    command = [sys.executable, "-m", "metrics", "firms", "cube", folder / "lean", folder / "membership.csv"]
    subprocess.run(
        [*map(str, command), "--section", INDUSTRY, "--out", str(folder / "cube.parquet")], check=True
    )


if __name__ == "__main__":
    main(sys.argv[1:])
