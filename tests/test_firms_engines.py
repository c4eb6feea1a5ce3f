"""The cube: every engine's answer against a count by hand."""

from __future__ import annotations

import math
from collections import defaultdict
from importlib.util import find_spec

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from metrics.errors import Refusal
from metrics.firms import synthetic
from metrics.firms.cube import COLUMNS, cube, jumps
from metrics.firms.engines import open_source
from metrics.firms.universe import Universe, covers

pytestmark = [
    # narwhals is moving Dask to a package of its own that is not published yet.
    pytest.mark.filterwarnings("ignore:Dask support is moving out of Narwhals:FutureWarning"),
    # Dask itself calls pandas in a way that pandas 3.1 advises against.
    pytest.mark.filterwarnings("ignore:The inplace keyword in DataFrame.reset_index"),
]

FIRMS = [f"{n:010d}" for n in (7, 77, 123, 7_701_234_567, 9_999_999_999, 100, 101, 102)]


def by_hand(panel, membership, universe=None, depth=None):
    """The cube by loops over rows; sums are exact before they are rounded."""
    members = set(membership["firm_id"])
    cells = defaultdict(list)
    for row in panel.to_dict("records"):
        code, region = ("" if pd.isna(row[name]) else row[name] for name in ("industry", "region"))
        if universe is not None:
            if universe.sections is not None and not any(covers(entry, code) for entry in universe.sections):
                continue
            if code and any(covers(entry, code) for entry in universe.exclude):
                continue
            if universe.regions is not None and region not in universe.regions:
                continue
            if any(pd.isna(row[flag]) or bool(row[flag]) != truth for flag, truth in universe.require):
                continue
        member = row["firm_id"] if row["firm_id"] in members else ""
        cells[row["year"], region, code[:depth], member].append(row["revenue"])
    rows = [
        (*key, math.fsum(v for v in found if not pd.isna(v)), len(found), sum(map(pd.isna, found)))
        for key, found in sorted(cells.items())
    ]
    table = pd.DataFrame(rows, columns=COLUMNS)
    types = {"year": "int64", "revenue": "float64", "firms": "int64", "missing": "int64"}
    return table.astype({name: types.get(name, "str") for name in COLUMNS})


@st.composite
def panels(draw):
    keys = draw(
        st.lists(st.tuples(st.sampled_from(FIRMS), st.integers(2018, 2021)), unique=True, max_size=30)
    )
    columns = {
        "revenue": st.none() | st.floats(0, 1e12, allow_subnormal=False),
        "industry": st.none() | st.sampled_from(["26.1", "26.20", "27", "35.11", "05"]),
        "region": st.none() | st.sampled_from(["77", "02", "16"]),
        "eligible": st.none() | st.booleans(),
    }
    panel = pd.DataFrame(
        {
            "firm_id": pd.Series([firm for firm, _ in keys], dtype="str"),
            "year": pd.Series([year for _, year in keys], dtype="int64"),
        }
    )
    types = {"revenue": "float64", "eligible": "boolean"}
    for name, values in columns.items():
        panel[name] = pd.Series([draw(values) for _ in keys], dtype=types.get(name, "str"))
    return panel


registers = st.lists(st.sampled_from(FIRMS), max_size=6).map(
    lambda ids: pd.DataFrame({"firm_id": pd.Series(ids, dtype="str")})
)
universes = st.none() | st.builds(
    Universe,
    sections=st.none() | st.lists(st.sampled_from(["C", "26", "26.1", "D", "B", "9"]), max_size=3),
    exclude=st.lists(st.sampled_from(["26.1", "D", "27"]), max_size=2),
    regions=st.none() | st.lists(st.sampled_from(["77", "02"]), min_size=1, max_size=2),
    require=st.sampled_from([(), {"eligible": True}, {"eligible": False}]),
)


def as_duckdb(panel):
    return duckdb.connect().from_df(panel)


def as_polars(panel):
    return pytest.importorskip("polars").from_pandas(panel).lazy()


def as_dask(panel):
    return pytest.importorskip("dask.dataframe").from_pandas(panel, npartitions=2)


