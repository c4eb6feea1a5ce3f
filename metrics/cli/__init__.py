"""The command line: `python -m metrics COMMAND`.

Each module of COMMANDS holds the commands about one noun and adds them with `add_commands(subparsers)`. A
command sets `run`, a function of the parsed arguments that returns the exit code (None is 0):
`parser.set_defaults(run=...)`. Every command understands `--format` and `--lang`.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence
from typing import Any

from metrics.cli.output import FORMATS
from metrics.errors import Refusal
from metrics.language import LANGUAGES, translator

COMMANDS: tuple[str, ...] = ("targets", "scenario", "firms", "progress", "cooperation")


class Subcommands:
    """Adds commands that all understand --format and --lang, and show their description in --help."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._common = _common_options()
        self._under = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def add_parser(self, name: str, *, help: str, **options: Any) -> argparse.ArgumentParser:  # noqa: A002
        """Add a command, as argparse does; `help` is its one line and its description."""
        options.setdefault("description", help)
        return self._under.add_parser(name, help=help, parents=[self._common], **options)


def parser() -> argparse.ArgumentParser:
    """The parser with every command."""
    top = argparse.ArgumentParser(
        prog="python -m metrics",
        description="From the words of a stated target to its series, every number traceable.",
    )
    under = Subcommands(top)
    for name in COMMANDS:
        importlib.import_module(f"metrics.cli.{name}").add_commands(under)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; a refusal is said on standard error in the asked language and ends with 2."""
    _speak_utf8()
    arguments = parser().parse_args(argv)
    try:
        code = arguments.run(arguments)
        sys.stdout.flush()
    except Refusal as refusal:
        print(translator(arguments.lang).refusal(refusal), file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader (head, less) has gone; nothing more can be said, not even when Python flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return int(code or 0)


def _common_options() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--format", choices=FORMATS, default="table", help="how to show it (default: table)")
    common.add_argument("--lang", choices=tuple(LANGUAGES), default="en", help="language (default: en)")
    return common


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
