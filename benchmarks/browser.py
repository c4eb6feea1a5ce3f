"""What a person waits for, measured in the browser itself: the first chart, and a moved slider's chart.

Apps are measured in turns, so that whatever else the machine does hits all alike; read ratios, not
milliseconds. A chart counts as painted when the frame that shows its changed line has been handed to the
screen: an observer inside the page notes the time, nothing is polled from outside.
"""

from __future__ import annotations

import contextlib
import os
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import TimeoutError, sync_playwright  # noqa: A004 - Playwright's own

from scripts.serve import ROOT, free_port, launch_options, serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

APPS = Path(__file__).parent / "apps"

# `watched` is the drawn lines' geometry, `painted` the time (ms since the epoch) its change was on screen.
OBSERVER = """
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const lines = () => Array.from(document.querySelectorAll('path.js-line, path.js-fill, .path-chart path'),
                                 path => path.getAttribute('d')).join();
  const chart = window.chart = {watched: '', painted: 0, pressed: 0};
  const afterPaint = note => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = note;
    channel.port2.postMessage(0);
  });
  new MutationObserver(() => {
    const drawn = lines();
    if (!drawn || drawn === chart.watched) return;
    chart.watched = drawn;
    afterPaint(() => { chart.painted = now(); });
  }).observe(document, {subtree: true, childList: true, attributes: true, attributeFilter: ['d']});
  addEventListener('keydown', event => { chart.pressed = performance.timeOrigin + event.timeStamp; }, true);
})()
"""

# Which arrow moves the thumb on: the same as before, until it stands at an end.
DIRECTION = """
thumb => {
  const at = name => +(thumb.type === 'range' ? thumb[name] : thumb.getAttribute('aria-value' + name));
  const now = thumb.type === 'range' ? at('value') : at('now');
  if (now >= at('max')) chart.key = 'ArrowLeft';
  else if (now <= at('min')) chart.key = 'ArrowRight';
  return chart.key ||= 'ArrowRight';
}
"""


@dataclass(frozen=True)
class App:
    """A program to measure: a Streamlit script, or a Dash one; `path` is the page with the chart."""

    name: str
    script: Path
    path: str = "/"
    dash: bool = False
    slider: str = "[role=slider], input[type=range]"  # the first of these is moved
    folder: Path = APPS  # where it is started: here no settings of ours reach it


BARE = App("stock Streamlit", APPS / "bare_streamlit.py")
DASH = App("Dash", APPS / "bare_dash.py", dash=True)
OURS = App(
    "dashboard",
    ROOT / "dashboard.py",
    "/target?target=cluster-revenue-share",
    slider=".st-key-shape input[type=range]",
    folder=ROOT,
)


def first_pages(apps: Sequence[App], repeats: int = 7) -> dict[str, dict[str, list[float]]]:
    """Seconds from the run command, and from opening the page of a running server, to the painted chart.

    One run of each goes before and is not counted: it warms the disk, Python's and the browser's caches.
    """
    command: dict[str, list[float]] = {app.name: [] for app in apps}
    opened: dict[str, list[float]] = {app.name: [] for app in apps}
    with _chromium() as browser:
        contexts = {app.name: browser.new_context(locale="en-GB") for app in apps}
        ports = {app.name: free_port() for app in apps}
        for turn in range(repeats + 1):
            for app in _in_turn(apps, turn):
                start = time.time()
                with serve(app.script, dash=app.dash, folder=app.folder, port=ports[app.name]) as server:
                    page = contexts[app.name].new_page()
                    first = _open(page, server.url + app.path) - start
                    page.close()
                    page = contexts[app.name].new_page()
                    start = time.time()
                    again = _open(page, server.url + app.path) - start
                    page.close()
                if turn:
                    command[app.name].append(first)
                    opened[app.name].append(again)
    return {"run command to painted chart": command, "opened page to painted chart": opened}


def slider_moves(apps: Sequence[App], moves: int = 25, warm: int = 3) -> dict[str, list[float]]:
    """Seconds from a key press on each app's slider to its chart with the new data."""
    seconds: dict[str, list[float]] = {app.name: [] for app in apps}
    with _chromium() as browser, contextlib.ExitStack() as stack:
        pages = {}
        for app in apps:
            server = stack.enter_context(serve(app.script, dash=app.dash, folder=app.folder))
            pages[app.name] = browser.new_context(locale="en-GB").new_page()
            _open(pages[app.name], server.url + app.path)
        time.sleep(1)
        for turn in range(moves + warm):
            for app in _in_turn(apps, turn):
                taken = _move(pages[app.name], app.slider)
                if turn >= warm:
                    seconds[app.name].append(taken)
    return seconds


def report(title: str, seconds: dict[str, list[float]], limit: float | None = None) -> bool:
    """Print medians and how they compare with the first app's; say whether the last keeps to the limit."""
    base = statistics.median(next(iter(seconds.values())))
    print(f"\n{title}\n{'app':<20}{'median, ms':>12}{'p90, ms':>10}{'ratio':>8}{'n':>5}")
    for name, values in seconds.items():
        middle, high = statistics.median(values), statistics.quantiles(values, n=10)[-1]
        print(f"{name:<20}{middle * 1e3:>12.0f}{high * 1e3:>10.0f}{middle / base:>8.2f}{len(values):>5}")
    ratio = statistics.median(seconds[OURS.name]) / base if OURS.name in seconds else None
    if limit is None or ratio is None:
        return True
    word = "kept" if ratio <= limit else "BROKEN"
    print(f"{OURS.name}: {ratio:.2f} x {next(iter(seconds))}, at most {limit}: {word}")
    return ratio <= limit


def machine() -> str:
    """What was measured on."""
    return f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"


@contextlib.contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())
        try:
            yield browser
        finally:
            browser.close()


def _in_turn(apps: Sequence[App], turn: int) -> list[App]:
    start = turn % len(apps)
    return [*apps[start:], *apps[:start]]


def _open(page: Page, url: str) -> float:
    """Open a page; the time its chart was first painted."""
    page.add_init_script(OBSERVER)
    page.goto(url)
    try:
        page.wait_for_function("window.chart && chart.painted > 0", timeout=60_000)
    except TimeoutError as error:
        raise RuntimeError(f"no chart on {url}; the page says:\n{page.inner_text('body')[:2000]}") from error
    return float(page.evaluate("chart.painted")) / 1e3


def _move(page: Page, slider: str) -> float:
    """Press an arrow on the slider, away from the end it has reached; seconds to the painted chart."""
    thumb = page.locator(slider).first
    direction = thumb.evaluate(DIRECTION)
    thumb.focus()
    page.evaluate("chart.painted = 0")
    thumb.press(direction)
    page.wait_for_function("chart.painted > 0", timeout=30_000)
    taken = page.evaluate("chart.painted - chart.pressed") / 1e3
    page.wait_for_timeout(300)  # whatever the app does afterwards is not waited for by the next press
    return float(taken)
