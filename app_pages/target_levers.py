"""The assumptions on a target's page: each says in one line what it assumes, one button takes all back."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import streamlit as st

from app_pages import address_bar, kit
from metrics.anchors import Anchors, Dated, base_year, deadline
from metrics.catalogue import Catalogue
from metrics.errors import Refusal
from metrics.language import Translator
from metrics.model import Target
from metrics.scales import SCALE_NAMES, suited
from metrics.wording import SCALE_MEANS, SCALES

KEYS = ("scale", "shape", "base", "due", "loose", "freq", "from", "exact", "way", "claim")
SHAPES = [tenths / 10 for tenths in range(3, 31)]
FREQUENCIES = ("Y", "Q", "M")
LOOSENESS = [quarters / 4 for quarters in range(9)]


@dataclass(frozen=True)
class Levers:
    """What a person assumes; None where the source's own word stands."""

    scale: str
    shape: float
    freq: str
    baseline: float | None
    base: int | None
    due: int | None
    looseness: float
    rounded: bool
    through_others: bool

    @property
    def reading(self) -> tuple[float, bool]:
        """What the words are read with."""
        return self.looseness, self.rounded

    def for_anchors(self, siblings: tuple[Target, ...]) -> dict[str, Any]:
        """The assumptions under the names that `metrics.anchors.anchors` gives them."""
        return {
            "baseline": self.baseline,
            "base": self.base,
            "due": self.due,
            "looseness": self.looseness,
            "rounded": self.rounded,
            "milestones": siblings if self.through_others else (),
        }


def forget() -> None:
    """Back to what the source says."""
    address_bar.forget(*KEYS)


def scales_for(found: Anchors) -> list[str]:
    """The scales on which the path can be drawn."""
    from metrics.scales import scale

    names = []
    for name in SCALE_NAMES:
        try:
            on = scale(name, *found.limits)
        except Refusal:
            continue
        if all(on.admits(point.value) for point in found.points):
            names.append(name)
    return names


def current(target: Target, catalogue: Catalogue) -> Levers:
    """What is assumed now: read before any widget is drawn, so that the chart need not wait for them."""
    possible, usual = _scales(target)
    address_bar.remember("scale", usual, possible)
    address_bar.remember("shape", 1.0, SHAPES)
    address_bar.remember("loose", 1.0, LOOSENESS)
    address_bar.remember("freq", "Y", FREQUENCIES)
    for flag in ("exact", "way"):
        address_bar.remember(flag, 0)
        if not isinstance(st.session_state[flag], bool):
            st.session_state[flag] = bool(st.session_state[flag])
    years = {key: _recall_year(target, key) for key in ("base", "due")}
    if "from" not in st.session_state:
        st.session_state["from"] = _recall_baseline(target)
    state = st.session_state
    return Levers(
        scale=str(state["scale"] or usual),
        shape=float(state["shape"]),
        freq=str(state["freq"] or "Y"),
        baseline=state["from"] if _asks_baseline(target) else None,
        base=years["base"],
        due=years["due"],
        looseness=float(state["loose"]),
        rounded=not state["exact"],
        through_others=bool(state["way"]) and bool(_others(target, catalogue)),
    )


def show(target: Target, catalogue: Catalogue) -> None:
    """Draw the levers; what each assumes stands under it."""
    t = kit.t()
    possible, usual = _scales(target)
    kit.choice(t("Shape of the way"), {n: t(SCALES[n]) for n in possible}, key="scale", default=usual)
    st.caption(t(SCALE_MEANS[str(st.session_state["scale"] or usual)]))
    one, two, three = st.columns(3, gap="large")
    with one:
        _year(t, target, "base", t("Base year"))
        _year(t, target, "due", t("Deadline"))
    with two:
        _number(t, t("Early or late"), "shape", SHAPES, 1.0)
        st.caption(t("1: steady; below 1: most of the way early; above 1: most of it late."))
        names = {"Y": t("year"), "Q": t("quarter"), "M": t("month")}
        kit.choice(t("Period"), names, key="freq", default="Y")
        st.caption(t("A year stands for its end."))
    with three:
        _number(t, t("How loosely “almost” and “about” are read"), "loose", LOOSENESS, 1.0)
        st.caption(
            t("1: round numbers are read coarsely (almost 40: from 35); 0: to the last digit written.")
        )
        _flag(t("Take exact numbers as exact"), "exact", t("Off: 12 may be anything from 11.5 to 12.5."))
        if _others(target, catalogue):
            _flag(
                t("Pass through other promises"),
                "way",
                t("Other promises on this indicator become milestones."),
            )
    if _asks_baseline(target):
        _baseline(t, target)
    st.button(t("Back to what the source says"), on_click=forget, icon=":material/undo:")


