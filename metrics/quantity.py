"""A stated quantity read as an interval: what the words leave open.

Rounding and round numbers: exact numbers stand for half a unit of their last written digit each side; round
numbers are read coarsely (M. Krifka, "Approximate interpretation of number words", 2007).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from metrics.errors import Refusal
from metrics.model import Qualifier

TOLERANCE = 1e-12


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from `low` to `high`; an open end does not belong to it."""

    low: float = -math.inf
    high: float = math.inf
    low_open: bool = False
    high_open: bool = False

    @staticmethod
    def point(value: float) -> Interval:
        return Interval(value, value)

    @property
    def is_empty(self) -> bool:
        """Whether no number belongs to it; ends within 1e-12 of each other count as equal."""
        gap = self.high - self.low
        if gap > 1e-9 and gap > 1e-9 * abs(self.low):
            return False
        slack = TOLERANCE * max(1.0, abs(self.low), abs(self.high)) if self.is_bounded else 0.0
        if self.low > self.high + slack:
            return True
        return (self.low_open or self.high_open) and self.low >= self.high - slack

    @property
    def is_bounded(self) -> bool:
        return math.isfinite(self.low) and math.isfinite(self.high)

    def contains(self, value: float) -> bool:
        above = value > self.low or (value == self.low and not self.low_open)
        return above and (value < self.high or (value == self.high and not self.high_open))

    def within(self, other: Interval) -> bool:
        """Whether every number of this interval belongs to `other` (up to 1e-12)."""
        near_low = math.isclose(self.low, other.low, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
        near_high = math.isclose(self.high, other.high, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
        low_fits = self.low > other.low if not near_low else self.low_open or not other.low_open
        high_fits = self.high < other.high if not near_high else self.high_open or not other.high_open
        return low_fits and high_fits

    def meet(self, other: Interval) -> Interval:
        """The numbers that belong to both."""
        if self.low == other.low:
            low, low_open = self.low, self.low_open or other.low_open
        else:
            low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        if self.high == other.high:
            high, high_open = self.high, self.high_open or other.high_open
        else:
            high, high_open = min((self.high, self.high_open), (other.high, other.high_open))
        return Interval(low, high, low_open, high_open)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        if self.low > 0 and other.low > 0:
            return Interval(
                self.low * other.low,
                self.high * other.high,
                self.low_open or other.low_open,
                self.high_open or other.high_open,
            )
        ends = [_product(a, b) for a in self._ends() for b in other._ends()]
        low = min(value for value, _ in ends)
        high = max(value for value, _ in ends)
        return Interval(
            low,
            high,
            all(is_open for value, is_open in ends if value == low),
            all(is_open for value, is_open in ends if value == high),
        )

    def __truediv__(self, other: Interval) -> Interval:
        """The quotient; all numbers when the divisor may be zero, since then it says nothing."""
        if other.low < 0 < other.high or (other.low == 0 == other.high):
            return Interval()
        return self * other._inverse()

    def _ends(self) -> tuple[tuple[float, bool], tuple[float, bool]]:
        return (self.low, self.low_open), (self.high, self.high_open)

    def _inverse(self) -> Interval:
        if self.low >= 0:
            high = math.inf if self.low == 0 else 1 / self.low
            return Interval(1 / self.high, high, self.high_open or math.isinf(self.high), self.low_open)
        low = -math.inf if self.high == 0 else 1 / self.high
        return Interval(low, 1 / self.low, self.high_open, self.low_open or math.isinf(self.low))

    def scaled(self, factor: float) -> Interval:
        return self * Interval.point(factor)

    def __str__(self) -> str:
        left = "(" if self.low_open or math.isinf(self.low) else "["
        right = ")" if self.high_open or math.isinf(self.high) else "]"
        return f"{left}{_short(self.low)}, {_short(self.high)}{right}"


def _product(a: tuple[float, bool], b: tuple[float, bool]) -> tuple[float, bool]:
    (x, x_open), (y, y_open) = a, b
    if x == 0 or y == 0:
        # A closed zero is reached whatever the other factor is; an open one is only approached.
        return 0.0, not ((x == 0 and not x_open) or (y == 0 and not y_open))
    return x * y, x_open or y_open


def _short(value: float) -> str:
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    return f"{value:.6g}".replace("-", "−")


def last_digit_step(number: float) -> float:
    """The unit of the last written digit: 12 → 1, 3.5 → 0.1, 0.25 → 0.01."""
    exponent = Decimal(repr(number)).as_tuple().exponent
    return float(Decimal(1).scaleb(min(int(exponent), 0)))


def granularity(value: float, step: float) -> float:
    """How coarsely a round number is meant: the coarsest of 1·10^k and 5·10^k of which it is a whole
    multiple and which is at most a quarter of it, never finer than `step` (Krifka 2007).

    40 → 10, 600 → 100, 100 → 10, 3.5 → 0.5, 2 → 0.5, 42 → 1.
    """
    number = abs(Decimal(repr(value)))
    if number == 0:
        return step
    for exponent in range(number.adjusted(), number.adjusted() - 18, -1):
        for digit in (5, 1):
            grain = Decimal(digit).scaleb(exponent)
            if grain * 4 <= number and number % grain == 0:
                return float(grain)
    return step


def read(
    value: float,
    qualifier: Qualifier = "exact",
    *,
    step: float | None = None,
    looseness: float = 1.0,
    rounded: bool = True,
) -> Interval:
    """The interval in which a number stated with a qualifier lies.

    `step` is the unit of the last written digit (by default read off `value`); `looseness` ≥ 0 widens or
    narrows *about* and *almost*, never below the rounding; with `rounded=False` an exact number is taken as
    exactly that number. Raises Refusal for a number or a looseness that is not one.
    """
    if not math.isfinite(value):
        raise Refusal("A stated value must be a finite number, not {value}.", value=value)
    if not (math.isfinite(looseness) and looseness >= 0):
        raise Refusal("Looseness must be a number from 0 up, not {value}.", value=looseness)
    step = last_digit_step(value) if step is None else step
    match qualifier:
        case "more_than":
            return Interval(value, math.inf, low_open=True)
        case "at_least":
            return Interval(value, math.inf)
        case "less_than":
            return Interval(-math.inf, value, high_open=True)
        case "up_to":
            return Interval(-math.inf, value)
        case "about" | "almost":
            half = max(_half(granularity(value, step)) * looseness, _half(step))
            low, high = _shift(value, -half), _shift(value, half)
            return Interval(low, high) if qualifier == "about" else Interval(low, value, high_open=True)
    if not rounded:
        return Interval.point(value)
    half = _half(step)
    return Interval(_shift(value, -half), _shift(value, half), high_open=True)


def _half(step: float) -> float:
    return float(Decimal(repr(step)) / 2)


def _shift(value: float, by: float) -> float:
    """`value + by` in decimal arithmetic, so that 3.5 − 0.05 is 3.45 and no neighbour of it."""
    return float(Decimal(repr(value)) + Decimal(repr(by)))
