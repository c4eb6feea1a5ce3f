"""What the program says, in the reader's language: words, plurals, numbers and dates.

The English sentence is the key. Translations are the gettext files locale/<language>/<domain>.po, one
domain a room of the house, read as they are and merged. What has no translation is said in English.
"""

from __future__ import annotations

import datetime as dt
import math
import string
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from gettext import c2py
from numbers import Integral, Real
from pathlib import Path
from typing import TYPE_CHECKING, Any

from metrics.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

LANGUAGES = {"ru": "Русский", "en": "English"}
FOLDER = Path(__file__).parent.parent / "locale"

NOTHING = "—"  # shown in place of a number that is missing
_MINUS = "−"
_LOCALES = {"ru": "ru", "en": "en_GB"}  # Babel's: British dates, 7 November 2025
_HALF = {"ru": "{n}-е полугодие {year}", "en": "H{n} {year}"}
_QUARTER = {"ru": "{n}-й кв. {year}", "en": "Q{n} {year}"}


def key(text: str) -> str:
    """Return the English text unchanged: it marks a key that is translated later, for the test to find."""
    return text


def translator(lang: str) -> Translator:
    """Return the translator to a language ("ru", "ru-RU", "en", …); one we do not speak becomes English."""
    code = lang.replace("_", "-").split("-")[0].lower()
    return Translator(code if code in LANGUAGES else "en")


