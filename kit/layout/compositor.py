"""Texts of a document and a type -> boxes of set lines."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kit.document.runs import Run, Text
from kit.layout.box import Box
from kit.layout.clearance import clear_leading
from kit.layout.page import Element, Mark, PlacedLine, Tagged
from kit.layout.qr import qr_drawing
from kit.sources.art import Drawing
from kit.sources.gallery import Gallery
from kit.sources.locales import Locale
from kit.sources.raster import Picture
from kit.sources.theme import Theme
from kit.sources.theme_tables import ScriptSizes
from kit.typeset.fonts import Fonts
from kit.typeset.glyphs import Face, Line, Span, Weight
from kit.typeset.itemise import Setting
from kit.typeset.lines import break_lines, widest_segment
from kit.typeset.shaping import Paragraph, typeset
from kit.typeset.unbreakable import unit_at_start
from kit.units import Points

# Where the first sentence of a text ends: the full stops of the kit's scripts.
SENTENCE = re.compile(r".*?[.!?。！？।။។؟۔።᠃]+(?=\s|$)", re.DOTALL)
# The middle of a line of capitals above its baseline, in em: half the cap height of Noto Sans.
CAP_MIDDLE = 0.357
TOLERANCE = 0.01
UNBROKEN = 1e6
OVERLAP = 0.08
ARTIFACT = "Artifact"
"""The role of words that are no part of the text: page numbers, running heads, labels."""


@dataclass(frozen=True, slots=True)
class Type:
    """How a text is set: size in points, leading in em, face and colour.

    `role` is the structure type of the paragraph, or ARTIFACT; `is_balanced` evens out its lines,
    and without `may_hyphenate` words stay whole: on a poster a hyphen is as large as a letter.
    """

    size: Points
    leading: float
    weight: Weight
    colour: str
    role: str = "P"
    is_balanced: bool = False
    may_hyphenate: bool = True

    @property
    def is_running(self) -> bool:
        """Whether it is for running text, whose words may be hyphenated."""
        return self.may_hyphenate and not self.is_balanced and self.weight is not Weight.HEADLINE

    def scaled(self, factor: float) -> "Type":
        """Return the type at another size."""
        return replace(self, size=self.size * factor)


@dataclass(frozen=True, slots=True)
class Sign:
    """A partner's logo and its alternative text."""

    picture: Picture
    alt: str


class Compositor:
    """Sets texts of one language; owns what it has shaped, so that re-fitting costs little."""

    def __init__(
        self,
        fonts: Fonts,
        theme: Theme,
        gallery: Gallery,
        locale: Locale,
        logo: Sign | None = None,
    ) -> None:
        self.logo = logo
        self.theme = theme
        self.gallery = gallery
        self.locale = locale
        self._fonts = fonts
        self._codes: dict[str, Drawing] = {}
        self._shaped: dict[tuple[tuple[Run, ...], Weight, str, bool, bool], Paragraph] = {}

    def speaking(self, locale: Locale) -> "Compositor":
        """Return a compositor of the same fonts and theme for another language."""
        return Compositor(self._fonts, self.theme, self.gallery, locale, self.logo)

    def in_edition(self, name: str, logo: Sign | None) -> "Compositor":
        """Return a compositor of the same language in the colours of an edition.

        What is shaped is kept: it is found by its colour.
        """
        theme = self.theme.in_edition(name)
        gallery = self.gallery.coloured(
            theme.art_colours, theme.solid_colours, is_grey=theme.look.is_grey
        )
        compositor = Compositor(self._fonts, theme, gallery, self.locale, logo)
        compositor._shaped = self._shaped
        return compositor

    @property
    def script(self) -> ScriptSizes:
        """The leading and scale of the language's script."""
        return self.theme.sizes_for(self.locale)

    def face(self, weight: Weight) -> Face:
        """Return the first face of the language in a weight."""
        return next(self._fonts.faces(self.locale.language, self.locale.script, weight))

    def paragraph(self, text: Text, kind: Type, *, hyphens: bool = False) -> Paragraph:
        """Return the shaped text, from memory when it was shaped before."""
        key = (text.runs, kind.weight, kind.colour, kind.is_balanced, hyphens)
        if key not in self._shaped:
            spans = spans_of(text, kind.weight, kind.colour)
            setting = Setting(
                self.locale.tag,
                self.locale.script,
                self.locale.is_rtl,
                phrases=kind.is_balanced,
                hyphens=hyphens,
            )
            self._shaped[key] = typeset(spans, setting, self._fonts)
        return self._shaped[key]

    def qr(self, address: str) -> Drawing:
        """Return the QR code of an address, made once."""
        if address not in self._codes:
            self._codes[address] = qr_drawing(address, self.theme.colour_of("qr"))
        return self._codes[address]

    def lines(self, text: Text, kind: Type, measure: Points) -> tuple[Line, ...]:
        """Return the lines of a text within a measure in points."""
        paragraph = self.paragraph(text, kind)
        return break_lines(paragraph, measure / kind.size, balanced=kind.is_balanced)

    def text(self, text: Text, kind: Type, measure: Points) -> Box:
        """Return a text as a box of lines, its unbreakable pieces too wide marked as overset."""
        if not text.runs:
            return Box(measure, 0.0)
        # Slides are broken by the viewer's program, which does not hyphenate: boxes only are.
        paragraph = self.paragraph(text, kind, hyphens=kind.is_running)
        lines = break_lines(paragraph, measure / kind.size, balanced=kind.is_balanced)
        box = set_lines(lines, kind, measure)
        is_wide = any(line.width * kind.size > measure + TOLERANCE for line in lines)
        return replace(box, overset=(text,)) if is_wide else box

    def fitted(self, text: Text, kind: Type, measure: Points, least: Points) -> Type:
        """Return the type made smaller until no piece is wider than the measure."""
        widest = self.widest(text, kind)
        size = kind.size * min(1.0, measure / widest) if widest else kind.size
        return replace(kind, size=max(size, least))

    def one_line_size(self, text: Text, kind: Type, measure: Points) -> Points:
        """Return the size at which the whole text fills one line of the measure."""
        width = sum(line.width for line in break_lines(self.paragraph(text, kind), UNBROKEN))
        return measure / width if width else kind.size

    def clear_leading(self, lines: Sequence[Line]) -> float:
        """Return the leading in em at which centred lines do not touch."""
        return clear_leading(lines, self._fonts)

    def headline(self, text: Text, kind: Type, measure: Points) -> Box:
        """Return lines of heavy type set at the start, with the leading at which none touch."""
        anchor = 1.0 if self.locale.is_rtl else 0.0
        clear = clear_leading(self.lines(text, kind, measure), self._fonts, anchor)
        return self.text(text, replace(kind, leading=max(kind.leading, clear)), measure)

    def widest(self, text: Text, kind: Type) -> Points:
        """Return the width of the widest piece that cannot be broken."""
        return widest_segment(self.paragraph(text, kind)) * kind.size


