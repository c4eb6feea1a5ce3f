"""The assumptions on a target's page: each says in one line what it assumes, one button takes all back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from app_pages import kit
from metrics.anchors import Anchors, base_year, deadline
from metrics.catalogue import Catalogue
from metrics.errors import Refusal
from metrics.language import Translator
from metrics.model import Target
from metrics.scales import SCALE_NAMES, suited
from metrics.wording import SCALE_MEANS, SCALES

KEYS = ("scale", "shape", "base", "due", "loose", "freq", "from", "exact", "way", "claim")
SHAPES = [tenths / 10 for tenths in range(3, 31)]
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
    for key in KEYS:
        st.session_state.pop(key, None)
        st.query_params.pop(key, None)


def scale_name(t: Translator, name: str) -> str:
    """A scale's plain name with the field's term."""
    return t(SCALES[name])


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


def show(target: Target, catalogue: Catalogue) -> Levers:
    """Draw the levers and read them."""
    t = kit.t()
    low, high = target.indicator.limits
    is_path_of_level = bool(target.of_kind("target", "baseline"))
    possible = [
        name for name in SCALE_NAMES if name != "logit" or (target.indicator.is_share and is_path_of_level)
    ]
    default_scale = suited(low, high)
    if default_scale not in possible or not is_path_of_level:
        default_scale = "linear" if target.of_kind("change") else "log"
    scale = kit.choice(
        t("Shape of the way"),
        {name: t(SCALES[name]) for name in possible},
        key="scale",
        default=default_scale,
    )
    st.caption(t(SCALE_MEANS[scale]))
    one, two = st.columns(2)
    with one:
        base = _year(t, target, "base", t("Base year"))
        shape = _number(t, t("Early or late"), "shape", SHAPES, 1.0)
        st.caption(t("1: steady; below 1: most of the way early; above 1: most of it late."))
        loose = _number(t, t("How loosely “almost” and “about” are read"), "loose", LOOSENESS, 1.0)
        st.caption(
            t("1: round numbers are read coarsely (almost 40: from 35); 0: to the last digit written.")
        )
    with two:
        due = _year(t, target, "due", t("Deadline"))
        freq = kit.choice(
            t("Period"), {"Y": t("year"), "Q": t("quarter"), "M": t("month")}, key="freq", default="Y"
        )
        st.caption(t("A year stands for its end."))
        rounded = not _flag(
            t("Take exact numbers as exact"), "exact", t("Off: 12 may be anything from 11.5 to 12.5.")
        )
        others = [s for s in catalogue.siblings(target) if s.of_kind("target")]
        through = bool(others) and _flag(
            t("Pass through other promises"), "way", t("Other promises on this indicator become milestones.")
        )
    baseline = _baseline(t, target)
    st.button(t("Back to what the source says"), on_click=forget, icon=":material/undo:")
    return Levers(scale, shape, freq, baseline, base, due, loose, rounded, through)


def _year(t: Translator, target: Target, key: str, label: str) -> int | None:
    """A year: the stated one until it is moved; what it rests on stands under it."""
    try:
        said = base_year(target) if key == "base" else deadline(target)
    except Refusal as refusal:
        year = st.number_input(label, 1990, 2100, None, key=key, placeholder=t("not stated"))
        st.caption(t.refusal(refusal))
        return None if year is None else int(year)
    kit.remember(key, said.year)
    try:
        other = deadline(target).year if key == "base" else base_year(target).year
    except Refusal:
        other = said.year + 5 if key == "base" else said.year - 5
    low, high = (
        (min(said.year, other - 10), other - 1) if key == "base" else (other + 1, max(said.year, other + 15))
    )
    st.session_state[key] = min(max(int(st.session_state[key]), low), high)
    year = st.slider(label, low, high, key=key) if low < high else said.year
    kit.link(key, year, said.year)
    if year != said.year:
        st.caption(t("Assumed by you; without it: {year}.", year=said.year))
        return int(year)
    st.caption(
        {
            "stated": t("Stated by the source."),
            "derived": t("Derived: {rule}.", rule=kit.plain(said.rule)),
            "assumed": t("Assumed: the source names no base year, so the year of its publication is taken."),
        }[said.basis]
    )
    return None


def _number(t: Translator, label: str, key: str, options: list[float], default: float) -> float:
    """A slider over numbers that are written the reader's way."""
    kit.remember(key, default, options)
    value = float(st.select_slider(label, options, format_func=t.number, key=key))
    kit.link(key, value, default)
    return value


def _flag(label: str, key: str, meaning: str) -> bool:
    kit.remember(key, 0)
    st.session_state[key] = bool(st.session_state[key])
    value = st.toggle(label, key=key)
    st.caption(meaning)
    kit.link(key, int(value), 0)
    return value


def _baseline(t: Translator, target: Target) -> float | None:
    """Ask for a baseline where none is stated."""
    if target.of_kind("baseline") or not target.of_kind("target"):
        return None
    if target.of_kind("multiplier", "change", "percent_change"):
        return None
    if "from" not in st.session_state and "from" in st.query_params:
        try:
            st.session_state["from"] = float(st.query_params["from"])
        except ValueError:
            st.query_params.pop("from")
    low, high = target.indicator.limits
    value = st.number_input(
        t("Assume a starting level, {unit}", unit=t.text(target.indicator.unit.name)),
        min_value=None if low is None else float(low),
        max_value=None if high is None else float(high),
        value=None,
        key="from",
        placeholder=t("nobody has stated it"),
    )
    kit.link("from", value, None)
    return value
