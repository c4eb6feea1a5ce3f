"""The browser's back and forward buttons lead through what a person chose, not only from page to page."""

from playwright.sync_api import expect

from tests.browser.pages import idle

SEED = "/target?target=cluster-revenue-share"


def arrive(page, address):
    page.wait_for_url(address)
    idle(page)


def test_each_move_of_a_slider_can_be_taken_back_and_done_again(visit):
    page = visit(SEED, lang="en")
    deadline = page.get_by_role("slider", name="Deadline")
    for year in (2031, 2032):
        deadline.press("ArrowRight")
        arrive(page, f"**due={year}*")
    for way, year in ((page.go_back, 2031), (page.go_back, 2030), (page.go_forward, 2031)):
        way()
        expect(page.get_by_role("heading", name=f"by {year}")).to_be_visible()
        expect(deadline).to_have_value(str(year))
    arrive(page, "**due=2031*")


def test_quick_moves_are_not_taken_for_a_way_back(visit):
    page = visit(SEED, lang="en")
    deadline = page.get_by_role("slider", name="Deadline")
    for _ in range(6):
        deadline.press("ArrowRight")
    expect(page.get_by_role("heading", name="by 2036")).to_be_visible()
    arrive(page, "**due=2036*")
    expect(deadline).to_have_value("2036")


def test_to_the_target_before(visit):
    page = visit(SEED, lang="en")
    box = page.get_by_role("combobox", name="Target")
    before = box.get_attribute("value")
    box.click()
    page.get_by_role("option").nth(1).click()
    arrive(page, lambda url: "cluster-revenue-share" not in url)
    page.go_back()
    arrive(page, "**cluster-revenue-share*")
    expect(box).to_have_value(before)


def test_to_the_scenario_before(visit):
    page = visit("/lab", lang="en")
    sentence = page.locator(".sentence")
    before = sentence.inner_text()
    page.get_by_role("button", name="Half and half").click()
    expect(sentence).to_contain_text("+14.0 pp by admission")
    arrive(page, "**admission=*")
    page.go_back()
    expect(sentence).to_have_text(before)
    page.go_forward()
    expect(sentence).to_contain_text("+14.0 pp by admission")


def test_to_the_filters_before(visit):
    page = visit("/?lang=en", lang="en")
    search = page.get_by_role("textbox", name="Search")
    search.fill("electric")
    search.press("Enter")
    arrive(page, "**find=electric*")
    page.go_back()
    expect(search).to_have_value("")
    page.go_forward()
    expect(search).to_have_value("electric")


def test_to_the_page_before_as_it_was_left(visit):
    page = visit(SEED + "&due=2033", lang="en")
    page.get_by_role("link", name="Claims").click()
    arrive(page, "**/claims*")
    page.go_back()
    arrive(page, "**due=2033*")
    expect(page.get_by_role("heading", name="by 2033")).to_be_visible()


def test_to_the_view_before(visit):
    page = visit("/observed?lang=en", lang="en")
    first = page.get_by_role("radio", checked=True).first
    name = first.get_attribute("aria-label") or first.inner_text()
    page.get_by_role("radio", name="Location quotients").click()
    arrive(page, "**view=quotients*")
    page.go_back()
    arrive(page, lambda url: "view=" not in url)
    expect(page.get_by_role("radio", name=name).first).to_be_checked()
