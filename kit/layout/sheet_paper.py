"""A document and a paper -> the paper of a sheet: sender, head with its picture, foot, page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kit.document.model import Document
from kit.document.runs import Text
from kit.findings import Finding
from kit.layout.block_headline import Room, set_block_headline
from kit.layout.box import Box, mirrored, stack
from kit.layout.column import Column
from kit.layout.compositor import ARTIFACT, Compositor, Type
from kit.layout.copyfit import Frame, overset
from kit.layout.grounds import GroundColours, band_ground, colours_on
from kit.layout.page import Mark, Page, PlacedArt, PlacedLine, Shape, leaves
from kit.layout.parts import digits, draft_label, logo, plain
from kit.layout.scene import marked
from kit.layout.shapes import Corner, field
from kit.layout.sheet_rooms import SheetBlocks
from kit.sources.theme_tables import BrochureSizes, SheetSizes
from kit.typeset.glyphs import Weight
from kit.units import Points, Rect, mm

DRAFT_PT = 7.5
LOGO_MM = (46.0, 12.0)
# Nothing comes nearer to a logo.
LOGO_GAP_MM = 6.0
# The picture of a head is this much higher than the head; its drop is cut off at the top.
ART_SIZE, ART_SHARE, ART_GAP_MM = 1.12, 0.84, 6.0
HEAD_PAD_MM = 9.0
LEAD_GAP_MM = 2.0
RULE_SHARE = 0.5
HEAD_CORNER: tuple[Corner, ...] = ("bottom-start",)


@dataclass(frozen=True, slots=True)
class SheetPaper:
    """The paper of a sheet; laid out from left to right and turned at the end."""

    document: Document
    compositor: Compositor
    blocks: SheetBlocks
    width: Points
    height: Points
    is_draft: bool

    @property
    def sizes(self) -> SheetSizes:
        """The theme's sizes."""
        return self.compositor.theme.sheet

    @property
    def side(self) -> Points:
        """The margin at the sides."""
        return mm(self.sizes.margin_mm[1])

    @property
    def measure(self) -> Points:
        """The width between the margins."""
        return self.width - 2 * self.side

    @property
    def foot(self) -> Points:
        """Where the foot begins."""
        return self.height - mm(self.sizes.foot_mm)

    def column(self, scale: float, ease: float, measure: Points, tone: str = "paper") -> Column:
        """Return how blocks are set: by the sizes of sheets, else by those of the brochure."""
        heading = self.sizes.heading_pt * self.compositor.script.headline_scale
        sizes = column_sizes(self.compositor)
        return Column(self.compositor, sizes, heading, scale, ease, measure, tone)

    def least(self) -> float:
        """Return the least scale of running text."""
        return self.sizes.body_min_pt / self.sizes.body_pt

    def sender(self, measure: Points) -> Box:
        """Return the logo and the name of the service, in the strip over the head."""
        has_logo = self.blocks.has_logo
        sign = logo(self.compositor, mm(LOGO_MM[0]), mm(LOGO_MM[1])) if has_logo else Box(0, 0)
        top, height = mm(self.sizes.margin_mm[0]), mm(self.sizes.strip_mm)
        start = sign.width + mm(LOGO_GAP_MM) if sign.width else 0.0
        name = self._sender_name(measure - start)
        middle = (top + height) / 2
        return Box(
            measure,
            max(height, top + name.height),
            (
                *sign.at(0, middle - sign.height / 2),
                *name.at(start, middle - name.height / 2),
            ),
            name.overset,
        )

    def _sender_name(self, measure: Points) -> Box:
        if self.blocks.service is None:
            return Box(0.0, 0.0)
        column = self.column(1.0, 1.0, measure)
        kind = column.body(self.sizes.service_pt, Weight.BOLD)
        return self.compositor.text(self.blocks.service.text, kind, measure)

    def page(self, marks: Sequence[Mark], number: int, count: int) -> Page:
        """Return a page: the marks between its ground and its foot, turned for the language."""
        placed = [self._ground(), *marks, *self._foot(number, count)]
        if self.is_draft:
            placed += draft_label(self.compositor, self.document, DRAFT_PT, is_read=number == 1)
        if self.compositor.locale.is_rtl:
            placed = [mirrored(mark, self.width) for mark in placed]
        return Page(self.width, self.height, tuple(placed))

    def _ground(self) -> Shape:
        rect = Rect(0, 0, self.width, self.height)
        return Shape(field(rect, 0), fill=self.compositor.theme.colour_of("page"))

    def _foot(self, number: int, count: int) -> list[Mark]:
        """Return the small print, which is read once, and the number of a page of several."""
        words = self.blocks.smallprint.text if self.blocks.smallprint else Text(())
        small = self._small(words, "P" if number == count else ARTIFACT)
        room = mm(self.sizes.foot_mm)
        marks = [*small.at(self.side, self.foot + (room - small.height) / 2)]
        if count > 1:
            locale = self.compositor.locale
            figures = f"{digits(number, locale)} / {digits(count, locale)}"
            figure = self._small(plain(figures, locale), ARTIFACT)
            marks += [
                replace(mark, x=self.width - self.side - mark.line.width * mark.size)
                for mark in leaves(figure.at(0, self.foot + (room - figure.height) / 2))
                if isinstance(mark, PlacedLine)
            ]
        return marks

    def _small(self, text: Text, role: str) -> Box:
        kind = self.column(1.0, 1.0, self.measure).body(self.sizes.foot_pt, role=role)
        return self.compositor.text(text, kind, self.measure)


