"""A partner's colour, headline face and logo, as they come out of the command line and the PDF."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from ctypes import byref, c_uint
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kit.branding import branded_theme, left_out, sign_of
from kit.build import Request, build
from kit.document.compose import compose
from kit.document.model import Document, Smallprint
from kit.errors import SourceError
from kit.export.pdf.writer import write_pdf
from kit.layout.page import Mark, Page, PlacedArt, PlacedImage, PlacedLine, Publication, Shape
from kit.orders import Order, Wish
from kit.sources.bibliography import read_bibliography
from kit.sources.contrast import contrast
from kit.sources.partner import Brand, read_partner
from kit.sources.products import product_names
from kit.sources.theme import Theme, read_theme
from kit.sources.workspace import open_workspace
from kit.stages import Bench, Job, bench_of, pages_of
from kit.units import Rect, mm
from tests.commands import Run
from tests.layout.layout_samples import lines_of, swapped, text_of

PROFILE = """
schema = 1
country = "TL"
languages = ["en", "ar"]

[service]
value = { en = "Blood Bank of Dili", ar = "بنك الدم في ديلي" }
sources = ["who-fs-blood"]
"""
BLUE, NAVY = "#0B4FA8", "#073168"
RED, WINE = "#C4122F", "#7A0C22"
WORKSPACE = open_workspace(None)
PARTNER = read_partner(WORKSPACE, "korea", read_bibliography(WORKSPACE))
THEME = read_theme(WORKSPACE)
PRINTED = tuple(name for name in product_names(WORKSPACE) if not name.startswith("deck/"))
POSTER, BROCHURE = "poster/a-gift", "brochure/donor"


def svg(width: int, height: int, inside: str) -> bytes:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
    return f"{head}{inside}</svg>".encode()


def block(x: int, width: int, height: int, colour: str) -> str:
    return f'<rect x="{x}" y="0" width="{width}" height="{height}" fill="{colour}"/>'


def picture(kind: str, size: tuple[int, int], colour: str) -> bytes:
    image = Image.new("RGB", size, colour)
    stream = io.BytesIO()
    image.save(stream, kind)
    return stream.getvalue()


# Two halves of colours that the kit uses too, and a logo as wide, high and square as logos are.
LOGO = svg(60, 20, block(0, 30, 20, RED) + block(30, 30, 20, "#009060"))
GREY = svg(60, 20, block(0, 30, 20, "#231F20") + block(30, 30, 20, "#808080"))
SIZES = {"wide": (600, 100), "square": (300, 300), "high": (240, 400)}


def make(root: Path, brand: str = "", **logos: bytes) -> Path:
    """Write a workspace with the partner "here"; logos are named "logo_svg", "logo_black_png"."""
    folder = root / "assets/partners/here"
    folder.mkdir(parents=True, exist_ok=True)
    (root / "kit.toml").write_text("schema = 1\n", encoding="utf-8")
    (folder / "partner.toml").write_text(PROFILE + brand, encoding="utf-8")
    for name, content in logos.items():
        stem, _, ending = name.rpartition("_")
        (folder / f"{stem.replace('_', '-')}.{ending}").write_bytes(content)
    return root


def opened(root: Path, language: str = "en") -> Bench:
    return bench_of(Job(root, Path("out"), "here", language, (), is_final=False))


def laid(
    bench: Bench,
    product: str,
    size: str = "a3",
    edition: str = "colour",
    change: Callable[[Document], Document] = lambda document: document,
) -> list[Page]:
    document = change(compose(bench.material, product)[0])
    paper = "a4" if product.startswith("brochure/") else size
    order = Order(product, paper, edition=edition)
    pages, findings = pages_of(document, order, bench, None, is_draft=True)
    assert findings == ()
    return list(pages)


def file_of(pages: list[Page], *, is_rtl: bool = False) -> bytes:
    return write_pdf(Publication("Here", "en", is_rtl, "Here", "Here", tuple(pages)))


def colours(mark: Mark) -> Iterator[str]:
    match mark:
        case Shape():
            yield from (mark.fill, mark.stroke)
        case PlacedLine():
            yield from (run.span.colour for run in mark.line.runs)
        case PlacedArt():
            for figure in mark.drawing.figures:
                yield figure.fill
                yield figure.stroke.colour if figure.stroke else ""


def all_colours(pages: list[Page]) -> list[str]:
    return [colour for page in pages for mark in page.marks for colour in colours(mark)]


# The colour


@pytest.mark.parametrize("product", PRINTED)
def test_a_brand_colour_takes_the_place_of_the_red_in_drops_type_and_pictures(
    tmp_path: Path, product: str
) -> None:
    plain = all_colours(laid(opened(make(tmp_path / "plain")), product))
    brand = f'[brand]\ncolour = "{BLUE}"'
    own = all_colours(laid(opened(make(tmp_path / "own", brand)), product))
    assert {RED, WINE} & set(plain)
    assert own == [{RED: BLUE, WINE: NAVY}.get(colour, colour) for colour in plain]


def test_a_brand_colour_reaches_the_file(tmp_path: Path) -> None:
    make(tmp_path, f'[brand]\ncolour = "{BLUE}"')
    content = file_of(laid(opened(tmp_path), "poster/only-people"))
    fills = {found for found, _ in objects(content) if found}
    assert BLUE in fills
    assert not {RED, WINE} & fills


def test_a_low_ink_edition_keeps_the_brand_colour(tmp_path: Path) -> None:
    make(tmp_path, f'[brand]\ncolour = "{BLUE}"')
    found = set(all_colours(laid(opened(tmp_path), "poster/only-people", edition="low-ink")))
    assert BLUE in found
    assert not {RED, WINE} & found


def test_a_black_edition_does_not_know_the_brand_colour(tmp_path: Path) -> None:
    plain = laid(opened(make(tmp_path / "plain")), POSTER, edition="black")
    make(tmp_path / "own", f'[brand]\ncolour = "{BLUE}"')
    own = laid(opened(tmp_path / "own"), POSTER, edition="black")
    assert all_colours(own) == all_colours(plain)


def test_partners_of_one_build_keep_their_own_colours_and_logos(tmp_path: Path) -> None:
    """They share what is read and shaped in one process."""
    make(tmp_path, f'[brand]\ncolour = "{BLUE}"\n[brand.headline]\nLatn = "Bold"', logo_svg=LOGO)
    other = tmp_path / "assets/partners/there"
    other.mkdir()
    (other / "partner.toml").write_text(PROFILE, encoding="utf-8")
    wish = Wish(editions=("colour", "black"))

    def made(*partners: str) -> dict[str, bytes]:
        out = tmp_path / "-".join(partners)
        request = Request(tmp_path, out, partners, ("en",), (POSTER,), wish=wish)
        assert build(request).exit_code == 0
        return {str(file.relative_to(out)): file.read_bytes() for file in out.rglob("*.pdf")}

    alone = made("here") | made("there")
    assert len(alone) == 4
    assert made("here", "there") == alone
    assert made("there", "here") == alone


def test_a_brand_colour_reaches_the_pictures_of_a_deck(run: Run, tmp_path: Path) -> None:
    make(tmp_path, f'[brand]\ncolour = "{BLUE}"')
    assert run("build", "here", "--language", "en", "--product", "deck/public")[0] == 0
    with zipfile.ZipFile(tmp_path / "out/here/en/deck-public.pptx") as deck:
        pictures = [deck.read(name).decode() for name in deck.namelist() if name.endswith(".svg")]
    assert any(BLUE in each for each in pictures)
    assert [each[:200] for each in pictures if RED in each or WINE in each] == []


@pytest.mark.parametrize("product", [POSTER, "poster/our-day"])
def test_the_pale_colours_of_low_ink_follow_the_brand(tmp_path: Path, product: str) -> None:
    plain = opened(make(tmp_path / "plain"))
    own = opened(make(tmp_path / "own", f'[brand]\ncolour = "{BLUE}"'))
    full, pale, ours = (
        [colour for page in pages for mark in page.marks for colour in art_colours(mark)]
        for pages in (
            laid(plain, product),
            laid(plain, product, edition="low-ink"),
            laid(own, product, edition="low-ink"),
        )
    )
    wines = [
        (before, after)
        for drawn, before, after in zip(full, pale, ours, strict=True)
        if drawn == WINE
    ]
    assert wines
    assert [after for before, after in wines if after == before] == []


def art_colours(mark: Mark) -> Iterator[str]:
    if isinstance(mark, PlacedArt):
        yield from colours(mark)


PAGE = THEME.colour_of("page")


def theme_with(colour: str) -> Theme | str:
    """Return the theme of a partner with a colour, or why it is refused."""
    profile = PARTNER.profile.model_copy(update={"brand": Brand(colour=colour)})
    try:
        return branded_theme(WORKSPACE, PARTNER.model_copy(update={"profile": profile}))
    except SourceError as error:
        return str(error)


channels = st.integers(0, 255)


@given(red=channels, green=channels, blue=channels)
def test_a_colour_is_taken_with_its_dark_or_refused_with_the_contrast(
    red: int, green: int, blue: int
) -> None:
    colour = f"#{red:02X}{green:02X}{blue:02X}"
    theme = theme_with(colour)
    if isinstance(theme, str):
        found = re.search(r"(#\w{6}) on \w+ (#\w{6}) has a contrast of ([\d.]+):1", theme)
        assert found, theme
        assert float(found[3]) == pytest.approx(contrast(found[1], found[2]), abs=0.051)
        return
    assert (theme.named("red"), theme.colour_of("field")) == (colour, colour)
    assert contrast(colour, PAGE) >= 3
    dark = theme.named("wine")
    parts = [int(dark[start : start + 2], 16) for start in (1, 3, 5)]
    assert parts == [round(part * 0.62) for part in (red, green, blue)]
    assert contrast(dark, PAGE) >= contrast(colour, PAGE)


def test_the_dark_is_the_partners_own_where_it_names_one(tmp_path: Path) -> None:
    make(tmp_path, f'[brand]\ncolour = "{BLUE}"\ndark = "#001133"')
    theme = opened(tmp_path).compositor.theme
    assert (theme.named("red"), theme.named("wine")) == (BLUE, "#001133")
    make(tmp_path, '[brand]\ndark = "#001133"')
    theme = opened(tmp_path).compositor.theme
    assert (theme.named("red"), theme.named("wine")) == (RED, "#001133")


@pytest.mark.parametrize(
    ("brand", "words"),
    [
        ('colour = "#F4C0C8"', "headline #F4C0C8 on page #FFF5E9 has a contrast of 1.5:1"),
        (f'colour = "{BLUE}"\ndark = "#FFE0E0"', "text_on_dark #FFF5E9 on wine #FFE0E0"),
        ('colour = "#B34700"', "headline_second #F6AE2D on field #B34700"),
    ],
)
def test_a_colour_that_nobody_could_read_is_refused(
    run: Run, tmp_path: Path, brand: str, words: str
) -> None:
    make(tmp_path, f"[brand]\n{brand}")
    code, out, error = run("build", "here", "--language", "en")
    assert (code, out) == (1, "")
    line, hint = error.splitlines()
    assert line.startswith("kit: here en: assets/partners/here/partner.toml, brand: ")
    assert words in line
    assert re.search(r"a contrast of \d\.\d:1, at least (3|4\.5):1 is needed$", line)
    assert hint.startswith("  hint: choose a")
    assert not (tmp_path / "out").exists()


def test_a_colour_that_amber_does_not_stand_out_on_takes_another_second_sentence(
    run: Run, tmp_path: Path
) -> None:
    brand = '[brand]\ncolour = "#B34700"'
    make(tmp_path, brand)
    code, _, error = run("build", "here", "--language", "en", "--product", "poster/only-people")
    assert code == 1
    assert 'headline_second = "paper"' in error
    make(tmp_path, f'{brand}\nheadline_second = "paper"')
    (page,) = laid(opened(tmp_path), "poster/only-people")
    heads = {colour for mark in lines_of(page, "H1") for colour in colours(mark)}
    assert heads == {THEME.named("paper")}


# The headline face


def fonts_of(content: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return {
            str(font.DescendantFonts[0].BaseFont).partition("+")[2]
            for page in pdf.pages
            for font in page.resources.Font.values()
        }


def test_a_headline_face_is_in_the_file_in_place_of_the_kits(tmp_path: Path) -> None:
    product = "poster/only-people"
    usual = fonts_of(file_of(laid(opened(make(tmp_path / "plain")), product)))
    make(tmp_path / "own", '[brand.headline]\nLatn = "Bold"')
    own = fonts_of(file_of(laid(opened(tmp_path / "own"), product)))
    assert "NotoSans-BlackExtraCondensed" in usual
    assert own == usual - {"NotoSans-BlackExtraCondensed"} | {"NotoSans-Bold"}


def test_a_face_for_one_script_leaves_the_others_alone(tmp_path: Path) -> None:
    make(tmp_path, '[brand.headline]\nArab = "Bold"')
    pages = laid(opened(tmp_path, "ar"), "poster/only-people")
    heads = {run.face.key for mark in lines_of(pages[0], "H1") for run in mark.line.runs}
    assert heads == {"NotoSansArabic-Bold"}
    english = fonts_of(file_of(laid(opened(tmp_path), "poster/only-people")))
    assert "NotoSans-BlackExtraCondensed" in english


@pytest.mark.parametrize(
    ("line", "words", "known"),
    [
        ('Latn = "Comic"', "no face 'Comic' of NotoSans", "BlackExtraCondensed, Bold, Regular"),
        ('Hang = "Bolt"', "no face 'Bolt' of NotoSansKR", "Black, Bold, Regular"),
        ('Zzzz = "Bold"', "no font for 'Zzzz'", "Latn, Cyrl, Grek, Arab"),
    ],
)
def test_a_face_or_script_that_is_not_there_is_refused(
    run: Run, tmp_path: Path, line: str, words: str, known: str
) -> None:
    make(tmp_path, f"[brand.headline]\n{line}")
    code, out, error = run("build", "here", "--language", "en")
    assert (code, out) == (1, "")
    assert error.startswith("kit: here en: assets/partners/here/partner.toml, brand: ")
    assert words in error
    assert f"hint: one of: {known}" in error


@pytest.mark.parametrize(
    ("brand", "key"),
    [
        ('[brand]\ncolour = "blue"', "brand.colour"),
        ('[brand]\nlogo_place = "top"', "brand.logo_place"),
        ('[brand]\nfont = "Arial"', "brand.font"),
        ('[brand.headline]\nLatn = "../../x"', "brand.headline.Latn"),
    ],
)
def test_a_key_or_value_that_a_brand_does_not_take_is_refused_by_name(
    run: Run, tmp_path: Path, brand: str, key: str
) -> None:
    make(tmp_path, brand)
    code, _, error = run("build", "here", "--language", "en")
    assert code == 1
    assert f"assets/partners/here/partner.toml, {key}: " in error
    assert "Traceback" not in error


# The logo: where it stands, read from the finished file


@dataclass(frozen=True)
class Placed:
    """Boxes of a page of a PDF in mm, y downwards from the top."""

    logo: Rect
    letters: list[Rect]
    page: Rect


def objects(content: bytes, page: int = 0) -> Iterator[tuple[str, Rect]]:
    """Yield the fill colour of a path, "image" of a picture, "" of all else, and its box in mm."""
    with pypdfium2.PdfDocument(content) as pdf:
        sheet = pdf[page]
        for thing in sheet.get_objects():
            left, foot, right, head = thing.get_bounds()
            box = Rect(left, sheet.get_height() - head, right - left, head - foot)
            yield colour_of(thing), in_mm(box)


def colour_of(thing: pypdfium2.PdfObject) -> str:
    if thing.type == pdfium.FPDF_PAGEOBJ_IMAGE:
        return "image"
    if thing.type != pdfium.FPDF_PAGEOBJ_PATH:
        return ""
    parts = [c_uint() for _ in range(4)]
    assert pdfium.FPDFPageObj_GetFillColor(thing, *map(byref, parts))
    return "#" + "".join(f"{part.value:02X}" for part in parts[:3])


def in_mm(box: Rect) -> Rect:
    return Rect(*(length / mm(1) for length in (box.x, box.y, box.w, box.h)))


def union(boxes: list[Rect]) -> Rect:
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, foot = max(box.right for box in boxes), max(box.bottom for box in boxes)
    return Rect(left, top, right - left, foot - top)


def placed(content: bytes, marks: tuple[str, ...], page: int = 0) -> Placed:
    """Return where the logo and every letter of a page stand; `marks` are the logo's colours."""
    logo = union([box for found, box in objects(content, page) if found in marks])
    with pypdfium2.PdfDocument(content) as pdf:
        sheet = pdf[page]
        text, high = sheet.get_textpage(), sheet.get_height()
        letters = [
            in_mm(Rect(left, high - head, right - left, head - foot))
            for left, foot, right, head in map(text.get_charbox, range(text.count_chars()))
            if right > left and head > foot
        ]
        return Placed(logo, letters, in_mm(Rect(0, 0, sheet.get_width(), high)))


