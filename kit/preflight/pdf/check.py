"""What a row of the tables of checks says: code, function, hint, severity, and broken standards."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from kit.findings import Severity
from kit.preflight.pdf.view import Fault, PdfFile

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
UA, ARCHIVE, EXCHANGE = "PDF/UA", "PDF/A", "PDF/X"
ALL = (UA, ARCHIVE, EXCHANGE)


class Check(NamedTuple):
    """One rule for finished PDFs.

    Attributes:
        code: What it is called, for good.
        faults: Finds its faults.
        hint: How to mend them.
        severity: How bad they are.
        breaks: The standards that a file with such a fault does not keep.
    """

    code: str
    faults: Callable[[PdfFile], Iterable[Fault]]
    hint: str
    severity: Severity = ERROR
    breaks: tuple[str, ...] = ()
