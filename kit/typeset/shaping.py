"""Spans of text in; a paragraph of shaped clusters that can be broken at any measure out."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby, pairwise
from typing import Any

import uharfbuzz as hb

from kit.typeset.breaks import HANGING, Break, line_breaks
from kit.typeset.fonts import Fonts, MissingGlyphs
from kit.typeset.glyphs import Cluster, Face, Glyph, Span
from kit.typeset.itemise import Item, Setting, itemise
from kit.typeset.strips import Part, Piece, Strip, cut, joined

UNSAFE = hb.GlyphFlags.UNSAFE_TO_BREAK


@dataclass(frozen=True, slots=True)
class Reshaped:
    """A range of the text shaped again, because a line begins or ends inside a shape."""

    start: int
    end: int
    strip: Strip


@dataclass(frozen=True, slots=True)
class Segment:
    """Text between two break opportunities; it stands on one line.

    Args:
        start: Where it begins in the text.
        end: Where its visible text ends.
        stop: Where the next one begins; what lies between hangs.
        is_forced: Whether the line must end after it.
        width: How wide it is alone on a line, in em.
        left: The paragraph's coordinate of a line that begins with it.
        right: The paragraph's coordinate of a line that ends with it.
        head: Its beginning as a line begins with it, where that changes shapes.
        tail: Its end as a line ends with it, where that changes shapes.
    """

    start: int
    end: int
    stop: int
    is_forced: bool
    width: float
    left: float
    right: float
    head: Reshaped | None = None
    tail: Reshaped | None = None


@dataclass(frozen=True, slots=True)
class _Source:
    """What shaping needs of a paragraph: text, items, spans and where each ends."""

    text: str
    items: tuple[Item, ...]
    spans: tuple[Span, ...]
    ends: tuple[int, ...]
    fonts: Fonts

    def span_at(self, offset: int) -> Span:
        return self.spans[bisect_right(self.ends, offset)]


@dataclass(frozen=True, slots=True)
class _Shape:
    """One cluster of an item, shaped; lengths in em."""

    start: int
    cluster: Cluster
    advance: float
    ascent: float
    descent: float
    is_safe: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text analysed and shaped once, in em, to be broken at any size and measure.

    Args:
        text: The characters in logical order.
        is_rtl: The paragraph's direction.
        segments: The pieces between break opportunities.
        rights: The segments' right coordinates.
    """

    text: str
    is_rtl: bool
    segments: tuple[Segment, ...]
    rights: tuple[float, ...]
    _strip: Strip = field(repr=False)
    _source: _Source = field(repr=False)

    def width(self, first: int, last: int) -> float:
        """Return the width in em of a line of the segments from `first` to `last` inclusive."""
        begin, end = self.segments[first], self.segments[last]
        if first == last:
            return begin.width
        if _overlap(begin, end):
            return _shaped(self._source, begin.start, end.end).width
        return end.right - begin.left

    def parts(self, first: int, last: int) -> list[Part]:
        """Return the parts of that line in logical order."""
        begin, end = self.segments[first], self.segments[last]
        if _overlap(begin, end):
            again = _shaped(self._source, begin.start, end.end)
            return list(cut(again, begin.start, end.end))
        head, tail = begin.head, end.tail
        start, stop = begin.start, end.end
        rows: list[Part] = []
        if head:
            rows += cut(head.strip, head.start, head.end)
            start = head.end
        if tail:
            stop = tail.start
        rows += cut(self._strip, start, stop)
        if tail:
            rows += cut(tail.strip, tail.start, tail.end)
        return joined(rows) if head or tail else rows


def typeset(spans: Sequence[Span], setting: Setting, fonts: Fonts) -> Paragraph:
    """Analyse and shape a paragraph.

    Raises:
        MissingGlyphs: If no face has a character.
    """
    text = "".join(span.text for span in spans)
    ends = tuple(accumulate(len(span.text) for span in spans))
    source = _Source(text, itemise(spans, setting, fonts), tuple(spans), ends, fonts)
    strip = _shaped(source, 0, len(text))
    breaks = line_breaks(spans, setting)
    starts = (0, *(place.offset for place in breaks))
    segments = tuple(
        _segment(source, strip, start, place) for start, place in zip(starts, breaks, strict=False)
    )
    rights = tuple(segment.right for segment in segments)
    return Paragraph(text, setting.is_rtl, segments, rights, strip, source)


def _segment(source: _Source, strip: Strip, start: int, place: Break) -> Segment:
    stop = place.offset
    end = start + len(source.text[start:stop].rstrip(HANGING))
    left, right = strip.coordinate(start), strip.coordinate(end)
    head = tail = None
    if start < end:
        head, tail = _head(source, strip, start), _tail(source, strip, end)
    if head:
        left = strip.coordinate(head.end) - head.strip.width
    if tail:
        right = strip.coordinate(tail.start) + tail.strip.width
    segment = Segment(start, end, stop, place.is_forced, right - left, left, right, head, tail)
    if _overlap(segment, segment):
        return replace(segment, width=_shaped(source, start, end).width)
    return segment


