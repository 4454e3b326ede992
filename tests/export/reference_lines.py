"""Lines as ICU and HarfBuzz have them, asked directly: what a finished PDF is compared with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import icu
import uharfbuzz as hb
from pdf_glyphs import Drawn, original
from script_samples import Sample, font_file

MEASURES = (7.0, 7.5, 8.0, 8.5, 9.0, 9.5, 10.0, 10.5, 11.0)


@dataclass(frozen=True)
class Run:
    """A piece of text that HarfBuzz shapes in one go, with the rest of the text as context."""

    start: int
    end: int
    face: str
    script: str
    language: str
    is_rtl: bool


def shaped(text: str, run: Run) -> Iterator[tuple[int, int, int, int]]:
    """Yield the number, advance and offsets of each glyph, as HarfBuzz has it."""
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(font_file(run.face)))))
    buffer = hb.Buffer()
    buffer.add_str(text, run.start, run.end - run.start)
    buffer.script, buffer.language = run.script, run.language
    buffer.direction = "rtl" if run.is_rtl else "ltr"
    hb.shape(font, buffer, {})
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        yield info.codepoint, position.x_advance, position.x_offset, position.y_offset


def width(text: str, run: Run) -> float:
    """Return the width in em."""
    return sum(advance for _, advance, _, _ in shaped(text, run)) / 1000


def glyphs_at(
    text: str, runs: Sequence[Run], left: float, foot: float, size: float
) -> Iterator[Drawn]:
    """Yield the glyphs of a line's runs, from left to right, where they belong on the sheet.

    `foot` is the baseline with y upwards; lengths in points.
    """
    pen = 0
    for run in runs:
        outlines = original(font_file(run.face))
        for glyph, advance, dx, dy in shaped(text, run):
            x, y = left + (pen + dx) * size / 1000, foot + dy * size / 1000
            yield Drawn(outlines.outline(glyph), x, y)
            pen += advance


def icu_breaks(each: Sample) -> list[int]:
    iterator = icu.BreakIterator.createLineInstance(icu.Locale(each.icu or each.language))
    iterator.setText(each.text)
    return list(iterator)


def run_of(each: Sample, start: int, stop: int) -> Run:
    """Return the run of a line, without the spaces that hang at its end."""
    end = start + len(each.text[start:stop].rstrip(" \u200b"))
    face = f"{each.family}-Regular"
    return Run(start, end, face, each.script, each.language, each.is_rtl)


def greedy(each: Sample, measure: float) -> list[Run]:
    """Return the run of each line when it takes as many of ICU's pieces as fit."""
    lines: list[Run] = []
    start = 0
    breaks = icu_breaks(each)
    while start < len(each.text):
        later = [stop for stop in breaks if stop > start]
        fitting = [s for s in later if width(each.text, run_of(each, start, s)) <= measure]
        stop = max(fitting, default=later[0])
        lines.append(run_of(each, start, stop))
        start = stop
    return lines


def roomy(each: Sample) -> tuple[float, list[Run]]:
    """Return a measure that leaves no short last line, which the kit would mend, and its lines."""
    for measure in MEASURES:
        lines = greedy(each, measure)
        if width(each.text, lines[-1]) >= 0.4 * measure:
            return measure, lines
    raise AssertionError("the sample has a short last line at every measure")
