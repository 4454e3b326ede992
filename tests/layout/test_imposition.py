"""Files for a print shop: boxes, bleed, crop and fold marks, and the line that names the page."""

import io
from functools import cache
from itertools import pairwise

import pikepdf
import pypdfium2
import pytest
from layout_samples import ARTIFACT, Shop, bounds, line_roles, open_shop, samples
from PIL import Image

from kit.layout.imposition import for_print
from kit.layout.page import Element, FormField, Page, PlacedLine, Shape, Tagged
from kit.layout.shapes import field
from kit.orders import Order
from kit.sources.products import product_names
from kit.sources.workspace import open_workspace
from kit.stages import drawn, pages_of
from kit.units import Rect, mm

BLEED, SLUG, MARK = 3, 8, 5
RIM = BLEED + SLUG
WHITE = (255, 255, 255)
PRODUCTS = tuple(
    name for name in product_names(open_workspace(None)) if not name.startswith("deck/")
)
PARTNERS = {"en": "korea", "ar": "mongolia", "mn-Mong": "mongolia"}
PAPERS = {
    ("brochure/donor", "a4"): (297, 210),
    ("brochure/donor", "letter"): (279.4, 215.9),
    ("poster/our-day", "a4"): (210, 297),
    ("poster/our-day", "tabloid"): (279.4, 431.8),
    ("poster/our-day", "a1"): (594, 841),
}
# Where the panels of a sheet end, from the left of each side.
FOLDS = {
    ("en", "a4"): ((97, 197), (100, 200)),
    ("ar", "a4"): ((100, 200), (97, 197)),
    ("en", "letter"): ((92.075, 185.7375), (93.6625, 187.325)),
    ("ar", "letter"): ((93.6625, 187.325), (92.075, 185.7375)),
}
each_paper = pytest.mark.parametrize(("product", "size"), PAPERS)
each_direction = pytest.mark.parametrize("language", ["en", "ar"])


@cache
def shop(language: str) -> Shop:
    return open_shop(PARTNERS[language], language)


def order(product: str, size: str, *, is_print: bool) -> Order:
    return Order(product, size, edition="colour", is_print=is_print)


@cache
def laid(
    product: str, size: str, language: str = "en", *, is_print: bool = True
) -> tuple[Page, ...]:
    document, bench = shop(language).document(product), shop(language).bench
    asked = order(product, size, is_print=is_print)
    pages, findings = pages_of(document, asked, bench, None, is_draft=True)
    assert findings == ()
    return pages


@cache
def made(product: str, size: str, language: str = "en", *, is_print: bool = True) -> bytes:
    document, bench = shop(language).document(product), shop(language).bench
    asked = order(product, size, is_print=is_print)
    return drawn(document, asked, bench, None, is_draft=True)[0]


def in_mm(box: pikepdf.Array) -> tuple[float, ...]:
    return tuple(float(edge) / mm(1) for edge in box)


def room_of(mark: Shape) -> Rect:
    """Return where a printer's mark stands, in mm."""
    box = bounds(list(samples(mark.outline, 2)))
    return Rect(box.x / mm(1), box.y / mm(1), box.w / mm(1), box.h / mm(1))


def strokes(page: Page) -> list[Rect]:
    return [room_of(mark) for mark in page.printers_marks if isinstance(mark, Shape)]


def crops(page: Page) -> list[Rect]:
    """Return the crop marks: they are longer than a dash of a fold."""
    return [box for box in strokes(page) if max(box.w, box.h) > MARK * 0.9]


# Boxes


@each_paper
@each_direction
def test_each_box_of_a_print_file_lies_in_the_next_by_its_rim(
    product: str, size: str, language: str
) -> None:
    width, height = PAPERS[product, size]
    with pikepdf.open(io.BytesIO(made(product, size, language))) as pdf:
        for page in pdf.pages:
            media, bleed, trim = map(in_mm, (page.mediabox, page.bleedbox, page.trimbox))
            assert media == pytest.approx((0, 0, width + 2 * RIM, height + 2 * RIM), abs=0.01)
            assert bleed == pytest.approx(
                (SLUG, SLUG, width + RIM + BLEED, height + RIM + BLEED), abs=0.01
            )
            assert trim == pytest.approx((RIM, RIM, width + RIM, height + RIM), abs=0.01)
            assert in_mm(page.cropbox) == media


@each_paper
def test_a_file_for_the_screen_has_its_trimmed_size_and_no_marks(product: str, size: str) -> None:
    with pikepdf.open(io.BytesIO(made(product, size, is_print=False))) as pdf:
        for page in pdf.pages:
            assert in_mm(page.mediabox) == in_mm(page.trimbox) == in_mm(page.bleedbox)
            assert in_mm(page.mediabox)[2:] == pytest.approx(PAPERS[product, size], abs=0.01)
    for page in laid(product, size, is_print=False):
        assert (page.bleed, page.slug, page.printers_marks) == (0, 0, ())


