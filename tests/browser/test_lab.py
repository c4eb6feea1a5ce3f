"""The lab in a real browser: a chart that follows the hand, and Python having the last word."""

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.pages import idle, shows_no_error
from tests.test_scenarios_in_the_browser import MODEL, cases, differences

GROWTH = {"en": "Growth of cluster members", "ru": "Рост участников кластеров"}
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


@pytest.fixture
def lab(visit):
    def open_lab(path="/lab", lang="en", **options):
        page = visit(path, lang=lang, **options)
        expect(page.locator("svg .path")).to_be_visible()
        return page

    return open_lab


def slider(page, lang="en"):
    return page.get_by_role("slider", name=GROWTH[lang])


def query(page):
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def drag(page, value):
    """Move the slider without letting go: the browser says input, never change."""
    slider(page).evaluate(
        "(input, value) => { input.value = value; input.dispatchEvent(new Event('input', {bubbles: true})) }",
        value,
    )


def end(page):
    """The label at the end of the path."""
    return page.locator("svg text[font-weight='700']").text_content()


def test_the_chart_follows_the_hand_before_python_is_asked(lab):
    page = lab()
    assert end(page) == "40.0%"
    before = page.url
    drag(page, 0.2)
    expect(page.locator(".sentence")).to_contain_text("20.0% a year")
    assert end(page) == "25.3%"  # odds 12/88 · 1.2⁵
    assert page.url == before


def test_letting_go_tells_python_which_has_the_last_word(lab):
    page = lab()
    drag(page, 0.2)
    slider(page).dispatch_event("change")
    expect(page).to_have_url(re.compile("member_growth=0.2&"))
    idle(page)
    expect(page.locator(".sentence:not([aria-busy])")).to_contain_text("25.3%")
    said = page.locator(".sentence").text_content()
    drag(page, 0.3)
    drag(page, 0.2)
    expect(page.locator(".sentence")).to_have_text(said)  # the browser says it word for word like Python


def test_the_model_in_this_browser_equals_python_to_1e_12(lab):
    asked = list(cases(300, seed=7))
    answers = lab().evaluate(
        """async ([text, asked]) => {
          const model = await import("data:text/javascript," + encodeURIComponent(text));
          return JSON.stringify(asked.map(({ start, years, goal, kind, levers }) => [
            model.follow(start, years, levers, kind), model.reachedIn(start, goal, levers, kind, 50)]));
        }""",
        [MODEL.read_text("utf-8"), asked],
    )
    assert differences(asked, json.loads(answers)) <= 1e-12


def test_the_keyboard_moves_a_lever(lab):
    page = lab("/lab?target=cluster-revenue-share&member_growth=0.2&rest_growth=0&admission=0")
    slider(page).focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("member_growth=0.201&"))
    idle(page)
    expect(slider(page)).to_be_focused()


def test_a_preset_moves_the_sliders_and_undo_brings_them_back(lab):
    page = lab()
    page.get_by_role("button", name="Admission only").click()
    number = page.get_by_role("spinbutton", name=re.compile("Admission to clusters"))
    expect(number).to_have_value("7.37")
    expect(page.locator(".sentence")).to_contain_text("+28.0 pp by admission")
    page.get_by_role("button", name="Undo").click()
    expect(number).to_have_value("0")
    expect(page.locator(".sentence")).to_contain_text("37.4% a year")


def test_a_number_that_cannot_be_is_refused_at_its_lever(lab):
    page = lab()
    before = page.url
    number = page.get_by_role("spinbutton", name=re.compile(GROWTH["en"]))
    number.fill("-150")
    number.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="between −99 % and 1000 %")).to_be_visible()
    assert page.url == before
    number.fill("25")
    number.press("Enter")
    expect(page).to_have_url(re.compile("member_growth=0.25&"))


def test_a_link_opens_the_same_scenario_in_the_other_language(lab):
    page = lab()
    page.get_by_role("button", name="Half and half").click()
    expect(page.locator(".sentence")).to_contain_text("+14.0 pp by admission")
    idle(page)
    path = urlsplit(page.url)._replace(scheme="", netloc="").geturl().replace("lang=en", "lang=ru")
    other = lab(path, lang="ru")
    expect(other.locator(".sentence")).to_contain_text("+14,0 п. п. за счёт приёма")
    here, there = query(page), query(other)
    assert here | {"lang": "ru"} == there


def test_a_click_on_an_iso_line_loads_its_point(lab):
    page = lab()
    page.get_by_role("tab", name="Growth or admission").click()
    points = page.locator(".js-plotly-plot .scatterlayer .trace").first.locator(".points path")
    expect(points.nth(8)).to_be_attached()
    points.nth(8).scroll_into_view_if_needed()
    box = points.nth(8).bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page).to_have_url(re.compile(r"admission=0\.0[1-9]"))
    expect(page.locator(".sentence")).to_contain_text("The goal of 40.0% is reached in 2030")


def test_the_drawing_can_be_saved(lab):
    page = lab()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as SVG").click()
    text = download.value.path().read_text("utf-8")
    assert text.startswith("<svg")
    assert "var(" not in text
    assert download.value.suggested_filename == "cluster-revenue-share-scenario.svg"
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as PNG").click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
    assert download.value.suggested_filename == "cluster-revenue-share-scenario.png"


@pytest.mark.parametrize("view", range(6))
@pytest.mark.parametrize(("lang", "dark", "width"), [("en", False, 1280), ("ru", True, 390)])
def test_every_view_is_fit_for_all(lab, lang, dark, width, view):
    page = lab("/lab?target=cluster-revenue-share&size=10000", lang=lang, dark=dark, width=width)
    page.get_by_role("tab").nth(view).click()
    idle(page)
    shows_no_error(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, context='[data-testid="stMain"]', options=RULES)
    assert not found.response["violations"], found.generate_report()
