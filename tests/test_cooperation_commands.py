"""The commands `network` and `claims`."""

import io
import json
import shutil

import networkx as nx
import pytest

from metrics import load
from metrics.cli import main
from metrics.cli.cooperation import TABLES
from metrics.exports.csv import csv_bytes
from metrics.exports.graph import edges_frame, nodes_frame


@pytest.fixture
def said(capsys):
    def run(*arguments):
        code = main(arguments)
        out = capsys.readouterr()
        return code, out.out, out.err

    return run


def test_edges_are_printed_with_their_words(said):
    code, out, _ = said("network", "--format", "json", "--role", "software")
    (row,) = json.loads(out)
    assert code == 0
    assert (row["organisation"], row["words"]) == ("proeltech", "Разработчиком ПО стала компания «ПроЭлтех»")


@pytest.mark.parametrize("what", sorted(TABLES))
def test_every_table_prints(said, what):
    code, out, _ = said("network", "--what", what, "--format", "csv")
    assert code == 0
    assert len(out.splitlines()) > 5


def test_measures_carry_their_warning(said):
    code, out, err = said("network", "--what", "measures", "--format", "json")
    rows = json.loads(out)
    assert code == 0
    assert [(r["group"], r["organisations"], r["inside"]) for r in rows] == [
        ("", 7, 5),
        ("technopolis-moscow", 4, 2),
    ]
    assert "measure the press" in err


@pytest.mark.parametrize(("what", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_network_files_are_files(said, what, read):
    _, out, _ = said("network", "--what", what)
    assert read(io.BytesIO(out.encode())).nodes["ruslet"]["label"] == "Руслет"


def test_own_tables_and_their_faults(said, tmp_path):
    network = load().network
    nodes, edges = tmp_path / "n.csv", tmp_path / "e.csv"
    nodes.write_bytes(csv_bytes(nodes_frame(network)))
    edges.write_bytes(csv_bytes(edges_frame(network)).replace(b"supplier", b"captain"))
    own = ("--nodes", str(nodes), "--edges", str(edges))
    code, out, _ = said("network", *own, "--what", "faults", "--format", "json")
    (fault,) = json.loads(out)
    assert (code, fault["file"], fault["column"]) == (1, "edges.csv", "role")
    assert said("network", *own)[0] == 2
    edges.write_bytes(csv_bytes(edges_frame(network)))
    assert said("network", *own, "--what", "faults")[0] == 0
    assert len(json.loads(said("network", *own, "--format", "json")[1])) == 11
    assert said("network", "--nodes", str(nodes))[0] == 2
    assert said("network", "--nodes", "nowhere.csv", "--edges", str(edges))[0] == 2


def test_claims_of_one_source(said):
    code, out, err = said("claims", "--source", "garbuzov-2025-11-07", "--format", "json", "--lang", "ru")
    assert (code, len(json.loads(out))) == (0, 22)
    assert err.startswith("Из 22 высказываний по числу можно проверить 1")
    assert len(json.loads(said("claims", "--kind", "case", "--format", "json")[1])) == 3


def test_a_catalogue_of_ones_own(said, tmp_path):
    shutil.copytree("data", tmp_path / "d")
    (tmp_path / "d" / "links.yaml").write_text("", encoding="utf-8")
    assert (
        json.loads(said("network", "--data", str(tmp_path / "d"), "--format", "json", "--role", "user")[1])
        == []
    )
