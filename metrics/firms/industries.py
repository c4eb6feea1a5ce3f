"""Sections of the industrial classification (ОКВЭД 2, which is NACE Rev. 2) and the divisions in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metrics.language import key

if TYPE_CHECKING:
    from metrics.language import Translator

_SECTIONS = {
    "A": (1, 3), "B": (5, 9), "C": (10, 33), "D": (35, 35), "E": (36, 39), "F": (41, 43), "G": (45, 47),
    "H": (49, 53), "I": (55, 56), "J": (58, 63), "K": (64, 66), "L": (68, 68), "M": (69, 75), "N": (77, 82),
    "O": (84, 84), "P": (85, 85), "Q": (86, 88), "R": (90, 93), "S": (94, 96), "T": (97, 98), "U": (99, 99),
}  # fmt: skip


def divisions(section: str) -> tuple[str, ...]:
    """The two-digit divisions of a section, as text: those of "D" are ("35",); of a letter unknown, none."""
    first, last = _SECTIONS.get(section.upper(), (1, 0))
    return tuple(f"{number:02d}" for number in range(first, last + 1))


DIVISION_NAMES = {
    "05": key("Coal mining"), "06": key("Oil and gas extraction"), "07": key("Metal ores"),
    "08": key("Other mining"), "09": key("Mining support services"),
    "10": key("Food"), "11": key("Beverages"), "12": key("Tobacco"), "13": key("Textiles"),
    "14": key("Clothing"), "15": key("Leather and footwear"), "16": key("Wood products"), "17": key("Paper"),
    "18": key("Printing"), "19": key("Coke and oil products"), "20": key("Chemicals"),
    "21": key("Medicines"), "22": key("Rubber and plastics"), "23": key("Mineral products"),
    "24": key("Basic metals"), "25": key("Metal products"), "26": key("Computers, electronics, optics"),
    "27": key("Electrical equipment"), "28": key("Machinery"), "29": key("Motor vehicles"),
    "30": key("Other transport equipment"), "31": key("Furniture"), "32": key("Other manufacturing"),
    "33": key("Repair and installation"), "35": key("Electricity, gas, steam"), "36": key("Water supply"),
    "37": key("Sewerage"), "38": key("Waste and recycling"), "39": key("Remediation"),
}  # fmt: skip
"""Short names of the divisions of industry (sections B to E), as keys for a translator."""


def industry_name(t: Translator, code: str) -> str:
    """An industry as a reader sees it: its code, and the name of its division where we have one."""
    if len(code) == 1 and code.isalpha():
        section = t("Section {letter}", letter=code)
        return f"{section} ({t('manufacturing')})" if code == "C" else section
    name = DIVISION_NAMES.get(code[:2])
    return f"{code} {t(name)}" if name and code[:2].isdigit() else code or t("industry not given")
