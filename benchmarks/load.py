"""Load a catalogue of n targets and draw all their paths: prints n against seconds.

    python benchmarks/load.py [n ...]

The targets are made up by a seeded generator; each has five claims, as the seed has.
"""

import random
import sys
import tempfile
import time
from pathlib import Path

from metrics import all_pathways, load


def make(folder: Path, n: int) -> None:
    """Write a catalogue with n targets, one source, one indicator for every ten targets."""
    rng = random.Random(7)  # noqa: S311 - made-up numbers, no secret
    source = (
        "- id: s\n  publisher: {ru: Пример, en: Sample}\n  language: ru\n  date: 2025-11-07\n"
        "  url: https://example.org/s\n"
    )
    (folder / "sources.yaml").write_text(source, encoding="utf-8")
    (folder / "units.yaml").write_text(
        '- {id: "%", name: {ru: "%", en: "%"}, dimension: share}\n', encoding="utf-8"
    )
    (folder / "indicators.yaml").write_text(
        "".join(
            f"- {{id: i{i}, name: {{ru: Доля {i}, en: Share {i}}}, unit: '%', direction: increase, "
            "limits: [0, 100]}\n"
            for i in range(n // 10 + 1)
        ),
        encoding="utf-8",
    )
    told, targets = [], []
    for i in range(n):
        b = rng.randint(5, 30)
        m = rng.choice([1.5, 2.0, 2.5])
        told.append(f"- {{id: p{i}, source: s, text: {{ru: с {b} в {m} раза, en: from {b} times {m}}}}}\n")
        targets.append(
            f"- id: t{i}\n  indicator: i{i // 10}\n  geography: x\n  claims:\n"
            f"    - {{id: from, kind: baseline, value: {b}, paraphrase: p{i}}}\n"
            f"    - {{id: to, kind: target, value: {round(b * m)}, qualifier: about, paraphrase: p{i}}}\n"
            f"    - {{id: times, kind: multiplier, value: {m}, qualifier: almost, paraphrase: p{i}}}\n"
            f"    - {{id: horizon, kind: horizon, value: 5, paraphrase: p{i}}}\n"
            f"    - {{id: by, kind: deadline, year: 2030, paraphrase: p{i}}}\n"
        )
    (folder / "paraphrases.yaml").write_text("".join(told), encoding="utf-8")
    (folder / "targets.yaml").write_text("".join(targets), encoding="utf-8")


def main() -> None:
    sizes = [int(arg) for arg in sys.argv[1:]] or [1000, 2500, 5000, 10000]
    print(f"{'targets':>8} {'load, s':>8} {'paths, s':>9} {'both, s':>8} {'µs/target':>10} {'points':>8}")
    for n in sizes:
        with tempfile.TemporaryDirectory() as name:
            make(Path(name), n)
            start = time.perf_counter()
            catalogue = load(name)
            loaded = time.perf_counter()
            table = all_pathways(catalogue.targets.values())
            end = time.perf_counter()
        assert len(catalogue.targets) == n, catalogue.faults[:3]
        total = end - start
        cells = [f"{n:>8}", f"{loaded - start:>8.2f}", f"{end - loaded:>9.2f}", f"{total:>8.2f}"]
        print(*cells, f"{1e6 * total / n:>10.0f}", f"{len(table):>8}")


if __name__ == "__main__":
    main()
