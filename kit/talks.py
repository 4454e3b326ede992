"""A deck's document -> its presentation or template, and its hand-outs, all from one layout."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kit.document.model import Document
from kit.export.pdf.standards import WEB
from kit.export.pdf.writer import write_pdf
from kit.export.slides.deck import write_deck
from kit.export.slides.pictures import Rasteriser
from kit.findings import Finding
from kit.layout.compositor import Compositor
from kit.layout.deck import Dated, Deck
from kit.layout.handout import lay_out_handout
from kit.layout.presentation import lay_out_deck
from kit.layout.publication import publication_of
from kit.orders import Order
from kit.preflight.slides import lint_deck
from kit.sources.bibliography import Source


@dataclass(frozen=True, slots=True)
class Talk:
    """What the files of one deck are made from."""

    document: Document
    compositor: Compositor
    bibliography: dict[str, Source]
    dated: Dated
    is_draft: bool

    def laid_out(self) -> tuple[Deck, tuple[Finding, ...]]:
        """Return the deck and what does not fit on its slides."""
        return lay_out_deck(
            self.document, self.compositor, self.bibliography, self.dated, is_draft=self.is_draft
        )


def drawn_talk(
    talk: Talk, orders: Sequence[Order], rasteriser: Rasteriser
) -> Iterator[tuple[Order, bytes, tuple[Finding, ...]]]:
    """Yield each order with its file and what is wrong in it; a template has no hand-outs."""
    deck, found = talk.laid_out()
    for order in orders:
        if not order.per_page:
            content, notes = write_deck(deck, rasteriser, embeds_fonts=order.embeds_fonts)
            yield order, content, (*found, *notes, *lint_deck(content, order.name))
        elif deck.slides:
            yield order, *_handout(talk, deck, order)


def _handout(talk: Talk, deck: Deck, order: Order) -> tuple[bytes, tuple[Finding, ...]]:
    pages, found = lay_out_handout(
        talk.document,
        deck,
        talk.compositor,
        talk.bibliography,
        size=order.size,
        per_page=order.per_page,
        is_draft=talk.is_draft,
    )
    publication = publication_of(talk.document, pages, talk.dated.day)
    return write_pdf(publication, WEB[order.pdf]), found
