"""The parts of a talk, read back from the presentation."""

import io
from dataclasses import replace

import pytest
from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn
from slide_samples import deck_bytes, sample_deck

from kit.preflight.slides import lint_deck

P14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"


def deck_of(*names, **changes):
    deck = sample_deck()
    slides = tuple(
        replace(slide, section=name, notes=("Say this.",))
        for slide, name in zip(deck.slides, names, strict=True)
    )
    return replace(deck, slides=slides, **changes)


def parts_of(deck):
    """The name, id and slide numbers of each part."""
    presentation = Presentation(io.BytesIO(deck_bytes(deck)))
    root = presentation.part._element
    ids = [slide.get("id") for slide in root.find(qn("p:sldIdLst"))]
    return [
        (
            part.get("name"),
            part.get("id"),
            [ids.index(s.get("id")) for s in part.iter(f"{P14}sldId")],
        )
        for part in root.iter(f"{P14}section")
    ]


@pytest.mark.parametrize(
    ("names", "parts"),
    [
        (("Why", "", "How"), [("Why", [0, 1]), ("How", [2])]),
        (("Why", "How", "When"), [("Why", [0]), ("How", [1]), ("When", [2])]),
        (("Why", "", ""), [("Why", [0, 1, 2])]),
        (("", "", ""), []),
    ],
)
def test_each_slide_belongs_to_the_part_that_began_last(names, parts):
    assert [(name, slides) for name, _, slides in parts_of(deck_of(*names))] == parts


def test_slides_before_the_first_named_part_belong_to_one_with_the_title_of_the_talk():
    deck = deck_of("", "How", "")
    assert [(name, slides) for name, _, slides in parts_of(deck)] == [
        (deck.title, [0]),
        ("How", [1, 2]),
    ]


def test_the_ids_of_parts_are_unique_and_the_same_every_time():
    deck = deck_of("Why", "How", "Why")
    ids = [each for _, each, _ in parts_of(deck)]
    assert len(set(ids)) == 3
    assert ids == [each for _, each, _ in parts_of(deck)]
    assert all(each == each.upper() and each[0] + each[-1] == "{}" for each in ids)
    others = [each for _, each, _ in parts_of(replace(deck, title="Another talk"))]
    assert set(ids).isdisjoint(others)


def test_a_deck_with_parts_has_no_fault_and_its_list_stands_last():
    content = deck_bytes(deck_of("Why", "", "How & when"))
    assert lint_deck(content) == ()
    root = Presentation(io.BytesIO(content)).part._element
    assert etree.QName(root[-1]).localname == "extLst"
