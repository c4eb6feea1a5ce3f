"""The chart of a path: every stated point is on it, with its sign and the way to its words."""

import pytest

from metrics import load
from metrics.anchors import anchors
from metrics.charts.paths import path_figure
from metrics.charts.signs import SYMBOLS
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