def distance(one: Rect, other: Rect) -> float:
    across = max(one.x, other.x) - min(one.right, other.right)
    down = max(one.y, other.y) - min(one.bottom, other.bottom)
    return float(max(across, 0.0) ** 2 + max(down, 0.0) ** 2) ** 0.5


def logo_in(kind: str, size: tuple[int, int]) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return a logo's file and the colours that tell it apart in a PDF."""
    if kind == "svg":
        return {"logo_svg": svg(*size, block(0, *size, "#0090D0"))}, ("#0090D0",)
    return {f"logo_{kind}": picture("PNG" if kind == "png" else "JPEG", size, "blue")}, ("image",)


@pytest.mark.parametrize("shape", SIZES)
@pytest.mark.parametrize("kind", ["svg", "png", "jpg"])
@pytest.mark.parametrize("product", [POSTER, BROCHURE])
def test_a_logo_fills_its_slot_and_keeps_5_mm_to_itself(
    tmp_path: Path, product: str, kind: str, shape: str
) -> None:
    files, marks = logo_in(kind, SIZES[shape])
    bench = opened(make(tmp_path, **files))
    found = placed(file_of(laid(bench, product)), marks)
    most = (34, 10) if product == BROCHURE else (48, 13)
    width, height = found.logo.w, found.logo.h
    assert width / height == pytest.approx(SIZES[shape][0] / SIZES[shape][1], rel=0.01)
    assert max(width / most[0], height / most[1]) == pytest.approx(1, abs=0.01)
    # The foot is what lies lower than the logo's upper edge.
    foot = [letter for letter in found.letters if letter.bottom > found.logo.y]
    assert foot
    assert min(distance(found.logo, letter) for letter in foot) >= 5


