"""Sensitivity: which lever moves the end most, by how much for a stated change."""

from __future__ import annotations

import streamlit as st

from app_pages import kit
from app_pages.lab_state import Lab
from metrics.charts.lab import tornado_figure
from metrics.language import Translator
from metrics.levers import RATES
from metrics.questions import Question
from metrics.scenario_views import moves_frame, sensitivity
from metrics.scenario_words import lever_name, moves_sentence

STEPS = (0.1, 0.5, 1.0, 2.0, 5.0)


def show(t: Translator, state: Lab, question: Question) -> None:
    """A bar for each lever, down and up, the largest on top."""
    by = st.select_slider(
        t("Rates move by, percentage points"), STEPS, value=1.0, format_func=t.number, key="lab-moves-by"
    )
    levers = state.scenario.levers
    found = sensitivity(question, levers, by / 100)
    if found.empty:
        st.info(t("With these levers nothing moves the end."))
        return
    names = {lever: _with_step(t, question, lever, by) for lever in found["lever"]}
    top = found.iloc[0]
    step = by if top["lever"] in RATES else 1
    sentence = moves_sentence(t, question, top["lever"], step, float(top["size"]))
    st.markdown(f"#### {kit.plain(sentence)}")
    kit.chart(
        tornado_figure(t, question, found, names),
        key="lab-moves",
        name=f"{question.target.id}-tornado",
        alt=sentence,
    )
    kit.downloads(
        {t("What moves {year} most", year=question.last_year): lambda: moves_frame(question, levers, found)},
        name=f"{question.target.id}-tornado",
        key="lab-moves-csv",
    )


def _with_step(t: Translator, question: Question, lever: str, by: float) -> str:
    """A lever's name with the change it is given: ± 1 pp, ± 1 year."""
    step = t("{n} pp", n=t.number(by)) if lever in RATES else t.plural("{n} year", "{n} years", 1)
    return f"{lever_name(t, lever, question.kind)}, ± {step}"
