"""PPTX files -> PDF by LibreOffice with the kit's fonts, and the letters on a page of it.

The fonts are named in a fontconfig file of the run, so nothing is installed on the machine and no
other font can step in. LibreOffice gets a profile of its own.
"""

import ctypes
import os
import subprocess
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

FONTS = Path(__file__).resolve().parent.parent.parent / "assets/fonts"
FONTCONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""


@dataclass(frozen=True, slots=True)
class Letter:
    """A character of a page: where its glyph stands, from the top left, and its size; in points."""

    text: str
    x: float
    y: float
    size: float

    @property
    def is_base(self) -> bool:
        """Whether it stands on the baseline: marks are raised and lowered."""
        return not unicodedata.category(self.text).startswith("M")


def to_pdf(decks: Sequence[Path], work: Path) -> None:
    """Convert decks; each PDF is written beside its deck."""
    settings = work / "fonts.conf"
    settings.write_text(FONTCONFIG.format(fonts=FONTS, cache=work / "fontcache"), "utf-8")
    profile = (work / "libreoffice").resolve().as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(decks[0].parent), *map(str, decks)],
        check=True,
        capture_output=True,
        env=os.environ | {"FONTCONFIG_FILE": str(settings)},
    )


def pages_of(path: Path) -> list[list[Letter]]:
    """Return the letters of each page of a PDF, without spaces."""
    with pdfium.PdfDocument(path) as document:
        return [list(_letters(page)) for page in document]


def _letters(page: pdfium.PdfPage) -> Iterator[Letter]:
    height = page.get_height()
    words = page.get_textpage()
    for index in range(raw.FPDFText_CountChars(words)):
        text = chr(raw.FPDFText_GetUnicode(words, index))
        if raw.FPDFText_IsGenerated(words, index) or text.isspace() or not text.isprintable():
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(words, index, x, y)
        size = raw.FPDFText_GetFontSize(words, index)
        yield Letter(text, x.value, height - y.value, size)
