"""The one error that says to a person: this cannot be done, and why."""

from __future__ import annotations


class Refusal(ValueError):  # noqa: N818 - a refusal is an answer, not a fault of the program
    """A request that has no honest answer, with a sentence that says why and what would help.

    `template` is the English sentence with `{placeholders}`; it is also the key under which pages
    translate it: `t(refusal.template, **refusal.values)`. `str(refusal)` is the English sentence.
    """

    def __init__(self, template: str, **values: object) -> None:
        self.template = template
        self.values = values
        super().__init__(template.format(**values))

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions pickle by positional arguments alone; caches and worker processes need the values.
        return _rebuild, (type(self), self.template, self.values)


def _rebuild(kind: type[Refusal], template: str, values: dict[str, object]) -> Refusal:
    return kind(template, **values)
