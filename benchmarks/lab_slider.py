"""The scenario lab, from a moved slider to the painted chart: `python -m benchmarks.lab_slider [moves]`.

Beside it the same model and chart in a bare stock Streamlit page and in Dash. The lab paints its chart twice:
at once by the browser, and again when the numbers of Python have come; both are shown. At most 0.8 times
stock Streamlit, and the aim is Dash.
"""

import contextlib
import statistics
import sys
import time

from benchmarks.browser import APPS, OBSERVER, ROOT, App, _chromium, _in_turn, _move, machine
from scripts.serve import serve

BARE = App("stock Streamlit", APPS / "lab_streamlit.py")
DASH = App("Dash", APPS / "lab_dash.py", dash=True)
LAB = App(
    "lab",
    ROOT / "dashboard.py",
    "/lab?target=cluster-revenue-share",
    slider="#lab-member_growth",
    folder=ROOT,
)
HAND, WORD = "lab, in the hand", "lab, Python's word"
LIMIT = 0.8

# The lab draws in a shadow root; `answered` is when the chart with Python's numbers was on screen.
LAB_OBSERVER = """
(() => {
  const now = () => performance.timeOrigin + performance.now();
  const chart = window.chart = {watched: '', painted: 0, pressed: 0, answered: 0, busy: false};
  const afterPaint = note => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = note;
    channel.port2.postMessage(0);
  });
  const watch = () => {
    const host = Array.from(document.querySelectorAll('*')).find(e => e.shadowRoot?.querySelector('.lab'));
    if (!host) return setTimeout(watch, 20);
    const look = () => {
      const drawn = host.shadowRoot.querySelector('svg .path')?.getAttribute('points');
      const busy = host.shadowRoot.querySelector('.sentence').hasAttribute('aria-busy');
      if (drawn && drawn !== chart.watched) {
        chart.watched = drawn;
        afterPaint(() => { chart.painted = now(); });
      }
      if (chart.busy && !busy) afterPaint(() => { chart.answered = now(); });
      chart.busy = busy;
    };
    new MutationObserver(look).observe(host.shadowRoot, {subtree: true, childList: true, attributes: true});
    look();
  };
  addEventListener('keydown', event => { chart.pressed = performance.timeOrigin + event.timeStamp; }, true);
  addEventListener('DOMContentLoaded', watch);
})()
"""


def measure(moves, warm=3):
    """Seconds from a key press to the painted chart, by app; the apps take turns."""
    seconds = {name: [] for name in (BARE.name, DASH.name, HAND, WORD)}
    with _chromium() as browser, contextlib.ExitStack() as stack:
        pages = {}
        for app in (BARE, DASH, LAB):
            server = stack.enter_context(serve(app.script, dash=app.dash, folder=app.folder))
            page = pages[app.name] = browser.new_context(locale="en-GB").new_page()
            page.add_init_script(LAB_OBSERVER if app is LAB else OBSERVER)
            page.goto(server.url + app.path)
            page.wait_for_function("window.chart && chart.painted > 0", timeout=60_000)
        time.sleep(1)
        for turn in range(moves + warm):
            for app in _in_turn((BARE, DASH, LAB), turn):
                page = pages[app.name]
                if app is LAB:
                    page.evaluate("chart.answered = 0")
                taken = _move(page, app.slider)
                if turn < warm:
                    continue
                seconds[HAND if app is LAB else app.name].append(taken)
                if app is LAB:
                    page.wait_for_function("chart.answered > 0", timeout=30_000)
                    seconds[WORD].append(page.evaluate("chart.answered - chart.pressed") / 1e3)
    return seconds


if __name__ == "__main__":
    print(machine())
    found = measure(int(sys.argv[1]) if len(sys.argv) > 1 else 25)
    base, dash = (statistics.median(found[app.name]) for app in (BARE, DASH))
    print(
        f"{'key press to painted chart':<28}{'median, ms':>11}{'p90, ms':>9}{'× Streamlit':>13}{'× Dash':>8}"
    )
    for name, values in found.items():
        middle, high = statistics.median(values), statistics.quantiles(values, n=10)[-1]
        print(f"{name:<28}{middle * 1e3:>11.0f}{high * 1e3:>9.0f}{middle / base:>13.2f}{middle / dash:>8.2f}")
    sys.exit(statistics.median(found[WORD]) > LIMIT * base)
