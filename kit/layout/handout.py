"""A deck and its document -> the pages of a hand-out: slides with what is said about them."""

from kit.document.model import Document
from kit.findings import Finding
from kit.layout.compositor import Compositor
from kit.layout.deck import Deck
from kit.layout.handout_one import one_a_page
from kit.layout.handout_rows import rows_of_slides
from kit.layout.handout_sheet import HandoutSheet
from kit.layout.handout_words import HandoutWords
from kit.layout.page import Page
from kit.sources.bibliography import Source


def lay_out_handout(  # noqa: PLR0913 - what a deck is laid out from, and two choices of paper
    document: Document,
    deck: Deck,
    compositor: Compositor,
    bibliography: dict[str, Source],
    *,
    size: str,
    per_page: int,
    is_draft: bool,
) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    """Return the pages and what does not fit on them.

    Args:
        document: All words of the deck.
        deck: The deck that was laid out of it.
        compositor: Sets the words in the deck's language and colours.
        bibliography: The sources by id.
        size: A paper of the theme's brochures; the hand-out stands upright on it.
        per_page: The slides of a page: 1, or the most that stand under each other.
        is_draft: Whether each page says so.
    """
    sheet = HandoutSheet.of(document, deck, compositor, size, is_draft=is_draft)
    words = HandoutWords(sheet, bibliography)
    if per_page == 1:
        return one_a_page(words)
    return rows_of_slides(words, per_page)
