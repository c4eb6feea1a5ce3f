"""Commands about scenarios: what follows from the levers, and which value of a lever would be needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from metrics.catalogue import load
from metrics.cli.output import show
from metrics.language import translator
from metrics.levers import Levers
from metrics.presets import PRESETS, needed, preset
from metrics.questions import GOALS, Question
from metrics.scenario_file import Scenario
from metrics.scenario_views import rows
from metrics.scenario_words import needed_sentence, sentence
from metrics.scenarios import SOLVABLE, checked

if TYPE_CHECKING:
    import argparse

HELP = {
    "member_growth": "growth of cluster members a year, a fraction (of the level, where it is no share)",
    "rest_growth": "growth of the rest of industry a year, a fraction",
    "admission": "part of the rest admitted a year, a fraction",
    "member_start": "year in which members' growth starts",
    "rest_start": "year in which the rest's growth starts",
    "admission_start": "year in which admission starts",
    "member_ramp": "years until members' growth is at full strength",
    "rest_ramp": "years until the rest's growth is at full strength",
    "admission_ramp": "years until admission is at full strength",
    "ramp_shape": "1 straight, above 1 slow at first, below 1 fast at first",
    "volatility": "standard deviation of growth a year, a fraction",
}


def add_commands(subparsers: Any) -> None:
    """Add `scenario` and `solve`."""
    scenario = subparsers.add_parser("scenario", help="print a scenario of a target as the one table")
    scenario.add_argument(
        "--preset", choices=tuple(PRESETS), help="levers to start from (default: all at rest)"
    )
    scenario.add_argument("--draws", type=int, default=0, help="draw as many paths for a 5–95 % band")
    scenario.add_argument("--seed", type=int, default=0, help="seed of the draws")
    scenario.add_argument("--say", action="store_true", help="print the sentence in place of the table")
    scenario.set_defaults(run=_scenario)
    solve = subparsers.add_parser("solve", help="find the value of a lever that reaches the goal")
    solve.add_argument("lever", choices=SOLVABLE, metavar="lever", help=", ".join(SOLVABLE))
    solve.add_argument("--say", action="store_true", help="print the sentence in place of the table")
    solve.set_defaults(run=_solve)
    for command in (scenario, solve):
        command.add_argument("target", help="id of the target")
        for name, meaning in HELP.items():
            command.add_argument(f"--{name.replace('_', '-')}", type=float, help=meaning)
        command.add_argument("--baseline", type=float, help="starting level to assume")
        command.add_argument("--base-year", type=int, help="base year to assume")
        command.add_argument("--deadline", type=int, help="deadline to assume")
        command.add_argument(
            "--goal", type=_goal, default="stated", help=f"{', '.join(GOALS)} or a number (default: stated)"
        )
        command.add_argument(
            "--data", default=None, help="folder of the catalogue (default: the one that ships)"
        )


def _goal(text: str) -> str | float:
    return text if text in GOALS else float(text)


def _question(arguments: argparse.Namespace) -> Question:
    asked = Scenario(
        arguments.target,
        Levers(),
        baseline=arguments.baseline,
        base_year=arguments.base_year,
        deadline=arguments.deadline,
        goal=arguments.goal,
    )
    return asked.question(load(arguments.data).targets)


def _levers(arguments: argparse.Namespace, question: Question) -> Levers:
    """The preset's levers, if one is named, with those that are given in their place."""
    given = {name: vars(arguments)[name] for name in HELP if vars(arguments)[name] is not None}
    start = Levers(first_year=question.first_year)
    name = vars(arguments).get("preset")
    levers = (preset(name, question, start.changed(**given)) if name else start).changed(**given)
    return checked(question.start, question.years, levers, question.kind)


def _scenario(arguments: argparse.Namespace) -> None:
    question = _question(arguments)
    levers = _levers(arguments, question)
    if arguments.say:
        print(sentence(translator(arguments.lang), question, levers))
        return
    show(
        rows(question, levers, draws=arguments.draws, seed=arguments.seed),
        arguments.format,
        lang=arguments.lang,
    )


def _solve(arguments: argparse.Namespace) -> None:
    question = _question(arguments)
    found = needed(arguments.lever, question, _levers(arguments, question))
    if arguments.say:
        print(needed_sentence(translator(arguments.lang), question, arguments.lever, found))
        return
    line = {
        "target": question.target.id,
        "lever": arguments.lever,
        "value": getattr(found, arguments.lever),
        "goal": question.shown(question.goal),
        "unit": question.unit.id,
        "year": question.last_year,
    }
    show(pd.DataFrame([line]), arguments.format, lang=arguments.lang)
