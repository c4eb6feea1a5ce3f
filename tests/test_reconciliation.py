"""Claims reconciled: the seed by hand, contradictions named, soundness and order by property."""

import dataclasses
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics import load, reconcile
from metrics.model import Claim, Indicator, Paraphrase, Source, Target, Text, Unit
from metrics.quantity import read
from metrics.reconciliation import claim_intervals, decimal_year, natural_limits, propagate

SOURCE = Source("s", Text("с", "s"), "en", date=date(2025, 11, 7))
WORDS = Paraphrase("p", SOURCE, Text("слова", "words"))
SHARE = Indicator("share", Text("доля", "share"), Unit("%", Text("%", "%"), "share"), "increase", (0, 100))
LEVEL = Indicator(
    "level", Text("число", "level"), Unit("count", Text("шт", "pcs"), "count"), "increase", (None, None)
)


def claim(kind, value, qualifier="exact", step=1.0, **more):
    return Claim(more.pop("id", kind), kind, value, step, qualifier, paraphrase=WORDS, **more)


def target(*claims, indicator=SHARE):
    return Target("t", indicator, "x", tuple(claims))


@pytest.fixture(scope="module")
def seed():
    return load().targets["cluster-revenue-share"]


def with_multiplier(seed, value, qualifier="exact"):
    """The seed with other words in place of «почти в 3,5 раза»."""
    return dataclasses.replace(
        seed,
        claims=tuple(
            dataclasses.replace(c, value=value, qualifier=qualifier) if c.kind == "multiplier" else c
            for c in seed.claims
        ),
    )


def test_the_seed_leaves_forty_to_forty_three_and_three_quarters(seed):
    reading = reconcile(seed)
    assert str(reading.baseline) == "[11.5, 12.5)"
    assert str(reading.multiplier) == "[3.25, 3.5)"
    assert str(reading.target) == "(40, 43.75)"
    assert {check.verdict for check in reading.checks} == {"compatible"}


def test_with_twelve_taken_as_exact_it_leaves_forty_to_forty_two(seed):
    assert str(reconcile(seed, rounded=False).target) == "(40, 42)"


def test_three_times_would_contradict_and_the_other_two_are_named(seed):
    reading = reconcile(with_multiplier(seed, 3))
    checks = {check.claim.id: check for check in reading.checks}
    assert checks["times"].verdict == "contradicted"
    assert {c.id for c in checks["times"].clash} == {"from", "to"}
    assert checks["horizon"].verdict == checks["by"].verdict == "compatible"
    assert not reading.is_consistent


def test_four_times_is_compatible_and_lifts_the_target(seed):
    reading = reconcile(with_multiplier(seed, 4))
    checks = {check.claim.id: check.verdict for check in reading.checks}
    assert checks["times"] == "compatible"
    assert checks["to"] == "entailed"
    assert (reading.target.low, reading.target.high) == pytest.approx((45.425, 50.625))
    assert reading.target.high_open


def test_five_years_from_publication_agree_with_2030_and_ten_would_not(seed):
    ten = dataclasses.replace(
        seed,
        claims=tuple(dataclasses.replace(c, value=10) if c.kind == "horizon" else c for c in seed.claims),
    )
    checks = {check.claim.id: check for check in reconcile(ten).checks}
    assert checks["horizon"].verdict == "contradicted"
    assert [c.id for c in checks["horizon"].clash] == ["by"]
    assert checks["from"].verdict == "compatible"


def test_a_claim_that_the_others_already_say_is_entailed():
    reading = reconcile(target(claim("baseline", 10), claim("change", 20), claim("target", 25, "more_than")))
    assert {c.claim.id: c.verdict for c in reading.checks}["target"] == "entailed"
    assert str(reading.target) == "[29, 31)"


def test_a_change_and_a_percentage_are_held_against_each_other():
    agreeing = target(claim("baseline", 40), claim("change", 20), claim("percent_change", 50))
    clashing = target(claim("baseline", 40), claim("change", 20), claim("percent_change", 90))
    assert reconcile(agreeing).is_consistent
    assert not reconcile(clashing).is_consistent


def test_a_yearly_rate_over_a_horizon_is_a_multiplier():
    promised = target(
        claim("baseline", 100, step=1.0), claim("rate", 10), claim("horizon", 5), indicator=LEVEL
    )
    reading = reconcile(promised)
    assert reading.target.contains(100 * 1.1**5)
    assert not reconcile(target(*promised.claims, claim("target", 300), indicator=LEVEL)).is_consistent


def test_two_levels_that_exclude_each_other_clash_as_a_pair():
    reading = reconcile(
        target(claim("target", 40, id="a"), claim("target", 60, id="b"), claim("baseline", 12))
    )
    checks = {c.claim.id: c for c in reading.checks}
    assert checks["a"].verdict == checks["b"].verdict == "contradicted"
    assert [c.id for c in checks["a"].clash] == ["b"]
    assert checks["baseline"].verdict == "compatible"


KINDS = st.sampled_from(["exact", "more_than", "at_least", "less_than", "up_to", "about", "almost"])


@st.composite
def true_worlds(draw):
    """A baseline and a target, and claims about them that are all true."""
    b = draw(st.integers(1, 60))
    t = draw(st.integers(1, 99))
    truths = {
        "baseline": b,
        "target": t,
        "multiplier": t / b,
        "change": t - b,
        "percent_change": 100 * (t / b - 1),
    }
    claims = []
    for kind, truth in truths.items():
        if not draw(st.booleans()):
            continue
        qualifier = draw(KINDS)
        stated = draw(st.integers(round(truth) - 3, round(truth) + 3))
        candidate = claim(kind, stated, qualifier)
        span = next(iter(claim_intervals(candidate).values()))
        at = truth if kind != "percent_change" else t / b
        if stated > 0 and span.contains(at):
            claims.append(candidate)
    return b, t, claims


@given(true_worlds())
@settings(max_examples=300)
def test_no_true_world_is_lost(world):
    b, t, claims = world
    box = propagate([claim_intervals(c) for c in claims], natural_limits(target()), decimal_year(None))
    for name, truth in (("b", b), ("t", t), ("m", t / b), ("d", t - b)):
        slack = 1e-9 * max(1, abs(truth))
        assert box[name].low - slack <= truth <= box[name].high + slack, (name, truth, str(box[name]))
    if claims:
        assert reconcile(target(*claims)).is_consistent


@given(true_worlds(), st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(world, random):
    claims = world[2]
    mixed = list(claims)
    random.shuffle(mixed)
    one, other = reconcile(target(*claims)), reconcile(target(*mixed))
    for name in ("baseline", "target", "multiplier", "change"):
        a, b = getattr(one, name), getattr(other, name)
        assert (a.low, a.high) == pytest.approx((b.low, b.high), rel=1e-9)
    assert {c.claim.id: c.verdict for c in one.checks} == {c.claim.id: c.verdict for c in other.checks}


def test_looseness_reaches_the_reading(seed):
    assert reconcile(seed, looseness=0).multiplier.low == read(3.5, "almost", looseness=0).low == 3.45
