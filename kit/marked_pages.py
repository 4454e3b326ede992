"""A language -> its products laid out, with the places and other uses of all their messages."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kit.build import COLUMN_PRODUCT
from kit.document.compose import compose
from kit.document.model import Chart, Document, Part
from kit.document.reading import UNTRANSLATED
from kit.document.runs import MessageUse, Text
from kit.document.unprinted import StatedUse, stated_uses
from kit.errors import UsageError
from kit.layout.message_boxes import MessageBox, boxes_of
from kit.layout.page import Page
from kit.layout.slide_geometry import HEIGHT, WIDTH
from kit.layout.slide_page import slide_marks
from kit.orders import Order, Wish, orders_of, today
from kit.sources.locales import in_digits, locale_of
from kit.sources.partner import Profile, partner_slugs, read_partner
from kit.sources.products import product_names
from kit.sources.theme import read_theme
from kit.stages import Bench, Desk, Job, bench_of, companion_of, pages_of, talk_of

# Pictures show slides themselves, not hand-outs with small copies of them.
WISH = Wish(handouts=())


@dataclass(frozen=True, slots=True)
class ContextRequest:
    """What to picture; no partner means one that speaks the language, no products all of them.

    Files go to the folder context/LANGUAGE in `out`; `day` stands on slides.
    """

    workspace: Path | None
    out: Path
    language: str
    partner: str = ""
    products: tuple[str, ...] = ()
    day: datetime.date = field(default_factory=today)


@dataclass(frozen=True, slots=True)
class MarkedProduct:
    """A product laid out: its pages with their boxes, and what else its messages are for."""

    order: Order
    document: Document
    pages: tuple[Page, ...]
    boxes: tuple[tuple[MessageBox, ...], ...]
    uses: tuple[StatedUse, ...]

    def page_name(self, number: int) -> str:
        """Return how a person calls a page, from 1."""
        return f"{'slide' if self.document.kind == 'deck' else 'page'} {number}"


@dataclass(frozen=True, slots=True)
class MarkedKit:
    """All products of a request; `desk` and `bench` are what they were made on."""

    desk: Desk
    bench: Bench
    products: tuple[MarkedProduct, ...]


def marked_kit(request: ContextRequest) -> MarkedKit:
    """Return the products of a request, laid out as drafts, since translators see drafts.

    Raises:
        UsageError: There is no such language, partner or product.
        KitError: A source is wrong.
    """
    desk = Desk(request.workspace)
    job = _job(request, desk)
    bench = bench_of(job, desk)
    return MarkedKit(desk, bench, tuple(_marked(order, bench) for order in job.orders))


def bench_for(request: ContextRequest) -> tuple[Bench, tuple[str, ...]]:
    """Return the bench of a request's partner and language, and the products made on it.

    Raises:
        UsageError: There is no such language, partner or product.
        KitError: A source is wrong.
    """
    desk = Desk(request.workspace)
    job = _job(request, desk)
    return bench_of(job, desk), tuple(order.product for order in job.orders)


def _job(request: ContextRequest, desk: Desk) -> Job:
    slug, profile = _partner(request, desk)
    tag = locale_of(request.language).tag
    known = product_names(desk.workspace)
    for name in request.products:
        if name not in known:
            raise UsageError(f"unknown product {name!r}", hint="one of: " + ", ".join(known))
    products = tuple(dict.fromkeys(request.products or known))
    if tag in profile.scripts.values():
        products = _in_columns(request, tag)
    orders = orders_of(products, WISH, profile, read_theme(desk.workspace))
    return Job(request.workspace, request.out, slug, tag, orders, is_final=False, day=request.day)


def _in_columns(request: ContextRequest, tag: str) -> tuple[str, ...]:
    """Return what a script that runs in columns comes in."""
    if set(request.products) - {COLUMN_PRODUCT}:
        raise UsageError(f"{tag} comes in {COLUMN_PRODUCT} only", hint="name that, or none")
    return (COLUMN_PRODUCT,)


def _partner(request: ContextRequest, desk: Desk) -> tuple[str, Profile]:
    """Return the partner who was named, else one that speaks the language, else the first."""
    tag = locale_of(request.language).tag
    slugs = (request.partner,) if request.partner else partner_slugs(desk.workspace)
    profiles = {
        slug: read_partner(desk.workspace, slug, desk.bibliography).profile for slug in slugs
    }
    speaking = (
        slug
        for slug, profile in profiles.items()
        if tag in (*profile.languages, *profile.scripts.values())
    )
    slug = next(speaking, slugs[0])
    return slug, profiles[slug]


def _marked(order: Order, bench: Bench) -> MarkedProduct:
    document, _ = compose(bench.material, order.product)
    pages = tuple(_pages(document, order, bench))
    parts = document.parts if document.kind == "deck" else (None,) * len(pages)
    boxes = tuple(
        boxes_of(page.marks, document.messages, _labels(part), is_rtl=document.locale.is_rtl)
        for page, part in zip(pages, parts, strict=True)
    )
    boxed = [box.message for page in boxes for box in page]
    uses = stated_uses(document, lambda use: _wording(use, bench), boxed)
    return MarkedProduct(order, document, pages, boxes, uses)


def _labels(part: Part | None) -> tuple[Text, ...]:
    """Return the labels of a slide's charts, which a presentation holds as plain words."""
    charts = [block for block in part.blocks if isinstance(block, Chart)] if part else []
    return tuple(bar.label for chart in charts for bar in chart.bars)


def _pages(document: Document, order: Order, bench: Bench) -> Iterator[Page]:
    if document.kind != "deck":
        companion = companion_of(document, bench)
        yield from pages_of(document, order, bench, companion, is_draft=True)[0]
        return
    talk = talk_of(document, bench, is_draft=True)
    deck, _ = talk.laid_out()
    for number, slide in enumerate(deck.slides, 1):
        yield Page(WIDTH, HEIGHT, slide_marks(deck, slide, talk.compositor, number))


def _wording(use: MessageUse, bench: Bench) -> str:
    """Return the words of a message as a document shows them."""
    locale = bench.material.locale
    catalogues = (each for each in bench.material.catalogues if each.tag == use.language)
    found = next((each.find(use.msgid, use.context).string for each in catalogues), "")
    words = found or use.msgid
    if use.language == locale.tag:
        return in_digits(words, locale)
    is_near = use.language.partition("-")[0] == locale.language
    return words if is_near else UNTRANSLATED.format(use.language) + words
