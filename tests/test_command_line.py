"""The frame of the command line: formats, languages, refusals, pipes."""

import json
import os
import subprocess
import sys
import types

import numpy as np
import pandas as pd
import pytest

from metrics import cli
from metrics.cli.output import render
from metrics.errors import Refusal

FRAME = pd.DataFrame(
    {
        "series": ["доля", "=x"],
        "period": pd.PeriodIndex(["2025", "2026"], freq="Y"),
        "value": [12.5, np.nan],
        "n": np.array([1, 2], dtype="int64"),
        "fits": [True, False],
    }
)


def test_a_table_is_for_people():
    assert render(FRAME, lang="ru") == (
        "series  period  value  n  fits\n"
        "──────  ──────  ─────  ─  ─────\n"
        "доля    2025     12,5  1  True\n"
        "=x      2026        —  2  False\n"
    )


def test_csv_is_the_plain_one():
    assert render(FRAME, "csv") == "series,period,value,n,fits\nдоля,2025,12.5,1,True\n'=x,2026,,2,False\n"


def test_json_keeps_types():
    assert json.loads(render(FRAME, "json")) == [
        {"series": "доля", "period": "2025", "value": 12.5, "n": 1, "fits": True},
        {"series": "=x", "period": "2026", "value": None, "n": 2, "fits": False},
    ]


@pytest.mark.parametrize("value", [np.inf, -np.inf])
def test_json_stays_json_when_a_number_is_endless(value):
    text = render(pd.DataFrame({"high": [value]}), "json")
    assert json.loads(text, parse_constant=lambda name: pytest.fail(f"{name} is not JSON")) == [
        {"high": None}
    ]


def test_an_empty_frame_shows_its_columns():
    assert render(FRAME.head(0)[["n"]]) == "n\n─\n"
    assert json.loads(render(FRAME.head(0), "json")) == []


@pytest.fixture
def command(monkeypatch):
    """Make `cli` have one command, `try`, that runs the given function."""

    def make(run):
        module = types.ModuleType("metrics.cli.trial")

        def add_commands(under):
            parser = under.add_parser("try", help="Try it.")
            parser.set_defaults(run=run)

        module.add_commands = add_commands
        monkeypatch.setitem(sys.modules, "metrics.cli.trial", module)
        monkeypatch.setattr(cli, "COMMANDS", ("trial",))

    return make


def test_a_command_gets_its_arguments_and_ends_with_nought(command, capsys):
    command(lambda arguments: print(arguments.format, arguments.lang))
    assert cli.main(["try", "--format", "json", "--lang", "ru"]) == 0
    assert capsys.readouterr().out == "json ru\n"


def test_a_command_may_end_with_its_own_code(command):
    command(lambda _: 1)
    assert cli.main(["try"]) == 1


def test_a_refusal_is_said_on_standard_error_and_ends_with_two(command, capsys):
    def refuse(_):
        raise Refusal("No target is called {name}.", name="x")

    command(refuse)
    assert cli.main(["try"]) == 2
    assert capsys.readouterr() == ("", "No target is called x.\n")


@pytest.mark.parametrize("arguments", [[], ["nonsense"]])
def test_what_is_not_a_command_ends_with_two_and_the_usage(command, capsys, arguments):
    command(print)
    with pytest.raises(SystemExit) as end:
        cli.main(arguments)
    assert end.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python -m metrics")


def run(code):
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    program = (
        "import sys, types, metrics.cli as cli\n"
        "module = sys.modules['metrics.cli.trial'] = types.ModuleType('trial')\n"
        f"def go(arguments):\n    {code}\n"
        "module.add_commands = lambda under: under.add_parser('try', help='.').set_defaults(run=go)\n"
        "cli.COMMANDS = ('trial',)\n"
        "sys.exit(cli.main(['try']))"
    )
    command = [sys.executable, "-c", program]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)


def test_output_is_utf8_whatever_the_terminal():
    out, err = run("print(chr(1071))").communicate(timeout=60)
    assert (out.decode(), err) == ("Я\n", b"")


def test_a_closed_pipe_is_no_error():
    process = run("for i in range(10**6): print('line', i)")
    assert process.stdout.readline() == b"line 0\n"
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 141
