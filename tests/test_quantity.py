"""Quantities read as intervals: by hand, by the rule's own table, by property."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.errors import Refusal
from metrics.quantity import Interval, granularity, last_digit_step, read

NUMBERS = st.one_of(st.integers(1, 10**6), st.decimals("0.01", "9999", places=2).map(float))


@pytest.mark.parametrize(
    ("value", "grain"), [(40, 10), (600, 100), (100, 10), (3.5, 0.5), (2.0, 0.5), (42, 1), (0.5, 0.1)]
)
def test_round_numbers_are_read_coarsely(value, grain):
    assert granularity(value, last_digit_step(value)) == grain


@pytest.mark.parametrize(
    ("value", "qualifier", "written"),
    [
        (12, "exact", "[11.5, 12.5)"),
        (3.5, "exact", "[3.45, 3.55)"),
        (40, "more_than", "(40, ∞)"),
        (13, "at_least", "[13, ∞)"),
        (5, "less_than", "(−∞, 5)"),
        (70, "up_to", "(−∞, 70]"),
        (600, "about", "[550, 650]"),
        (3.5, "almost", "[3.25, 3.5)"),
        (2.0, "almost", "[1.75, 2)"),
        (42, "almost", "[41.5, 42)"),
    ],
)
def test_words_become_intervals(value, qualifier, written):
    assert str(read(value, qualifier)) == written


def test_looseness_widens_and_narrows_but_never_below_the_rounding():
    assert read(40, "about", looseness=2) == Interval(30, 50)
    assert read(40, "about", looseness=0) == Interval(39.5, 40.5)
    assert read(40, "almost", looseness=0) == Interval(39.5, 40, high_open=True)


def test_an_exact_number_may_be_taken_as_exactly_that():
    assert read(12, rounded=False) == Interval(12, 12)


@pytest.mark.parametrize("wrong", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_none_is_refused(wrong):
    with pytest.raises(Refusal, match="finite"):
        read(wrong)


@pytest.mark.parametrize("wrong", [-1.0, math.nan, math.inf])
def test_a_senseless_looseness_is_refused(wrong):
    with pytest.raises(Refusal, match="Looseness"):
        read(40, "about", looseness=wrong)


@given(NUMBERS)
def test_exact_and_about_contain_the_number_and_almost_lies_below_it(value):
    assert read(value).contains(value)
    assert read(value, "about").contains(value)
    almost = read(value, "almost")
    assert almost.high == value
    assert not almost.contains(value)
    assert almost.low < value


ENDS = st.floats(-50, 50, allow_nan=False).map(lambda x: round(x, 3))


@st.composite
def intervals(draw):
    low, high = sorted((draw(ENDS), draw(ENDS)))
    is_point = low == high
    return Interval(low, high, not is_point and draw(st.booleans()), not is_point and draw(st.booleans()))


@st.composite
def members(draw):
    span = draw(intervals())
    inner = span.low + (span.high - span.low) * draw(st.floats(0.01, 0.99))
    return span, inner


@given(members(), members())
def test_arithmetic_encloses_every_result(one, other):
    (a, x), (b, y) = one, other
    for span, value in ((a + b, x + y), (a - b, x - y), (a * b, x * y)):
        slack = 1e-9 * max(1, abs(value))
        assert span.low - slack <= value <= span.high + slack
    if abs(y) > 1e-6:
        quotient = a / b
        slack = 1e-9 * max(1, abs(x / y))
        assert quotient.low - slack <= x / y <= quotient.high + slack


def test_a_product_with_an_open_end_is_open_there_and_closed_zero_stays_closed():
    assert (
        str(Interval(11.5, 12.5, high_open=True) * Interval(3.25, 3.5, high_open=True)) == "[37.375, 43.75)"
    )
    assert Interval(0, 1) * Interval(2, 3, low_open=True) == Interval(0, 3)
    assert Interval(0, 2, low_open=True) * Interval(1, math.inf) == Interval(0, math.inf, low_open=True)


def test_dividing_by_what_may_be_zero_says_nothing():
    assert Interval(1, 2) / Interval(-1, 1) == Interval()


def test_touching_ends_meet_only_when_both_are_closed():
    assert not Interval(0, 40).meet(Interval(40, 50)).is_empty
    assert Interval(0, 40, high_open=True).meet(Interval(40, 50)).is_empty
    assert Interval(0, 40).meet(Interval(40.1, 50)).is_empty
