"""A laid-out page -> drawing operators and links on a ReportLab canvas.

Pages have y downwards from the top of the trim, a PDF has y upwards from the foot of the sheet:
every mark is turned over where it is drawn, so that no text stands under a mirroring matrix.
"""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import groupby
from operator import attrgetter
from urllib.parse import quote

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfdoc import PDFString
from reportlab.pdfgen.canvas import Canvas

from kit.export.pdf.fonts import DocumentFonts
from kit.export.pdf.operators import Pen, run_operators
from kit.export.pdf.paths import figure_operators, shape_operators
from kit.export.pdf.sheet import Sheet
from kit.export.pdf.syntax import matrix, numbers, rgb
from kit.layout.page import Mark, Page, PlacedArt, PlacedColumn, PlacedImage, PlacedLine, Shape
from kit.sources.art import Figure
from kit.typeset.glyphs import GlyphRun, Line
from kit.units import Points

# The stem of Mongolian letters stands this far over the baseline (measured in the font).
SPINE_EM = 0.404
# An underline stands clear of the lowest ink of its line: it crosses no mark of any script.
RULE_GAP_EM, RULE_EM = 0.04, 0.055
_PRINTED = 4  # the annotation flag that PDF/A wants of every link

# What may stand in a web address; everything else is written in percent signs.
_ADDRESS_SIGNS = "%/:?#[]@!$&'()*+,;=~"


class Artist:
    """Draws the pages of one document, one after the other."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._fonts = DocumentFonts(canvas)

    def draw(self, page: Page) -> None:
        """Draw a page and go on to the next.

        Raises:
            OutputError: When a font file cannot be used.
        """
        sheet = Sheet(page)
        self._set_boxes(sheet)
        left, foot, right, head = sheet.bleed
        self._add(f"q {numbers(left, foot, right - left, head - foot)} re W n")
        self._draw_marks(page.marks, sheet)
        self._add("Q")
        self._draw_marks(page.printers_marks, sheet)
        self._canvas.showPage()

    def _draw_marks(self, marks: Iterable[Mark], sheet: Sheet) -> None:
        for mark in marks:
            match mark:
                case Shape():
                    self._draw_shape(mark, sheet)
                case PlacedLine():
                    self._draw_line(mark, sheet)
                case PlacedColumn():
                    self._draw_column(mark, sheet)
                case PlacedArt():
                    self._draw_art(mark, sheet)
                case PlacedImage():
                    self._draw_image(mark, sheet)

    def _add(self, operators: str) -> None:
        self._canvas.addLiteral(operators)

    def _set_boxes(self, sheet: Sheet) -> None:
        self._canvas.setPageSize((sheet.width, sheet.height))
        self._canvas.setBleedBox(sheet.bleed)
        self._canvas.setTrimBox(sheet.trim)

    def _draw_shape(self, shape: Shape, sheet: Sheet) -> None:
        outline = shape.outline.mapped(1, -1, sheet.x(0), sheet.y(0))
        if outline.segments:
            self._add(shape_operators(shape, outline))

    def _draw_line(self, mark: PlacedLine, sheet: Sheet) -> None:
        for run in mark.line.runs:
            pen = Pen(sheet.x(mark.x + run.x * mark.size), sheet.y(mark.y), mark.size)
            self._add(run_operators(run, self._fonts.font_of(run.face), pen))
        left, foot = sheet.x(mark.x), sheet.y(mark.y)
        below = foot - (mark.line.descent + RULE_GAP_EM) * mark.size
        self._draw_rules(mark.line, Pen(left, below, mark.size))
        for link, start, end in _stretches(mark.line, attrgetter("span.link")):
            sides = (left + start * mark.size, left + end * mark.size)
            self._add_link(link, sides, mark, sheet)

    def _draw_column(self, mark: PlacedColumn, sheet: Sheet) -> None:
        """Draw a line turned a quarter clockwise, its spine on x."""
        left = sheet.x(mark.x - SPINE_EM * mark.size)
        self._add(f"q {matrix(0, -1, 1, 0, left, sheet.y(mark.y))} cm")
        for run in mark.line.runs:
            pen = Pen(run.x * mark.size, 0, mark.size)
            self._add(run_operators(run, self._fonts.font_of(run.face), pen))
        # Beside columns of Mongolian the rule stands on the right, which here is above.
        beside = (mark.line.ascent + RULE_GAP_EM + RULE_EM) * mark.size
        self._draw_rules(mark.line, Pen(0, beside, mark.size))
        self._add("Q")

    def _draw_rules(self, line: Line, pen: Pen) -> None:
        """Underline what is underlined in a line that starts at the pen, the rule's upper edge."""
        for colour, start, end in _stretches(line, _rule_colour):
            height = RULE_EM * pen.size
            box = (pen.x + start * pen.size, pen.y - height, (end - start) * pen.size, height)
            self._add(f"{rgb(colour)} rg {numbers(*box)} re f")

    def _add_link(
        self, link: str, span: tuple[Points, Points], mark: PlacedLine, sheet: Sheet
    ) -> None:
        foot = sheet.y(mark.y + mark.line.descent * mark.size)
        head = sheet.y(mark.y - mark.line.ascent * mark.size)
        box = (span[0], foot, span[1], head)
        address = quote(link, safe=_ADDRESS_SIGNS)
        self._canvas.linkURL(address, box, F=_PRINTED, Contents=PDFString(link))

    def _draw_art(self, art: PlacedArt, sheet: Sheet) -> None:
        drawing, rect = art.drawing, art.rect
        sx, sy = rect.w / drawing.width, rect.h / drawing.height
        left = rect.right if art.is_mirrored else rect.x
        placing = (-sx if art.is_mirrored else sx, 0, 0, -sy, sheet.x(left), sheet.y(rect.y))
        # As in a browser, what reaches over the view box is not shown.
        clip = f"0 0 {numbers(drawing.width, drawing.height)} re W n"
        self._add(f"q {_clip(art, sheet)}{matrix(*placing)} cm {clip}")
        for figure in drawing.figures:
            self._draw_figure(figure)
        self._add("Q")

    def _draw_image(self, image: PlacedImage, sheet: Sheet) -> None:
        rect = image.rect
        self._canvas.drawImage(
            ImageReader(BytesIO(image.raster.content)),
            *(sheet.x(rect.x), sheet.y(rect.bottom), rect.w, rect.h),
            mask="auto",
        )

    def _draw_figure(self, figure: Figure) -> None:
        if figure.opacity == 1:
            self._add(figure_operators(figure))
            return
        self._canvas.saveState()
        self._canvas.setFillAlpha(figure.opacity)
        self._canvas.setStrokeAlpha(figure.opacity)
        self._add(figure_operators(figure))
        self._canvas.restoreState()


def _clip(art: PlacedArt, sheet: Sheet) -> str:
    """Return the operators that cut a drawing off at the rectangle it may not leave."""
    if art.clip is None:
        return ""
    x, y = sheet.x(art.clip.x), sheet.y(art.clip.bottom)
    return f"{numbers(x, y, art.clip.w, art.clip.h)} re W n "


def _rule_colour(run: GlyphRun) -> str:
    return run.span.colour if run.span.underlined else ""


def _stretches(line: Line, key: Callable[[GlyphRun], str]) -> Iterator[tuple[str, float, float]]:
    """Yield the key, start and end in em of each stretch of runs with one key that is not empty."""
    for value, group in groupby(line.runs, key=key):
        runs = list(group)
        if value:
            yield value, runs[0].x, runs[-1].x + runs[-1].advance
