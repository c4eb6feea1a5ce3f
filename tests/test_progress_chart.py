"""The chart of what is observed beside the path: its signs, its axis of time, its gap."""

import pytest

from metrics.anchors import anchors
from metrics.charts.progress import progress_figure
from metrics.language import translator
from metrics.pathways import path_table
from metrics.periods import parse
from metrics.standing import series_by_period, standing
from tests.builders import SHARE, claim, target

EN = translator("en")


@pytest.fixture
def promise():
    return target(
        claim("baseline", 12.0, year=2025),
        claim("base_year", 2025.0),
        claim("target", 40.0),
        claim("deadline", 2030.0),
    )


def figure(promise, values, **options):
    series = series_by_period({parse(period): value for period, value in values.items()})
    found = anchors(promise)
    stands = standing(promise, series, found, scale="linear")
    return progress_figure(EN, stands, SHARE.unit, path_table(promise, found, "linear"), **options)


def traces(fig):
    path, ends, observed, *gap = fig.data
    return path, ends, observed, gap


def test_a_year_stands_at_its_number_and_half_a_year_before_its_end(promise):
    path, _, observed, _ = traces(figure(promise, {"2025": 12.0, "2026-H1": 14.0, "2026": 16.0}))
    assert list(path.x) == [2025, 2026, 2027, 2028, 2029, 2030]
    assert list(observed.x) == [2025, 2025.5, 2026]
    assert list(observed.y) == [12, 14, 16]


def test_the_gap_reaches_from_the_observation_to_the_path(promise):
    fig = figure(promise, {"2025": 12.0, "2027": 20.0})
    *_, (gap,) = traces(fig)
    assert list(gap.x) == [2027, 2027]
    assert list(gap.y) == pytest.approx([23.2, 20])
    assert [note.text for note in fig.layout.annotations] == ["−3.2 pp"]


def test_observed_is_a_square_and_the_promises_own_start_keeps_its_sign(promise):
    _, _, observed, _ = traces(figure(promise, {"2025": 12.0, "2027": 20.0}))
    assert list(observed.marker.symbol) == ["square", "square"]
    _, _, observed, _ = traces(figure(promise, {"2027": 20.0}))
    assert list(observed.marker.symbol) == ["circle", "square"]
    assert "the promise's own start" in observed.hovertext[0]


def test_ones_own_data_are_named_so(promise):
    _, _, observed, _ = traces(figure(promise, {"2025": 12.0, "2027": 20.0}, own=True))
    assert observed.name == "your data"
    assert observed.hovertext[1] == "<b>20%</b> · 2027 · your data"
