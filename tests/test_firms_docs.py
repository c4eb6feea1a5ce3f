import re
from pathlib import Path

import pytest

from metrics.firms.panel import JUMP

PAGE = (Path(__file__).parent.parent / "docs" / "firms.md").read_text("utf-8")


def test_the_example_runs_and_gives_the_numbers_of_the_text():
    names = {}
    exec(re.search(r"```python\n(.*?)```", PAGE, re.DOTALL).group(1), names)  # noqa: S102 - our own words
    share, split = names["share"]["share"], names["split"].iloc[0]
    assert share.tolist() == pytest.approx([0.10, 0.39])
    assert split["change"] == pytest.approx(0.29)
    assert [split["admitted"], split["admitted_growth"], split["continuing"]] == pytest.approx(
        [0.25, 0.01, 0.03]
    )


def test_the_factor_of_a_jump_is_the_one_that_is_told():
    assert f"factor of {JUMP:.0f} or more" in PAGE
