"""Tensions between statements: noticed from claims alone, and not where statements sit well together."""

import pytest

from metrics import find_tensions, load
from tests.builders import FREE, LEVEL, claim, target


def kinds(*targets):
    return [tension.kind for tension in find_tensions(targets)]


def test_what_the_shipped_catalogue_holds_against_itself():
    catalogue = load()
    found = {
        (x.kind, x.subjects)
        for x in find_tensions(catalogue.targets.values(), catalogue.observations.values())
    }
    assert found == {
        ("level-or-addition", ("sez-jobs-increment", "sez-workers-stock")),
        ("qualifier", ("ev-output-share", "ev-output-share-headline")),
        ("two-horizons", ("industrial-floor-space", "industrial-floor-space-double")),
        ("ratio", ("sez-revenue-h1",)),
    }


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ((40, "more_than", 2030), (30, "exact", 2030), "two-values"),
        ((70, "exact", 2030), (70, "more_than", 2030), "qualifier"),
        ((50, "exact", 2030), (50, "exact", 2035), "two-horizons"),
        ((50, "exact", 2030), (45, "exact", 2035), "two-horizons"),
    ],
)
def test_two_promises_on_one_indicator(one, other, kind):
    a, b = (
        target(claim("target", value, qualifier, year=year), name=name)
        for name, (value, qualifier, year) in (("a", one), ("b", other))
    )
    assert kinds(a, b) == [kind]


def test_milestones_and_repetitions_are_no_tension():
    first = target(claim("target", 20, year=2026), name="a")
    second = target(claim("target", 60, year=2030), name="b")
    again = target(claim("target", 60, year=2030), name="c")
    assert kinds(first, second, again) == []


def test_other_indicators_and_places_are_not_compared():
    a = target(claim("target", 20, year=2030), name="a", indicator=LEVEL)
    b = target(claim("target", 60, year=2030), name="b", indicator=FREE)
    assert kinds(a, b) == []


def test_one_number_told_as_level_and_as_addition():
    stock = target(claim("target", 90, year=2030), name="a", indicator=LEVEL)
    flow = target(claim("change", 90, year=2030), name="b", indicator=LEVEL)
    other = target(claim("change", 91, year=2030), name="c", indicator=LEVEL)
    assert kinds(stock, flow) == ["level-or-addition"]
    assert kinds(stock, other) == []


def test_claims_that_clash_inside_a_target():
    clashing = target(
        claim("baseline", 12), claim("multiplier", 3, step=0.1), claim("target", 40, "more_than", year=2030)
    )
    found = find_tensions([clashing])
    assert [x.kind for x in found] == ["contradiction"]
    assert found[0].values["claims"] == "baseline, multiplier, target"
