"""The page of one target: its sentence, words and checks follow what is assumed; the link holds the state."""

import pytest


def texts(app):
    said = " ".join(element.value for element in [*app.markdown, *app.caption, *app.info, *app.error])
    return said.replace("\\", "").replace("\u00a0", " ")


def test_the_seed_is_told_with_its_words(run):
    app = run("target", target="cluster-revenue-share")
    said = texts(app)
    assert "37% a year faster than all the rest" in said
    assert ":blue-background[**почти в 3,5 раза**]" in said
    assert "start [11.5, 12.5), end (40, 43.8)" in said
    assert "the stated deadline agrees" in said


def test_russian_when_the_link_says_so(run):
    said = texts(run("target", target="cluster-revenue-share", lang="ru"))
    assert "на 37 % быстрее всего остального" in said
    assert "Вернуться к словам источника" in [b.label for b in run("target", lang="ru").button]


def test_a_link_opens_the_same_view(run):
    app = run(
        "target", target="cluster-revenue-share", scale="linear", due="2035", loose="0.5", claim="times"
    )
    assert app.session_state["scale"] == "linear"
    assert app.session_state["due"] == 2035
    assert "2.8 percentage points" in texts(app)
    assert ":orange-background[**почти в 3,5 раза**]" in texts(app)
    assert "Assumed by you; without it: 2030" in texts(app)


def test_a_moved_slider_goes_into_the_link_and_back_again(run):
    app = run("target", target="cluster-revenue-share")
    app.slider(key="due").set_value(2032).run()
    assert app.query_params["due"] == "2032"
    assert "by 2032" in texts(app)
    next(b for b in app.button if b.label == "Back to what the source says").click().run()
    assert "due" not in app.query_params
    assert "by 2030" in texts(app)


@pytest.mark.parametrize(
    "broken", [{"due": "soon"}, {"scale": "cubic"}, {"loose": "-7"}, {"claim": "nobody"}, {"shape": "nan"}]
)
def test_a_broken_link_opens_with_what_the_source_says(run, broken):
    assert "by 2030" in texts(run("target", target="cluster-revenue-share", **broken))


def test_an_unknown_target_is_said_and_another_shown(run):
    app = run("target", target="no-such-target")
    assert "no-such-target" in app.warning[0].value.replace("\\", "")


def test_without_a_baseline_the_page_asks_for_one_and_calls_it_assumed(run):
    app = run("target", target="sez-workers-stock")
    assert "No baseline is stated" in texts(app)
    app.number_input(key="from").set_value(45.0).run()
    assert "from 45 thousand people to 90 thousand people by 2030" in texts(app)
    assert app.query_params["from"] == "45.0"


def test_an_undated_source_makes_the_page_ask_for_a_base_year(run):
    assert "no date; assume a base year" in texts(run("target", target="alabushevo-area"))


@pytest.mark.parametrize(
    "name",
    ["sez-area", "sez-jobs-increment", "industrial-floor-space-double", "sez-companies", "ev-output-share"],
)
def test_every_kind_of_target_opens(run, name):
    assert texts(run("target", target=name))


def test_paraphrases_are_never_in_quotation_marks(run):
    app = run("target", target="technopark-jobs", lang="en")
    assert "In our own words, after" in texts(app)
    told = [m.value for m in app.markdown if "Technoparks are" in m.value or "technoparks have" in m.value]
    assert told
    assert not any("«" in m or "“" in m for m in told)
