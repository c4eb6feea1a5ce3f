"""A real dashboard and a real browser: every page must be quiet and keep to this machine."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scripts.serve import launch_options, serve
from tests.browser.pages import idle

HERE = Path(__file__).parent
PROBE = re.compile(r"/\w+/_stcore/(health|host-config)$")
OURS = {"127.0.0.1", "localhost", ""}  # no host: data: and blob: addresses


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, **launch_options()}


@pytest.fixture(scope="session")
def app():
    """The dashboard as it ships: `app.url`, and `app.errors()`, what the server said."""
    with serve("dashboard.py") as server:
        yield server


@pytest.fixture
def visit(app, browser):
    """Open a page in a browser of its own: `visit("/sources", lang="en", dark=True, width=390)`.

    The test fails if a page wrote an error to its console or asked another machine for anything.
    """
    contexts, faults = [], []

    def open_page(path="/", *, lang="ru", dark=False, width=1280, height=900, **options):
        context = browser.new_context(
            base_url=app.url,
            locale={"ru": "ru-RU", "en": "en-GB"}[lang],
            color_scheme="dark" if dark else "light",
            viewport={"width": width, "height": height},
            accept_downloads=True,
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.on(
            "console", lambda said: is_fault(said) and faults.append(f"console: {said.text} {said.location}")
        )
        page.on("pageerror", lambda error: faults.append(f"error on the page: {error}"))
        for kind in ("request", "websocket"):
            page.on(kind, lambda asked: leaves(asked.url) and faults.append(f"asked outside: {asked.url}"))
        page.goto(path)
        idle(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not faults, "\n".join(faults)


def is_fault(said):
    # Streamlit finds out where its root is by asking beside the page first: /target/_stcore/health.
    return said.type == "error" and not PROBE.search(said.location["url"])


def leaves(url):
    return (urlsplit(url).hostname or "") not in OURS


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Show what the server said beside a failed test."""
    report = yield
    server = item.funcargs.get("app") if hasattr(item, "funcargs") else None
    if report.failed and server is not None:
        report.sections.append(("the server's standard error", server.errors()))
    return report
