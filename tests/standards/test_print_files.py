"""Print files as a print shop's programs see them: sound, boxed, of four inks and not too wet."""

import re
import shutil
import subprocess
from itertools import cycle, islice
from pathlib import Path

import pytest

from tests.standards.colours import rgb_uses
from tests.standards.separations import proof

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
    proofs = {file: proof(file, tmp_path / str(n)) for n, file in enumerate(sample(press))}
    assert {file.name for file, each in proofs.items() if not each.pieces} == set()
    assert {each.changed for each in proofs.values()} == {frozenset({"Black"})}
    assert any(each.is_over_colour for each in proofs.values())
    assert {file.name for file, each in proofs.items() if each.most_ink >= MOST_INK} == set()
