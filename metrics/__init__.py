"""Cluster Metrics: from the words of a stated target to its series, every number traceable.

The public names are loaded when they are first used, so that `import metrics` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_PLACES = {
    "load": "catalogue",
    "Catalogue": "catalogue",
    "Refusal": "errors",
    "Interval": "quantity",
    "read": "quantity",
    "reconcile": "reconciliation",
    "Reading": "reconciliation",
    "pathway": "pathways",
    "all_pathways": "pathways",
    "required_pace": "pathways",
    "find_tensions": "tensions",
    "simulate": "scenarios",
    "solve_for": "scenarios",
    "progress": "verdicts",
    "chance": "verdicts",
    "cluster_share": "firms",
    "split_change": "firms",
    "decompose": "firms",
    "location_quotient": "firms",
    "shift_share": "firms",
    "herfindahl": "firms",
    "concentration_ratio": "firms",
}


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module 'metrics' has no attribute {name!r}")
    value = getattr(import_module(f"metrics.{_PLACES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(_PLACES)
