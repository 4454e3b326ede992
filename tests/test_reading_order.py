"""What a person hears of a finished brochure or poster: all words, in the order of the sheet."""

import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from kit.document.model import Document, Picture
from kit.document.runs import Text
from kit.document.texts import texts_of
from kit.layout.brochure import READING
from kit.report import Report
from kit.sources.bibliography import read_bibliography
from kit.sources.partner import read_partner
from kit.sources.products import product_names
from kit.sources.workspace import open_workspace
from tests.partners import BUILT
from tests.pdf_reading import Read, read_structure
from tests.test_products import document_of

WORKSPACE = open_workspace(None)
BIBLIOGRAPHY = read_bibliography(WORKSPACE)
SHEETS = tuple(name for name in product_names(WORKSPACE) if not name.startswith("deck/"))
# One partner for each language.
SPEAKERS = {
    tag: slug
    for slug in reversed(BUILT)
    for tag in read_partner(WORKSPACE, slug, BIBLIOGRAPHY).profile.languages
    if tag != "mn-Mong"
}
CASES = tuple((slug, tag, product) for tag, slug in SPEAKERS.items() for product in SHEETS)
every = pytest.mark.parametrize(("partner", "language", "product"), CASES)


def squeezed(text: str) -> str:
    """Return letters, figures and signs that are drawn, in one form."""
    plain = unicodedata.normalize("NFC", text)
    return "".join(each for each in plain if unicodedata.category(each) not in ("Zs", "Cf", "Cc"))


@cache
def read(path: Path) -> Read:
    return read_structure(path.read_bytes())


def file_of(built: tuple[Path, Report], partner: str, language: str, product: str) -> Path:
    return built[0] / partner / language / f"{product.replace('/', '-')}.pdf"


def in_reading_order(document: Document) -> list[Text]:
    """Return what is printed, panel by panel as a brochure is unfolded."""
    parts = document.parts
    if document.kind == "brochure":
        parts = tuple(sorted(parts, key=lambda part: READING.index(part.place)))
    return [
        text
        for part in parts
        for text in texts_of(part)
        if text not in [block.alt for block in part.blocks if isinstance(block, Picture)]
    ]


@every
def test_all_words_are_read_in_the_order_of_the_sheet(
    built: tuple[Path, Report], partner: str, language: str, product: str
) -> None:
    root = read(file_of(built, partner, language, product))
    heard = squeezed(root.spoken)
    at = 0
    for text in in_reading_order(document_of(partner, language, product)):
        words = squeezed(str(text))
        found = heard.find(words, at)
        assert found >= 0, f"not read, or not in its turn: {text}"
        at = found + len(words)


@every
def test_headings_begin_with_the_title_and_skip_no_level(
    built: tuple[Path, Report], partner: str, language: str, product: str
) -> None:
    root = read(file_of(built, partner, language, product))
    levels = [int(each.tag[1]) for each in root.all() if each.tag in ("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@every
def test_pictures_that_tell_something_are_told_in_the_language(
    built: tuple[Path, Report], partner: str, language: str, product: str
) -> None:
    document = document_of(partner, language, product)
    told = [each.alt for each in read(file_of(built, partner, language, product)).all() if each.alt]
    alts = [
        str(block.alt)
        for part in document.parts
        for block in part.blocks
        if isinstance(block, Picture)
    ]
    assert set(alts) <= set(told)
    assert all(alt.strip() for alt in told)


@every
def test_a_draft_says_so_before_all_else(
    built: tuple[Path, Report], partner: str, language: str, product: str
) -> None:
    first = read(file_of(built, partner, language, product)).kids[0]
    assert first.tag == "P"
    assert "DRAFT" in first.text


def test_every_language_is_read() -> None:
    assert set(SPEAKERS) >= {"am", "en", "km", "ko", "lo", "mn", "my", "ne", "sw", "vi"}
