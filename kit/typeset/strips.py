"""Shaped clusters of a range of text, with their places; cut into parts of a line.

A strip is in logical order. Coordinates are distances in em from its start if it were
written in one direction: what a line is wide is the difference of two of them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import TypeAlias

from kit.typeset.glyphs import Cluster, Face, Span

Look: TypeAlias = tuple[Face, Span, int]
"""What a cluster is drawn with: its face, its span, its bidi level."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Clusters of a strip, from `first` up to `last`, of one face, span and level."""

    first: int
    last: int
    face: Face
    span: Span
    level: int


@dataclass(frozen=True, slots=True)
class Strip:
    """Clusters in logical order.

    Args:
        starts: Where in the text each cluster begins.
        clusters: The clusters.
        edges: The coordinate of each cluster's start, and of the end.
        ascents: Ink above the baseline, in em.
        descents: Ink below the baseline, in em.
        pieces: Face, span and level of the clusters.
        safe: Offsets into the text where the strip may be cut without shaping again, in order.
    """

    starts: tuple[int, ...]
    clusters: tuple[Cluster, ...]
    edges: tuple[float, ...]
    ascents: tuple[float, ...]
    descents: tuple[float, ...]
    pieces: tuple[Piece, ...]
    safe: tuple[int, ...]

    def safe_after(self, offset: int) -> int:
        """Return the first safe offset from here on."""
        return self.safe[bisect_left(self.safe, offset)]

    def safe_before(self, offset: int) -> int:
        """Return the last safe offset up to here."""
        return self.safe[bisect_right(self.safe, offset) - 1]

    @property
    def width(self) -> float:
        """The sum of all advances, in em."""
        return self.edges[-1]

    def index(self, offset: int) -> int:
        """Return the first cluster that begins at an offset of the text or after it."""
        return bisect_left(self.starts, offset)

    def coordinate(self, offset: int) -> float:
        """Return where an offset of the text stands, in em."""
        return self.edges[self.index(offset)]


@dataclass(frozen=True, slots=True)
class Part:
    """Clusters of one face, span and level in logical order; lengths in em."""

    face: Face
    span: Span
    level: int
    clusters: tuple[Cluster, ...]
    width: float
    ascent: float
    descent: float


def pieces(looks: Sequence[Look]) -> Iterator[Piece]:
    """Yield the pieces of clusters whose faces, spans and levels are given one by one."""
    first = 0
    for (face, span, level), row in groupby(looks):
        last = first + sum(1 for _ in row)
        yield Piece(first, last, face, span, level)
        first = last


def cut(strip: Strip, start: int, end: int) -> Iterator[Part]:
    """Yield the parts of a range of the text, which begins and ends at safe offsets."""
    yield from _parts(strip, strip.index(start), strip.index(end))


def whole(strip: Strip) -> Iterator[Part]:
    """Yield the parts of all clusters, and so of a hyphen after the last character."""
    yield from _parts(strip, 0, len(strip.clusters))


def _parts(strip: Strip, first: int, last: int) -> Iterator[Part]:
    at = bisect_right(strip.pieces, first, key=attrgetter("first")) - 1
    while first < last:
        piece = strip.pieces[at]
        stop = min(last, piece.last)
        yield Part(
            piece.face,
            piece.span,
            piece.level,
            strip.clusters[first:stop],
            strip.edges[stop] - strip.edges[first],
            max(strip.ascents[first:stop]),
            max(strip.descents[first:stop]),
        )
        first = stop
        at += 1


def joined(parts: Iterable[Part]) -> list[Part]:
    """Return the parts with neighbours of the same face, span and level made one."""
    merged: list[Part] = []
    for part in parts:
        last = merged[-1] if merged else None
        if last and last.span is part.span and last.face is part.face and last.level == part.level:
            merged[-1] = replace(
                last,
                clusters=last.clusters + part.clusters,
                width=last.width + part.width,
                ascent=max(last.ascent, part.ascent),
                descent=max(last.descent, part.descent),
            )
        else:
            merged.append(part)
    return merged
