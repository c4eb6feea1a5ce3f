"""The lab page without a browser: state, link, presets, views."""

import json
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

PAGE = Path(__file__).parents[2] / "app_pages" / "lab.py"
SEED = "cluster-revenue-share"
VIEWS = 6


def opened(**link):
    app = AppTest.from_file(str(PAGE), default_timeout=30)
    app.query_params["lang"] = link.pop("lang", "en")
    app.query_params["target"] = link.pop("target", SEED)
    for name, value in link.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def levers(app, target=SEED):
    return app.session_state["labs"][target].scenario.levers


def link(app, name):
    values = app.query_params.get(name)
    return values[0] if isinstance(values, list) else values


def click(app, key):
    app.button(key=key).click().run()
    assert not app.exception, app.exception
    return app


def test_it_opens_with_what_the_target_itself_asks():
    app = opened()
    assert levers(app).member_growth == pytest.approx(0.3735, abs=5e-5)
    assert levers(app).admission == 0
    assert float(link(app, "member_growth")) == pytest.approx(0.3735, abs=5e-5)


def test_presets_undo_and_back_to_the_source():
    app = click(opened(), "lab-preset-admission")
    assert levers(app).admission == pytest.approx(0.0737, abs=5e-5)
    assert float(link(app, "admission")) == pytest.approx(0.0737, abs=5e-5)
    app = click(app, "lab-preset-late")
    assert levers(app).member_start == 2028
    app = click(click(app, "lab-undo"), "lab-undo")
    assert levers(app).member_growth == pytest.approx(0.3735, abs=5e-5)
    app = click(click(app, "lab-preset-usual"), "lab-reset")
    assert levers(app).member_growth == pytest.approx(0.3735, abs=5e-5)


def test_half_and_half_splits_the_rise_evenly():
    from metrics.scenarios import follow

    path = follow(0.12, 5, levers(click(opened(), "lab-preset-half")))
    assert sum(path.organic) == pytest.approx(0.14, abs=1e-6)
    assert sum(path.admitted) == pytest.approx(0.14, abs=1e-6)


def test_a_link_holds_all_levers():
    app = opened(
        member_growth="0.2",
        rest_growth="0.01",
        admission="0.03",
        admission_start="2027.5",
        volatility="0.1",
        seed="7",
    )
    found = levers(app)
    assert (found.member_growth, found.rest_growth, found.admission) == (0.2, 0.01, 0.03)
    assert (found.admission_start, found.volatility) == (2027.5, 0.1)
    assert app.session_state["labs"][SEED].scenario.seed == 7
    assert not app.warning


def test_a_broken_link_opens_with_defaults_and_says_what_it_dropped():
    app = opened(
        member_growth="nan", admission="1.5", admission_start="2050", seed="x", goal="-3", rest_growth="0.01"
    )
    found = levers(app)
    assert found.member_growth == pytest.approx(0.3735, abs=5e-5)
    assert (found.admission, found.admission_start, found.rest_growth) == (0, None, 0.01)
    (warning,) = app.warning
    for name in ("member_growth", "admission", "admission_start", "seed", "goal"):
        assert name in warning.value


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("view", range(VIEWS))
def test_every_view_opens_in_both_languages_with_a_sentence_or_what_to_do(view, lang):
    app = opened(lang=lang, size="10000")
    labels = [tab.label for tab in app.tabs]
    assert len(labels) == VIEWS
    app.session_state[f"lab-view-{lang}"] = labels[view]
    app.run()
    assert not app.exception, app.exception
    said = [element.value for element in [*app.markdown, *app.info]]
    assert any(text.startswith("#### ") for text in said) or app.info


def test_every_target_of_the_catalogue_opens_or_asks_for_what_is_missing():
    import metrics

    app = opened()
    for target in metrics.load().targets:
        app.selectbox(key="target").set_value(target).run()
        assert not app.exception, (target, app.exception)
        assert target in app.session_state["labs"]
        assert levers(app, target).volatility == 0.05 or app.info, target


def test_another_target_starts_with_its_own_levers_and_the_first_keeps_its_own():
    app = opened(member_growth="0.2", rest_growth="0", admission="0.05", volatility="0.1")
    app.selectbox(key="target").set_value("moscow-gva-share").run()
    found = levers(app, "moscow-gva-share")
    assert (found.admission, found.volatility) == (0, 0.05)
    assert found.member_growth == pytest.approx(((22 / 78) / (18 / 82)) ** 0.2 - 1)
    app.selectbox(key="target").set_value(SEED).run()
    assert levers(app).admission == 0.05
    assert link(app, "admission") == "0.05"


