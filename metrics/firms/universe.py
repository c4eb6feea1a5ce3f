"""Which firms make up the industry: the denominator of every share, said in one value.

A share of "clusters in industry" means nothing until industry is defined. A `Universe` is that definition:
it is saved with each result, shown beside each chart and written into each file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from metrics.errors import Refusal

OWN_YEAR = "own year"
"""A firm counts in the region and industry of its own row of that year; the only rule that exists today."""

FLAGS = ("eligible", "financial", "outlier", "filed", "imputed")
"""The yes/no columns of a firm panel that a universe may filter by."""


@dataclass(frozen=True)
class Universe:
    """The firms that count as the industry, and the money they are counted in.

    `sections` are the industries kept (a letter such as "C", or a code such as "26": a code of two or more
    characters also keeps everything that begins with it); `exclusions` are left out again, by the same rule;
    `regions` are region codes. Empty means all. `keep` names flags that must be true, `drop` flags that must
    not be true (a flag that is missing is not true). `unit` is the unit of revenue.
    Raises `Refusal` for a value that no panel could satisfy.
    """

    name: str = ""
    sections: tuple[str, ...] = ()
    exclusions: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    region_rule: str = OWN_YEAR
    industry_rule: str = OWN_YEAR
    unit: str = ""

    def __post_init__(self) -> None:
        for name in ("sections", "exclusions", "regions", "keep", "drop"):
            value = getattr(self, name)
            entries = (value,) if isinstance(value, str) else tuple(str(each).strip() for each in value)
            object.__setattr__(self, name, entries)
        for flag in (*self.keep, *self.drop):
            if flag not in FLAGS:
                raise Refusal(
                    "The universe filters by “{flag}”, which is not a flag of a firm panel. Flags: {flags}.",
                    flag=flag,
                    flags=", ".join(FLAGS),
                )
        both = set(self.keep) & set(self.drop)
        if both:
            raise Refusal(
                "The universe both keeps and drops firms by “{flag}”: nobody is left.", flag=min(both)
            )
        for rule in (self.region_rule, self.industry_rule):
            if rule != OWN_YEAR:
                raise Refusal(
                    "The universe asks for the rule “{rule}”; the only one there is counts each firm "
                    "where its own row of the year puts it (“{known}”).",
                    rule=rule,
                    known=OWN_YEAR,
                )

    def keeps_industry(self, code: str) -> bool:
        """Whether a firm of this industry code belongs to the universe."""
        kept = not self.sections or any(_covers(entry, code) for entry in self.sections)
        return kept and not any(_covers(entry, code) for entry in self.exclusions)

    def keeps_region(self, code: str) -> bool:
        """Whether a firm of this region code belongs to the universe."""
        return not self.regions or code in self.regions

    def to_dict(self) -> dict[str, Any]:
        """The definition as plain lists and texts, as it is saved beside a result."""
        return {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()
        }

    @classmethod
    def from_dict(cls, body: Mapping[str, Any]) -> Universe:
        """The definition back from `to_dict`; a key that is not a word of a universe is refused."""
        known = {field.name for field in fields(cls)}
        for name in body:
            if name not in known:
                raise Refusal(
                    "“{name}” is not part of a universe. Parts: {known}.",
                    name=name,
                    known=", ".join(sorted(known)),
                )
        return cls(**dict(body))


def _covers(entry: str, code: str) -> bool:
    # One character is a section letter (or a sector number) and stands for itself alone; a longer code
    # stands for its whole branch: 26 covers 26.11.
    return code == entry or (len(entry) > 1 and code.startswith(entry))