@pytest.mark.parametrize("size", ["a4", "letter", "a1"])
def test_a_logo_grows_with_its_poster(tmp_path: Path, size: str) -> None:
    files, marks = logo_in("svg", SIZES["wide"])
    bench = opened(make(tmp_path, **files))
    found = placed(file_of(laid(bench, POSTER, size)), marks)
    scale = min(found.page.w / 297, found.page.h / 420)
    assert found.logo.w == pytest.approx(48 * scale, abs=0.05)
    foot = [letter for letter in found.letters if letter.bottom > found.logo.y]
    assert min(distance(found.logo, letter) for letter in foot) >= 5


SMALL = (
    "Facts: WHO, IFRC and national blood services. This is not a WHO publication."
    " Ask us for more, on any day of a week."
)


def with_long_small_print(document: Document) -> Document:
    (part,) = document.parts
    (block,) = [block for block in part.blocks if isinstance(block, Smallprint)]
    return swapped(document, str(block.text), text_of(SMALL))


@pytest.mark.parametrize("place", ["start", "end"])
@pytest.mark.parametrize("size", ["a3", "a4"])
def test_small_print_that_fills_the_foot_keeps_5_mm_to_the_logo(
    tmp_path: Path, size: str, place: str
) -> None:
    files, marks = logo_in("svg", (480, 130))
    bench = opened(make(tmp_path, f'[brand]\nlogo_place = "{place}"', **files))
    pages = laid(bench, POSTER, size, change=with_long_small_print)
    found = placed(file_of(pages), marks)
    foot = [letter for letter in found.letters if letter.bottom > found.logo.y]
    gap = min(distance(found.logo, letter) for letter in foot)
    # It is made smaller until it fills what the logo leaves.
    assert 5 <= gap < 13


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("place", ["start", "end"])
@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_logo_stands_at_the_start_or_the_end_of_the_foot(
    tmp_path: Path, kind: str, place: str, language: str
) -> None:
    files, marks = logo_in(kind, SIZES["wide"])
    bench = opened(make(tmp_path, f'[brand]\nlogo_place = "{place}"', **files), language)
    is_rtl = language == "ar"
    found = placed(file_of(laid(bench, POSTER), is_rtl=is_rtl), marks)
    is_left = (place == "start") != is_rtl
    edge = found.logo.x if is_left else found.page.w - found.logo.right
    assert edge == pytest.approx(17, abs=0.05)
    words = union([letter for letter in found.letters if letter.bottom > found.logo.y])
    assert (words.x > found.logo.right) == is_left
    other = found.page.w - words.right if is_left else words.x
    assert other == pytest.approx(17, abs=0.5)


