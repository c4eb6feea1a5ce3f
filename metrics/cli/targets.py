"""Commands about targets: list them, draw a path, reconcile the claims, validate the catalogue, place
a quote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from metrics.catalogue import Catalogue, load
from metrics.cli.output import show
from metrics.errors import Refusal
from metrics.language import key, translator
from metrics.overview import MISSING, overview
from metrics.pathways import pathway
from metrics.quotes import select
from metrics.reconciliation import reconcile
from metrics.scales import SCALE_NAMES
from metrics.sentences import promise, reads_as
from metrics.tensions import find_tensions
from metrics.wording import VERDICTS, claim_amount, interval, pace

if TYPE_CHECKING:
    import argparse

    from metrics.model import Target

NO_TARGET = key("There is no target “{target}”; `python -m metrics targets` lists them all.")
NO_SOURCE = key("There is no source “{source}” in the catalogue.")


def add_commands(subparsers: Any) -> None:
    """Add `targets`, `path`, `reconcile`, `tensions`, `validate` and `quote`."""
    listing = subparsers.add_parser("targets", help="list the targets")
    listing.set_defaults(run=_targets)
    path = subparsers.add_parser("path", help="print a target's path as the one table")
    path.add_argument("target", help="id of the target")
    path.add_argument("--scale", choices=SCALE_NAMES, default=None, help="default: the one that suits it")
    path.add_argument("--shape", type=float, default=1.0, help="1 steady, below 1 early, above 1 late")
    path.add_argument("--freq", choices=("Y", "Q", "M"), default="Y", help="period length")
    path.add_argument("--baseline", type=float, help="starting level to assume")
    path.add_argument("--base-year", type=int, help="base year to assume")
    path.add_argument("--deadline", type=int, help="deadline to assume")
    path.add_argument("--looseness", type=float, default=1.0, help="how loosely almost and about are read")
    path.set_defaults(run=_path)
    check = subparsers.add_parser("reconcile", help="hold a target's claims against each other")
    check.add_argument("target", help="id of the target")
    check.add_argument("--looseness", type=float, default=1.0, help="how loosely almost and about are read")
    check.add_argument("--exact", action="store_true", help="take exact numbers as exactly these")
    check.set_defaults(run=_reconcile)
    tense = subparsers.add_parser("tensions", help="statements that do not sit well together")
    tense.set_defaults(run=_tensions)
    validate = subparsers.add_parser(
        "validate", help="check a catalogue; ends with 1 if an entry is unusable"
    )
    validate.set_defaults(run=_validate)
    quote = subparsers.add_parser("quote", help="print a quote's entry with its selectors, for data/quotes/")
    quote.add_argument("source", help="id of the source")
    quote.add_argument("exact", help="the words, exactly as they stand there")
    quote.add_argument("--id", default="new-quote", help="id of the new entry")
    quote.add_argument("--occurrence", type=int, default=1, help="which one, if the words stand there often")
    quote.set_defaults(run=_quote)
    for command in (listing, path, check, tense, validate, quote):
        command.add_argument(
            "--data", default=None, help="folder of the catalogue (default: the one that ships)"
        )


def _find(catalogue: Catalogue, name: str) -> Target:
    if name not in catalogue.targets:
        raise Refusal(NO_TARGET, target=name)
    return catalogue.targets[name]


def _targets(arguments: argparse.Namespace) -> None:
    t = translator(arguments.lang)
    rows = [
        {
            "id": line.target.id,
            "indicator": t.text(line.target.title),
            "promise": promise(t, line.target),
            "due": str(line.due or ""),
            "pace": pace(t, line.pace, line.scale, line.found.unit)
            if line.found and line.scale and line.pace is not None
            else "",
            "missing": "; ".join(t(MISSING[name]) for name in line.missing),
        }
        for line in overview(load(arguments.data))
    ]
    show(pd.DataFrame(rows), arguments.format, lang=arguments.lang)


def _path(arguments: argparse.Namespace) -> None:
    target = _find(load(arguments.data), arguments.target)
    assumed = {
        "baseline": arguments.baseline,
        "base_year": arguments.base_year,
        "deadline": arguments.deadline,
        "looseness": arguments.looseness,
    }
    scale = arguments.scale or _suited(target, assumed)
    table = pathway(target, scale, arguments.shape, arguments.freq, **assumed)
    if arguments.format == "table":
        table = table[["period", "value", "low", "high", "unit", "basis", "rule", "quote", "source"]]
    show(table, arguments.format, lang=arguments.lang)


def _suited(target: Target, assumed: dict[str, Any]) -> str:
    from metrics.anchors import anchors
    from metrics.pathways import suited_scale

    found = anchors(
        target,
        baseline=assumed["baseline"],
        base=assumed["base_year"],
        due=assumed["deadline"],
        looseness=assumed["looseness"],
    )
    return suited_scale(found)


def _reconcile(arguments: argparse.Namespace) -> int:
    t = translator(arguments.lang)
    target = _find(load(arguments.data), arguments.target)
    reading = reconcile(target, looseness=arguments.looseness, rounded=not arguments.exact)
    rows = [
        {
            "claim": check.claim.id,
            "says": claim_amount(t, check.claim, target.indicator.unit),
            "reads": reads_as(t, check.claim, looseness=arguments.looseness, rounded=not arguments.exact),
            "verdict": check.verdict if arguments.format != "table" else t(VERDICTS[check.verdict]),
            "clash": ", ".join(c.id for c in check.clash),
        }
        for check in reading.checks
    ]
    show(pd.DataFrame(rows), arguments.format, lang=arguments.lang)
    if arguments.format == "table":
        print(
            t(
                "Taken together they leave: start {baseline}, end {target}, ratio {multiplier}.",
                baseline=interval(t, reading.baseline),
                target=interval(t, reading.target),
                multiplier=interval(t, reading.multiplier),
            )
        )
    return 0 if reading.is_consistent else 1


def _tensions(arguments: argparse.Namespace) -> None:
    t = translator(arguments.lang)
    catalogue = load(arguments.data)
    rows = [
        {"kind": x.kind, "subjects": ", ".join(x.subjects), "what": t(x.template, **x.values)}
        for x in find_tensions(catalogue.targets.values(), catalogue.observations.values())
    ]
    show(pd.DataFrame(rows, columns=["kind", "subjects", "what"]), arguments.format, lang=arguments.lang)


def _validate(arguments: argparse.Namespace) -> int:
    t = translator(arguments.lang)
    catalogue = load(arguments.data)
    rows = [
        {
            "file": fault.file,
            "line": str(fault.line),
            "entry": fault.entry,
            "place": fault.place,
            "wrong": t(fault.template, **fault.values),
            "used": not fault.is_fatal,
        }
        for fault in catalogue.faults
    ]
    columns = ["file", "line", "entry", "place", "wrong", "used"]
    show(pd.DataFrame(rows, columns=columns), arguments.format, lang=arguments.lang)
    if arguments.format == "table":
        said = [
            t.plural("{n} target", "{n} targets", len(catalogue.targets)),
            t.plural("{n} source", "{n} sources", len(catalogue.sources)),
            t.plural("{n} fault", "{n} faults", len(catalogue.faults)),
        ]
        print(", ".join(said))
    return int(any(fault.is_fatal for fault in catalogue.faults))


def _quote(arguments: argparse.Namespace) -> None:
    import yaml

    sources = load(arguments.data).sources
    if arguments.source not in sources:
        raise Refusal(NO_SOURCE, source=arguments.source)
    found = select(sources[arguments.source], arguments.exact, arguments.id, occurrence=arguments.occurrence)
    entry = {
        "id": found.id,
        "source": found.source.id,
        "exact": found.exact,
        "prefix": found.prefix,
        "suffix": found.suffix,
        "start": found.start,
        "end": found.end,
    }
    print(yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=1000), end="")
