"""The firm panel as people bring it: read, checked, and what is odd about it counted.

`firm_year` has one row a firm and year: `firm_id` (text), `year`, `revenue` (missing is not zero),
`industry`, `region`, and optional flags. What would falsify a result is refused with file, row and reason;
what a reader should know is flagged and counted, never dropped in silence.
"""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from metrics.errors import Refusal
from metrics.firms import columns, identifiers
from metrics.firms.faults import Fault, refuse
from metrics.firms.membership import register
from metrics.firms.universe import covers
from metrics.language import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from metrics.firms.universe import Universe

NEEDED = ("firm_id", "year", "revenue")
PLACES = ("industry", "region")
FLAGS = ("filed", "imputed", "eligible", "outlier", "financial")
JUMP = 500.0
"""From this factor on, a change between two years is taken for a change of unit (×1000), either way.

Half of a thousand leaves room for what the firm really did in that year.
"""
YES = ("1", "1.0", "true", "yes", "да", "истина")
NO = ("0", "0.0", "false", "no", "нет", "ложь")
FLAGGED = ("flag", "firm_id", "year", "value")


def read(file: Any, name: str = "") -> pd.DataFrame:
    """A CSV or Parquet file as a table, every id and code as text; nothing is judged yet.

    `file` is a path or an open binary file; `name` says what it is called when it is not a path. CSV may be
    separated by commas, semicolons or tabs, in UTF-8 (with or without BOM) or Windows-1251. Raises `Refusal`.
    """
    called = name or str(getattr(file, "name", file))
    ending = Path(called).suffix.lower()
    try:
        if ending in {".parquet", ".pq"}:
            return pd.read_parquet(file)
        if ending in {".csv", ".tsv", ".txt"}:
            return _read_csv(file)
    except (OSError, ValueError, UnicodeDecodeError) as error:
        raise Refusal("{file} cannot be read: {reason}", file=called, reason=str(error)) from error
    raise Refusal("{file} is neither CSV nor Parquet.", file=called)


def checked(firm_year: pd.DataFrame, file: str = "firm_year") -> pd.DataFrame:
    """The panel with ids as text, years as whole numbers and revenue as floats; flags as 1, 0 or missing.

    RFSD's own columns are known under their names. A panel without `industry` or `region` has one empty
    industry or region. Raises `FaultyFile` with every fault: columns missing, repeated or under another name,
    ids that lost a zero, years and revenues that are not numbers, negative revenues, a firm twice in one
    year, flags that are neither true nor false.
    """
    raw = _named(firm_year).reset_index(drop=True)
    refuse(
        [
            *columns.repeated(raw, file),
            *columns.missing(raw, NEEDED, file),
            *columns.misnamed(raw, (*PLACES, *FLAGS), file),
        ]
    )
    years, revenue = numbers(raw["year"]), numbers(raw["revenue"])
    ids = identifiers.as_text(raw["firm_id"])
    flags = {name: truths(raw[name]) for name in FLAGS if name in raw.columns}
    refuse(
        [
            *identifiers.faults(raw["firm_id"], file),
            *_bad_years(raw["year"], years, file),
            *_bad_revenue(raw["revenue"], revenue, file),
            *_repeated(ids, years, file),
            *(fault for name in flags for fault in _bad_flags(raw[name], flags[name], name, file)),
        ]
    )
    tidy = pd.DataFrame({"firm_id": ids, "year": years.astype("int64"), "revenue": revenue})
    for name in PLACES:
        tidy[name] = identifiers.as_text(raw[name]) if name in raw.columns else ""
    if "section" in raw.columns:
        tidy["section"] = identifiers.as_text(raw["section"])
    return tidy.assign(**flags)


def flagged(firm_year: pd.DataFrame, membership: Any, universe: Universe | None = None) -> pd.DataFrame:
    """What a reader should know about the panel: `flag, firm_id, year, value`, one row a finding.

    Flags: `missing_revenue` · `jump` (revenue changed by a factor of `JUMP` or more between two years; value
    is the factor) · `outside` (a row that the universe leaves out; value is its revenue) · `never_found` (a
    firm of the register that has no row at all). The panel and the register are checked first.
    """
    panel, members = checked(firm_year), register(membership)
    parts = [
        panel[panel["revenue"].isna()].assign(flag="missing_revenue", value=np.nan),
        jumps(panel).assign(flag="jump"),
    ]
    if universe is not None:
        parts.append(panel[~inside(panel, universe)].assign(flag="outside", value=panel["revenue"]))
    lost = sorted(set(members["firm_id"]) - set(panel["firm_id"]))
    parts.append(pd.DataFrame({"flag": "never_found", "firm_id": lost, "year": pd.NA, "value": np.nan}))
    found = [part.loc[:, list(FLAGGED)].astype({"year": "Int64", "value": float}) for part in parts]
    return pd.concat(found, ignore_index=True)


def _named(firm_year: pd.DataFrame) -> pd.DataFrame:
    if "firm_id" in firm_year.columns or not {"inn", "line_2110"} <= set(firm_year.columns):
        return firm_year
    from metrics.firms.rfsd import as_firm_year

    return pd.DataFrame(as_firm_year(firm_year).frame)


