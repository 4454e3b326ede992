"""A print file -> the plates of its inks, as Ghostscript separates them."""

import subprocess
from pathlib import Path

from PIL import Image

FINENESS = 50  # dots an inch: enough for text of a poster, and quick
PLATES = ("Cyan", "Magenta", "Yellow", "Black")
PLATE_NAME = r"{page}({ink}).tif"


def plates_of(path: Path, folder: Path, pages: int) -> list[dict[str, Image.Image]]:
    """Return the plates of each page by ink; 0 is full ink, 255 none.

    Raises:
        CalledProcessError: Ghostscript cannot show the file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    command = [
        "gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-dUseTrimBox", "-sDEVICE=tiffsep",
        f"-r{FINENESS}", f"-sOutputFile={folder}/%d.tif", str(path),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    found = []
    for page in range(1, pages + 1):
        files = {ink: folder / PLATE_NAME.format(page=page, ink=ink) for ink in PLATES}
        found.append({ink: _read(file) for ink, file in files.items()})
    return found


def _read(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        return picture.copy()


def most_ink(plates: dict[str, Image.Image]) -> float:
    """Return the largest sum of inks at one dot, in percent."""
    dots = zip(*(plate.tobytes() for plate in plates.values()), strict=True)
    return (255 * len(plates) - min(map(sum, set(dots)))) / 255 * 100
