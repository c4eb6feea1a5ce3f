"""GraphML, GEXF and the tables come back as they went out, whatever the names hold."""

import io
import math
import xml.etree.ElementTree as ET
from datetime import date

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import load
from metrics.cooperation import Link, Network, Organisation, Project
from metrics.cooperation.tables import read_tables
from metrics.exports import graph
from metrics.exports.csv import csv_bytes
from metrics.model import Text

HOSTILE = '<script>alert("x")</script> & \x00\x0b\ud800 «Ё» =1+1 ]]> \U0001f600'


def network_named(name):
    return Network(
        {"a": Organisation("a", Text(name, name), inn="0276000001")},
        {"p": Project("p", Text(name, "plain"))},
        {"l": Link("l", "a", "p", "user", "takes", date=date(2025, 11, 7))},
    )


def parsed(data):
    return ET.fromstring(data)  # noqa: S314 - our own files


def values_of(found):
    return [v for _, data in found.nodes(data=True) for v in data.values()] + [
        v for *_, data in found.edges(data=True) for v in data.values()
    ]


@pytest.fixture(scope="module")
def seed():
    return load()


def test_graphml_comes_back_whole(seed):
    back = nx.read_graphml(io.BytesIO(graph.graphml(seed.network)), force_multigraph=True)
    sent = graph.attributed(seed.network)
    assert dict(back.nodes(data=True)) == dict(sent.nodes(data=True))
    assert {k: (u, v, d) for u, v, k, d in back.edges(keys=True, data=True)} == {
        k: (u, v, d) for u, v, k, d in sent.edges(keys=True, data=True)
    }


def test_gexf_comes_back_whole(seed):
    back = nx.read_gexf(io.BytesIO(graph.gexf(seed.network)))
    sent = graph.attributed(seed.network)
    assert dict(back.nodes(data=True)) == dict(sent.nodes(data=True))
    assert {d["id"]: (u, v, d) for u, v, d in back.edges(data=True)} == {
        d["id"]: (u, v, d) for u, v, d in sent.edges(data=True)
    }


def test_every_attribute_is_a_text_or_a_finite_number(seed):
    for value in values_of(graph.attributed(seed.network)):
        assert isinstance(value, str) or (isinstance(value, float) and math.isfinite(value))


def test_files_say_neither_nan_nor_none(seed):
    for data in (graph.graphml(seed.network), graph.gexf(seed.network)):
        assert "Руслет" in data.decode()
        for leaf in parsed(data).iter():
            for said in (leaf.text, *leaf.attrib.values()):
                assert (said or "").strip().lower() not in ("nan", "none", "<na>")


def test_what_gives_points_to_what_takes(seed):
    sent = graph.attributed(seed.network)
    assert sent.has_edge("mikrobor", "ropeway-tooling", "mikrobor-ropeway-tooling")
    assert sent.has_edge("ropeway-tooling", "ruslet", "ruslet-ropeway-tooling")


def test_hostile_names_stay_text():
    found = network_named(HOSTILE)
    safe = '<script>alert("x")</script> & «Ё» =1+1 ]]> \U0001f600'.replace("& «", "&  «")
    assert nx.read_graphml(io.BytesIO(graph.graphml(found))).nodes["a"]["label"] == safe
    assert nx.read_gexf(io.BytesIO(graph.gexf(found))).nodes["a"]["label"] == safe
    tags = {element.tag for element in parsed(graph.graphml(found)).iter()}
    assert not any("script" in tag for tag in tags)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=40))
def test_any_name_makes_valid_xml_that_comes_back(name):
    found = network_named(name)
    kept = graph.xml_text(name)
    back = nx.read_graphml(io.BytesIO(graph.graphml(found))).nodes["p"]["name_ru"]
    assert (back or "") == kept or back.strip() == kept.strip()
    parsed(graph.gexf(found))


@pytest.mark.parametrize("style", ["plain", "excel-ru", "excel-en"])
def test_tables_come_back_as_the_same_network(seed, style):
    nodes = csv_bytes(graph.nodes_frame(seed.network), style)
    edges = csv_bytes(graph.edges_frame(seed.network), style)
    assert read_tables(nodes, edges, seed.quotes, seed.paraphrases) == (seed.network, ())


def test_an_inn_keeps_its_zeros_in_every_file():
    found = network_named("«Ноль»")
    assert graph.nodes_frame(found).loc[0, "inn"] == "0276000001"
    assert nx.read_graphml(io.BytesIO(graph.graphml(found))).nodes["a"]["inn"] == "0276000001"


def test_an_empty_network_makes_empty_files():
    empty = Network()
    assert list(graph.nodes_frame(empty).columns) == graph.NODE_COLUMNS
    assert len(nx.read_graphml(io.BytesIO(graph.graphml(empty)))) == 0
    assert len(nx.read_gexf(io.BytesIO(graph.gexf(empty)))) == 0
