"""Commands about what is observed: hold it against a target, read a series from a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from metrics.catalogue import load
from metrics.cli.output import show
from metrics.cli.targets import NO_TARGET
from metrics.errors import Refusal
from metrics.language import Translator, key, translator
from metrics.own_series import fitted
from metrics.progress_sentences import agreement_sentence, chance_sentence, say
from metrics.series_file import Fault, SeriesFile, catalogue_entry, read_series
from metrics.standing import observed_series, series_by_period, standing

if TYPE_CHECKING:
    import argparse

    from metrics.model import Target

FAULTY = key("The file cannot be used; {n} places have to be put right.")


def add_commands(subparsers: Any) -> None:
    """Add `progress` and `series`."""
    progress = subparsers.add_parser("progress", help="hold what is observed against a target")
    progress.add_argument("target", help="id of the target")
    progress.add_argument("--series", type=Path, metavar="FILE", help="a CSV or XLSX file of your own")
    progress.set_defaults(run=_progress)
    series = subparsers.add_parser("series", help="read an observed series from a CSV or XLSX file")
    series.add_argument("file", type=Path, help="the file")
    series.add_argument("--entry", metavar="TARGET", help="print it as an entry for data/observations.yaml")
    series.set_defaults(run=_series)
    for command in (progress, series):
        command.add_argument("--decimal", choices=(",", "."), help="decimal sign, if the file leaves it open")
        command.add_argument("--data", help="folder of the catalogue (default: the one that ships)")


def _progress(arguments: argparse.Namespace) -> None:
    t = translator(arguments.lang)
    catalogue = load(arguments.data)
    target = _target(catalogue.targets, arguments.target)
    if arguments.series is None:
        series = observed_series(catalogue.observed(target))
    else:
        read = fitted(_read(arguments.series, arguments.decimal), target.indicator, catalogue.units.values())
        _refuse_faulty(t, read)
        series = series_by_period({point.period: point.value for point in read.points})
    stands = standing(target, series)
    if stands.refusal is not None:
        raise stands.refusal
    rows = [
        {
            "method": name,
            "verdict": t(verdict.word),
            "status": verdict.status,
            "value": verdict.value,
            "score": verdict.score,
            "why": t(verdict.template, **verdict.values),
            "formula": say(t, verdict.formula),
            "beware": " ".join(say(t, warning) for warning in verdict.warnings),
        }
        for name, verdict in stands.verdicts.items()
    ]
    columns = ["method", "verdict", "status", "value", "score", "why", "formula", "beware"]
    if arguments.format == "table":  # what fits a screen; the files hold everything
        columns = ["method", "verdict", "value", "why"]
    show(pd.DataFrame(rows, columns=columns), arguments.format, lang=arguments.lang)
    if arguments.format == "table":
        print(agreement_sentence(t, stands))
        print(chance_sentence(t, stands) if stands.chances else t("Nothing has been observed yet."))


def _series(arguments: argparse.Namespace) -> None:
    t = translator(arguments.lang)
    read = _read(arguments.file, arguments.decimal)
    if arguments.entry is None:
        for note in read.notes:
            print(say(t, note), file=sys.stderr)
        _refuse_faulty(t, read)
        show(read.frame(), arguments.format, lang=arguments.lang)
        return
    catalogue = load(arguments.data)
    target = _target(catalogue.targets, arguments.entry)
    read = fitted(read, target.indicator, catalogue.units.values())
    _refuse_faulty(t, read)
    name = f"{target.indicator.id}-own"
    sys.stdout.write(
        catalogue_entry(read.points, name=name, indicator=target.indicator.id, geography=target.geography)
    )


def _read(file: Path, mark: Any) -> SeriesFile:
    try:
        return read_series(file.read_bytes(), mark=mark)
    except OSError as error:
        why = error.strerror or ""
        raise Refusal("The file {file} cannot be read: {why}.", file=str(file), why=why) from None


def _refuse_faulty(t: Translator, read: SeriesFile) -> None:
    for fault in read.faults:
        print(_line(t, fault), file=sys.stderr)
    if not read.is_sound:
        raise Refusal(FAULTY, n=len(read.faults))


def _line(t: Translator, fault: Fault) -> str:
    said = say(t, fault.sentence)
    return f"{fault.line}{fault.column}: {said}" if fault.line else said


def _target(targets: dict[str, Target], name: str) -> Target:
    if name not in targets:
        raise Refusal(NO_TARGET, target=name)
    return targets[name]
