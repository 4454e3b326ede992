"""The same paragraphs in the same fonts, printed by Chromium: glyphs, lines and text compared."""

import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from html import escape
from io import BytesIO
from typing import TypeAlias

import pikepdf
import pytest
from pdf_glyphs import Drawn, drawn_glyphs, in_lines
from pdf_samples import page_of, pdfium_text, poppler_text, publication_of
from reference_lines import roomy
from script_samples import FONTS, SAMPLES, Sample, font_file, sample, set_lines

from kit.export.pdf.writer import write_pdf
from kit.layout.page import Page, PlacedLine
from kit.typeset.glyphs import Line, Span, Weight
from kit.typeset.lines import break_lines
from kit.typeset.shaping import typeset

SIZE, PITCH, LEFT, TOP = 13.0, 45.0, 30.0, 20.0
PAGE = (300.0, 900.0)
NEAR = 0.05  # points; Chromium places glyphs on 1/64 of a CSS pixel and rounds once more

# Korean is keep-all in the kit; Chromium closes up full-width punctuation unless told not to.
PLAIN = "word-break: normal; text-spacing-trim: space-all"
KEEP_ALL = "word-break: keep-all"


@dataclass(frozen=True)
class Case:
    """A paragraph that both set.

    Args:
        name: What it is about.
        sample: The text, language and face.
        measure: The width in em.
        css: How Chromium sets it.
        phrases: Set by the kit as a headline, between phrases.
        difference: Why the lines differ, or "" where they must not.
    """

    name: str
    sample: Sample
    measure: float
    css: str = PLAIN
    phrases: bool = False
    difference: str = ""

    def lines(self) -> tuple[Line, ...]:
        if not self.phrases:
            return set_lines(self.sample, self.measure)
        spans = [Span(self.sample.text, Weight.REGULAR, "#000000", self.sample.language)]
        setting = replace(self.sample.setting, phrases=True)
        return break_lines(typeset(spans, setting, FONTS), self.measure)


ALIKE = tuple(
    Case(each.language, each, roomy(each)[0], KEEP_ALL if each.language == "ko" else PLAIN)
    for each in SAMPLES
)


def other(language: str, text: str) -> Sample:
    """Return the language's sample with another text."""
    return replace(sample(language), text=text)


DIFFERENT = (
    Case(
        "ur phone",
        other("ur", "خون دینے سے پہلے فون کریں 042-99231234 پر"),
        14.0,
        difference="the kit never cuts a phone number; Chromium may after its hyphen",
    ),
    Case(
        "en phone",
        other("en", "Call the office on 042-9923-1234 before you come"),
        11.0,
        difference="the kit never cuts a phone number; Chromium may after its hyphen",
    ),
    Case(
        "en short last line",
        other("en", "Give blood and save three lives today"),
        8.75,
        difference="the kit gives a lonely last word company; Chromium only by text-wrap: pretty",
    ),
    Case(
        "zh punctuation",
        sample("zh-Hans"),
        7.0,
        css="text-spacing-trim: normal",
        difference="Chromium closes up full-width punctuation; the kit sets it full width",
    ),
    Case(
        "km dictionary",
        other("km", "ការបរិច្ចាគឈាមសង្គ្រោះជីវិតមនុស្សបីនាក់"),
        7.0,
        difference="Chromium's ICU has another Khmer dictionary: for it ឈាមសង្គ្រោះ is one word",
    ),
    Case(
        "ko default",
        sample("ko"),
        7.0,
        css="word-break: normal",
        difference="the kit breaks Korean at spaces, Chromium between syllables unless keep-all",
    ),
    Case(
        "ja phrases",
        other("ja", "一回の献血で三人の命を救うことができます。"),
        6.0,
        css="word-break: normal",
        phrases=True,
        difference="a headline of the kit breaks between phrases, Chromium's by auto-phrase only",
    ),
)

CASES = ALIKE + DIFFERENT

Both: TypeAlias = dict[Case, tuple[list[Drawn], list[Drawn]]]
Reader: TypeAlias = Callable[[bytes], str]

READERS: dict[str, Reader] = {"pdfium": pdfium_text, "poppler": poppler_text}
MARKS_OF_DIRECTION = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c"))


def html() -> str:
    """Return a document with a page for each case."""
    families = sorted({case.sample.family for case in CASES})
    faces = "\n".join(map(font_face, families))
    return f"""<!doctype html><meta charset="utf-8"><title>Lines</title><style>
{faces}
@page {{ size: {PAGE[0]}pt {PAGE[1]}pt; margin: 0 }}
body {{ margin: 0; font-size: {SIZE}pt; line-height: {PITCH}pt }}
p {{ margin: 0; padding: {TOP}pt 0 0 {LEFT}pt; break-after: page }}
</style>{"".join(map(paragraph, CASES))}"""


