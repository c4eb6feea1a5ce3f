"""The Russian taxpayer's number (INN): ten digits of a firm, twelve of a person, the last ones check digits.

Source of the weights: order of the Federal Tax Service of Russia on the INN, as used in its registers.
"""

from __future__ import annotations

from collections.abc import Sequence

from metrics.language import key

FIRM = (2, 4, 10, 3, 5, 9, 4, 6, 8)
PERSON_FIRST = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
PERSON_SECOND = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)

NOT_DIGITS = key("An INN is 10 digits (a firm) or 12 (a person) and nothing else; “{inn}” is not.")
LOST_ZEROS = key("The INN “{inn}” has lost its leading zeros; write “{right}” and keep the column as text.")
WRONG_DIGIT = key("The check digit of the INN “{inn}” is wrong; one of its digits was mistyped.")


def fault(inn: str) -> tuple[str, dict[str, object]] | None:
    """What is wrong with an INN as a sentence and its values, or None when it holds."""
    if not (inn.isascii() and inn.isdigit()) or len(inn) > 12:
        return NOT_DIGITS, {"inn": inn[:40]}
    if len(inn) in (10, 12):
        return None if holds(inn) else (WRONG_DIGIT, {"inn": inn})
    full = next((inn.zfill(n) for n in (10, 12) if len(inn) < n and holds(inn.zfill(n))), None)
    if full and len(full) - len(inn) <= 2:
        return LOST_ZEROS, {"inn": inn, "right": full}
    return NOT_DIGITS, {"inn": inn}


def holds(inn: str) -> bool:
    """Whether the check digits of a number of ten or twelve digits are right (and it is not all zeros)."""
    if not int(inn):
        return False
    if len(inn) == 10:
        return _check(inn, FIRM)
    return _check(inn, PERSON_FIRST) and _check(inn, PERSON_SECOND)


def _check(inn: str, weights: Sequence[int]) -> bool:
    digits = [int(digit) for digit in inn]
    total = sum(w * d for w, d in zip(weights, digits, strict=False))
    return total % 11 % 10 == digits[len(weights)]
