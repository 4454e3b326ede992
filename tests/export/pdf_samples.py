"""Sample publications for the tests of the PDF writer, set with the kit's own fonts."""

import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from math import inf
from pathlib import Path

import pypdfium2
import pytest

from kit.layout.page import Element, Mark, Page, PlacedColumn, PlacedLine, Publication, Tagged
from kit.typeset.fonts import Family, Fonts
from kit.typeset.glyphs import Line, Span, Weight
from kit.typeset.itemise import Setting
from kit.typeset.lines import break_lines
from kit.typeset.shaping import typeset

ASSETS = Path(__file__).parents[2] / "assets"
A4 = (595.276, 841.89)
BLACK = "#000000"

FONTS = Fonts(
    lambda path: ASSETS / path,
    {
        "Arab": Family("NotoSansArabic", "BlackExtraCondensed"),
        "Deva": Family("NotoSansDevanagari", "BlackExtraCondensed"),
        "Hebr": Family("NotoSansHebrew", "BlackExtraCondensed"),
        "Jpan": Family("NotoSansJP", "Black"),
        "Khmr": Family("NotoSansKhmer", "BlackExtraCondensed"),
        "Kore": Family("NotoSansKR", "Black"),
        "Mymr": Family("NotoSansMyanmar", "ExtraCondensedBlack"),
        "Thai": Family("NotoSansThai", "BlackExtraCondensed"),
        "ur": Family("NotoNastaliqUrdu", "Bold"),
    },
    Family("NotoSans", "BlackExtraCondensed"),
)

SENTENCES = {
    "en": ("Latn", "Give blood, save lives: offices first, 18–65 years (free)."),
    "ko": ("Kore", "헌혈은 생명을 나누는 일입니다. 献血 전화 02-1234"),
    "mn": ("Cyrl", "Цусаа өгч, хүний амь аварна уу."),
    "sw": ("Latn", "Changia damu, okoa maisha ya mtu."),
    "vi": ("Latn", "Hiến máu cứu người, một nghĩa cử cao đẹp."),
    "ne": ("Deva", "रक्तदान गर्नुहोस्, जीवन बचाउनुहोस्। १८ वर्ष"),
    "km": ("Khmr", "បរិច្ចាគឈាម ជួយសង្គ្រោះជីវិត នៅកម្ពុជា"),
    "th": ("Thai", "บริจาคโลหิต ช่วยชีวิตเพื่อนมนุษย์ ที่นี่"),
    "my": ("Mymr", "သွေးလှူပါ အသက်ကယ်ပါ မြန်မာနိုင်ငံ"),
    "ar": ("Arab", "تبرع بالدم وأنقذ حياة إنسان، ثبت بيت النبات"),
    "ur": ("Arab", "آپ کا خون تین لوگوں کی جان بچا سکتا ہے"),
    "he": ("Hebr", "תרומת דם מצילה חיים בכל יום"),
}
"""A sentence a language, for layout only: nobody has checked the translations."""

RIGHT_TO_LEFT = frozenset({"ar", "ur", "he"})


def lines_of(*spans: Span, script: str = "Latn", measure: float = inf) -> tuple[Line, ...]:
    language = spans[0].language
    setting = Setting(language, script, language in RIGHT_TO_LEFT)
    return break_lines(typeset(spans, setting, FONTS), measure)


def span(text: str, language: str = "en", colour: str = BLACK, link: str = "") -> Span:
    return Span(text, Weight.REGULAR, colour, language, link=link)


def sentence_marks(languages: Sequence[str], size: float = 18.0) -> tuple[PlacedLine, ...]:
    marks = []
    for row, language in enumerate(languages):
        script, text = SENTENCES[language]
        (line,) = lines_of(span(text, language), script=script)
        marks.append(PlacedLine(line, 40.0, 80.0 + 60 * row, size))
    return tuple(marks)


def paragraphs(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Yield marks with the lines that stand in no element as paragraphs, so that they are read."""
    held: list[Mark] = []
    for mark in marks:
        if isinstance(mark, PlacedLine | PlacedColumn):
            held.append(mark)
            if not mark.line.ends_paragraph:
                continue
        if held:
            yield Tagged(Element("P"), tuple(held))
            held = []
        if not isinstance(mark, PlacedLine | PlacedColumn):
            yield mark
    if held:
        yield Tagged(Element("P"), tuple(held))


def page_of(*marks: Mark, size: tuple[float, float] = A4, bleed: float = 0.0) -> Page:
    """Return a page whose lines are paragraphs, where they are nothing else."""
    return Page(*size, tuple(paragraphs(marks)), bleed=bleed)


def heading(text: str, tag: str, y: float, language: str = "en") -> Tagged:
    """Return a heading of a level whose type of 12 points ends at the top at y."""
    (line,) = lines_of(span(text, language))
    return Tagged(Element(tag), (PlacedLine(line, 40.0, y + 12.0, 12.0),))


def publication_of(*pages: Page, language: str = "en", is_rtl: bool = False) -> Publication:
    return Publication("Give blood 헌혈", language, is_rtl, "A blood service", "Donation", pages)


def two_pages() -> Publication:
    """Five languages, a link and headings on two pages."""
    (linked,) = lines_of(
        span("Call "),
        span("the office", colour="#0B5C6B", link="tel:+97671234567"),
        span(" today."),
    )
    first = page_of(
        heading("Why give?", "H2", 40.0),
        *sentence_marks(["en"]),
        heading("헌혈", "H3", 100.0, "ko"),
        *sentence_marks(["en", "ko", "km"])[1:],
        PlacedLine(linked, 40.0, 400.0, 12.0),
    )
    second = page_of(heading("After", "H2", 40.0), *sentence_marks(["ar", "ne"]))
    return publication_of(first, second)


def pdfium_text(content: bytes, page: int = 0) -> str:
    return pypdfium2.PdfDocument(content)[page].get_textpage().get_text_bounded()


def poppler_text(content: bytes) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("poppler's pdftotext is not installed")
    ran = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return ran.stdout.decode()
