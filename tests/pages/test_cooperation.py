"""The page of the network: views, filters, words, state in the address bar, empty states."""

import pytest

from metrics.cooperation.measures import PRESS


def words(app):
    return " ".join(str(e.value) for e in [*app.markdown, *app.caption, *app.info, *app.subheader])


def test_it_opens_with_the_article_s_network(run):
    app = run("cooperation")
    assert app.title[0].value == "Cooperation"
    assert "7 organisations, 3 projects and 7 links" in words(app)
    assert PRESS in words(app)


@pytest.mark.parametrize("view", ["graph", "table", "firms", "measures"])
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_view_opens_from_its_link(run, view, lang):
    app = run("cooperation", view=view, lang=lang)
    assert app.session_state["view"] == view


def test_a_chosen_link_shows_its_quotes_and_how_it_was_read(run):
    app = run("cooperation", pick="link:mikrobor-ropeway-tooling")
    assert "производителя металлорежущего инструмента «Микробор»" in words(app)
    assert "not said outright" in words(app).replace("\\", "")


def test_a_chosen_organisation_shows_all_that_is_said_of_it(run):
    said = words(run("cooperation", pick="spetskabel", lang="ru")).replace("\\", "")
    assert "взялся за освоение производства специальных шлейфов" in said
    assert "осваивает комплектующие" in said


def test_filters_come_from_the_link_and_go_back_to_it(run):
    app = run("cooperation", roles="software", pick="nobody")
    assert "1 organisation, 1 project and 1 link" in words(app)
    app.multiselect(key="roles").set_value([]).run()
    assert "roles" not in app.query_params
    assert "7 links" in words(app)


def test_a_filter_that_leaves_nothing_says_what_to_do(run):
    app = run("cooperation", roles="software", projects="marking-robot")
    assert "No link fits these filters" in words(app)


def test_the_neighbourhood_of_one_organisation(run):
    app = run("cooperation", around="ruslet", steps="1")
    assert "1 organisation, 1 project and 1 link" in words(app)
    assert "2 organisations, 1 project and 2 links" in words(run("cooperation", around="ruslet"))


def test_unknown_codes_in_the_link_are_ignored(run):
    app = run("cooperation", view="maze", roles="captain", around="atlantis", steps="99", pick="x")
    assert "7 organisations, 3 projects and 7 links" in words(app)


def test_measures_of_the_zone_with_their_warnings(run):
    app = run("cooperation", view="measures")
    shown = {m.label: m.value for m in app.metric}
    assert shown["Members with a link inside"] == "4 / 4"
    assert shown["Pairs inside"] == "2"
    assert shown["Density inside"] == "33.3%"
    said = words(app).replace("\\", "")
    assert "Only 4 members are known by name" in said
    assert "at least 20% (formerly 50%)" in said
    assert "In our own words" in said


def test_a_catalogue_without_links_says_what_to_do(run, tmp_path, monkeypatch):
    monkeypatch.setenv("CLUSTER_METRICS_DATA", str(tmp_path))
    assert "No link is known yet" in words(run("cooperation"))
    assert "The catalogue holds no statement yet" in words(run("claims"))


def own_tables():
    """A page whose reader brought tables: 200 links, one of them wrong."""
    nodes = ["id,type,name_ru"] + [f"o{i},organisation,О{i}" for i in range(40)]
    nodes += [f"p{i},project,П{i}" for i in range(40)]
    edges = ["id,organisation,project,role,direction,own_words,address"]
    edges += [
        f"l{i},o{i % 40},p{(i * 7) // 5 % 40},partner,gives,Слово,https://example.org/{i}" for i in range(200)
    ]
    edges += ["wrong,o1,p1,captain,gives,Слово,https://example.org/x"]
    return "\n".join(nodes).encode(), "\n".join(edges).encode()


def test_own_tables_replace_the_network_and_a_large_one_opens_around_its_busiest(run):
    app = run("cooperation")
    nodes, edges = own_tables()
    app.file_uploader(key="own-nodes").set_value(("nodes.csv", nodes, "text/csv"))
    app.file_uploader(key="own-edges").set_value(("edges.csv", edges, "text/csv"))
    app.run()
    assert not app.exception
    assert "1 fault in the tables" in app.warning[0].value
    said = words(app).replace("\\", "")
    assert "200 links would be a tangle" in said
    assert "The whole network has 200 links." in said


def test_measures_speak_of_the_whole_large_network(run):
    app = run("cooperation", view="measures")
    nodes, edges = own_tables()
    app.file_uploader(key="own-nodes").set_value(("nodes.csv", nodes, "text/csv"))
    app.file_uploader(key="own-edges").set_value(("edges.csv", edges, "text/csv"))
    app.run()
    assert {m.label: m.value for m in app.metric}["Organisations with a link"] == "40 / 40"


def test_the_firm_view_of_a_large_network_shows_the_partners_of_one(run):
    app = run("cooperation", view="firms", around="o1")
    nodes, edges = own_tables()
    app.file_uploader(key="own-nodes").set_value(("nodes.csv", nodes, "text/csv"))
    app.file_uploader(key="own-edges").set_value(("edges.csv", edges, "text/csv"))
    app.run()
    pairs = app.dataframe[-1].value
    assert len(pairs) > 1
    centre = [set(row) & {"О0"} for row in pairs[["Organisation", "Works with"]].to_numpy()]
    assert all(centre)


def test_one_may_walk_from_node_to_node(run):
    app = run("cooperation", pick="controller")
    next(b for b in app.button if b.label == "Show its surroundings").click().run()
    assert "3 organisations, 1 project and 3 links" in words(app)
    assert app.query_params["around"] in ("controller", ["controller"])


def test_hostile_tables_stay_text(run):
    app = run("cooperation")
    bad = "![x](https://evil.example/x.png)<img src=x>"
    nodes = f"id,type,name_ru\na,organisation,{bad}\np,project,П\n"
    address = "https://example.org/a)![x](https://evil.example/y.png"
    edges = f"id,organisation,project,role,direction,own_words,address\nl,a,p,user,gives,{bad},{address}\n"
    app.file_uploader(key="own-nodes").set_value(("nodes.csv", nodes.encode(), "text/csv"))
    app.file_uploader(key="own-edges").set_value(("edges.csv", edges.encode(), "text/csv"))
    app.run()
    app.selectbox(key="pick").set_value("a").run()
    assert not app.exception
    shown = [e.value for e in [*app.markdown, *app.caption, *app.info]]
    assert any("evil" in value for value in shown)
    assert not any("](https://evil" in value or "<img" in value.replace("\\<", "") for value in shown)


def test_words_inside_speech_and_inside_a_sentence_are_set_off(run):
    app = run("claims", statement="target-cluster-revenue-share")
    told = [m.value for m in app.markdown if "стратегии развития промышленности" in m.value]
    assert told
    assert told[0].startswith("«Одной из ключевых целей :blue-background[стратегии развития промышленности")
    assert ":blue-background[до более чем 40" in told[0]
    assert "„Один из примеров" in words(run("cooperation", pick="ruslet"))
