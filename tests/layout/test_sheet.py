"""The papers of a visit: whole, in any script, nothing over another, and where to write on them."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pypdfium2
import pytest
from layout_samples import (
    ARTIFACT,
    LANGUAGES,
    Shop,
    Shops,
    bounds,
    ink_box,
    is_within,
    lines_of,
    open_shop,
    overlap,
    samples,
    signs_of,
    squeezed,
    text_of,
    touching,
    with_parts,
    with_roles,
)

from kit.document.compose import compose
from kit.document.local import BLANK
from kit.document.model import (
    Block,
    Callout,
    Document,
    Fill,
    Headline,
    Lead,
    Paragraph,
    Part,
    Picture,
    Step,
    Steps,
    Table,
)
from kit.document.runs import Run, Text
from kit.document.texts import texts_of
from kit.document.visit_words import VISITOR
from kit.errors import TemplateError
from kit.findings import Finding
from kit.layout.page import FormField, Page, PlacedArt, Publication, Shape
from kit.layout.sheet import lay_out_sheet
from kit.layout.sheet_certificate import split_at_name
from kit.papers import drawn_sheet
from kit.sources.gallery import Gallery
from kit.sources.visit import HostContact, ProgrammeItem, Visit, Visitor
from kit.units import Rect, mm

FIRST = datetime.date(2027, 5, 10)
TIMES = ("09:00", "11:00", "14:00", "18:30")
WHAT = (
    "Welcome and introductions",
    "How a donation becomes three products: the blood centre and its laboratory",
    "A donation centre: registration, private check, donation, rest",
    "Dinner with the hosts",
)
LETTER, PROGRAMME, CERTIFICATE, FORM = (
    f"sheet/{name}" for name in ("letter", "programme", "certificate", "plan")
)
PAPERS = (LETTER, PROGRAMME, CERTIFICATE, FORM)
NAMES = {
    "latin": "Mwanakombo Abdulrahman Mwinyimkuu-Kibaja",
    "cyrillic": "Бат-Эрдэнийн Отгонбаяр",
    "hangul": "남궁아름다운별하늘",
    "khmer": "សុខា ចន្ទសុភ័ក្រ្ត រតនមុនីវង្ស",
    "burmese": "ဒေါ်ခင်မောင်ဆွေလှိုင်မြတ်နိုး",
    "arabic": "عبد الرحمن بن محمد الحسيني",
    "hebrew": "אברהם בן־ציון",
    "ethiopic": "አበበ ከበደ",
    "devanagari": "सुशीला श्रेष्ठ",
}


def programme(days: int, words: Sequence[str] = WHAT) -> tuple[ProgrammeItem, ...]:
    return tuple(
        ProgrammeItem(FIRST + datetime.timedelta(day), at, {"en": f"{what} {day + 1}."})
        for day in range(days)
        for at, what in zip(TIMES, words, strict=False)
    )


def visit(**changes: object) -> Visit:
    plain = Visit(
        "visit.toml",
        ("mongolia",),
        FIRST,
        FIRST + datetime.timedelta(4),
        ("general", "safety"),
        ("mn",),
        (Visitor("Nomin"),),
        HostContact("Kim Minji", "whocc@example.org", "+82 33 811 0200"),
        programme(5),
        {"en": "We look forward to hearing from you."},
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def document(
    shop: Shop,
    product: str,
    of: Visit | None = None,
    visitor: Visitor = Visitor("Отгонбаяр", "Director"),  # noqa: B008 - a frozen value
) -> Document:
    material = replace(shop.bench.material, visit=of or visit(), visitor=visitor)
    return compose(material, product)[0]


def laid(
    shop: Shop, sheet: Document, *, size: str = "a4", is_draft: bool = True
) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    return lay_out_sheet(sheet, shop.bench.compositor, size=size, is_draft=is_draft)


def pdf_words(content: bytes) -> str:
    with pypdfium2.PdfDocument(BytesIO(content)) as pdf:
        return " ".join(page.get_textpage().get_text_bounded() for page in pdf)


def words_on(pages: Sequence[Page]) -> str:
    return squeezed("".join(mark.line.text for page in pages for mark in lines_of(page)))


def with_blocks(sheet: Document, *blocks: Block) -> Document:
    return with_parts(sheet, Part("face", blocks))


def codes(findings: Sequence[Finding]) -> list[str]:
    return [finding.code for finding in findings]


each_paper = pytest.mark.parametrize("product", PAPERS)
each_tongue = pytest.mark.parametrize(("partner", "language"), LANGUAGES)


@each_paper
@each_tongue
def test_no_line_touches_another_or_a_picture_and_all_keep_the_margins(
    shop: Shops, partner: str, language: str, product: str
) -> None:
    opened = shop(partner, language)
    pages, findings = laid(opened, document(opened, product))
    assert findings == ()
    for page in pages:
        # Headlines keep clear as on posters, which have tests for it.
        running = [mark for role, mark in with_roles(page.content) if role != "H1"]
        assert touching(replace(page, content=tuple(running))) == []
        room = Rect(0, 0, page.width, page.height).inset(mm(5), mm(17), mm(2))
        signs = signs_of(page.marks)
        figures = [mark for mark in lines_of(page, ARTIFACT) if "DRAFT" not in mark.line.text]
        for mark in (*lines_of(page, "H1", "H2", "H3", "P", "LI"), *figures):
            ink = ink_box(mark)
            assert ink
            assert is_within(ink, room, tolerance=0.1 * mark.size), mark.line.text
            assert not any(overlap(ink, sign) for sign in signs), mark.line.text


@each_paper
@each_tongue
def test_every_text_of_a_paper_stands_on_it(
    shop: Shops, partner: str, language: str, product: str
) -> None:
    opened = shop(partner, language)
    sheet = document(opened, product)
    shown = words_on(laid(opened, sheet)[0])
    hidden = [block.alt for block in sheet.parts[0].blocks if isinstance(block, Picture)]
    for text in texts_of(sheet.parts[0]):
        if text not in hidden and not any(run.fact == VISITOR for run in text.runs):
            assert squeezed(str(text)) in shown


@pytest.mark.parametrize("size", ["a4", "letter"])
@each_paper
def test_a_certificate_lies_and_the_others_stand(shop: Shops, size: str, product: str) -> None:
    opened = shop("tanzania", "en")
    width, height = {"a4": (210, 297), "letter": (215.9, 279.4)}[size]
    wanted = (height, width) if product == CERTIFICATE else (width, height)
    for page in laid(opened, document(opened, product), size=size)[0]:
        assert (page.width, page.height) == pytest.approx(tuple(map(mm, wanted)))


@each_paper
def test_only_a_draft_says_so_on_each_page(shop: Shops, product: str) -> None:
    opened = shop("tanzania", "en")
    sheet = document(opened, product)
    for page in laid(opened, sheet)[0]:
        assert "DRAFT" in words_on([page])
    assert "DRAFT" not in words_on(laid(opened, sheet, is_draft=False)[0])


@each_paper
@pytest.mark.parametrize("edition", ["low-ink", "black"])
def test_a_paper_comes_in_every_edition(shop: Shops, edition: str, product: str) -> None:
    opened = shop("tanzania", "en")
    compositor = opened.bench.compositor.in_edition(edition, None)
    pages, findings = lay_out_sheet(
        document(opened, product), compositor, size="a4", is_draft=False
    )
    assert findings == ()
    strong = {opened.bench.compositor.theme.named(name) for name in ("red", "wine", "amber")}
    for page in pages:
        shapes = [mark for mark in page.marks if isinstance(mark, Shape) and mark.fill in strong]
        rooms = [bounds(list(samples(mark.outline))) for mark in shapes]
        assert all(min(room.w, room.h) < mm(16) for room in rooms)


@pytest.mark.parametrize("script", NAMES)
def test_a_name_in_any_script_stands_on_its_certificate(shop: Shops, script: str) -> None:
    opened = shop("mongolia", "mn")
    sheet = document(opened, CERTIFICATE, visitor=Visitor(NAMES[script], "Director"))
    pages, findings = laid(opened, sheet)
    assert findings == ()
    assert squeezed(NAMES[script]) in words_on(pages)
    largest = max(lines_of(pages[0], "H2"), key=lambda mark: mark.size)
    assert largest.line.text.strip() in NAMES[script]


def test_the_pdf_has_the_words_to_read_and_to_copy() -> None:
    opened = open_shop("mongolia", "en")
    people = {"visitor": Visitor("Отгонбаяр", "Director")}
    made = {
        product: pdf_words(drawn_sheet(document(opened, product, **people), opened.bench,
                                       is_draft=False)[0])
        for product in PAPERS
    }  # fmt: skip
    assert "Kim Minji" in made[LETTER]
    assert "11:00" in made[PROGRAMME]
    assert "Отгонбаяр" in made[CERTIFICATE]
    assert "My first three steps" in made[FORM]


def test_the_same_paper_has_the_same_bytes() -> None:
    made = []
    for _ in range(2):
        opened = open_shop("mongolia", "ko")
        sheets = [document(opened, product) for product in PAPERS]
        made.append([drawn_sheet(sheet, opened.bench, is_draft=True)[0] for sheet in sheets])
    assert made[0] == made[1]


def test_hostile_words_are_drawn_as_they_are() -> None:
    opened = open_shop("mongolia", "en")
    hostile = "<b>{name}</b> & {{ 7 * 7 }} \u202egnik"
    sheet = document(opened, CERTIFICATE, visitor=Visitor(hostile, hostile))
    content, findings = drawn_sheet(sheet, opened.bench, is_draft=False)
    assert findings == ()
    assert "<b>{name}</b>&{{7*7}}gnik" in squeezed(pdf_words(content))


# The sender


LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 40"><path d="M0 0H{}V40Z" {}/></svg>'
)


@each_paper
def test_the_logo_over_the_head_is_that_of_the_host(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, product: str
) -> None:
    for partner, width in (("korea", 40), ("mongolia", 80)):
        folder = tmp_path / "assets" / "partners" / partner
        folder.mkdir(parents=True)
        svg = LOGO.format(width, width, 'fill="#0B6E4F"')
        (folder / "logo.svg").write_text(svg, encoding="utf-8")
    (tmp_path / "kit.toml").write_text("schema = 1\n", encoding="utf-8")
    opened = open_shop("mongolia", "en", tmp_path)
    opened.bench.compositor.gallery = Gallery(opened.bench.material.workspace)
    published: list[Publication] = []
    monkeypatch.setattr("kit.papers.write_pdf", lambda made: published.append(made) or b"")
    drawn_sheet(document(opened, product), opened.bench, is_draft=False)
    for page in published[0].pages:
        (logo,) = [
            mark
            for mark in page.marks
            if isinstance(mark, PlacedArt) and mark.alt == "Korean Red Cross Blood Services"
        ]
        assert logo.drawing.width == 40
        ground = next(mark for mark in page.marks if isinstance(mark, Shape))
        assert ground.fill == opened.bench.compositor.theme.colour_of("page")
        clear = logo.rect.inset(-mm(5), -mm(5), -mm(5))
        assert not any(overlap(box, clear) for mark in lines_of(page) if (box := ink_box(mark)))


# Further pages


def test_a_short_programme_keeps_to_one_page_and_a_long_one_goes_on(shop: Shops) -> None:
    opened = shop("tanzania", "en")
    counts = []
    for days in (1, 2, 5, 12):
        sheet = document(opened, PROGRAMME, visit(programme=programme(days)))
        pages, findings = laid(opened, sheet)
        assert findings == ()
        counts.append(len(pages))
    assert counts[:2] == [1, 1]
    assert 1 < counts[2] < counts[3]


def test_a_long_programme_says_everything_once_and_in_order(shop: Shops) -> None:
    opened = shop("tanzania", "en")
    pages, _ = laid(opened, document(opened, PROGRAMME, visit(programme=programme(12))))
    shown = words_on(pages)
    places = [shown.rindex(f"{9 + day}May2027") for day in range(2, 13)]
    assert places == sorted(places)
    for day in range(1, 13):
        assert shown.count(squeezed(f"{WHAT[3]} {day}.")) == 1


def test_a_day_that_holds_on_a_page_is_not_parted(shop: Shops) -> None:
    opened = shop("tanzania", "en")
    pages, _ = laid(opened, document(opened, PROGRAMME, visit(programme=programme(12))))
    for page in pages:
        shown = words_on([page])
        assert shown.count("09:00") == shown.count("18:30") > 0


def test_a_day_longer_than_a_page_says_its_date_again(shop: Shops) -> None:
    opened = shop("tanzania", "en")
    items = tuple(ProgrammeItem(FIRST, "09:00", {"en": f"{WHAT[1]} {n}"}) for n in range(60))
    pages, findings = laid(opened, document(opened, PROGRAMME, visit(programme=items)))
    assert findings == ()
    assert len(pages) > 1
    for page in pages:
        headings = [mark.line.text for mark in lines_of(page, "H2")]
        assert [words for words in headings if "May" in words] == ["10 May 2027"]


def test_pages_of_several_are_numbered_and_the_band_stands_on_the_last(shop: Shops) -> None:
    opened = shop("tanzania", "en")
    pages, _ = laid(opened, document(opened, PROGRAMME))
    count = len(pages)
    for number, page in enumerate(pages, 1):
        assert f"{number}/{count}" in words_on([page])
        assert ("whocc@example.org" in words_on([page])) == (number == count)
    assert "1/1" not in words_on(laid(opened, document(opened, LETTER))[0])


def test_a_long_note_goes_on_to_another_page(shop: Shops) -> None:
    opened = shop("tanzania", "en")
    notes = {"en": "\n".join("A long note. " * 40 for _ in range(8))}
    pages, findings = laid(opened, document(opened, LETTER, visit(notes=notes)))
    assert findings == ()
    assert len(pages) == 2


# What does not fit


def test_a_word_that_is_wider_than_its_column_is_reported(shop: Shops) -> None:
    opened = shop("tanzania", "en")
    items = (ProgrammeItem(FIRST, "09:00", {"en": "W" * 120}),)
    _, findings = laid(opened, document(opened, PROGRAMME, visit(programme=items)))
    assert codes(findings) == ["layout.overset"]
    assert "WWW" in findings[0].message


def test_a_name_that_is_too_long_is_reported_and_a_long_one_gets_smaller(shop: Shops) -> None:
    opened = shop("tanzania", "en")
    sizes = []
    for words in (1, 6):
        sheet = document(opened, CERTIFICATE, visitor=Visitor("Mwinyimkuu " * words))
        pages, findings = laid(opened, sheet)
        assert findings == ()
        sizes.append(max(mark.size for mark in lines_of(pages[0], "H2")))
    assert sizes[0] > sizes[1]
    _, findings = laid(opened, document(opened, CERTIFICATE, visitor=Visitor("W" * 80)))
    assert codes(findings) == ["layout.overset"]


def test_a_form_that_is_too_long_is_reported(shop: Shops) -> None:
    opened = shop("tanzania", "en")
    sheet = document(opened, FORM)
    more = tuple(Callout(text_of("A sentence of some length. " * 12)) for _ in range(4))
    _, findings = laid(opened, with_blocks(sheet, *sheet.parts[0].blocks, *more))
    assert codes(findings) == ["layout.overset"]


def test_a_block_that_a_plan_does_not_show_is_refused(shop: Shops) -> None:
    opened = shop("tanzania", "en")
    words = text_of("Words.")
    steps = Steps((Step(Picture("family", words), words),))
    ragged = Table(((words, words), (words,)))
    for product, blocks, message in (
        (LETTER, (steps,), "a steps has no place here"),
        (LETTER, (Fill(1),), "a fill has no place here"),
        (FORM, (Paragraph(words),), "a paragraph has no place here"),
        (LETTER, (Headline(words), Headline(words)), "two headlines"),
        (PROGRAMME, (ragged,), "the rows of a table do not fit together"),
    ):
        with pytest.raises(TemplateError, match=message):
            laid(opened, with_blocks(document(opened, product), *blocks))


def test_a_paper_needs_neither_picture_nor_sender(shop: Shops) -> None:
    opened = shop("tanzania", "en")
    words = text_of("Words.")
    plain: Table = Table(((words, words), (words, Text(()))))
    for product, blocks in (
        (LETTER, (Paragraph(words), plain)),
        (CERTIFICATE, (Paragraph(words),)),
        (FORM, (Lead(words), Fill(2))),
    ):
        pages, findings = laid(opened, with_blocks(document(opened, product), *blocks))
        assert findings == ()
        assert "Words." in words_on(pages)


# The name on its own line


def named(before: str, name: str, after: str) -> Text:
    return Text((Run(before, "en"), Run(name, "en", fact=VISITOR), Run(after, "en")))


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("This says that ", " was here.", ("This says that", "Ana", "was here.")),
        ("This says ", ", our guest, was here.", ("This says", "Ana,", "our guest, was here.")),
        ("", " 님이", ("", "Ana", "님이")),
        ("Here was ", ".", ("Here was", "Ana.", "")),
    ],
)  # fmt: skip
def test_a_sentence_is_parted_at_the_name(
    before: str, after: str, wanted: tuple[str, str, str]
) -> None:
    assert tuple(map(str, split_at_name(named(before, "Ana", after)))) == wanted


def test_a_sentence_without_a_name_stays_whole() -> None:
    text = text_of("Nobody was here.")
    assert split_at_name(text) == (text, Text(()), Text(()))


# Where to write


def fields_of(shop: Shop) -> tuple[Page, tuple[FormField, ...]]:
    (page,) = laid(shop, document(shop, FORM), is_draft=False)[0]
    return page, page.fields


@each_tongue
def test_every_field_is_in_the_page_and_over_no_other(
    shop: Shops, partner: str, language: str
) -> None:
    page, fields = fields_of(shop(partner, language))
    room = Rect(0, 0, page.width, page.height).inset(mm(80), mm(18), mm(12))
    assert all(is_within(field.rect, room) for field in fields)
    assert not any(overlap(one.rect, other.rect) for one, other in combinations(fields, 2))
    assert len({field.name for field in fields}) == len(fields)
    assert all(field.label.strip() for field in fields)


@each_tongue
def test_every_blank_of_a_sentence_is_a_field(shop: Shops, partner: str, language: str) -> None:
    page, fields = fields_of(shop(partner, language))
    blanks = [
        Rect(mark.x + run.x * mark.size, mark.y, run.advance * mark.size, 0)
        for mark in lines_of(page)
        for run in mark.line.runs
        if run.span.origin and run.span.origin.fact == BLANK
    ]
    assert len(blanks) == 6
    for blank in blanks:
        over = [f for f in fields if f.rect.y < blank.y < f.rect.bottom]
        near = [(f.rect.x, f.rect.w) for f in over if abs(f.rect.x - blank.x) < 0.1]
        assert near == [pytest.approx((blank.x, blank.w))]


@each_tongue
def test_every_line_to_write_on_has_a_field_that_stands_on_it(
    shop: Shops, partner: str, language: str
) -> None:
    page, fields = fields_of(shop(partner, language))
    shapes = [bounds(list(samples(m.outline))) for m in page.marks if isinstance(m, Shape)]
    rules = [rect for rect in shapes if rect.h < 1 and rect.w > mm(40)]
    # Two for name and date, three steps, four short questions, two lines for one, and the last.
    assert len(rules) == 12
    for rule in rules:
        on = [f for f in fields if is_within(Rect(rule.x, rule.y, rule.w, 0), f.rect)]
        assert [(f.rect.x, f.rect.w) for f in on] == [pytest.approx((rule.x, rule.w))]


def test_only_lines_without_numbers_make_one_field_of_several(shop: Shops) -> None:
    _, fields = fields_of(shop("tanzania", "en"))
    assert [field.label for field in fields if field.is_multiline] == ["How I will know it works"]
    assert [field.label for field in fields if "steps" in field.label] == [
        f"My first three steps {number}" for number in (1, 2, 3)
    ]
    assert fields[0].name == "plan-01"


def test_other_papers_have_no_fields(shop: Shops) -> None:
    opened = shop("tanzania", "en")
    for product in (LETTER, PROGRAMME, CERTIFICATE):
        pages, _ = laid(opened, document(opened, product))
        assert all(page.fields == () for page in pages)


# From right to left


@each_paper
def test_a_page_from_right_to_left_is_turned(shop: Shops, product: str) -> None:
    pages = {
        language: laid(shop(partner, language), document(shop(partner, language), product))[0][0]
        for partner, language in (("tanzania", "en"), ("mongolia", "ar"))
    }
    sides = {}
    for language, page in pages.items():
        (picture,) = [
            mark for mark in page.marks if isinstance(mark, PlacedArt) and mark.rect.w > mm(30)
        ][:1]
        words = lines_of(page, "H1")
        middle = picture.rect.x + picture.rect.w / 2
        sides[language] = (middle > page.width / 2, words[0].x > middle)
    assert sides == {"en": (True, False), "ar": (False, True)}


def test_the_fields_of_a_page_from_right_to_left_begin_at_the_right(shop: Shops) -> None:
    page, fields = fields_of(shop("mongolia", "ar"))
    name, date = fields[:2]
    assert name.rect.x > page.width / 2 > date.rect.right
