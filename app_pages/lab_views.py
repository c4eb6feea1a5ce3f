"""The views under the lab's chart: what each lever would have to be, iso-lines, sensitivity, chance, the table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from app_pages import kit
from app_pages.components.lab_chart import label
from app_pages.lab_state import Lab
from metrics.charts.lab import figure_points, iso_figure, tornado_figure
from metrics.errors import Refusal
from metrics.fan import MOST_DRAWS, likelihood
from metrics.language import Translator, key
from metrics.levers import RATES, STARTS, Levers
from metrics.presets import needed, ranges
from metrics.questions import Question
from metrics.scenario_views import iso_frame, iso_lines, rows, sensitivity
from metrics.scenario_words import amount, points
from metrics.scenarios import SOLVABLE, final_value, simulate

NEEDED = {
    "member_growth": key("To reach {goal} by {year}, members would have to grow by {value} a year, all else as above."),
    "rest_growth": key("To reach {goal} by {year}, the rest could grow by no more than {value} a year, all else as above."),
    "admission": key("To reach {goal} by {year}, {value} of the rest would have to be admitted a year, all else as above."),
}
NEEDED_ELSE = key("To reach {goal} by {year}, the lever “{lever}” would have to stand at {value}, all else as above.")
NO_VALUE = key("No value of “{lever}” reaches {goal} by {year}: with the other levers as they are it leads from {low} to {high}.")


def written(t: Translator, lever: str, value: float) -> str:
    """A lever's value the reader's way: per cent, a year, years."""
    if lever in (*RATES, "volatility"):
        return t.percent(value, 2)
    return t.number(value, 2) if lever != "ramp_shape" and lever not in STARTS else t.number(value, 2).replace("\u00a0", "")


def say(t: Translator, refusal: Refusal, question: Question) -> str:
    """A refusal with the lever's name and amounts as the page writes them."""
    lever = str(refusal.values.get("lever", ""))
    name = label(t, lever, question.kind)
    if "low" in refusal.values and "goal" in refusal.values:
        low, high = (amount(t, question, float(str(refusal.values[end]))) for end in ("low", "high"))
        goal = amount(t, question, float(str(refusal.values["goal"])))
        return t(NO_VALUE, lever=name, goal=goal, year=question.last_year, low=low, high=high)
    return t(refusal.template, **{**refusal.values, "lever": name})


def solve(t: Translator, state: Lab, question: Question) -> None:
    """The value that each lever alone would need; one click sets it."""
    levers = state.scenario.levers
    offered = [name for name in SOLVABLE if name in ranges(question)]
    rows_, can = [], {}
    for name in offered:
        try:
            found = needed(name, question, levers)
            can[name] = found
            needs = written(t, name, getattr(found, name))
            why = ""
        except Refusal as refusal:
            needs, why = "—", say(t, refusal, question)
        now = levers.start_of(name) if name in STARTS else getattr(levers, name)
        rows_.append({t("Lever"): label(t, name, question.kind), t("Now"): written(t, name, now),
                      t("Needed"): needs, t("Why not"): why})
    goal = amount(t, question, question.goal)
    if not can:
        st.info(t("No lever alone reaches {goal} by {year}: move two of them.", goal=goal, year=question.last_year))
    else:
        left, right = st.columns([3, 1], vertical_alignment="bottom")
        chosen = left.selectbox(t("Lever to solve for"), list(can), format_func=lambda n: label(t, n, question.kind), key="lab-solve")
        values = {"goal": goal, "year": question.last_year, "value": written(t, chosen, getattr(can[chosen], chosen))}
        sentence = t(NEEDED.get(chosen, NEEDED_ELSE), **values, lever=label(t, chosen, question.kind))
        st.markdown(f"#### {kit.plain(sentence)}")
        if right.button(t("Set it so"), key="lab-solve-set", width="stretch"):
            state.change(levers=can[chosen])
            st.rerun(scope="fragment")
    frame = pd.DataFrame(rows_)
    st.dataframe(frame, hide_index=True, width="stretch")
    st.caption(t("Each line moves one lever and holds the others. A start is the latest, a ramp the longest that will do."))
    kit.downloads({t("What each lever would have to be"): frame}, name=f"{question.target.id}-levers", key="lab-solve-csv")


