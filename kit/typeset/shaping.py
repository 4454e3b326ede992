"""Spans of text in; a paragraph of shaped clusters that can be broken at any measure out."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, groupby, pairwise
from typing import Any

import uharfbuzz as hb

from kit.typeset.breaks import HANGING, Break, line_breaks
from kit.typeset.fonts import Fonts, MissingGlyphs
from kit.typeset.glyphs import SOFT_HYPHEN, Cluster, Face, Glyph, Span
from kit.typeset.itemise import Item, Setting, itemise
from kit.typeset.segments import Reshaped, Segment
from kit.typeset.strips import Part, Piece, Strip, cut, joined, whole

UNSAFE = hb.GlyphFlags.UNSAFE_TO_BREAK

# What is drawn at the end of a line in a word: the first that the face has.
HYPHENS = ("\u2010", "-")


@dataclass(frozen=True, slots=True)
class _Source:
    """What shaping needs of a paragraph: text, items, spans and where each ends."""

    text: str
    items: tuple[Item, ...]
    spans: tuple[Span, ...]
    ends: tuple[int, ...]
    setting: Setting
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
        words: Where a line may stop without a hyphen: the segments after which it may, counted.
        rights: The right coordinates of the segments before those stops.
    """

    text: str
    is_rtl: bool
    segments: tuple[Segment, ...]
    words: tuple[int, ...]
    rights: tuple[float, ...]
    _strip: Strip = field(repr=False)
    _source: _Source = field(repr=False)

    def width(self, first: int, last: int) -> float:
        """Return the width in em of a line of the segments from `first` to `last` inclusive."""
        begin, end = self.segments[first], self.segments[last]
        if first == last:
            return begin.width
        if begin.overlaps(end):
            return _alone(self._source, begin, end).width
        return end.right - begin.left

    def parts(self, first: int, last: int) -> list[Part]:
        """Return the parts of that line in logical order."""
        begin, end = self.segments[first], self.segments[last]
        if begin.overlaps(end):
            return list(whole(_alone(self._source, begin, end)))
        head, tail = begin.head, end.tail
        start, stop = begin.start, end.end
        rows: list[Part] = []
        if head:
            rows += whole(head.strip)
            start = head.end
        if tail:
            stop = tail.start
        rows += cut(self._strip, start, stop)
        if tail:
            rows += whole(tail.strip)
        return joined(rows) if head or tail else rows


def typeset(spans: Sequence[Span], setting: Setting, fonts: Fonts) -> Paragraph:
    """Analyse and shape a paragraph.

    Raises:
        MissingGlyphs: If no face has a character.
    """
    text = "".join(span.text for span in spans)
    ends = tuple(accumulate(len(span.text) for span in spans))
    source = _Source(text, itemise(spans, setting, fonts), tuple(spans), ends, setting, fonts)
    strip = _shaped(source, 0, len(text))
    breaks = line_breaks(spans, setting)
    starts = (0, *(place.offset for place in breaks))
    segments = tuple(
        _segment(source, strip, start, place) for start, place in zip(starts, breaks, strict=False)
    )
    words = tuple(stop for stop, segment in enumerate(segments, 1) if not segment.is_hyphen)
    rights = tuple(segments[stop - 1].right for stop in words)
    return Paragraph(text, setting.is_rtl, segments, words, rights, strip, source)


def _segment(source: _Source, strip: Strip, start: int, place: Break) -> Segment:
    hanging = SOFT_HYPHEN if place.is_hyphen else HANGING
    end = start + len(source.text[start : place.offset].rstrip(hanging))
    left, right = strip.coordinate(start), strip.coordinate(end)
    head = tail = None
    if start < end:
        end_of_line = _hyphenated if place.is_hyphen else _tail
        head, tail = _head(source, strip, start), end_of_line(source, strip, end)
    if head:
        left = strip.coordinate(head.end) - head.strip.width
    if tail:
        right = strip.coordinate(tail.start) + tail.strip.width
    width = right - left
    flags = place.is_forced, place.is_hyphen
    segment = Segment(start, end, place.offset, *flags, width, left, right, head, tail)
    if segment.overlaps(segment):
        return replace(segment, width=_alone(source, segment, segment).width)
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


def _hyphenated(source: _Source, strip: Strip, end: int) -> Reshaped:
    """Return the text from the last safe offset to `end`, and a hyphen."""
    start = max(safe for safe in strip.safe if safe <= end)
    return Reshaped(start, end, _shaped(source, start, end, is_hyphenated=True))


def _alone(source: _Source, first: Segment, last: Segment) -> Strip:
    """Return a line from a segment to another, shaped for itself."""
    return _shaped(source, first.start, last.end, is_hyphenated=last.is_hyphen)


def _shaped(source: _Source, start: int, end: int, *, is_hyphenated: bool = False) -> Strip:
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
    if is_hyphenated:
        item, shape = _hyphen(source, end)
        looks.append((item.face, source.span_at(end - 1), item.level))
        shapes.append(shape)
    return Strip(
        tuple(shape.start for shape in shapes),
        tuple(shape.cluster for shape in shapes),
        tuple(accumulate((shape.advance for shape in shapes), initial=0.0)),
        tuple(shape.ascent for shape in shapes),
        tuple(shape.descent for shape in shapes),
        tuple(_pieces(looks)),
        frozenset(safe),
    )


def _hyphen(source: _Source, end: int) -> tuple[Item, _Shape]:
    """Return a hyphen that looks like the character before `end`; it reads as a soft hyphen."""
    item = next(item for item in source.items if item.start < end <= item.end)
    span = source.span_at(end - 1)
    has = source.fonts.covers
    character = next((each for each in HYPHENS if has(item.face, each)), HYPHENS[-1])
    if not has(item.face, character):
        faces = source.fonts.faces(span.language, source.setting.script, span.weight)
        face = next((face for face in faces if has(face, character)), item.face)
        item = replace(item, face=face)
    buffer = _buffer(source, item, character, 0, 1)
    ((glyphs, _),) = _glyphs_by_cluster(buffer).values()
    cluster = Cluster(SOFT_HYPHEN, tuple(glyphs))
    return item, _measured(source, item.face, end, cluster, is_safe=True)


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
    # The whole text is the context: Arabic joins over a change of face.
    buffer = _buffer(source, item, source.text, start, end)
    groups = _glyphs_by_cluster(buffer)
    starts = sorted(groups)
    for begin, stop in pairwise((*starts, end)):
        glyphs, is_safe = groups[begin]
        cluster = Cluster(source.text[begin:stop], tuple(glyphs))
        yield _measured(source, item.face, begin, cluster, is_safe=is_safe)


def _buffer(source: _Source, item: Item, text: str, start: int, end: int) -> Any:
    """Return a range of a text shaped by HarfBuzz as a part of an item."""
    buffer = hb.Buffer()
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    buffer.add_str(text, start, end - start)
    buffer.direction = "rtl" if item.level & 1 else "ltr"
    buffer.script = item.script
    buffer.language = item.language
    hb.shape(source.fonts.font(item.face), buffer, {})
    return buffer


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
