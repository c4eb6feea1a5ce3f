"""The page of all targets: filters, tensions, and faults of the catalogue in plain sight."""

import shutil

import pytest

from metrics.catalogue import SHIPPED


def shown(app):
    return next(frame.value for frame in app.dataframe if "promise" in frame.value)


def test_every_target_has_its_line(run):
    table = shown(run("targets")).set_index("id")
    assert len(table) == 24
    line = table.loc["cluster-revenue-share"]
    assert line["promise"] == "12% → more than 40%"
    assert line["due"] == "2030"
    assert "37.4%" in line["pace"]
    assert "no base year" in line["missing"]
    assert line["words"] == "quote"
    assert line["path"] == pytest.approx([12, 15.775, 20.462, 26.110, 32.676, 40], abs=1e-3)


@pytest.mark.parametrize(
    ("params", "ids"),
    [
        ({"find": "electric"}, {"ev-output-share", "ev-output-share-headline"}),
        ({"words": "quote"}, {"cluster-revenue-share"}),
        ({"unit": "sites"}, {"new-industrial-sites"}),
        ({"publisher": "Daily Storm"}, {"radioelectronics-growth-share"}),
        (
            {"checks": "tension"},
            {
                "ev-output-share",
                "ev-output-share-headline",
                "industrial-floor-space",
                "industrial-floor-space-double",
                "sez-jobs-increment",
                "sez-workers-stock",
            },
        ),
    ],
)
def test_filters_stand_in_the_link(run, params, ids):
    assert set(shown(run("targets", **params))["id"]) == ids


def test_filters_that_leave_nothing_say_so(run):
    app = run("targets", find="unicorn")
    assert any("No target fits" in info.value for info in app.info)


def test_tensions_are_told(run):
    said = " ".join(m.value for m in run("targets").markdown).replace("\\", "").replace("\u00a0", " ")
    assert "25 million m² by 2030" in said
    assert "“70” and “more than 70”" in said


def test_faults_are_listed_and_the_sound_entries_stay(run, tmp_path, monkeypatch):
    shutil.copytree(SHIPPED, tmp_path / "data")
    path = tmp_path / "data" / "targets.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: 18,", "value: 180,"), encoding="utf-8")
    monkeypatch.setenv("CLUSTER_METRICS_DATA", str(tmp_path / "data"))
    app = run("targets")
    assert len(shown(app)) == 23
    faults = next(f.value for f in app.dataframe if "What is wrong" in f.value)
    assert faults["Entry"].tolist() == ["moscow-gva-share"]
    assert "outside the natural limits" in faults["What is wrong"].iloc[0]


def test_an_empty_catalogue_says_what_to_do(run, tmp_path, monkeypatch):
    monkeypatch.setenv("CLUSTER_METRICS_DATA", str(tmp_path))
    assert any("add one to data/targets.yaml" in info.value for info in run("targets").info)
    assert any("add one to data/sources.yaml" in info.value for info in run("sources").info)
    assert any("no sound target" in info.value for info in run("target").info)
