"""Make the synthetic panel that benchmarks/firms.py measures on: python -m benchmarks.make_panel FOLDER ROWS.

FOLDER/panel is shaped like RFSD, FOLDER/membership.csv is its register, FOLDER/lean is the panel prepared.
Seeded, so that the same ROWS are the same panel; 50 million rows take about 2 GB of disk.
"""

import sys
import time
from pathlib import Path

from metrics.firms import synthetic
from metrics.firms.prepare import prepare

if __name__ == "__main__":
    folder, rows = Path(sys.argv[1]), int(float(sys.argv[2]))
    begun = time.perf_counter()
    synthetic.write(folder, rows, seed=0)
    written = time.perf_counter()
    notes = prepare(folder / "panel", folder / "lean")
    made = sum(year["rows"] for year in notes["years"].values())
    print(
        f"{made:,} rows written in {written - begun:.0f} s, prepared in {time.perf_counter() - written:.0f} s"
    )
