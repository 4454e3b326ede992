"""Spans of text in; a paragraph of shaped clusters that can be broken at any measure out."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import uharfbuzz as hb

from kit.typeset.breaks import HANGING, Break, line_breaks
from kit.typeset.fonts import Drawn, Fonts, MissingGlyphs
from kit.typeset.glyphs import SOFT_HYPHEN, Cluster, Face, Glyph, Measured, Span
from kit.typeset.itemise import Item, Setting, itemise
from kit.typeset.segments import Kept, Reshaped, Segment, may_overlap
from kit.typeset.strips import Look, Part, Strip, cut, joined, pieces, whole

UNSAFE = int(hb.GlyphFlags.UNSAFE_TO_BREAK)
SHOWN = hb.BufferSerializeFlags
FLAGS_ONLY = SHOWN.GLYPH_FLAGS | SHOWN.NO_GLYPH_NAMES | SHOWN.NO_POSITIONS | SHOWN.NO_CLUSTERS

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

    def spans_at(self, offsets: Sequence[int]) -> list[Span]:
        return [self.spans[bisect_right(self.ends, offset)] for offset in offsets]


class _Row(NamedTuple):
    """Clusters: their looks, where in the text they begin, and where a line may not begin."""

    looks: list[Look]
    starts: list[int]
    measured: list[Measured]
    unsafe: frozenset[int]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text analysed and shaped once, in em, to be broken at any size and measure.

    Args:
        text: The characters in logical order.
        is_rtl: The paragraph's direction.
        segments: The pieces between break opportunities.
        words: Where a line may stop without a hyphen: the segments after which it may, counted.
        rights: The right coordinates of the segments before those stops.
        lefts: The left coordinate of each segment.
        ends: The right coordinate of each segment.
        overlaps: Whether one shape may reach from the start of a line to its end.
        kept: The lines that were set of it before.
    """

    text: str
    is_rtl: bool
    segments: tuple[Segment, ...]
    words: tuple[int, ...]
    rights: tuple[float, ...]
    lefts: tuple[float, ...] = field(repr=False)
    ends: tuple[float, ...] = field(repr=False)
    overlaps: bool
    _strip: Strip = field(repr=False)
    _source: _Source = field(repr=False)
    kept: Kept = field(default_factory=Kept, repr=False, compare=False)

    def width(self, first: int, last: int) -> float:
        """Return the width in em of a line of the segments from `first` to `last` inclusive."""
        if not self.overlaps:
            return self.ends[last] - self.lefts[first]
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
    rights = tuple(segment.right for segment in segments)
    return Paragraph(
        text,
        setting.is_rtl,
        segments,
        words,
        tuple(rights[stop - 1] for stop in words),
        tuple(segment.left for segment in segments),
        rights,
        may_overlap(segments),
        strip,
        source,
    )


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
    stop, flags = place.offset, (place.is_forced, place.is_hyphen)
    segment = Segment(start, end, stop, *flags, right - left, left, right, head, tail)
    if segment.overlaps(segment):
        return replace(segment, width=_alone(source, segment, segment).width)
    return segment


def _head(source: _Source, strip: Strip, start: int) -> Reshaped | None:
    """Return the text from `start` to the next safe offset, if it has other shapes alone."""
    return _reshaped(source, strip, start, strip.safe_after(start))


def _tail(source: _Source, strip: Strip, end: int) -> Reshaped | None:
    """Return the text from the last safe offset to `end`, if it has other shapes alone."""
    return _reshaped(source, strip, strip.safe_before(end), end)


def _reshaped(source: _Source, strip: Strip, start: int, end: int) -> Reshaped | None:
    if start == end:
        return None
    # HarfBuzz marks more offsets unsafe than change anything: all of Korean beside spaces.
    rows = _rows(source, start, end)
    alone = tuple(measured.cluster for row in rows for measured in row.measured)
    if alone == strip.clusters[strip.index(start) : strip.index(end)]:
        return None
    return Reshaped(start, end, _shaped(source, start, end))


def _hyphenated(source: _Source, strip: Strip, end: int) -> Reshaped:
    """Return the text from the last safe offset to `end`, and a hyphen."""
    start = strip.safe_before(end)
    return Reshaped(start, end, _shaped(source, start, end, is_hyphenated=True))


def _alone(source: _Source, first: Segment, last: Segment) -> Strip:
    """Return a line from a segment to another, shaped for itself."""
    return _shaped(source, first.start, last.end, is_hyphenated=last.is_hyphen)


