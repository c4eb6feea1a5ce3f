"""`python -m metrics scenario` and `solve`: the lab's numbers without the lab."""

import io
import json

import pandas as pd
import pytest

from metrics.cli import main

SEED = "cluster-revenue-share"


def said(capsys, *argv):
    assert main(argv) == 0
    return capsys.readouterr().out


def test_solve_finds_the_seeds_growth_and_admission(capsys):
    (growth,) = json.loads(said(capsys, "solve", "member_growth", SEED, "--format", "json"))
    assert growth["value"] == pytest.approx(0.3735, abs=5e-5)
    assert (growth["goal"], growth["year"]) == (40, 2030)
    (admission,) = json.loads(said(capsys, "solve", "admission", SEED, "--format", "json"))
    assert admission["value"] == pytest.approx(0.0737, abs=5e-5)


def test_a_scenario_is_the_one_table(capsys):
    frame = pd.read_csv(io.StringIO(said(capsys, "scenario", SEED, "--preset", "half", "--format", "csv")))
    path = frame[frame["series"] == "scenario"]
    assert path["period"].tolist() == [2025, 2026, 2027, 2028, 2029, 2030]
    assert path["value"].iloc[-1] == pytest.approx(40)
    assert path["basis"].tolist() == ["stated", *["simulated"] * 5]
    parts = frame[frame["series"].isin(["scenario/organic", "scenario/admitted"]) & (frame["period"] == 2030)]
    assert 12 + parts["value"].sum() == pytest.approx(40)
    assert path["rule"].iloc[-1].startswith("o' = (G·o + a)/(1 − a); member_growth = 0.17")


def test_levers_have_the_names_of_the_api(capsys):
    argv = ["scenario", SEED, "--member-growth", "0.3", "--rest-growth", "0.02", "--admission", "0.03"]
    argv += [
        "--admission-start",
        "2027",
        "--admission-ramp",
        "1",
        "--volatility",
        "0.1",
        "--draws",
        "1000",
        "--seed",
        "4",
    ]
    frame = pd.read_csv(io.StringIO(said(capsys, *argv, "--format", "csv")))
    from metrics import simulate

    ours = simulate(
        0.12, 5, member_growth=0.3, rest_growth=0.02, admission=0.03, admission_start=2027, admission_ramp=1,
        volatility=0.1, draws=1000, seed=4, first_year=2025,
    )  # fmt: skip
    path = frame[frame["series"] == "scenario"]
    assert path["value"].tolist() == pytest.approx((100 * ours["share"]).tolist())
    assert path["low"].tolist() == pytest.approx((100 * ours["p05"]).tolist())


def test_it_says_its_sentence_in_the_readers_language(capsys):
    assert "37.4% a year" in said(capsys, "scenario", SEED, "--preset", "organic", "--say")
    assert "37,4\u00a0% быстрее" in said(
        capsys, "scenario", SEED, "--preset", "organic", "--say", "--lang", "ru"
    )


def test_what_cannot_be_is_said_and_ends_with_2(capsys):
    assert main(["solve", "admission", SEED, "--member-growth", "2"]) == 2
    assert "No value of “admission”" in capsys.readouterr().err
    assert main(["scenario", SEED, "--admission", "1"]) == 2
    assert main(["scenario", "nothing"]) == 2
