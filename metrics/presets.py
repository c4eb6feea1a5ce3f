"""Where a scenario may start: ranges and presets, worked out from the target itself."""

from __future__ import annotations

from functools import lru_cache
from math import floor, log10

from metrics.errors import Refusal
from metrics.language import key
from metrics.levers import LIMITS, Levers
from metrics.questions import Question
from metrics.scenarios import bisect, follow, solve_for

PRESETS = {
    "as_stated": key("As stated"),
    "organic": key("Growth only"),
    "admission": key("Admission only"),
    "half": key("Half and half"),
    "late": key("Late start"),
    "usual": key("Business as usual"),
}
VOLATILITY = 0.05


def preset(name: str, question: Question, held: Levers | None = None) -> Levers:
    """Return the levers of a preset.

    *As stated* is growth alone from the first year, nothing else assumed. The others keep the growth of the
    rest and the volatility of the levers `held`, and find what is missing. *Late start* begins after two
    fifths of the years. Raises Refusal when a preset cannot reach the goal.
    """
    held = held or Levers(volatility=VOLATILITY)
    base = Levers(
        first_year=question.first_year,
        rest_growth=held.rest_growth if question.kind == "share" else 0.0,
        volatility=held.volatility,
        member_growth=held.rest_growth if question.kind == "share" else 0.0,
    )
    match name:
        case "as_stated":
            return needed(
                "member_growth", question, Levers(first_year=question.first_year, volatility=VOLATILITY)
            )
        case "organic":
            return needed("member_growth", question, base)
        case "admission":
            return needed("admission", question, base)
        case "half":
            return _half(question, base)
        case "late":
            start = question.first_year + 1 + max(1, round(0.4 * question.years))
            return needed("member_growth", question, base.changed(member_start=float(start)))
        case "usual":
            return base
    raise Refusal("There is no preset “{name}”; choose one of {names}.", name=name, names=", ".join(PRESETS))


def impossible(name: str, question: Question) -> Refusal | None:
    """Return why a preset makes no sense for this target, without working it out; None if it may."""
    if name not in {"admission", "half"}:
        return None
    if question.kind == "level":
        return Refusal(
            "A level has no rest of industry: its only lever is its own growth.", lever="admission"
        )
    if not question.rising:
        return Refusal(
            "Admission can only raise the share, and the goal lies below the baseline.", lever="admission"
        )
    return None


def needed(lever: str, question: Question, levers: Levers) -> Levers:
    """Return the levers with one of them set to what reaches the goal. Raises Refusal when no value does."""
    if question.kind == "level" and lever != "member_growth" and not lever.startswith(("member", "ramp")):
        raise Refusal("A level has no rest of industry: its only lever is its own growth.", lever=lever)
    others = {name: value for name, value in vars(levers).items() if name != lever}
    value = solve_for(
        lever, start=question.start, goal=question.goal, years=question.years, kind=question.kind, **others
    )
    return levers.changed(**{lever: value})


def _half(question: Question, base: Levers) -> Levers:
    """Growth and admission that bring the same number of points."""
    most = needed("admission", question, base).admission

    def surplus(admission: float) -> float:
        path = follow(
            question.start,
            question.years,
            needed("member_growth", question, base.changed(admission=admission)),
        )
        return sum(path.admitted) - sum(path.organic)

    return needed("member_growth", question, base.changed(admission=bisect(surplus, 0.0, most, 1e-9)))


@lru_cache(maxsize=256)
def ranges(question: Question) -> dict[str, tuple[float, float, float]]:
    """Return low, high and step of each lever that makes sense for the target.

    Rates reach to about twice what the target asks for, so that the answer lies near the middle.
    """
    growth = _asked("member_growth", question)
    far = _round_up(2 * abs(growth))
    years = float(question.years)
    found = {
        "member_growth": (max(-far, -0.9) if growth < 0 else -0.1, 0.2 if growth < 0 else far, 0.001),
        "volatility": (0.0, 0.3, 0.005),
        "member_start": (question.first_year + 1.0, float(question.last_year), 0.25),
        "member_ramp": (0.0, years, 0.25),
        "ramp_shape": (0.25, 4.0, 0.05),
    }
    if question.kind == "share":
        found |= {
            "rest_growth": (-0.1, 0.2, 0.001),
            "admission": (
                0.0,
                _round_up(2.5 * _asked("admission", question)) if question.rising else 0.2,
                0.001,
            ),
            "rest_start": found["member_start"],
            "admission_start": found["member_start"],
            "rest_ramp": found["member_ramp"],
            "admission_ramp": found["member_ramp"],
        }
    return found


def _asked(lever: str, question: Question) -> float:
    try:
        asked = needed(lever, question, Levers(first_year=question.first_year))
    except Refusal:
        return LIMITS[lever][1] / 4
    return float(getattr(asked, lever))


def _round_up(value: float) -> float:
    """Return the next 1, 2, 3, 5 or 10 of the same magnitude, at least 10 % and at most the limits of
    growth.
    """
    value = min(max(value, 0.1), 10.0)
    size: float = 10.0 ** floor(log10(value))
    return next(step * size for step in (1, 1.5, 2, 3, 4, 5, 7.5, 10) if step * size >= value - 1e-12)
