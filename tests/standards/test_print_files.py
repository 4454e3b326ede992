"""Print files as a print shop's programs see them: sound, boxed, of four inks and not too wet."""

import re
import shutil
import subprocess
from itertools import cycle, islice
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from tests.standards.colours import rgb_uses, without_black_text
from tests.standards.separations import most_ink, plates_of

pytestmark = pytest.mark.xdist_group("standards")

MOST_INK = 300  # percent, of the coated sheet that FOGRA39 stands for
POINTS = r"([\d.-]+)\s+([\d.-]+)\s+([\d.-]+)\s+([\d.-]+)"
MM = 72 / 25.4


def program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed")
    return found


def sample(press: tuple[Path, ...]) -> list[Path]:
    """Return a file of each language, so that every product is among them."""
    by_language: dict[str, list[Path]] = {}
    for file in press:
        by_language.setdefault(file.parent.name, []).append(file)
    products = cycle(range(max(map(len, by_language.values()))))
    return [
        sorted(files)[number % len(files)]
        for files, number in zip(by_language.values(), products, strict=False)
    ]


def test_the_sample_has_every_language_and_product(press: tuple[Path, ...]) -> None:
    files = sample(press)
    assert {file.name for file in files} == {file.name for file in press}
    assert {file.parent.name for file in files} == {file.parent.name for file in press}


def test_qpdf_finds_every_file_sound(press: tuple[Path, ...]) -> None:
    qpdf = program("qpdf")
    for file in press:
        done = subprocess.run([qpdf, "--check", file], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_poppler_sees_the_trim_within_the_bleed_within_the_sheet(press: tuple[Path, ...]) -> None:
    pdfinfo = program("pdfinfo")
    for file in press:
        done = subprocess.run(
            [pdfinfo, "-box", "-l", "-1", file], capture_output=True, text=True, check=True
        )
        pages = {
            box: [
                tuple(map(float, found)) for found in re.findall(rf"{box}:\s+{POINTS}", done.stdout)
            ]
            for box in ("MediaBox", "BleedBox", "TrimBox")
        }
        assert pages["TrimBox"]
        for media, bleed, trim in zip(*pages.values(), strict=True):
            assert margins(bleed, trim) == [3.0] * 4, file
            assert all(margin > 0 for margin in margins(media, bleed)), file


def margins(outer: tuple[float, ...], inner: tuple[float, ...]) -> list[float]:
    """Return how much wider a box is than another on each side, in mm."""
    left, foot, right, head = (
        round(abs(one - other) / MM, 2) for one, other in zip(outer, inner, strict=True)
    )
    return [left, foot, right, head]


def test_no_colour_is_rgb(press: tuple[Path, ...]) -> None:
    assert {file.name: uses for file in press if (uses := rgb_uses(file))} == {}


def test_the_search_for_rgb_finds_it_in_files_for_screens(web: tuple[Path, ...]) -> None:
    for file in islice(web, 3):
        assert any(use.endswith(": rg") for use in rgb_uses(file))


def test_black_text_overprints_and_no_dot_takes_too_much_ink(
    press: tuple[Path, ...], tmp_path: Path
) -> None:
    program("gs")
    over_colour = 0
    for number, file in enumerate(sample(press)):
        bare = tmp_path / f"{number}.pdf"
        assert without_black_text(file, bare) > 0, file
        with pikepdf.open(file) as pdf:
            count = len(pdf.pages)
        pages = plates_of(file, tmp_path / f"{number}-whole", count)
        bare_pages = plates_of(bare, tmp_path / f"{number}-bare", count)
        for whole, under in zip(pages, bare_pages, strict=True):
            changed = {
                ink for ink in whole if ImageChops.difference(whole[ink], under[ink]).getbbox()
            }
            assert changed == {"Black"}, file
            assert most_ink(whole) < MOST_INK, file
            over_colour += has_ink_under(whole, under)
    assert over_colour > 0


def has_ink_under(whole: dict[str, Image.Image], under: dict[str, Image.Image]) -> bool:
    """Whether a coloured ink stands where black text was added."""
    text = ImageChops.difference(whole["Black"], under["Black"])
    return any(
        ImageChops.multiply(text, ImageChops.invert(plate)).getbbox()
        for ink, plate in under.items()
        if ink != "Black"
    )
