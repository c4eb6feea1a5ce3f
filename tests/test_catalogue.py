"""The catalogue: what ships is sound and whole; everything wrong is reported at once, with its place."""

import hashlib
import shutil

import pytest

from metrics import load
from metrics.catalogue import SHIPPED
from metrics.errors import Refusal


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped catalogue, to be spoiled."""
    shutil.copytree(SHIPPED, tmp_path / "data")
    return tmp_path / "data"


def spoil(folder, name, old, new):
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (name, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_what_ships_is_sound():
    catalogue = load()
    assert [str(fault) for fault in catalogue.faults] == []
    assert "cluster-revenue-share" in catalogue.targets
    assert {c.kind for c in catalogue.targets["cluster-revenue-share"].claims} == {
        "baseline",
        "target",
        "multiplier",
        "horizon",
        "deadline",
    }


def test_every_claim_rests_on_words_and_every_target_on_an_address_or_a_text():
    for target in load().targets.values():
        for claim in target.claims:
            assert (claim.quote is None) != (claim.paraphrase is None)
            assert claim.source.url or claim.source.text


def test_every_quote_is_at_its_place():
    for quote in load().quotes.values():
        assert quote.source.text[quote.start : quote.end] == quote.exact


def test_values_come_in_the_unit_of_the_indicator(folder):
    spoil(
        folder,
        "targets.yaml",
        "value: 25, unit: million m2, year: 2030",
        "value: 25000, unit: thousand m2, year: 2030",
    )
    claim = load(folder).targets["industrial-floor-space"].claims[0]
    assert (claim.value, claim.step) == (25, 0.001)


FAULTS = [
    (
        "targets.yaml",
        "{id: from, kind: baseline, value: 42,",
        '{id: from, kind: baseline, value: "42",',
        "not the text '42'",
    ),
    (
        "targets.yaml",
        "indicator: high-tech-share",
        "indicator: high-tek-share",
        "did you mean “high-tech-share”",
    ),
    ("targets.yaml", "value: 18,", "value: 180,", "outside the natural limits"),
    (
        "targets.yaml",
        "year: 2025, paraphrase: technopark-jobs-now",
        "year: 2030, paraphrase: technopark-jobs-now",
        "does not come after",
    ),
    (
        "targets.yaml",
        "value: 475, unit: bn RUB",
        "value: 475, unit: million m2",
        "does not fit the indicator",
    ),
    ("targets.yaml", "- id: sez-area\n", "- id: sez-companies\n", "already taken"),
    ("targets.yaml", "value: 5000, year", "valeu: 5000, year", "did you mean “value”"),
    (
        "targets.yaml",
        "value: 100, qualifier: more_than, year",
        "value: 100, qualifier: moar, year",
        "possible are",
    ),
    ("quotes/cluster-share.yaml", 'exact: "с 12"', 'exact: "с 13"', "nearest words there are"),
    (
        "quotes/cluster-share.yaml",
        'source: garbuzov-2025-11-07\n  exact: "с 12"',
        'source: garbuzov\n  exact: "с 12"',
        "no entry “garbuzov”",
    ),
    ("observations.yaml", "period: 2023, value: 240", "period: 20233, value: 240", "is not a period"),
    ("sources.yaml", "date: 2025-10-29", "date: 29.10.2025", "does not fit here"),
    ("units.yaml", "dimension: area, factor: 1000}", "dimension: area, factor: yes}", "A number is expected"),
]


@pytest.mark.parametrize(("name", "old", "new", "said"), FAULTS)
def test_a_fault_is_told_with_its_place_and_hides_nothing_else(folder, name, old, new, said):
    line = (folder / name).read_text(encoding="utf-8").split(old)[0].count("\n") + 1
    spoil(folder, name, old, new)
    catalogue = load(folder)
    told = [fault for fault in catalogue.faults if said in str(fault)]
    assert told, [str(f) for f in catalogue.faults]
    assert told[0].file == name
    assert abs(told[0].line - line) <= 2
    if name == "targets.yaml":
        assert len(catalogue.targets) == len(load().targets) - 1


def test_all_faults_are_told_at_once(folder):
    for name, old, new, _ in (FAULTS[0], FAULTS[2], FAULTS[8], FAULTS[10]):
        spoil(folder, name, old, new)
    catalogue = load(folder)
    for *_, said in (FAULTS[0], FAULTS[2], FAULTS[8], FAULTS[10]):
        assert any(said in str(fault) for fault in catalogue.faults), said
    assert "sez-companies" in catalogue.targets


def test_a_quote_that_drifted_is_found_again_and_reported(folder):
    text = (folder / "quotes/cluster-share.yaml").read_text(encoding="utf-8")
    before = load().quotes["cluster-share-from"]
    text = text.replace(
        f"start: {before.start}\n  end: {before.end}", f"start: {before.start + 7}\n  end: {before.end + 7}"
    )
    (folder / "quotes/cluster-share.yaml").write_text(text, encoding="utf-8")
    catalogue = load(folder)
    assert catalogue.quotes["cluster-share-from"].start == before.start
    assert [fault.is_fatal for fault in catalogue.faults] == [False]
    assert "stand elsewhere" in catalogue.faults[0].message
    assert "cluster-revenue-share" in catalogue.targets


def test_a_changed_raw_text_is_reported_and_its_quotes_are_found_again(folder):
    path = folder / "sources/garbuzov-2025-11-07.txt"
    path.write_bytes("Ещё одно слово. ".encode() + path.read_bytes())
    catalogue = load(folder)
    assert any(hashlib.sha256(path.read_bytes()).hexdigest() in str(f) for f in catalogue.faults)
    assert "cluster-revenue-share" in catalogue.targets


def test_a_broken_file_does_not_hide_the_others(folder):
    (folder / "observations.yaml").write_text("- id: a\n  points: [1, 2\n- id: b\n", encoding="utf-8")
    catalogue = load(folder)
    assert catalogue.observations == {}
    assert len(catalogue.targets) == len(load().targets)
    assert ("observations.yaml", 3) in {(f.file, f.line) for f in catalogue.faults}


def test_a_wrong_encoding_is_told_with_its_line(folder):
    path = folder / "indicators.yaml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1251", errors="replace"))
    told = [f for f in load(folder).faults if "not UTF-8" in str(f)]
    assert [(f.file, f.line) for f in told] == [("indicators.yaml", 3)]


def test_a_duplicate_key_is_a_fault(folder):
    spoil(folder, "targets.yaml", "value: 18,", "value: 18, value: 19,")
    assert any("duplicate" in str(fault) for fault in load(folder).faults)


@pytest.mark.parametrize("content", ["", "just text", "a: 1", "- 5", "- [1]", "- {id: 7}"])
def test_a_file_of_another_kind_never_stops_the_loading(folder, content):
    (folder / "targets.yaml").write_text(content, encoding="utf-8")
    catalogue = load(folder)
    assert catalogue.targets == {}
    assert bool(catalogue.faults) == bool(content)


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(Refusal, match="no catalogue folder"):
        load(tmp_path / "nowhere")


def test_a_file_outside_the_folder_cannot_be_read(folder):
    spoil(folder, "sources.yaml", "file: garbuzov-2025-11-07.txt", "file: ../../secret.txt")
    assert any("not written as it must be" in str(fault) for fault in load(folder).faults)