def jumps(panel: pd.DataFrame, factor: float = JUMP) -> pd.DataFrame:
    """Firms whose revenue changed by the factor or more from one year to the next: `firm_id, year, value`."""
    known = panel.loc[panel["revenue"] > 0, ["firm_id", "year", "revenue"]]
    before = known.assign(year=known["year"] + 1)
    pairs = known.merge(before, on=["firm_id", "year"], suffixes=("", "_before"))
    pairs["value"] = pairs["revenue"] / pairs["revenue_before"]
    far = (pairs["value"] >= factor) | (pairs["value"] <= 1 / factor)
    return pairs.loc[far, ["firm_id", "year", "value"]].reset_index(drop=True)


def inside(panel: pd.DataFrame, universe: Universe) -> pd.Series[Any]:
    """Which rows of a checked panel belong to the universe."""
    kept = pd.Series(True, index=panel.index)
    if universe.sections is not None:
        kept &= covered(panel, universe.sections)
    kept &= ~covered(panel, universe.exclude)
    kept &= panel["region"].map(universe.keeps_region).astype(bool)
    for flag, wanted in universe.require:
        if flag not in panel.columns:
            raise Refusal("The universe asks for {flag}, and the firm panel has no such column.", flag=flag)
        kept &= panel[flag].notna() & (panel[flag].astype("boolean").fillna(not wanted) == wanted)
    return kept


def covered(panel: pd.DataFrame, entries: tuple[str, ...]) -> pd.Series[Any]:
    """Which rows the entries of a universe mean."""
    # A column of sections, where there is one, decides on letters; `cube` does the same.
    letters = [e for e in entries if "section" in panel.columns and len(e) == 1 and e.isalpha()]
    others = [entry for entry in entries if entry not in letters]
    codes = [code for code in panel["industry"].unique() if any(covers(entry, code) for entry in others)]
    found = panel["industry"].isin(codes)
    return found | panel["section"].isin(letters) if letters else found


def numbers(values: pd.Series[Any]) -> pd.Series[Any]:
    """Values as floats; text is read in both the English and the Russian way, what is not a number is NaN.

    "1 234,5" is 1234.5; a comma that may be either a decimal or a thousands sign ("1,234.5") is not guessed.
    """
    if not pd.api.types.is_numeric_dtype(values):
        text = values.astype("str").str.replace(r"[\s\u00a0\u202f]", "", regex=True)
        text = text.str.replace(r"^([-−+]?[0-9]+),([0-9]+)$", r"\1.\2", regex=True).str.replace("−", "-")
        return pd.to_numeric(text.where(values.notna()), errors="coerce").astype(float)
    return values.astype(float)


def truths(values: pd.Series[Any]) -> pd.Series[Any]:
    """A yes/no column as 1 and 0, whatever way it is written; what is neither is missing."""
    # Judged by its few distinct values: a panel has millions of rows.
    codes, written = pd.factorize(values)
    words = {**dict.fromkeys(YES, 1.0), **dict.fromkeys(NO, 0.0)}
    known = [words.get(str(each).strip().lower(), np.nan) for each in written]
    return pd.Series(np.array([*known, np.nan])[codes], index=values.index).astype("Int64")


def _read_csv(file: Any) -> pd.DataFrame:
    text = _decoded(file.read() if hasattr(file, "read") else Path(file).read_bytes())
    head = text.split("\n", maxsplit=1)[0]
    separator = max(",;\t", key=head.count)
    return pd.read_csv(StringIO(text), sep=separator, dtype="str", keep_default_na=False, na_values=[""])


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1251")


def _bad_years(raw: pd.Series[Any], years: pd.Series[Any], file: str) -> Iterator[Fault]:
    for row in years.index[~((years % 1 == 0) & years.between(1000, 2999))]:
        yield Fault(file, row + 2, key("year is “{value}”, not a year."), {"value": _shown(raw[row])})


def _bad_revenue(raw: pd.Series[Any], revenue: pd.Series[Any], file: str) -> Iterator[Fault]:
    for row in _said(raw, ~np.isfinite(revenue)):
        yield Fault(file, row + 2, key("revenue is “{value}”, not a number."), {"value": _shown(raw[row])})
    for row in revenue.index[revenue < 0]:
        yield Fault(file, row + 2, key("revenue is negative: {value}."), {"value": _shown(raw[row])})


def _bad_flags(raw: pd.Series[Any], known: pd.Series[Any], name: str, file: str) -> Iterator[Fault]:
    for row in _said(raw, known.isna()):
        yield Fault(
            file,
            row + 2,
            key("{column} is “{value}”, neither true nor false."),
            {"column": name, "value": _shown(raw[row])},
        )


def _repeated(ids: pd.Series[Any], years: pd.Series[Any], file: str) -> Iterator[Fault]:
    pairs = pd.DataFrame({"firm": ids, "year": years})
    repeated = pairs[pairs.duplicated(keep=False)]
    first: dict[tuple[str, float], int] = {}
    for row, firm, year in zip(repeated.index.tolist(), repeated["firm"], repeated["year"], strict=True):
        other = first.setdefault((firm, year), row)
        if other != row:
            yield Fault(
                file,
                row + 2,
                key("Firm {firm} already has a row for {year}: row {other}."),
                {"firm": firm, "year": f"{year:.0f}", "other": other + 2},
            )


def _said(raw: pd.Series[Any], unread: pd.Series[Any]) -> list[int]:
    """The rows among the unread that hold something all the same."""
    some = raw[unread & raw.notna()]
    return [int(row) for row in some.index[some.astype("str").str.strip() != ""]]


def _shown(value: Any) -> str:
    return "" if value is None or value != value else str(value)  # noqa: PLR0124
