"""The commands about what is observed, run as a person runs them."""

import json

import pytest
import yaml

from metrics.cli import main


def run(capsys, *arguments):
    code = main([str(argument) for argument in arguments])
    out = capsys.readouterr()
    return code, out.out, out.err


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "ряд.csv"
    path.write_text("Период;Значение, %\n2025;12\n2026;14,5\n2027;17,6\n", encoding="cp1251")
    return path


def test_a_series_of_ones_own_is_judged_by_every_method(capsys, file):
    code, out, _ = run(capsys, "progress", "cluster-revenue-share", "--series", file, "--format", "json")
    rows = {row["method"]: row for row in json.loads(out)}
    assert code == 0
    assert list(rows) == ["open_sdg", "eurostat", "un", "linear", "logit"]
    # 5.6 points of 28 in two of five years
    assert rows["linear"]["value"] == pytest.approx(0.5)
    assert rows["linear"]["formula"] == "((17.6 − 12) / 2) / (|40 − 12| / 5) = 0.5"
    assert rows["open_sdg"]["status"] == "moderate_progress"


def test_the_table_ends_with_agreement_and_chance_in_the_asked_language(capsys, file):
    _, out, _ = run(capsys, "progress", "cluster-revenue-share", "--series", file, "--lang", "ru")
    assert "Методы расходятся" in out
    assert "Наблюдений: 3" in out


def test_what_is_not_observed_is_said(capsys):
    code, out, _ = run(capsys, "progress", "cluster-revenue-share")
    assert code == 0
    assert "Nothing has been observed yet." in out


def test_an_unknown_target_is_refused(capsys):
    code, _, err = run(capsys, "progress", "nobody")
    assert code == 2
    assert "no target “nobody”" in err


def test_a_series_comes_out_as_read_and_as_an_entry(capsys, file):
    _, out, err = run(capsys, "series", file, "--format", "csv")
    assert out.splitlines() == ["period,value,unit,source", "2025,12,%,", "2026,14.5,%,", "2027,17.6,%,"]
    assert "Encoding: Windows-1251." in err
    _, out, _ = run(capsys, "series", file, "--entry", "cluster-revenue-share")
    (entry,) = yaml.safe_load(out)
    assert entry["indicator"] == "cluster-revenue-share"
    assert entry["points"][1] == {"period": 2026, "value": 14.5}


def test_every_fault_of_a_file_is_told_before_it_is_refused(capsys, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("period;value\nвчера;1\n2025;x1\n")
    code, out, err = run(capsys, "series", path)
    assert (code, out) == (2, "")
    assert err.count("\n") >= 3
    assert "2A: “вчера” is not a period" in err
    assert "3B: “x1” is not a number." in err
    assert run(capsys, "series", tmp_path / "none.csv")[0] == 2


def test_an_open_decimal_sign_can_be_said(capsys, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("period;value\n2025;1,234\n")
    assert run(capsys, "series", path)[0] == 2
    _, out, _ = run(capsys, "series", path, "--decimal", ".", "--format", "csv")
    assert out.splitlines()[1] == "2025,1234,,"
