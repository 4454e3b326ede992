"""A set line and its measure in; the line with its spaces stretched to the measure out."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kit.typeset.glyphs import Cluster, GlyphRun, Line

# A word space grows to at most this many times its width, and a gap between letters of a script
# without word spaces to this many em; a line that needs more stays ragged.
MOST_SPACE = 2.2
MOST_GAP = 0.08

SPACES = frozenset(" \u00a0")

# Keeps sums of fractions that should be whole from falling short of it.
ROUNDING = 1e-6

# Scripts whose letters stand apart and are not parted by spaces, by the names of characters.
# Joined scripts, and those with marks of their own between syllables, stretch at spaces only.
OPEN = ("CJK ", "HIRAGANA ", "KATAKANA", "BOPOMOFO ", "IDEOGRAPHIC ", "FULLWIDTH ", "THAI ")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """How much may be added after a cluster at most, in em: its place in the line's runs."""

    run: int
    cluster: int
    most: float


def justify(line: Line, measure: float) -> Line:
    """Return a line as wide as its measure, in em, or as it was.

    Left alone are the last line of a paragraph, a line wider than the measure and one whose
    spaces would grow too wide. The line is less than a font unit narrower than the measure, since
    advances are whole numbers.
    """
    missing = measure - line.width
    if line.ends_paragraph or missing <= 0:
        return line
    places = tuple(_stretches(line.runs))
    most = sum(place.most for place in places)
    if missing > most:
        return line
    return _stretched(line, places, missing / most)


def _stretches(runs: Sequence[GlyphRun]) -> Iterator[_Stretch]:
    flat = [(r, c, cluster) for r, run in enumerate(runs) for c, cluster in enumerate(run.clusters)]
    for index, (r, c, cluster) in enumerate(flat):
        if cluster.text in SPACES:
            width = sum(glyph.advance for glyph in cluster.glyphs) / runs[r].face.units_per_em
            yield _Stretch(r, c, (MOST_SPACE - 1) * width)
        elif index + 1 < len(flat) and _is_open(cluster) and _is_open(flat[index + 1][2]):
            yield _Stretch(r, c, MOST_GAP)


def _is_open(cluster: Cluster) -> bool:
    return unicodedata.name(cluster.text[0], "").startswith(OPEN)


def _stretched(line: Line, places: Sequence[_Stretch], share: float) -> Line:
    """Return the line with that share of each stretch added; runs follow each other."""
    runs: list[GlyphRun] = []
    x = line.runs[0].x
    owed = 0.0
    for number, run in enumerate(line.runs):
        em = run.face.units_per_em
        clusters = list(run.clusters)
        added = 0
        for place in (place for place in places if place.run == number):
            owed += place.most * share
            # What rounding keeps back goes to the next place; never more than is owed.
            units = int(owed * em + ROUNDING)
            owed -= units / em
            added += units
            clusters[place.cluster] = _wider(clusters[place.cluster], units)
        advance = run.advance + added / em
        runs.append(replace(run, clusters=tuple(clusters), x=x, advance=advance))
        x += advance
    return replace(line, runs=tuple(runs), width=x - line.runs[0].x)


def _wider(cluster: Cluster, units: int) -> Cluster:
    *glyphs, last = cluster.glyphs
    wider = last._replace(advance=last.advance + units)
    return cluster._replace(glyphs=(*glyphs, wider))
