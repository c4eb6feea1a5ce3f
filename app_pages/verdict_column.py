"""The verdict of each target on the page of all targets: a column, a filter, and how many there are of
each.
"""

from __future__ import annotations

import pandas as pd
import streamlit as st

from app_pages import address_bar, kit
from app_pages.progress_part import UPLOADED, own_observations
from metrics.judgement import WORDS
from metrics.language import Translator
from metrics.overview import Line
from metrics.standing import Overview, verdict_overview


def words_of(lines: list[Line]) -> list[Overview]:
    """What the catalogue's observations say of each target."""
    catalogue = kit.catalogue()
    return [verdict_overview(line.target, catalogue.observed(line.target), line.found) for line in lines]


def said(t: Translator, found: Overview, *, own: bool = False) -> str:
    """The word of a target, with a sign where methods disagree or the data are the person's own."""
    text = t(found.word)
    if not found.agree:
        text = t("{word} (methods disagree)", word=text)
    return t("{word}, by your data", word=text) if own else text


def with_own(frame: pd.DataFrame) -> pd.DataFrame:
    """The table with the verdicts of what the person brought in this session; columns id, word and
    verdict.
    """
    brought = st.session_state.get(UPLOADED, {})
    targets = kit.catalogue().targets
    mine = [name for name in frame["id"] if name in brought and name in targets]
    if not mine:
        return frame
    frame = frame.copy()
    for name in mine:
        found = verdict_overview(targets[name], own_observations(targets[name]))
        frame.loc[frame["id"] == name, ["word", "verdict"]] = [found.word, said(kit.t(), found, own=True)]
    return frame


def pick_word(frame: pd.DataFrame) -> str:
    """Let one of the words that occur be chosen; empty for all."""
    t = kit.t()
    occurring = set(frame["word"])
    options = {"": t("all verdicts")} | {word: t(word) for word in WORDS if word in occurring}
    address_bar.remember("verdict", "", options)
    chosen = st.selectbox(
        t("Verdict"), list(options), format_func=options.__getitem__, key="verdict", width=220
    )
    address_bar.link("verdict", chosen, "")
    return chosen


def counts(frame: pd.DataFrame) -> str:
    """How many targets there are of each word, in the order of the words."""
    t = kit.t()
    number = frame["word"].value_counts()
    return ", ".join(f"{t(word)}: {number[word]}" for word in WORDS if word in number)
