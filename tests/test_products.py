"""Finished files of every partner, opened with other programs' libraries."""

import io
import re
import shutil
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pptx
import pypdfium2
import pytest
from openxml_audit import OpenXmlValidator
from pptx.util import Emu

from kit.build import Request, build
from kit.document.compose import compose
from kit.document.model import Document, Picture
from kit.document.runs import Text
from kit.document.texts import texts_of
from kit.layout.parts import draft_text
from kit.report import Report
from kit.sources.bibliography import read_bibliography
from kit.sources.partner import partner_slugs, read_partner
from kit.sources.products import product_names
from kit.sources.workspace import open_workspace
from kit.stages import Job, bench_of
from tests.partners import BUILT

WORKSPACE = open_workspace(None)
BIBLIOGRAPHY = read_bibliography(WORKSPACE)
LANGUAGES = tuple(
    (slug, tag)
    for slug in BUILT
    for tag in read_partner(WORKSPACE, slug, BIBLIOGRAPHY).profile.languages
)
DECKS = ("action-plan", "public", "visitor-general", "visitor-policy", "visitor-safety")
PRODUCTS = {
    name: 2 if name.startswith("brochure/") else 1
    for name in product_names(WORKSPACE)
    if not name.startswith("deck/")
}
Built = tuple[Path, Report]


def document_of(partner: str, language: str, product: str) -> Document:
    bench = bench_of(Job(None, Path("out"), partner, language, (), is_final=False))
    return compose(bench.material, product)[0]


def printed_texts(document: Document) -> Iterator[Text]:
    """Every text that stands on the page: all but alternative texts."""
    for part in document.parts:
        hidden = [block.alt for block in part.blocks if isinstance(block, Picture)]
        yield from (text for text in texts_of(part) if text not in hidden)


def squeezed(text: str) -> str:
    """Text without white space and line-end hyphenation marks, for comparing over lines."""
    return re.sub(r"[\s\u200b\ufffe\u00ad]+", "", text)


def test_every_product_of_every_partner_is_built_without_findings(built: Built) -> None:
    out, report = built
    assert report.failures == ()
    assert report.findings == ()
    found = {finding for artefact in report.artefacts for finding in artefact.findings}
    assert {finding.code for finding in found} == {"slides.font-left-out"}
    handouts = list(out.rglob("*-handout.pdf"))
    assert len(handouts) == len(DECKS) * len(LANGUAGES)
    assert len(list(out.rglob("*.pdf"))) - len(handouts) == len(PRODUCTS) * len(LANGUAGES)
    assert len(list(out.rglob("*.pptx"))) == len(DECKS) * len(LANGUAGES)
    assert len(list(out.rglob("*.potx"))) == len(LANGUAGES)


def test_the_material_of_all_other_partners_is_built_without_findings(tmp_path: Path) -> None:
    others = tuple(slug for slug in partner_slugs(WORKSPACE) if slug not in BUILT)
    report = build(Request(None, tmp_path, others, ("en",), tuple(PRODUCTS)))
    assert report.failures == ()
    assert len(report.artefacts) == len(others) * len(PRODUCTS)
    assert {finding for artefact in report.artefacts for finding in artefact.findings} == set()


def test_unchecked_material_is_a_draft_and_says_why(built: Built) -> None:
    for artefact in built[1].artefacts:
        assert artefact.state == "draft"
        assert "messages not reviewed" in artefact.reasons[0]
        assert artefact.reasons[-1] == "not approved by the blood service"


@pytest.mark.parametrize(("partner", "language"), LANGUAGES)
@pytest.mark.parametrize("product", PRODUCTS)
def test_pdfium_gives_back_every_text_exactly(
    built: Built, partner: str, language: str, product: str
) -> None:
    pdf = pypdfium2.PdfDocument(built[0] / partner / language / f"{product.replace('/', '-')}.pdf")
    assert len(pdf) == PRODUCTS[product]
    found = squeezed("".join(page.get_textpage().get_text_range() for page in pdf))
    document = document_of(partner, language, product)
    for text in printed_texts(document):
        assert squeezed(str(text)) in found
    for page in pdf:
        assert squeezed(str(draft_text(document))) in squeezed(page.get_textpage().get_text_range())
    pdf.close()


@pytest.mark.parametrize(("partner", "language"), LANGUAGES)
@pytest.mark.parametrize("product", PRODUCTS)
def test_pdftotext_gives_back_every_text_exactly(
    built: Built, partner: str, language: str, product: str
) -> None:
    program = shutil.which("pdftotext")
    if not program:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    path = built[0] / partner / language / f"{product.replace('/', '-')}.pdf"
    raw = subprocess.run([program, "-raw", path, "-"], capture_output=True, check=True).stdout
    found = squeezed(raw.decode())
    for text in printed_texts(document_of(partner, language, product)):
        assert squeezed(str(text)) in found


