"""The chance under these assumptions, with draws, seed and volatility named."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from app_pages import kit
from app_pages.lab_state import Lab
from metrics.fan import QUANTILES, likelihood
from metrics.language import Translator
from metrics.questions import Question
from metrics.scenario_file import Scenario
from metrics.scenario_views import rows
from metrics.scenario_words import amount, chance_sentence, lever_name
from metrics.scenarios import simulate

MOST = 1_000_000


def show(t: Translator, state: Lab, question: Question) -> None:
    """The chance in a sentence, by closed form where there is one, and the quantiles year by year."""
    _settings(t, state)
    scenario = state.scenario
    draws, seed, levers = scenario.draws, scenario.seed, scenario.levers
    asked = (question.start, question.goal, question.years, levers)
    best = likelihood(*asked, draws=draws, seed=seed, kind=question.kind)
    st.markdown(f"#### {kit.plain(chance_sentence(t, question, best.probability))}")
    if best.method == "certain":
        st.info(
            t("Without volatility the outcome is certain: move “{lever}”.", lever=lever_name(t, "volatility"))
        )
        return
    written = t.number(draws, 0)
    if best.method == "closed form":
        drawn = likelihood(*asked, draws=draws, seed=seed, kind=question.kind, exact=False)
        st.markdown(
            t(
                "By closed form {exact}; by {draws} draws {drawn}.",
                exact=t.percent(best.probability, 2),
                draws=written,
                drawn=t.percent(drawn.probability, 2),
            )
        )
    st.dataframe(_spread(t, scenario, question), hide_index=True, width="stretch")
    st.caption(
        t(
            "{draws} draws, seed {seed}, volatility {volatility} a year. This is what the assumptions"
            " imply; it is no "
            "forecast.",
            draws=written,
            seed=seed,
            volatility=t.percent(levers.volatility, 1),
        )
    )
    kit.downloads(
        {
            t("Chance"): lambda: rows(
                question, levers, name=scenario.name or "scenario", draws=draws, seed=seed
            )
        },
        name=f"{question.target.id}-fan",
        key="lab-chance-csv",
    )


def _settings(t: Translator, state: Lab) -> None:
    def take() -> None:
        draws, seed = (st.session_state[name] for name in names)
        if draws is not None and seed is not None:
            state.change(draws=int(draws), seed=int(seed))

    scenario = state.scenario
    names = [f"lab-draws-{scenario.target}-{scenario.draws}", f"lab-seed-{scenario.target}-{scenario.seed}"]
    left, right = st.columns(2)
    left.number_input(
        t("Number of draws"),
        100,
        MOST,
        min(max(state.scenario.draws, 100), MOST),
        step=1000,
        key=names[0],
        on_change=take,
    )
    right.number_input(
        t("Seed"),
        0,
        2**31,
        state.scenario.seed,
        step=1,
        key=names[1],
        on_change=take,
        help=t("The same seed gives the same draws on any machine."),
    )


def _spread(t: Translator, scenario: Scenario, question: Question) -> pd.DataFrame:
    frame = simulate(
        question.start,
        question.years,
        kind=question.kind,
        draws=scenario.draws,
        seed=scenario.seed,
        **vars(scenario.levers),
    )
    shown = pd.DataFrame({t("Year"): [str(year) for year in frame["year"]]})
    for name, quantile in QUANTILES.items():
        title = t("{percent} of draws lie below", percent=t.percent(quantile, 0))
        shown[title] = [amount(t, question, float(value)) for value in frame[name]]
    return shown
