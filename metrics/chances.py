"""The chance of reaching a target if the observed movement goes on: a random walk with drift on a scale."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from metrics.errors import Refusal
from metrics.judgement import Evidence, Sentence, evidence, tidy
from metrics.language import key
from metrics.scales import Scale
from metrics.scales import scale as scale_of

if TYPE_CHECKING:
    import pandas as pd

LEAST = 5
"""Observations below which no chance is given: four changes are the fewest that say anything of their
spread."""


@dataclass(frozen=True)
class Chance:
    """The chance of reaching the target, from `n` observations on a scale; None with the reason if
    refused.
    """

    probability: float | None
    n: int
    scale: str
    template: str
    values: Mapping[str, object]

    @property
    def reason(self) -> str:
        """How the chance came about or why there is none, as an English sentence."""
        return str(Sentence(self.template, self.values))


def chance(
    series: pd.Series[float],
    *,
    target: float,
    target_year: float,
    direction: object,
    scale: str | Scale = "logit",
    limits: tuple[float | None, float | None] = (0.0, 100.0),
) -> Chance:
    """The chance that an observed series stands at its target in the target year, given its own past.

    Random walk with drift on the scale g, over m = n − 1 changes of any spacing: N = t_n − t_1, d = (g_n −
    g_1)/N, s² = Σ(Δg − d·Δt)²/Δt/(m − 1), h = target year − t_n,
    P = 1 − T_{m−1}((g(target) − g_n − h·d)/(s·√(h(1 + h/N)))), T being Student's distribution; the other tail
    where a fall is wanted. `limits` are the natural limits of logit.

    Without an honest answer `probability` is None: under five observations, a value outside the scale's
    domain, a deadline that is not ahead, or observations that lie on a line and show no spread. Raises
    Refusal for a missing direction or two values for one year.
    """
    on = scale if isinstance(scale, Scale) else scale_of(scale, *limits)
    seen = evidence(series, direction=direction, target=target, target_year=target_year)
    try:
        drift, spread, ahead = _walk(seen, on)
    except Refusal as refusal:
        return Chance(None, len(seen.years), on.name, refusal.template, refusal.values)
    from scipy.special import stdtr

    span, freedom = seen.year - seen.years[0], len(seen.years) - 2
    wide = spread * math.sqrt(ahead * (1 + ahead / span))
    short = (on.g(target) - on.g(seen.value) - ahead * drift) / wide
    reason = key(
        "From {n} observations, {first} to {last}: if the movement goes on with the same drift and the "
        "same spread, "
        "{years} more years lead to {target} or beyond with this chance."
    )
    numbers = {
        "n": len(seen.years),
        "first": tidy(seen.years[0]),
        "last": tidy(seen.year),
        "years": tidy(ahead),
        "target": target,
    }
    return Chance(float(stdtr(freedom, -seen.direction * short)), len(seen.years), on.name, reason, numbers)


def _walk(seen: Evidence, on: Scale) -> tuple[float, float, float]:
    """Drift and spread a year on the scale, and the years ahead; Refusal where they say nothing."""
    if len(seen.years) < LEAST:
        raise Refusal(
            "There are {n} observations; a chance needs at least {least}.", n=len(seen.years), least=LEAST
        )
    ahead = float(seen.target_year or 0) - seen.year
    if ahead <= 0:
        raise Refusal(
            "The deadline {target_year} is not ahead of the latest observation, {year}.",
            target_year=tidy(seen.target_year or 0),
            year=tidy(seen.year),
        )
    on.g(float(seen.target or 0))
    g = np.array([on.g(value) for value in seen.values])  # noqa: PD011 - not pandas
    steps, gaps = np.diff(g), np.diff(seen.years)
    drift = (g[-1] - g[0]) / (seen.year - seen.years[0])
    spread = math.sqrt(float(((steps - drift * gaps) ** 2 / gaps).sum()) / (len(steps) - 1))
    if spread <= 1e-9 * (float(np.abs(steps).max()) + 1e-300):
        raise Refusal("The observations lie on one line: without any spread there is no chance to speak of.")
    return float(drift), spread, ahead
