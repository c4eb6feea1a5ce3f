"""Firm panels on the command line: `share`, `split`, `cube`, `prepare`, `synthetic`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from metrics.cli import Subcommands
from metrics.cli.output import show
from metrics.firms.engines import ENGINES
from metrics.language import translator

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    import pandas as pd

    from metrics.firms.engines import Source
    from metrics.firms.universe import Universe


def add_commands(under: Subcommands) -> None:
    """Add `firms` and what it can do."""
    firms = under.add_parser("firms", help="shares, splits and cubes of a panel of firms")
    nouns = Subcommands(firms)
    share = nouns.add_parser("share", help="the clusters' share of the industry, year by year")
    split = nouns.add_parser("split", help="what is behind a change of the share, in six terms")
    cube = nouns.add_parser("cube", help="revenue and firms by year, region, industry and member")
    for asked, run in ((share, _share), (split, _split), (cube, _cube)):
        _add_input(asked)
        asked.set_defaults(run=_stoppable(run))
    split.add_argument(
        "--chained", action="store_true", help="every two neighbouring years, not first and last"
    )
    cube.add_argument("--out", type=Path, help="write the cube to this Parquet file instead")

    prepare = nouns.add_parser("prepare", help="check a panel and write it as lean Parquet, once")
    prepare.add_argument("panel", type=Path, help="an RFSD folder, or Parquet or CSV files of firm_year")
    prepare.add_argument("target", type=Path, help="the folder to write; it must not exist")
    prepare.add_argument("--memory", default="1GB", help="how much memory DuckDB may take (default: 1GB)")
    prepare.set_defaults(run=_stoppable(_prepare))

    synthetic = nouns.add_parser("synthetic", help="write a made-up panel in the shape of RFSD")
    synthetic.add_argument("target", type=Path, help="the folder to write; it must not exist")
    synthetic.add_argument(
        "--rows", type=int, default=1_000_000, help="about so many rows (default: 1000000)"
    )
    synthetic.add_argument(
        "--seed", type=int, default=0, help="the same seed makes the same panel (default: 0)"
    )
    synthetic.set_defaults(run=_stoppable(_synthetic))


def _add_input(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("panel", type=Path, help="a prepared or RFSD folder, or Parquet or CSV of firm_year")
    parser.add_argument(
        "membership", type=Path, help="CSV or Parquet: who is in which cluster, from when to when"
    )
    universe = parser.add_argument_group("universe: what counts as the industry")
    for name, what in (
        ("section", "keep this industry"),
        ("exclude", "leave out"),
        ("region", "keep this region"),
    ):
        universe.add_argument(f"--{name}", action="append", metavar="CODE", help=f"{what}; may be repeated")
    universe.add_argument(
        "--require", action="append", metavar="FLAG", default=[], help="this flag must be true"
    )
    universe.add_argument("--without", action="append", metavar="FLAG", default=[], help="must be false")
    engine = parser.add_argument_group("engine")
    engine.add_argument("--engine", choices=ENGINES, help="what reads the panel (default: duckdb)")
    engine.add_argument("--master", metavar="URL", help="Spark's master, such as spark://host:7077")
    engine.add_argument(
        "--conf", action="append", metavar="KEY=VALUE", default=[], help="a setting of Spark's"
    )


def _share(arguments: argparse.Namespace) -> None:
    from metrics.firms.share import share_of

    reduced, origin = _reduced(arguments)
    _show(share_of(reduced), origin, arguments)


def _split(arguments: argparse.Namespace) -> None:
    from metrics.firms.split import split_of

    reduced, origin = _reduced(arguments)
    _show(split_of(reduced, chained=arguments.chained), origin, arguments)


def _cube(arguments: argparse.Namespace) -> None:
    reduced, origin = _reduced(arguments)
    if arguments.out is None:
        _show(reduced.cube, origin, arguments)
        return
    from metrics.firms.files import whole_file

    with whole_file(arguments.out) as partial:
        _named(reduced.cube, origin).to_parquet(partial, index=False)


def _prepare(arguments: argparse.Namespace) -> None:
    import pandas as pd

    from metrics.firms.prepare import prepare

    said = _progress(arguments)
    notes = prepare(arguments.panel, arguments.target, memory=arguments.memory, progress=said)
    years = pd.DataFrame.from_dict(notes["years"], orient="index").rename_axis("year").reset_index()
    jumps = pd.Series([str(jump["year"]) for jump in notes["jumps"]], dtype="str").value_counts()
    years["jumps"] = years["year"].map(jumps).fillna(0).astype(int)
    _show(years, notes["source"], arguments)


def _synthetic(arguments: argparse.Namespace) -> None:
    from metrics.firms import synthetic

    synthetic.write(arguments.target, arguments.rows, arguments.seed, progress=_progress(arguments))


def _reduced(arguments: argparse.Namespace) -> tuple[Any, str | None]:
    from metrics.firms import engines, panel
    from metrics.firms.share import reduce

    reduced = reduce(_source(arguments), panel.read(arguments.membership), _universe(arguments))
    return reduced, engines.origin_of(arguments.panel)


def _source(arguments: argparse.Namespace) -> Source | Path:
    from metrics.firms import engines

    if arguments.engine is None:
        return arguments.panel  # type: ignore[no-any-return]  # argparse made it a Path
    if arguments.engine == "spark":
        engines.spark_session(arguments.master, **dict(pair.split("=", 1) for pair in arguments.conf))
    return engines.open_source(arguments.panel, arguments.engine, master=arguments.master)


def _universe(arguments: argparse.Namespace) -> Universe:
    from metrics.firms.universe import Universe

    flags = [*((flag, True) for flag in arguments.require), *((flag, False) for flag in arguments.without)]
    return Universe(
        sections=arguments.section,
        exclude=arguments.exclude or (),
        regions=arguments.region,
        require=tuple(flags),
    )


def _show(frame: pd.DataFrame, origin: str | None, arguments: argparse.Namespace) -> None:
    show(_named(frame, origin), arguments.format, lang=arguments.lang)


def _named(frame: pd.DataFrame, origin: str | None) -> pd.DataFrame:
    """The frame, saying in every row where it comes from if the panel said so ("synthetic")."""
    return frame if origin is None else frame.assign(source=origin)


def _progress(arguments: argparse.Namespace) -> Callable[[int, int], None]:
    """What says on standard error how far a long job is."""
    t = translator(arguments.lang)
    return lambda done, of: print(t("{done} of {of} years", done=done, of=of), file=sys.stderr, flush=True)


def _stoppable(run: Callable[[argparse.Namespace], None]) -> Callable[[argparse.Namespace], int]:
    """A command that ends with a sentence and 130 when Ctrl-C is pressed."""

    def stoppable(arguments: argparse.Namespace) -> int:
        try:
            run(arguments)
        except KeyboardInterrupt:
            t = translator(arguments.lang)
            print(t("Stopped; nothing was written."), file=sys.stderr)
            return 130
        return 0

    return stoppable
