"""Pages for a print shop -> warnings about pictures of pixels that are too coarse for a press."""

from collections.abc import Iterable, Iterator

from kit.findings import Finding, Severity
from kit.layout.page import Page, PlacedImage
from kit.units import POINTS_PER_INCH, in_mm

LEAST_DPI = 200
"""Pixels to an inch under which print shops complain; they ask for 300."""


def resolution_findings(pages: Iterable[Page], where: str) -> tuple[Finding, ...]:
    """Return a warning for each picture with too few pixels for the size it is printed in.

    Args:
        pages: In the size in which they are printed.
        where: The file that brings the pictures, for the person who can mend it.
    """
    return tuple(dict.fromkeys(_findings(pages, where)))


def _findings(pages: Iterable[Page], where: str) -> Iterator[Finding]:
    for page in pages:
        for mark in page.marks:
            if isinstance(mark, PlacedImage) and dots_per_inch(mark) < LEAST_DPI:
                yield _finding(mark, where)


def dots_per_inch(image: PlacedImage) -> float:
    """Return how many pixels of a picture go to an inch of its page, in its coarser direction."""
    across = image.raster.width / image.rect.w
    down = image.raster.height / image.rect.h
    return min(across, down) * POINTS_PER_INCH


def _finding(image: PlacedImage, where: str) -> Finding:
    width = in_mm(image.rect.w)
    needed = round(image.rect.w / POINTS_PER_INCH * LEAST_DPI)
    return Finding(
        Severity.WARNING,
        "picture.coarse",
        f"{image.raster.name} has {dots_per_inch(image):.0f} dpi where it is {width:.0f} mm wide: "
        f"at least {LEAST_DPI} are needed in print",
        where,
        f"bring it as SVG, or at least {needed} pixels wide",
    )
