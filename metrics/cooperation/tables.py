"""A network from two tables, nodes and edges, as the export writes them, checked like the catalogue.

Every fault is found at once and names the file, the line, the column and what would be right. An edge rests
on quotes of the catalogue, on one of its paraphrases, or on `own_words` with an `address`.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from metrics.cooperation.model import GROUPS, Network
from metrics.cooperation.reading import NOT_A_GROUP, read_network
from metrics.exports.csv import original
from metrics.exports.graph import EDGE_COLUMNS, NODE_COLUMNS
from metrics.language import key
from metrics.model import Paraphrase, Quote, Source, Text
from metrics.reading import E, Fault, Reader, Where

NODES, EDGES = "nodes.csv", "edges.csv"
NEEDED = {NODES: ("id", "type", "name_ru"), EDGES: ("id", "organisation", "project", "role", "direction")}
COLUMNS = {NODES: NODE_COLUMNS, EDGES: EDGE_COLUMNS}
PLAIN = (
    "id",
    "type",
    "kind",
    "inn",
    "relation",
    "organisation",
    "project",
    "role",
    "direction",
    "status",
    "basis",
    "paraphrase",
)
NO_COLUMN = key("The column “{column}” is missing; the file needs {needed}.")
UNREAD = key("The column “{column}” is not known here and was not read; known are {known}.")
CELLS = key("This row has {found} cells where the heading has {expected}.")
NOT_UTF8 = key("The file is not UTF-8; save it as CSV in UTF-8.")
NOT_CSV = key("This is not a CSV table: {problem}.")
EMPTY = key("The file is empty; its first line names the columns: {needed}.")
NO_TYPE = key("The type “{type}” is not possible here; possible are organisation and project.")
NO_RELATION = key("The relation “{relation}” is not possible here; possible are link and belonging.")
DANGLING = key("There is no organisation “{id}” in the nodes, so it cannot belong anywhere.")


def read_tables(
    nodes: bytes,
    edges: bytes,
    quotes: Mapping[str, Quote] | None = None,
    paraphrases: Mapping[str, Paraphrase] | None = None,
) -> tuple[Network, tuple[Fault, ...]]:
    """The network of two CSV files (comma or semicolon, UTF-8) and all their faults in the order of lines."""
    reader = _Tables(Path())
    words = dict(paraphrases or {})
    parties = reader.table(NODES, nodes, words)
    joins = reader.table(EDGES, edges, words)
    reader.sort(parties, joins)
    network = read_network(reader, quotes or {}, words)
    order = {NODES: 0, EDGES: 1}
    faults = [replace(fault, place=_column(fault.place)) for fault in reader.faults]
    return network, tuple(sorted(faults, key=lambda fault: (order[fault.file], fault.line)))


@dataclass(slots=True)
class _Row:
    file: str
    line: int
    raw: dict[str, Any]


@dataclass(slots=True)
class _Tables(Reader):
    """A reader of the catalogue whose entries come from tables."""

    rows: dict[str, list[_Row]] = field(default_factory=dict)

    def entries(self, name: str, model: type[E]) -> Iterator[tuple[E, Where]]:
        seen: dict[str, int] = {}
        for row in self.rows.get(name, []):
            where = Where(self, row.file, (row.line,), str(row.raw.get("id", ""))[:80])
            try:
                entry = model.model_validate(row.raw)
            except ValidationError as error:
                self._report(error, model, where)
                continue
            if where.entry in seen:
                where.fault(TAKEN, "id", id=where.entry, line=seen[where.entry])
                continue
            seen[where.entry] = row.line
            yield entry, where

    def line(self, file: str, path: tuple[str | int, ...]) -> int:  # noqa: ARG002 - as the base class has it
        return int(path[0])

    def table(self, file: str, content: bytes, words: dict[str, Paraphrase]) -> list[_Row]:
        """The rows of a file as raw entries; the apostrophe of the export before a formula is taken back."""
        needed = ", ".join(NEEDED[file])
        try:
            text = content.decode("utf-8-sig")
            lines = text.splitlines()
            separator = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
            cells = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
            heading = [name.strip() for name in next(cells, [])]
            if not any(heading):
                self.add(file, 1, EMPTY, needed=needed)
                return []
            for column in (c for c in NEEDED[file] if c not in heading):
                self.add(file, 1, NO_COLUMN, column=column, needed=needed)
            if self.faults and any(f.file == file for f in self.faults):
                return []
            self._unread(file, heading)
            return list(self._rows(file, heading, cells, words))
        except UnicodeDecodeError as error:
            self.add(file, content.count(b"\n", 0, error.start) + 1, NOT_UTF8)
        except csv.Error as error:
            self.add(file, cells.line_num, NOT_CSV, problem=str(error))
        return []

    def _unread(self, file: str, heading: list[str]) -> None:
        known = ", ".join(COLUMNS[file])
        for column in heading:
            if column not in COLUMNS[file]:
                self.faults.append(
                    Fault(file, 1, "", "", UNREAD, {"column": column, "known": known}, is_fatal=False)
                )

    def _rows(
        self, file: str, heading: list[str], cells: Any, words: dict[str, Paraphrase]
    ) -> Iterator[_Row]:
        line = cells.line_num + 1
        for row in cells:
            start, line = line, cells.line_num + 1
            if not any(cell.strip() for cell in row):
                continue
            if len(row) != len(heading):
                self.add(file, start, CELLS, found=len(row), expected=len(heading))
                continue
            values = {name: original(cell).strip() for name, cell in zip(heading, row, strict=True)}
            yield _Row(file, start, _entry({name: v for name, v in values.items() if v}, words))

    def sort(self, parties: list[_Row], joins: list[_Row]) -> None:
        """Divide the rows among organisations, projects and links; memberships go to their organisations."""
        self.rows = {"organisations": [], "projects": [], "links": []}
        known: dict[str, dict[str, Any]] = {}
        for row in parties:
            type_ = row.raw.pop("type", "")
            if type_ not in ("organisation", "project"):
                Where(self, row.file, (row.line,), str(row.raw.get("id", ""))).fault(
                    NO_TYPE, "type", type=type_
                )
                continue
            if type_ == "organisation":
                row.raw.setdefault("kind", "firm")
                known.setdefault(str(row.raw.get("id")), row.raw)
            self.rows[f"{type_}s"].append(row)
        for row in joins:
            where = Where(self, row.file, (row.line,), str(row.raw.get("id", "")))
            relation = row.raw.pop("relation", "link")
            if relation == "link":
                self.rows["links"].append(row)
            elif relation != "belonging":
                where.fault(NO_RELATION, "relation", relation=relation)
            elif known.get(row.raw.get("project", ""), {}).get("kind") not in GROUPS:
                where.fault(NOT_A_GROUP, "project", group=row.raw.get("project", ""))
            elif row.raw.get("organisation", "") not in known:
                where.fault(DANGLING, "organisation", id=row.raw.get("organisation", ""))
            else:
                member = {k: row.raw[k] for k in ("basis", "rule", "quotes", "paraphrase") if k in row.raw}
                owner = known[row.raw["organisation"]]
                owner.setdefault("member_of", []).append(member | {"group": row.raw.get("project", "")})


TAKEN = key("The id “{id}” is already taken on line {line}; every id is used once.")


def _entry(values: dict[str, str], words: dict[str, Paraphrase]) -> dict[str, Any]:
    """The cells of a row in the form of a catalogue entry; what does not fit is left for the check."""
    entry: dict[str, Any] = {name: values[name] for name in PLAIN if name in values}
    for name in ("name", "description", "note", "rule"):
        both = {code: values.get(f"{name}_{code}") for code in ("ru", "en")}
        if any(both.values()):
            entry[name] = {code: text or next(filter(None, both.values())) for code, text in both.items()}
    if "quotes" in values:
        entry["quotes"] = values["quotes"].split()
    if "date" in values:
        entry["date"] = _date(values["date"])
    _own_words(entry, values, words)
    return entry


def _own_words(entry: dict[str, Any], values: dict[str, str], words: dict[str, Paraphrase]) -> None:
    """Turn `own_words` with an `address` into a paraphrase, unless the catalogue has it already."""
    if entry.get("paraphrase") in words or "quotes" in entry:
        return
    text, address = values.get("own_words"), values.get("address", "")
    if text and re.match(r"https?://\S+$", address):
        name = entry.get("paraphrase") or f"{values.get('id', '')}-words"
        host = urlsplit(address).netloc
        source = Source(values.get("source") or host, Text(host, host), "ru", url=address)
        words[name] = Paraphrase(name, source, Text(text, text))
        entry["paraphrase"] = name


def _date(cell: str) -> dt.date | str:
    try:
        return dt.date.fromisoformat(cell)
    except ValueError:
        return cell


def _column(place: str) -> str:
    """The column of a place in an entry: name.ru → name_ru, member_of[0].group → project."""
    if place.startswith("member_of"):
        return "member_of"
    return re.sub(r"\[\d+\]", "", place).replace(".", "_")
