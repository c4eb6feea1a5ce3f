"""Sections of the industrial classification (ОКВЭД 2, which is NACE Rev. 2) and the divisions in them."""

from __future__ import annotations

_SECTIONS = {
    "A": (1, 3), "B": (5, 9), "C": (10, 33), "D": (35, 35), "E": (36, 39), "F": (41, 43), "G": (45, 47),
    "H": (49, 53), "I": (55, 56), "J": (58, 63), "K": (64, 66), "L": (68, 68), "M": (69, 75), "N": (77, 82),
    "O": (84, 84), "P": (85, 85), "Q": (86, 88), "R": (90, 93), "S": (94, 96), "T": (97, 98), "U": (99, 99),
}  # fmt: skip


def divisions(section: str) -> tuple[str, ...]:
    """The two-digit divisions of a section, as text: those of "D" are ("35",); of a letter unknown, none."""
    first, last = _SECTIONS.get(section.upper(), (1, 0))
    return tuple(f"{number:02d}" for number in range(first, last + 1))
