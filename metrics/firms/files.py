"""Files that appear whole or not at all."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from metrics.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A new folder to write into, which takes the name `target` only when everything is written.

    Whatever ends the work before (an error, Ctrl-C) removes what was begun; what even that cannot reach
    (a power cut) leaves a folder named `.NAME.partial`, which no reader opens and the next run replaces.
    Raises `Refusal` if `target` exists.
    """
    if target.exists():
        raise Refusal("{path} exists already; choose another name or remove it.", path=str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    try:
        yield partial
        partial.rename(target)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


@contextmanager
def whole_file(target: Path) -> Iterator[Path]:
    """As `whole`, for one file; a file that is there already is replaced at the end."""
    partial = target.with_name(f".{target.name}.partial")
    try:
        yield partial
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
