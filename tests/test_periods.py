"""Periods: written, read back, and placed in time."""

import pytest

from metrics.errors import Refusal
from metrics.periods import middle, parse, position, write


@pytest.mark.parametrize(
    ("text", "centre", "place"),
    [
        ("2025", 2025.5, 2025),
        ("2025-H1", 2025.25, 2024.5),
        ("2025-H2", 2025.75, 2025),
        ("2025-Q1", 2025.125, 2024.25),
        ("2025-Q4", 2025.875, 2025),
        ("2025-01", 2025 + 1 / 24, 2024 + 1 / 12),
        ("2025-12", 2025 + 23 / 24, 2025),
    ],
)
def test_a_period_is_read_written_and_placed(text, centre, place):
    period = parse(text)
    assert write(period) == text
    assert middle(period) == pytest.approx(centre)
    assert position(period) == pytest.approx(place)


@pytest.mark.parametrize(
    "text", ["", "25", "2025-13", "2025-Q5", "2025-H3", "2025-1", "next year", "2025-Q1-2"]
)
def test_what_is_no_period_is_refused_with_what_would_be_right(text):
    with pytest.raises(Refusal, match="2025-H1"):
        parse(text)