@each_paper
def test_a_print_file_shows_the_same_page(product: str, size: str) -> None:
    for printed, plain in zip(
        laid(product, size), laid(product, size, is_print=False), strict=True
    ):
        assert printed.marks == plain.marks
        assert (printed.width, printed.height) == (plain.width, plain.height)


def test_a_print_file_has_no_places_to_type_in_and_all_else_as_it_was() -> None:
    place = FormField(Rect(10, 10, 50, 12), "place", "Where?", is_multiline=False)
    ground = Shape(field(Rect(0, 0, 60, 60), 0), fill="#C4122F")
    paragraph, section = Element("P"), Element("Sect", 2)
    inner = Tagged(section, (Tagged(paragraph, (ground, place)), place))
    page = Page(100, 100, (ground, inner, place))
    printed = for_print(page, shop("en").bench.compositor, "plan", mm(BLEED))
    assert printed.fields == ()
    assert printed.content == (ground, Tagged(section, (Tagged(paragraph, (ground,)),)))


# Crop marks


@each_paper
@each_direction
def test_crop_marks_point_at_the_four_corners_from_outside_the_bleed(
    product: str, size: str, language: str
) -> None:
    width, height = PAPERS[product, size]
    for page in laid(product, size, language):
        ends = {
            tuple(round(edge, 2) for edge in (box.x, box.y, box.right, box.bottom))
            for box in crops(page)
        }
        far = BLEED + MARK
        expected = {
            *((-far, y, -BLEED, y) for y in (0, height)),
            *((width + BLEED, y, width + far, y) for y in (0, height)),
            *((x, -far, x, -BLEED) for x in (0, width)),
            *((x, height + BLEED, x, height + far) for x in (0, width)),
        }
        assert ends == {tuple(round(float(edge), 2) for edge in box) for box in expected}
        assert len(crops(page)) == 8


@each_paper
@each_direction
def test_no_printers_mark_touches_the_bleed_or_leaves_the_sheet(
    product: str, size: str, language: str
) -> None:
    width, height = PAPERS[product, size]
    for page in laid(product, size, language):
        for box in strokes(page):
            is_outside = (
                box.right <= -BLEED + 0.001
                or box.x >= width + BLEED - 0.001
                or box.bottom <= -BLEED + 0.001
                or box.y >= height + BLEED - 0.001
            )
            assert is_outside
            assert min(box.x, box.y) >= -RIM
            assert box.right <= width + RIM
            assert box.bottom <= height + RIM


def test_printers_marks_are_hairlines_of_black() -> None:
    for page in laid("brochure/donor", "a4"):
        for mark in page.printers_marks:
            if isinstance(mark, Shape):
                assert (mark.stroke, mark.stroke_width, mark.fill) == ("#000000", 0.25, "")


# Fold marks


@pytest.mark.parametrize(("language", "size"), FOLDS)
@pytest.mark.parametrize("product", ["brochure/donor", "brochure/partner"])
def test_fold_marks_stand_over_and_under_the_ends_of_the_panels(
    product: str, language: str, size: str
) -> None:
    height = PAPERS["brochure/donor", size][1]
    for page, folds in zip(laid(product, size, language), FOLDS[language, size], strict=True):
        dashes = [box for box in strokes(page) if box not in crops(page)]
        for side in ("over", "under"):
            own = [box for box in dashes if (box.y < 0) == (side == "over")]
            assert sorted({round(box.x, 3) for box in own}) == [
                pytest.approx(x, abs=0.01) for x in folds
            ]
            # Dashes, for a solid stroke would be taken for a cut.
            for x in folds:
                ends = sorted(
                    (box.y, box.bottom) for box in own if box.x == pytest.approx(x, abs=0.01)
                )
                assert len(ends) == 3
                assert all(after[0] - before[1] > 0.5 for before, after in pairwise(ends))
                nearest = -ends[-1][1] if side == "over" else ends[0][0] - height
                assert nearest == pytest.approx(BLEED, abs=0.01)


@each_direction
@pytest.mark.parametrize("size", ["a4", "letter"])
def test_the_folds_of_the_two_sides_meet_when_the_sheet_is_turned_over(
    language: str, size: str
) -> None:
    outside, inside = laid("brochure/donor", size, language)
    turned = sorted(outside.width - x for x in outside.folds)
    assert list(inside.folds) == pytest.approx(turned)


@pytest.mark.parametrize("product", [name for name in PRODUCTS if name.startswith("poster/")])
def test_a_poster_is_not_folded(product: str) -> None:
    (page,) = laid(product, "a4")
    assert len(strokes(page)) == len(crops(page)) == 8


# The line that names the page


def slug_text(content: bytes, page: int) -> str:
    """Return the letters under the bleed from left to right, as they are drawn, without spaces.

    PDFium would give them back from right to left on an Arabic page.
    """
    with pypdfium2.PdfDocument(content) as pdf:
        text = pdf[page].get_textpage()
        letters = [
            (text.get_charbox(index)[0], text.get_text_range(index, 1))
            for index in range(text.count_chars())
            if text.get_charbox(index)[3] < mm(SLUG)
        ]
    return "".join(letter for _, letter in sorted(letters) if not letter.isspace())


