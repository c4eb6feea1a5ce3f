"""The two commands of the README: what they say where something is missing, and that all is pinned."""

import ast
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
OPTIONAL = {"polars", "dask", "pyspark"}  # engines for those who have outgrown the embedded one


@pytest.fixture
def machine(tmp_path):
    """A fresh clone on a machine without any Python: returns a function that puts one there and starts."""
    tools, clone = tmp_path / "bin", tmp_path / "a clone"
    tools.mkdir()
    for tool in ("dirname", "cmp", "cp"):
        (tools / tool).symlink_to(shutil.which(tool))
    (clone / "scripts").mkdir(parents=True)
    for name in ("start", "scripts/environment.sh", "requirements.txt"):
        shutil.copy(ROOT / name, clone / name)

    def start(python=None):
        if python:
            (tools / "python3").write_text(f"#!/bin/sh\n{python}\n")
            (tools / "python3").chmod(0o755)
        return subprocess.run(
            [clone / "start"],
            env={"PATH": str(tools)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return start


@pytest.mark.parametrize("python", [None, "exit 1"])
def test_without_a_new_python_the_cure_is_named(machine, python):
    done = machine(python)
    assert done.returncode == 1
    assert "Python 3.11 or newer is needed" in done.stderr
    assert "apt-get install python3 python3-venv" in done.stderr
    assert "brew install python" in done.stderr


def test_without_the_module_for_environments_its_package_is_named(machine):
    done = machine(f'case "$*" in *ensurepip*) exit 1;; esac; exec "{sys.executable}" "$@"')
    assert done.returncode == 1
    assert f"apt-get install python{sys.version_info.major}.{sys.version_info.minor}-venv" in done.stderr


def pinned(name):
    lines = (ROOT / name).read_text("utf-8").splitlines()
    return [Requirement(line.split("#")[0]) for line in lines if line and line[0] not in "#-"]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned_exactly(name):
    assert [str(r) for r in pinned(name) if not re.fullmatch(r"==[\w.]+", str(r.specifier))] == []


def test_what_the_requirements_bring_along_is_pinned_too():
    known = {canonicalize_name(r.name) for r in pinned("requirements.txt")}
    needed = {
        canonicalize_name(r.name)
        for name in known
        for r in map(Requirement, metadata.requires(name) or [])
        if r.marker is None or r.marker.evaluate({"extra": ""})
    }
    assert needed - known == set()


def test_this_environment_has_the_pinned_versions():
    different = [
        f"{r.name}: {metadata.version(r.name)} instead of {r.specifier}"
        for name in ("requirements.txt", "requirements-dev.txt")
        for r in pinned(name)
        if (r.marker is None or r.marker.evaluate()) and not r.specifier.contains(metadata.version(r.name))
    ]
    assert different == []


def test_what_the_product_imports_is_required():
    imported = {
        name.split(".")[0]
        for pattern in ("*.py", "metrics/**/*.py", "app_pages/**/*.py")
        for path in ROOT.glob(pattern)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    required = {canonicalize_name(r.name) for r in pinned("requirements.txt")}
    distributions = metadata.packages_distributions()
    unknown = {
        name: distributions[name]
        for name in imported - {"metrics", "app_pages"} - OPTIONAL
        if name in distributions and not {canonicalize_name(d) for d in distributions[name]} & required
    }
    assert unknown == {}
