"""A brought series must be able to be the indicator's: its unit, its values."""

import pytest

from metrics import load
from metrics.own_series import fitted, unit_of
from metrics.series_file import read_series


@pytest.fixture(scope="module")
def catalogue():
    return load()


def fit(catalogue, text, indicator):
    return fitted(read_series(text.encode()), catalogue.indicators[indicator], catalogue.units.values())


@pytest.mark.parametrize("unit", ["bn RUB", "млрд ₽", "млрд руб.", "млрд. руб", "Млрд рублей"])
def test_a_unit_may_be_named_as_people_name_it(catalogue, unit):
    assert unit_of(unit, catalogue.units.values()).id == "bn RUB"


def test_without_a_unit_the_indicators_own_is_taken_and_said_so(catalogue):
    found = fit(catalogue, "period;value\n2025;12\n", "cluster-revenue-share")
    assert found.is_sound
    assert "the values are taken to be in: %" in " ".join(map(str, found.notes))


def test_a_unit_of_the_same_kind_is_converted_and_said_so(catalogue):
    found = fit(catalogue, "period;value;unit\n2025;0.1;trn RUB\n", "sez-revenue-h1")
    assert [point.value for point in found.points] == pytest.approx([100])
    assert "Converted from “trn RUB” to “bn RUB”." in map(str, found.notes)


@pytest.mark.parametrize("unit", ["штук", "bn RUB"])
def test_a_unit_of_another_kind_or_unknown_is_a_fault(catalogue, unit):
    found = fit(catalogue, f"period;value;unit\n2025;12;{unit}\n", "cluster-revenue-share")
    assert not found.is_sound
    assert str(found.faults[0]) == f"column C: The unit “{unit}” is not one that “%” can be converted from."


def test_values_beyond_the_natural_limits_are_faults_with_their_line(catalogue):
    found = fit(catalogue, "period;value\n2025;12\n2026;112\n2027;-1\n", "cluster-revenue-share")
    assert [(fault.line, fault.column) for fault in found.faults] == [(3, "B"), (4, "B")]
    assert "0 to 100" in str(found.faults[0])
