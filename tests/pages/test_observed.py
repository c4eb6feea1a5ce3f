"""The page «Observed» without a browser: the made-up panel, one's own files, what is refused, the link."""

import pandas as pd
import pytest

MADE_UP = "Made-up firms: synthetic data, "


def said(app):
    return "\n".join(m.value.replace("\\", "") for m in [*app.markdown, *app.caption, *app.info, *app.error])


def choice(app, key):
    return next(
        w
        for kind in ("selectbox", "segmented_control", "button_group")
        for w in app.get(kind)
        if w.key == key
    )


def upload(app, kind, firm_year, membership):
    names = {f"{kind}-panel": firm_year, f"{kind}-members": membership}
    for uploader in app.get("file_uploader"):
        uploader.upload(f"{uploader.key}.csv", names[uploader.key].to_csv(index=False).encode(), "text/csv")
    return app.run()


@pytest.fixture
def firm_year():
    rows = [
        ("0000000001", 2020, 10),
        ("0000000001", 2021, 30),
        ("0000000002", 2020, 90),
        ("0000000002", 2021, 70),
    ]
    table = pd.DataFrame(rows, columns=["firm_id", "year", "revenue"])
    return table.assign(industry="26.1", region="77")


@pytest.fixture
def membership():
    return pd.DataFrame({"firm_id": ["0000000001"], "cluster_id": ["a"], "valid_from": [2019]})


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("view", ["split", "members", "quotients", "findings"])
def test_every_view_of_the_made_up_panel_opens(run, lang, view):
    app = run("observed", lang=lang, view=view)
    assert app.title[0].value == {"en": "Observed", "ru": "Наблюдаемое"}[lang]
    assert app.warning[0].value.startswith({"en": "Made-up firms", "ru": "Вымышленные предприятия"}[lang])
    assert sum(m.value.startswith("####") for m in app.markdown) == 2


def test_the_made_up_rise_is_mostly_relabelling(run):
    app = run("observed")
    assert "is mostly relabelling" in said(app)
    assert "industries: Section C (manufacturing); all regions" in said(app)
    assert "nothing here is an observation" in said(app)
    assert (
        "Flagged, not dropped**: revenue is missing: 1,274; revenue jumps about a thousandfold: 1;"
        in said(app)
    )


def test_the_link_keeps_years_view_and_universe(run):
    app = run("observed", since="2016", until="2018", term="new", industries="26,27")
    assert "from 2016 to 2018" in said(app) or "From 2016 to 2018" in said(app)
    assert "industries: 26 Computers, electronics, optics, 27 Electrical equipment" in said(app)
    assert choice(app, "term").value == "new"


def test_years_of_the_link_that_the_panel_does_not_have_are_left(run):
    assert "2012 to 2024" in said(run("observed", since="1812", until="1815"))


def test_a_target_is_held_beside_the_share(run):
    app = run("observed", against="cluster-revenue-share")
    assert "the path begins in 2025: there is no year to compare yet" in said(app)
    assert "says nothing about the target" in said(app)


def test_without_files_the_page_says_what_to_bring(run):
    app = run("observed", panel="files")
    assert "Bring both files" in said(app)
    assert not app.warning


def test_own_files_show_their_share(run, firm_year, membership):
    app = upload(run("observed", panel="files"), "files", firm_year, membership)
    assert not app.exception
    assert "Clusters made 30.0% of the industry's revenue in 2021, up from 10.0% in 2020" in said(app)
    assert "mostly growth" in said(app)
    assert "the files you brought" in said(app)
    assert not app.warning


def test_own_files_that_are_made_up_are_called_so(run, firm_year, membership):
    app = upload(run("observed", panel="files"), "files", firm_year.assign(source="synthetic"), membership)
    assert app.warning[0].value.startswith(MADE_UP)


def test_faults_of_a_file_are_all_listed_with_their_rows(run, firm_year, membership):
    bad = firm_year.assign(revenue=["ten", -1, 5, 5])
    app = upload(run("observed", panel="files"), "files", bad, membership)
    assert app.error[0].value == "The file cannot be used as it is. Faults found: 2."
    assert app.dataframe[0].value["row"].tolist() == [2, 3]
    assert app.dataframe[0].value["reason"].tolist() == [
        "revenue is “ten”, not a number.",
        "revenue is negative: -1.",
    ]


def test_a_cube_made_earlier_is_shown(run, firm_year, membership):
    from metrics.firms.share import reduce

    cube = reduce(firm_year, membership).cube
    app = upload(run("observed", panel="cube"), "cube", cube, membership)
    assert not app.exception
    assert "Clusters made 30.0% of the industry's revenue in 2021" in said(app)


def test_what_is_no_cube_is_refused(run, firm_year, membership):
    app = upload(run("observed", panel="cube"), "cube", firm_year, membership)
    assert "This is not a cube: it lacks member, firms, missing" in said(app)


def test_one_year_shows_a_share_and_asks_for_another_for_the_split(run, firm_year, membership):
    app = upload(run("observed", panel="files"), "files", firm_year[firm_year["year"] == 2020], membership)
    assert "In 2020 clusters made 10.0%" in said(app)
    assert "A change needs two years" in said(app)


def test_a_choice_of_bar_lists_its_firms(run):
    app = run("observed")
    choice(app, "term").set_value("left").run()
    assert "No firm is behind this bar" in said(app) or "firm" in said(app)
    choice(app, "term").set_value("admitted").run()
    assert not app.exception
    listed = app.dataframe[-1].value
    assert listed["Points of the share"].iloc[0] > 0
    assert listed["Firm"].str.fullmatch(r"[0-9]{10}").all()


def test_a_table_in_rfsd_s_own_columns_is_shown(run, firm_year, membership):
    names = {"firm_id": "inn", "revenue": "line_2110", "industry": "okved", "region": "region_taxcode"}
    rfsd = firm_year.rename(columns=names).assign(okved_section="C", outlier="0")
    app = upload(run("observed", panel="files"), "files", rfsd, membership)
    assert not app.exception
    assert "Clusters made 30.0% of the industry's revenue in 2021" in said(app)
    assert "industries: Section C (manufacturing)" in said(app)
    next(box for box in app.checkbox if box.key == "outliers").uncheck().run()
    assert "not “outlier”" in said(app)
