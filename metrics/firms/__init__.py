"""Firm panels: how much of an industry its clusters are, and whether a rise is growth or relabelling."""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOME = {
    "cluster_share": "share",
    "perimeters": "share",
    "flagged": "panel",
    "split_change": "split",
    "decompose": "decomposition",
    "herfindahl": "indices",
    "concentration_ratio": "indices",
    "entropy": "indices",
    "gini": "indices",
    "location_quotient": "indices",
    "shift_share": "indices",
    "Universe": "universe",
}

__all__ = [  # noqa: PLE0604 - the names live in one place, above
    *_HOME
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted(_HOME)