def test_a_logo_at_the_end_stands_there_in_a_brochure_too(tmp_path: Path) -> None:
    files, marks = logo_in("svg", SIZES["square"])
    bench = opened(make(tmp_path, '[brand]\nlogo_place = "end"', **files))
    found = placed(file_of(laid(bench, BROCHURE)), marks)
    assert found.logo.right == pytest.approx(197 - 8, abs=0.05)


@pytest.mark.parametrize("size", ["a3", "a4", "letter", "tabloid"])
@pytest.mark.parametrize("product", [POSTER, "poster/can-i-give"])
def test_a_logo_keeps_5_mm_to_the_edge_of_the_paper_and_to_the_band_over_it(
    tmp_path: Path, product: str, size: str
) -> None:
    files, marks = logo_in("svg", SIZES["square"])
    content = file_of(laid(opened(make(tmp_path, **files)), product, size))
    found = placed(content, marks)
    assert found.page.h - found.logo.bottom >= 5
    fields = [box for fill, box in objects(content) if box.w > found.page.w and fill[:1] == "#"]
    bands = [box for box in fields if box.y > 0 and box.bottom < found.page.h]
    assert bands
    assert found.logo.y - max(box.bottom for box in bands) >= 5


# The logo: never changed


@pytest.mark.parametrize("edition", ["colour", "low-ink"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_drawn_logo_is_neither_recoloured_nor_mirrored(
    tmp_path: Path, edition: str, language: str
) -> None:
    bench = opened(make(tmp_path, f'[brand]\ncolour = "{BLUE}"', logo_svg=LOGO), language)
    pages = laid(bench, "poster/only-people", edition=edition)
    (art,) = [m for m in pages[0].marks if isinstance(m, PlacedArt) and m.drawing.name == "logo"]
    assert [figure.fill for figure in art.drawing.figures] == [RED, "#009060"]
    boxes = [(found, box) for found, box in objects(file_of(pages)) if found in (RED, "#009060")]
    (first, left), (second, right) = boxes
    assert (first, second) == (RED, "#009060")
    assert left.right == pytest.approx(right.x, abs=0.01)


@pytest.mark.parametrize("edition", ["colour", "low-ink"])
@pytest.mark.parametrize("kind", ["png", "jpg"])
def test_a_logo_of_pixels_keeps_each_of_them(tmp_path: Path, edition: str, kind: str) -> None:
    image = Image.radial_gradient("L").resize((240, 80)).convert("RGB")
    image.paste(RED, (0, 0, 60, 80))
    stream = io.BytesIO()
    image.save(stream, "PNG" if kind == "png" else "JPEG")
    bench = opened(
        make(tmp_path, f'[brand]\ncolour = "{BLUE}"', **{f"logo_{kind}": stream.getvalue()})
    )
    content = file_of(laid(bench, POSTER, edition=edition))
    with pikepdf.open(io.BytesIO(content)) as pdf:
        (stored,) = pdf.pages[0].resources.XObject.values()
        kept = pikepdf.PdfImage(stored).as_pil_image().convert("RGB")
    with Image.open(stream) as original:
        assert kept.tobytes() == original.convert("RGB").tobytes()


# The logo in the black edition


def signs(pages: list[Page]) -> list[Mark]:
    return [
        mark
        for page in pages
        for mark in page.marks
        if isinstance(mark, PlacedImage)
        or (isinstance(mark, PlacedArt) and mark.drawing.name.startswith("logo"))
    ]


@pytest.mark.parametrize("product", [POSTER, BROCHURE])
@pytest.mark.parametrize(
    "logos",
    [
        {"logo_svg": LOGO},
        {"logo_png": picture("PNG", (300, 100), "#C01030")},
        {"logo_jpg": picture("JPEG", (300, 100), "#C01030")},
    ],
    ids=["svg", "png", "jpg"],
)
def test_the_black_edition_leaves_a_coloured_logo_out_and_says_so(
    tmp_path: Path, product: str, logos: dict[str, bytes]
) -> None:
    bench = opened(make(tmp_path, **logos))
    assert signs(laid(bench, product, edition="black")) == []
    assert len(signs(laid(bench, product))) == 1
    partner = bench.material.partner
    (note,) = left_out(bench.compositor.gallery, partner, "black")
    assert note.where == partner.path
    assert "logo-black" in note.hint
    assert left_out(bench.compositor.gallery, partner, "colour") == ()
    assert left_out(bench.compositor.gallery, partner, "low-ink") == ()


@pytest.mark.parametrize(
    ("logos", "name"),
    [
        ({"logo_svg": GREY}, "logo"),
        ({"logo_png": picture("PNG", (300, 100), "#707070")}, "logo"),
        ({"logo_svg": LOGO, "logo_black_svg": GREY}, "logo-black"),
        ({"logo_svg": LOGO, "logo_black_png": picture("PNG", (300, 99), "black")}, "logo-black"),
    ],
    ids=["grey-svg", "grey-png", "own-svg", "own-png"],
)
def test_the_black_edition_keeps_a_logo_without_colour(
    tmp_path: Path, logos: dict[str, bytes], name: str
) -> None:
    bench = opened(make(tmp_path, **logos))
    (mark,) = signs(laid(bench, POSTER, edition="black"))
    found = mark.drawing if isinstance(mark, PlacedArt) else getattr(mark, "raster", None)
    assert getattr(found, "name", "") == name
    assert left_out(bench.compositor.gallery, bench.material.partner, "black") == ()


def test_the_note_about_a_logo_that_is_left_out_is_printed(run: Run, tmp_path: Path) -> None:
    make(tmp_path, logo_svg=LOGO)
    arguments = ("build", "here", "--language", "en", "--product", POSTER, "--edition")
    code, out, error = run(*arguments, "black")
    assert (code, error) == (0, "")
    assert "note: assets/partners/here/partner.toml: the black edition leaves the coloured" in out
    assert "hint: put a logo in black beside it as logo-black.svg" in out
    assert "[logo.left-out]" not in run(*arguments, "low-ink")[1]


# The logo's alternative text


@pytest.mark.parametrize(
    ("alts", "english", "arabic"),
    [
        ("", "Blood Bank of Dili", "بنك الدم في ديلي"),
        ('en = "Our drop"', "Our drop", "بنك الدم في ديلي"),
        ('ar = "قطرتنا"', "Blood Bank of Dili", "قطرتنا"),
        ('en = "Our drop"\nar = "قطرتنا"', "Our drop", "قطرتنا"),
    ],
)
@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_logo_has_an_alternative_text_in_the_language_or_the_services_name(
    tmp_path: Path, kind: str, alts: str, english: str, arabic: str
) -> None:
    files, _ = logo_in(kind, SIZES["wide"])
    make(tmp_path, f"[brand.logo_alt]\n{alts}", **files)
    for language, expected in (("en", english), ("ar", arabic)):
        bench = opened(tmp_path, language)
        (mark,) = signs(laid(bench, POSTER))
        assert getattr(mark, "alt", "") == expected


def test_a_service_without_a_name_in_the_language_lends_its_english_one(tmp_path: Path) -> None:
    make(tmp_path, logo_svg=LOGO)
    bench = opened(tmp_path, "ar")
    partner = bench.material.partner
    service = partner.profile.service.model_copy(update={"value": {"en": "Blood Bank"}})
    profile = partner.profile.model_copy(update={"service": service})
    unnamed = partner.model_copy(update={"profile": profile})
    sign = sign_of(bench.compositor.gallery, unnamed, bench.material.locale, "colour")
    assert sign
    assert sign.alt == "Blood Bank"


def test_without_a_logo_the_slot_stays_empty(tmp_path: Path) -> None:
    bench = opened(make(tmp_path))
    assert signs(laid(bench, POSTER)) == []
    assert (
        sign_of(bench.compositor.gallery, bench.material.partner, bench.material.locale, "colour")
        is None
    )


# Logos that are not safe


def chunk(kind: bytes, inside: bytes) -> bytes:
    return len(inside).to_bytes(4) + kind + inside + zlib.crc32(kind + inside).to_bytes(4)


def rotated() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    stream = io.BytesIO()
    Image.new("RGB", (300, 100), "blue").save(stream, "JPEG", exif=exif)
    return stream.getvalue()


ENTITIES = b'<!DOCTYPE svg [<!ENTITY a "%s">]>' % (b"x" * 100)
BOMB = b"\x89PNG\r\n\x1a\n" + chunk(
    b"IHDR", (60000).to_bytes(4) + (60000).to_bytes(4) + bytes((8, 2, 0, 0, 0))
)
HOSTILE = {
    "script": ("svg", svg(60, 20, block(0, 60, 20, RED) + "<script>alert(1)</script>")),
    "handler": ("svg", svg(60, 20, '<rect width="60" height="20" onload="alert(1)"/>')),
    "remote": ("svg", svg(60, 20, '<image href="https://example.org/x.png"/>')),
    "file": ("svg", b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + LOGO),
    "entities": ("svg", ENTITIES + svg(60, 20, "<title>&a;</title>" + block(0, 60, 20, RED))),
    "foreign": ("svg", svg(60, 20, "<foreignObject><p>x</p></foreignObject>")),
    "nothing": ("svg", svg(60, 20, "")),
    "far": ("svg", svg(60, 20, '<path d="M0 0H1e30V9Z"/>')),
    "page": ("png", b"<!DOCTYPE html><html></html>"),
    "gif": ("png", b"GIF89a" + bytes(40)),
    "bomb": ("png", BOMB),
    "cut": ("png", picture("PNG", (300, 100), "blue")[:-40]),
    "tiny": ("png", picture("PNG", (30, 10), "blue")),
    "turned": ("jpg", rotated()),
    "empty": ("jpg", b""),
    "large": ("jpg", picture("JPEG", (300, 100), "blue") + bytes(5_000_000)),
    "stripe": ("png", picture("PNG", (4000, 40), "blue")),
}


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, bytes]:
    """The path and content of a poster that was built before the logo went wrong."""
    root = make(tmp_path_factory.mktemp("earlier"))
    return "out/here/en/poster-a-gift.pdf", file_of(laid(opened(root), POSTER))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_logo_ends_in_one_clear_line_and_keeps_what_was_made_before(
    run: Run, tmp_path: Path, earlier: tuple[str, bytes], name: str
) -> None:
    kind, content = HOSTILE[name]
    make(tmp_path, **{f"logo_{kind}": content})
    before = tmp_path / earlier[0]
    before.parent.mkdir(parents=True)
    before.write_bytes(earlier[1])
    code, out, error = run("build", "here", "--language", "en", "--product", POSTER)
    assert (code, out) == (1, "")
    line, *hint = error.splitlines()
    assert line.startswith(f"kit: here en: assets/partners/here/logo.{kind}")
    assert len(line) < 250
    assert [each.startswith("  hint: ") for each in hint] in ([], [True])
    assert [path.name for path in before.parent.iterdir()] == [before.name]
    assert before.read_bytes() == earlier[1]


def test_two_logos_are_refused_by_their_names(run: Run, tmp_path: Path) -> None:
    make(tmp_path, logo_svg=LOGO, logo_png=picture("PNG", (300, 100), "blue"))
    code, out, error = run("build", "here", "--language", "en", "--product", POSTER)
    assert (code, out) == (1, "")
    where = "assets/partners/here/logo.svg and assets/partners/here/logo.png"
    assert error.startswith(f"kit: here en: {where}: two logos")
    assert "hint: keep one of them" in error


def test_a_hostile_logo_stops_a_deck_too(run: Run, tmp_path: Path) -> None:
    make(tmp_path, logo_svg=HOSTILE["script"][1])
    code, out, error = run("build", "here", "--language", "en", "--product", "deck/public")
    assert code == 1
    assert "<script>" in error
    assert "deck-public" not in out


def test_a_fault_of_one_file_is_told_once(run: Run, tmp_path: Path) -> None:
    make(tmp_path, logo_svg=HOSTILE["script"][1])
    products = ("--product", POSTER, "--product", "poster/our-day")
    _, _, error = run("build", "here", "--language", "en", *products)
    assert error.count("<script>") == 1
