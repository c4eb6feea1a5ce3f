"""What is wrong with a file, all of it at once: where, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from metrics.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

SHOWN = 20  # a message is read by a person; `faults` holds the rest


@dataclass(frozen=True)
class Fault:
    """One reason why a file cannot be used, and the row it stands in (the header is row 1)."""

    file: str
    row: int | None
    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, translate: Callable[..., str] | None = None) -> str:
        """The reason as a sentence, in English or through a translator."""
        return translate(self.template, **self.values) if translate else self.template.format(**self.values)


class FaultyFile(Refusal):
    """A table that is refused; `faults` says why, row by row."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault that was found."""
        return tuple(self.values["faults"])  # type: ignore[arg-type, unused-ignore]


def refuse(faults: Iterable[Fault]) -> None:
    """Raise `FaultyFile` with all faults; return quietly when there are none."""
    found = tuple(faults)
    if not found:
        return
    lines = [_line(fault) for fault in found[:SHOWN]]
    if len(found) > SHOWN:
        lines.append(f"… {len(found) - SHOWN} more")
    raise FaultyFile(
        "{file} cannot be used as it is. Faults found: {n}.\n{list}",
        file=found[0].file,
        n=len(found),
        list="\n".join(lines),
        faults=found,
    )


def _line(fault: Fault) -> str:
    place = f"{fault.file}, row {fault.row}" if fault.row is not None else fault.file
    return f"{place}: {fault.text()}"
