"""A catalogue with measured lengths -> warnings for texts that are longer than what holds.

The lengths are soft: they were measured with all texts growing alike.
"""

from collections.abc import Iterator

from kit.findings import Finding, Severity
from kit.sources.po_entry import PoEntry, PoFile
from kit.sources.po_notes import budget_of

CODE = "message.length"
SHOWN = 60


def length_findings(file: PoFile) -> tuple[Finding, ...]:
    """Return a warning for each text that has more characters than its max-length."""
    return tuple(finding for entry in file.entries for finding in _findings(entry, file.path))


def _findings(entry: PoEntry, path: str) -> Iterator[Finding]:
    budget = None if entry.is_obsolete or entry.is_fuzzy else budget_of(entry)
    if budget is None:
        return
    longest = max(map(len, entry.strings))
    if longest > budget:
        yield Finding(
            Severity.WARNING,
            CODE,
            f"{longest} characters where {budget} hold: {entry.msgid[:SHOWN]!r}",
            f"{path}:{entry.line}",
            "say it shorter, or look at the page: kit context shows where it stands",
        )
