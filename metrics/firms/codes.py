"""How a prepared panel writes texts as integers, and how they come back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from metrics.firms.universe import covers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

DIGITS = "[0-9]{1,17}"  # with a 1 in front they always fit 64 bits


@dataclass(frozen=True)
class Codes:
    """How texts are written as integers in a prepared file; see `prepare`.

    A firm's id is written with a 1 in front, so that its leading zeros come back; a section, an industry
    and a region are written as their place in a sorted list. `firms` says whether ids are integers.
    """

    firms: bool = False
    sections: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    def register(self, members: Sequence[str]) -> pd.DataFrame:
        """Columns `firm_id`, as the file writes it, and `member`, the firm's place counted from 1.

        An id that a file of integers cannot hold is not in the file, nor here.
        """
        table = pd.DataFrame({"firm_id": pd.Series(members, dtype="str")})
        table["member"] = table.index.to_numpy(dtype="int64") + 1
        if self.firms:
            table = table[table["firm_id"].str.fullmatch(DIGITS)]
            table = table.assign(firm_id=("1" + table["firm_id"]).astype("int64"))
        return table

    def firms_out(self, keys: pd.Series[Any]) -> pd.Series[Any]:
        """Ids as people write them."""
        return keys.astype("int64").astype("str").str.slice(1) if self.firms else keys

    def sections_in(self, letters: Sequence[str]) -> list[Any]:
        """Sections as the file writes them."""
        return (
            [i for i, text in enumerate(self.sections) if text in letters] if self.sections else list(letters)
        )

    def industries_in(self, entries: Iterable[str]) -> list[int]:
        """Numbers of the industries that an entry covers."""
        return [i for i, text in enumerate(self.industries) if any(covers(entry, text) for entry in entries)]

    def industries_out(self, keys: pd.Series[Any]) -> pd.Series[Any]:
        """Industries as people write them."""
        return keys.map(dict(enumerate(self.industries))) if self.industries else keys

    def regions_in(self, regions: Iterable[str]) -> list[Any]:
        """Regions as the file writes them."""
        wanted = list(regions)
        return [i for i, text in enumerate(self.regions) if text in wanted] if self.regions else wanted

    def regions_out(self, keys: pd.Series[Any]) -> pd.Series[Any]:
        """Regions as people write them."""
        return keys.map(dict(enumerate(self.regions))) if self.regions else keys


NO_CODES = Codes()
NOTES = "_codes.json"  # makes a folder a prepared one; readers of Parquet pass over a name with _ in front


def notes_of(path: Path) -> dict[str, Any] | None:
    """What `prepare` wrote down about a folder, or None if it is not a prepared one."""
    notes = path / NOTES
    return dict(json.loads(notes.read_text(encoding="utf-8"))) if notes.is_file() else None
