"""A person brings a file, sees what was understood, uses it, and finds it beside the promise."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.pages import idle, shows_no_error

SERIES = "Период;Значение, %;Источник\n2025;12;Росстат\n2026;14,5;Росстат\n2027;18,2;\n"
PAGE = "/upload?target=cluster-revenue-share"


def bring(page, text, encoding="cp1251"):
    file = {"name": "ряд.csv", "mimeType": "text/csv", "buffer": text.encode(encoding)}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("Как понят файл")).to_be_visible()
    idle(page)


def test_from_the_file_to_the_promise(visit):
    page = visit(PAGE)
    bring(page, SERIES)
    expect(page.get_by_text("Прочитано 3 значения:")).to_be_visible()
    page.get_by_role("button", name="Использовать эти данные").click()
    page.get_by_role("link", name="Сравнить с обещанием").click()
    expect(page.get_by_text("Отставание на 2,26")).to_be_visible()
    idle(page)
    shows_no_error(page)
    expect(page.get_by_text("ваши данные, только в этом сеансе")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Оценки с числами (CSV)").click()
    lines = download.value.path().read_text("utf-8-sig").splitlines()
    assert len(lines) == 6
    assert "18,2" in lines[1]


def test_the_entry_for_the_catalogue_can_be_taken_away(visit):
    page = visit(PAGE)
    bring(page, SERIES, "utf-16")
    with page.expect_download() as download:
        page.get_by_role("button", name="Запись каталога (YAML)").click()
    assert "{period: 2026, value: 14.5}  # Росстат" in download.value.path().read_text("utf-8")


@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 390)])
def test_faults_can_be_read_by_all(visit, dark, width):
    page = visit(PAGE, dark=dark, width=width)
    bring(page, SERIES + "вчера;13;\n2028;много;\n")
    expect(page.get_by_text("Строка 5, столбец A: «вчера» — не период")).to_be_visible()
    assert page.get_by_test_id("stMain").evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    grave = [fault for fault in found if fault["impact"] in {"serious", "critical"}]
    places = [(fault["help"], node["html"][:200]) for fault in grave for node in fault["nodes"][:3]]
    assert not places, "\n".join(map(str, places))