def _shaped(source: _Source, start: int, end: int, *, is_hyphenated: bool = False) -> Strip:
    """Return a range of the text, shaped with the text around it as context."""
    rows = _rows(source, start, end)
    safe = {start, end}.union(*(set(row.starts) - row.unsafe for row in rows))
    for item in source.items:
        safe |= {item.start, item.end}
    if is_hyphenated:
        rows.append(_hyphen(source, end))
    measured = [each for row in rows for each in row.measured]
    return Strip(
        tuple([start for row in rows for start in row.starts]),
        tuple([each.cluster for each in measured]),
        tuple(accumulate([each.advance for each in measured], initial=0.0)),
        tuple([each.ascent for each in measured]),
        tuple([each.descent for each in measured]),
        tuple(pieces([look for row in rows for look in row.looks])),
        tuple(sorted(safe)),
    )


def _hyphen(source: _Source, end: int) -> _Row:
    """Return a hyphen that looks like the character before `end`; it reads as a soft hyphen."""
    item = next(item for item in source.items if item.start < end <= item.end)
    (span,) = source.spans_at([end - 1])
    has = source.fonts.covers
    character = next((each for each in HYPHENS if has(item.face, each)), HYPHENS[-1])
    if not has(item.face, character):
        faces = source.fonts.faces(span.language, source.setting.script, span.weight)
        face = next((face for face in faces if has(face, character)), item.face)
        item = replace(item, face=face)
    (drawn,) = _drawn_by_cluster(_buffer(source, item, character, 0, 1)).values()
    measured = _measured(source, item.face, (SOFT_HYPHEN, tuple(drawn)))
    return _Row([(item.face, span, item.level)], [end], [measured], frozenset())


def _rows(source: _Source, start: int, end: int) -> list[_Row]:
    """Return the rows of a range in logical order."""
    ranges = ((item, max(item.start, start), min(item.end, end)) for item in source.items)
    return [_row(source, item, first, last) for item, first, last in ranges if first < last]


def _row(source: _Source, item: Item, start: int, end: int) -> _Row:
    """Return the clusters of a range of an item in logical order."""
    # The whole text is the context: Arabic joins over a change of face.
    buffer = _buffer(source, item, source.text, start, end)
    known = source.fonts.measured(item.face)
    groups = _drawn_by_cluster(buffer)
    starts = sorted(groups)
    found: list[Measured] = []
    for begin, stop in pairwise((*starts, end)):
        drawn = (source.text[begin:stop], tuple(groups[begin]))
        measured = known.get(drawn)
        if measured is None:
            measured = known[drawn] = _measured(source, item.face, drawn)
        found.append(measured)
    looks = [(item.face, span, item.level) for span in source.spans_at(starts)]
    return _Row(looks, starts, found, _unsafe(buffer, source.fonts.font(item.face)))


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


def _drawn_by_cluster(buffer: Any) -> dict[int, list[tuple[int, tuple[int, int, int, int]]]]:
    """Return the number and position of the glyphs of each cluster in visual order."""
    groups: dict[int, list[tuple[int, tuple[int, int, int, int]]]] = {}
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        groups.setdefault(info.cluster, []).append((info.codepoint, position.position))
    return groups


def _unsafe(buffer: Any, font: Any) -> frozenset[int]:
    """Return the clusters before which a line may not begin without being shaped again.

    Told by the flags of the first glyph; the glyphs are asked for as text, "12|7#1|30", since
    uharfbuzz makes an enumeration of each single flag.
    """
    text = buffer.serialize(font, flags=FLAGS_ONLY)
    if "#" not in text:
        return frozenset()
    first: dict[int, str] = {}
    for info, glyph in zip(buffer.glyph_infos, text.strip("[]").split("|"), strict=True):
        first.setdefault(info.cluster, glyph)
    return frozenset(
        start for start, glyph in first.items() if int(glyph.partition("#")[2] or "0") & UNSAFE
    )


def _measured(source: _Source, face: Face, drawn: Drawn) -> Measured:
    text, glyphs = drawn
    em = face.units_per_em
    cluster = Cluster(
        text, tuple(Glyph(number, advance, dx, dy) for number, (dx, dy, advance, _) in glyphs)
    )
    advance = ascent = descent = 0
    for glyph in cluster.glyphs:
        if not glyph.id:
            raise MissingGlyphs([text], source.text)
        top, bottom = source.fonts.ink(face, glyph.id)
        advance += glyph.advance
        ascent = max(ascent, top + glyph.dy)
        descent = max(descent, -bottom - glyph.dy)
    return Measured(cluster, advance / em, ascent / em, descent / em)
