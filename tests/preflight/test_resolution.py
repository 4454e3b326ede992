"""Pictures of pixels in print: a warning where a press would show their pixels."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from kit.findings import Severity
from kit.layout.page import Element, Page, PlacedImage, Tagged
from kit.preflight.resolution import LEAST_DPI, dots_per_inch, resolution_findings
from kit.sources.raster import Raster
from kit.units import POINTS_PER_INCH, Rect
from tests.commands import Run

INCH = POINTS_PER_INCH
PICTURE = Raster("logo.png", b"", 400, 200, is_coloured=True)


def placed(width: float, height: float) -> PlacedImage:
    return PlacedImage(PICTURE, Rect(10, 10, width, height), "A logo")


def page_of(*images: PlacedImage) -> Page:
    return Page(600, 800, (Tagged(Element("Sect"), images),))


def test_the_coarser_direction_counts() -> None:
    assert dots_per_inch(placed(2 * INCH, INCH)) == pytest.approx(200)
    assert dots_per_inch(placed(4 * INCH, INCH)) == pytest.approx(100)
    assert dots_per_inch(placed(INCH, 4 * INCH)) == pytest.approx(50)


@pytest.mark.parametrize(("inches", "count"), [(2.0, 0), (1.99, 0), (2.01, 1), (6.0, 1)])
def test_a_picture_with_too_few_pixels_is_told(inches: float, count: int) -> None:
    found = resolution_findings([page_of(placed(inches * INCH, INCH * 0.5))], "partner.toml")
    assert len(found) == count
    for finding in found:
        assert (finding.severity, finding.code) == (Severity.WARNING, "picture.coarse")
        assert "logo.png" in finding.message
        assert f"at least {LEAST_DPI}" in finding.message
        assert str(round(inches * LEAST_DPI)) in finding.hint


def test_one_picture_on_many_pages_is_told_once() -> None:
    image = placed(8 * INCH, INCH)
    pages = [page_of(image), page_of(image, replace(image, alt="The same"))]
    assert len(resolution_findings(pages, "partner.toml")) == 1


def test_a_coarse_logo_is_told_when_a_large_poster_is_built(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "own/assets/partners/mongolia"
    folder.mkdir(parents=True)
    (tmp_path / "own/kit.toml").write_text("schema = 1\n", encoding="utf-8")
    Image.new("RGB", (500, 140), "#14305C").save(folder / "logo.png")
    arguments = ("build", "mongolia", "--workspace", tmp_path / "own", "--language", "mn")
    order = ("--product", "poster/our-day", "--size", "a1", "--out", tmp_path / "out")
    code, out, error = run(*arguments, *order, "--print")
    assert code == 0
    assert "picture.coarse" in out + error
    assert "picture.coarse" not in "".join(run(*arguments, *order)[1:])