ENGINES = {
    "pandas": lambda panel: panel,
    "duckdb": as_duckdb,
    "arrow": pa.Table.from_pandas,
    "polars": as_polars,
}


@pytest.mark.parametrize("engine", list(ENGINES))
@settings(max_examples=60, deadline=None)
@given(panel=panels(), membership=registers, universe=universes)
def test_a_cube_is_what_counting_by_hand_gives(engine, panel, membership, universe):
    made = cube(ENGINES[engine](panel), membership, universe, depth=2)
    assert_frame_equal(made, by_hand(panel, membership, universe, depth=2), rtol=1e-12)


@pytest.mark.skipif(find_spec("dask") is None, reason="Dask is not installed")
@pytest.mark.parametrize("universe", [None, Universe(sections="C", regions="77", require={"eligible": True})])
def test_dask_gives_the_same_cube(universe):
    panel, membership = synthetic.sample(3, firms=400)
    assert_frame_equal(
        cube(as_dask(panel), membership, universe), by_hand(panel, membership, universe), rtol=1e-12
    )


def test_a_section_column_decides_on_letters():
    panel = pd.DataFrame({
        "firm_id": ["01", "02"], "year": [2020, 2020], "revenue": [1.0, 2.0],
        "industry": ["26", "35"], "section": ["D", "C"], "region": ["77", "77"],
    })  # fmt: skip
    nobody = pd.DataFrame({"firm_id": pd.Series([], dtype="str")})
    for frame in (panel, as_duckdb(panel)):
        assert cube(frame, nobody, Universe(sections="C"))["revenue"].tolist() == [2.0]


def test_the_cube_keeps_a_members_years_before_its_admission():
    panel, membership = synthetic.sample(1, firms=500)
    table = cube(panel, membership)
    late = membership[membership["valid_from"] > panel["year"].min()]["firm_id"]
    before = table.merge(membership, left_on="member", right_on="firm_id").query("year < valid_from")
    assert set(before["member"]) & set(late)
    assert table["firms"].sum() == len(panel)


def test_a_missing_revenue_is_counted_and_is_not_zero():
    panel = pd.DataFrame({
        "firm_id": ["01", "02"], "year": [2020, 2020], "revenue": [np.nan, 5.0],
        "industry": ["26", "26"], "region": ["77", "77"],
    })  # fmt: skip
    only = cube(as_duckdb(panel), pd.DataFrame({"firm_id": ["03"]})).iloc[0]
    assert (only["revenue"], only["firms"], only["missing"]) == (5.0, 2, 1)


def test_a_member_twice_in_a_year_is_refused_by_its_name():
    panel = pd.DataFrame({
        "firm_id": ["007", "007"], "year": [2020, 2020], "revenue": [1.0, 2.0],
        "industry": ["26", "27"], "region": ["77", "77"],
    })  # fmt: skip
    for frame in (panel, as_duckdb(panel)):
        with pytest.raises(Refusal, match="Firm 007 has 2 rows in 2020"):
            cube(frame, pd.DataFrame({"firm_id": ["007"]}))


def test_a_panel_without_a_needed_column_is_refused():
    with pytest.raises(Refusal, match="has no column region"):
        cube(pd.DataFrame(columns=["firm_id", "year", "revenue", "industry"]), pd.DataFrame({"firm_id": []}))


def test_a_universe_that_asks_for_a_flag_that_is_not_there_is_refused():
    panel, membership = synthetic.sample(1, firms=50)
    with pytest.raises(Refusal, match="no such column"):
        cube(panel.drop(columns="outlier"), membership, Universe(require={"outlier": False}))


def test_members_whose_revenue_jumps_are_named():
    table = pd.DataFrame({
        "year": [2020, 2021, 2020, 2021], "region": "77", "industry": "26", "member": ["01", "01", "", ""],
        "revenue": [2.0, 2000.0, 2.0, 2000.0], "firms": 1, "missing": 0,
    })  # fmt: skip
    assert jumps(table).to_dict("records") == [{"firm_id": "01", "year": 2021, "value": 1000.0}]


FOLDER_ENGINES = ["duckdb", "pandas", "polars", "dask"]


