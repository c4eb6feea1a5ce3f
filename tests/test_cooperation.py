"""What the article says of cooperation, and views and measures that can be counted by hand."""

from datetime import date

import pytest

from metrics import Refusal, load
from metrics.cooperation import (
    Link,
    Membership,
    Network,
    Organisation,
    Project,
    busiest,
    crowded_projects,
    firm_links,
    graph,
    keep,
    measure,
    measure_group,
    neighbourhood,
)
from metrics.model import Text


@pytest.fixture(scope="module")
def seed():
    catalogue = load()
    assert catalogue.faults == ()
    return catalogue


def network(*links, members=()):
    """`network("a>p", "b<p", "c=q", members="ab")`: a gives to p, b takes from it, c does both with q."""
    flows = {">": "gives", "<": "takes", "=": "mutual"}
    made = [Link(f"l{i}", said[0], said[2], "partner", flows[said[1]]) for i, said in enumerate(links)]
    belongs = (Membership("zone"),)
    return Network(
        {"zone": Organisation("zone", Text("зона", "zone"), "place")}
        | {
            o: Organisation(o, Text(o, o), member_of=belongs if o in members else ())
            for o in sorted({link.organisation for link in made} | set(members))
        },
        {p: Project(p, Text(p, p)) for p in sorted({link.project for link in made})},
        {link.id: link for link in made},
    )


# The article, statement by statement.


def test_the_article_names_seven_parties_one_place_three_projects_and_seven_roles(seed):
    assert list(seed.network.parties) == [
        "ruslet",
        "mikrobor",
        "tehnored",
        "privod-engineering",
        "elektroprivod",
        "proeltech",
        "spetskabel",
    ]
    assert list(seed.network.groups) == ["technopolis-moscow"]
    assert {(link.organisation, link.role, link.project) for link in seed.links.values()} == {
        ("ruslet", "user", "ropeway-tooling"),
        ("mikrobor", "supplier", "ropeway-tooling"),
        ("tehnored", "developer", "marking-robot"),
        ("privod-engineering", "developer", "marking-robot"),
        ("elektroprivod", "developer", "controller"),
        ("proeltech", "software", "controller"),
        ("spetskabel", "components", "controller"),
    }


def test_only_the_pairs_placed_in_the_zone_are_its_residents(seed):
    assert seed.network.members("technopolis-moscow") == (
        "ruslet",
        "mikrobor",
        "tehnored",
        "privod-engineering",
    )


def test_no_size_and_no_inn_is_made_up(seed):
    assert {o.kind for o in seed.network.parties.values()} == {"firm"}
    assert {o.inn for o in seed.network.parties.values()} == {None}


def test_every_link_and_membership_rests_on_words_of_the_article(seed):
    text = seed.sources["garbuzov-2025-11-07"].text
    said = [*seed.links.values(), *(m for o in seed.network.parties.values() for m in o.member_of)]
    for statement in said:
        assert statement.evidence.quotes
        for quote in statement.evidence.quotes:
            assert text[quote.start : quote.end] == quote.exact
    assert {link.date for link in seed.links.values()} == {date(2025, 11, 7)}


def test_each_party_is_named_in_its_quotes(seed):
    for link in seed.links.values():
        name = seed.network.organisations[link.organisation].name.ru
        assert name.removeprefix("НТЦ ").strip("«»") in link.evidence.words


def test_what_is_our_reading_is_marked_and_explained(seed):
    derived = [link for link in seed.links.values() if link.basis == "derived"]
    assert [link.id for link in derived] == ["mikrobor-ropeway-tooling", "elektroprivod-controller"]
    assert all(link.rule for link in derived)


# Views.


def test_two_firms_in_a_project_are_a_derived_pair_and_its_direction_follows_from_the_roles():
    found = firm_links(network("a>p", "b<p", "c=q", "a=q"))
    assert [(f.one, f.other, f.projects, f.is_directed) for f in found] == [
        ("a", "b", ("p",), True),
        ("a", "c", ("q",), False),
    ]


def test_a_pair_that_gives_both_ways_has_no_direction():
    (found,) = firm_links(network("a>p", "b<p", "a<q", "b>q"))
    assert (found.projects, found.is_directed) == (("p", "q"), False)


def test_two_roles_of_one_firm_are_no_pair():
    assert firm_links(network("a>p", "a<p")) == ()


