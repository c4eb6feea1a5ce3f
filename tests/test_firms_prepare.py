"""A panel prepared once: the same answers, its zeros back, and whole or not there."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from metrics.cli import main
from metrics.errors import Refusal
from metrics.firms import split_change, synthetic
from metrics.firms.cube import cube
from metrics.firms.engines import open_source
from metrics.firms.files import whole, whole_file
from metrics.firms.prepare import prepare
from metrics.firms.universe import Universe

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("prepare") / "made"
    synthetic.write(folder, rows=20_000, seed=3)
    prepare(folder / "panel", folder / "lean")
    return folder


@pytest.fixture(scope="module")
def membership(made):
    return pd.read_csv(made / "membership.csv", dtype={"firm_id": "str"})


@pytest.mark.parametrize("engine", ["duckdb", "pandas"])
@pytest.mark.parametrize(
    "universe",
    [
        None,
        Universe(sections="C"),
        Universe(sections=("B", "26", "27.1"), exclude=("26.1", "B")),
        Universe(sections=("Z", "00")),
        Universe(regions=("02", "77"), require={"eligible": True, "outlier": False}),
    ],
)
def test_a_prepared_panel_gives_the_cube_of_the_raw_one(made, membership, engine, universe):
    lean = open_source(made / "lean", engine)
    assert_frame_equal(
        cube(lean, membership, universe), cube(made / "panel", membership, universe), rtol=1e-12
    )


def test_leading_zeros_come_back(made):
    ids = open_source(made / "panel", "pandas").frame["firm_id"]
    zeros = pd.DataFrame({"firm_id": ids[ids.str.startswith("0")].unique()})
    table = cube(made / "lean", zeros)
    assert {"01", "02", "05"} <= set(table["region"])
    assert set(table["member"]) == {"", *zeros["firm_id"]}


def test_ids_that_are_not_digits_stay_text(tmp_path):
    panel, membership = synthetic.sample(1, firms=100)
    both = [frame.assign(firm_id="RU-" + frame["firm_id"]) for frame in (panel, membership)]
    both[0].to_parquet(tmp_path / "panel.parquet")
    prepare(tmp_path / "panel.parquet", tmp_path / "lean")
    assert_frame_equal(cube(tmp_path / "lean", both[1]), cube(*both), rtol=1e-12)


def test_what_was_found_is_counted_by_year(made):
    notes = json.loads((made / "lean" / "_codes.json").read_text())
    raw = open_source(made / "panel", "pandas").frame
    assert {int(year): n["rows"] for year, n in notes["years"].items()} == raw.groupby(
        "year"
    ).size().to_dict()
    assert sum(n["missing"] for n in notes["years"].values()) == raw["revenue"].isna().sum() > 0


def test_every_firm_whose_revenue_jumps_is_named(tmp_path):
    panel, _ = synthetic.sample(1, firms=60)
    found = panel.groupby("firm_id")["revenue"].transform("count") == len(synthetic.YEARS)
    steady = panel[found].assign(revenue=100.0)
    firm = steady["firm_id"].iloc[0]
    steady.loc[(steady["firm_id"] == firm) & (steady["year"] == 2020), "revenue"] = 100_000.0
    steady.to_parquet(tmp_path / "panel.parquet")
    jumps = prepare(tmp_path / "panel.parquet", tmp_path / "lean")["jumps"]
    assert jumps == [
        {"firm_id": firm, "year": 2020, "value": 1000.0},
        {"firm_id": firm, "year": 2021, "value": 0.001},
    ]


def spoil(panel, how):
    if how == "twice":
        return pd.concat([panel, panel.iloc[:1]])
    if how == "nameless":
        return panel.assign(firm_id=panel["firm_id"].where(panel.index != 0))
    if how == "text":
        return panel.assign(revenue=panel["revenue"].astype("str"))
    return panel.assign(firm_id=panel["firm_id"].astype("int64"))


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("twice", "2012: {firm} have more than one row"),
        ("nameless", "1 rows have no firm id"),
        ("text", "revenue is text"),
        ("number", "firm_id is a number here"),
    ],
)
def test_a_panel_that_would_falsify_results_is_refused(tmp_path, how, said):
    panel, _ = synthetic.sample(1, firms=60)
    spoil(panel, how).to_parquet(tmp_path / "panel.parquet")
    with pytest.raises(Refusal, match=said.format(firm=panel["firm_id"].iloc[0])):
        prepare(tmp_path / "panel.parquet", tmp_path / "lean")
    assert [p.name for p in tmp_path.iterdir()] == ["panel.parquet"]


def test_a_prepared_panel_is_not_prepared_again(made, tmp_path):
    with pytest.raises(Refusal, match="prepared already"):
        prepare(made / "lean", tmp_path / "leaner")


def test_a_folder_that_exists_is_not_overwritten(made):
    with pytest.raises(Refusal, match="exists already"):
        prepare(made / "panel", made / "lean")


def test_an_error_midway_leaves_nothing(tmp_path):
    def half(begin, name):
        with begin(tmp_path / name) as place:
            (place / "half" if place.is_dir() else place).touch()
            raise ZeroDivisionError

    for begin, name in ((whole, "new"), (whole_file, "new.parquet")):
        with pytest.raises(ZeroDivisionError):
            half(begin, name)
    assert list(tmp_path.iterdir()) == []


def test_what_a_power_cut_left_is_replaced(tmp_path):
    (tmp_path / ".new.partial").mkdir()
    (tmp_path / ".new.partial" / "half").touch()
    with whole(tmp_path / "new") as folder:
        (folder / "all").touch()
    assert [p.name for p in (tmp_path / "new").iterdir()] == ["all"]


@pytest.mark.parametrize("command", ["prepare", "synthetic"])
def test_ctrl_c_ends_cleanly_and_leaves_nothing(made, tmp_path, command):
    target = tmp_path / "out"
    what = [made / "panel", target] if command == "prepare" else [target, "--rows", "20000000"]
    if command == "prepare":
        synthetic.write(tmp_path / "larger", rows=1_500_000, seed=1)
        what[0] = tmp_path / "larger" / "panel"
    job = subprocess.Popen(
        [sys.executable, "-m", "metrics", "firms", command, *map(str, what)],
        cwd=ROOT, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        while "1 of 13" not in job.stderr.readline():
            assert job.poll() is None
        time.sleep(0.02)
        job.send_signal(signal.SIGINT)
        _, said = job.communicate(timeout=60)
    finally:
        job.kill()
    assert job.returncode == 130, said
    assert said.splitlines()[-1] == "Stopped; nothing was written."
    assert [p.name for p in tmp_path.iterdir() if "larger" not in p.name] == []


def run(capsys, *arguments):
    code = main(["firms", *map(str, arguments)])
    return code, capsys.readouterr()


def test_the_command_line_says_shares_and_that_they_are_synthetic(made, capsys):
    asked = [made / "membership.csv", "--section", "C", "--format", "json"]
    code, lean = run(capsys, "share", made / "lean", *asked)
    assert code == 0
    rows = json.loads(lean.out)
    assert [row["year"] for row in rows] == list(synthetic.YEARS)
    assert {row["source"] for row in rows} == {"synthetic"}
    _, raw = run(capsys, "share", made / "panel", *asked, "--engine", "pandas")
    shares = pd.DataFrame(rows)["share"].to_list()
    assert pd.DataFrame(json.loads(raw.out))["share"].to_list() == pytest.approx(shares, rel=1e-12)


def test_the_command_line_splits(made, capsys):
    code, said = run(
        capsys, "split", made / "lean", made / "membership.csv", "--section", "C", "--format", "json"
    )
    assert code == 0
    (row,) = json.loads(said.out)
    terms = ("continuing", "admitted", "admitted_growth", "left", "new", "gone")
    assert sum(row[term] for term in terms) == pytest.approx(row["change"], abs=1e-10)


def test_the_command_line_writes_a_cube(made, membership, tmp_path, capsys):
    out = tmp_path / "cube.parquet"
    code, _ = run(capsys, "cube", made / "lean", made / "membership.csv", "--section", "C", "--out", out)
    assert code == 0
    expected = cube(made / "lean", membership, Universe(sections="C"))
    assert_frame_equal(pd.read_parquet(out), expected.assign(source="synthetic"))


def test_the_command_line_judges_a_csv_row_by_row(tmp_path, capsys):
    panel, membership = synthetic.sample(1, firms=60)
    panel.loc[3, "revenue"] = -5
    panel.to_csv(tmp_path / "panel.csv", index=False)
    membership.to_csv(tmp_path / "membership.csv", index=False)
    code, said = run(capsys, "share", tmp_path / "panel.csv", tmp_path / "membership.csv")
    assert code == 2
    assert "row 5" in said.err


def test_the_synthetic_share_rises_mostly_by_admission():
    for seed in range(3):
        split = split_change(*synthetic.sample(seed), Universe(sections="C"), chained=True).sum()
        assert split["change"] > 0.05
        assert split["admitted"] > split["change"] / 2
        assert split["admitted"] > split["continuing"] + split["admitted_growth"]


def test_a_seed_makes_the_same_sample():
    one, two, other = (synthetic.sample(seed, firms=100) for seed in (1, 1, 2))
    assert_frame_equal(one[0], two[0])
    assert_frame_equal(one[1], two[1])
    assert not one[0].equals(other[0])
    assert set(one[0]["source"]) == {"synthetic"}
    assert one[0].groupby(["firm_id", "year"]).size().max() == 1


def test_synthetic_files_say_so(made):
    import pyarrow.parquet as pq

    for part in (made / "panel").rglob("*.parquet"):
        assert pq.read_schema(part).metadata[b"source"] == b"synthetic"
        assert pq.read_table(part, columns=["source"], partitioning=None).column(0).unique().to_pylist() == [
            "synthetic"
        ]
    assert json.loads((made / "lean" / "_codes.json").read_text())["source"] == "synthetic"
