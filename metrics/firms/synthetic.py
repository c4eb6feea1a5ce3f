"""A made-up firm panel in the shape of RFSD: seeded, and named synthetic wherever it shows.

Its share of clusters rises mostly because firms are admitted, a little because members grow faster, so that
the split has something to tell. Nothing in it is an observation of any firm.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from metrics.firms.industries import divisions
from metrics.firms.rfsd import UNIT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

SOURCE = "synthetic"
YEARS = tuple(range(2012, 2025))
SECTIONS = {"A": 4, "B": 1, "C": 10, "D": 1, "E": 1, "F": 13, "G": 33, "H": 7, "I": 3, "J": 4, "L": 7,
            "M": 10, "N": 4, "Q": 1, "S": 1}  # fmt: skip
REGIONS = {"77": 20, "78": 9, "50": 8, "66": 5, "16": 4, "23": 4, "54": 3, "63": 3, "52": 3, "74": 3, "02": 3,
           "05": 1, "01": 1, "24": 2, "61": 3, "36": 2, "59": 2, "38": 2, "25": 2, "40": 1}  # fmt: skip
STILL = 9999
ROW_GROUP = 131_072
INDUSTRY = "C"
SHARE_FIRST, SHARE_LAST = 0.12, 0.30
MEMBER_GROWTH = 0.03
LIVING = 0.62  # of all firms ever, in a given year
CLUSTERS = ("A", "B", "C", "D", "E")


@dataclass(frozen=True)
class Shape:
    """How a panel is drawn: the weight of the industry among the sections, and the spread of ln revenue."""

    industry: int
    spread: float


SMALL = Shape(industry=60, spread=1.2)  # a few thousand firms have to tell the story without one giant
LIKE_RFSD = Shape(industry=10, spread=2.3)


@dataclass(frozen=True)
class Firms:
    """What does not change about each firm; arrays of one length."""

    inn: NDArray[np.int64]
    region: NDArray[np.int16]
    okved: NDArray[np.int16]
    size: NDArray[np.float64]  # ln of revenue in the first year, thousand RUB
    drift: NDArray[np.float64]
    founded: NDArray[np.int16]
    dissolved: NDArray[np.int16]  # STILL while it lives


def sample(
    seed: int = 0, firms: int = 3000, years: tuple[int, ...] = YEARS
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A small panel in memory: `(firm_year, membership)`, the same for the same seed."""
    base, first, last, membership = _draw(seed, firms, years, SMALL)
    codes, _ = _sections()
    parts = []
    for year in years:
        row, revenue, flags = _year(base, first, last, year, years[0], seed)
        parts.append(
            pd.DataFrame(
                {
                    "firm_id": _inn(base.inn[row]),
                    "year": np.int64(year),
                    "revenue": revenue,
                    "industry": codes[base.okved[row]],
                    "region": np.array(list(REGIONS))[base.region[row]],
                    **flags,
                    "founded": base.founded[row].astype("int64"),
                    "dissolved": pd.array(
                        np.where(base.dissolved[row] == STILL, 0, base.dissolved[row]), "Int64"
                    ),
                }
            )
        )
    panel = pd.concat(parts, ignore_index=True)
    panel["dissolved"] = panel["dissolved"].mask(panel["dissolved"] == STILL)
    panel["source"] = SOURCE
    panel.attrs.update(source=SOURCE, unit=UNIT, seed=seed)
    return panel, membership


