"""The marks of a page -> where each message stands on it: rectangles round its words.

Lengths in points from the top left of the page, as in its marks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kit.document.runs import MessageUse, Run, Text
from kit.layout.page import SPINE_EM, Leaf, Mark, PlacedColumn, PlacedLine, leaves
from kit.typeset.glyphs import GlyphRun, Line
from kit.units import Points, Rect

# What is underlined has a rule this far below its lowest ink, or beside it in columns.
RULE_EM = 0.1
# The ink of a letter at the end of a line may reach so far over its room (measured: 0.055 in
# Latin and Arabic; vowel signs of Burmese and Nepali reach up to twice as far).
OVERHANG_EM = 0.06
# Lines of one text stand nearer to each other than this, in em, even in airy headlines.
MOST_PITCH_EM = 2.4


@dataclass(frozen=True, slots=True)
class MessageBox:
    """One place of a message on a page: a rectangle for its words in each line.

    `number` counts the boxes of a page from 1, in reading order.
    """

    number: int
    message: MessageUse
    rects: tuple[Rect, ...]

    @property
    def bounds(self) -> Rect:
        """The rectangle round all its lines."""
        return union(self.rects)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of one message that stand side by side in a line of `size` points."""

    message: MessageUse
    rect: Rect
    size: Points
    is_column: bool


def union(rects: Sequence[Rect]) -> Rect:
    """Return the least rectangle that holds all of some rectangles, of which there is one."""
    left, top = min(rect.x for rect in rects), min(rect.y for rect in rects)
    right, bottom = max(rect.right for rect in rects), max(rect.bottom for rect in rects)
    return Rect(left, top, right - left, bottom - top)


def words_of(marks: Sequence[Mark]) -> tuple[Rect, ...]:
    """Return the rectangle of every line of a page, also of those that come from no message."""
    return tuple(
        _rect(mark, 0.0, mark.line.width, is_underlined=False)
        for mark in leaves(marks)
        if isinstance(mark, PlacedLine | PlacedColumn)
    )


def boxes_of(
    marks: Sequence[Mark],
    messages: Sequence[MessageUse],
    labels: Sequence[Text] = (),
    *,
    is_rtl: bool = False,
) -> tuple[MessageBox, ...]:
    """Return the boxes of a page.

    Args:
        marks: The marks of a page or of a slide.
        messages: The messages to look for; others, as of a second script, have no box.
        labels: Texts that a page may show without knowing their message: a presentation holds
            the labels of a chart as plain words.
        is_rtl: Whether a line is read from the right.
    """
    known = set(messages)
    drawn = tuple(leaves(marks))
    every = (*_pieces(drawn, is_rtl=is_rtl), *_labelled(drawn, labels))
    pieces = [piece for piece in every if piece.message in known]
    places: list[list[_Piece]] = []
    for piece in pieces:
        place = next((place for place in reversed(places) if _goes_on(place, piece)), None)
        if place is None:
            places.append([piece])
        else:
            place.append(piece)
    return tuple(
        MessageBox(number, place[0].message, tuple(piece.rect for piece in place))
        for number, place in enumerate(places, 1)
    )


def _goes_on(place: Sequence[_Piece], piece: _Piece) -> bool:
    """Say whether a piece is of the same text as the pieces of a place: beside or under them."""
    last = place[-1]
    if last.message != piece.message or last.is_column != piece.is_column:
        return False
    if piece.is_column:
        step, length = piece.rect.x - last.rect.x, 0.0
    else:
        step, length = piece.rect.bottom - last.rect.bottom, _gap(last.rect, piece.rect)
    most = MOST_PITCH_EM * max(last.size, piece.size)
    if step == 0.0:
        return not piece.is_column and length < last.size
    return 0.0 < step <= most and length <= 0.0


def _gap(one: Rect, other: Rect) -> Points:
    """Return how far two rectangles stand apart sideways, less than 0 where they overlap."""
    return max(one.x, other.x) - min(one.right, other.right)


def _pieces(marks: Sequence[Leaf], *, is_rtl: bool) -> Iterator[_Piece]:
    for mark in marks:
        if not isinstance(mark, PlacedLine | PlacedColumn):
            continue
        groups = [(use, tuple(runs)) for use, runs in groupby(mark.line.runs, key=_message)]
        for message, runs in reversed(groups) if is_rtl else groups:
            if message:
                is_underlined = any(run.span.underlined for run in runs)
                start, end = _ends(mark.line, runs)
                rect = _rect(mark, start, end, is_underlined=is_underlined)
                yield _Piece(message, rect, mark.size, isinstance(mark, PlacedColumn))


def _ends(line: Line, runs: Sequence[GlyphRun]) -> tuple[float, float]:
    """Return where runs of a line begin and end; only at its ends is there room beside them."""
    before = OVERHANG_EM if runs[0] is line.runs[0] else 0.0
    after = OVERHANG_EM if runs[-1] is line.runs[-1] else 0.0
    return runs[0].x - before, runs[-1].x + runs[-1].advance + after


def _message(run: GlyphRun) -> MessageUse | None:
    origin = run.span.origin
    return origin.message if isinstance(origin, Run) else None


def _rect(
    mark: PlacedLine | PlacedColumn, start: float, end: float, *, is_underlined: bool
) -> Rect:
    """Return the room of a stretch of a line, given in em, as high as the ink of the line."""
    line, size = mark.line, mark.size
    height = (line.ascent + line.descent) * size
    rule = RULE_EM * size if is_underlined else 0.0
    if isinstance(mark, PlacedLine):
        top = mark.y - line.ascent * size
        return Rect(mark.x + start * size, top, (end - start) * size, height + rule)
    left = mark.x - (SPINE_EM + line.descent) * size
    return Rect(left, mark.y + start * size, height + rule, (end - start) * size)


def _labelled(marks: Sequence[Leaf], labels: Sequence[Text]) -> Iterator[_Piece]:
    """Yield the lines that spell a label, which know no message themselves."""
    spelt = {_squeezed(str(label)): label for label in reversed(labels)}
    for _, group in groupby(marks, key=_size):
        lines = [mark for mark in group if isinstance(mark, PlacedLine)]
        label = spelt.get(_squeezed("".join(mark.line.text for mark in lines)))
        message = next((run.message for run in label.runs if run.message), None) if label else None
        if message is None or any(map(_knows, lines)):
            continue
        for mark in lines:
            rect = _rect(mark, 0.0, mark.line.width, is_underlined=False)
            yield _Piece(message, rect, mark.size, is_column=False)


def _size(mark: Mark) -> tuple[bool, Points]:
    return (True, mark.size) if isinstance(mark, PlacedLine) else (False, 0.0)


def _knows(mark: PlacedLine) -> bool:
    return any(map(_message, mark.line.runs))


def _squeezed(text: str) -> str:
    return "".join(text.split())
