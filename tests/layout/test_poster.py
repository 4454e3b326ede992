"""The poster: texts in their band and foot, nothing over a margin or another line."""

from dataclasses import replace

import pytest
from layout_samples import (
    POSTER,
    Shops,
    bounds,
    each_language,
    each_shop,
    ink_box,
    is_within,
    lines_of,
    overlap,
    room_in,
    samples,
    signs_of,
    squeezed,
    swapped,
    text_of,
    touching,
    with_parts,
)

from kit.document.model import Band, Block, Chart, Contact, Lead, Paragraph, Picture, Smallprint
from kit.document.texts import texts_of
from kit.errors import TemplateError
from kit.findings import Finding
from kit.layout.compositor import part_of
from kit.layout.page import Page, Shape
from kit.units import Rect, mm

MARGIN = 17


def band_of(page: Page, colour: str) -> Rect:
    (band,) = [
        bounds(list(samples(mark.outline)))
        for mark in page.marks
        if isinstance(mark, Shape) and mark.fill == colour
    ]
    return band


@each_shop
def test_no_built_in_poster_has_a_text_too_long(shop: Shops, partner: str, language: str) -> None:
    pages, findings = shop(partner, language).laid_poster
    assert findings == ()
    assert [(page.width, page.height) for page in pages] == [(mm(297), mm(420))]


@each_language
def test_texts_keep_the_margins_and_stand_in_the_band_or_under_it(
    shop: Shops, partner: str, language: str
) -> None:
    opened = shop(partner, language)
    (page,) = opened.poster
    band = band_of(page, opened.bench.compositor.theme.named("amber"))
    foot = Rect(0.0, band.bottom, page.width, page.height - band.bottom)
    places = set()
    for mark in lines_of(page, "P"):
        ink = ink_box(mark)
        assert ink
        assert mm(MARGIN) - 1 <= ink.x
        assert ink.right <= page.width - mm(MARGIN) + 1
        assert is_within(ink, band) or is_within(ink, foot), mark.line.text
        places.add(is_within(ink, band))
    assert places == {True, False}


@each_language
def test_no_line_of_a_poster_touches_another_or_the_code(
    shop: Shops, partner: str, language: str
) -> None:
    (page,) = shop(partner, language).poster
    assert touching(page) == []
    for mark in lines_of(page, "P"):
        ink = ink_box(mark)
        assert ink
        assert not any(overlap(ink, sign) for sign in signs_of(page.marks)), mark.line.text


@each_language
def test_every_text_of_the_poster_stands_on_it(shop: Shops, partner: str, language: str) -> None:
    opened = shop(partner, language)
    found = squeezed("".join(mark.line.text for mark in lines_of(opened.poster[0])))
    (part,) = opened.document(POSTER).parts
    hidden = [block.alt for block in part.blocks if isinstance(block, Picture)]
    for text in (text for text in texts_of(part) if text not in hidden):
        assert squeezed(str(text)) in found


@pytest.mark.parametrize("language", ["en", "he"])
def test_a_poster_is_marked_as_a_draft_only_when_it_is_one(shop: Shops, language: str) -> None:
    opened = shop("korea", language)
    document = opened.document(POSTER)
    (draft,), _ = opened.pages(document, is_draft=True)
    (checked,), _ = opened.pages(document, is_draft=False)
    (label,) = lines_of(draft, "Artifact")
    assert "DRAFT" in label.line.text
    ink = ink_box(label)
    assert ink
    assert is_within(ink, Rect(0, 0, draft.width, draft.height))
    assert (ink.x > draft.width / 2) == (language == "he")
    assert [mark for mark in draft.marks if mark not in checked.marks] == list(draft.marks[-2:])


def test_a_poster_from_right_to_left_has_its_words_on_the_right(shop: Shops) -> None:
    (page,) = shop("korea", "he").poster
    band = band_of(page, shop("korea", "he").bench.compositor.theme.named("amber"))
    ends = [
        mark.x + mark.line.width * mark.size
        for mark in lines_of(page, "P")
        if band.y < mark.y < band.bottom
    ]
    assert max(ends) == pytest.approx(page.width - mm(MARGIN))
    feet = [mark.x for mark in lines_of(page, "P") if mark.y > band.bottom]
    assert min(feet) == pytest.approx(mm(MARGIN))


LONG = " ".join(["One donation can help save up to three lives of people near you."] * 30)


@pytest.mark.parametrize(("kind", "panel"), [(Paragraph, "band"), (Smallprint, "foot")])
def test_a_text_too_long_is_reported_with_the_length_that_fits(
    shop: Shops, kind: type[Paragraph] | type[Smallprint], panel: str
) -> None:
    opened = shop("korea", "en")
    document = opened.document(POSTER)
    old = next(text for text in map(str, texts_of(document.parts[0])) if old_of(kind) in text)
    long = text_of(LONG)

    def found(length: int) -> tuple[Finding, ...]:
        return opened.pages(swapped(document, old, part_of(long, 0, length)))[1]

    (finding,) = found(len(LONG))
    assert finding.message.startswith(f"{panel}: the text is ")
    assert LONG[:40] in finding.message
    assert finding.where == "locales/en/kit.po:17"
    room = room_in(finding)
    assert found(round(room * 0.75)) == ()
    assert found(round(room * 1.3)) != ()


def old_of(kind: type[Paragraph] | type[Smallprint]) -> str:
    return "One donation" if kind is Paragraph else "WHO publication"


@pytest.mark.parametrize(
    "block",
    [
        Chart(text_of("Donations"), ()),
        Lead(text_of("Give.")),
        Band("amber", (Chart(text_of("Donations"), ()),)),
        Band("amber", (Contact(()), Contact(()))),
        Smallprint(text_of("Another line of small print.")),
    ],
)
def test_a_block_that_a_poster_cannot_hold_is_refused_not_dropped(
    shop: Shops, block: Block
) -> None:
    opened = shop("korea", "en")
    document = opened.document(POSTER)
    (part,) = document.parts
    with pytest.raises(TemplateError) as error:
        opened.pages(with_parts(document, replace(part, blocks=(*part.blocks, block))))
    assert error.value.hint