def test_no_text_comes_back_as_a_compatibility_look_alike(built: Built) -> None:
    for path in built[0].rglob("*.pdf"):
        pdf = pypdfium2.PdfDocument(path)
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
        pdf.close()
        radicals = [sign for sign in text if "\u2e80" <= sign <= "\u2fdf"]
        assert radicals == []
        assert unicodedata.normalize("NFC", text) == text


def test_all_fonts_are_embedded_subset_and_mapped(built: Built) -> None:
    for path in built[0].rglob("*.pdf"):
        with pikepdf.open(path) as pdf:
            fonts = [
                font for page in pdf.pages for font in (page.resources.get("/Font") or {}).values()
            ]
            assert fonts
            for font in fonts:
                descendant = font.DescendantFonts[0]
                assert re.fullmatch(r"/[A-Z]{6}\+Noto.*", str(descendant.BaseFont))
                assert "/FontFile2" in descendant.FontDescriptor
                assert "/ToUnicode" in font


@pytest.mark.parametrize(("partner", "language"), LANGUAGES)
def test_a_pdf_names_its_language_title_and_headings(
    built: Built, partner: str, language: str
) -> None:
    folder = built[0] / partner / language
    with pikepdf.open(folder / "brochure-donor.pdf") as pdf:
        document = document_of(partner, language, "brochure/donor")
        assert str(pdf.Root.Lang) == language
        assert str(pdf.docinfo["/Title"]) == str(document.title)
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_outline() as outline:
            assert len(outline.root) == 8
        boxes = [
            [round(float(number) / 72 * 25.4) for number in page.mediabox] for page in pdf.pages
        ]
        assert boxes == [[0, 0, 297, 210], [0, 0, 297, 210]]
    with pikepdf.open(folder / "poster-only-people.pdf") as pdf:
        assert [round(float(n) / 72 * 25.4) for n in pdf.pages[0].mediabox] == [0, 0, 297, 420]


@pytest.mark.parametrize(("partner", "language"), LANGUAGES)
def test_a_deck_has_its_texts_in_placeholders_of_its_layouts(
    built: Built, partner: str, language: str
) -> None:
    path = built[0] / partner / language / "deck-public.pptx"
    presentation = pptx.Presentation(str(path))
    assert presentation.slide_width == Emu(12192000)
    found = ""
    for slide in presentation.slides:
        assert slide.shapes.title is not None
        assert slide.shapes.title.text_frame.text.strip()
        words = [shape for shape in slide.placeholders if shape.has_text_frame]
        found += "".join(shape.text_frame.text for shape in words)
        found += slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
        loose = [s for s in slide.shapes if s.has_text_frame and not s.is_placeholder]
        assert {shape.name for shape in loose if shape.text_frame.text} == {"Draft"}
        found += "".join(
            str(c) for s in slide.shapes if s.has_chart for c in s.chart.plots[0].categories
        )
    for text in printed_texts(document_of(partner, language, "deck/public")):
        assert squeezed(str(text)) in squeezed(found.replace("\v", ""))


@pytest.mark.parametrize(("partner", "language"), LANGUAGES)
def test_a_deck_is_valid_and_names_its_language_on_every_run(
    built: Built, partner: str, language: str
) -> None:
    path = built[0] / partner / language / "deck-public.pptx"
    result = OpenXmlValidator().validate(str(path))
    assert [str(error) for error in result.errors] == []
    with zipfile.ZipFile(path) as archive:
        slides = [n for n in archive.namelist() if re.fullmatch(r"ppt/slides/slide\d+\.xml", n)]
        assert len(slides) == 17
        for name in slides:
            content = archive.read(name).decode()
            runs = re.findall(r"<a:rPr[^>]*>", content)
            assert runs
            assert all(re.search(r'lang="[a-z]{2,3}-[A-Z]{2}"', run) for run in runs)


def test_libreoffice_opens_a_deck_with_all_its_slides(built: Built, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if not program:
        pytest.skip("LibreOffice (soffice) is not installed")
    deck = built[0] / "korea" / "ko" / "deck-public.pptx"
    command = [
        program, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
        "--convert-to", "pdf", "--outdir", str(tmp_path), str(deck),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pdf = pypdfium2.PdfDocument(tmp_path / "deck-public.pdf")
    assert len(pdf) == 17
    pdf.close()


def test_a_deck_survives_an_edit_by_its_user(built: Built) -> None:
    path = built[0] / "tanzania" / "sw" / "deck-public.pptx"
    presentation = pptx.Presentation(str(path))
    slide = presentation.slides[1]
    slide.shapes.title.text_frame.text = "Mpya"
    saved = io.BytesIO()
    presentation.save(saved)
    again = pptx.Presentation(io.BytesIO(saved.getvalue()))
    assert again.slides[1].shapes.title.text_frame.text == "Mpya"
