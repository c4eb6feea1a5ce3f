"""How a weighted mean changed: because firms changed, weights moved, or firms came and went."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pandas as pd

from metrics.errors import Refusal

COLUMNS = ("id", "t", "x", "s")
TOLERANCE = 1e-6  # of a sum of shares: wide enough for shares written with six digits


def decompose(panel: pd.DataFrame, method: str) -> pd.DataFrame:
    """The change of X = Σ s_i·x_i between each two neighbouring periods, taken apart.

    `panel` has columns `id, t, x, s`, one row for a firm and period, in any order; `s` sums to one in each
    period. With x = membership (0 or 1) and s = share of the industry's revenue, X is the clusters' share.
    Answer: `t, component, value`, `t` the later period. C stays, N enters, E exits; 0 before, 1 after:

    - bhc (Baily, Hulten & Campbell 1992): within Σ_C s0·Δx, between Σ_C Δs·x1, entry Σ_N s1·x1,
      exit −Σ_E s0·x0.
    - gr (Griliches & Regev 1995), bars are means of the two periods: within Σ_C s̄·Δx, between
      Σ_C Δs·(x̄ − X̄), entry Σ_N s1·(x1 − X̄), exit −Σ_E s0·(x0 − X̄).
    - fhk (Foster, Haltiwanger & Krizan 2001): within Σ_C s0·Δx, between Σ_C Δs·(x0 − X0), cross Σ_C Δs·Δx,
      entry Σ_N s1·(x1 − X0), exit −Σ_E s0·(x0 − X0).
    - mp (Melitz & Polanec 2015; Olley & Pakes 1996): of those who stay, the change of the plain mean and of
      the covariance Σ_C (s/S_C − 1/n)(x − mean x), S_C their share; entry S_N·(X_N − X_C1), exit
      S_E·(X_C0 − X_E), each X a mean of its group weighted by s.

    `total` is the sum of the components and, because shares sum to one, the change of X.
    Raises `Refusal` for an unknown method, columns that are missing, missing or text values, a firm twice in
    one period, shares that do not sum to one, fewer than two periods, and for mp periods with no common firm.
    """
    method = str(method).lower()
    if method not in _METHODS:
        raise Refusal(
            "There is no decomposition “{method}”. Methods: {known}.",
            method=method,
            known=", ".join(_METHODS),
        )
    tidy = _checked(panel)
    periods = sorted(tidy["t"].unique())
    if len(periods) < 2:
        raise Refusal("A change needs two periods; the panel has {n}.", n=len(periods))
    rows: list[tuple[object, str, float]] = []
    by_period = {t: group.set_index("id")[["x", "s"]] for t, group in tidy.groupby("t", sort=True)}
    for before, after in pairwise(periods):
        parts = _METHODS[method](_Pair(by_period[before], by_period[after]))
        parts["total"] = float(sum(parts.values()))
        rows += [(after, name, value) for name, value in parts.items()]
    return pd.DataFrame(rows, columns=["t", "component", "value"])


class _Pair:
    """Two neighbouring periods side by side: who stays, who enters, who exits."""

    def __init__(self, before: pd.DataFrame, after: pd.DataFrame) -> None:
        stays = before.index.intersection(after.index)
        self.x0, self.s0 = _columns(before.loc[stays])
        self.x1, self.s1 = _columns(after.loc[stays])
        self.xn, self.sn = _columns(after.drop(stays))
        self.xe, self.se = _columns(before.drop(stays))
        self.mean0 = _dot(*_columns(before))
        self.mean1 = _dot(*_columns(after))


def _bhc(pair: _Pair) -> dict[str, float]:
    return {
        "within": _dot(pair.s0, pair.x1 - pair.x0),
        "between": _dot(pair.s1 - pair.s0, pair.x1),
        "entry": _dot(pair.sn, pair.xn),
        "exit": -_dot(pair.se, pair.xe),
    }


def _gr(pair: _Pair) -> dict[str, float]:
    mean = (pair.mean0 + pair.mean1) / 2
    return {
        "within": _dot((pair.s0 + pair.s1) / 2, pair.x1 - pair.x0),
        "between": _dot(pair.s1 - pair.s0, (pair.x0 + pair.x1) / 2 - mean),
        "entry": _dot(pair.sn, pair.xn - mean),
        "exit": -_dot(pair.se, pair.xe - mean),
    }


def _fhk(pair: _Pair) -> dict[str, float]:
    moved, changed = pair.s1 - pair.s0, pair.x1 - pair.x0
    return {
        "within": _dot(pair.s0, changed),
        "between": _dot(moved, pair.x0 - pair.mean0),
        "cross": _dot(moved, changed),
        "entry": _dot(pair.sn, pair.xn - pair.mean0),
        "exit": -_dot(pair.se, pair.xe - pair.mean0),
    }


def _mp(pair: _Pair) -> dict[str, float]:
    share0, share1 = float(pair.s0.sum()), float(pair.s1.sum())
    if share0 <= 0 or share1 <= 0:
        raise Refusal(
            "Melitz and Polanec compare who comes and goes with firms that stay, and none with a share stays."
        )
    weighted0, weighted1 = _dot(pair.s0, pair.x0) / share0, _dot(pair.s1, pair.x1) / share1
    mean0, mean1 = float(pair.x0.mean()), float(pair.x1.mean())
    return {
        "mean": mean1 - mean0,
        "covariance": (weighted1 - mean1) - (weighted0 - mean0),
        "entry": _dot(pair.sn, pair.xn - weighted1),
        "exit": -_dot(pair.se, pair.xe - weighted0),
    }


_METHODS: dict[str, Callable[[_Pair], dict[str, float]]] = {"bhc": _bhc, "gr": _gr, "fhk": _fhk, "mp": _mp}
METHODS = tuple(_METHODS)


def _columns(group: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    return group["x"].to_numpy(), group["s"].to_numpy()


def _dot(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.sum(a * b))


def _checked(panel: pd.DataFrame) -> pd.DataFrame:
    missing = [name for name in COLUMNS if name not in panel.columns]
    if missing:
        raise Refusal(
            "The panel lacks the columns {missing}; it needs id, t, x and s.", missing=", ".join(missing)
        )
    tidy = panel.loc[:, list(COLUMNS)].reset_index(drop=True)
    for name in ("x", "s"):
        numbers = pd.to_numeric(tidy[name], errors="coerce").astype(float)
        bad = ~np.isfinite(numbers)
        if bad.any():
            raise Refusal(
                "Row {row} of the panel: {column} is “{value}”, not a number.",
                row=int(np.flatnonzero(bad)[0]) + 2,  # the header is row 1
                column=name,
                value=tidy[name][bad].iloc[0],
            )
        tidy[name] = numbers
    if tidy[["id", "t"]].isna().any(axis=None):
        raise Refusal("A row of the panel has no id or no period.")
    twice = tidy.duplicated(["id", "t"], keep=False)
    if twice.any():
        firm, period = tidy.loc[twice, "id"].tolist()[0], tidy.loc[twice, "t"].tolist()[0]
        rows = tidy.index[(tidy["id"] == firm) & (tidy["t"] == period)]
        raise Refusal(
            "Firm {id} stands twice in period {t}: rows {rows}.",
            id=firm,
            t=period,
            rows=", ".join(str(row + 2) for row in rows),
        )
    sums = tidy.groupby("t")["s"].sum()
    off = sums[(sums - 1).abs() > TOLERANCE]
    if len(off):
        raise Refusal(
            "The shares s of period {t} sum to {sum}, not to 1: divide each by the period's total first.",
            t=off.index[0],
            sum=float(off.iloc[0]),
        )
    return tidy
