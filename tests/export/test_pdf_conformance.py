"""Glyphs, places and line ends of finished PDFs against HarfBuzz and ICU, asked directly."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest
from pdf_glyphs import Drawn, drawn_glyphs
from pdf_samples import page_of, publication_of
from reference_lines import Run, glyphs_at, icu_breaks, roomy, run_of, width
from script_samples import FONTS, SAMPLES, Sample, set_lines

from kit.export.pdf.writer import write_pdf
from kit.layout.page import PlacedLine
from kit.typeset.glyphs import Line, Span, Weight
from kit.typeset.itemise import Setting
from kit.typeset.lines import break_lines
from kit.typeset.shaping import typeset

LEFT, TOP, PITCH, SIZE = 30.0, 70.0, 50.0, 13.0
PAGE = (500.0, 4000.0)
NEAR = 0.02  # points

# Too narrow for two pieces of text: every line ends at the next place where it may.
NARROWEST = 0.01


def expected(text: str, lines: Sequence[Sequence[Run]]) -> list[Drawn]:
    """Return the glyphs of lines below each other."""
    foot = PAGE[1] - TOP
    return [
        glyph
        for row, runs in enumerate(lines)
        for glyph in glyphs_at(text, runs, LEFT, foot - row * PITCH, SIZE)
    ]


def spaces(text: str, lines: Sequence[Run]) -> Iterator[Drawn]:
    """Yield the spaces that readers need at the ends of lines which go on after white space."""
    for row, (line, following) in enumerate(pairwise(lines)):
        if " " in text[line.end : following.start]:
            space = replace(line, start=0, end=1)
            end = -width(" ", space) if line.is_rtl else width(text, line)
            yield from glyphs_at(" ", [space], LEFT + end * SIZE, PAGE[1] - TOP - row * PITCH, SIZE)


def written(lines: Sequence[Line], *, is_rtl: bool = False) -> list[Drawn]:
    """Return the glyphs of a PDF with these lines, in the order of drawing."""
    marks = [PlacedLine(line, LEFT, TOP + row * PITCH, SIZE) for row, line in enumerate(lines)]
    page = page_of(*marks, size=PAGE)
    (drawn,) = drawn_glyphs(write_pdf(publication_of(page, is_rtl=is_rtl)))
    return drawn


def assert_same(found: Sequence[Drawn], wanted: Sequence[Drawn]) -> None:
    """Compare in any order: right to left, dots are drawn after letters."""
    left = list(found)
    for glyph in wanted:
        match = next((each for each in left if is_near(each, glyph)), None)
        assert match, f"no such glyph at {glyph.x:.2f}, {glyph.y:.2f}"
        left.remove(match)
    assert not left


def is_near(one: Drawn, other: Drawn) -> bool:
    return (
        abs(one.x - other.x) <= NEAR
        and abs(one.y - other.y) <= NEAR
        and one.outline == other.outline
    )


def test_the_samples_are_of_twenty_scripts_and_more() -> None:
    assert len({each.script for each in SAMPLES}) >= 20


@pytest.mark.parametrize("each", SAMPLES, ids=lambda each: each.language)
def test_a_paragraph_has_harfbuzzs_glyphs_and_icus_line_ends(each: Sample) -> None:
    measure, runs = roomy(each)
    assert len(runs) > 1
    lines = set_lines(each, measure)
    wanted = [*expected(each.text, [[run] for run in runs]), *spaces(each.text, runs)]
    assert_same(written(lines, is_rtl=each.is_rtl), wanted)


# Lines may end inside the ligatures and between the kerned letters of these.
CUT = tuple(
    Sample("en", "Latn", "Latn", "NotoSans", text)
    for text in (
        "of\u200bfi\u200bce f\u200bf\u200bi",
        "AV–To–AV–To–AV",
        "T\u200bo A\u200bV L\u200bT",
    )
)


@pytest.mark.parametrize("each", [*SAMPLES, *CUT], ids=lambda each: each.language)
def test_lines_may_end_where_icu_says_and_nowhere_else(each: Sample) -> None:
    ends = icu_breaks(each)
    runs = [run_of(each, start, stop) for start, stop in pairwise([0, *ends])]
    assert len(runs) > 4
    lines = set_lines(each, NARROWEST)
    wanted = [*expected(each.text, [[run] for run in runs]), *spaces(each.text, runs)]
    assert_same(written(lines, is_rtl=each.is_rtl), wanted)


@dataclass(frozen=True)
class Piece:
    """A run of a mixed line as it must come out: its text, face, script and direction."""

    text: str
    face: str
    script: str
    language: str
    is_rtl: bool = False


def bold(text: str, language: str) -> Span:
    return Span(text, Weight.BOLD, "#C4122F", language)


def plain(text: str, language: str) -> Span:
    return Span(text, Weight.REGULAR, "#000000", language)


MIXED_ENGLISH = (
    Setting("en", "Latn", is_rtl=False),
    (
        plain("Give bl", "en"),
        bold("ood (헌", "en"),
        plain("혈) to ", "en"),
        bold("تبر", "ar"),
        plain("ع دم 25 ", "ar"),
        plain("or שָׁלוֹם.", "en"),
    ),
    # The Arabic word joins over the bold boundary; the number after it stands to its left.
    (
        Piece("Give bl", "NotoSans-Regular", "Latn", "en"),
        Piece("ood ", "NotoSans-Bold", "Latn", "en"),
        Piece("(", "NotoSansKR-Bold", "Latn", "en"),
        Piece("헌", "NotoSansKR-Bold", "Hang", "en"),
        Piece("혈) ", "NotoSansKR-Regular", "Hang", "en"),
        Piece("to ", "NotoSans-Regular", "Latn", "en"),
        Piece("25", "NotoSansArabic-Regular", "Arab", "ar"),
        Piece("ع دم ", "NotoSansArabic-Regular", "Arab", "ar", is_rtl=True),
        Piece("تبر", "NotoSansArabic-Bold", "Arab", "ar", is_rtl=True),
        Piece(" ", "NotoSansArabic-Regular", "Arab", "ar"),
        Piece("or ", "NotoSans-Regular", "Latn", "en"),
        Piece("שָׁלוֹם", "NotoSansHebrew-Regular", "Hebr", "en", is_rtl=True),
        Piece(".", "NotoSansHebrew-Regular", "Hebr", "en"),
    ),
)

# A number after Latin is part of it (UAX #9, W7), and so stands to the left of the words after it.
MIXED_ARABIC = (
    Setting("ar", "Arab", is_rtl=True),
    (
        plain("وال", "ar"),
        bold("تبر", "ar"),
        plain("ع (WHO) 50 % ", "ar"),
        bold("Blood 献血 ខ្មែរ", "ar"),
        plain("، نعم.", "ar"),
    ),
    (
        Piece("، نعم.", "NotoSansArabic-Regular", "Arab", "ar", is_rtl=True),
        Piece("50 % ", "NotoSansArabic-Regular", "Latn", "ar"),
        Piece("Blood ", "NotoSansArabic-Bold", "Latn", "ar"),
        Piece("献血 ", "NotoSansSC-Bold", "Hani", "ar"),
        Piece("ខ្មែរ", "NotoSansKhmer-Bold", "Khmr", "ar"),
        Piece(") ", "NotoSansArabic-Regular", "Latn", "ar", is_rtl=True),
        Piece("WHO", "NotoSansArabic-Regular", "Latn", "ar"),
        Piece("ع (", "NotoSansArabic-Regular", "Arab", "ar", is_rtl=True),
        Piece("تبر", "NotoSansArabic-Bold", "Arab", "ar", is_rtl=True),
        Piece("وال", "NotoSansArabic-Regular", "Arab", "ar", is_rtl=True),
    ),
)


def placed(text: str, pieces: Sequence[Piece]) -> list[Run]:
    """Return the pieces as runs of the text, which holds each of them once, or next in turn."""
    taken = [False] * len(text)
    runs = []
    for each in sorted(pieces, key=lambda piece: -len(piece.text)):
        start = next(
            at
            for at in range(len(text))
            if text.startswith(each.text, at) and not any(taken[at : at + len(each.text)])
        )
        end = start + len(each.text)
        taken[start:end] = [True] * len(each.text)
        runs.append((each, Run(start, end, each.face, each.script, each.language, each.is_rtl)))
    assert all(taken)
    return [next(run for piece, run in runs if piece is each) for each in pieces]


@pytest.mark.parametrize("mixed", [MIXED_ENGLISH, MIXED_ARABIC], ids=["English", "Arabic"])
def test_bold_fallback_and_bidi_in_one_line_are_harfbuzzs_runs(
    mixed: tuple[Setting, tuple[Span, ...], tuple[Piece, ...]],
) -> None:
    setting, spans, pieces = mixed
    text = "".join(span.text for span in spans)
    lines = break_lines(typeset(spans, setting, FONTS), 1e6)
    assert_same(written(lines), expected(text, [placed(text, pieces)]))
