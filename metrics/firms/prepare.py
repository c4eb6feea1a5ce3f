"""Prepare a panel once: lean Parquet that is read many times."""

from __future__ import annotations

from pathlib import Path

from metrics.firms.engines import Codes


def read_codes(path: Path) -> Codes | None:
    return None
