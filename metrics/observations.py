"""Observed series as lines of the one table."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TYPE_CHECKING

from metrics import table
from metrics.quantity import read

if TYPE_CHECKING:
    import pandas as pd

    from metrics.model import Observation


def observed_rows(observations: Iterable[Observation]) -> pd.DataFrame:
    """The observed points as the one table; `low` and `high` are what a qualified value leaves open."""
    rows = []
    for series in observations:
        for point in series.points:
            span = read(point.value, point.qualifier, step=point.step)
            words = point.quote or point.paraphrase
            rows.append(
                {
                    "series": f"{series.id}/observed",
                    "indicator": series.indicator.id,
                    "geography": series.geography,
                    "unit": series.indicator.unit.id,
                    "period": point.period,
                    "value": point.value,
                    "low": span.low if math.isfinite(span.low) else math.nan,
                    "high": span.high if math.isfinite(span.high) else math.nan,
                    "basis": "observed",
                    "rule": "" if words else "no address on file",
                    "quote": words.id if words else "",
                    "source": words.source.id if words else "",
                }
            )
    return table.frame(rows)
