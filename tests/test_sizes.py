"""Papers: pages of their exact size, type that can be read on them, margins a printer can keep."""

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp

from kit.document.compose import compose
from kit.document.model import Band, Block, Contact, Document, Paragraph, Smallprint
from kit.findings import Finding
from kit.layout.copyfit import messages_of
from kit.layout.page import Page, PlacedArt, PlacedLine
from kit.orders import Order
from kit.sources.products import product_names
from kit.sources.theme import Theme
from kit.sources.workspace import open_workspace
from kit.stages import Bench, Job, bench_of, companion_of, drawn, pages_of
from kit.units import Rect, mm
from tests.layout.layout_samples import ARTIFACT, LANGUAGES, ink_box, is_within, lines_of

PRODUCTS = tuple(
    name for name in product_names(open_workspace(None)) if not name.startswith("deck/")
)
BROCHURES, POSTERS = (
    tuple(name for name in PRODUCTS if name.startswith(kind)) for kind in ("brochure/", "poster/")
)
PAPERS_MM = {
    "a1": (594, 841),
    "a2": (420, 594),
    "a3": (297, 420),
    "a4": (210, 297),
    "tabloid": (11 * 25.4, 17 * 25.4),
    "letter": (8.5 * 25.4, 11 * 25.4),
}
BROCHURE_SIZES = ("a4", "letter")
ALL = [
    *((product, size) for product in POSTERS for size in PAPERS_MM),
    *((product, size) for product in BROCHURES for size in BROCHURE_SIZES),
]
PARTNERS = {tag: slug for slug, tag in LANGUAGES if tag != "he"}
SAFE_MM = 5
# Of an address of 60 characters the code has more, and smaller, squares than built-in ones.
ADDRESS = "https://blood-donation.ministry-of-health.example.org/en/now"
PROFILE = """
schema = 1
country = "TL"
languages = ["en", "ar"]

[service]
value = {{ en = "Blood Bank of Dili", ar = "بنك الدم في ديلي" }}
sources = ["who-fs-blood"]

[fact.web]
value = "{web}"
sources = ["who-fs-blood"]
"""

each_size = pytest.mark.parametrize(("product", "size"), ALL)
each_language = pytest.mark.parametrize("language", PARTNERS)


@cache
def bench(language: str) -> Bench:
    partner = PARTNERS[language]
    return bench_of(Job(None, Path("out"), partner, language, (), is_final=False))


@cache
def document(product: str, language: str) -> Document:
    return compose(bench(language).material, product)[0]


@cache
def laid(
    product: str, size: str, language: str = "en"
) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    found = document(product, language)
    companion = companion_of(found, bench(language))
    return pages_of(found, Order(product, size), bench(language), companion, is_draft=True)


def theme() -> Theme:
    return bench("en").compositor.theme


def words(page: Page) -> list[PlacedLine]:
    """Return the lines of a page but for the label of a draft."""
    return [mark for mark in lines_of(page) if mark not in lines_of(page, ARTIFACT)]


# Boxes


@each_size
def test_a_page_has_exactly_the_size_of_its_paper(product: str, size: str) -> None:
    order = Order(product, size)
    content, _ = drawn(document(product, "en"), order, bench("en"), None, is_draft=True)
    width, height = PAPERS_MM[size]
    expected = (height, width) if product in BROCHURES else (width, height)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == (2 if product in BROCHURES else 1)
        for page in pdf.pages:
            for box in (page.mediabox, page.trimbox, page.cropbox, page.bleedbox):
                left, foot, right, head = (float(edge) / mm(1) for edge in box)
                assert (left, foot) == (0, 0)
                assert (right, head) == pytest.approx(expected, abs=0.01)
            assert page.obj.get("/Rotate", 0) == 0
            assert page.obj.get("/UserUnit", 1) == 1


def test_the_papers_of_the_theme_are_the_papers_of_this_test() -> None:
    assert set(theme().poster_size) == set(PAPERS_MM)
    assert set(theme().brochure_size) == set(BROCHURE_SIZES)


# Type


def least_sizes(product: str, size: str) -> tuple[float, float]:
    """Return the least sizes of running text and small print on a paper."""
    if product in BROCHURES:
        return theme().brochure.body_min_pt, theme().brochure.foot_pt
    paper = theme().poster_size[size]
    return paper.body_min_pt, paper.source_min_pt


def blocks_of(found: Document) -> Iterator[Block]:
    for part in found.parts:
        for block in part.blocks:
            yield block
            if isinstance(block, Band):
                yield from block.blocks


