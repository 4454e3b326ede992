"""A PPTX file -> what can be counted in it: direction, language, alternative texts, notes.

Only the XML of the file counts, whoever wrote it; nothing is taken from the kit.
"""

import re
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


@dataclass(frozen=True, slots=True)
class Share:
    """Some of all."""

    some: int
    all: int

    def __str__(self) -> str:
        return f"{self.some}/{self.all}"


@dataclass(frozen=True, slots=True)
class DeckFacts:
    """What was counted.

    Args:
        rtl: Paragraphs with words that say rtl="1" themselves, of all on slides.
        language: Runs with the right language.
        described: Pictures and charts with an alternative text, or marked as decorative.
        placed: Characters in placeholders; the rest stands in loose boxes and tables.
        fonts: Filled slots of the theme's fonts: latin, ea and cs, of headings and body.
        script_font: The body font that the theme gives to the deck's script, or "".
        notes: Paragraphs of notes whose words are kept.
        titles: Slides with a title in the title's placeholder.
    """

    rtl: Share
    language: Share
    described: Share
    placed: Share
    fonts: Share
    script_font: str
    notes: Share
    titles: Share


def facts_of(path: Path, language: str, notes: Sequence[str]) -> DeckFacts:
    """Return the facts of a deck in a language ("ar"), which should have these notes."""
    with zipfile.ZipFile(path) as archive:
        slides = [etree.fromstring(archive.read(name)) for name in _parts(archive, "slides/slide")]
        spoken = [
            etree.fromstring(archive.read(name))
            for name in _parts(archive, "notesSlides/notesSlide")
        ]
        theme = etree.fromstring(archive.read("ppt/theme/theme1.xml"))
    paragraphs = [each for slide in slides for each in slide.iter(f"{A}p") if words(each)]
    kept = "\n".join(squeezed(words(page)) for page in spoken)
    fonts = [font.get("typeface", "") for font in _theme_fonts(theme)]
    return DeckFacts(
        rtl=Share(sum(_is_rtl(each) for each in paragraphs), len(paragraphs)),
        language=_languages(paragraphs, language),
        described=_described(slides),
        placed=_placed(slides),
        fonts=Share(sum(map(bool, fonts)), len(fonts)),
        script_font=fonts[5 if language == "ar" else 3],
        notes=Share(sum(squeezed(note) in kept for note in notes), len(notes)),
        titles=Share(sum(any(map(words, _titles(slide))) for slide in slides), len(slides)),
    )


def words(element: etree._Element) -> str:
    """Return the words of an element, without fields such as the slide number."""
    return "".join(
        text.text or ""
        for text in element.iter(f"{A}t")
        if (parent := text.getparent()) is not None and parent.tag != f"{A}fld"
    ).strip()


def squeezed(text: str) -> str:
    """Return a text as it is compared: punctuation that a program may have changed is left out."""
    return "".join(each for each in unicodedata.normalize("NFKC", text) if each.isalnum())


def _parts(archive: zipfile.ZipFile, start: str) -> list[str]:
    pattern = re.compile(rf"ppt/{start}\d+\.xml$")
    return sorted(name for name in archive.namelist() if pattern.match(name))


def _theme_fonts(theme: etree._Element) -> Iterator[etree._Element]:
    """Yield latin, ea and cs of headings, then of body."""
    for kind in ("majorFont", "minorFont"):
        for slot in ("latin", "ea", "cs"):
            yield from theme.findall(f".//{A}{kind}/{A}{slot}")


def _is_rtl(paragraph: etree._Element) -> bool:
    properties = paragraph.find(f"{A}pPr")
    return properties is not None and properties.get("rtl") in ("1", "true")


def _languages(paragraphs: Sequence[etree._Element], language: str) -> Share:
    runs = [run for paragraph in paragraphs for run in paragraph.iter(f"{A}r") if words(run)]
    return Share(sum(_is_right(run, language) for run in runs), len(runs))


def _is_right(run: etree._Element, language: str) -> bool:
    """Say whether a run has the language; one of Latin letters alone may be in English too."""
    properties = run.find(f"{A}rPr")
    said = (properties.get("lang") or "") if properties is not None else ""
    letters = [unicodedata.name(each, "") for each in words(run) if each.isalpha()]
    is_latin = all(name.startswith("LATIN") for name in letters)
    return said.partition("-")[0] in ((language, "en") if is_latin else (language,))


def _described(slides: Sequence[etree._Element]) -> Share:
    found = [
        frame
        for slide in slides
        for frame in (*slide.iter(f"{P}pic"), *slide.iter(f"{P}graphicFrame"))
        if frame.tag == f"{P}pic" or frame.find(f".//{{{CHART}}}chart") is not None
    ]
    return Share(sum(map(_has_description, found)), len(found))


def _has_description(frame: etree._Element) -> bool:
    properties = next(frame.iter(f"{P}cNvPr"))
    is_decorative = next(properties.iter(DECORATIVE), None) is not None
    return bool((properties.get("descr") or "").strip()) or is_decorative


def _placed(slides: Sequence[etree._Element]) -> Share:
    everything = sum(len(words(part)) for slide in slides for part in slide.iter(f"{A}p"))
    inside = sum(
        len(words(part))
        for slide in slides
        for shape in slide.iter(f"{P}sp", f"{P}graphicFrame")
        if next(shape.iter(f"{P}ph"), None) is not None
        for part in shape.iter(f"{A}p")
    )
    return Share(inside, everything)


def _titles(slide: etree._Element) -> Iterator[etree._Element]:
    for shape in slide.iter(f"{P}sp"):
        holder = next(shape.iter(f"{P}ph"), None)
        if holder is not None and holder.get("type") in ("title", "ctrTitle"):
            yield shape