def iso(t: Translator, state: Lab, question: Question) -> None:
    """All pairs of growth gap and admission that reach the goals in the years picked."""
    if question.kind != "share":
        st.info(t("Iso-lines weigh growth against admission, and a level has no admission."))
        return
    levers = state.scenario.levers
    goals, years = _picked(t, question)
    if not goals or not years:
        st.info(t("Pick at least one goal and one year."))
        return
    lines = iso_lines(question, levers, goals, years, most=max(ranges(question)["admission"][1], levers.admission))
    st.markdown(f"#### {kit.plain(iso_sentence(t, question, levers))}")
    event = kit.chart(
        iso_figure(t, question, lines, levers), key=f"lab-iso-{state.seq}", name=f"{question.target.id}-iso",
        alt=iso_sentence(t, question, levers), on_select="rerun",
    )
    st.caption(t("Each line holds all pairs that reach its goal. Click a point of a line to load it as the scenario."))
    clicked = figure_points(event)
    if clicked is not None:
        gap, admission = clicked
        growth = (1 + gap) * (1 + levers.rest_growth) - 1
        state.change(levers=levers.changed(member_growth=growth, admission=admission))
        st.rerun(scope="fragment")
    kit.downloads({t("Growth or admission"): lambda: iso_frame(question, lines, levers)}, name=f"{question.target.id}-iso", key="lab-iso-csv")


def _picked(t: Translator, question: Question) -> tuple[list[float], list[int]]:
    left, right = st.columns(2)
    offered = sorted({round(question.shown(g), 6) for g in [*question.goals().values(), question.goal]} | _around(question))
    present = sorted({round(question.shown(g), 6) for g in [question.goal, *question.goals().values()]})
    chosen = left.multiselect(
        t("Goals"), offered, default=present, format_func=lambda g: amount(t, question, question.modelled(g)),
        key=f"lab-iso-goals-{question.target.id}", placeholder=t("Pick goals"),
    )
    years = list(range(question.first_year + 1, question.last_year + 6))
    picked = right.multiselect(
        t("Years"), years, default=[question.last_year], key=f"lab-iso-years-{question.target.id}", placeholder=t("Pick years"),
        format_func=str,
    )
    return [question.modelled(g) for g in chosen], picked


def _around(question: Question) -> set[float]:
    """Round levels between the baseline and somewhat beyond the goal."""
    low, high = question.limits
    step = (high - low) / 20
    return {round(low + step * n, 6) for n in range(1, 20) if question.start < n / 20 < question.goal + 0.15}


def iso_sentence(t: Translator, question: Question, levers: Levers) -> str:
    """What growth alone or admission alone would have to be."""
    values = {}
    for lever in ("member_growth", "admission"):
        alone = levers.changed(member_growth=levers.rest_growth, admission=0.0)
        try:
            found = getattr(needed(lever, question, alone), lever)
        except Refusal:
            return t("The lines show which pairs of growth and admission reach the goal.")
        values[lever] = (1 + found) / (1 + levers.rest_growth) - 1 if lever == "member_growth" else found
    return t(
        "To reach {goal} by {year}, members must outgrow the rest by {growth} a year, or {admission} of the rest must be "
        "admitted a year, or something between.",
        goal=amount(t, question, question.goal), year=question.last_year,
        growth=t.percent(values["member_growth"], 1), admission=t.percent(values["admission"], 1),
    )


def moves(t: Translator, state: Lab, question: Question) -> None:
    """By how much each lever moves the end."""
    by = st.select_slider(
        t("Rates move by, percentage points"), [0.1, 0.5, 1.0, 2.0, 5.0], value=1.0, format_func=lambda x: t.number(x), key="lab-moves-by"
    )
    found = sensitivity(question, state.scenario.levers, by / 100)
    if found.empty:
        st.info(t("With these levers nothing moves the end."))
        return
    years = t.plural("{n} year", "{n} years", 1)
    names = {
        lever: f"{label(t, lever, question.kind)} ± " + (t("{n} pp", n=t.number(by)) if lever in RATES else years)
        for lever in found["lever"]
    }
    top = found.iloc[0]
    sentence = t(
        "“{lever}” moves {year} most: {step} change it by {effect}.",
        lever=label(t, top["lever"], question.kind), year=question.last_year,
        step=t("{n} pp", n=t.number(by)) if top["lever"] in RATES else years,
        effect=_effect(t, question, float(top["size"])),
    )
    st.markdown(f"#### {kit.plain(sentence)}")
    kit.chart(tornado_figure(t, question, found, names), key="lab-moves", name=f"{question.target.id}-tornado", alt=sentence)
    kit.downloads({t("What moves {year} most", year=question.last_year): found}, name=f"{question.target.id}-tornado", key="lab-moves-csv")


def _effect(t: Translator, question: Question, size: float) -> str:
    if question.kind == "share":
        return t("{n} pp", n=t.number(size, 1))
    return f"{t.number(size)}\u00a0{t.text(question.unit.name)}"


