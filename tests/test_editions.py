"""Editions for photocopiers and office printers: greys, little ink, the same words, legible."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageEnhance, ImageFilter, ImageStat

from kit.document.compose import compose
from kit.document.model import Bar, Chart
from kit.layout.page import Page, PlacedArt, PlacedColumn, PlacedLine, Shape
from kit.orders import Order
from kit.sources.contrast import contrast
from kit.sources.locales import format_number
from kit.sources.outline import Outline
from kit.sources.products import product_names
from kit.sources.workspace import open_workspace
from kit.stages import Bench, Job, bench_of, companion_of, drawn, pages_of
from kit.units import Rect, mm
from tests.layout.layout_samples import (
    bounds,
    ink_box,
    is_within,
    lines_of,
    overlap,
    samples,
    with_roles,
)

PRODUCTS = tuple(
    name for name in product_names(open_workspace(None)) if not name.startswith("deck/")
)
POSTERS = tuple(name for name in PRODUCTS if name.startswith("poster/"))
EDITIONS = ("colour", "low-ink", "black")
# Latin, from right to left, and vowel signs over and under: each with a partner that prints it.
PARTNERS = {"en": "korea", "ar": "mongolia", "km": "cambodia", "mn": "mongolia"}
Pixels = tuple[int, int, int]

each_product = pytest.mark.parametrize("product", PRODUCTS)
each_poster = pytest.mark.parametrize("product", POSTERS)
each_language = pytest.mark.parametrize("language", ["en", "ar", "km"])


@dataclass(frozen=True)
class Made:
    """A product on A4 in an edition: its pages as values and as a file."""

    pages: tuple[Page, ...]
    content: bytes

    def picture(self, page: int, dpi: int) -> Image.Image:
        with pypdfium2.PdfDocument(self.content) as pdf:
            return pdf[page].render(scale=dpi / 72).to_pil().convert("RGB")

    def texts(self) -> list[str]:
        with pypdfium2.PdfDocument(self.content) as pdf:
            return [page.get_textpage().get_text_range() for page in pdf]


@cache
def bench(language: str) -> Bench:
    partner = PARTNERS[language.partition("-")[0]]
    return bench_of(Job(None, Path("out"), partner, language, (), is_final=False))


@cache
def made(product: str, edition: str, language: str = "en") -> Made:
    document, _ = compose(bench(language).material, product)
    order = Order(product, "a4", edition=edition)
    companion = companion_of(document, bench(language))
    pages, findings = pages_of(document, order, bench(language), companion, is_draft=True)
    assert findings == ()
    content, _ = drawn(document, order, bench(language), companion, is_draft=True)
    return Made(pages, content)


# Black: nothing but greys


GREY_OPERATORS = ("g", "G")
RGB_OPERATORS = ("rg", "RG")
# CMYK, other colour spaces, shadings, and pictures held in the stream.
OTHER_COLOURS = ("k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "BI", "INLINE IMAGE")


def colour_operators(content: bytes) -> Iterator[tuple[str, tuple[float, ...]]]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            assert "/XObject" not in page.resources
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in (*GREY_OPERATORS, *RGB_OPERATORS):
                    yield str(operator), tuple(map(float, operands))
                else:
                    assert str(operator) not in OTHER_COLOURS


@each_product
@each_language
def test_every_colour_of_a_black_edition_is_a_grey(product: str, language: str) -> None:
    found = [parts for name, parts in colour_operators(made(product, "black", language).content)]
    assert len(set(found)) > 3
    assert [parts for parts in found if len(set(parts)) > 1] == []


@pytest.mark.parametrize("language", ["mn", "mn-Mong"])
def test_a_black_edition_in_two_scripts_or_in_columns_is_grey_too(language: str) -> None:
    found = list(colour_operators(made("poster/only-people", "black", language).content))
    assert found
    assert all(len(set(parts)) == 1 for _, parts in found)


@pytest.mark.parametrize("language", ["mn", "mn-Mong"])
def test_columns_on_the_bare_paper_of_low_ink_can_be_seen(language: str) -> None:
    (page,) = made("poster/only-people", "low-ink", language).pages
    columns = [
        mark
        for role, mark in with_roles(page.content)
        if isinstance(mark, PlacedColumn) and role == "H1"
    ]
    assert columns
    paper = bench(language).compositor.theme.in_edition("low-ink").colour_of("page")
    for mark in columns:
        assert contrast(mark.line.runs[0].span.colour, paper) >= 3, mark.line.text


def test_the_same_look_finds_colours_in_the_colour_edition() -> None:
    found = list(colour_operators(made("poster/only-people", "colour").content))
    assert any(len(set(parts)) > 1 for _, parts in found)


# Low ink: little of it, and no large field


def ink(picture: Image.Image) -> float:
    """Return the mean ink of a page: 1 less each channel, from 0 to 1."""
    return 1 - sum(ImageStat.Stat(picture).mean) / 3 / 255


@each_product
@pytest.mark.parametrize("language", ["en", "ar"])
def test_low_ink_takes_less_than_half_the_ink(product: str, language: str) -> None:
    least, full = (made(product, edition, language) for edition in ("low-ink", "colour"))
    for number in range(len(full.pages)):
        before, after = (ink(each.picture(number, 36)) for each in (full, least))
        # A brochure has no large field on its inside to begin with.
        assert after <= before * (0.45 if product in POSTERS else 0.6)
        assert after < 0.15


def area(outline: Outline) -> float:
    """Return the area of an outline by the shoelace formula."""
    points = list(samples(outline, 8))
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*points, points[0]]))) / 2


def fills(page: Page) -> Iterator[tuple[str, float]]:
    """Yield the colour and the share of the page of every filled shape, of pictures too."""
    whole = page.width * page.height
    for mark in page.marks:
        if isinstance(mark, Shape) and mark.fill:
            yield mark.fill, area(mark.outline) / whole
        elif isinstance(mark, PlacedArt):
            scale = (mark.rect.w / mark.drawing.width) ** 2
            for figure in mark.drawing.figures:
                if figure.fill and figure.outline.segments:
                    yield figure.fill, area(figure.outline) * scale * figure.opacity / whole


def parts(colour: str) -> Pixels:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue


def is_strong(colour: str) -> bool:
    """Say whether a colour is saturated, or dark: it takes much ink."""
    return max(parts(colour)) - min(parts(colour)) > 80 or sum(parts(colour)) < 3 * 160


@each_product
@each_language
def test_low_ink_has_no_large_field_of_strong_colour(product: str, language: str) -> None:
    for page in made(product, "low-ink", language).pages:
        large = [(fill, round(share, 3)) for fill, share in fills(page) if share > 0.08]
        assert [(fill, share) for fill, share in large if is_strong(fill)] == []


def test_the_same_look_finds_large_fields_in_the_colour_edition() -> None:
    (page,) = made("poster/only-people", "colour").pages
    assert any(share > 0.08 and is_strong(fill) for fill, share in fills(page))


# Low ink: what stands on an outlined field


def head(page: Page) -> list[str]:
    """Return the colours of the lines of a headline in their order."""
    return [mark.line.runs[0].span.colour for mark in lines_of(page, "H1")]


def test_a_drop_of_low_ink_is_an_outline_with_ink_and_red_in_it() -> None:
    theme = bench("en").compositor.theme.in_edition("low-ink")
    (page,) = made("poster/only-people", "low-ink").pages
    outlined = [mark for mark in page.marks if isinstance(mark, Shape) and mark.stroke_width > 3]
    (drop,) = [mark for mark in outlined if mark.fill == ""]
    assert drop.stroke == theme.named("red")
    room = bounds(list(samples(drop.outline)))
    assert all(is_within(ink_box(mark) or room, room) for mark in lines_of(page, "H1"))
    colours = head(page)
    assert set(colours) == {theme.named("ink"), theme.named("red")}
    assert colours == sorted(colours, key=[theme.named("ink"), theme.named("red")].index)


@pytest.mark.parametrize(
    ("product", "colour"),
    [("poster/can-i-give", "ink"), ("poster/five-steps", "ink"), ("poster/our-day", "red")],
)
def test_a_head_of_low_ink_is_a_rule_under_a_dark_headline(product: str, colour: str) -> None:
    theme = bench("en").compositor.theme.in_edition("low-ink")
    (page,) = made(product, "low-ink").pages
    assert head(page)[0] == theme.named(colour)
    rules = [
        box
        for mark in page.marks
        if isinstance(mark, Shape) and mark.fill == theme.named("red")
        for box in [bounds(list(samples(mark.outline)))]
        if box.w > page.width
    ]
    assert rules
    assert all(box.h < mm(2) for box in rules)


@each_product
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_pale_words_stand_on_something_dark(product: str, edition: str, language: str) -> None:
    for page in made(product, edition, language).pages:
        for number, mark in enumerate(page.marks):
            if not isinstance(mark, PlacedLine) or not mark.line.runs:
                continue
            colour, box = mark.line.runs[0].span.colour, ink_box(mark)
            if contrast(colour, "#FFFFFF") >= 3 or box is None:
                continue
            under = [each for each in page.marks[:number] if isinstance(each, Shape) and each.fill]
            fields = [
                each for each in under if overlap(box, bounds(list(samples(each.outline, 4))))
            ]
            assert contrast(fields[-1].fill, colour) >= 3, mark.line.text


# The same words


@each_product
@each_language
def test_all_editions_have_the_same_words(product: str, language: str) -> None:
    colour, low_ink, black = (made(product, edition, language).texts() for edition in EDITIONS)
    assert min(map(len, colour)) > 50
    assert low_ink == colour
    assert black == colour


@each_product
@each_language
def test_an_edition_moves_no_line(product: str, language: str) -> None:
    colour, low_ink, black = (
        [
            (mark.line.text, round(mark.x, 3), round(mark.y, 3), round(mark.size, 3), role)
            for page in made(product, edition, language).pages
            for role, mark in with_roles(page.content)
            if isinstance(mark, PlacedLine | PlacedColumn)
        ]
        for edition in EDITIONS
    )
    assert low_ink == colour
    assert black == colour


# On a photocopier


def copied(picture: Image.Image) -> Image.Image:
    """Return a photocopy: grey, a little blurred by the glass, with harder contrast."""
    grey = picture.convert("L").filter(ImageFilter.GaussianBlur(0.8))
    return ImageEnhance.Contrast(grey).enhance(1.4)


def levels(picture: Image.Image, box: Rect, dpi: int) -> tuple[int, int]:
    """Return the commonest grey in a box, and the grey of a fiftieth that is farthest from it."""
    scale = dpi / 72
    corners = (box.x * scale, box.y * scale, box.right * scale + 1, box.bottom * scale + 1)
    counts = picture.crop(tuple(map(int, corners))).histogram()
    common = max(range(256), key=lambda grey: sum(counts[max(grey - 3, 0) : grey + 4]))
    ends = (_end(counts, range(256)), _end(counts, range(255, -1, -1)))
    return common, max(ends, key=lambda grey: abs(grey - common))


def _end(counts: Sequence[int], greys: Sequence[int]) -> int:
    seen = 0
    for grey in greys:
        seen += counts[grey]
        if seen >= 0.02 * sum(counts):
            return grey
    raise AssertionError("an empty picture")


def grey(level: int) -> str:
    return f"#{level:02X}{level:02X}{level:02X}"


@each_product
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("edition", ["black", "low-ink"])
def test_every_line_of_a_photocopy_can_be_read(product: str, language: str, edition: str) -> None:
    sheet = made(product, edition, language)
    for number, page in enumerate(sheet.pages):
        picture = copied(sheet.picture(number, 150))
        for mark in lines_of(page):
            if box := ink_box(mark):
                ground, words = levels(picture, box, 150)
                assert contrast(grey(ground), grey(words)) >= 3, mark.line.text


@each_language
@pytest.mark.parametrize("product", ["poster/only-people", "brochure/donor"])
def test_the_second_sentence_of_a_headline_is_another_grey_on_a_photocopy(
    product: str, language: str
) -> None:
    sheet = made(product, "black", language)
    picture = copied(sheet.picture(0, 150))
    found: dict[str, list[int]] = {}
    for mark in lines_of(sheet.pages[0], "H1"):
        colour, box = mark.line.runs[0].span.colour, ink_box(mark)
        assert box
        near = min(levels(picture, box, 150), key=lambda each: abs(each - parts(colour)[0]))
        found.setdefault(colour, []).append(near)
    first, second = found.values()
    assert min(first) - max(second) >= 25


# For people who see colours differently

# Machado, Oliveira, Fernandes: A Physiologically-based Model for Simulation of Color Vision
# Deficiency. IEEE Transactions on Visualization and Computer Graphics 15 (2009), no. 6, table for
# severity 1.0, for linear RGB. www.inf.ufrgs.br/~oliveira/pubs_files/CVD_Simulation
EYES = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# CIE76: about 2.3 can just be seen side by side, 10 at a glance. Bars must differ far more.
CLEAR, AT_A_GLANCE = 30, 10
Three = tuple[float, ...]


def linear(colour: str) -> Three:
    levels = [part / 255 for part in parts(colour)]
    return tuple(v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in levels)


def times(matrix: Sequence[Sequence[float]], values: Three) -> Three:
    return tuple(sum(a * b for a, b in zip(row, values, strict=True)) for row in matrix)


def lab(rgb: Three) -> Three:
    """Return CIE L*a*b* of linear sRGB, for D65."""
    xyz = times(
        (
            (0.4124564, 0.3575761, 0.1804375),
            (0.2126729, 0.7151522, 0.0721750),
            (0.0193339, 0.1191920, 0.9503041),
        ),
        tuple(min(max(part, 0.0), 1.0) for part in rgb),
    )
    scaled = (part / white for part, white in zip(xyz, (0.95047, 1.0, 1.08883), strict=True))
    x, y, z = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in scaled)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: str, other: str, eyes: str) -> float:
    first, second = (lab(times(EYES[eyes], linear(colour))) for colour in (one, other))
    return float(sum((a - b) ** 2 for a, b in zip(first, second, strict=True))) ** 0.5


@pytest.mark.parametrize("eyes", EYES)
def test_greys_look_the_same_to_all_eyes(eyes: str) -> None:
    assert all(sum(row) == pytest.approx(1, abs=1e-5) for row in EYES[eyes])
    assert difference("#808080", "#FFFFFF", eyes) == pytest.approx(
        difference("#808080", "#FFFFFF", "usual"), abs=0.1
    )


def test_red_and_green_of_one_lightness_are_told_apart_by_usual_eyes_only() -> None:
    assert difference("#B06000", "#708000", "usual") > CLEAR
    assert difference("#B06000", "#708000", "deutan") < CLEAR


def chart() -> Chart:
    document, _ = compose(bench("en").material, "brochure/partner")
    blocks = [block for part in document.parts for block in part.blocks]
    (found,) = [block for block in blocks if isinstance(block, Chart)]
    return found


def bars(edition: str) -> list[tuple[Bar, Shape, Rect]]:
    """Return each bar of the chart with its shape on the page and the room of it."""
    shapes = [
        (mark, box)
        for page in made("brochure/partner", edition).pages
        for mark in page.marks
        if isinstance(mark, Shape)
        for box in [bounds(list(samples(mark.outline)))]
        if box.h == pytest.approx(mm(bench("en").compositor.theme.brochure.bar_mm), abs=0.01)
    ]
    return [(bar, *each) for bar, each in zip(chart().bars, shapes, strict=True)]


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_marked_bars_of_a_chart_differ_clearly_to_all_eyes(edition: str, eyes: str) -> None:
    page = bench("en").compositor.theme.in_edition(edition).colour_of("page")
    marked = {shape.fill for bar, shape, _ in bars(edition) if bar.is_marked}
    others = {shape.fill for bar, shape, _ in bars(edition) if not bar.is_marked}
    (one,), (other,) = marked, others
    assert difference(one, other, eyes) > CLEAR
    assert difference(other, page, eyes) > AT_A_GLANCE


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_chart_is_read_without_colours_by_the_figures_beside_its_bars(edition: str) -> None:
    lines = [mark for page in made("brochure/partner", edition).pages for mark in lines_of(page)]
    for bar, _, box in bars(edition):
        figure = format_number(Decimal(str(bar.value)), bench("en").material.locale)
        (mark,) = [
            each
            for each in lines
            if each.line.text == figure and box.y < each.y - each.size * 0.2 < box.bottom
        ]
        assert 0 < mark.x - box.right < mm(3)
