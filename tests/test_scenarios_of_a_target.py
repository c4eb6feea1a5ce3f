"""From a target to its question, presets, views, sentences and files."""

import dataclasses
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import metrics
from metrics.charts.lab import clicked_pair, compare_figure, iso_figure, money_figure, tornado_figure
from metrics.errors import Refusal
from metrics.language import translator
from metrics.levers import Levers
from metrics.presets import PRESETS, impossible, needed, preset, ranges
from metrics.questions import ask
from metrics.scenario_file import Scenario, from_link, to_link, usable
from metrics.scenario_views import iso_frame, iso_lines, moves_frame, needed_frame, rows, sensitivity
from metrics.scenario_words import chance_sentence, iso_sentence, money_sentence, needed_sentence, sentence
from metrics.scenarios import final_value, follow, simulate
from metrics.table import COLUMNS

SEED = "cluster-revenue-share"
EN, RU = translator("en"), translator("ru")


@pytest.fixture(scope="module")
def targets():
    return metrics.load().targets


@pytest.fixture(scope="module")
def seed(targets):
    return ask(targets[SEED])


def test_the_seeds_question(seed):
    assert (seed.start, seed.goal, seed.first_year, seed.years) == (0.12, 0.40, 2025, 5)
    assert seed.goals() == {"stated": 0.40, "upper": 0.4375}
    assert seed.baseline.basis == "stated"
    assert seed.baseline.date.basis == "assumed"


def test_every_target_has_a_question_or_says_what_is_missing(targets):
    for target in targets.values():
        try:
            question = ask(target)
        except Refusal:
            question = ask(target, baseline=10.0, base_year=2025, deadline=2030)
            assert question.baseline.basis == "assumed"
        levers = preset("as_stated", question)
        end = final_value(question.start, question.years, levers, question.kind)
        assert end == pytest.approx(question.goal, rel=1e-9)


@pytest.mark.parametrize("name", [name for name in PRESETS if name != "usual"])
def test_every_preset_reaches_the_goal(seed, name):
    assert impossible(name, seed) is None
    assert final_value(seed.start, seed.years, preset(name, seed)) == pytest.approx(0.40, abs=1e-9)


def test_a_preset_keeps_the_growth_of_the_rest(seed):
    levers = preset("admission", seed, Levers(rest_growth=0.03, volatility=0.2))
    assert (levers.rest_growth, levers.member_growth, levers.volatility) == (0.03, 0.03, 0.2)


def test_ranges_reach_beyond_what_is_asked(seed):
    found = ranges(seed)
    assert found["member_growth"][1] > 0.3735 * 1.5
    assert found["admission"][1] > 0.0737 * 1.5


def test_every_point_of_an_iso_line_reaches_its_goal_in_its_year(seed):
    levers = Levers(first_year=2025, rest_growth=0.02, admission_start=2027, member_ramp=1.5)
    for line in iso_lines(seed, levers, [0.3, 0.4375], [2029, 2032], most=0.2):
        assert len(line.gap) > 10
        for gap, admission in zip(line.gap, line.admission, strict=True):
            moved = levers.changed(member_growth=(1 + gap) * 1.02 - 1, admission=admission)
            assert final_value(0.12, line.year - 2025, moved) == pytest.approx(line.goal, abs=1e-9)


def test_sensitivity_by_hand(seed):
    levers = Levers(first_year=2025, member_growth=0.3)
    found = sensitivity(seed, levers, 0.01).set_index("lever")
    odds = 0.12 / 0.88
    here, more = (odds * (1 + g) ** 5 / (1 + odds * (1 + g) ** 5) for g in (0.3, 0.31))
    assert found.loc["member_growth", "up"] == pytest.approx(100 * (more - here))
    assert found.loc["admission", "down"] == 0  # it cannot go below nothing
    assert found["size"].is_monotonic_decreasing


def test_every_view_is_the_one_table(seed):
    levers = preset("half", seed)
    frames = [
        rows(seed, levers, draws=100, seed=1),
        iso_frame(seed, iso_lines(seed, levers, [0.4], [2030], most=0.1), levers),
        moves_frame(seed, levers, sensitivity(seed, levers, 0.01)),
        needed_frame(seed, {"admission": needed("admission", seed, levers)}),
    ]
    for frame in frames:
        assert tuple(frame.columns) == COLUMNS
        assert len(frame)
        assert set(frame["basis"]) <= {"simulated", "stated"}
        assert (frame["rule"].str.len() > 0).all()


def test_the_path_is_the_baseline_and_its_parts(seed):
    frame = rows(seed, preset("half", seed)).pivot_table(index="period", columns="series", values="value")
    parts = 12 + frame["scenario/organic"] + frame["scenario/admitted"]
    assert np.abs(parts - frame["scenario"]).max() <= 1e-10


