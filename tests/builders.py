"""Small targets made by hand, for tests of what is done with them."""

from datetime import date

from metrics.model import Claim, Indicator, Paraphrase, Source, Target, Text, Unit

SOURCE = Source("s", Text("Издание", "Paper"), "en", date=date(2025, 11, 7), url="https://example.org/a")
WORDS = Paraphrase("p", SOURCE, Text("слова", "words"))
PERCENT = Unit("%", Text("%", "%"), "share")
PIECES = Unit("pieces", Text("шт.", "pieces"), "count")
SHARE = Indicator("share", Text("Доля", "Share"), PERCENT, "increase", (0, 100))
LEVEL = Indicator("level", Text("Число", "Level"), PIECES, "increase", (0, None))
FREE = Indicator("free", Text("Сальдо", "Balance"), PIECES, "increase", (None, None))


def claim(kind, value, qualifier="exact", step=1.0, **more):
    """A claim that rests on a paraphrase of 7 November 2025."""
    return Claim(more.pop("id", kind), kind, value, step, qualifier, paraphrase=WORDS, **more)


def target(*claims, indicator=SHARE, name="t"):
    """A target from claims."""
    return Target(name, indicator, "x", tuple(claims))
