"""Which firms make up the industry: the denominator of every share, said in one value.

A share of "clusters in industry" means nothing until industry is defined. A `Universe` is that definition:
it is saved with each result, shown beside each chart and written into each file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from metrics.errors import Refusal
from metrics.firms.industries import divisions

OWN_YEAR = "own year"
"""A firm counts in the region and industry of its own row of that year; the only rule that exists today."""

FLAGS = ("eligible", "financial", "outlier", "filed", "imputed")
"""The yes/no columns of a firm panel that a universe may filter by."""


@dataclass(frozen=True)
class Universe:
    """The firms that count as the industry, and the money they are counted in.

    `sections` are the industries kept (a section's letter such as "C", or the beginning of a code such as
    "26") and `exclude` those left out again; `regions` are region codes; None means all. `require` says of
    a flag which truth it must have, ("outlier", False); a flag that is missing satisfies nothing. The rules
    say whose region and industry count; `unit` is the unit of revenue. Raises `Refusal` for a definition
    that no panel could satisfy.
    """

    name: str = ""
    sections: tuple[str, ...] | None = None
    exclude: tuple[str, ...] = ()
    regions: tuple[str, ...] | None = None
    require: tuple[tuple[str, bool], ...] = ()
    region_rule: str = OWN_YEAR
    industry_rule: str = OWN_YEAR
    unit: str = ""

    def __post_init__(self) -> None:
        for name in ("sections", "exclude", "regions"):
            object.__setattr__(self, name, _entries(getattr(self, name)))
        pairs = self.require.items() if isinstance(self.require, Mapping) else self.require
        object.__setattr__(self, "require", tuple((str(flag), bool(truth)) for flag, truth in pairs))
        for flag, _ in self.require:
            if flag not in FLAGS:
                raise Refusal(
                    "The universe filters by “{flag}”, which is not a flag of a firm panel. Flags: {flags}.",
                    flag=flag,
                    flags=", ".join(FLAGS),
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
        kept = self.sections is None or any(covers(entry, code) for entry in self.sections)
        return kept and not any(covers(entry, code) for entry in self.exclude)

    def keeps_region(self, code: str) -> bool:
        """Whether a firm of this region code belongs to the universe."""
        return self.regions is None or code in self.regions

    def to_dict(self) -> dict[str, Any]:
        """The definition as plain lists and texts, as it is saved beside a result."""
        body = asdict(self)
        plain = {name: list(value) if isinstance(value, tuple) else value for name, value in body.items()}
        return plain | {"require": dict(self.require)}

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


def covers(entry: str, code: str) -> bool:
    """Whether an entry of a universe means this industry code: the code itself, its section or its branch."""
    if code == entry:
        return True
    if len(entry) == 1:
        # A single digit is a sector's number: sector 1 is not the beginning of sector 10.
        return entry.isalpha() and (code.startswith(entry) or code[:2] in divisions(entry))
    return code.startswith(entry)


def _entries(value: Any) -> tuple[str, ...] | None:
    if value is None:
        return None
    return (value,) if isinstance(value, str) else tuple(str(each).strip() for each in value)
