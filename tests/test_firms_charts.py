import json

import pandas as pd
import pytest

from metrics.charts import firms as charts
from metrics.firms import Universe, synthetic
from metrics.firms.quotients import quotients
from metrics.firms.share import largest, reduce, share_of
from metrics.firms.split import TERMS, share_in, split_of
from metrics.language import translator

T = translator("ru")


@pytest.fixture(scope="module")
def reduced():
    firm_year, membership = synthetic.sample(firms=600)
    return reduce(firm_year, membership, Universe(sections=("C",)), depth=2)


def test_the_share_chart_shows_three_perimeters_in_per_cent(reduced):
    table = share_of(reduced)
    fig = charts.share_figure(T, table)
    assert [trace.name for trace in fig.data] == list(charts.perimeter_names(T).values())
    assert list(fig.data[0].y) == pytest.approx((table["share"] * 100).tolist())
    assert list(fig.data[2].y) == pytest.approx((table["todays_members"] * 100).tolist())


def test_a_target_s_path_stands_beside_the_share(reduced):
    path = pd.DataFrame({"period": pd.period_range("2025", "2026", freq="Y"), "value": [12.0, 16.0]})
    path["basis"] = ["stated", "interpolated"]
    fig = charts.share_figure(T, share_of(reduced), path=path)
    drawn = fig.data[-1]
    assert (list(drawn.x), list(drawn.y)) == ([2025, 2026], [12.0, 16.0])
    assert (drawn.marker.symbol[0], list(drawn.marker.size)) == ("circle", [10, 0])


def test_the_waterfall_lands_on_the_later_share(reduced):
    years = reduced.years
    row = split_of(reduced).iloc[0].to_dict() | {"year_from": years[0], "year_to": years[-1]}
    fig = charts.waterfall_figure(T, row, share_in(reduced, years[0]))
    first, last, *terms = fig.data
    assert first.x[0] == pytest.approx(share_in(reduced, years[0]) * 100)
    assert last.x[0] == pytest.approx(share_in(reduced, years[-1]) * 100)
    assert [bar.customdata[0] for bar in terms] == list(TERMS)
    assert terms[0].base[0] == pytest.approx(first.x[0])
    assert terms[-1].base[0] + terms[-1].x[0] == pytest.approx(last.x[0])


def test_stacked_bars_add_up_to_the_diamond(reduced):
    chained = split_of(reduced, chained=True)
    *bars, change = charts.stacked_figure(T, chained).data
    sums = [sum(bar.y[n] for bar in bars) for n in range(len(chained))]
    assert sums == pytest.approx(list(change.y))
    assert list(bars[0].customdata[0]) == [TERMS[0], chained["year_to"].iloc[0]]


def test_made_up_firms_are_named_on_every_chart(reduced):
    table, year = share_of(reduced), reduced.years[-1]
    found = quotients(reduced, year).assign(name="x")
    row = split_of(reduced).iloc[0]
    stamp = {"stamp": "synthetic <data>"}
    figures = [
        charts.share_figure(T, table, **stamp),
        charts.waterfall_figure(T, row, 0.1, **stamp),
        charts.stacked_figure(T, split_of(reduced, chained=True), **stamp),
        charts.largest_figure(T, largest(reduced, year), **stamp),
        charts.concentration_figure(T, table, **stamp),
        charts.quotient_figure(T, found, **stamp),
    ]
    for fig in figures:
        assert any(note.text == "synthetic &lt;data&gt;" for note in fig.layout.annotations)
        json.loads(fig.to_json())


def test_quotients_of_clusters_and_of_a_region(reduced):
    year = reduced.years[-1]
    for place in ("", "77"):
        found = quotients(reduced, year, place)
        weights = found["whole"] / found["whole"].sum()
        assert (found["quotient"] * weights).sum() == pytest.approx(1)
        assert found["quotient"].is_monotonic_decreasing


def test_a_hostile_name_is_only_text():
    top = pd.DataFrame({"member": ["<b>x</b>"], "revenue": [1.0], "share": [0.5], "of_clusters": [1.0]})
    assert charts.largest_figure(T, top).data[0].y[0] == "&lt;b&gt;x&lt;/b&gt; "
