"""Concentration, specialisation and shift-share: the field's standard indices, on plain numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from metrics.errors import Refusal

SHIFT_SHARE_METHODS = ("dunn", "esteban", "gerfin")


def herfindahl(values: Any) -> float:
    """How concentrated a total is: the sum of squared shares, from 1/n (all equal) to 1 (one firm).

    H = Σ (v_i/Σv)². Missing values are left out. Raises `Refusal` for negative values or a total of zero.
    Source: Hirschman 1964, "The paternity of an index", AER 54(5); Herfindahl 1950.
    """
    shares = _shares(values)
    return float(np.sum(shares**2))


def concentration_ratio(values: Any, k: int) -> float:
    """The share of the k largest in the total, a fraction of one; with fewer than k values it is 1.

    CR_k = Σ_{i≤k} v_(i)/Σv, values from the largest down. Missing values are left out. Raises `Refusal` for a
    k below one, negative values or a total of zero. Source: Bain 1951, QJE 65(3).
    """
    if int(k) != k or k < 1:
        raise Refusal("A concentration ratio counts the largest k, and k is {k}: give 1 or more.", k=k)
    shares = np.sort(_shares(values))[::-1]
    return float(shares[: int(k)].sum())


def entropy(values: Any) -> float:
    """How evenly a total is spread, in bits: 0 for one firm, log2(n) for n equal ones.

    −Σ s·log2 s over the shares above zero. Raises `Refusal` as `herfindahl` does. Source: Theil 1967.
    """
    shares = _shares(values)
    shares = shares[shares > 0]
    return float(-np.sum(shares * np.log2(shares)))


def gini(values: Any) -> float:
    """How unequal the values are: 0 all equal, (n − 1)/n one has all.

    G = Σ (2i − n − 1)·s_(i)/n, shares from the smallest up. Raises `Refusal` as `herfindahl` does.
    Source: Gini 1912; Sen 1973, "On economic inequality".
    """
    shares = np.sort(_shares(values))
    n = len(shares)
    return float(np.sum((2 * np.arange(1, n + 1) - n - 1) * shares) / n)


def location_quotient(
    region: Any, region_total: Any, nation: Any, nation_total: Any, *, additive: bool = False
) -> Any:
    """How many times more a region works in an industry than the nation does; 1 = as much.

    LQ = (region/region_total)/(nation/nation_total). Takes numbers, arrays or Series (by industry, year …)
    and answers in kind; totals are as given, because published totals need not be the sum of the sections
    that are published. Where the nation has nothing in it, or a total is zero, the answer is missing.
    With `additive`, the difference region/nation − region_total/nation_total instead; 0 = as much.
    Raises `Refusal` for a negative value. Source: Florence 1939; Isard 1960, "Methods of regional analysis".
    """
    named = {"region": region, "region_total": region_total, "nation": nation, "nation_total": nation_total}
    for name, value in named.items():
        if bool(np.any(np.asarray(value, dtype=float) < 0)):
            raise Refusal(
                "A location quotient needs values of zero or more; {name} holds a negative one.", name=name
            )
    if additive:
        answer = _ratio(region, nation) - _ratio(region_total, nation_total)
    else:
        answer = _ratio(_ratio(region, region_total), _ratio(nation, nation_total))
    return float(answer) if np.ndim(answer) == 0 else answer


def shift_share(
    region0: Any, region1: Any, nation0: Any, nation1: Any, *, method: str = "dunn"
) -> pd.DataFrame:
    """What of a region's growth came with the nation, with its mix of industries, and from the region itself.

    Arguments are array-likes by industry in one order: the region and the nation, before and after. Answer:
    `component, value`, one row each. With R, N totals, r_i, n_i by industry, 0 before and 1 after:

    - dunn: growth R1−R0 = national share R0·(N1/N0−1) + industrial mix Σ r_i0·(n_i1/n_i0 − N1/N0)
      + regional share Σ r_i0·(r_i1/r_i0 − n_i1/n_i0); net total shift = mix + regional.
    - esteban: the regional share is taken at homothetic employment h_i = R0·n_i0/N0 in place of r_i0; the
      rest of it is the allocation effect Σ (r_i0 − h_i)·(r_i1/r_i0 − n_i1/n_i0).
    - gerfin: the same as indices that multiply: industrial mix M = Σ r_i0·n_i1/n_i0 / (R0·N1/N0), regional
      share R1/Σ r_i0·n_i1/n_i0, net total shift their product.

    Raises `Refusal` for lengths that differ, missing or negative values, an industry that the nation did not
    have before, or (esteban) that the region did not have before. Sources: Dunn 1960, Papers in Regional
    Science 6; Esteban-Marquillas 1972, Regional and Urban Economics 2(3); Gerfin 1964.
    """
    chosen = str(method).lower()
    if chosen not in SHIFT_SHARE_METHODS:
        raise Refusal(
            "Shift-share has no method “{method}”. Methods: {known}.",
            method=method,
            known=", ".join(SHIFT_SHARE_METHODS),
        )
    r0, r1, n0, n1 = _industries(region0, region1, nation0, nation1)
    expected = float(
        np.sum(r0 * n1 / n0)
    )  # what the region would have had its industries grown as the nation's
    as_nation = float(r0.sum() * n1.sum() / n0.sum())
    if chosen == "gerfin":
        if expected == 0 or as_nation == 0:
            raise Refusal("Gerfin's indices divide by the region's expected size, and it is zero.")
        mix, regional = expected / as_nation, float(r1.sum()) / expected
        return _components(
            {"industrial mix": mix, "regional share": regional, "net total shift": mix * regional}
        )
    parts = {
        "growth": float(r1.sum() - r0.sum()),
        "national share": as_nation - float(r0.sum()),
        "industrial mix": expected - as_nation,
    }
    regional = float(r1.sum()) - expected
    if chosen == "dunn":
        return _components(
            parts | {"regional share": regional, "net total shift": parts["industrial mix"] + regional}
        )
    if np.any(r0 == 0):
        raise Refusal(
            "Esteban's form needs every industry's growth in the region, and one had nothing before."
        )
    homothetic = float(np.sum(r0.sum() * n0 / n0.sum() * (r1 / r0 - n1 / n0)))
    return _components(parts | {"regional share": homothetic, "allocation effect": regional - homothetic})


def _shares(values: Any) -> Any:
    numbers = np.asarray(pd.Series(values, dtype=float).dropna(), dtype=float)
    if bool(np.any(numbers < 0)):
        raise Refusal("Concentration is measured on values of zero or more; there is a negative one.")
    total = numbers.sum()
    if total <= 0:
        raise Refusal("Concentration cannot be measured: the values sum to zero.")
    return numbers / total


def _ratio(above: Any, below: Any) -> Any:
    with np.errstate(divide="ignore", invalid="ignore"):
        if isinstance(above, pd.Series) or isinstance(below, pd.Series):
            answer = above / below
            return answer.where(np.isfinite(answer))
        answer = np.divide(np.asarray(above, dtype=float), np.asarray(below, dtype=float))
        return np.where(np.isfinite(answer), answer, np.nan)


def _industries(*vectors: Any) -> list[Any]:
    arrays = [np.atleast_1d(np.asarray(each, dtype=float)) for each in vectors]
    lengths = {len(each) for each in arrays}
    if len(lengths) != 1 or lengths == {0}:
        raise Refusal(
            "Shift-share needs the same industries four times; the lengths are {lengths}.",
            lengths=", ".join(str(len(each)) for each in arrays),
        )
    for each in arrays:
        if bool(np.any(~np.isfinite(each)) or np.any(each < 0)):
            raise Refusal("Shift-share needs a value of zero or more for every industry, before and after.")
    if bool(np.any(arrays[2] == 0)):
        raise Refusal(
            "Shift-share needs the nation's growth by industry, and one industry had nothing before."
        )
    return arrays


def _components(values: dict[str, float]) -> pd.DataFrame:
    return pd.DataFrame({"component": list(values), "value": list(values.values())})
