"""What a hand-out says -> its last pages: each source once, with the slides that cite it."""

from dataclasses import replace
from itertools import repeat
from math import inf

from kit.findings import Finding
from kit.layout.box import stack
from kit.layout.copyfit import Fit, Frame, overset
from kit.layout.handout_words import GAP_MM, HandoutWords, flowed, paragraphs
from kit.layout.page import Mark, Page, leaves
from kit.layout.slide_notes import SOURCES
from kit.units import mm

COLUMNS = 2
COLUMN_GAP_MM, HEAD_GAP_MM = 8.0, 3.0


def source_pages(words: HandoutWords, first: int) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    """Return the pages of sources in columns, the first with this number; none without sources."""
    body = words.sheet.body
    measure = (body.w - (COLUMNS - 1) * mm(COLUMN_GAP_MM)) / COLUMNS
    entries = words.all_sources(measure)
    if not entries:
        return (), ()
    title = words.name(SOURCES, "Sources")
    heading = words.label(title, body.w, "H2")
    running = replace(heading, marks=tuple(leaves(heading.marks)))
    top = body.y + heading.height + mm(HEAD_GAP_MM)
    columns = flowed(entries, repeat(body.bottom - top), mm(GAP_MM))
    pages: list[Page] = []
    for start in range(0, len(columns), COLUMNS):
        marks: list[Mark] = list((running if pages else heading).at(body.x, body.y))
        for number, column in enumerate(columns[start : start + COLUMNS]):
            x = body.x + number * (measure + mm(COLUMN_GAP_MM))
            marks += paragraphs(column).at(x, top)
        pages.append(words.sheet.page(marks, first + len(pages)))
    frame = Frame("sources of the hand-out", inf, lambda _: stack(entries, 0.0), ())
    return tuple(pages), overset(frame, frame.build(Fit(1.0, 0.0)))
