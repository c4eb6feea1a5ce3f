"""The page «Observed» in a real browser: how it looks and behaves, not only what it says."""

import csv
import io

import pytest
from playwright.sync_api import expect

from tests.browser.pages import idle, shows_no_error

LOOKS = [
    ("split", "ru", False, 390),
    ("members", "en", True, 390),
    ("quotients", "ru", True, 1280),
    ("findings", "en", False, 390),
]


@pytest.mark.parametrize(("view", "lang", "dark", "width"), LOOKS)
def test_a_view_opens_and_fits(visit, view, lang, dark, width):
    page = visit(f"/observed?view={view}", lang=lang, dark=dark, width=width)
    shows_no_error(page)
    expect(page.get_by_role("heading", level=1)).to_have_text({"ru": "Наблюдаемое", "en": "Observed"}[lang])
    assert page.get_by_test_id("stMain").evaluate("e => e.scrollWidth - e.clientWidth") <= 0


def test_a_click_on_a_bar_lists_its_firms(visit):
    page = visit("/observed", lang="en", height=3600)
    expect(page.get_by_text("Nobody grew, they were relabelled.")).to_be_visible()
    bar = page.locator(".stPlotlyChart").nth(1).locator(".trace.bars .point path").nth(7).bounding_box()
    page.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)  # the last term
    help_of_gone = "Members with a revenue in the earlier year and none in the later one."
    expect(page.get_by_text(help_of_gone)).to_be_visible()
    idle(page)
    assert "term=gone" in page.url


def test_every_file_says_that_it_is_made_up(visit):
    page = visit("/observed", lang="en")
    page.get_by_test_id("stPopoverButton").click()
    for label in (
        "The share by year",
        "The share as series",
        "The split, from end to end",
        "The firms behind it",
    ):
        with page.expect_download() as download:
            page.get_by_role("button", name=label, exact=True).click()
        assert download.value.suggested_filename.startswith("synthetic-panel")
        with open(download.value.path(), encoding="utf-8") as file:  # noqa: PTH123 - any path will do
            rows = list(csv.DictReader(io.StringIO(file.read())))
        assert rows
        assert {row["source"] for row in rows} == {"synthetic"}
        assert all('"sections": ["C"]' in row["universe"] for row in rows)


def test_the_state_is_in_the_address(visit):
    page = visit("/observed", lang="en")
    page.get_by_role("radio", name="Location quotients").or_(
        page.get_by_role("button", name="Location quotients")
    ).first.click()
    idle(page)
    expect(page.get_by_text("most specialised in")).to_be_visible()
    assert "view=quotients" in page.url
