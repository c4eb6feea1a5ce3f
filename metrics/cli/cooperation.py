"""Commands about cooperation and claims: links, pairs, measures, network files, statements."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from metrics.catalogue import load
from metrics.cli.output import show
from metrics.cooperation import Network, keep, measure, measure_group
from metrics.cooperation.measures import PRESS
from metrics.cooperation.tables import read_tables
from metrics.errors import Refusal
from metrics.exports.graph import edges_frame, firms_frame, gexf, graphml, nodes_frame
from metrics.language import key, translator
from metrics.reading import Fault
from metrics.statements import KINDS, frame, statements, summary

if TYPE_CHECKING:
    import argparse

NO_FILE = key("There is no file {file}.")
BOTH = key("Own tables come in pairs: give both --nodes and --edges.")
FAULTY = key("The tables have faults; the same command with `--what faults` lists them.")
FILES = {"graphml": graphml, "gexf": gexf}
TABLES = {"nodes": nodes_frame, "edges": edges_frame, "firms": firms_frame}


def add_commands(subparsers: Any) -> None:
    """Add `network` and `claims`."""
    network = subparsers.add_parser("network", help="who cooperates with whom: tables, measures, GraphML")
    network.add_argument(
        "--what",
        choices=(*TABLES, "measures", "faults", *FILES),
        default="edges",
        help="what to print (default: edges)",
    )
    network.add_argument("--role", action="append", default=[], help="only links of this role")
    network.add_argument("--project", action="append", default=[], help="only links of this project")
    network.add_argument("--group", action="append", default=[], help="only links of this place's members")
    network.add_argument("--nodes", type=Path, help="own table of nodes in place of the catalogue's")
    network.add_argument("--edges", type=Path, help="own table of edges")
    network.set_defaults(run=_network)
    claims = subparsers.add_parser("claims", help="every statement by kind, and what could be checked")
    claims.add_argument("--source", help="only statements of this source")
    claims.add_argument("--kind", choices=tuple(KINDS), help="only statements of this kind")
    claims.set_defaults(run=_claims)
    for command in (network, claims):
        command.add_argument(
            "--data", default=None, help="folder of the catalogue (default: the one that ships)"
        )


def _network(arguments: argparse.Namespace) -> int:
    if arguments.what == "faults":
        return _faults(arguments)
    whole = _chosen(arguments)
    shown = keep(whole, roles=arguments.role, projects=arguments.project, groups=arguments.group)
    if arguments.what in FILES:
        sys.stdout.write(FILES[arguments.what](shown).decode())
    elif arguments.what == "measures":
        show(_measures(shown), arguments.format, lang=arguments.lang)
        print(translator(arguments.lang)(PRESS), file=sys.stderr)
    else:
        show(TABLES[arguments.what](shown), arguments.format, lang=arguments.lang)
    return 0


def _chosen(arguments: argparse.Namespace) -> Network:
    """The catalogue's network, or that of the person's own tables if they have no fault."""
    tables = _tables(arguments)
    if tables is None:
        return load(arguments.data).network
    network, faults = tables
    if any(fault.is_fatal for fault in faults):
        raise Refusal(FAULTY)
    return network


def _tables(arguments: argparse.Namespace) -> tuple[Network, tuple[Fault, ...]] | None:
    if arguments.nodes is None and arguments.edges is None:
        return None
    if arguments.nodes is None or arguments.edges is None:
        raise Refusal(BOTH)
    for path in (arguments.nodes, arguments.edges):
        if not path.is_file():
            raise Refusal(NO_FILE, file=str(path))
    catalogue = load(arguments.data)
    nodes, edges = arguments.nodes.read_bytes(), arguments.edges.read_bytes()
    return read_tables(nodes, edges, catalogue.quotes, catalogue.paraphrases)


def _faults(arguments: argparse.Namespace) -> int:
    """List the faults of own tables; ends with 1 if a row is unusable."""
    t = translator(arguments.lang)
    tables = _tables(arguments)
    if tables is None:
        raise Refusal(BOTH)
    faults = tables[1]
    rows = [(f.file, f.line, f.entry, f.place, t(f.template, **f.values)) for f in faults]
    columns = ["file", "line", "entry", "column", "fault"]
    show(pd.DataFrame(rows, columns=columns), arguments.format, lang=arguments.lang)
    return int(any(fault.is_fatal for fault in faults))


def _measures(network: Network) -> pd.DataFrame:
    """One row for all that is shown, one for each place or cluster whose members are known."""
    whole = measure(network)
    rows = [
        {
            "group": "",
            "organisations": whole.organisations,
            "linked": whole.linked,
            "inside": whole.pairs,
            "outside": None,
            "density": whole.density,
            "components": whole.components,
            "bridges": " ".join(whole.bridges),
        }
    ]
    for group in network.groups:
        found = measure_group(network, group)
        rows.append(
            {
                "group": group,
                "organisations": found.members,
                "linked": found.linked_inside,
                "inside": found.inside,
                "outside": found.outside,
                "density": found.density,
                "components": found.components,
                "bridges": " ".join(found.spanning),
            }
        )
    return pd.DataFrame(rows).astype({"outside": "Int64"})


def _claims(arguments: argparse.Namespace) -> None:
    t = translator(arguments.lang)
    found = [
        s
        for s in statements(load(arguments.data))
        if (not arguments.source or arguments.source in {source.id for source in s.sources})
        and (not arguments.kind or s.kind == arguments.kind)
    ]
    show(frame(found, t), arguments.format, lang=arguments.lang)
    print(summary(t, found), file=sys.stderr)
