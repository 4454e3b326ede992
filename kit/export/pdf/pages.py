"""A laid-out page -> drawing operators and links on a ReportLab canvas, and the tree of its text.

Pages have y downwards from the top of the trim, a PDF has y upwards from the foot of the sheet:
every mark is turned over where it is drawn, so that no text stands under a mirroring matrix.
"""

from collections.abc import Iterable
from io import BytesIO

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from kit.export.pdf.colours import Colours
from kit.export.pdf.lines import LineArtist, TextLook
from kit.export.pdf.paths import figure_operators, shape_operators
from kit.export.pdf.sheet import Edges, Sheet
from kit.export.pdf.syntax import matrix, numbers
from kit.export.pdf.tags import (
    ARTEFACT,
    FIGURE,
    FORM,
    HEADINGS,
    PRINTERS_MARK,
    FieldPlace,
    MarkedContent,
    Node,
)
from kit.layout.page import (
    Element,
    FormField,
    Leaf,
    Mark,
    Page,
    PlacedArt,
    PlacedColumn,
    PlacedImage,
    PlacedLine,
    Shape,
    Tagged,
    leaves,
)
from kit.sources.art import Figure
from kit.units import Rect


class Artist:
    """Draws the pages of one document, one after the other; `marked` has the tree so far."""

    def __init__(self, canvas: Canvas, look: TextLook, *, is_tagged: bool) -> None:
        self._canvas = canvas
        self._look = look
        self.marked = MarkedContent(self._add, is_on=is_tagged)
        self._lines = LineArtist(canvas, self.marked, look)

    def draw(self, page: Page) -> None:
        """Draw a page and go on to the next.

        Raises:
            OutputError: When a font file cannot be used.
        """
        sheet = Sheet(page)
        self._set_boxes(sheet)
        self.marked.begin_page()
        left, foot, right, head = sheet.bleed
        self._add(f"q {numbers(left, foot, right - left, head - foot)} re W n")
        self._draw_marks(page.content, self.marked.root, sheet)
        self.marked.end()
        self._add("Q")
        self._draw_printers_marks(page.printers_marks, sheet)
        self._canvas.showPage()

    def _draw_printers_marks(self, marks: Iterable[Mark], sheet: Sheet) -> None:
        colours = self._look.colours.for_marks()
        for mark in leaves(marks):
            self.marked.within(PRINTERS_MARK)
            if isinstance(mark, Shape):
                self._draw_shape(mark, sheet, colours)
            else:
                self._draw_leaf(mark, self.marked.root, sheet)
        self.marked.end()

    def _add(self, operators: str) -> None:
        self._canvas.addLiteral(operators)

    def _set_boxes(self, sheet: Sheet) -> None:
        self._canvas.setPageSize((sheet.width, sheet.height))
        self._canvas.setBleedBox(sheet.bleed)
        self._canvas.setTrimBox(sheet.trim)

    def _draw_marks(self, marks: Iterable[Mark], owner: Node, sheet: Sheet) -> None:
        placed = tuple(marks)
        for mark, following in zip(placed, (*placed, None)[1:], strict=True):
            match mark:
                case Tagged():
                    node = owner.grow(self._node(mark, owner, sheet))
                    self._draw_marks(mark.marks, node, sheet)
                case _:
                    is_followed = isinstance(following, PlacedLine | PlacedColumn)
                    self._draw_leaf(mark, owner, sheet, is_followed=is_followed)

    def _node(self, mark: Tagged, owner: Node, sheet: Sheet) -> Node:
        """Return the element of some marks; all its words may be of another language."""
        lines = [each for each in mark.marks if isinstance(each, PlacedLine | PlacedColumn)]
        languages = {run.span.language for line in lines for run in line.line.runs}
        language = languages.pop() if len(languages) == 1 else owner.language
        node = Node(mark.element, language="" if language == self._look.language else language)
        if lines and mark.element.tag in HEADINGS:
            node.title = "".join(map(_with_space, lines)).strip()
            node.top = sheet.y(lines[0].y - lines[0].size)
        return node

    def _draw_leaf(
        self, mark: Leaf, owner: Node, sheet: Sheet, *, is_followed: bool = False
    ) -> None:
        match mark:
            case Shape():
                self.marked.within(ARTEFACT)
                self._draw_shape(mark, sheet, self._look.colours)
            case PlacedLine():
                self._lines.draw_line(mark, owner, sheet, is_followed=is_followed)
            case PlacedColumn():
                self._lines.draw_column(mark, owner, sheet, is_followed=is_followed)
            case PlacedArt():
                self.marked.within(self._figure_in(owner, mark, sheet))
                self._draw_art(mark, sheet)
            case PlacedImage():
                self.marked.within(self._figure_in(owner, mark, sheet))
                self._draw_image(mark, sheet)
            case FormField():
                owner.grow(Node(Element(FORM))).kids.append(FieldPlace(mark.name))

    def _figure_in(self, owner: Node, mark: PlacedArt | PlacedImage, sheet: Sheet) -> Node | str:
        """Return a new figure with its alternative text, or what decoration is."""
        if not mark.alt:
            return ARTEFACT
        node = Node(Element(FIGURE), alt=mark.alt, box=_box(mark, sheet))
        if isinstance(mark, PlacedArt) and mark.language != self._look.language:
            node.language = mark.language
        return owner.grow(node)

    def _draw_shape(self, shape: Shape, sheet: Sheet, colours: Colours) -> None:
        outline = shape.outline.mapped(1, -1, sheet.x(0), sheet.y(0))
        if outline.segments:
            self._add(shape_operators(shape, outline, colours))

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
        operators = figure_operators(figure, self._look.colours)
        if figure.opacity == 1:
            self._add(operators)
            return
        self._canvas.saveState()
        self._canvas.setFillAlpha(figure.opacity)
        self._canvas.setStrokeAlpha(figure.opacity)
        self._add(operators)
        self._canvas.restoreState()


def _with_space(mark: PlacedLine | PlacedColumn) -> str:
    """Return the words of a line, with a space if one parts them from those of the next."""
    line = mark.line
    return line.text + (" " if line.goes_on or line.ends_paragraph else "")


def _box(mark: PlacedArt | PlacedImage, sheet: Sheet) -> Edges:
    """Return the edges of a picture, which is cut off at the sheet and at its clip."""
    left, lower, right, upper = _edges(mark.rect, sheet)
    clips = [(0.0, 0.0, sheet.width, sheet.height)]
    if isinstance(mark, PlacedArt) and mark.clip:
        clips.append(_edges(mark.clip, sheet))
    for clip in clips:
        left, lower = max(left, clip[0]), max(lower, clip[1])
        right, upper = min(right, clip[2]), min(upper, clip[3])
    return left, lower, right, upper


def _edges(rect: Rect, sheet: Sheet) -> Edges:
    return sheet.x(rect.x), sheet.y(rect.bottom), sheet.x(rect.right), sheet.y(rect.y)


def _clip(art: PlacedArt, sheet: Sheet) -> str:
    """Return the operators that cut a drawing off at the rectangle it may not leave."""
    if art.clip is None:
        return ""
    x, y = sheet.x(art.clip.x), sheet.y(art.clip.bottom)
    return f"{numbers(x, y, art.clip.w, art.clip.h)} re W n "