@dataclass(frozen=True)
class Translator:
    """Says keys, numbers and dates in one language.

    `t("From {low} to {high}", low=12, high=40.5)` translates the key, then fills in the values. Values that
    are not text are written the reader's way (a decimal comma, a quarter's name, a text in both languages);
    whole numbers stay as they are, because most of them are years: group them with `t.number`.
    """

    lang: str

    def __call__(self, template: str, /, **values: object) -> str:
        """Translate an English template and fill in its {placeholders}."""
        return _Filler(self).vformat(_catalogue(self.lang).messages.get(template, template), (), values)

    def plural(self, one: str, many: str, n: float, /, **values: object) -> str:
        """Say a counted thing: `t.plural("{n} target", "{n} targets", 5)`; {n} is grouped."""
        catalogue = _catalogue(self.lang)
        forms = catalogue.plurals.get(one)
        if forms is None:
            template = one if n == 1 else many
        else:
            # A fraction takes the form of two: 2,5 процента.
            template = forms[catalogue.choose(int(n)) if float(n).is_integer() else 1]
        return _Filler(self).vformat(template, (), {"n": self.number(n), **values})

    def refusal(self, refusal: Refusal) -> str:
        """Say why something cannot be done."""
        return self(refusal.template, **refusal.values)

    def number(self, x: float | None, digits: int | None = None) -> str:
        """Write a number with `digits` decimals, or with as many as it needs to show three figures."""
        if x is None or math.isnan(x):
            return NOTHING
        if math.isinf(x):
            return "∞" if x > 0 else f"{_MINUS}∞"
        return self._decimal(x, _needed(x) if digits is None else digits, trim=digits is None)

    def percent(self, fraction: float | None, digits: int | None = None) -> str:
        """Write a fraction of one as per cent: 0.405 becomes 40.5%, in Russian 40,5 %."""
        if fraction is None or math.isnan(fraction):
            return NOTHING
        return self.number(fraction * 100, digits) + ("\u00a0%" if self.lang == "ru" else "%")

    def period(self, period: Any) -> str:
        """Name a pandas Period: a year, half-year ("2Q"), quarter, month, or a span of several."""
        import pandas as pd

        if period is pd.NaT:
            return NOTHING
        single, n = period.freqstr.lstrip("0123456789"), period.freq.n
        unit = single.split("-")[0]
        if (unit, n) == ("Q", 2):
            return _HALF[self.lang].format(n=(period.quarter + 1) // 2, year=period.qyear)
        if n > 1:
            first = period.asfreq(single, how="start")
            return f"{self.period(first)}–{self.period(first + (n - 1))}"
        if unit == "Y":
            return str(period.year)
        if unit == "Q":
            return _QUARTER[self.lang].format(n=period.quarter, year=period.qyear)
        if unit == "M":
            return self._date(period.start_time.date(), "LLLL y")
        return self.date(period.start_time.date()) if unit == "D" else str(period)

    def date(self, day: dt.date | None) -> str:
        """Write a date in words: 7 ноября 2025 г., 7 November 2025."""
        return NOTHING if day is None else self._date(day, "long")

    def text(self, text: Any) -> str:
        """Show a text that data give in both languages, {"ru": …, "en": …} or an object with .ru and .en.

        Where this language's text is missing the other stands in its place.
        """
        if text is None or isinstance(text, str):
            return text or ""
        get: Callable[[str], Any] = (
            text.get if isinstance(text, Mapping) else lambda lang: getattr(text, lang, None)
        )
        return get(self.lang) or next(filter(None, map(get, LANGUAGES)), "")

    def say(self, value: object) -> str:
        """Write any value the reader's way, as it is done inside a sentence."""
        import pandas as pd

        if isinstance(value, str):
            return value
        if value is None or value is pd.NaT or value is pd.NA:
            return NOTHING
        if isinstance(value, Real):
            whole = isinstance(value, Integral)
            return str(value).replace("-", _MINUS) if whole else self.number(float(value))
        if isinstance(value, pd.Period):
            return self.period(value)
        if isinstance(value, dt.date):
            return self.date(value)
        if isinstance(value, Refusal):
            return self.refusal(value)
        if isinstance(value, list | tuple | set | frozenset):
            return ", ".join(map(self.say, value))
        return self.text(value) if isinstance(value, Mapping) or hasattr(value, "ru") else str(value)

    def _decimal(self, x: float, digits: int, *, trim: bool) -> str:
        whole, _, fraction = f"{abs(x):,.{digits}f}".partition(".")
        fraction = fraction.rstrip("0") if trim else fraction
        sign = _MINUS if x < 0 and (fraction.strip("0") or whole.strip("0")) else ""
        if self.lang == "ru":
            whole = whole.replace(",", "\u00a0")
        return sign + whole + (("," if self.lang == "ru" else ".") + fraction if fraction else "")

    def _date(self, day: dt.date, pattern: str) -> str:
        from babel.dates import format_date

        return format_date(day, pattern, locale=_LOCALES[self.lang])


class _Filler(string.Formatter):
    """Fills placeholders in; `{x}` by the language's rules, `{x:.1f}` as asked but with its decimal sign."""

    def __init__(self, t: Translator) -> None:
        self.t = t

    def format_field(self, value: Any, format_spec: str) -> str:
        if not format_spec:
            return self.t.say(value)
        written = format(value, format_spec)
        if isinstance(value, float) and self.t.lang == "ru":
            written = written.replace(",", "\u00a0").replace(".", ",")
        return written


def _needed(x: float) -> int:
    """Decimals that show three figures of a number, of a whole number none."""
    size = abs(x)
    if size >= 100 or size == 0:
        return 0 if float(x).is_integer() or size >= 1000 else 1
    return min(12, 2 - math.floor(math.log10(size)))


@dataclass(frozen=True)
class _Catalogue:
    """The merged translations of a language: one text a key, and the forms of counted things."""

    messages: Mapping[str, str]
    plurals: Mapping[str, tuple[str, ...]]
    choose: Callable[[int], int]


@lru_cache
def _catalogue(lang: str) -> _Catalogue:
    """Read and merge every .po file of a language, once a process; fuzzy entries are left out."""
    from babel.messages.pofile import read_po

    messages: dict[str, str] = {}
    plurals: dict[str, tuple[str, ...]] = {}
    choose: Callable[[int], int] = lambda n: int(n != 1)  # noqa: E731 - replaced by a file's own rule
    for path in sorted((FOLDER / lang).glob("*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale=lang)
        choose = c2py(catalogue.plural_expr)
        for message in catalogue:
            if message.fuzzy or not message.id:
                continue
            forms = message.string or ""
            if isinstance(message.id, str) and isinstance(forms, str) and forms:
                messages.setdefault(message.id, forms)
            elif not isinstance(message.id, str) and not isinstance(forms, str) and all(forms):
                plurals.setdefault(message.id[0], tuple(forms))
    return _Catalogue(messages, plurals, choose)
