"""From a moved slider to the painted chart: `python -m benchmarks.slider [moves]`.

The dashboard's target page against a stock Streamlit page with one slider and one Plotly chart: at most 0.8
times, median of 25 moves. Dash's twin of that page is measured beside them for the scale of things.
"""

import sys

from benchmarks.browser import BARE, DASH, OURS, machine, report, slider_moves

LIMIT = 0.8

if __name__ == "__main__":
    print(machine())
    seconds = slider_moves([BARE, DASH, OURS], moves=int(sys.argv[1]) if len(sys.argv) > 1 else 25)
    sys.exit(not report("key press to painted chart", seconds, LIMIT))
