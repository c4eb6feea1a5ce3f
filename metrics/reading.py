"""Reading the YAML files of `data/`: entries checked one by one, every fault with its file, line and cure.

The quick parser reads; only where something is wrong the slower one that knows lines is asked for the place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import ryaml
import yaml
from pydantic import ValidationError

from metrics.entries import Entry
from metrics.errors import Refusal
from metrics.language import key

E = TypeVar("E", bound=Entry)
Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in the catalogue, where, and what would be right.

    `template` with `values` is the sentence (English; pages translate it). `entry` is the id of the entry, as
    far as it has one; a fault with `is_fatal` False was mended on loading and only reported.
    """

    file: str
    line: int
    entry: str
    place: str
    template: str
    values: dict[str, object] = field(default_factory=dict)
    is_fatal: bool = True

    @property
    def message(self) -> str:
        return self.template.format(**self.values)

    def __str__(self) -> str:
        where = ".".join(part for part in (self.entry, self.place) if part)
        return f"{self.file}:{self.line}: {where + ': ' if where else ''}{self.message}"


@dataclass(slots=True)
class Reader:
    """Reads entries from a folder and gathers the faults it meets."""

    folder: Path
    faults: list[Fault] = field(default_factory=list)
    _places: dict[str, yaml.Node | None] = field(default_factory=dict)

    def entries(self, name: str, model: type[E]) -> Iterator[tuple[E, Where]]:
        """The sound entries of `<name>.yaml` and of all files in the folder `<name>/`, duplicates refused."""
        seen: dict[str, str] = {}
        for path in self.files(name):
            file = path.relative_to(self.folder).as_posix()
            for index, raw in enumerate(self._list(path)):
                where = Where(self, file, (index,), _id_of(raw))
                try:
                    entry = model.model_validate(raw)
                except ValidationError as error:
                    self._report(error, model, where)
                    continue
                if where.entry in seen:
                    where.fault(
                        key("The id “{id}” is already taken in {file}; every id is used once."),
                        "id",
                        id=where.entry,
                        file=seen[where.entry],
                    )
                    continue
                seen[where.entry] = where.file
                yield entry, where

    def files(self, name: str) -> list[Path]:
        """The files that hold a collection."""
        single = self.folder / f"{name}.yaml"
        return ([single] if single.is_file() else []) + sorted((self.folder / name).glob("*.yaml"))

    def text(self, path: Path) -> str | None:
        """A file's text as it is, or None with a fault when it is not UTF-8."""
        data = path.read_bytes()
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self.add(
                path.relative_to(self.folder).as_posix(),
                line,
                key("The file is not UTF-8 (byte {byte} on this line); save it as UTF-8."),
                byte=f"0x{data[error.start]:02x}",
            )
            return None

    def add(self, file: str, line: int, template: str, **values: object) -> None:
        """Gather a fault that concerns a whole file."""
        self.faults.append(Fault(file, line, "", "", template, values))

    def line(self, file: str, path: Path_) -> int:
        """The line on which a place of a file stands, counted from one."""
        if file not in self._places:
            text = (self.folder / file).read_text(encoding="utf-8", errors="replace")
            try:
                self._places[file] = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            except yaml.YAMLError:
                self._places[file] = None
        return _line(self._places[file], path)

    def _list(self, path: Path) -> list[Any]:
        text = self.text(path)
        if text is None:
            return []
        name = path.relative_to(self.folder).as_posix()
        try:
            content: Any = ryaml.loads(text.removeprefix("\ufeff"))  # type: ignore[attr-defined]
        except ValueError as error:
            self.add(name, _error_line(str(error)), key("This is not YAML: {problem}."), problem=str(error))
            return []
        if content is None:
            return []
        if not isinstance(content, list):
            self.add(name, 1, key("The file must be a list: each entry starts with “- id: …”."))
            return []
        return content

    def _report(self, error: ValidationError, model: type[Entry], where: Where) -> None:
        for problem in error.errors(include_url=False):
            template, values = _explain(problem, model)
            place = tuple(part for part in problem["loc"] if part not in ("int", "float"))
            if template and (place, template) not in where.reported:
                where.reported.add((place, template))
                where.fault(template, *place, is_fatal=True, **values)