@each_direction
@pytest.mark.parametrize("product", PRODUCTS)
def test_a_line_in_the_slug_names_partner_language_product_and_page(
    product: str, language: str
) -> None:
    content = made(product, "a4", language)
    count = 2 if product.startswith("brochure/") else 1
    for number in range(count):
        name = f"{product.replace('/', '-')}-print"
        assert slug_text(content, number) == (
            f"{PARTNERS[language]}·{language}·{name}·{number + 1}/{count}"
        )


def test_a_page_in_columns_has_its_line_in_the_slug_too() -> None:
    found = slug_text(made("poster/only-people", "a3", "mn-Mong"), 0)
    assert found == "mongolia·mn-Mong·poster-only-people-print·1/1"


@each_paper
def test_the_line_stands_between_the_bleed_and_the_edge_of_the_sheet(
    product: str, size: str
) -> None:
    for page in laid(product, size):
        (line,) = [mark for mark in page.printers_marks if isinstance(mark, PlacedLine)]
        assert line_roles(page.printers_marks) == [ARTIFACT]
        assert line.y - line.line.ascent * line.size > page.height + mm(BLEED)
        assert line.y + line.line.descent * line.size < page.height + mm(RIM)
        assert line.x > 0
        assert line.x + line.line.width * line.size < page.width


# What is printed


def picture(content: bytes, page: int, dpi: int = 100) -> Image.Image:
    with pypdfium2.PdfDocument(content) as pdf:
        return pdf[page].render(scale=dpi / 72).to_pil().convert("RGB")


def at(image: Image.Image, x: float, y: float) -> tuple[int, int, int]:
    """Return the colour at a place of the sheet in mm, for a picture of 100 dpi."""
    found = image.getpixel((int(x / 25.4 * 100), int(y / 25.4 * 100)))
    assert isinstance(found, tuple)
    return found[0], found[1], found[2]


@pytest.mark.parametrize("language", ["en", "ar", "mn-Mong"])
def test_nothing_but_marks_is_printed_outside_the_bleed(language: str) -> None:
    """The label of a draft and the sleeves of the hands reach over it on the page."""
    image = picture(made("poster/only-people", "a4", language), 0)
    width, height = 210 + 2 * RIM, 297 + 2 * RIM
    ring = [
        at(image, x, y)
        for step in range(200)
        for x, y in (
            (width * step / 200, 7.5),
            (7.5, height * step / 200),
            (width - 7.5, height * step / 200),
        )
    ]
    # Only the crop marks cross these lines: twice each.
    assert sum(colour != WHITE for colour in ring) <= 6


def broken(image: Image.Image, size: tuple[float, float]) -> dict[str, float]:
    """Return the share of each edge at which the colour inside it does not go on outside it."""
    width, height = size
    found: dict[str, float] = {}
    for name, length in (("left", height), ("right", height), ("top", width), ("bottom", width)):
        bad = 0
        for place in range(int(length)):
            along = RIM + place + 0.5
            inside, outside = RIM + 0.4, RIM - 1.5
            if name in ("right", "bottom"):
                far = (width if name == "right" else height) + 2 * RIM
                inside, outside = far - inside, far - outside
            upright = name in ("left", "right")
            pair = [at(image, *((x, along) if upright else (along, x))) for x in (inside, outside)]
            bad += max(abs(a - b) for a, b in zip(*pair, strict=True)) > 40
        if bad / length > 0.05:
            found[name] = round(bad / length, 2)
    return found


@each_direction
@pytest.mark.parametrize("product", PRODUCTS)
def test_colour_goes_on_over_the_trim_on_every_side(product: str, language: str) -> None:
    """Where it does not, a cut that is a little off leaves a white or pale line."""
    size = (297, 210) if product.startswith("brochure/") else (210, 297)
    for number in range(len(laid(product, "a4", language))):
        image = picture(made(product, "a4", language), number)
        assert broken(image, size) == {}, number


@each_paper
def test_fields_that_reach_the_trim_reach_the_bleed_on_every_paper(product: str, size: str) -> None:
    for page in laid(product, size):
        # The last two are the label of a draft.
        for mark in page.marks[:-2]:
            if isinstance(mark, Shape):
                box = bounds(list(samples(mark.outline, 8)))
                for edge in (box.x, box.y, page.width - box.right, page.height - box.bottom):
                    assert not -mm(BLEED - 0.01) < edge < mm(0.5)


@each_direction
def test_no_ground_of_a_panel_reaches_over_a_fold(language: str) -> None:
    for page in laid("brochure/partner", "a4", language):
        for mark in page.marks[:-2]:
            if isinstance(mark, Shape):
                box = bounds(list(samples(mark.outline, 8)))
                crossed = [
                    fold for fold in page.folds if box.x + mm(0.5) < fold < box.right - mm(0.5)
                ]
                assert crossed == [] or len(crossed) == len(page.folds)
