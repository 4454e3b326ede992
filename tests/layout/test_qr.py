"""QR codes: what a reader of the finished file gets is the partner's address."""

import pypdfium2
import pytest
import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from layout_samples import BROCHURE, DECK, EVERY, POSTER, Shops, open_shop, profile_of, samples
from PIL import Image, ImageDraw

from kit.document.model import Band, Block, Contact, Document
from kit.export.pdf.writer import write_pdf
from kit.layout.page import Publication
from kit.layout.qr import QUIET, qr_drawing

# Partners without an address have no code; Korea stands for them.
LINKED = [(slug, tag) for slug, tag in EVERY if slug == "korea" or profile_of(slug).fact.web]
DPI = 150


def read(image: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(image)]


def addresses(document: Document) -> list[str]:
    """What the codes of a document are to hold."""
    found: list[str] = []
    waiting: list[Block] = [block for part in document.parts for block in part.blocks]
    for block in waiting:
        if isinstance(block, Band):
            waiting += block.blocks
        if isinstance(block, Contact) and block.address:
            found.append(block.address)
    return found


@pytest.mark.parametrize(("partner", "language"), [*LINKED, ("mongolia", "ar")])
@pytest.mark.parametrize("product", [BROCHURE, POSTER])
def test_the_code_in_a_finished_pdf_leads_to_the_partner(
    shop: Shops, partner: str, language: str, product: str
) -> None:
    opened = shop(partner, language)
    pages = opened.brochure if product == BROCHURE else opened.poster
    locale = opened.bench.compositor.locale
    pdf = pypdfium2.PdfDocument(
        write_pdf(Publication("Blood", locale.tag, locale.is_rtl, "Service", product, pages))
    )
    images = [page.render(scale=DPI / 72).to_pil() for page in pdf]
    pdf.close()
    facts = opened.bench.material.partner.profile.fact
    web = [facts.web.value] if facts.web else []
    assert addresses(opened.document(product)) == web
    assert [text for image in images for text in read(image)] == web


def test_some_partner_has_a_code_to_read() -> None:
    opened = open_shop("mongolia", "mn")
    assert addresses(opened.document(BROCHURE)) == ["https://donor.mohs.mn"]
    assert addresses(opened.document(DECK)) == ["https://donor.mohs.mn"]


def raster(address: str, side: int = 8) -> Image.Image:
    """Draw the rectangles of a code, one square of pixels for each module."""
    drawing = qr_drawing(address, "#000000")
    image = Image.new("L", (int(drawing.width) * side, int(drawing.height) * side), 255)
    pen = ImageDraw.Draw(image)
    (figure,) = drawing.figures
    corners = [s.points[0] for s in figure.outline.segments if s.points]
    for first in range(0, len(corners), 4):
        (left, top), (right, bottom) = corners[first], corners[first + 2]
        pen.rectangle((left * side, top * side, right * side - 1, bottom * side - 1), fill=0)
    return image


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=120))
@settings(max_examples=25, deadline=None)
def test_every_address_reads_back(address: str) -> None:
    assert read(raster(f"https://example.org/{address}")) == [f"https://example.org/{address}"]


def test_the_modules_are_those_of_the_code_and_the_quiet_zone_is_kept() -> None:
    drawing = qr_drawing("https://donor.mohs.mn", "#2A1A1E")
    matrix = segno.make("https://donor.mohs.mn", error="m", micro=False).matrix
    assert (drawing.width, drawing.height) == (len(matrix) + 2 * QUIET,) * 2
    assert drawing.may_mirror is False
    xs, ys = zip(*samples(drawing.figures[0].outline, 1), strict=True)
    assert (min(xs), min(ys)) == (4, 4)
    assert (max(xs), max(ys)) == (drawing.width - 4, drawing.height - 4)
    dark = sum(map(sum, matrix))
    image = raster("https://donor.mohs.mn", 1)
    assert image.histogram()[0] == dark
