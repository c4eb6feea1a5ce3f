"""What a person does on a target's page: move, click, read, take away, come back by the link."""

import pytest
from playwright.sync_api import expect

from tests.browser.pages import idle, shows_no_error

SEED = "/target?target=cluster-revenue-share"
LINES = ".path-chart path"
FIRST_MARK = "document.querySelector('.path-chart .point :last-child').getBoundingClientRect().width"


def stated(page, words):
    """The point of a statement on the chart."""
    return page.locator(".path-chart").get_by_role("button", name=words)


def move(page, label, key="ArrowRight"):
    page.get_by_role("slider", name=label).press(key)


def test_a_moved_slider_changes_the_chart_and_the_link_opens_the_same(visit):
    page = visit(SEED, lang="en")
    before = page.locator(LINES).first.get_attribute("d")
    move(page, "Deadline")
    expect(page.get_by_role("heading", name="by 2031")).to_be_visible()
    idle(page)
    assert page.locator(LINES).first.get_attribute("d") != before
    page.wait_for_url("**due=2031*")
    again = visit(page.url[page.url.index("/target") :], lang="en")
    expect(again.get_by_role("heading", name="by 2031")).to_be_visible()


def test_back_to_what_the_source_says(visit):
    page = visit(SEED + "&due=2035&scale=linear", lang="en")
    expect(page.get_by_role("heading", name="2.8 percentage points")).to_be_visible()
    page.get_by_role("button", name="Back to what the source says").click()
    expect(page.get_by_role("heading", name="37% a year faster")).to_be_visible()
    page.wait_for_url(lambda url: "due=" not in url and "scale=" not in url)


def test_a_clicked_point_finds_its_words(visit):
    page = visit(SEED, lang="en")
    stated(page, "more than 40%").click()
    idle(page)
    expect(page.get_by_role("radio", name="more than 40%")).to_be_checked()
    page.wait_for_url("**claim=to*")


def test_chosen_words_find_their_point(visit):
    page = visit(SEED, lang="en")
    before = page.evaluate(FIRST_MARK)
    page.get_by_role("radio", name="12%", exact=True).click()
    page.wait_for_url("**claim=from*")
    page.wait_for_function(f"before => {FIRST_MARK} > before", arg=before)


def test_a_point_is_reached_and_chosen_by_keyboard(visit):
    page = visit(SEED, lang="en")
    stated(page, "more than 40%").focus()
    expect(page.locator(".path-chart .tip")).to_contain_text("«до более чем 40%»")
    page.keyboard.press("Enter")
    page.wait_for_url("**claim=to*")
    expect(stated(page, "more than 40%")).to_be_focused()


def test_a_point_tells_its_words_when_hovered(visit):
    page = visit(SEED, lang="ru")
    stated(page, "более 40").hover()
    expect(page.locator(".path-chart .tip")).to_contain_text("«до более чем 40%»")


def test_every_year_of_the_path_tells_its_value(visit):
    page = visit(SEED, lang="en")
    box = page.locator(".path-chart svg").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.5)
    expect(page.locator(".path-chart .tip")).to_contain_text("2028: 26.1% (interpolated)")


@pytest.mark.parametrize(
    ("lang", "form", "start"), [("ru", 1, b"\xef\xbb\xbfseries;"), ("en", 0, b"series,")]
)
def test_the_path_is_taken_away_as_csv(visit, lang, form, start):
    page = visit(SEED, lang=lang)
    page.get_by_role("button", name={"ru": "Скачать", "en": "Download"}[lang], exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name={"ru": "Путь, как показан", "en": "The path as shown"}[lang]).click()
    data = download.value.path().read_bytes()
    assert data.startswith(start)
    lines = data.decode("utf-8-sig").splitlines()
    assert len(lines) == 7
    assert "cluster-share-from" in lines[1]
    assert ("15,77" if form else "15.77") in lines[2]


def test_the_chart_is_saved_as_a_file(visit):
    page = visit(SEED, lang="en")
    saved = {}
    for kind in ("SVG", "PNG"):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Save as {kind}").click()
        saved[download.value.suggested_filename] = download.value.path().read_bytes()
    drawn, picture = saved["cluster-revenue-share.svg"], saved["cluster-revenue-share.png"]
    assert drawn.startswith(b"<svg")
    assert b"var(" not in drawn
    assert "to reach: more than 40%" in drawn.decode()
    assert picture.startswith(b"\x89PNG")
    page.get_by_role("combobox", name="Target").click()
    page.get_by_role("option").filter(has_text="electric").first.click()
    page.wait_for_url("**target=ev*")
    idle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as SVG").click()
    assert download.value.suggested_filename.startswith("ev-")


def test_everything_is_reached_by_keyboard(visit):
    page = visit(SEED, lang="en")
    page.get_by_role("slider", name="Base year").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**base=2024*")
    idle(page)
    seen = set()
    for _ in range(25):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.type"))
    assert {"range", "button"} <= seen


def test_the_language_switch_keeps_what_was_assumed(visit):
    page = visit(SEED + "&due=2033", lang="ru")
    expect(page.get_by_role("heading", name="к 2033 году")).to_be_visible()
    page.get_by_role("radio", name="English").click()
    expect(page.get_by_role("heading", name="by 2033")).to_be_visible()
    page.wait_for_url("**lang=en*")
    page.wait_for_url("**due=2033*")
    assert page.evaluate("document.documentElement.lang") == "en"
    shows_no_error(page)


def test_a_chosen_line_of_the_table_opens_its_target(visit):
    page = visit("/", lang="en")
    canvas = page.get_by_test_id("stDataFrame").first
    canvas.click(position={"x": 18, "y": 38 + 66 * 9 + 30})
    page.wait_for_url("**/target?*")
    idle(page)
    assert "target=sez-companies" in page.url
    expect(page.get_by_role("heading", name="more than 230 companies")).to_be_visible()


def test_a_source_leads_to_its_target(visit):
    page = visit("/sources", lang="en")
    page.get_by_role("link", name="Share of clusters in the revenue").first.click()
    page.wait_for_url("**/target?*")
    idle(page)
    expect(page.get_by_role("heading", name="37% a year faster")).to_be_visible()