@dataclass(slots=True)
class Where:
    """The place of one entry; `fault` reports something wrong with it."""

    reader: Reader
    file: str
    path: Path_
    entry: str
    reported: set[tuple[Path_, str]] = field(default_factory=set)

    def fault(self, template: str, *place: str | int, is_fatal: bool = True, **values: Any) -> None:
        line = self.reader.line(self.file, self.path + place)
        self.reader.faults.append(
            Fault(self.file, line, self.entry, _dotted(place), template, values, is_fatal)
        )

    def find(self, collection: dict[str, Any], wanted: str, noun: str, *place: str | int) -> Any:
        """The member of a collection, or None with a fault that suggests the nearest id."""
        if wanted in collection:
            return collection[wanted]
        near = _nearest(wanted, list(collection))
        if near:
            said = key("There is no entry “{wanted}” in {file}; did you mean “{near}”?")
        else:
            said = key("There is no entry “{wanted}” in {file}.")
        self.fault(said, *place, wanted=wanted, file=f"{noun}s", near=near)
        return None

    def attempt(self, refusal: Refusal, *place: str | int) -> None:
        """Report a refusal as a fault of this entry."""
        values: dict[str, Any] = refusal.values
        self.fault(refusal.template, *place, **values)


def _explain(problem: Any, model: type[Entry]) -> tuple[str, dict[str, Any]]:
    """A pydantic error as a sentence of ours, with its values."""
    kind, given = problem["type"], problem.get("input")
    name = str(problem["loc"][-1]) if problem["loc"] else ""
    if kind == "extra_forbidden":
        near = _nearest(name, _fields(model))
        if near:
            return key("There is no field “{name}”; did you mean “{near}”?"), {"name": name, "near": near}
        return key("There is no field “{name}” here."), {"name": name}
    if kind == "value_error":
        return str(problem["ctx"]["error"]), {}
    if kind in _NUMBER_EXPECTED and isinstance(given, str):
        kind = "number_as_text"
    context = problem.get("ctx", {})
    expected = context.get("expected") or context.get("pattern") or ""
    values = {"given": _shown(given), "name": name, "expected": expected, "problem": problem["msg"]}
    return _SENTENCES.get(kind, key("{given} does not fit here: {problem}.")), values


_NUMBER_EXPECTED = ("int_type", "float_type", "int_from_float")
_A_NUMBER = key("A number is expected here, not {given}.")
_SENTENCES = {
    "number_as_text": key(
        "A number is expected here, not the text {given}: write it without quotation marks."
    ),
    "int_type": _A_NUMBER,
    "float_type": _A_NUMBER,
    "int_from_float": _A_NUMBER,
    "missing": key("The field “{name}” is missing."),
    "literal_error": key("{given} is not possible here; possible are {expected}."),
    "string_type": key("A text is expected here, not {given}: put it in quotation marks."),
    "string_pattern_mismatch": key("{given} is not written as it must be here; the pattern is {expected}."),
}


def _fields(model: type[Entry]) -> list[str]:
    """The fields of an entry and of the entries inside it."""
    names = list(model.model_fields)
    for info in model.model_fields.values():
        for part in getattr(info.annotation, "__args__", ()):
            if isinstance(part, type) and issubclass(part, Entry):
                names += list(part.model_fields)
    return names


def _nearest(name: str, among: list[str]) -> str:
    from rapidfuzz import process

    found = process.extractOne(name, among, score_cutoff=60) if among else None
    return str(found[0]) if found else ""


def _shown(given: object) -> str:
    return repr(given)[:60]


def _id_of(raw: object) -> str:
    return str(raw["id"])[:80] if isinstance(raw, dict) and "id" in raw else ""


def _dotted(place: Path_) -> str:
    text = ""
    for part in place:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text


def _error_line(message: str) -> int:
    words = message.replace(",", " ").split()
    numbers = [int(after) for word, after in pairwise(words) if word == "line" and after.isdigit()]
    return numbers[0] if numbers else 1


def _line(node: yaml.Node | None, path: Path_) -> int:
    """Follow a path through the nodes as far as it goes."""
    if node is None:
        return 1
    line = node.start_mark.line + 1
    for part in path:
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        elif isinstance(node, yaml.MappingNode):
            inside = [value for key, value in node.value if key.value == part]
            if not inside:
                return line
            node = inside[0]
        else:
            return line
        line = node.start_mark.line + 1
    return line
