"""The commands about targets, run as a person runs them."""

import json
import shutil

import pytest
import yaml

from metrics.catalogue import SHIPPED
from metrics.cli import main


def run(capsys, *arguments):
    code = main(list(arguments))
    out = capsys.readouterr()
    return code, out.out, out.err


def test_the_list_names_every_target(capsys):
    code, out, _ = run(capsys, "targets", "--format", "json")
    rows = {row["id"]: row for row in json.loads(out)}
    assert code == 0
    assert rows["cluster-revenue-share"]["promise"] == "12% → more than 40%"
    assert rows["cluster-revenue-share"]["due"] == "2030"


def test_a_path_comes_as_the_whole_table_in_json(capsys):
    _, out, _ = run(capsys, "path", "cluster-revenue-share", "--scale", "linear", "--format", "json")
    rows = json.loads(out)
    assert [round(row["value"], 1) for row in rows] == [12, 17.6, 23.2, 28.8, 34.4, 40]
    assert rows[0]["quote"] == "cluster-share-from"


def test_a_path_that_cannot_be_drawn_ends_with_the_reason(capsys):
    code, out, err = run(capsys, "path", "sez-workers-stock", "--lang", "ru")
    assert (code, out) == (2, "")
    assert "Исходный уровень не назван" in err
    assert run(capsys, "path", "sez-workers-stock", "--baseline", "40")[0] == 0


def test_reconcile_shows_each_verdict(capsys):
    code, out, _ = run(capsys, "reconcile", "cluster-revenue-share", "--exact")
    assert code == 0
    assert "(40, 42)" in out
    assert "agrees with the other statements" in out


def test_an_unknown_target_is_said(capsys):
    code, _, err = run(capsys, "reconcile", "nope")
    assert code == 2
    assert "no target “nope”" in err


def test_validate_ends_with_one_when_an_entry_is_unusable(capsys, tmp_path):
    shutil.copytree(SHIPPED, tmp_path / "data")
    assert run(capsys, "validate", "--data", str(tmp_path / "data"))[0] == 0
    path = tmp_path / "data" / "targets.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: 18,", "value: 180,"), encoding="utf-8")
    code, out, _ = run(capsys, "validate", "--data", str(tmp_path / "data"), "--format", "json")
    assert code == 1
    assert [row["entry"] for row in json.loads(out)] == ["moscow-gva-share"]


def test_a_quote_can_be_pasted_into_the_catalogue(capsys, tmp_path):
    code, out, _ = run(capsys, "quote", "garbuzov-2025-11-07", "центром кооперации", "--id", "centre")
    assert code == 0
    shutil.copytree(SHIPPED, tmp_path / "data")
    (tmp_path / "data" / "quotes" / "mine.yaml").write_text(out, encoding="utf-8")
    assert run(capsys, "validate", "--data", str(tmp_path / "data"))[0] == 0
    assert yaml.safe_load(out)[0]["exact"] == "центром кооперации"


def test_tensions_are_listed(capsys):
    _, out, _ = run(capsys, "tensions", "--lang", "ru", "--format", "csv")
    assert "прибавкой" in out


@pytest.mark.parametrize("command", ["targets", "path", "reconcile", "tensions", "validate", "quote"])
def test_every_command_explains_itself(capsys, command):
    with pytest.raises(SystemExit) as done:
        main([command, "--help"])
    assert done.value.code == 0
    assert "--format" in capsys.readouterr().out
