"""The fan: how far a scenario's path may stray when yearly growth is uncertain.

Each year ln G ~ N(μ, σ²), μ from the levers and σ the volatility, independent from year to year. Draws come
from NumPy's PCG64 with a seed. One vector of odds is carried from year to year in place, so a million draws
take 16 MB. Without admission ln o after n years is N(ln o₀ + Σμ, n·σ²): that closed form is what the draws
are held against. This is what the assumptions imply, never a forecast.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, erf, isfinite, log, sqrt

import numpy as np

from metrics.errors import Refusal
from metrics.levers import Array, Levers
from metrics.scenarios import Kind, checked, final_value, yearly_ratios

QUANTILES = {"p05": 0.05, "p25": 0.25, "p50": 0.50, "p75": 0.75, "p95": 0.95}
MOST_DRAWS = 10_000_000


@dataclass(frozen=True)
class Likelihood:
    """The chance of reaching a goal under the assumptions, and how it was worked out."""

    probability: float
    method: str  # "closed form", "draws" or "certain" (no volatility)
    volatility: float
    draws: int
    seed: int


def quantiles(
    start: float, years: int, levers: Levers, *, draws: int, seed: int, kind: Kind = "share"
) -> dict[str, Array]:
    """Return the quantiles of the drawn paths, arrays of years + 1 values by name.

    A quantile is an order statistic (the smallest value with at least that part of the draws at or below it),
    so it is the same whether it is taken of odds or of shares.
    """
    ranks = [max(ceil(q * draws) - 1, 0) for q in QUANTILES.values()]
    table = np.empty((years + 1, len(ranks)))
    table[0] = start
    for year, odds in enumerate(paths(start, years, levers, draws=draws, seed=seed, kind=kind), start=1):
        table[year] = np.partition(odds, ranks)[ranks]
    if kind == "share":
        table[1:] /= 1 + table[1:]
    return dict(zip(QUANTILES, table.T.copy(), strict=True))


def paths(
    start: float, years: int, levers: Levers, *, draws: int, seed: int, kind: Kind = "share"
) -> Iterator[Array]:
    """Yield, year by year, the drawn odds (levels): one array that is written over in the next year.

    Raises Refusal for a number of draws or a seed that cannot be.
    """
    check_draws(draws, seed)
    random = np.random.Generator(np.random.PCG64(seed))
    odds = np.full(draws, start if kind == "level" else start / (1 - start))
    factor = np.empty(draws)
    for ratio, admission in zip(*yearly_ratios(levers, years, kind), strict=True):
        random.standard_normal(out=factor)
        factor *= levers.volatility
        factor += log(ratio)
        np.exp(factor, out=factor)
        odds *= factor
        if admission:
            odds += admission
            odds /= 1 - admission
        yield odds


def likelihood(
    start: float,
    goal: float,
    years: int,
    levers: Levers,
    *,
    draws: int = 100_000,
    seed: int = 0,
    kind: Kind = "share",
    exact: bool = True,
) -> Likelihood:
    """Return the chance that the goal is reached after `years`, under these assumptions.

    A goal above the baseline is reached from below, one below it from above. Without admission the closed
    form answers (unless `exact` is False), else the share of draws that reach it.
    """
    levers = checked(start, years, levers, kind)
    rising, sigma = goal >= start, levers.volatility
    if sigma == 0:
        end = final_value(start, years, levers, kind)
        met = end >= goal * (1 - 1e-12) if rising else end <= goal * (1 + 1e-12)
        return Likelihood(float(met), "certain", sigma, 0, seed)
    ratios, admissions = yearly_ratios(levers, years, kind)
    bar = goal if kind == "level" else goal / (1 - goal)
    first = start if kind == "level" else start / (1 - start)
    if exact and not any(admissions):
        ahead = (log(first) + sum(map(log, ratios)) - log(bar)) / (sigma * sqrt(years))
        above = (1 + erf(ahead / sqrt(2))) / 2
        return Likelihood(above if rising else 1 - above, "closed form", sigma, 0, seed)
    *_, last = paths(start, years, levers, draws=draws, seed=seed, kind=kind)
    met_draws = np.count_nonzero(last >= bar if rising else last <= bar)
    return Likelihood(float(met_draws) / draws, "draws", sigma, draws, seed)


def check_draws(draws: int, seed: int) -> None:
    """Refuse a number of draws or a seed that cannot be."""
    if isinstance(draws, bool) or draws != int(draws) or not 1 <= draws <= MOST_DRAWS:
        raise Refusal(
            "The number of draws must be a whole number from 1 to {most}.", lever="draws", most=MOST_DRAWS
        )
    if isinstance(seed, bool) or not isfinite(seed) or seed != int(seed) or seed < 0:
        raise Refusal("The seed must be a whole number of at least 0.", lever="seed")
