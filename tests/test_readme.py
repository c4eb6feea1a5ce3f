"""The README is held to its word: commands run, the example gives what it says, links lead somewhere."""

import re
import shlex
from pathlib import Path

import pytest

import metrics
from metrics.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    \.venv/bin/python -m metrics (?!--help)(.+)$", README, flags=re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_runs(command, capsys):
    assert main(shlex.split(command)) == 0
    assert capsys.readouterr().out


def test_the_example_gives_what_it_says():
    code = re.search(r"```python\n(.*?)```", README, flags=re.DOTALL)[1]
    names = {}
    exec(code, names)  # noqa: S102 - our own example
    assert str(metrics.reconcile(names["target"]).target) == "(40, 43.75)"
    assert round(metrics.required_pace(names["target"], "log"), 3) == 0.272


def test_its_links_lead_somewhere():
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    for link in links:
        assert (ROOT / link).is_file(), link
    for command in ("start", "check"):
        assert f"./{command}" in README
        assert (ROOT / command).stat().st_mode & 0o111
