"""The colours of words that stand among lines, for a light and a dark page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of words and of the ground behind them; None leaves the words to the page's theme."""

    words: str | None = None
    ground: str | None = None

    def font(self, size: int) -> dict[str, Any]:
        """A font that stays legible where a line runs behind the words."""
        halo = ", ".join([f"0 0 3px {self.ground}"] * 3) if self.ground else "none"
        return {"size": size, "shadow": halo} | ({"color": self.words} if self.words else {})


PLAIN_INK = Ink()
LIGHT_INK, DARK_INK = Ink("#16202A", "#FFFFFF"), Ink("#EDF1F5", "#0D1116")
