"""Scales: the one idea behind paths, pace, verdicts and projections.

A scale is a function g; a pathway is a straight line on its scale. Linear: x. Log: ln x. Logit:
ln((x − a)/(c − x)) between the natural limits a and c.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from metrics.errors import Refusal
from metrics.language import key

ScaleName = Literal["linear", "log", "logit"]
SCALE_NAMES: tuple[ScaleName, ...] = ("linear", "log", "logit")
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scale:
    """A named scale with its two directions; `low` and `high` are the open ends of its domain."""

    name: ScaleName
    low: float
    high: float
    forward: Callable[[Floats], Floats]
    inverse: Callable[[Floats], Floats]

    def admits(self, value: float) -> bool:
        """Whether a value lies strictly inside the domain."""
        return self.low < value < self.high

    def g(self, value: float) -> float:
        """The value on the scale. Raises Refusal outside the domain, saying why."""
        if not self.admits(value):
            raise Refusal(_OUTSIDE[self.name], value=f"{value:g}", low=f"{self.low:g}", high=f"{self.high:g}")
        return float(self.forward(np.float64(value)))  # type: ignore[arg-type]

    def pace(self, start: float, end: float, years: float) -> float:
        """The required pace: units a year (linear), growth a year as a fraction (log), or the factor by which
        odds are multiplied a year, less one (logit).
        """
        slope = (self.g(end) - self.g(start)) / years
        return slope if self.name == "linear" else float(np.expm1(slope))


_OUTSIDE = {
    "linear": key("The value {value} is not a finite number, so no line can be drawn through it."),
    "log": key(
        "Equal growth (log) needs values above zero: from or to {value} no growth rate leads anywhere."
    ),
    "logit": key(
        "The S-curve (logit) needs values strictly between {low} and {high}; {value} lies at or "
        "beyond a limit."
    ),
}


def scale(name: str, low: float | None = None, high: float | None = None) -> Scale:
    """The scale of that name; `low` and `high` are the natural limits, needed by logit.

    Raises Refusal for an unknown name, or for logit without two limits.
    """
    if name == "linear":
        return Scale("linear", -np.inf, np.inf, lambda x: x, lambda y: y)
    if name == "log":
        return Scale("log", 0.0, np.inf, np.log, np.exp)
    if name != "logit":
        raise Refusal("There is no scale “{name}”; choose linear, log or logit.", name=name)
    if low is None or high is None:
        raise Refusal(
            "The S-curve (logit) needs an indicator with two natural limits, as a share between 0 "
            "and 100 % has."
        )
    a, c = float(low), float(high)

    def logit(x: Floats) -> Floats:
        return np.log(x - a) - np.log(c - x)  # of a quotient it would be ln 0 for the smallest floats

    def expit(y: Floats) -> Floats:
        return a + (c - a) / (1 + np.exp(-y))

    return Scale("logit", a, c, logit, expit)


def suited(low: float | None, high: float | None) -> ScaleName:
    """The scale that suits an indicator: logit for a share, log for a level that cannot be negative,
    else linear.
    """
    if low is not None and high is not None:
        return "logit"
    return "log" if low is not None and low >= 0 else "linear"
