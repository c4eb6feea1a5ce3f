"""The model that runs in the browser gives the same numbers as Python, to 1e-12."""

import json
import random
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from metrics.levers import Levers
from metrics.scenarios import follow, reached_in

MODEL = Path(__file__).parent.parent / "app_pages/components/lab_chart/model.js"
ASK = """
const cases = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
import("data:text/javascript," + encodeURIComponent(process.argv[1])).then(({ follow, reachedIn }) =>
  console.log(JSON.stringify(cases.map(({ start, years, goal, kind, levers }) =>
    [follow(start, years, levers, kind), reachedIn(start, goal, levers, kind, 50)]))));
"""


def cases(count, seed=2030):
    """Scenarios from all over the levers' room, the odd corners among them."""
    draw = random.Random(seed)  # noqa: S311 - a sample, no secret
    for _ in range(count):
        kind = draw.choice(["share", "share", "level"])
        years = draw.randint(1, 30)
        levers = {
            "first_year": draw.choice([0, 2025]),
            "member_growth": draw.choice([0.0, draw.uniform(-0.9, 2)]),
            "ramp_shape": draw.choice([1.0, draw.uniform(0.1, 10)]),
            "member_ramp": draw.choice([0.0, draw.uniform(0, 10)]),
            "volatility": draw.choice([0.0, draw.uniform(0, 0.5)]),
        }
        levers["member_start"] = draw.choice([None, levers["first_year"] + 1 + draw.uniform(0, years - 1)])
        if kind == "share":
            levers |= {
                "rest_growth": draw.uniform(-0.5, 1),
                "admission": draw.choice([0.0, draw.uniform(0, 0.9)]),
                "admission_start": levers["first_year"] + 1 + draw.uniform(0, years - 1),
                "admission_ramp": draw.uniform(0, 5),
                "rest_ramp": draw.uniform(0, 5),
            }
        start = draw.uniform(0.001, 0.999) if kind == "share" else draw.uniform(1, 1000)
        goal = draw.uniform(0.001, 0.999) if kind == "share" else draw.uniform(1, 1000)
        yield {"start": start, "years": years, "goal": goal, "kind": kind, "levers": levers}


def differences(asked, answers):
    """The largest relative difference between what the browser's model and Python's say."""
    worst = 0.0
    for case, (path, reached) in zip(asked, answers, strict=True):
        levers = Levers(**case["levers"])
        ours = follow(case["start"], case["years"], levers, case["kind"])
        for name in ("value", "organic", "admitted"):
            mine, theirs = np.array(getattr(ours, name)), np.array(path[name])
            size = 1 if case["kind"] == "share" else np.abs(ours.value)
            worst = max(worst, np.max(np.abs(mine - theirs) / size))
        assert reached == reached_in(case["start"], case["goal"], levers, case["kind"], 50)
    return worst


@pytest.mark.skipif(
    shutil.which("node") is None, reason="node runs the file here; the browser's test runs it anyway"
)
def test_the_browsers_model_equals_pythons_to_1e_12():
    asked = list(cases(500))
    done = subprocess.run(
        ["node", "-e", ASK, MODEL.read_text("utf-8")],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    assert differences(asked, json.loads(done.stdout)) <= 1e-12
