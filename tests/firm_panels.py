"""Firm panels for tests: random ones for hypothesis, and slow, plain answers to hold the code against."""

from __future__ import annotations

import math

import pandas as pd
from hypothesis import strategies as st

FIRMS = [f"{n:010d}" for n in range(1, 9)]
YEARS = [2019, 2020, 2021, 2022]


@st.composite
def panels(draw):
    """A panel with entry, exit and holes, and a register with admission, departure and two clusters."""
    rows = []
    for firm in [*FIRMS, "9999999999"]:
        for year in YEARS:
            always = firm == "9999999999"  # a firm outside the clusters keeps the industry above zero
            if not always and draw(st.integers(0, 4)) == 0:
                continue
            revenue = draw(
                st.floats(0.01, 1e6) | (st.nothing() if always else st.just(math.nan) | st.just(0.0))
            )
            rows.append((firm, year, revenue, draw(st.sampled_from(["26", "27"])), "77"))
    firm_year = pd.DataFrame(rows, columns=["firm_id", "year", "revenue", "industry", "region"])
    spells = []
    for firm in FIRMS:
        for cluster in draw(st.lists(st.sampled_from(["a", "b"]), unique=True)):
            since = draw(st.integers(2017, 2023))
            until = draw(st.none() | st.integers(since, 2024))
            spells.append((firm, cluster, since, until))
    membership = pd.DataFrame(spells, columns=["firm_id", "cluster_id", "valid_from", "valid_to"])
    return firm_year.sample(frac=1, random_state=draw(st.integers(0, 9))), membership.astype(
        {"valid_to": object}
    )


def is_member(membership, firm, year):
    for row in membership.itertuples():
        still = row.valid_to is None or row.valid_to != row.valid_to
        if row.firm_id == firm and row.valid_from <= year and (still or year <= row.valid_to):
            return True
    return False


def shares_by_hand(firm_year, year):
    """Each firm's share of the industry in a year, by loops; firms without a revenue are not there."""
    known = {
        r.firm_id: r.revenue for r in firm_year.itertuples() if r.year == year and not math.isnan(r.revenue)
    }
    total = math.fsum(known.values())
    return {firm: revenue / total for firm, revenue in known.items()}


def split_by_hand(firm_year, membership, before, after):
    """The six terms by their definition, one firm at a time."""
    s0, s1 = shares_by_hand(firm_year, before), shares_by_hand(firm_year, after)
    terms = dict.fromkeys(["continuing", "admitted", "admitted_growth", "left", "new", "gone"], 0.0)
    for firm in set(s0) | set(s1):
        c0, c1 = is_member(membership, firm, before), is_member(membership, firm, after)
        if firm in s0 and firm in s1:
            if c0 and c1:
                terms["continuing"] += s1[firm] - s0[firm]
            elif c1:
                terms["admitted"] += s0[firm]
                terms["admitted_growth"] += s1[firm] - s0[firm]
            elif c0:
                terms["left"] -= s0[firm]
        elif firm in s1 and c1:
            terms["new"] += s1[firm]
        elif firm in s0 and c0:
            terms["gone"] -= s0[firm]
    return terms


def share_by_hand(firm_year, membership, year):
    shares = shares_by_hand(firm_year, year)
    return math.fsum(s for firm, s in shares.items() if is_member(membership, firm, year))
