"""The chart of a path: every stated point is on it, with its sign and the way to its words."""

from contextlib import suppress

import pytest

from metrics import load
from metrics.anchors import anchors
from metrics.charts.paths import only_target_figure, path_figure
from metrics.charts.signs import SYMBOLS
from metrics.errors import Refusal
from metrics.language import translator
from metrics.pathways import path_table


@pytest.fixture(scope="module")
def targets():
    return load().targets


def shown(target, freq, **options):
    """The points of the drawn path that lead to a claim: symbol, x, y and claim."""
    found = anchors(target)
    fig = path_figure(translator("en"), path_table(target, found, "log", 1.0, freq), found, **options)
    (path,) = [trace for trace in fig.data if trace.customdata is not None]
    rows = zip(path.marker.symbol, path.x, path.y, path.customdata, strict=True)
    return [row for row in rows if row[3]]


@pytest.mark.parametrize("freq", ["Y", "Q", "M"])
def test_stated_points_are_shown_whatever_the_period(targets, freq):
    assert shown(targets["cluster-revenue-share"], freq) == [
        (SYMBOLS["stated"], 2025, 12, "from"),
        (SYMBOLS["stated"], 2030, 40, "to"),
    ]


@pytest.mark.parametrize("freq", ["Y", "Q", "M"])
def test_a_derived_end_has_its_own_sign(targets, freq):
    end = shown(targets["industrial-floor-space-double"], freq)[-1]
    assert end == (SYMBOLS["derived"], 2032, 26, "times")


def test_all_path_points_tell_their_value_and_basis(targets):
    target = targets["cluster-revenue-share"]
    found = anchors(target)
    fig = path_figure(translator("ru"), path_table(target, found, "logit", 1.0, "M"), found)
    (path,) = [trace for trace in fig.data if trace.customdata is not None]
    assert len(path.hovertext) == 61
    assert all("на пути" in text for text in path.hovertext[1:-1])
    assert "«до более чем 40%»" in path.hovertext[-1]


DRAWN = {
    "trace": {"type", "mode", "hoverinfo", "x", "y", "fill", "fillcolor", "line", "marker", "customdata"}
    | {"text", "textposition", "textfont", "hovertext"},
    "line": {"color", "width", "dash"},
    "marker": {"symbol", "size", "color", "opacity", "line"},
    "symbol": {"circle", "circle-open", "circle-open-dot", "square", "line-ns-open"},
    "dash": {"dash"},
}


@pytest.mark.parametrize("freq", ["Y", "M"])
def test_figures_use_only_what_the_page_can_draw(targets, freq):
    """app_pages/components/path_chart draws these properties and no others."""
    observed = load().observed
    for target in targets.values():
        for fig in figures(target, observed(target), freq):
            for trace in fig.to_plotly_json()["data"]:
                marker, line = trace.get("marker", {}), trace.get("line", {})
                assert trace["type"] == "scatter"
                assert set(trace) <= DRAWN["trace"]
                assert set(marker) <= DRAWN["marker"]
                assert set(line) <= DRAWN["line"]
                assert {line.get("dash", "dash")} <= DRAWN["dash"]
                symbols = marker.get("symbol", [])
                assert set([symbols] if isinstance(symbols, str) else symbols) <= DRAWN["symbol"]
            layout = fig.layout
            assert None not in (
                layout.xaxis.range,
                layout.yaxis.range,
                layout.xaxis.dtick,
                layout.yaxis.nticks,
            )


def figures(target, observed, freq):
    """Both charts of a target: its path if there is one, and its end alone."""
    t, goal = translator("ru"), target.of_kind("target")
    with suppress(Refusal):
        found = anchors(target)
        yield path_figure(t, path_table(target, found, "linear", 1.0, freq), found, observed)
    if goal:
        yield only_target_figure(t, 2030, goal[0], observed, target.indicator.unit)
