"""Nodes and edges from CSV: every fault at once, with file, line, column and what would be right."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.cooperation import inn
from metrics.cooperation.tables import read_tables
from metrics.exports.csv import csv_bytes
from metrics.exports.graph import edges_frame, nodes_frame

NODES = "id,type,name_ru\na,organisation,Альфа\np,project,Проект\n"
HEAD = "id,organisation,project,role,direction,own_words,address\n"
SAID = "Сказано,https://example.org/a"


def read(nodes=NODES, edges=HEAD, encoding="utf-8"):
    return read_tables(nodes.encode(encoding), edges.encode(encoding))


def faults(*args, **options):
    return [(f.file, f.line, f.place, f.message) for f in read(*args, **options)[1]]


def only(*args, **options):
    (fault,) = faults(*args, **options)
    return fault


def test_sound_tables_become_a_network():
    network, wrong = read(edges=f"{HEAD}l,a,p,user,takes,{SAID}\n")
    assert wrong == ()
    assert list(network.links) == ["l"]
    link = network.links["l"]
    assert (link.role, link.direction, link.status, link.basis) == ("user", "takes", "not_stated", "stated")
    assert (link.paraphrase.text.ru, link.source.url) == ("Сказано", "https://example.org/a")
    assert network.organisations["a"].kind == "firm"


def test_semicolons_and_a_byte_order_mark_are_read():
    nodes = "\ufeff" + NODES.replace(",", ";")
    edges = "\ufeff" + f"{HEAD}l,a,p,user,takes,{SAID}\n".replace(",", ";")
    network, wrong = read(nodes, edges)
    assert wrong == ()
    assert len(network.links) == 1


def test_an_unknown_role_names_the_possible_ones():
    file, line, place, said = only(edges=f"{HEAD}l,a,p,captain,gives,{SAID}\n")
    assert (file, line, place) == ("edges.csv", 2, "role")
    assert "'captain'" in said
    assert "'supplier'" in said


def test_dangling_ends_are_named_with_the_nearest_id():
    wrong = faults(
        "id,type,name_ru\nalpha,organisation,А\npump,project,П\n",
        f"{HEAD}l,alpa,pump,user,gives,{SAID}\nm,alpha,lamp,user,gives,{SAID}\n",
    )
    assert [(line, place) for _, line, place, _ in wrong] == [(2, "organisation"), (3, "project")]
    assert "did you mean “alpha”?" in wrong[0][3]


def test_a_duplicate_id_names_the_line_of_the_first():
    edges = f"{HEAD}l,a,p,user,gives,{SAID}\nl,a,p,tester,gives,{SAID}\n"
    assert only(edges=edges) == (
        "edges.csv",
        3,
        "id",
        "The id “l” is already taken on line 2; every id is used once.",
    )
    assert only(NODES + "a,organisation,Ещё\n")[1:3] == (4, "id")


def test_organisations_and_projects_share_their_ids():
    assert "share one set of ids" in only(NODES + "a,project,Ещё\n")[3]


def test_a_link_without_words_is_refused():
    file, line, _, said = only(edges=f"{HEAD}l,a,p,user,gives,,\n")
    assert (file, line) == ("edges.csv", 2)
    assert "quotes or on a paraphrase" in said


def test_words_without_an_address_are_no_evidence():
    assert only(edges=f"{HEAD}l,a,p,user,gives,Сказано,somewhere\n")[1] == 2


@pytest.mark.parametrize(
    ("number", "what"),
    [
        ("276000008", "write “0276000008”"),
        ("7707083894", "check digit"),
        ("77070838", "10 digits"),
        ("7707083893.0", "10 digits"),
        ("٧٧٠٧٠٨٣٨٩٣", "10 digits"),
        ("0000000000", "check digit"),
    ],
)
def test_a_wrong_inn_says_what_is_wrong(number, what):
    nodes = f"id,type,name_ru,inn\na,organisation,А,{number}\n"
    file, line, place, said = only(nodes)
    assert (file, line, place) == ("nodes.csv", 2, "inn")
    assert what in said


def test_an_inn_stays_text():
    network, wrong = read("id,type,name_ru,inn\na,organisation,А,0276000008\n")
    assert wrong == ()
    assert network.organisations["a"].inn == "0276000008"


def test_two_organisations_do_not_share_an_inn():
    nodes = "id,type,name_ru,inn\na,organisation,А,7707083893\nb,organisation,Б,7707083893\n"
    assert only(nodes)[1:] == (
        3,
        "inn",
        "The INN “7707083893” is already that of “a”; two organisations cannot share one.",
    )


def test_links_meet_a_panel_of_firms_by_inn():
    network, _ = read("id,type,name_ru,inn\na,organisation,А,0276000008\nb,organisation,Б,\n")
    panel = pd.DataFrame({"firm_id": ["0276000008", "7707083893"], "revenue": [5.0, 7.0]})
    met = panel.assign(organisation=panel["firm_id"].map(network.by_inn)).dropna()
    assert met[["organisation", "revenue"]].to_dict("list") == {"organisation": ["a"], "revenue": [5.0]}


def test_all_faults_come_at_once_in_the_order_of_lines():
    wrong = faults(
        "id,type,name_ru,inn\nA B,organisation,А,\nb,planet,Б,\nc,organisation,В,12\n",
        f"{HEAD}l,c,p,captain,sideways,{SAID}\nm,c,p,user,gives,{SAID},more\n",
    )
    assert [(file, line) for file, line, *_ in wrong] == [
        ("nodes.csv", 2),
        ("nodes.csv", 3),
        ("nodes.csv", 4),
        ("edges.csv", 2),
        ("edges.csv", 2),
        ("edges.csv", 3),
    ]


def test_missing_and_unknown_columns():
    assert only("id,name_ru\na,А\n")[3].startswith("The column “type” is missing")
    assert "“colour” is not known" in only("id,type,name_ru,colour\na,organisation,А,red\n")[3]


def test_empty_and_broken_files():
    assert "file is empty" in faults("", "")[0][3]
    assert ["not UTF-8" in said for *_, said in faults(encoding="utf-16")] == [True, True]
    assert "not a CSV table" in only(NODES + 'x,project,"open\n')[3]


def test_a_row_that_spans_lines_is_named_by_its_first():
    nodes = 'id,type,name_ru\na,organisation,"две\nстроки"\nb,planet,Б\n'
    assert only(nodes)[1] == 4


def test_belonging_to_what_is_no_place_is_a_fault():
    edges = "id,relation,organisation,project,role,direction,own_words,address\n"
    zone = NODES.replace("name_ru", "name_ru,kind").replace("Альфа", "Альфа,").replace("Проект", "Проект,")
    zone += "z,organisation,Зона,place\n"
    assert only(zone, f"{edges}m,belonging,a,p,,,{SAID}\n") == (
        "edges.csv",
        2,
        "project",
        "“p” is not a place or a cluster, so nobody can belong to it.",
    )
    assert "no organisation “x”" in only(zone, f"{edges}m,belonging,x,z,,,{SAID}\n")[3]
    network, wrong = read(zone, f"{edges}m,belonging,a,z,,,{SAID}\n")
    assert (wrong, network.members("z")) == ((), ("a",))


def test_hostile_cells_stay_text():
    network, wrong = read(
        "id,type,name_ru\na,organisation,'=cmd()\np,project,<b>П</b>\n", f"{HEAD}l,a,p,user,gives,{SAID}\n"
    )
    assert wrong == ()
    assert (network.organisations["a"].name.ru, network.projects["p"].name.ru) == ("=cmd()", "<b>П</b>")


# The check digits.


@given(st.integers(1, 999_999_999))
def test_one_check_digit_in_ten_holds(number):
    right = [d for d in range(10) if inn.holds(f"{number:09}{d}")]
    assert len(right) == 1


@given(st.integers(1, 999_999_999), st.integers(0, 8), st.integers(1, 9))
def test_one_mistyped_digit_is_mostly_caught(number, place, step):
    digits = f"{number:09}"
    good = next(f"{digits}{d}" for d in range(10) if inn.holds(f"{digits}{d}"))
    changed = good[:place] + str((int(good[place]) + step) % 10) + good[place + 1 :]
    total = sum(w * (int(b) - int(a)) for w, a, b in zip(inn.FIRM, good, changed, strict=False))
    caught = not inn.holds(changed)
    assert caught or total % 11 in (0, 1, 10)  # a remainder of ten is written as nought


@pytest.mark.parametrize("number", ["7707083893", "7736050003", "500100732259"])
def test_published_numbers_hold(number):
    assert inn.fault(number) is None


@pytest.mark.parametrize("style", ["plain", "excel-ru"])
def test_what_was_read_in_can_be_handed_out_and_read_in_again(style):
    zone = (
        NODES.replace("name_ru", "name_ru,kind")
        .replace("Альфа", '"=Альфа; ""О""",')
        .replace("Проект", "Проект,")
    )
    zone += "z,organisation,Зона,place\n"
    edges = "id,relation,organisation,project,role,direction,date,own_words,address\n"
    edges += f"l,link,a,p,user,takes,2025-11-07,{SAID}\nm,belonging,a,z,,,,{SAID}\n"
    network, wrong = read(zone, edges)
    assert wrong == ()
    nodes_again, edges_again = (csv_bytes(f(network), style) for f in (nodes_frame, edges_frame))
    assert read_tables(nodes_again, edges_again) == (network, ())