def messages(found: Document, kind: type[Block]) -> set[str]:
    """Return the msgids of the texts of a kind of block."""
    texts = [
        text
        for block in blocks_of(found)
        if isinstance(block, kind)
        for text in (
            (*block.lines, *((block.phone,) if block.phone else ()))
            if isinstance(block, Contact)
            else (getattr(block, "text"),)  # noqa: B009 - not all blocks have one
        )
    ]
    return {use.msgid for text in texts for use in messages_of(text)}


def msgids(mark: PlacedLine) -> set[str]:
    origins = [run.span.origin for run in mark.line.runs]
    return {origin.message.msgid for origin in origins if origin and origin.message}


def too_small(product: str, size: str, language: str, kind: type[Block] | None) -> list[str]:
    """Return the lines below the least size: of contacts, of small print, or (None) of all else."""
    found = document(product, language)
    body, small = least_sizes(product, size)
    scale = bench(language).compositor.script.scale
    special = {each: messages(found, each) for each in (Contact, Smallprint)}
    lines: list[str] = []
    for page in laid(product, size, language)[0]:
        # What is no part of the text are the numbers of lines to write on, and the draft label.
        for mark in lines_of(page, "P", "LI", ARTIFACT):
            if "DRAFT" in mark.line.text:
                continue
            own = next((k for k, texts in special.items() if msgids(mark) & texts), None)
            least = small if own is Smallprint else body * scale
            if own is kind and mark.size < least - 0.005:
                lines.append(f"{mark.size:.2f} < {least:.2f}: {mark.line.text}")
    return lines


@each_language
def test_every_product_holds_on_every_paper(language: str) -> None:
    for product, size in ALL:
        assert laid(product, size, language)[1] == (), (product, size)


@each_language
def test_no_running_text_or_small_print_is_below_the_least_size_of_its_paper(
    language: str,
) -> None:
    for product, size in ALL:
        assert too_small(product, size, language, None) == [], (product, size)
        assert too_small(product, size, language, Smallprint) == [], (product, size)


@each_language
def test_no_contact_is_below_the_least_size_of_its_paper(language: str) -> None:
    found = [line for order in ALL for line in too_small(*order, language, Contact)]
    assert found == []


def sizes_of(product: str, size: str, language: str) -> set[float]:
    """Return the sizes of the paragraphs of a product."""
    texts = messages(document(product, language), Paragraph)
    (page,) = laid(product, size, language)[0]
    return {round(m.size, 2) for m in lines_of(page, "P") if msgids(m) & texts}


@each_language
@pytest.mark.parametrize("product", ["poster/a-gift", "poster/only-people", "poster/our-day"])
def test_running_text_on_a1_is_more_than_twice_that_on_a4(product: str, language: str) -> None:
    (hand,), (wall,) = (sizes_of(product, size, language) for size in ("a4", "a1"))
    assert wall > 2 * hand
    # A page that was only enlarged would have all its type in the scale of the papers.
    assert wall / hand != pytest.approx(PAPERS_MM["a1"][1] / PAPERS_MM["a4"][1], rel=0.05)


def breaks(product: str, size: str, language: str) -> list[str]:
    return [mark.line.text for page in laid(product, size, language)[0] for mark in words(page)]


@pytest.mark.parametrize("language", ["mn", "km", "ar", "vi"])
def test_lines_are_broken_anew_for_each_paper(language: str) -> None:
    differ = [
        product
        for product in POSTERS
        if breaks(product, "a4", language) != breaks(product, "a1", language)
    ]
    assert len(differ) >= 2
    for product in POSTERS:
        one, other = (
            "".join("".join(breaks(product, size, language)).split()) for size in ("a4", "a1")
        )
        assert one.replace("\u00ad", "") == other.replace("\u00ad", "")


# Margins


@each_language
@pytest.mark.parametrize("size", PAPERS_MM)
def test_no_words_stand_where_a_printer_may_not_reach(size: str, language: str) -> None:
    for product in PRODUCTS if size in BROCHURE_SIZES else POSTERS:
        for page in laid(product, size, language)[0]:
            room = Rect(0, 0, page.width, page.height).inset(*[mm(SAFE_MM)] * 3)
            for mark in words(page):
                assert is_within(ink_box(mark) or room, room), (product, mark.line.text)


@each_size
def test_tiles_codes_and_badges_keep_to_the_paper_too(product: str, size: str) -> None:
    for page in laid(product, size)[0]:
        room = Rect(0, 0, page.width, page.height).inset(*[mm(SAFE_MM)] * 3)
        for mark in page.marks:
            name = mark.drawing.name if isinstance(mark, PlacedArt) else ""
            if isinstance(mark, PlacedArt) and (name == "qr" or name.startswith("pictograms/")):
                assert is_within(mark.rect, room), name


