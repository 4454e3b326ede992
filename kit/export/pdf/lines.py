"""Lines and columns of set text -> text operators, rules and links on a canvas, marked as text."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from urllib.parse import quote

from reportlab.pdfbase.pdfdoc import PDFString
from reportlab.pdfgen.canvas import Canvas

from kit.export.pdf.colours import Colours
from kit.export.pdf.fonts import DocumentFonts
from kit.export.pdf.operators import Pen, run_operators, space_operators
from kit.export.pdf.sheet import Sheet
from kit.export.pdf.syntax import PRINTED, matrix, numbers
from kit.export.pdf.tags import ARTEFACT, GROUPING, LINK, MarkedContent, Node, in_language
from kit.layout.page import SPINE_EM, Element, PlacedColumn, PlacedLine
from kit.typeset.glyphs import GlyphRun, Line

# An underline stands clear of the lowest ink of its line: it crosses no mark of any script.
RULE_GAP_EM, RULE_EM = 0.04, 0.055

# What may stand in a web address; everything else is written in percent signs.
_ADDRESS_SIGNS = "%/:?#[]@!$&'()*+,;=~"


@dataclass(frozen=True, slots=True)
class TextLook:
    """How the text of a document is written: its colours, its language, and its direction."""

    colours: Colours
    language: str
    is_rtl: bool


class LineArtist:
    """Draws the lines of one document."""

    def __init__(self, canvas: Canvas, marked: MarkedContent, look: TextLook) -> None:
        self._canvas = canvas
        self._marked = marked
        self._look = look
        self._fonts = DocumentFonts(canvas)

    def draw_line(self, mark: PlacedLine, owner: Node, sheet: Sheet, *, is_followed: bool) -> None:
        """Draw a line with its rules and links, each part in the order in which it is read.

        If it is followed by more of its text, a space is read where it ends between two words.
        """
        pieces = list(_linked(mark.line))
        for link, runs in reversed(pieces) if self._look.is_rtl else pieces:
            node = self._begin(owner, link)
            for run in runs:
                pen = Pen(sheet.x(mark.x + run.x * mark.size), sheet.y(mark.y), mark.size)
                self._add(self._run(run, pen, node))
            if link and self._marked.is_on:
                self._add_link(link, runs, mark, sheet)
                self._marked.link(node, link)
        if is_followed:
            self._add_space(mark.line, Pen(sheet.x(mark.x), sheet.y(mark.y), mark.size))
        below = sheet.y(mark.y) - (mark.line.descent + RULE_GAP_EM) * mark.size
        self._draw_rules(mark.line, Pen(sheet.x(mark.x), below, mark.size))

    def _add_space(self, line: Line, pen: Pen) -> None:
        """Write a space where a line that starts at the pen ends between two words.

        It is part of what was written last.
        """
        is_between_words = line.goes_on or line.ends_paragraph
        if not self._marked.is_on or not is_between_words or not line.runs:
            return
        run = line.runs[0 if self._look.is_rtl else -1]
        font = self._fonts.font_of(run.face)
        width = font.width(font.space) / 1000
        x = run.x - width if self._look.is_rtl else run.x + run.advance
        self._add(space_operators(font, Pen(pen.x + x * pen.size, pen.y, pen.size)))

    def draw_column(
        self, mark: PlacedColumn, owner: Node, sheet: Sheet, *, is_followed: bool
    ) -> None:
        """Draw a line turned a quarter clockwise, its spine on x; a space as after a line."""
        node = self._begin(owner, "")
        left = sheet.x(mark.x - SPINE_EM * mark.size)
        self._add(f"q {matrix(0, -1, 1, 0, left, sheet.y(mark.y))} cm")
        for run in mark.line.runs:
            self._add(self._run(run, Pen(run.x * mark.size, 0, mark.size), node))
        if is_followed:
            self._add_space(mark.line, Pen(0, 0, mark.size))
        # Beside columns of Mongolian the rule stands on the right, which here is above.
        beside = (mark.line.ascent + RULE_GAP_EM + RULE_EM) * mark.size
        self._draw_rules(mark.line, Pen(0, beside, mark.size))
        self._add("Q")

    def _add(self, operators: str) -> None:
        self._canvas.addLiteral(operators)

    def _begin(self, owner: Node, link: str) -> Node:
        """Go on in the element of some words: its owner, or a link in it that may go on."""
        if owner.element.tag in GROUPING:
            self._marked.within(ARTEFACT)
            return owner
        node = _link_in(owner, link) if link else owner
        self._marked.within(node)
        return node

    def _run(self, run: GlyphRun, pen: Pen, node: Node) -> str:
        kept = _number_kept_together(run) if self._look.is_rtl else run
        text = run_operators(kept, self._fonts.font_of(run.face), pen)
        operators = self._look.colours.writing(run.span.colour, text)
        if run.span.language == (node.language or self._look.language) or not self._marked.is_on:
            return operators
        return in_language(operators, run.span.language)

    def _draw_rules(self, line: Line, pen: Pen) -> None:
        """Underline what is underlined in a line that starts at the pen, the rule's upper edge."""
        for colour, start, end in _stretches(line, _rule_colour):
            height = RULE_EM * pen.size
            box = (pen.x + start * pen.size, pen.y - height, (end - start) * pen.size, height)
            self._add(self._look.colours.writing(colour, f"{numbers(*box)} re f"))

    def _add_link(
        self, link: str, runs: Sequence[GlyphRun], mark: PlacedLine, sheet: Sheet
    ) -> None:
        start, end = _ends(runs)
        left = sheet.x(mark.x)
        foot = sheet.y(mark.y + mark.line.descent * mark.size)
        head = sheet.y(mark.y - mark.line.ascent * mark.size)
        box = (left + start * mark.size, foot, left + end * mark.size, head)
        address = quote(link, safe=_ADDRESS_SIGNS)
        self._canvas.linkURL(address, box, F=PRINTED, Contents=PDFString(link))


def _number_kept_together(run: GlyphRun) -> GlyphRun:
    """Return a number in groups, as of a telephone, with spaces that keep its groups in order.

    Among words from right to left PDFium reads the groups from the right, but for those that a
    no-break space joins: it is a separator of numbers (bidi class CS), a space is neutral.
    """
    if run.is_rtl or any(map(str.isalpha, run.text)):
        return run
    clusters = tuple(cluster._replace(text=_joining(cluster.text)) for cluster in run.clusters)
    return replace(run, clusters=clusters)


def _joining(text: str) -> str:
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def _link_in(owner: Node, link: str) -> Node:
    """Return the element of a link: the last one where the link only goes on in a new line."""
    last = owner.kids[-1] if owner.kids else None
    if isinstance(last, Node) and last.title == link:
        return last
    return owner.grow(Node(Element(LINK), language=owner.language, title=link))


def _linked(line: Line) -> Iterator[tuple[str, tuple[GlyphRun, ...]]]:
    """Yield the runs of a line that lead to one address, or to none, with it."""
    for link, runs in groupby(line.runs, key=attrgetter("span.link")):
        yield link, tuple(runs)


def _rule_colour(run: GlyphRun) -> str:
    return run.span.colour if run.span.underlined else ""


def _stretches(line: Line, key: Callable[[GlyphRun], str]) -> Iterator[tuple[str, float, float]]:
    """Yield the key, start and end in em of each stretch of runs with one key that is not empty."""
    for value, group in groupby(line.runs, key=key):
        runs = list(group)
        if value:
            yield value, *_ends(runs)


def _ends(runs: Sequence[GlyphRun]) -> tuple[float, float]:
    return runs[0].x, runs[-1].x + runs[-1].advance
