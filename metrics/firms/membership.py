"""Who belongs to a cluster, and when: the register as a checked table.

A row is one firm in one cluster from `valid_from` to `valid_to`; both are years or dates, both ends are
included, and an empty `valid_to` means still. A firm belongs to the clusters in each year of which any day is
covered; a firm in two clusters counts once.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from metrics.firms import columns, identifiers
from metrics.firms.faults import Fault, refuse
from metrics.language import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

NEEDED = ("firm_id", "valid_from")
OPTIONAL = ("cluster_id", "cluster_name", "valid_to", "status", "source_url", "source_date")
COLUMNS = (
    "firm_id",
    "cluster_id",
    "cluster_name",
    "valid_from",
    "valid_to",
    "status",
    "source_url",
    "source_date",
)
STILL = dt.date.max


def register(membership: Any, file: str = "membership") -> pd.DataFrame:
    """The membership table, checked: `COLUMNS` as text, `starts` and `ends` as dates (`STILL`: no end).

    Takes a frame of any kind that can become a pandas one. Raises `FaultyFile` with every fault: columns
    missing or under another name, ids that lost a zero, dates that cannot be read, an end before its start,
    the same firm twice at one time in one cluster.
    """
    table = _as_pandas(membership).reset_index(drop=True)
    refuse(
        [
            *columns.repeated(table, file),
            *columns.missing(table, NEEDED, file),
            *columns.misnamed(table, OPTIONAL, file),
        ]
    )
    if "starts" in table.columns and "ends" in table.columns:
        return table
    found = list(identifiers.faults(table["firm_id"], file))
    tidy = pd.DataFrame({name: _text(table, name) for name in COLUMNS})
    tidy["firm_id"] = identifiers.as_text(table["firm_id"])
    starts, ends, readable = [], [], []
    for row, (since, until) in enumerate(zip(table["valid_from"], _column(table, "valid_to"), strict=True)):
        start, end = day(since, last=False), STILL if _empty(until) else day(until, last=True)
        found += _unreadable(file, row, {"valid_from": (since, start), "valid_to": (until, end)})
        if start and end and end < start:
            found.append(
                Fault(
                    file,
                    row + 2,
                    key("Membership ends before it starts: {since} – {until}."),
                    {"since": _shown(since), "until": _shown(until)},
                )
            )
        starts.append(start or STILL)
        ends.append(end or STILL)
        readable.append(bool(start and end and start <= end))
    tidy["starts"], tidy["ends"] = pd.Series(starts, dtype=object), pd.Series(ends, dtype=object)
    refuse([*found, *_overlaps(tidy.loc[np.array(readable, dtype=bool)], file)])
    return tidy


def member_years(checked: pd.DataFrame, years: Iterable[int]) -> pd.DataFrame:
    """Columns `year, member`: each firm of the register once in each of the years it belongs to a cluster."""
    first, last = _years(checked["starts"]), _years(checked["ends"])
    parts = [
        pd.DataFrame(
            {"year": year, "member": checked.loc[(first <= year) & (year <= last), "firm_id"].unique()}
        )
        for year in sorted(set(years))
    ]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame({"year": [], "member": []})
    return table.astype({"year": "int64", "member": "str"})


def day(value: Any, *, last: bool) -> dt.date | None:
    """A year or a date as a date: of a year, its first or last day. None when it is neither.

    Read: 2023, "2023", 2023.0, "2023-07-01", "01.07.2023", dates, timestamps and pandas periods.
    """
    if _empty(value):
        return None
    if isinstance(value, pd.Period):
        return (value.end_time if last else value.start_time).date()
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = str(value).strip()
    if re.fullmatch(r"[1-9][0-9]{3}(\.0+)?", text):
        return dt.date(int(text[:4]), 12, 31) if last else dt.date(int(text[:4]), 1, 1)
    russian = re.fullmatch(r"([0-9]{2})\.([0-9]{2})\.([0-9]{4})", text)
    if russian:
        text = "-".join(reversed(russian.groups()))
    try:
        return dt.datetime.fromisoformat(text).date()
    except ValueError:
        return None


def _unreadable(file: str, row: int, ends: dict[str, tuple[Any, dt.date | None]]) -> Iterator[Fault]:
    for column, (value, date) in ends.items():
        if date is None:
            yield Fault(
                file,
                row + 2,
                key("{column} is “{value}”, which is neither a year (2023) nor a date (2023-07-01)."),
                {"column": column, "value": _shown(value)},
            )


def _overlaps(tidy: pd.DataFrame, file: str) -> Iterator[Fault]:
    repeated = tidy[tidy.duplicated(["firm_id", "cluster_id"], keep=False)]
    for (firm, cluster), spells in repeated.groupby(["firm_id", "cluster_id"], sort=True):
        dates = zip(spells["starts"], spells["ends"], spells.index.tolist(), strict=True)
        open_until, holder = dt.date.min, -1
        for start, end, row in sorted(dates):
            if start <= open_until:
                yield Fault(
                    file,
                    row + 2,
                    key("Firm {firm} is already in cluster “{cluster}” at that time: row {other}."),
                    {"firm": firm, "cluster": cluster, "other": holder + 2},
                )
            if end > open_until or holder < 0:
                open_until, holder = end, row


def _years(dates: pd.Series[Any]) -> Any:
    return np.array([date.year for date in dates], dtype="int64")


def _as_pandas(table: Any) -> pd.DataFrame:
    if isinstance(table, pd.DataFrame):
        return table
    import narwhals as nw

    frame = nw.from_native(table)
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect("pyarrow")
    return pd.DataFrame(frame.to_pandas())


def _column(table: pd.DataFrame, name: str) -> Any:
    return table[name] if name in table.columns else [None] * len(table)


def _text(table: pd.DataFrame, name: str) -> pd.Series[Any]:
    if name not in table.columns:
        return pd.Series([""] * len(table), dtype="str")
    return identifiers.as_text(table[name])


def _shown(value: Any) -> str:
    if isinstance(value, float) and value % 1 == 0:
        return str(int(value))  # a column of years with a hole in it is read as floats
    return "" if _empty(value) else str(value)


def _empty(value: Any) -> bool:
    return value is None or value is pd.NaT or value is pd.NA or value != value or str(value).strip() == ""  # noqa: PLR0124
