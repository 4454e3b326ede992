"""A print file -> the plates of its inks, as Ghostscript separates them, and what they show."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from PIL import Image, ImageChops

from tests.standards.colours import without_black_text

FINENESS = 50  # dots an inch: enough for text of a poster, and quick
# Where text is not shown, Ghostscript rounds single dots of the letters after it another way.
STRAY = 0.005
PLATES = ("Cyan", "Magenta", "Yellow", "Black")
PLATE_NAME = r"{page}({ink}).tif"


@dataclass(frozen=True, slots=True)
class Proof:
    """What the plates of a file show.

    Attributes:
        pieces: How many pieces of text are of black ink alone.
        changed: The plates that are different where that text is.
        is_over_colour: Whether any of it stands on a coloured ink.
        most_ink: The largest sum of inks at one dot, in percent.
    """

    pieces: int
    changed: frozenset[str]
    is_over_colour: bool
    most_ink: float


def proof(path: Path, folder: Path) -> Proof:
    """Separate a file with its black text and without; text that overprints changes one plate.

    Raises:
        CalledProcessError: Ghostscript cannot show the file.
    """
    folder.mkdir(parents=True)
    bare = folder / "bare.pdf"
    pieces = without_black_text(path, bare)
    with pikepdf.open(path) as pdf:
        count = len(pdf.pages)
    pages = plates_of(path, folder / "whole", count)
    bare_pages = plates_of(bare, folder / "bare", count)
    pairs = list(zip(pages, bare_pages, strict=True))
    return Proof(
        pieces,
        frozenset(ink for pair in pairs for ink in _changed(*pair)),
        any(_is_over_colour(*pair) for pair in pairs),
        max(map(most_ink, pages)),
    )


def _changed(whole: dict[str, Image.Image], bare: dict[str, Image.Image]) -> list[str]:
    counts = {ink: _unequal_dots(whole[ink], bare[ink]) for ink in whole}
    return [ink for ink, count in counts.items() if count > STRAY * counts["Black"]]


def _unequal_dots(one: Image.Image, other: Image.Image) -> int:
    return sum(ImageChops.difference(one, other).histogram()[1:])


def _is_over_colour(whole: dict[str, Image.Image], bare: dict[str, Image.Image]) -> bool:
    text = ImageChops.difference(whole["Black"], bare["Black"])
    return any(
        ImageChops.multiply(text, ImageChops.invert(plate)).getbbox()
        for ink, plate in bare.items()
        if ink != "Black"
    )


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
