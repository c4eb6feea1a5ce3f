"""Draws beside the bare NumPy arithmetic: time, linearity and memory, as ratios in one run.

python -m benchmarks.draws
"""

import time
import tracemalloc

import numpy as np

from metrics.fan import QUANTILES
from metrics.scenarios import simulate

YEARS, GROWTH, ADMISSION, SIGMA = 6, 0.25, 0.02, 0.1


def bare(draws):
    """The same arithmetic as anybody would write it, whole arrays at once."""
    noise = np.random.Generator(np.random.PCG64(1)).standard_normal((YEARS, draws))
    odds = np.full(draws, 0.12 / 0.88)
    shares = np.empty((YEARS, draws))
    for year in range(YEARS):
        odds = (odds * np.exp(np.log1p(GROWTH) + SIGMA * noise[year]) + ADMISSION) / (1 - ADMISSION)
        shares[year] = odds / (1 + odds)
    return np.quantile(shares, list(QUANTILES.values()), axis=1)


def ours(draws):
    return simulate(
        0.12, YEARS, member_growth=GROWTH, admission=ADMISSION, volatility=SIGMA, draws=draws, seed=1
    )


def best(run, draws, times=7):
    marks = []
    for _ in range(times):
        begun = time.perf_counter()
        run(draws)
        marks.append(time.perf_counter() - begun)
    return min(marks)


def memory(draws):
    """Peak of what NumPy and Python allocate while drawing, in MB."""
    tracemalloc.start()
    ours(draws)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


if __name__ == "__main__":
    bare(1000), ours(1000)
    base, mine = best(bare, 100_000), best(ours, 100_000)
    print(f"100,000 draws × {YEARS} years × {len(QUANTILES)} quantiles: {mine / base:.2f} × bare NumPy")
    print(f"1,000,000 draws: {best(ours, 1_000_000, 3) / mine:.1f} × the time of 100,000 (10 is linear)")
    print(f"1,000,000 draws: {memory(1_000_000):.0f} MB at the peak")
