"""A finished PDF -> whether a print shop can cut it, and whether its pictures are sharp enough."""

from collections.abc import Iterator
from itertools import pairwise

from kit.preflight.pdf.painted import Painted, Quad
from kit.preflight.pdf.view import Fault, Page, PdfFile
from kit.preflight.resolution import LEAST_DPI
from kit.units import POINTS_PER_INCH, in_mm

LEAST_BLEED_MM = 2.99  # 3 mm, less the rounding of coordinates
SLACK = 0.01  # points
WEB_DPI = 100
ORDER = ("MediaBox", "CropBox", "BleedBox", "TrimBox")
TINY = 2  # pixels: such a picture is a flat colour


def boxes(file: PdfFile) -> Iterator[Fault]:
    """Yield boxes that are missing or do not lie within each other."""
    for page in file.pages:
        place = f"page {page.number}"
        for name in ("TrimBox", "BleedBox") if file.is_print else ():
            if name not in page.boxes:
                yield Fault(place, f"the page does not say where it is cut ({name})")
        if "ArtBox" in page.boxes and "TrimBox" in page.boxes:
            yield Fault(place, "the page has an ArtBox beside the TrimBox")
        names = [name for name in ORDER if name in page.boxes]
        if file.is_print and "CropBox" in names:
            names.remove("CropBox")  # what a program shows first; no print shop cuts by it
        for outer, inner in pairwise(names):
            if not _holds(page.boxes[outer], page.boxes[inner]):
                yield Fault(place, f"the {inner} reaches over the {outer}")


def bleed(file: PdfFile) -> Iterator[Fault]:
    """Yield pages with too little colour over the cut."""
    for page in file.pages:
        if file.is_print and "TrimBox" in page.boxes and "BleedBox" in page.boxes:
            outer, inner = page.boxes["BleedBox"], page.boxes["TrimBox"]
            sides = [abs(o - i) for o, i in zip(outer, inner, strict=True)]
            least = in_mm(min(sides))
            if least < LEAST_BLEED_MM:
                yield Fault(f"page {page.number}", f"the bleed is {least:.1f} mm, 3 mm are needed")


def annotations(file: PdfFile) -> Iterator[Fault]:
    """Yield links and fields on a page for a print shop."""
    for page in file.pages if file.is_print else ():
        for note in page.annotations:
            if meets(note.rect, area(page)) and note.kind not in ("PrinterMark", "TrapNet"):
                place = page.place(note.rect[0], note.rect[3])
                yield Fault(place, f"a link, field or note ({note.kind}) is on a page for print")


def area(page: Page) -> Quad:
    """Return what is printed and may be cut: the page with its bleed."""
    return page.boxes.get("BleedBox", page.trim)


def meets(first: Quad, second: Quad) -> bool:
    """Whether two rectangles have an area in common; points and lines count as areas."""
    return (
        first[0] < second[2] - SLACK
        and first[2] > second[0] + SLACK
        and first[1] < second[3] - SLACK
        and first[3] > second[1] + SLACK
    )


def _holds(outer: Quad, inner: Quad) -> bool:
    low = all(o <= i + SLACK for o, i in zip(outer[:2], inner[:2], strict=True))
    return low and all(o >= i - SLACK for o, i in zip(outer[2:], inner[2:], strict=True))


def print_resolution(file: PdfFile) -> Iterator[Fault]:
    """Yield pictures that are blurred in print."""
    return _blurred(file, LEAST_DPI, "print") if file.is_print else iter(())


def web_resolution(file: PdfFile) -> Iterator[Fault]:
    """Yield pictures that are blurred on a screen."""
    return iter(()) if file.is_print else _blurred(file, WEB_DPI, "a screen")


def _blurred(file: PdfFile, least: int, use: str) -> Iterator[Fault]:
    for page, item in file.painted():
        dpi = _dpi(item)
        if dpi is not None and dpi < least:
            width, height = map(in_mm, item.lengths)
            part = dpi / least
            yield Fault(
                page.place(item.box[0], item.box[3]),
                f"a picture has {dpi:.0f} dpi at {width:.0f} × {height:.0f} mm; for {use} it may be"
                f" {width * part:.0f} × {height * part:.0f} mm at most, or needs {least} dpi",
            )


def _dpi(item: Painted) -> float | None:
    """Return the resolution of a picture in its worse direction, None for what has none."""
    picture = item.picture
    if picture is None or picture.is_mask or item.is_mask:
        return None
    if min(picture.width, picture.height) <= TINY:
        return None
    if min(item.lengths) <= 0:
        return None
    pixels = (picture.width, picture.height)
    return min(
        count / length * POINTS_PER_INCH for count, length in zip(pixels, item.lengths, strict=True)
    )