def test_a_project_with_a_crowd_says_nothing_of_its_pairs():
    links = {f"l{i}": Link(f"l{i}", f"o{i}", "p", "partner") for i in range(61)}
    organisations = {f"o{i}": Organisation(f"o{i}", Text("", "")) for i in range(61)}
    crowd = Network(organisations, {"p": Project("p", Text("", ""))}, links)
    assert firm_links(crowd) == ()
    assert crowded_projects(crowd) == ("p",)


def test_filters_keep_the_links_that_fit_all_of_them(seed):
    found = keep(seed.network, groups=["technopolis-moscow"], roles=["developer", "software"])
    assert list(found.links) == ["tehnored-marking-robot", "privod-engineering-marking-robot"]
    assert list(found.projects) == ["marking-robot"]
    assert keep(seed.network) is seed.network
    assert list(keep(seed.network, projects=["controller"]).parties) == [
        "elektroprivod",
        "proeltech",
        "spetskabel",
    ]
    assert keep(seed.network, roles=["funder"]).links == {}


def test_a_neighbourhood_grows_by_steps():
    chain = network("a>p", "b<p", "b>q", "c<q", "c>r", "d<r")
    assert list(neighbourhood(chain, "a", 1).links) == ["l0"]
    assert list(neighbourhood(chain, "a", 2).links) == ["l0", "l1"]
    assert list(neighbourhood(chain, "q", 2).links) == ["l1", "l2", "l3", "l4"]


def test_a_lonely_node_is_its_own_neighbourhood():
    assert list(neighbourhood(network("a>p", members="m"), "m", 2).organisations) == ["zone", "m"]


def test_around_a_place_stand_its_members(seed):
    found = neighbourhood(seed.network, "technopolis-moscow", 2)
    assert set(found.projects) == {"ropeway-tooling", "marking-robot"}


def test_a_neighbourhood_of_nothing_is_refused():
    with pytest.raises(Refusal, match="no organisation or project “x”"):
        neighbourhood(network("a>p"), "x")
    with pytest.raises(Refusal, match="at least one step"):
        neighbourhood(network("a>p"), "a", 0)


def test_the_busiest_is_the_one_with_most_links():
    assert busiest(network("b>p", "a>p", "a>q")) == "a"
    assert busiest(network("b>p", "a>p")) == "a"
    assert busiest(Network()) is None


def test_the_graph_is_bipartite_and_its_keys_are_the_links(seed):
    import networkx as nx

    whole = graph(seed.network)
    assert nx.is_bipartite(nx.Graph(whole))
    assert {key for *_, key in whole.edges(keys=True)} == set(seed.links)


# Measures, by hand.


def test_measures_of_the_article(seed):
    found = measure(seed.network)
    assert (found.organisations, found.linked, found.pairs, found.components) == (7, 7, 5, 3)
    assert found.density == pytest.approx(5 / 21)
    assert found.bridges == ()


def test_measures_of_the_zone(seed):
    found = measure_group(seed.network, "technopolis-moscow")
    assert (found.members, found.linked_inside, found.inside, found.outside) == (4, 4, 2, 0)
    assert found.density == pytest.approx(2 / 6)
    assert (found.components, found.spanning) == (2, ())


def test_a_bridge_is_who_holds_two_parts_together():
    # a–b share p, b–c share q: without b nothing joins them; d is alone.
    found = measure(network("a>p", "b>p", "b>q", "c>q", members="d"))
    assert (found.organisations, found.linked, found.pairs, found.components) == (4, 3, 2, 2)
    assert found.bridges == ("b",)
    assert found.density == pytest.approx(2 / 6)


def test_links_inside_and_outside_and_who_spans():
    # members a, b, e; a–b inside, b–c outside, c–d neither, e without a link.
    found = measure_group(network("a>p", "b>p", "b>q", "c>q", "c>r", "d>r", members="abe"), "zone")
    assert (found.members, found.linked_inside, found.inside, found.outside) == (3, 2, 1, 1)
    assert (found.components, found.spanning) == (2, ("b",))
    assert found.density == pytest.approx(1 / 3)


def test_one_organisation_has_no_density_and_none_no_measures():
    assert measure(network("a>p")).density is None
    assert measure(Network()).components == 0
    with pytest.raises(Refusal, match="Nobody is known to belong"):
        measure_group(network("a>p"), "zone")