def font_face(family: str) -> str:
    address = font_file(f"{family}-Regular").as_uri()
    return f'@font-face {{ font-family: {family}; src: url("{address}") }}'


def paragraph(case: Case) -> str:
    each = case.sample
    direction = "rtl" if each.is_rtl else "ltr"
    style = f"font-family: {each.family}; width: {case.measure * SIZE}pt; {case.css}"
    return f'<p lang="{each.language}" dir="{direction}" style="{style}">{escape(each.text)}</p>'


def page(case: Case) -> Page:
    """Return the kit's page of a case."""
    marks = [
        PlacedLine(line, LEFT, TOP + PITCH / 2 + row * PITCH, SIZE)
        for row, line in enumerate(case.lines())
    ]
    return page_of(*marks, size=PAGE)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What Chromium prints: a page for each case."""
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.skip("chromium is not installed")
    folder = tmp_path_factory.mktemp("chromium")
    source, target = folder / "lines.html", folder / "lines.pdf"
    source.write_text(html(), encoding="utf-8")
    command = [
        *(chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
        *("--disable-background-networking", "--no-pdf-header-footer"),
        *(f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={target}", source.as_uri()),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=60)
    return target.read_bytes()


@pytest.fixture(scope="module")
def written() -> bytes:
    """What the kit writes: a page for each case."""
    return write_pdf(publication_of(*map(page, CASES)))


@pytest.fixture(scope="module")
def both(printed: bytes, written: bytes) -> Both:
    """The glyphs of each case, Chromium's and the kit's."""
    pages = zip(drawn_glyphs(printed), drawn_glyphs(written), strict=True)
    return dict(zip(CASES, pages, strict=True))


def difference(theirs: Sequence[Drawn], ours: Sequence[Drawn]) -> str:
    """Return how two pages differ, or "" if glyphs, lines and places are the same."""
    lines = in_lines(theirs, PITCH), in_lines(ours, PITCH)
    counts = [[len(line) for line in each] for each in lines]
    if counts[0] != counts[1]:
        return f"glyphs in the lines: {counts[0]} of Chromium, {counts[1]} of the kit"
    for number, (one, other_one) in enumerate(zip(*lines, strict=True), 1):
        left = moved(other_one)
        for glyph in moved(one):
            match = next((each for each in left if is_near(each, glyph)), None)
            if match is None:
                return f"line {number}: a glyph of Chromium at {glyph.x:.2f} is not the kit's"
            left.remove(match)
    return ""


def moved(line: Sequence[Drawn]) -> list[Drawn]:
    """Return a line with its first glyph at the origin: the pages have other margins."""
    lowest = min(each.y for each in line)
    return [Drawn(each.outline, each.x - line[0].x, each.y - lowest) for each in line]


def is_near(one: Drawn, another: Drawn) -> bool:
    is_at = abs(one.x - another.x) <= NEAR and abs(one.y - another.y) <= NEAR
    return is_at and one.outline == another.outline


@pytest.mark.parametrize("case", ALIKE, ids=lambda case: case.name)
def test_chromium_has_the_same_glyphs_lines_and_places(case: Case, both: Both) -> None:
    assert difference(*both[case]) == ""


@pytest.mark.parametrize("case", DIFFERENT, ids=lambda case: case.name)
def test_known_differences_are_still_there(case: Case, both: Both) -> None:
    assert difference(*both[case]), f"no longer true: {case.difference}"


def score(content: bytes, number: int, reader: Reader) -> float:
    """Return how alike the words that are read and those of the case are, from 0 to 1."""
    read = reader(one_page(content, number)).translate(MARKS_OF_DIRECTION).split()
    return SequenceMatcher(None, CASES[number].sample.text.split(), read, autojunk=False).ratio()


def one_page(content: bytes, number: int) -> bytes:
    target = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf, pikepdf.new() as single:
        single.pages.append(pdf.pages[number])
        single.save(target)
    return target.getvalue()


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("language", ["ar", "he"])
def test_text_reads_back_at_least_as_well_as_chromiums(
    language: str, reader: Reader, printed: bytes, written: bytes
) -> None:
    number = [case.name for case in CASES].index(language)
    ours, theirs = (score(content, number, reader) for content in (written, printed))
    assert ours >= theirs
    assert ours > 0.7
