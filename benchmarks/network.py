"""The network page with 5,000 links against a bare page with the same figure: `python -m benchmarks.network`.

At most 2 times. Also printed: what the measures and the layout of such a network take in Python.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.browser import APPS, App, first_pages, machine, report
from metrics import load
from metrics.charts.network import network_figure
from metrics.cooperation import busiest, firm_links, measure, neighbourhood, positions, rings
from metrics.language import translator
from scripts.serve import ROOT

LIMIT = 2.0
ORGANISATIONS, PROJECTS, LINKS = 500, 900, 5000


def catalogue_folder(where: Path) -> Path:
    """A copy of the shipped catalogue with a made-up large network in it."""
    folder = shutil.copytree(ROOT / "data", where / "data")
    dice = random.Random(2025)  # noqa: S311 - not a secret
    words = {"id": "made-up", "source": "garbuzov-2025-11-07", "text": {"ru": "Выдумано", "en": "Made up"}}
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < LINKS:
        pairs.add((int(ORGANISATIONS * dice.random() ** 1.5), dice.randrange(PROJECTS)))
    made = {
        "paraphrases": [words],
        "organisations": [
            {"id": f"o{i}", "name": {"ru": f"Организация {i}", "en": f"Organisation {i}"}, "kind": "firm"}
            for i in range(ORGANISATIONS)
        ],
        "projects": [
            {"id": f"p{i}", "name": {"ru": f"Проект {i}", "en": f"Project {i}"}} for i in range(PROJECTS)
        ],
        "links": [
            {"id": f"l{n}", "organisation": f"o{o}", "project": f"p{p}", "role": "partner"}
            | {"direction": "mutual", "paraphrase": "made-up"}
            for n, (o, p) in enumerate(sorted(pairs))
        ],
    }
    for name, entries in made.items():
        (folder / name).mkdir(exist_ok=True)
        lines = [f"- {json.dumps(entry, ensure_ascii=False)}\n" for entry in entries]
        (folder / name / "made-up.yaml").write_text("".join(lines), encoding="utf-8")
    return folder


def in_python(folder: Path) -> None:
    """Print what the parts take."""
    catalogue = _timed("catalogue read", lambda: load(folder))
    network = catalogue.network
    print(
        f"{len(network.parties)} organisations, {len(network.projects)} projects, {len(network.links)} links"
    )
    _timed("firm-to-firm view", lambda: firm_links(network))
    _timed("measures", lambda: measure(network))
    centre = busiest(network) or ""
    near = _timed("neighbourhood, 2 steps", lambda: neighbourhood(network, centre, 2))
    _timed("rings", lambda: rings(near, centre))
    _timed("layout of the whole, once", lambda: positions(network))
    _timed("layout again", lambda: positions(network))


def same_figure(folder: Path, file: Path) -> None:
    """Write the figure with which the page opens, for the bare page to show."""
    network = load(folder).network
    centre = busiest(network) or ""
    near = neighbourhood(network, centre, 1)
    fig = network_figure(translator("en"), near, rings(near, centre), centre=centre)
    file.write_text(fig.to_json(), encoding="utf-8")


def _timed(name: str, work):
    start = time.perf_counter()
    done = work()
    print(f"{name:<28}{(time.perf_counter() - start) * 1e3:>9.1f} ms")
    return done


if __name__ == "__main__":
    print(machine())
    with tempfile.TemporaryDirectory() as temporary:
        data = catalogue_folder(Path(temporary))
        in_python(data)
        figure_file = Path(temporary) / "figure.json"
        same_figure(data, figure_file)
        os.environ |= {"CLUSTER_METRICS_DATA": str(data), "NETWORK_FIGURE": str(figure_file)}
        apps = [
            App("same figure, bare", APPS / "bare_network.py"),
            App("dashboard", ROOT / "dashboard.py", "/cooperation?lang=en", folder=ROOT),
        ]
        measured = first_pages(apps, repeats=int(sys.argv[1]) if len(sys.argv) > 1 else 5)
        kept = [report(title, seconds, LIMIT) for title, seconds in measured.items()]
    sys.exit(not kept[-1])
