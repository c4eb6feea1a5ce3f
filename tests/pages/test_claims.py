"""The page of the statements: at a glance, one by one, by source."""

import pytest


def words(app):
    return " ".join(str(e.value) for e in [*app.markdown, *app.caption, *app.info, *app.subheader]).replace(
        "\\", ""
    )


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_it_opens_with_all_statements(run, lang):
    app = run("claims", lang=lang)
    assert "54" in words(app)


def test_one_source_on_file_is_counted_whole(run):
    app = run("claims", source="garbuzov-2025-11-07")
    assert "Of 22 statements 1 can be checked by their number" in words(app)
    assert "of 22 statements 19 could be checked, 1 by a number" in words(app)


def test_kinds_come_from_the_link(run):
    app = run("claims", kinds="case")
    assert "Of 3 statements 0 can be checked by their number" in words(app)
    app.session_state["kinds"] = []
    app.run()
    assert "kinds" not in app.query_params


def test_a_statement_shows_words_check_indicator_and_data(run):
    said = words(run("claims", statement="synergy"))
    assert "Кластеризация уже обеспечивает синергию" in said
    assert "no, not as it is worded" in said
    assert "What data one would need" in said
    assert "What is called synergy" in said


def test_a_paraphrase_stands_without_quotation_marks(run):
    app = run("claims", statement="target-moscow-gva-share", lang="ru")
    (told,) = [m.value for m in app.markdown if "добавленной стоимости промышленности страны" in m.value]
    assert not set('«»„“"') & set(told)
    assert "Нашими словами" in words(app)


def test_filters_that_fit_nothing_say_what_to_do(run):
    assert "No statement fits" in words(run("claims", source="ria-2025-11-21", kinds="case"))


def test_unknown_codes_in_the_link_are_ignored(run):
    app = run("claims", source="nobody", kinds="poem", statement="x")
    assert "54" in words(app)


def test_a_promise_says_what_is_on_file_and_what_is_left_open(run):
    said = words(run("claims", statement="target-sez-companies"))
    assert "2 observed values are on file." in said
    said = words(run("claims", statement="target-cluster-revenue-share"))
    assert "No observed value is on file." in said
    assert "Neither the year of the 12%" in said


def test_a_case_leads_to_its_participants(run):
    app = run("claims", statement="case-controller")
    assert [e.proto.label for e in app.get("page_link")] == ["See who takes part"]
    assert "Contracts, deliveries or acceptance papers" in words(app)
