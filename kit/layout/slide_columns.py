"""Two columns of a slide -> their headings and paragraphs, both columns at one size."""

from dataclasses import replace

from kit.document.model import Column, Columns
from kit.document.runs import Text
from kit.layout.compositor import named
from kit.layout.deck import SlideText
from kit.layout.slide_fit import fit_texts
from kit.layout.slide_geometry import column_leaves, column_rects
from kit.layout.slide_words import Filled, SlideWords
from kit.units import Points, Rect

LEAST_PT = 14.0


def fill_columns(words: SlideWords, block: Columns) -> Filled:
    """Return the texts of both columns; a column without a heading has more room for its text."""
    leaves = column_leaves(words.compositor.theme.deck)
    rooms = [
        column_rects(leaf, has_heading=column.heading is not None)[1]
        for leaf, column in zip(leaves, block.columns, strict=True)
    ]
    texts = [_paragraphs(column, block.look) for column in block.columns]
    size = min(
        _size(words, number, *pair) for number, pair in enumerate(zip(texts, rooms, strict=True))
    )
    filled = Filled()
    for number, (column, paragraphs, room) in enumerate(
        zip(block.columns, texts, rooms, strict=True)
    ):
        if column.heading:
            filled = filled.plus(words.words(f"head{number}", (column.heading,), LEAST_PT))
        filled = filled.plus(_column(words, number, paragraphs, room, size))
    return filled


def _paragraphs(column: Column, look: str) -> tuple[Text, ...]:
    """Return a column's texts; where the first sentence is a name, the first one's is bold."""
    first, *others = column.texts
    return (named(first) if look == "named" else first, *others)


def _least(words: SlideWords) -> Points:
    return LEAST_PT * words.compositor.script.scale


def _size(words: SlideWords, number: int, texts: tuple[Text, ...], room: Rect) -> Points:
    place = replace(words.place(f"column{number}"), rect=room)
    sizes = (words.most(place.key), _least(words))
    return fit_texts(words.compositor, texts, place, sizes).size


def _column(
    words: SlideWords, number: int, texts: tuple[Text, ...], room: Rect, size: Points
) -> Filled:
    own = words.place(f"column{number}")
    place = replace(own, rect=room)
    found = fit_texts(words.compositor, texts, place, (size, size))
    paragraphs = tuple(words.spans(text, place) for text in texts)
    moved = None if room == own.rect else room
    text = SlideText(place.key, paragraphs, found.size, found.spacing, moved)
    over = () if found.holds else (words.overset(texts, place, size),)
    return Filled((text,), overset=over)
