"""Columns of the tables that people bring: found, or the likeliest other name of them suggested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrics.firms.faults import Fault
from metrics.language import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

ALIASES: dict[str, tuple[str, ...]] = {
    "firm_id": ("inn", "инн", "огрн", "ogrn", "id", "company_id", "firm", "tin", "организация"),
    "year": ("год", "отчётный год", "report_year", "period", "период"),
    "revenue": ("line_2110", "2110", "выручка", "оборот", "turnover", "sales", "income"),
    "industry": ("okved", "okved_section", "оквэд", "отрасль", "sector", "nace", "section"),
    "region": ("region_taxcode", "регион", "субъект", "region_code", "код региона"),
    "cluster_id": ("cluster", "кластер", "код кластера"),
    "cluster_name": ("название кластера", "наименование кластера"),
    "valid_from": ("from", "since", "start", "start_date", "дата включения", "начало", "с"),
    "valid_to": ("to", "until", "end", "end_date", "дата исключения", "окончание", "по"),
}
LIKE = 80  # of 100: one or two letters astray in a word


def missing(table: pd.DataFrame, needed: Iterable[str], file: str) -> Iterator[Fault]:
    """A fault for each needed column that is not there, with the name it may have taken."""
    for name in needed:
        if name in table.columns:
            continue
        other = lookalike(table, name)
        if other is None:
            yield Fault(
                file,
                None,
                key("There is no column “{column}”; the columns are {found}."),
                {"column": name, "found": ", ".join(map(str, table.columns))},
            )
        else:
            yield renamed(file, name, other)


def repeated(table: pd.DataFrame, file: str) -> Iterator[Fault]:
    """A fault for each name that more than one column bears."""
    for name in table.columns[table.columns.duplicated()].unique():
        yield Fault(file, None, key("There are several columns “{column}”."), {"column": str(name)})


def misnamed(table: pd.DataFrame, optional: Iterable[str], file: str) -> Iterator[Fault]:
    """A fault for each optional column that seems to be there under another name."""
    for name in optional:
        if name not in table.columns and (other := lookalike(table, name)) is not None:
            yield renamed(file, name, other)


def renamed(file: str, column: str, other: str) -> Fault:
    """The fault that suggests a name."""
    return Fault(
        file,
        None,
        key("There is no column “{column}”, but “{other}” may be it: rename it to “{column}”."),
        {"column": column, "other": other},
    )


def lookalike(table: pd.DataFrame, name: str) -> str | None:
    """The column that a person may have meant by `name`, or nothing."""
    from rapidfuzz import fuzz, process

    known = set(ALIASES) | {"section", "cluster_name", "status", "source_url", "source_date"}
    free = {str(c): _plain(str(c)) for c in table.columns if str(c) not in known or _is_alias(str(c), name)}
    for column, plain in free.items():
        if plain in ALIASES.get(name, ()):
            return column
    best = process.extractOne(_plain(name), free, scorer=fuzz.ratio, score_cutoff=LIKE)
    return str(best[2]) if best else None


def _is_alias(column: str, name: str) -> bool:
    return column in ALIASES.get(name, ())


def _plain(name: str) -> str:
    return " ".join(name.strip().lower().split())
