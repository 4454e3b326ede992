"""Myths and facts -> outlined leaves and filled ones, under their labels."""

from kit.document.model import Pairs
from kit.layout.page import Shape
from kit.layout.shapes import leaf
from kit.layout.slide_checks import check_count
from kit.layout.slide_geometry import PAIRS, pair_rects, sign_rect
from kit.layout.slide_pictures import icon_picture
from kit.layout.slide_words import Filled, SlideWords

LEAST_PT = 13.0
RADIUS, OUTLINE = 25.0, 2.2


def fill_pairs(words: SlideWords, block: Pairs) -> Filled:
    """Return myths in outlined leaves and facts in filled ones, all at one size."""
    check_count("pairs", len(block.pairs), PAIRS)
    theme = words.compositor.theme
    pairs = block.pairs
    keys = [(f"myth{number}", f"fact{number}") for number in range(len(pairs))]
    both = [
        (key, (text,))
        for pair, names in zip(pairs, keys, strict=True)
        for key, text in zip(names, (pair.myth, pair.fact), strict=True)
    ]
    size = words.common(both, LEAST_PT)
    filled = words.words("myth", (block.myth,)).plus(words.words("fact", (block.fact,)))
    for key, texts in both:
        filled = filled.plus(words.words(key, texts, LEAST_PT, size))
    for myth, fact in pair_rects(theme.deck)[: len(pairs)]:
        line = Shape(leaf(myth, RADIUS), stroke=theme.colour_of("myth"), stroke_width=OUTLINE)
        ground = Shape(leaf(fact, RADIUS), fill=theme.colour_of("fact"))
        signs = (
            icon_picture(words.compositor, "myth", sign_rect(myth), theme.role["myth"]),
            icon_picture(words.compositor, "fact", sign_rect(fact), theme.role["fact"]),
        )
        filled = filled.plus(Filled(shapes=(line, ground), pictures=signs))
    return filled