def _scales(target: Target) -> tuple[list[str], str]:
    """The scales that can suit a target's path, and the usual one."""
    is_path_of_level = bool(target.of_kind("target", "baseline"))
    possible = [n for n in SCALE_NAMES if n != "logit" or (target.indicator.is_share and is_path_of_level)]
    usual = suited(*target.indicator.limits) if is_path_of_level else "log"
    return list(possible), "linear" if target.of_kind("change") and not is_path_of_level else usual


def _others(target: Target, catalogue: Catalogue) -> list[Target]:
    return [sibling for sibling in catalogue.siblings(target) if sibling.of_kind("target")]


def _said_year(target: Target, key: str) -> Dated | None:
    """The year as the words give it; None where they do not."""
    try:
        return base_year(target) if key == "base" else deadline(target)
    except Refusal:
        return None


def _year_range(target: Target, key: str) -> tuple[int, int]:
    """How far a year may be moved: always on its side of the other one."""
    said, other = _said_year(target, key), _said_year(target, "due" if key == "base" else "base")
    if said is None:
        return 1990, 2100
    if key == "base":
        end = other.year if other else said.year + 5
        return min(said.year, end - 10), end - 1
    start = other.year if other else said.year - 5
    return start + 1, max(said.year, start + 15)


def _recall_year(target: Target, key: str) -> int | None:
    """The year that a person assumed, or None where the source's own stands."""
    said = _said_year(target, key)
    if said is None:
        if key not in st.session_state:
            wanted = st.query_params.get(key, "")
            st.session_state[key] = (
                int(wanted) if wanted.isdecimal() and 1990 <= int(wanted) <= 2100 else None
            )
        return None if st.session_state[key] is None else int(st.session_state[key])
    address_bar.remember(key, said.year)
    low, high = _year_range(target, key)
    year = min(max(int(st.session_state[key]), low), high)
    if (
        year != st.session_state[key]
    ):  # only then: what is set here, the browser takes over from a moving hand
        st.session_state[key] = year
    return None if year == said.year else year


def _year(t: Translator, target: Target, key: str, label: str) -> None:
    """A year: the stated one until it is moved; what it rests on stands under it."""
    said, (low, high) = _said_year(target, key), _year_range(target, key)
    if said is None:
        st.number_input(label, low, high, key=key, placeholder=t("not stated"))
        st.caption(t("Nobody has stated it; what you enter is assumed."))
        address_bar.link(key, st.session_state[key], None)
        return
    if low < high:
        st.slider(label, low, high, key=key)
    year = int(st.session_state[key])
    address_bar.link(key, year, said.year)
    if year != said.year:
        st.caption(t("Assumed by you; without it: {year}.", year=said.year))
        return
    st.caption(
        {
            "stated": t("Stated by the source."),
            "derived": t("Derived: {rule}.", rule=kit.plain(said.rule)),
            "assumed": t("Assumed: the source names no base year, so the year of its publication is taken."),
        }[said.basis]
    )


def _number(t: Translator, label: str, key: str, options: list[float], default: float) -> None:
    """A slider over numbers that are written the reader's way."""
    st.select_slider(label, options, format_func=t.number, key=key)
    address_bar.link(key, st.session_state[key], default)


def _flag(label: str, key: str, meaning: str) -> None:
    st.toggle(label, key=key)
    st.caption(meaning)
    address_bar.link(key, int(st.session_state[key]), 0)


def _asks_baseline(target: Target) -> bool:
    """Whether only the end is stated, so that a starting level has to be assumed."""
    return bool(target.of_kind("target")) and not target.of_kind(
        "baseline", "multiplier", "change", "percent_change"
    )


def _recall_baseline(target: Target) -> float | None:
    """The starting level that the link assumes, if it lies within the natural limits."""
    try:
        wanted = float(st.query_params.get("from", ""))
    except ValueError:
        return None
    low, high = target.indicator.limits
    within = (low is None or wanted >= low) and (high is None or wanted <= high)
    return wanted if math.isfinite(wanted) and within else None


def _baseline(t: Translator, target: Target) -> None:
    """Ask for a baseline where none is stated."""
    low, high = target.indicator.limits
    st.number_input(
        t("Assume a starting level, {unit}", unit=t.text(target.indicator.unit.name)),
        min_value=None if low is None else float(low),
        max_value=None if high is None else float(high),
        key="from",
        placeholder=t("nobody has stated it"),
    )
    address_bar.link("from", st.session_state["from"], None)