def leading_of(lines: Sequence[Line], kind: Type) -> float:
    """Return the leading in em: that of the type, or more where accents would touch tails.

    A tall mark and a long tail rarely meet at one place of a line, so a little overlap is allowed.
    """
    below = (line.descent for line in lines[:-1])
    above = (line.ascent for line in lines[1:])
    ink = max((a + b for a, b in zip(below, above, strict=True)), default=0.0)
    return max(kind.leading, ink - OVERLAP)


def set_lines(lines: tuple[Line, ...], kind: Type, measure: Points, align: str = "start") -> Box:
    """Return lines under each other; the ink of the outer lines lies inside the box."""
    pitch = leading_of(lines, kind) * kind.size
    first = max(kind.leading / 2 + CAP_MIDDLE, lines[0].ascent) * kind.size
    placed = tuple(
        PlacedLine(
            line,
            (measure - line.width * kind.size) / 2 if align == "centre" else 0.0,
            first + number * pitch,
            kind.size,
        )
        for number, line in enumerate(lines)
    )
    last = first + (len(lines) - 1) * pitch
    height = max(
        last + lines[-1].descent * kind.size,
        first - kind.size * CAP_MIDDLE + (len(lines) - 0.5) * pitch,
    )
    return Box(measure, height, in_role(placed, kind.role))


def in_role(lines: Sequence[Mark], role: str) -> tuple[Mark, ...]:
    """Return lines as the content of an element of their role, or as they are: as decoration."""
    return tuple(lines) if role == ARTIFACT or not lines else (Tagged(Element(role), tuple(lines)),)


def spans_of(text: Text, weight: Weight, colour: str) -> tuple[Span, ...]:
    """Return a text's runs as spans; emphasis is bold, since most scripts have no italic."""
    return tuple(
        Span(
            text=run.text,
            weight=Weight.BOLD
            if (run.is_bold or run.is_italic) and weight is Weight.REGULAR
            else weight,
            colour=colour,
            language=run.language,
            whole=run.is_whole,
            isolated=bool(run.fact),
            link=run.link,
            underlined=run.is_underlined,
            origin=run,
        )
        for run in _with_units(text.runs)
        if run.text
    )


def _with_units(runs: Sequence[Run]) -> Iterator[Run]:
    """Yield the runs, a unit after a value drawn to the value: both are set apart for bidi."""
    unit = ""
    for run, following in zip(runs, (*runs[1:], None), strict=True):
        own = run.text.removeprefix(unit)
        unit = ""
        if following and run.fact and own[-1:].isdigit() and following.is_bold == run.is_bold:
            unit = unit_at_start(following.text)
        yield replace(run, text=own + unit)


def sentences(text: Text) -> tuple[Text, Text]:
    """Return the first sentence and the rest, which may be empty.

    A step's lead-in and the first half of a headline are found by it.
    """
    match = SENTENCE.match(str(text))
    end = match.end() if match else len(str(text))
    rest = end + len(str(text)[end:]) - len(str(text)[end:].lstrip())
    return part_of(text, 0, end), part_of(text, rest, len(str(text)))


def named(text: Text) -> Text:
    """Return a text with its first sentence in bold: it is the name of a step."""
    name, rest = sentences(text)
    bold = tuple(replace(run, is_bold=True) for run in name.runs)
    if not rest.runs:
        return replace(text, runs=bold)
    space = replace(rest.runs[0], text=" ", fact="", link="")
    return replace(text, runs=(*bold, space, *rest.runs))


def part_of(text: Text, start: int, end: int) -> Text:
    """Return the characters of a text from start to end."""
    runs: list[Run] = []
    offset = 0
    for run in text.runs:
        piece = run.text[max(start - offset, 0) : max(end - offset, 0)]
        if piece:
            runs.append(replace(run, text=piece))
        offset += len(run.text)
    return replace(text, runs=tuple(runs))
