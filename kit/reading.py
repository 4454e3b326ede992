"""A finished PDF -> what a screen reader tells of it: the command `kit read`."""

from pathlib import Path

from kit.errors import KitError, UsageError
from kit.preflight.pdf.aloud import Told, told
from kit.preflight.pdf.file import read_pdf
from kit.sources.workspace import read_bytes


def read_aloud(path: Path) -> tuple[Told, ...]:
    """Return what is told of a PDF, element by element in reading order.

    Raises:
        UsageError: There is no such file.
        KitError: It is no PDF, is locked, or has no tags, so that nothing can be told of it.
    """
    if not path.is_file():
        raise UsageError("no such file", where=str(path), hint="name a PDF, as kit build makes it")
    try:
        found = told(read_pdf(read_bytes(path)))
    except KitError as error:
        raise error.within(str(path)) from error
    if not found:
        raise KitError(
            "the file has no tags: a screen reader finds nothing in it, or guesses",
            where=str(path),
            hint="build it again without --print, and do not print to PDF",
        )
    return found