# From right to left


@pytest.mark.parametrize("size", PAPERS_MM)
def test_words_from_right_to_left_hang_on_the_right_margin(size: str) -> None:
    for product in POSTERS:
        (left,), (right,) = (laid(product, size, language)[0] for language in ("en", "ar"))
        roles = ("P", "LI", "H2") if product != "poster/five-steps" else ("H1", "P")
        margin = min(mark.x for mark in lines_of(left, *roles))
        reach = max(m.x + m.line.width * m.size for m in lines_of(right, *roles))
        assert reach == pytest.approx(right.width - margin, abs=0.1), product


@each_size
def test_tiles_stand_before_their_words_in_both_directions(product: str, size: str) -> None:
    for language in ("en", "ar"):
        for page in laid(product, size, language)[0]:
            for mark in page.marks:
                if isinstance(mark, PlacedArt) and mark.drawing.name.startswith("pictograms/"):
                    beside = [
                        line
                        for line in lines_of(page, "LI", "P")
                        if mark.rect.y < line.y < mark.rect.bottom
                        and abs(line.x + line.line.width * line.size / 2 - mark.rect.x)
                        < page.width / 2
                    ]
                    after = [line for line in beside if line.x > mark.rect.right]
                    before = [
                        line
                        for line in beside
                        if line.x + line.line.width * line.size < mark.rect.x
                    ]
                    assert before if language == "ar" else after


@each_size
def test_pictures_are_turned_round_for_arabic_but_for_right_hands_and_maps(
    product: str, size: str
) -> None:
    for page in laid(product, size, "ar")[0]:
        for mark in page.marks:
            if isinstance(mark, PlacedArt):
                assert mark.is_mirrored == mark.drawing.may_mirror, mark.drawing.name
    assert not any(
        mark.is_mirrored
        for page in laid(product, size)[0]
        for mark in page.marks
        if isinstance(mark, PlacedArt)
    )


# Codes


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace_of(tmp_path_factory.mktemp("linked"), ADDRESS)


def workspace_of(root: Path, web: str) -> Path:
    folder = root / "assets/partners/here"
    folder.mkdir(parents=True, exist_ok=True)
    (root / "kit.toml").write_text("schema = 1\n", encoding="utf-8")
    (folder / "partner.toml").write_text(PROFILE.format(web=web), encoding="utf-8")
    return root


def opened(root: Path, language: str) -> Bench:
    return bench_of(Job(root, Path("out"), "here", language, (), is_final=False))


def codes(content: bytes, dpi: int) -> list[str]:
    with pypdfium2.PdfDocument(content) as pdf:
        pictures = [page.render(scale=dpi / 72).to_pil() for page in pdf]
    return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]


@pytest.mark.parametrize("edition", ["colour", "low-ink", "black"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_codes_on_the_smallest_paper_lead_to_the_address(
    linked: Path, language: str, edition: str
) -> None:
    assert len(ADDRESS) == 60
    own = opened(linked, language)
    for product, size in (
        ("poster/only-people", "a4"),
        ("poster/can-i-give", "letter"),
        ("poster/five-steps", "a4"),
        ("poster/our-day", "letter"),
        ("brochure/donor", "letter"),
    ):
        found, _ = compose(own.material, product)
        order = Order(product, size, edition=edition)
        content, _ = drawn(found, order, own, None, is_draft=True)
        assert codes(content, 150) == [ADDRESS], product


def test_an_address_too_long_for_its_place_is_told(linked: Path) -> None:
    own = opened(linked, "en")
    found, _ = compose(own.material, "poster/only-people")
    _, findings = pages_of(found, Order("poster/only-people", "a4"), own, None, is_draft=True)
    (finding,) = findings
    assert finding.code == "layout.overset"
    assert ADDRESS.removeprefix("https://")[:30] in finding.message


@pytest.mark.parametrize("size", ["a4", "a1"])
def test_an_address_is_told_or_set_in_the_least_size(tmp_path: Path, size: str) -> None:
    product = "poster/only-people"
    least = theme().poster_size[size].body_min_pt
    for count in range(20, 60, 4):
        web = "https://" + "blood" * (count // 5) + "e"[: count % 5] + ".example.org"
        own = opened(workspace_of(tmp_path, web), "en")
        found, _ = compose(own.material, product)
        (page,), findings = pages_of(found, Order(product, size), own, None, is_draft=True)
        (line,) = [mark for mark in lines_of(page, "P") if ".example.org" in mark.line.text]
        assert findings or line.size >= least - 0.005, web