def chance(t: Translator, state: Lab, question: Question) -> None:
    """How often the goal is reached when growth strays, with draws, seed and volatility named."""
    scenario = state.scenario
    left, right = st.columns(2)
    draws = left.number_input(t("Number of draws"), 100, MOST_DRAWS // 10, scenario.draws, step=1000, key=f"lab-draws-{state.seq}")
    seed = right.number_input(t("Seed"), 0, 2**31, scenario.seed, step=1, key=f"lab-seed-{state.seq}")
    if (draws, seed) != (scenario.draws, scenario.seed):
        state.change(draws=int(draws), seed=int(seed))
        st.rerun(scope="fragment")
    held = (question.start, question.goal, question.years, scenario.levers)
    drawn = likelihood(*held, draws=scenario.draws, seed=scenario.seed, kind=question.kind, exact=False)
    best = likelihood(*held, draws=scenario.draws, seed=scenario.seed, kind=question.kind)
    st.markdown(f"#### {kit.plain(chance_sentence(t, question, best.probability, scenario))}")
    if best.method == "certain":
        st.info(t("Without volatility the outcome is certain: move the lever “{lever}”.", lever=label(t, "volatility")))
        return
    if best.method == "closed form":
        st.markdown(t("Closed form: {exact}; of {draws} draws: {drawn}.", exact=t.percent(best.probability, 2),
                      draws=t.number(scenario.draws, 0), drawn=t.percent(drawn.probability, 2)))
    st.caption(t("{draws} draws, seed {seed}, volatility {volatility} a year. Under these assumptions; no forecast.",
                 draws=t.number(scenario.draws, 0), seed=scenario.seed, volatility=t.percent(scenario.levers.volatility, 1)))
    spread = _spread(t, state, question)
    st.dataframe(spread, hide_index=True, width="stretch")
    kit.downloads({t("Chance"): lambda: rows(question, scenario.levers, name=scenario.name or "scenario", draws=scenario.draws, seed=scenario.seed)},
                  name=f"{question.target.id}-fan", key="lab-chance-csv")


def chance_sentence(t: Translator, question: Question, probability: float, scenario: object) -> str:
    """The chance in a sentence; near the ends in words, because draws cannot show them."""
    chance_ = t("less than 0.1 %") if probability < 0.001 else t("more than 99.9 %") if probability > 0.999 else t.percent(probability, 1)
    return t("Under these assumptions the chance to reach {goal} by {year} is {chance}.",
             goal=amount(t, question, question.goal), year=question.last_year, chance=chance_)


def _spread(t: Translator, state: Lab, question: Question) -> pd.DataFrame:
    scenario = state.scenario
    frame = simulate(question.start, question.years, kind=question.kind, draws=scenario.draws, seed=scenario.seed, **vars(scenario.levers))
    shown = pd.DataFrame({t("Year"): [str(year) for year in frame["year"]]})
    for name, title in (("p05", "5 %"), ("p25", "25 %"), ("p50", "50 %"), ("p75", "75 %"), ("p95", "95 %")):
        shown[title] = [amount(t, question, float(value)) for value in frame[name]]
    return shown


def numbers(t: Translator, state: Lab, question: Question) -> None:
    """The scenario year by year, in points and, if the size of industry is given, in roubles."""
    scenario = state.scenario
    frame = simulate(question.start, question.years, kind=question.kind, size=scenario.size if question.kind == "share" else None, **vars(scenario.levers))
    shown = pd.DataFrame({t("Year"): [str(year) for year in frame["year"]]})
    shown[t.text(question.target.indicator.name)] = [amount(t, question, value) for value in frame[question.kind]]
    if question.kind == "share":
        shown[t("by growth, points")] = [points(t, question, value) for value in frame["organic"]]
        shown[t("by admission, points")] = [points(t, question, value) for value in frame["admitted"]]
    if "members" in frame:
        shown[t("Clusters, bn RUB")] = [t.number(value, 1) for value in frame["members"]]
        shown[t("The rest, bn RUB")] = [t.number(value, 1) for value in frame["rest"]]
        end = frame.iloc[-1]
        missing = question.goal * (end["members"] + end["rest"]) - end["members"]
        sentence = (
            t("In {year} clusters make {members} bn RUB; to {goal} {missing} bn RUB are missing.", year=question.last_year,
              members=t.number(end["members"], 0), goal=amount(t, question, question.goal), missing=t.number(missing, 0))
            if missing > 1e-9 * end["members"]
            else t("In {year} clusters make {members} bn RUB; the goal is reached.", year=question.last_year, members=t.number(end["members"], 0))
        )
        st.markdown(f"#### {kit.plain(sentence)}")
    elif question.kind == "share":
        st.caption(t("Give the size of industry above to see the scenario in roubles."))
    st.dataframe(shown, hide_index=True, width="stretch")
    kit.downloads(
        {t("The scenario as one table"): lambda: rows(question, scenario.levers, name=scenario.name or "scenario", draws=scenario.draws, seed=scenario.seed)},
        name=f"{question.target.id}-scenario", key="lab-table-csv",
    )


def end_of(question: Question, levers: Levers) -> float:
    """Where a scenario ends, on the model's scale."""
    return final_value(question.start, question.years, levers, question.kind)
