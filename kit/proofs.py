"""The files of a build -> a contact sheet for each partner, to choose and check at a glance."""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from kit.export.contact_sheet import SheetRow, contact_sheet
from kit.export.files import publish
from kit.report import Artefact
from kit.sources.workspace import open_workspace, read_bytes

SHEET = "contact-sheet.png"
SHEET_FONT = "assets/fonts/NotoSans/NotoSans-Bold.ttf"


def write_sheets(
    out: Path, workspace: Path | None, artefacts: Sequence[Artefact]
) -> tuple[str, ...]:
    """Write a contact sheet for each partner with a brochure or poster; return the paths."""
    font = open_workspace(workspace).find(SHEET_FONT)
    # A hand-out has many pages, and all of them look alike.
    pdfs = [each for each in artefacts if each.path.endswith(".pdf") and not each.per_page]
    found: list[str] = []
    for partner, group in groupby(pdfs, key=attrgetter("partner")):
        made = tuple(group)
        columns = tuple(dict.fromkeys(artefact.language for artefact in made))
        files = {(artefact.language, Path(artefact.path).stem): artefact.path for artefact in made}
        names = dict.fromkeys(Path(artefact.path).stem for artefact in made)
        rows = [
            SheetRow(name, tuple(_content(files.get((tag, name))) for tag in columns))
            for name in names
        ]
        path = out / partner / SHEET
        publish(path, contact_sheet(columns, rows, font))
        found.append(str(path))
    return tuple(found)


def _content(path: str | None) -> bytes | None:
    return read_bytes(Path(path)) if path else None
