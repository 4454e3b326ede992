"""The values of a kit: a file in it as people see it, and files together with what is wrong."""

from dataclasses import dataclass

from kit.document.model import Document
from kit.export.archive import Member
from kit.findings import Finding


@dataclass(frozen=True, slots=True)
class Packed:
    """A file of the kit: where, of which kind, its title, its language, and words about it.

    `kind` is "deck", "brochure", "poster" or "papers"; `preview` is a PDF whose first page shows
    it, or the file itself.
    """

    name: str
    kind: str
    title: str
    language: str
    note: str
    size: int
    preview: bytes


@dataclass(frozen=True, slots=True)
class Made:
    """Files of a kit, the documents they came from, and what is wrong in them."""

    files: tuple[Packed, ...] = ()
    members: tuple[Member, ...] = ()
    documents: tuple[Document, ...] = ()
    findings: tuple[Finding, ...] = ()
    is_draft: bool = False

    def plus(self, other: "Made") -> "Made":
        """Return both together."""
        return Made(
            self.files + other.files,
            self.members + other.members,
            self.documents + other.documents,
            self.findings + other.findings,
            self.is_draft or other.is_draft,
        )
