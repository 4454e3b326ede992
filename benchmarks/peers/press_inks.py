"""The folder of the peers -> one whose colours are inks, for a print file of WeasyPrint.

WeasyPrint writes colours as they are given, so style sheets and drawings name inks here. The ink
of running text is black alone; for the others the plain formula does, since only the kind of
colour is compared, not its look.
"""

import re
import shutil
from pathlib import Path
from urllib.parse import quote

HEX = re.compile(r"#([0-9a-fA-F]{6})\b")
QUOTED = re.compile(r"%23([0-9a-fA-F]{6})\b")
TEXT = "2A1A1E"
STYLE = (
    "@color-profile device-cmyk"
    "{src:url(press.icc);components:cyan,magenta,yellow,black}@page{bleed:3mm;marks:crop cross}"
)


def ink_of(colour: re.Match[str]) -> str:
    """Return a colour of six hexadecimal digits as inks of CSS."""
    if colour[1].upper() == TEXT:
        return "device-cmyk(0 0 0 1)"
    parts = [int(colour[1][at : at + 2], 16) / 255 for at in (0, 2, 4)]
    white = max(parts)
    inks = [(white - part) / (white or 1) for part in parts]
    return f"device-cmyk({' '.join(f'{ink:.3f}' for ink in (*inks, 1 - white))})"


def page_in_inks(page: str) -> str:
    """Return a page of HTML whose drawings, in addresses with percent signs, have inks too."""
    return QUOTED.sub(lambda colour: quote(ink_of(colour), safe=""), page)


def press_folder(work: Path, target: Path, profile: Path) -> Path:
    """Copy the folder of the peers, its colours as inks, with the profile of the condition."""
    shutil.copytree(work, target, dirs_exist_ok=True)
    for path in (*target.glob("*.css"), *target.rglob("*.svg")):
        path.write_text(HEX.sub(ink_of, path.read_text("utf-8")), "utf-8")
    shutil.copy(profile, target / "press.icc")
    return target