def _head(source: _Source, strip: Strip, start: int) -> Reshaped | None:
    """Return the text from `start` to the next safe offset, if it has other shapes alone."""
    if start in strip.safe:
        return None
    return _reshaped(source, strip, start, min(safe for safe in strip.safe if safe > start))


def _tail(source: _Source, strip: Strip, end: int) -> Reshaped | None:
    """Return the text from the last safe offset to `end`, if it has other shapes alone."""
    if end in strip.safe:
        return None
    return _reshaped(source, strip, max(safe for safe in strip.safe if safe < end), end)


def _reshaped(source: _Source, strip: Strip, start: int, end: int) -> Reshaped | None:
    # HarfBuzz marks more offsets unsafe than change anything: all of Korean beside spaces.
    alone = tuple(shape.cluster for _, shape in _shapes(source, start, end))
    if alone == strip.clusters[strip.index(start) : strip.index(end)]:
        return None
    return Reshaped(start, end, _shaped(source, start, end))


def _overlap(begin: Segment, end: Segment) -> bool:
    """Return whether one shape reaches from a line's beginning to its end."""
    since = end.tail.start if end.tail else end.end
    until = begin.head.end if begin.head else begin.start
    return since < until


def _shaped(source: _Source, start: int, end: int) -> Strip:
    """Return a range of the text, shaped with the text around it as context."""
    looks: list[tuple[Face, Span, int]] = []
    shapes: list[_Shape] = []
    safe = {start, end}
    for item, shape in _shapes(source, start, end):
        looks.append((item.face, source.span_at(shape.start), item.level))
        shapes.append(shape)
        if shape.is_safe:
            safe.add(shape.start)
    for item in source.items:
        safe |= {item.start, item.end}
    return Strip(
        tuple(shape.start for shape in shapes),
        tuple(shape.cluster for shape in shapes),
        tuple(accumulate((shape.advance for shape in shapes), initial=0.0)),
        tuple(shape.ascent for shape in shapes),
        tuple(shape.descent for shape in shapes),
        tuple(_pieces(looks)),
        frozenset(safe),
    )


def _shapes(source: _Source, start: int, end: int) -> Iterator[tuple[Item, _Shape]]:
    for item in source.items:
        first, last = max(item.start, start), min(item.end, end)
        if first < last:
            for shape in _shape_item(source, item, first, last):
                yield item, shape


def _pieces(looks: Sequence[tuple[Face, Span, int]]) -> Iterator[Piece]:
    first = 0
    for (face, span, level), row in groupby(looks):
        last = first + sum(1 for _ in row)
        yield Piece(first, last, face, span, level)
        first = last


def _shape_item(source: _Source, item: Item, start: int, end: int) -> Iterator[_Shape]:
    """Yield the clusters of a range of an item in logical order."""
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    # The whole text is the context: Arabic joins over a change of face.
    buffer.add_str(source.text, start, end - start)
    buffer.direction = "rtl" if item.level & 1 else "ltr"
    buffer.script = item.script
    buffer.language = item.language
    hb.shape(source.fonts.font(item.face), buffer, {})
    groups = _glyphs_by_cluster(buffer)
    starts = sorted(groups)
    for begin, stop in pairwise((*starts, end)):
        glyphs, is_safe = groups[begin]
        cluster = Cluster(source.text[begin:stop], tuple(glyphs))
        yield _measured(source, item.face, begin, cluster, is_safe=is_safe)


def _glyphs_by_cluster(buffer: Any) -> dict[int, tuple[list[Glyph], bool]]:
    """Return the glyphs of each cluster in visual order, and whether a break may precede it."""
    groups: dict[int, tuple[list[Glyph], bool]] = {}
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        dx, dy, advance, _ = position.position
        glyph = Glyph(info.codepoint, advance, dx, dy)
        start = info.cluster
        if start in groups:
            groups[start][0].append(glyph)
        else:
            flags = info.flags
            groups[start] = ([glyph], not (flags and flags & UNSAFE))
    return groups


def _measured(
    source: _Source, face: Face, start: int, cluster: Cluster, *, is_safe: bool
) -> _Shape:
    em = face.units_per_em
    advance = ascent = descent = 0
    for glyph in cluster.glyphs:
        if not glyph.id:
            raise MissingGlyphs([cluster.text], source.text)
        top, bottom = source.fonts.ink(face, glyph.id)
        advance += glyph.advance
        ascent = max(ascent, top + glyph.dy)
        descent = max(descent, -bottom - glyph.dy)
    return _Shape(start, cluster, advance / em, ascent / em, descent / em, is_safe)
