"""The scenario year by year, in points and, if the size of industry is given, in roubles."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from app_pages import kit
from app_pages.lab_state import Lab
from metrics.charts.lab import money_figure
from metrics.language import Translator
from metrics.questions import Question
from metrics.scenario_views import rows
from metrics.scenario_words import amount, money_sentence, points
from metrics.scenarios import simulate


def show(t: Translator, state: Lab, question: Question) -> None:
    """The table as a person reads it; the file is the one table."""
    scenario = state.scenario
    share = question.kind == "share"
    size = scenario.size if share else None
    frame = simulate(question.start, question.years, kind=question.kind, size=size, **vars(scenario.levers))
    if size is not None:
        _money(t, question, frame)
    elif share:
        st.caption(t("Give the size of industry above to see the scenario in roubles."))
    shown = _table(t, question, frame)
    st.dataframe(shown, hide_index=True, width="stretch")
    kit.downloads(
        {
            t("The scenario as one table"): lambda: rows(
                question,
                scenario.levers,
                name=scenario.name or "scenario",
                draws=scenario.draws,
                seed=scenario.seed,
            ),
            t("Year by year, as shown"): shown,
        },
        name=f"{question.target.id}-scenario",
        key="lab-table-csv",
    )


def _money(t: Translator, question: Question, frame: pd.DataFrame) -> None:
    end = frame.iloc[-1]
    sentence = money_sentence(
        t, question, end["members"], end["members"] + end["rest"], frame["members"].iloc[0]
    )
    st.markdown(f"#### {kit.plain(sentence)}")
    kit.chart(
        money_figure(t, question, frame), key="lab-money", name=f"{question.target.id}-roubles", alt=sentence
    )


def _table(t: Translator, question: Question, frame: pd.DataFrame) -> pd.DataFrame:
    shown = pd.DataFrame({t("Year"): [str(year) for year in frame["year"]]})
    shown[t("Share") if question.kind == "share" else t("Level")] = [
        amount(t, question, v) for v in frame[question.kind]
    ]
    if question.kind == "share":
        shown[t("by growth, points")] = [points(t, question, v) for v in frame["organic"]]
        shown[t("by admission, points")] = [points(t, question, v) for v in frame["admitted"]]
    money = {
        "members": t("Clusters, bn RUB"),
        "grown": t("by growth, bn RUB"),
        "joined": t("by admission, bn RUB"),
        "rest": t("The rest, bn RUB"),
    }
    for name, title in money.items():
        if name in frame:
            shown[title] = [t.number(v, 1) for v in frame[name]]
    return shown