def test_a_target_without_a_baseline_asks_for_one_and_marks_it_assumed():
    app = opened(target="ev-output-share")
    assert "aseline" in app.info[0].value
    box = next(box for box in app.number_input if box.label.startswith("Baseline"))
    box.set_value(10.0).run()
    assert not app.exception, app.exception
    assert app.session_state["labs"]["ev-output-share"].scenario.baseline == 10
    assert "○ assumed" in app.expander[0].label


def test_a_level_has_growth_only():
    app = opened(target="sez-companies")
    assert app.button(key="lab-preset-admission").disabled
    assert levers(app, "sez-companies").member_growth == pytest.approx((600 / 230) ** 0.2 - 1)


def test_five_scenarios_can_be_kept_and_compared():
    app = opened()
    label = app.tabs[4].label
    app.session_state["lab-view-en"] = label
    app.run()
    for preset in ("as_stated", "organic", "admission", "half", "usual"):
        app = click(click(app, f"lab-preset-{preset}"), "lab-keep")
    assert len(app.session_state["lab_kept"]) == 5
    assert app.button(key="lab-keep").disabled
    assert len({s.name for s in app.session_state["lab_kept"]}) == 5
    assert any("goes furthest" in text.value for text in app.markdown)
    app = click(app, "lab-kept-remove")
    assert len(app.session_state["lab_kept"]) == 4


def test_what_is_solved_for_can_be_set():
    app = opened(member_growth="0.1", rest_growth="0", admission="0")
    app.selectbox(key="lab-needed").set_value("admission").run()
    app = click(app, "lab-needed-set")
    from metrics.scenarios import final_value

    assert final_value(0.12, 5, levers(app)) == pytest.approx(0.40, abs=1e-9)


def test_a_file_of_scenarios_comes_back_whole_and_a_bad_one_is_refused():
    from metrics.errors import Refusal
    from metrics.levers import Levers
    from metrics.scenario_file import Scenario, dump, load

    kept = [
        Scenario(
            SEED, Levers(member_growth=0.2, first_year=2025, admission_start=2027.5), name="Рост", goal=42.0
        ),
        Scenario("sez-companies", Levers(), name="<b>", baseline=230.0, seed=3, draws=5000, size=1.5),
    ]
    assert load(dump(kept)) == kept
    good = json.loads(dump(kept))
    for bad in (
        "",
        "[]",
        '{"format": "x"}',
        json.dumps(good | {"scenarios": []}),
        json.dumps(good | {"scenarios": [{}] * 6}),
    ):
        with pytest.raises(Refusal):
            load(bad)
    for spoil in (
        {"levers": {"groth": 1}},
        {"levers": {"admission": "NaN"}},
        {"draws": 1.5},
        {"surprise": 1},
    ):
        with pytest.raises(Refusal, match="Scenario 1"):
            load(json.dumps(good | {"scenarios": [good["scenarios"][0] | spoil]}))


def number(app, label):
    return next(box for box in app.number_input if box.label.startswith(label))


def test_a_goal_of_ones_own_may_lie_below_the_baseline():
    app = opened()
    kinds = next(box for box in app.selectbox if box.label == "Goal")
    kinds.set_value("own").run()
    number(app, "My goal").set_value(8.0).run()
    assert not app.exception, app.exception
    assert app.session_state["labs"][SEED].scenario.goal == 8
    assert app.button(key="lab-preset-admission").disabled
    app = click(app, "lab-preset-organic")
    assert levers(app).member_growth == pytest.approx(((8 / 92) / (12 / 88)) ** 0.2 - 1)


@pytest.mark.parametrize(
    ("label", "value"), [("Baseline", 120.0), ("Year of the goal", 2025), ("Industry", -5.0)]
)
def test_what_cannot_be_is_refused_at_its_input_and_not_taken(label, value):
    app = opened()
    before = app.session_state["labs"][SEED].scenario
    number(app, label).set_value(value).run()
    assert not app.exception, app.exception
    assert len(app.error) == 1
    assert app.session_state["labs"][SEED].scenario == before


def test_another_baseline_and_year_are_assumed_and_stand_in_the_link():
    app = opened()
    number(app, "Baseline").set_value(15.0).run()
    number(app, "Year of the baseline").set_value(2024).run()
    assert not app.exception, app.exception
    assert "15.0% (○ assumed) in 2024" in app.expander[0].label.replace("\\", "")
    assert (link(app, "baseline"), link(app, "base_year")) == ("15", "2024")
