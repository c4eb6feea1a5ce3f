"""Where nodes stand: the same at every run, under every filter, and none on another."""

import itertools
import math
import random
import subprocess
import sys

import pytest

from metrics import load
from metrics.charts.ink import LIGHT_INK
from metrics.charts.network import LABELLED, firms_figure, network_figure
from metrics.cooperation import (
    Link,
    Network,
    Organisation,
    Project,
    belonging,
    firm_links,
    keep,
    neighbourhood,
    positions,
    rings,
)
from metrics.cooperation.wording import sentence
from metrics.language import translator
from metrics.model import Text

FLOWS = ["gives", "takes"]


def made(organisations, projects, links, seed=1):
    dice = random.Random(seed)  # noqa: S311 - test data
    names = [f"o{i:03}" for i in range(organisations)]
    works = [f"p{i:03}" for i in range(projects)]
    return Network(
        {n: Organisation(n, Text(n, n)) for n in names},
        {p: Project(p, Text(p, p)) for p in works},
        {
            f"l{i}": Link(
                f"l{i}", dice.choice(names), dice.choice(works), "partner", dice.choice(["gives", "takes"])
            )
            for i in range(links)
        },
    )


@pytest.fixture(scope="module")
def seed():
    return load().network


def test_every_run_gives_the_same_places():
    program = (
        "from tests.test_cooperation_layout import made; from metrics.cooperation import positions;"
        "print(sorted(positions(made(30, 20, 60)).items()))"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert said == f"{sorted(positions(made(30, 20, 60)).items())}\n"


def test_the_order_of_the_files_does_not_matter(seed):
    turned = Network(
        dict(reversed(seed.organisations.items())),
        dict(reversed(seed.projects.items())),
        dict(reversed(seed.links.items())),
    )
    assert positions(turned) == positions(seed)


def test_a_filter_moves_nobody(seed):
    """The page places the nodes of the whole network and shows those that the filter leaves."""
    whole = positions(seed)
    shown = keep(seed, projects=["controller"])
    fig = network_figure(translator("en"), shown, whole)
    drawn = {
        data[1]: (x, y)
        for trace in fig.data
        if trace.customdata is not None
        for data, x, y in zip(trace.customdata, trace.x, trace.y, strict=True)
        if data[0] == "node"
    }
    assert drawn == {node: whole[node] for node in (*shown.parties, *shown.projects)}


@pytest.mark.parametrize("network", [made(7, 3, 9), made(60, 40, 120), made(120, 80, 300)])
def test_no_node_lies_on_another(network):
    places = list(positions(network).values())
    assert len(set(places)) == len(network.organisations) + len(network.projects)


def test_rings_put_each_node_as_far_out_as_its_steps():
    network = made(60, 40, 120)
    near = neighbourhood(network, "o001", 3)
    placed = rings(near, "o001")
    assert placed["o001"] == (0.0, 0.0)
    steps = {round((x * x + y * y) ** 0.5, 2) for x, y in placed.values()}
    assert steps <= {0.0, 1.0, 2.0, 3.0}
    assert len(set(placed.values())) == len(placed) == len(near.organisations) + len(near.projects)


def test_rings_go_all_the_way_round():
    star = Network(
        {"o": Organisation("o", Text("o", "o"))},
        {f"p{i}": Project(f"p{i}", Text("", "")) for i in range(8)},
        {f"l{i}": Link(f"l{i}", "o", f"p{i}", "user") for i in range(8)},
    )
    angles = sorted(math.atan2(y, x) for node, (x, y) in rings(star, "o").items() if node != "o")
    steps = [b - a for a, b in itertools.pairwise([*angles, angles[0] + 2 * math.pi])]
    assert steps == pytest.approx([math.pi / 4] * 8, abs=1e-3)


def test_names_on_rings_lead_outwards_and_a_large_one_has_none():
    network = made(60, 40, 120)
    near = neighbourhood(network, "o001", 2)
    fig = network_figure(translator("en"), near, rings(near, "o001"), centre="o001")
    assert "<b>o001</b>" in {a.text for a in fig.layout.annotations}
    assert len(fig.layout.annotations) > 3
    crowd = made(300, 40, 390)
    every = neighbourhood(crowd, "p001", 9)
    bare = network_figure(translator("en"), every, rings(every, "p001"), centre="p001")
    assert len(every.organisations) > 90
    assert bare.layout.annotations == ()


def test_shapes_tell_organisations_from_projects_from_places(seed):
    fig = network_figure(translator("ru"), seed, positions(seed), belonging=belonging(seed))
    shapes = {
        trace.marker.symbol: sorted(data[1] for data in trace.customdata)
        for trace in fig.data
        if trace.customdata is not None and trace.customdata[0][0] == "node"
    }
    assert shapes == {
        "circle": sorted(seed.parties),
        "square": sorted(seed.projects),
        "diamond": ["technopolis-moscow"],
    }


def test_links_carry_their_role_their_basis_and_their_id(seed):
    fig = network_figure(translator("en"), seed, positions(seed), ink=LIGHT_INK)
    (signs,) = [t for t in fig.data if t.customdata is not None and t.customdata[0][0] == "link"]
    told = dict(
        zip([d[1] for d in signs.customdata], zip(signs.text, signs.marker.symbol, strict=True), strict=True)
    )
    assert told["ruslet-ropeway-tooling"] == ("uses the result", "circle")
    assert told["mikrobor-ropeway-tooling"] == ("supplies", "circle-open-dot")
    assert set(told) == set(seed.links)


def test_hostile_names_reach_plotly_as_text():
    name = '<a href="javascript:x">&</a>'
    network = Network(
        {"a": Organisation("a", Text(name, name))},
        {"p": Project("p", Text(name, name))},
        {"l": Link("l", "a", "p", "user")},
    )
    data = network_figure(translator("en"), network, positions(network)).to_json()
    assert "<a" not in data
    assert "\\u003ca" not in data


def test_a_large_network_drops_labels_and_arrows():
    network = made(100, 80, 500)
    assert len(network.organisations) > LABELLED
    fig = network_figure(
        translator("en"),
        network,
        {n: (float(i), 0.0) for i, n in enumerate((*network.organisations, *network.projects))},
    )
    assert {trace.type for trace in fig.data} == {"scattergl"}
    assert all(trace.text is None for trace in fig.data)


def test_the_firm_view_marks_every_pair_as_derived(seed):
    pairs = firm_links(seed)
    fig = firms_figure(translator("ru"), seed, pairs, positions(seed))
    (signs,) = [t for t in fig.data if t.customdata is not None and t.customdata[0][0] == "pair"]
    assert list(signs.marker.symbol) == ["circle-open-dot"] * 5


def test_an_empty_network_still_draws():
    assert network_figure(translator("en"), Network(), {}).data == ()


def test_the_sentence_above_the_graph(seed):
    en, ru = translator("en"), translator("ru")
    assert sentence(en, seed, seed) == (
        "Shown are 7 organisations, 3 projects and 7 links between them. They form 3 groups that no "
        "project joins."
    )
    assert sentence(ru, seed, seed) == (
        "Здесь 7 организаций, 3 проекта и 7 связей между ними. Они образуют 3 группы, которые не "
        "соединяет ни один проект."
    )
    one = keep(seed, organisations=["ruslet"])
    assert sentence(en, one, one) == "Shown are 1 organisation, 1 project and 1 link between them."
    part = keep(seed, projects=["controller"])
    assert "The whole network has 7 links. All of them hang together, and no single" in sentence(
        en, part, seed
    )
