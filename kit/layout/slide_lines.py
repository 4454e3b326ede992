"""Paragraphs of a slide and a place -> lines placed as a viewer's program sets them.

A deck leaves its lines to the viewer's program; a picture of a slide needs them. They are broken
here as such a program breaks them: each takes as many words as fit, and none is hyphenated.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kit.document.runs import Run, Text
from kit.layout.compositor import Compositor, Type, in_role
from kit.layout.page import Mark, PlacedLine
from kit.layout.slide_fit import PITCH_EM
from kit.typeset.glyphs import Line, Span, Weight
from kit.typeset.greedy import greedy_stops
from kit.typeset.lines import sections, set_lines
from kit.units import Points, Rect

# From the head of a line of 1.2 em to its baseline (measured in LibreOffice, in four scripts);
# a larger or smaller pitch moves the head.
BASELINE = 1.0
ANCHORS = {"t": 0.0, "ctr": 0.5, "b": 1.0}
ALIGNS = {"start": 0.0, "centre": 0.5, "end": 1.0}


@dataclass(frozen=True, slots=True)
class Frame:
    """Where and how paragraphs stand; `rect` is in the deck's direction, `spacing` in per cent.

    `anchor`, `align` and `gap` are those of a placeholder.
    """

    rect: Rect
    size: Points
    spacing: int
    anchor: str = "t"
    align: str = "start"
    role: str = "P"
    gap: Points = 0.0

    @property
    def pitch(self) -> Points:
        """The distance of two baselines."""
        return self.size * PITCH_EM * self.spacing / 100


def placed_lines(
    compositor: Compositor, paragraphs: Sequence[Sequence[Span]], frame: Frame
) -> tuple[Mark, ...]:
    """Return the lines of paragraphs in a frame; those of an overset text reach over it."""
    broken = [viewer_lines(compositor, spans, frame) for spans in paragraphs]
    gaps = [frame.gap if number and lines else 0.0 for number, lines in enumerate(broken)]
    rect, pitch, size = frame.rect, frame.pitch, frame.size
    height = sum(len(lines) * pitch for lines in broken) + sum(gaps)
    start = ALIGNS[frame.align]
    left = 1.0 - start if compositor.locale.is_rtl else start
    marks: list[Mark] = []
    y = rect.y + (rect.h - height) * ANCHORS[frame.anchor] - (PITCH_EM - BASELINE) * size
    for lines, gap in zip(broken, gaps, strict=True):
        y += gap
        placed: list[Mark] = []
        for line in lines:
            y += pitch
            x = rect.x + (rect.w - line.width * size) * left
            placed.append(PlacedLine(line, x, y, size))
        marks += in_role(placed, frame.role)
    return tuple(marks)


def viewer_lines(compositor: Compositor, spans: Sequence[Span], frame: Frame) -> tuple[Line, ...]:
    """Return the lines of a paragraph in the measure of a frame."""
    text = text_of(spans)
    if not str(text):
        return ()
    kind = Type(frame.size, 1.0, _weight(spans), spans[0].colour)
    paragraph = compositor.paragraph(text, kind)
    measure = frame.rect.w / frame.size
    stops: list[int] = []
    for section in sections(paragraph):
        stops += greedy_stops(paragraph, section, measure, 0.0)
    return set_lines(paragraph, stops)


def _weight(spans: Sequence[Span]) -> Weight:
    """Return the face of a paragraph, in which some words may be bold."""
    weights = {span.weight for span in spans}
    return weights.pop() if len(weights) == 1 else Weight.REGULAR


def text_of(spans: Sequence[Span]) -> Text:
    """Return the text of which a compositor makes these spans again; all have one colour.

    Its runs know the message that the spans came from.
    """
    return Text(
        tuple(
            Run(
                span.text,
                span.language,
                span.origin.message if isinstance(span.origin, Run) else None,
                is_bold=span.weight is Weight.BOLD,
                is_underlined=span.underlined,
                is_whole=span.whole,
                fact="isolated" if span.isolated else "",
                link=span.link,
            )
            for span in spans
        )
    )
