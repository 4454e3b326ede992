"""The messages of the templates -> locales/kit.pot, which changes only when a message does."""

from collections.abc import Sequence

from kit.document.extract import Extracted
from kit.sources.po import PoEntry, PoFile, new_po

FIRST_DATE = "2026-11-23 00:00+0000"
CREATION = "POT-Creation-Date"


def pot(messages: Sequence[Extracted], before: PoFile | None, path: str) -> PoFile:
    """Return the template catalogue; its date is that of the one before when no msgid changed.

    Args:
        messages: As extracted.
        before: The template catalogue that stands now, if any.
        path: Where it will stand.
    """
    entries = tuple(
        PoEntry(
            msgid=message.msgid,
            strings=("",),
            context=message.context,
            flags=("python-brace-format",) if "{" in message.msgid else (),
            extracted_comments=message.comments,
            references=message.places,
        )
        for message in messages
    )
    date = (before and before.header(CREATION)) or FIRST_DATE
    return new_po(path, _headers(date), entries)


def _headers(date: str) -> tuple[tuple[str, str], ...]:
    return (
        ("Project-Id-Version", "vnrbd-kit 0.1"),
        ("Report-Msgid-Bugs-To", ""),
        (CREATION, date),
        ("PO-Revision-Date", "YEAR-MO-DA HO:MI+ZONE"),
        ("Last-Translator", ""),
        ("Language-Team", ""),
        ("Language", ""),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
    )
