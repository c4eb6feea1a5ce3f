import math

import pandas as pd
import pytest

from metrics.firms import Universe, sentences
from metrics.language import translator

EN, RU = translator("en"), translator("ru")
NB = "\u00a0"
CLUSTERS_RU = f"В {{}} году на кластеры пришлось {{}}{NB}% выручки отрасли"
FOUND = "; 90% of their members were found."
FOUND_RU = f"; найдено 90{NB}% их участников."


def table(*shares, coverage=0.9):
    years = range(2020, 2020 + len(shares))
    return pd.DataFrame({"year": years, "share": shares, "coverage": coverage})


@pytest.mark.parametrize(
    ("shares", "english", "russian"),
    [
        (
            (0.12, 0.2, 0.345),
            "Clusters made 34.5% of the industry's revenue in 2022, up from 12.0% in 2020" + FOUND,
            CLUSTERS_RU.format(2022, "34,5") + f" против 12,0{NB}% в 2020 году" + FOUND_RU,
        ),
        (
            (0.2, 0.1),
            "Clusters made 10.0% of the industry's revenue in 2021, down from 20.0% in 2020" + FOUND,
            CLUSTERS_RU.format(2021, "10,0") + f", меньше, чем 20,0{NB}% в 2020 году" + FOUND_RU,
        ),
        (
            (0.2, 0.2),
            "Clusters made 20.0% of the industry's revenue in 2021, as in 2020" + FOUND,
            CLUSTERS_RU.format(2021, "20,0") + ", столько же, сколько в 2020 году" + FOUND_RU,
        ),
        (
            (0.2,),
            "In 2020 clusters made 20.0% of the industry's revenue" + FOUND,
            CLUSTERS_RU.format(2020, "20,0") + FOUND_RU,
        ),
    ],
)
def test_the_share_in_a_sentence(shares, english, russian):
    assert sentences.share_sentence(EN, table(*shares)) == english
    assert sentences.share_sentence(RU, table(*shares)) == russian


def test_the_share_that_nobody_has():
    assert "nobody is in the register" in sentences.share_sentence(EN, table(0.0, 0.0, coverage=math.nan))
    assert "no revenue of the industry" in sentences.share_sentence(EN, table(math.nan))


def row(**terms):
    parts = dict.fromkeys(["continuing", "admitted", "admitted_growth", "left", "new", "gone"], 0.0) | terms
    return {"year_from": 2019, "year_to": 2024, **parts, "change": sum(parts.values())}


@pytest.mark.parametrize(
    ("terms", "head", "numbers"),
    [
        (
            {"admitted": 0.15, "left": -0.01, "continuing": 0.02, "gone": -0.01},
            "The rise of 15.0 points from 2019 to 2024 is mostly relabelling",
            ("+14.0", "+2.0", "−1.0"),
        ),
        (
            {"continuing": 0.1},
            "The rise of 10.0 points from 2019 to 2024 is mostly growth",
            ("0.0", "+10.0", "0.0"),
        ),
        ({"new": 0.1}, "From 2019 to 2024 the share rose by 10.0 points", ("0.0", "0.0", "+10.0")),
        ({"left": -0.1}, "From 2019 to 2024 the share fell by 10.0 points", ("−10.0", "0.0", "0.0")),
        (
            {"admitted": 0.1, "continuing": -0.1},
            "From 2019 to 2024 the share stayed where it was",
            ("+10.0", "−10.0", "0.0"),
        ),
    ],
)
def test_what_is_behind_a_change(terms, head, numbers):
    assert sentences.split_sentence(EN, row(**terms)) == (
        "{}: firms admitted or leaving {}, growth of members {}, new and vanished firms {}.".format(
            head, *numbers
        )
    )


def test_relabelling_is_not_claimed_when_growth_is_larger():
    assert "mostly growth" in sentences.split_sentence(EN, row(admitted=0.08, continuing=0.1, gone=-0.05))


def test_the_split_in_russian():
    assert sentences.split_sentence(RU, row(admitted=0.15)) == (
        "Прирост на 15,0 п. п. с 2019 по 2024 год — в основном смена вывески: "
        "приём и выход предприятий +15,0, рост участников 0,0, новые и исчезнувшие предприятия 0,0."
    )


def test_the_path_beside_the_share():
    path = pd.DataFrame({"period": pd.period_range("2021", "2023", freq="Y"), "value": [10.0, 20.0, 30.0]})
    assert sentences.against_sentence(EN, table(0.1, 0.12, 0.15), path) == (
        "In 2022 the path asks for 20.0%; the panel shows 15.0%, −5.0 points."
    )
    assert sentences.against_sentence(EN, table(0.1), path) == (
        "The panel ends in 2020 and the path begins in 2021: there is no year to compare yet."
    )


def test_how_far_the_share_hangs_on_the_largest():
    last = {"year": 2024, "cr1": 0.25, "cr5": 0.6, "without_largest": 0.19, "share": 0.24}
    assert sentences.concentration_sentence(EN, last) == (
        "In 2024 the largest member makes 25% of the clusters' revenue and the largest five 60%; "
        "without the largest the share would be 19.0% and not 24.0%."
    )
    assert (
        sentences.concentration_sentence(EN, last | {"cr1": math.nan})
        == "In 2024 no member has a known revenue."
    )


def test_what_a_place_is_specialised_in():
    found = pd.DataFrame({"name": ["Food", "Paper"], "revenue": [1.0, 2.0], "quotient": [0.5, 2.345]})
    assert sentences.quotient_sentence(EN, found, "Clusters", 2024) == (
        "Clusters, 2024: most specialised in Paper, 2.35 times its weight in the whole panel; "
        "above one in 1 of 2 industries."
    )
    none = found.assign(revenue=0.0)
    assert sentences.quotient_sentence(EN, none, "Region 77", 2024) == "Region 77 has no revenue in 2024."


def test_the_universe_in_words():
    universe = Universe(
        sections=("C", "26"),
        exclude=("19",),
        regions=("77",),
        require={"outlier": False, "eligible": True},
        unit="GBP",
    )
    assert sentences.universe_words(EN, universe).split("; ") == [
        "industries: Section C (manufacturing), 26 Computers, electronics, optics",
        "without: 19 Coke and oil products",
        "regions: 77",
        "not “outlier”",
        "only “eligible”",
        "each firm in the region and industry of its own row of the year",
        "unit: GBP",
    ]
    assert sentences.universe_words(RU, Universe(unit="thousand RUB")).endswith("единица: тыс. руб.")