def write(
    target: Path,
    rows: int,
    seed: int = 0,
    years: tuple[int, ...] = YEARS,
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> None:
    """Write `target/panel/year=YYYY/part.parquet` in RFSD's columns, and `target/membership.csv`.

    About `rows` rows over the years. Each file says in its metadata and in its column `source` that it is
    synthetic. The folder appears whole or not at all.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    from metrics.firms.files import whole

    base, first, last, membership = _draw(seed, firms_for(rows, years), years, LIKE_RFSD)
    with whole(target) as folder:
        for done, year in enumerate(years):
            progress(done, len(years))
            row, revenue, flags = _year(base, first, last, year, years[0], seed)
            place = folder / "panel" / f"year={year}"
            place.mkdir(parents=True)
            columns = _rfsd_columns(base, row, revenue, flags, year, seed)
            notes = {"source": SOURCE, "unit": UNIT, "seed": str(seed), "shaped_like": "RFSD"}
            table = pa.table(columns).replace_schema_metadata(notes)
            pq.write_table(table, place / "part.parquet", row_group_size=ROW_GROUP)
        membership.to_csv(folder / "membership.csv", index=False)
        progress(len(years), len(years))


def firms_for(rows: int, years: tuple[int, ...] = YEARS) -> int:
    """How many firms make about so many rows."""
    return max(200, round(rows / len(years) / LIVING))


def _draw(
    seed: int, firms: int, years: tuple[int, ...], shape: Shape
) -> tuple[Firms, Any, Any, pd.DataFrame]:
    rng = np.random.default_rng([seed, 1])
    weights = _weights(shape)
    regions = np.array(list(REGIONS.values()), dtype=float)
    numbers = np.arange(firms, dtype=np.int64)
    region = rng.choice(len(regions), firms, p=regions / regions.sum()).astype(np.int16)
    tax = np.array([int(code) for code in REGIONS], dtype=np.int64)
    founded = rng.integers(years[0] - 15, years[-1] + 1, firms).astype(np.int16)
    life = rng.exponential(30, firms).astype(np.int64) + 2
    end = founded + life
    base = Firms(
        # Unique within the panel: the factor has no divisor in common with 10^8.
        inn=tax[region] * 10**8 + (numbers * 48_271 + 11) % 10**8,
        region=region,
        okved=rng.choice(len(weights), firms, p=weights).astype(np.int16),
        size=rng.normal(8.0, shape.spread, firms),
        drift=rng.normal(0.05, 0.02, firms),
        founded=founded,
        dissolved=np.where(end > years[-1], STILL, end).astype(np.int16),
    )
    first, last = _admissions(base, years, rng)
    return base, first, last, _register(base, first, last, rng)


def _admissions(base: Firms, years: tuple[int, ...], rng: np.random.Generator) -> tuple[Any, Any]:
    """The first and last year of membership of each firm; STILL is never, and to this day."""
    _, sections = _sections()
    maker = (sections[base.okved] == INDUSTRY) & (base.dissolved > years[0] + 5)
    able = np.flatnonzero(maker & (base.founded <= years[0]))
    # Larger firms are asked first, but not the few largest: one firm's fate would be the whole story.
    order = np.argsort(-(base.size[able] + rng.gumbel(0, 0.7, len(able))))
    order = order[min(len(order) // 1000, 5) :]
    of_all = np.exp(base.size[(sections[base.okved] == INDUSTRY) & (base.founded <= years[0])]).sum()
    reached = np.cumsum(np.exp(base.size[able[order]])) / of_all
    goal = np.linspace(SHARE_FIRST, SHARE_LAST, len(years)) * min(1.0, reached[-1] / SHARE_LAST)
    when = np.searchsorted(goal, reached)
    first = np.full(len(base.inn), STILL)
    joined = when < len(years)
    chosen = able[order[joined]]
    first[chosen] = np.maximum(np.array(years)[when[joined]], base.founded[chosen])
    last = np.full(len(base.inn), STILL)
    start_ups = np.flatnonzero(
        maker & (base.founded > years[0]) & (rng.random(len(maker)) < len(chosen) / len(able) / 4)
    )
    first[start_ups] = base.founded[start_ups]
    chosen = np.concatenate([chosen, start_ups])
    leave = chosen[rng.random(len(chosen)) < 0.06]
    last[leave] = first[leave] + rng.integers(2, 6, len(leave))
    return first, last


def _register(base: Firms, first: Any, last: Any, rng: np.random.Generator) -> pd.DataFrame:
    member = np.flatnonzero(first < STILL)
    cluster = rng.integers(0, len(CLUSTERS), len(member))
    both = rng.random(len(member)) < 0.03
    who = np.concatenate([member, member[both]])
    which = np.concatenate([cluster, (cluster[both] + 1) % len(CLUSTERS)])
    letter = np.array(CLUSTERS)[which]
    until = pd.Series(last[who], dtype="Int64")
    return pd.DataFrame(
        {
            "firm_id": _inn(base.inn[who]),
            "cluster_id": pd.Series(letter).radd("synthetic-"),
            "cluster_name": pd.Series(letter).radd("Synthetic cluster "),
            "valid_from": first[who],
            "valid_to": until.mask(until == STILL),
            "status": np.where(last[who] == STILL, "member", "left"),
            "source_url": SOURCE,
            "source_date": pd.NA,
        }
    )


def _year(
    base: Firms, first: Any, last: Any, year: int, start: int, seed: int
) -> tuple[Any, Any, dict[str, Any]]:
    """The firms alive in a year, their revenue (thousand RUB, NaN where missing) and flags."""
    rng = np.random.default_rng([seed, year])
    row = np.flatnonzero((base.founded <= year) & (base.dissolved >= year))
    count = len(row)
    served = np.clip(np.minimum(year, last[row]) - first[row], 0, None)
    level = base.size[row] + base.drift[row] * (year - start) + MEMBER_GROWTH * served
    revenue = np.round(np.exp(level + rng.normal(0, 0.15, count)))
    missing = rng.random(count) < np.where(first[row] < STILL, 0.01, 0.06)
    # A statement filed in roubles instead of thousands of roubles, now and then, among the small.
    revenue = np.where((rng.random(count) < 5e-4) & (base.size[row] < 7), revenue * 1000, revenue)
    imputed = rng.random(count) < 0.03
    flags = {
        "filed": (~missing).astype("int32"),
        "imputed": imputed.astype("int32"),
        "eligible": (rng.random(count) < 0.97).astype("int32"),
        "outlier": (rng.random(count) < 0.001).astype("int32"),
        "financial": np.zeros(count, dtype="int32"),
    }
    return row, np.where(missing, np.nan, revenue), flags


def _rfsd_columns(
    base: Firms, row: Any, revenue: Any, flags: dict[str, Any], year: int, seed: int
) -> dict[str, Any]:
    """A year as RFSD has it: the needed columns among others that nobody here reads."""
    import pyarrow as pa
    import pyarrow.compute as pc

    codes, sections = _sections()
    rng = np.random.default_rng([seed, year, 2])

    def pick(texts: Any, index: Any) -> Any:
        return pa.DictionaryArray.from_arrays(pa.array(index), pa.array(list(texts))).cast(pa.string())

    inn = pc.utf8_lpad(pa.array(base.inn[row]).cast(pa.string()), 10, "0")
    letters = sorted(set(sections))
    letter = np.searchsorted(letters, sections)[base.okved[row]].astype("int16")
    assets = np.round(np.exp(rng.normal(8, 2, len(row))))
    return {
        "inn": inn,
        "ogrn": pc.binary_join_element_wise(pa.scalar("1"), pc.utf8_lpad(inn, 12, "0"), pa.scalar("")),
        "region_taxcode": pick(REGIONS, base.region[row]),
        "creation_year": base.founded[row],
        "age": (year - base.founded[row]).astype("int16"),
        "okved": pick(codes, base.okved[row]),
        "okved_section": pick(letters, letter),
        **flags,
        "line_1600": assets,
        "line_2110": pa.array(revenue, from_pandas=True),
        "line_2400": np.round(assets * rng.normal(0.05, 0.1, len(row))),
        "source": pick([SOURCE], np.zeros(len(row), dtype="int8")),
    }


def _inn(numbers: NDArray[np.int64]) -> pd.Series[Any]:
    return pd.Series(numbers).astype("str").str.zfill(10)


def _weights(shape: Shape) -> NDArray[np.float64]:
    """The chance of each code."""
    of_section = {**SECTIONS, INDUSTRY: shape.industry}
    weights = [
        of_section[letter] / len(divisions(letter))
        for letter in SECTIONS
        for _ in divisions(letter)
        for _ in _TAILS
    ]
    return np.array(weights) / sum(weights)


def _sections() -> tuple[NDArray[Any], NDArray[Any]]:
    """Codes, and the letter of the section of each."""
    pairs = [
        (division + tail, letter) for letter in SECTIONS for division in divisions(letter) for tail in _TAILS
    ]
    return np.array([code for code, _ in pairs], dtype=object), np.array([letter for _, letter in pairs])


_TAILS = (".1", ".11", ".12", ".2", ".20", ".30", ".4", ".51", ".9")
