"""Every page, in both languages, light and dark, wide and narrow, opens quietly and can be used by all."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.pages import shows_no_error

PAGES = [
    "/",
    "/target?target=cluster-revenue-share",
    "/lab",
    "/observed",
    "/cooperation",
    "/cooperation?view=measures",
    "/claims",
    "/sources",
    "/upload",
]
LOOKS = [("ru", False, 1280), ("en", True, 1280), ("ru", True, 390)]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("lang", "dark", "width"), LOOKS)
def test_a_page_opens_quietly_fits_and_can_be_used_by_all(visit, path, lang, dark, width):
    page = visit(path, lang=lang, dark=dark, width=width)
    shows_no_error(page)
    expect(page.get_by_role("heading").first).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == lang
    assert page.evaluate("document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth") <= 0
    assert page.get_by_test_id("stMain").evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    grave = [fault for fault in found if fault["impact"] in {"serious", "critical"}]
    places = [(fault["help"], node["html"][:200]) for fault in grave for node in fault["nodes"][:3]]
    assert not places, "\n".join(map(str, places))
