"""From the run command to the first painted chart: `python -m benchmarks.first_page [repeats]`.

The dashboard's target page against a stock Streamlit page with one Plotly chart: at most 1.5 times.
"""

import sys

from benchmarks.browser import BARE, OURS, first_pages, machine, report

LIMIT = 1.5

if __name__ == "__main__":
    print(machine())
    measured = first_pages([BARE, OURS], repeats=int(sys.argv[1]) if len(sys.argv) > 1 else 7)
    kept = [report(title, seconds, LIMIT) for title, seconds in measured.items()]
    sys.exit(not kept[0])
