"""The network and the claims in a real browser: clicks, keys, links, files."""

import xml.etree.ElementTree as ET

import pytest
from playwright.sync_api import expect

from tests.browser.pages import idle


def test_a_click_on_a_node_shows_its_quotes_and_stands_in_the_link(visit):
    page = visit("/cooperation", lang="ru")
    nodes = page.locator(".js-plotly-plot .scatterlayer .trace").last.locator("path.point")
    where = nodes.first.bounding_box()
    page.mouse.click(where["x"] + where["width"] / 2, where["y"] + where["height"] / 2)
    expect(page.get_by_text("На сегодняшний день центром кооперации").first).to_be_visible()
    assert "pick=technopolis-moscow" in page.url


def test_a_click_on_a_link_shows_the_quotes_of_that_link(visit):
    page = visit("/cooperation", lang="en")
    traces = page.locator(".js-plotly-plot .scatterlayer .trace")
    signs = traces.nth(traces.count() - 4).locator("path.point")
    assert signs.count() == 7
    where = signs.nth(1).bounding_box()
    page.mouse.click(where["x"] + where["width"] / 2, where["y"] + where["height"] / 2)
    expect(page.get_by_text("that Mikrobor delivered them is not said outright").first).to_be_visible()
    assert "pick=link%3Amikrobor-ropeway-tooling" in page.url


def test_a_node_can_be_chosen_by_keyboard(visit):
    page = visit("/cooperation", lang="en")
    chooser = page.get_by_role("combobox", name="Organisation, project or link")
    chooser.focus()
    page.keyboard.type("Spetskabel")
    page.keyboard.press("Enter")
    expect(page.get_by_text("взялся за освоение производства специальных шлейфов")).to_be_visible()


def test_a_link_opens_the_same_state_in_the_other_language(visit):
    page = visit("/cooperation?roles=software&pick=link:proeltech-controller&lang=ru", lang="en")
    expect(page.get_by_text("Разработчиком ПО стала компания «ПроЭлтех»").first).to_be_visible()
    expect(page.get_by_text("Здесь 1 организация, 1 проект и 1 связь")).to_be_visible()


@pytest.mark.parametrize(("name", "tag"), [("GraphML", "graphml"), ("GEXF", "gexf")])
def test_network_files_are_handed_over(visit, name, tag, tmp_path):
    page = visit("/cooperation", lang="en")
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.name == f"cooperation.{tag}"
    assert ET.parse(file).getroot().tag.endswith(tag)  # noqa: S314 - our own file


def test_a_click_on_a_tile_shows_the_statement(visit):
    page = visit("/claims", lang="en")
    tiles = page.locator(".js-plotly-plot .scatterlayer .trace").last.locator("path.point")
    where = tiles.nth(4).bounding_box()
    page.mouse.click(where["x"] + where["width"] / 2, where["y"] + where["height"] / 2)
    expect(page.get_by_text("What is called synergy")).to_be_visible()
    assert "statement=synergy" in page.url
    idle(page)


@pytest.mark.parametrize("path", ["/cooperation", "/claims"])
def test_the_camera_saves_a_clean_svg(visit, path, tmp_path):
    page = visit(path, lang="ru")
    page.locator(".js-plotly-plot").first.hover()
    with page.expect_download() as waiting:
        page.locator(".modebar-btn[data-attr=toImage], .modebar-btn").first.click()
    waiting.value.save_as(tmp_path / "chart.svg")
    assert waiting.value.suggested_filename == f"{path.strip('/')}.svg"
    assert ET.parse(tmp_path / "chart.svg").getroot().tag.endswith("svg")  # noqa: S314 - our own file
