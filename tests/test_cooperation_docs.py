"""docs/cooperation.md says what the program does: its words are all there and its commands run."""

import re
import shlex
from pathlib import Path

import pytest

from metrics.cli import main
from metrics.cooperation.model import FLOWS, KINDS, ROLES, STATUSES
from metrics.cooperation.network import CROWD
from metrics.cooperation.tables import NEEDED
from metrics.statements import CHECKS
from metrics.statements import KINDS as STATEMENTS

TEXT = (Path(__file__).parents[1] / "docs" / "cooperation.md").read_text("utf-8")
COMMANDS = re.findall(r"^python -m metrics (.+)$", TEXT, re.MULTILINE)


@pytest.mark.parametrize("words", [KINDS, ROLES, FLOWS, STATUSES, STATEMENTS, CHECKS, *NEEDED.values()])
def test_every_code_is_explained(words):
    assert [word for word in words if f"`{word}`" not in TEXT] == []


def test_numbers_in_the_text_are_those_of_the_program():
    assert f"more than {CROWD} parties" in TEXT


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs(command, capsys):
    assert main(shlex.split(command)) == 0
    assert capsys.readouterr().out


def test_files_it_names_are_there():
    for name in re.findall(r"`(data/[\w/.-]+)`", TEXT):
        assert (Path(__file__).parents[1] / name).is_file(), name
