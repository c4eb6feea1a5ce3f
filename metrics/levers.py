"""The levers of a scenario: what each means, where its limits lie, and how strongly it works in each year.

Two compartments, cluster members and the rest of industry. A lever may start late and ramp up: its strength
in a year is the mean, over that year, of ((x - start) / ramp) ** ramp_shape cut to 0…1. So a start in the
middle of a year is meaningful, and every lever is continuous and can be solved for.
"""

from dataclasses import dataclass, fields, replace
from math import isfinite
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from metrics.errors import Refusal
from metrics.language import key

Array = NDArray[np.float64]

RATES = ("member_growth", "rest_growth", "admission")
STARTS = ("member_start", "rest_start", "admission_start")
RAMPS = ("member_ramp", "rest_ramp", "admission_ramp")
LIMITS: dict[str, tuple[float, float]] = {
    "member_growth": (-0.99, 10.0),
    "rest_growth": (-0.99, 10.0),
    "admission": (0.0, 0.99),
    "member_ramp": (0.0, 50.0),
    "rest_ramp": (0.0, 50.0),
    "admission_ramp": (0.0, 50.0),
    "ramp_shape": (0.1, 10.0),
    "volatility": (0.0, 2.0),
}
LONGEST = 200

OUTSIDE = {
    "member_growth": key("Growth of cluster members must lie between −99 % and 1000 % a year."),
    "rest_growth": key("Growth of the rest of industry must lie between −99 % and 1000 % a year."),
    "admission": key("Admission must lie between 0 and 99 % of the rest of industry a year."),
    "member_ramp": key("A ramp must last from 0 to 50 years."),
    "rest_ramp": key("A ramp must last from 0 to 50 years."),
    "admission_ramp": key("A ramp must last from 0 to 50 years."),
    "ramp_shape": key("The shape of a ramp must lie between 0.1 and 10."),
    "volatility": key("Volatility must lie between 0 and 200 % a year."),
}


@dataclass(frozen=True, kw_only=True)
class Levers:
    """What a scenario assumes; rates are fractions of one a year, starts are years, ramps are numbers of
    years.

    A start of None is the first year after `first_year`, the year of the baseline. Until members' growth
    starts, members grow like the rest; until the growth of the rest starts, the rest stands still.
    """

    member_growth: float = 0.0
    rest_growth: float = 0.0
    admission: float = 0.0
    member_start: float | None = None
    rest_start: float | None = None
    admission_start: float | None = None
    member_ramp: float = 0.0
    rest_ramp: float = 0.0
    admission_ramp: float = 0.0
    ramp_shape: float = 1.0
    volatility: float = 0.0
    first_year: int = 0

    def checked(self, years: int) -> Self:
        """Return these levers, or refuse the first one that cannot be; `years` is the scenario's length."""
        if isinstance(years, bool) or years != int(years) or not 1 <= years <= LONGEST:
            raise Refusal("A scenario lasts from 1 to {longest} whole years.", lever="years", longest=LONGEST)
        for name in LIMITS:
            _check_limits(name, getattr(self, name))
        for name in STARTS:
            _check_start(name, getattr(self, name), self.first_year, years)
        return self

    def start_of(self, name: str) -> float:
        """Return the year in which the lever with this start starts to work."""
        year: float | None = getattr(self, name)
        return self.first_year + 1 if year is None else year

    def changed(self, **levers: Any) -> Self:
        """Return a copy with other values for some levers; refuses a name that is no lever."""
        for name in levers:
            if name not in NAMES:
                raise Refusal("There is no lever named “{lever}”.", lever=name)
        return replace(self, **levers)


NAMES = tuple(field.name for field in fields(Levers))


def _check_limits(name: str, value: object) -> None:
    low, high = LIMITS[name]
    if not isinstance(value, (int, float)) or not isfinite(value):
        raise Refusal("The lever “{lever}” needs a number.", lever=name)
    if not low <= value <= high:
        raise Refusal(OUTSIDE[name], lever=name)


def _check_start(name: str, start: object, first_year: int, years: int) -> None:
    if start is None:
        return
    if not isinstance(start, (int, float)) or not isfinite(start):
        raise Refusal("The lever “{lever}” needs a number.", lever=name)
    if start < first_year + 1:
        raise Refusal(
            "A lever cannot start before {first}, the first year after the baseline.",
            lever=name,
            first=first_year + 1,
        )
    if start > first_year + years + 1:
        raise Refusal(
            "A lever cannot start after the scenario ends in {last}.", lever=name, last=first_year + years
        )


def strength(start: float, ramp: float, shape: float, first_year: int, years: int) -> list[float]:
    """Return how strongly a lever works in each year, from 0 to 1: the mean of its ramp over that year."""

    def worked(time: float) -> float:
        if time <= 0:
            return 0.0
        if time >= ramp:
            return ramp / (shape + 1) + (time - ramp)
        return float(ramp / (shape + 1) * (time / ramp) ** (shape + 1))

    offset = first_year + 1 - start
    return [worked(offset + year + 1) - worked(offset + year) for year in range(years)]


def strengths(levers: Levers, years: int) -> list[list[float]]:
    """Return the yearly strengths of members' growth, the rest's growth and admission."""
    return [
        strength(levers.start_of(start), getattr(levers, ramp), levers.ramp_shape, levers.first_year, years)
        for start, ramp in zip(STARTS, RAMPS, strict=True)
    ]


def yearly_rates(levers: Levers, years: int) -> tuple[list[float], list[float], list[float]]:
    """Return the members' growth, the rest's growth and the admission that hold in each year."""
    members, rest, admitted = strengths(levers, years)
    rest_growth = [levers.rest_growth * w for w in rest]
    member_growth = [r + (levers.member_growth - r) * w for r, w in zip(rest_growth, members, strict=True)]
    return member_growth, rest_growth, [levers.admission * w for w in admitted]