@pytest.mark.parametrize("engine", FOLDER_ENGINES)
def test_rfsd_folders_load_as_they_are(engine, rfsd):
    if find_spec(engine) is None:
        pytest.skip(f"{engine} is not installed")
    folder, panel, membership = rfsd
    universe = Universe(sections="C", exclude="26.1")
    made = cube(open_source(folder, engine), membership, universe)
    assert_frame_equal(made, by_hand(panel, membership, universe, depth=2), rtol=1e-12)
    assert open_source(folder, engine).origin == "synthetic"


@pytest.mark.parametrize("engine", FOLDER_ENGINES)
@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_ids_keep_their_leading_zeros_in_files(tmp_path, engine, ending):
    if find_spec(engine) is None:
        pytest.skip(f"{engine} is not installed")
    panel, membership = synthetic.sample(5, firms=120)
    path = tmp_path / f"panel.{ending}"
    panel.to_csv(path, index=False) if ending == "csv" else panel.to_parquet(path)
    assert_frame_equal(cube(open_source(path, engine), membership), by_hand(panel, membership), rtol=1e-12)
    assert any(firm.startswith("0") for firm in panel["firm_id"])


def test_years_whose_columns_differ_in_type_and_order_are_not_rounded(tmp_path):
    panel, membership = synthetic.sample(9, firms=80)
    panel = (
        panel.assign(revenue=panel["revenue"].fillna(0.0) + 0.5)
        .drop(columns="year")
        .assign(year=panel["year"])
    )
    for year, rows in panel.groupby("year"):
        place = tmp_path / "panel" / f"year={year}"
        place.mkdir(parents=True)
        if year == panel["year"].min():
            rows = rows.assign(revenue=rows["revenue"].astype("int64"))[sorted(rows.columns)]  # noqa: PLW2901
        rows.drop(columns="year").to_parquet(place / "part.parquet")
    whole = panel["revenue"].where(panel["year"] > panel["year"].min(), panel["revenue"] // 1)
    expected = by_hand(panel.assign(revenue=whole), membership)
    assert_frame_equal(cube(tmp_path / "panel", membership), expected, rtol=1e-12)


def test_an_inn_that_is_a_number_is_refused(tmp_path, rfsd):
    folder, _, membership = rfsd
    source = open_source(folder, "pandas").frame
    renamed = {"firm_id": "inn", "revenue": "line_2110", "industry": "okved", "section": "okved_section",
               "region": "region_taxcode"}  # fmt: skip
    spoilt = source.rename(columns=renamed).assign(inn=source["firm_id"].astype("int64"))
    spoilt.to_parquet(tmp_path / "spoilt.parquet")
    with pytest.raises(Refusal, match="inn is a number here"):
        cube(tmp_path / "spoilt.parquet", membership)


@pytest.mark.parametrize(
    ("name", "engine", "said"),
    [
        ("nowhere", "duckdb", "no file or folder"),
        (".", "duckdb", "no Parquet or CSV"),
        (".", "excel", "No engine"),
    ],
)
def test_what_cannot_be_opened_is_said(tmp_path, name, engine, said):
    with pytest.raises(Refusal, match=said):
        open_source(tmp_path / name, engine)


@pytest.fixture(scope="module")
def rfsd(tmp_path_factory):
    """A small synthetic panel in RFSD's folders, the same as a plain frame, and its register."""
    folder = tmp_path_factory.mktemp("rfsd") / "made"
    synthetic.write(folder, rows=6000, seed=2)
    frames = []
    for part in sorted((folder / "panel").rglob("*.parquet")):
        frame = pq.ParquetFile(part).read().to_pandas()
        frames.append(frame.assign(year=int(part.parent.name.removeprefix("year="))))
    raw = pd.concat(frames, ignore_index=True)
    panel = raw.assign(firm_id=raw["inn"], revenue=raw["line_2110"], industry=raw["okved"],
                       region=raw["region_taxcode"])  # fmt: skip
    membership = pd.read_csv(folder / "membership.csv", dtype={"firm_id": "str"})
    return folder / "panel", panel, membership
