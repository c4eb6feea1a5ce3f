"""What is checked of a panel before it is reduced: every row where that is cheap, its columns always."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from metrics.errors import Refusal
from metrics.firms import columns, panel
from metrics.firms.faults import Fault, refuse
from metrics.language import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from metrics.firms.universe import Universe

SMALL = 2_000_000
"""Rows of a Parquet file up to which it is read into memory and judged row by row."""


def judged(firm_year: Any, universe: Universe | None = None) -> Any:
    """The panel as the cube takes it, after its checks.

    Frames in memory, CSV files and Parquet files of up to `SMALL` rows are checked row by row (see
    `metrics.firms.panel.checked`), under RFSD's own column names too, and so are the industries that the
    universe names. Of what an engine holds, and of larger files, only the columns and their types are judged:
    `prepare` looks at every row, once. Raises `Refusal` with every fault.
    """
    table, name = _in_memory(firm_year)
    if table is None:
        return _engine_s(firm_year)
    checked = panel.checked(table, name)
    for entry in (universe.sections or ()) if universe else ():
        if not panel.covered(checked, (entry,)).any():
            raise Refusal(
                "The universe names the industry “{entry}”, which no firm of the panel has. It has: {found}.",
                entry=entry,
                found=", ".join(sorted(checked["industry"].unique())[:20]),
            )
    return checked


def _in_memory(firm_year: Any) -> tuple[pd.DataFrame | None, str]:
    if isinstance(firm_year, str | Path):
        path = Path(firm_year)
        return (panel.read(path), path.name) if _is_small(path) else (None, "")
    if isinstance(firm_year, pd.DataFrame):
        return firm_year, "firm_year"
    import narwhals as nw

    frame = nw.from_native(firm_year, pass_through=True)
    return (frame.to_pandas(), "firm_year") if isinstance(frame, nw.DataFrame) else (None, "")


def _is_small(path: Path) -> bool:
    if not path.is_file():
        return False
    if path.suffix.lower() == ".csv":
        return True
    if path.suffix.lower() != ".parquet" or "year=" in str(path.parent.name):
        return False
    from pyarrow.parquet import read_metadata

    return bool(read_metadata(path).num_rows <= SMALL)


def _engine_s(firm_year: Any) -> Any:
    import narwhals as nw

    from metrics.firms.engines import as_source

    source = as_source(firm_year)
    schema = dict(nw.from_native(source.frame).collect_schema())
    empty = pd.DataFrame(columns=list(schema))
    file = Path(firm_year).name if isinstance(firm_year, str | Path) else "firm_year"
    refuse(columns.missing(empty, (*panel.NEEDED, *panel.PLACES), file))
    refuse(_types(schema, file, coded=source.codes.firms))
    return source


def _types(schema: dict[str, Any], file: str, *, coded: bool) -> Iterator[Fault]:
    if schema["firm_id"].is_numeric() and not coded:
        yield Fault(
            file,
            None,
            key("Ids in firm_id are numbers, and an INN that begins with 0 has lost it: read them as text."),
        )
    if not schema["revenue"].is_numeric():
        yield Fault(file, None, key("revenue holds text, not numbers."))
