"""The page “Your data”: a file is looked through before it is used, then stands against the promise."""

import pandas as pd
import pytest

GOOD = "Период;Значение, %;Источник\n2025;12;Росстат\n2026;14,5;Росстат\n2027;18,2;\n"


def texts(app):
    said = " ".join(e.value for e in [*app.markdown, *app.caption, *app.info, *app.error, *app.success])
    return said.replace("\\", "").replace("\u00a0", " ")


def bring(app, text, name="ряд.csv"):
    app.file_uploader[0].set_value((name, text.encode(), "text/csv"))
    return app.run()


def press(app, label):
    return next(button for button in app.button if button.label == label).click().run()


@pytest.fixture
def page(run):
    return run("upload", target="cluster-revenue-share")


def test_before_a_file_is_chosen_the_page_says_what_is_needed(page, run):
    assert "a column with the period and one with the value" in texts(page)
    assert "Годы, полугодия, кварталы и месяцы" in texts(run("upload", lang="ru"))


def test_a_sound_file_is_shown_as_understood(page):
    app = bring(page, GOOD)
    assert not app.exception
    assert "Column B “Значение, %” is the value." in texts(app)
    assert "3 values were read:" in texts(app)
    table = app.dataframe[0].value
    assert table["Value"].tolist() == ["12%", "14.5%", "18.2%"]
    assert not next(b for b in app.button if b.label == "Use these data").disabled


def test_faults_are_listed_by_line_and_column_and_nothing_can_be_used(page):
    app = bring(page, GOOD + "вчера;13;\n2028;много;\n2029;130;\n")
    said = texts(app)
    assert "3 things have to be put right" in said
    assert "Line 5, column A: “вчера” is not a period" in said
    assert "Line 6, column B: “много” is not a number." in said
    assert "Line 7, column B: “130” lies beyond the natural limits" in said
    assert next(b for b in app.button if b.label == "Use these data").disabled


def test_an_open_decimal_sign_is_asked_for(page):
    app = bring(page, "period;value\n2025;1,234\n")
    assert "say which sign is the decimal one" in texts(app)
    app.segmented_control(key="mark").set_value(",").run()
    assert not app.error
    assert app.dataframe[0].value["Value"].tolist() == ["1.23%"]


def test_used_data_stay_in_the_session_and_can_be_dropped(page):
    app = press(bring(page, GOOD), "Use these data")
    own = app.session_state["uploaded"]["cluster-revenue-share"]
    assert own["value"].tolist() == [12, 14.5, 18.2]
    assert "Your data are in use: 3 values." in texts(app)
    app = press(app, "Stop using them")
    assert app.session_state["uploaded"] == {}


def test_hostile_text_stays_text(page):
    app = bring(page, "period;value;source\n**x**;1;\n2025;12;=1+1 <script>\n")
    assert not app.exception
    assert any("\\*\\*x\\*\\*" in element.value for element in app.markdown)
    assert app.dataframe[0].value["Source"].tolist() == ["=1+1 <script>"]


def progress(run, values, **params):
    """The page of the seed's target with a series of one's own, its part on progress open."""
    app = run("target", target="cluster-revenue-share", part="observed", **params)
    periods = [pd.Period(f"{year}", freq="Y") for year in values]
    frame = pd.DataFrame({"period": pd.Series(periods, dtype=object), "value": list(values.values())})
    app.session_state["uploaded"] = {"cluster-revenue-share": frame}
    return app.run()


def test_the_targets_page_holds_the_series_against_the_path(run):
    app = progress(run, {2025: 12.0, 2026: 14.5, 2027: 18.2})
    assert not app.exception
    said = texts(app)
    # The S-curve asks for 20.462 in 2027
    behind = "Behind by 2.26 percentage points: 18.2% observed for 2027"
    assert f"{behind}, where the path “S-curve (logit)” asks for 20.5%" in said
    assert "The methods disagree" in said
    assert "((18.2 − 12) / 2) / (|40 − 12| / 5) = 0.554" in said
    assert "There are 3 observations; a chance needs at least 5." in said
    assert "your data, kept in this session only" in said


def test_the_same_in_russian(run):
    said = texts(progress(run, {2025: 12.0, 2026: 14.5, 2027: 18.2}, lang="ru"))
    assert "Отставание на 2,26 п. п." in said
    assert "Методы расходятся" in said
    assert "((18,2 − 12) / 2) / (|40 − 12| / 5) = 0,554" in said
    assert "ваши данные, только в этом сеансе" in said


def test_without_observations_the_part_says_what_to_do(run):
    said = texts(run("target", target="cluster-revenue-share", part="observed"))
    assert "Nothing is observed for this indicator yet" in said


def test_observations_of_the_catalogue_are_judged_too(run):
    said = texts(run("target", target="sez-companies", part="observed"))
    assert "240 companies observed for January 2026" in said
    assert "● the promise's own start" in said


def table(app):
    return next(frame.value for frame in app.dataframe if "promise" in frame.value).set_index("id")


def test_the_table_of_targets_shows_verdicts_counts_and_a_filter(run):
    app = run("targets")
    assert table(app).loc["cluster-revenue-share", "verdict"] == "no observations"
    assert table(app).loc["sez-companies", "verdict"] == "too few"
    assert "no observations: 23, too few: 1" in texts(app)
    assert list(table(run("targets", verdict="too few")).index) == ["sez-companies"]


def test_the_table_counts_the_persons_own_data_for_this_session(run):
    app = run("targets")
    periods = pd.Series([pd.Period(year, freq="Y") for year in ("2025", "2026", "2027")], dtype=object)
    app.session_state["uploaded"] = {
        "cluster-revenue-share": pd.DataFrame({"period": periods, "value": [12.0, 14.5, 18.2]})
    }
    app.run()
    said = table(app).loc["cluster-revenue-share", "verdict"]
    assert said == "acceleration needed (methods disagree), by your data"
    assert "acceleration needed: 1" in texts(app)
