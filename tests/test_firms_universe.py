import pytest

from metrics.errors import Refusal
from metrics.firms import Universe
from metrics.firms.industries import divisions


def test_it_is_saved_with_a_result_and_comes_back():
    universe = Universe("Moscow", ("C",), ("19",), ("77",), (("outlier", False),), unit="thousand RUB")
    body = universe.to_dict()
    assert body["require"] == {"outlier": False}
    assert body["sections"] == ["C"]
    assert Universe.from_dict(body) == universe
    assert hash(universe) == hash(Universe.from_dict(body))


@pytest.mark.parametrize(
    ("code", "kept"),
    [("C", True), ("26.11", True), ("19.20", False), ("46", False), ("", False), ("10", True)],
)
def test_a_section_means_its_divisions(code, kept):
    assert Universe(sections=("C",), exclude=("19",)).keeps_industry(code) is kept


def test_a_single_digit_is_a_sector_and_no_beginning():
    assert Universe(sections=("1",)).keeps_industry("1")
    assert not Universe(sections=("1",)).keeps_industry("10")


def test_none_is_all_and_empty_is_nothing():
    assert Universe().keeps_industry("anything")
    assert not Universe(sections=()).keeps_industry("anything")


def test_what_no_panel_could_satisfy_is_refused():
    with pytest.raises(Refusal, match="“rich”"):
        Universe(require={"rich": True})
    with pytest.raises(Refusal, match="own year"):
        Universe(region_rule="head office")
    with pytest.raises(Refusal, match="“planet”"):
        Universe.from_dict({"planet": "Earth"})


def test_divisions_of_a_section():
    assert divisions("D") == ("35",)
    assert divisions("A") == ("01", "02", "03")
    assert divisions("?") == ()