def column_sizes(compositor: Compositor) -> BrochureSizes:
    """Return the sizes of a column on a sheet: the brochure's where a sheet has none."""
    sheet, brochure = compositor.theme.sheet, compositor.theme.brochure
    own = set(SheetSizes.model_fields) & set(BrochureSizes.model_fields)
    return brochure.model_copy(update={key: getattr(sheet, key) for key in own})


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a page with the sender over it, as marks of the page, and where it ends."""

    marks: tuple[Mark, ...]
    bottom: Points
    findings: tuple[Finding, ...] = ()


def head(paper: SheetPaper) -> Head:
    """Return the head of the first page: a field with the headline, the picture on its floor."""
    room, tone, sender, marks = _under_sender(paper, paper.sizes.head_mm)
    measure = paper.measure
    if paper.blocks.picture:
        art = _art(paper, room)
        marks.append(art)
        measure = art.rect.x + art.rect.w * (1 - ART_SHARE) / 2 - paper.side - mm(ART_GAP_MM)
    colours = colours_on(paper.compositor.theme, tone)
    box, found = _words(paper, measure, room.h - 2 * mm(HEAD_PAD_MM), colours)
    marks += box.at(paper.side, room.y + (room.h - box.height) / 2)
    return Head(tuple(marks), room.bottom, (*found, *sender_findings(paper, sender)))


def slim_head(paper: SheetPaper) -> Head:
    """Return the head of further pages: the sender, and the headline on a narrow field."""
    room, tone, _, marks = _under_sender(paper, paper.sizes.slim_head_mm)
    if paper.blocks.headline:
        colours = colours_on(paper.compositor.theme, tone)
        kind = _headline_type(paper, paper.sizes.subheading_pt, colours)
        text = paper.blocks.headline.text
        size = min(kind.size, paper.compositor.one_line_size(text, kind, paper.measure))
        box = paper.compositor.headline(text, replace(kind, size=size), paper.measure)
        marks += box.at(paper.side, room.y + (room.h - box.height) / 2)
    return Head(tuple(marks), room.bottom)


def sender_findings(paper: SheetPaper, sender: Box) -> tuple[Finding, ...]:
    """Return what does not fit in the strip over the head."""
    texts = (paper.blocks.service.text,) if paper.blocks.service else ()
    return overset(Frame("sender", mm(paper.sizes.strip_mm), lambda _: sender, texts), sender)


def _under_sender(paper: SheetPaper, height: float) -> tuple[Rect, str, Box, list[Mark]]:
    """Return a field of this height in mm under the sender, its tone, the sender, and the marks."""
    room = Rect(0, mm(paper.sizes.strip_mm), paper.width, mm(height))
    picture = paper.blocks.picture
    tone = (picture and picture.ground) or "red"
    sender = paper.sender(paper.measure)
    ground = colour_field(paper.compositor, room, tone, HEAD_CORNER)
    return room, tone, sender, [*sender.at(paper.side, 0), *ground]


def colour_field(
    compositor: Compositor, room: Rect, tone: str, rounded: tuple[Corner, ...]
) -> tuple[Shape, ...]:
    """Return a field of colour with round corners; in low ink a rule at its top."""
    theme = compositor.theme
    if theme.look.is_outlined:
        return band_ground(theme, room, tone, rounded, RULE_SHARE)
    radius = min(mm(theme.shape.panel_radius_mm), room.h)
    return (Shape(field(room, radius, rounded), fill=theme.named(tone)),)


def _headline_type(paper: SheetPaper, size: float, colours: GroundColours) -> Type:
    script = paper.compositor.script
    points = size * script.headline_scale
    return Type(points, script.headline_leading, Weight.HEADLINE, colours.headline, ARTIFACT, True)


def _words(
    paper: SheetPaper, measure: Points, height: Points, colours: GroundColours
) -> tuple[Box, tuple[Finding, ...]]:
    """Return the headline with the lead under it."""
    sizes, compositor, lead = paper.sizes, paper.compositor, paper.blocks.lead
    below = Box(0.0, 0.0)
    if lead:
        kind = paper.column(1.0, 1.0, measure).body(sizes.lead_pt, Weight.BOLD)
        kind = replace(kind, colour=colours.text)
        below = compositor.text(lead.text, kind, measure)
    if paper.blocks.headline is None:
        return below, ()
    rest = height - below.height - (mm(LEAD_GAP_MM) if lead else 0.0)
    room = Room(measure, rest, sizes.headline_pt, sizes.headline_min_pt)
    box, found = set_block_headline(compositor, "head", paper.blocks.headline.text, room, colours)
    return stack([each for each in (box, below) if each.height], mm(LEAD_GAP_MM)), found


def _art(paper: SheetPaper, room: Rect) -> PlacedArt:
    """Return the picture at the end of a head, standing on its lower edge."""
    picture = paper.blocks.picture
    assert picture is not None, "asked for with a picture only"
    drawing = marked(paper.compositor, picture)
    height = room.h * ART_SIZE
    width = height * drawing.width / drawing.height
    y = room.bottom + mm(0.8) - height * drawing.ground / drawing.height
    rect = Rect(paper.width - paper.side - width, y, width, height)
    clip = Rect(0, room.y, paper.width, room.h + mm(1.6))
    return PlacedArt(drawing, rect, alt=str(picture.alt), language=picture.alt.language, clip=clip)
