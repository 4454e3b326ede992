"""A file and a profile -> what page-validation complains of, but for one known false complaint."""

from dataclasses import dataclass
from pathlib import Path

import page
import pikepdf

CARRIAGE_RETURN = 0x0D
# It takes a carriage return that ends the bytes of a stream for the line end after them.
STREAM_LENGTH = "STREAM-LENGTH-001"


@dataclass(frozen=True, slots=True)
class Complaint:
    """A rule of a profile that a file breaks."""

    file: Path
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.file.parent.name}/{self.file.name} {self.rule}: {self.message}"


def complaints(file: Path, profile: str) -> tuple[Complaint, ...]:
    """Return what is wrong with a file; profiles are "ua1", "2a", "2b" ..."""
    result = page.validate_pdf(str(file), profile=profile)
    return tuple(
        Complaint(file, each.rule_id, f"{each.message} {each.object_id or ''}")
        for each in result.failures
        if not (each.rule_id.endswith(STREAM_LENGTH) and _ends_in_return(file, each.object_id))
    )


def _ends_in_return(file: Path, number: page.PdfObjectId) -> bool:
    with pikepdf.open(file) as pdf:
        stream = pdf.get_object(number.object_number, number.generation)
        return stream.read_raw_bytes()[-1] == CARRIAGE_RETURN