def test_sentences_by_hand(seed, targets):
    half, usual = preset("half", seed), preset("usual", seed)
    assert sentence(EN, seed, half) == (
        "Members outgrow the rest by 17.2% a year, 3.8% of the rest is admitted a year: the share "
        "goes from 12.0% in "
        "2025 to 40.0% in 2030, +14.0 pp by growth and +14.0 pp by admission. The goal of 40.0% is "
        "reached in 2030."
    )
    assert sentence(RU, seed, usual) == (
        "Участники растут так же, как остальные, новых не принимают: доля идёт от 12,0\u00a0% в 2025 году к "
        "12,0\u00a0% в 2030 году, 0,0\u00a0п.\u00a0п. за счёт роста и 0,0\u00a0п.\u00a0п. за счёт "
        "приёма. До цели "
        "40,0\u00a0% не хватает 28,0\u00a0п.\u00a0п.; при таких рычагах она не достигается и за 50 лет."
    )
    slow = Levers(first_year=2025, member_growth=0.2)
    assert "missed by 14.7 pp; with the same levers it is reached in 2034." in sentence(EN, seed, slow)
    companies = ask(targets["sez-companies"])
    assert "21.1% a year, the level goes from 230" in sentence(EN, companies, preset("as_stated", companies))
    assert "37,35\u00a0% в год" in needed_sentence(RU, seed, "member_growth", preset("organic", seed))
    assert "37.4% a year, or 7.4% of the rest" in iso_sentence(EN, seed, usual)
    assert chance_sentence(EN, seed, 0.0).endswith("is less than 0.1%.")
    assert chance_sentence(RU, seed, 0.5).endswith("50,0\u00a0%.")
    assert "1 000 млрд ₽ в 2030" in money_sentence(RU, seed, 1000.0, 3000.0, 500.0).replace("\u00a0", " ")


numbers = st.floats(-0.5, 2, allow_nan=False)


@settings(deadline=None)
@given(numbers, numbers, st.floats(0, 0.9), st.floats(2026, 2030), st.floats(0, 1), st.text(max_size=60))
def test_a_link_brings_the_scenario_back(members, rest, admission, start, volatility, name):
    levers = Levers(
        member_growth=members,
        rest_growth=rest,
        admission=admission,
        admission_start=start,
        volatility=volatility,
    )
    scenario = Scenario(SEED, levers, name=name, goal=42.5, size=1e4, seed=3)
    read = from_link(to_link(scenario))
    assert not read.dropped
    back = dataclasses.replace(Scenario(SEED, Levers(**read.levers)), **read.own)
    assert back.name == scenario.name
    assert (back.goal, back.size, back.seed, back.draws) == (42.5, 1e4, 3, scenario.draws)
    for field in ("member_growth", "rest_growth", "admission", "admission_start", "volatility"):
        assert getattr(back.levers, field) == pytest.approx(getattr(levers, field), rel=1e-11, abs=1e-300)


def test_what_a_link_says_in_vain_stays_as_the_target_asks(seed):
    default = preset("as_stated", seed)
    read = from_link(
        {"member_growth": "inf", "admission": "2", "rest_growth": "0.01", "other": "x", "draws": "1e3"}
    )
    levers, dropped = usable(read, seed, default)
    assert read.dropped == ["member_growth"]
    assert dropped == ["admission"]
    assert levers == default.changed(rest_growth=0.01)
    assert read.own == {"draws": 1000}


def test_charts_show_what_the_views_hold(seed):
    levers = preset("half", seed)
    lines = iso_lines(seed, levers, [0.4], [2030], most=0.1)
    fig = iso_figure(RU, seed, lines, levers)
    assert fig.data[0].x.tolist() == pytest.approx((100 * lines[0].gap).tolist())
    assert fig.data[-1].x[0] == pytest.approx(17.22, abs=0.01)
    moves = sensitivity(seed, levers, 0.01)
    bars = tornado_figure(EN, seed, moves, {name: name for name in moves["lever"]})
    assert list(bars.data[1].x) == moves["up"].tolist()
    frame = simulate(0.12, 5, size=1000.0, **vars(levers))
    money = money_figure(EN, seed, frame)
    top = sum(np.array(trace.y) for trace in money.data[:3])
    assert top == pytest.approx(frame["members"].to_numpy())
    paths = rows(seed, levers)
    drawn = compare_figure(EN, seed, {"<b>x</b>": paths[paths["series"] == "scenario"]})
    assert drawn.data[0].name == "&lt;b&gt;x&lt;/b&gt;"
    assert clicked_pair(None) is None


def test_what_the_documentation_shows_runs():
    text = (Path(__file__).parent.parent / "docs/scenarios.md").read_text("utf-8")
    for block in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        exec(block, {})  # noqa: S102 - our own pages


def test_growth_and_admission_split_the_change(seed):
    path = follow(0.12, 5, preset("half", seed))
    assert sum(path.organic) + sum(path.admitted) == pytest.approx(0.28, abs=1e-12)
