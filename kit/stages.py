"""The stages in order: what a job needs -> a document -> pages -> the bytes of a file."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kit.branding import branded_theme, left_out, sign_of
from kit.document.compose import Material, compose
from kit.document.model import Document
from kit.document.template import Templates
from kit.errors import KitError
from kit.export.pdf.standards import WEB
from kit.export.pdf.writer import write_pdf
from kit.findings import Finding
from kit.layout.brochure import lay_out_brochure
from kit.layout.compositor import Compositor
from kit.layout.copyfit import messages_of
from kit.layout.deck import Dated
from kit.layout.imposition import for_print
from kit.layout.page import Page
from kit.layout.poster import lay_out_poster
from kit.layout.poster_sheet import Companion
from kit.layout.publication import publication_of
from kit.layout.rooms import check_rooms
from kit.layout.vertical_poster import headline_of
from kit.orders import POSTER_PAPER, Order, today
from kit.printing import PrintShops
from kit.sources.bibliography import read_bibliography
from kit.sources.calendars import format_date_in
from kit.sources.gallery import Gallery
from kit.sources.library import Library
from kit.sources.locales import locale_of
from kit.sources.partner import read_partner
from kit.sources.products import KINDS
from kit.sources.theme import COLOUR
from kit.sources.workspace import open_workspace
from kit.typeset.fonts import Family, Fonts
from kit.units import mm

if TYPE_CHECKING:
    from kit.talks import Talk


@dataclass(frozen=True, slots=True)
class Job:
    """One partner's products in one language: what a worker process does in one go."""

    workspace: Path | None
    out: Path
    partner: str
    language: str
    orders: tuple[Order, ...]
    is_final: bool
    day: datetime.date = field(default_factory=today)


@dataclass(frozen=True, slots=True)
class Bench:
    """What the products of one job share; `rendered` are pictures of slides, by SVG and width."""

    material: Material
    compositor: Compositor
    library: Library
    day: datetime.date
    rendered: dict[tuple[str, int], bytes]
    print_shops: PrintShops

    def in_edition(self, edition: str) -> Compositor:
        """Return the compositor in the colours of an edition, with the logo that it may show."""
        partner, locale = self.material.partner, self.material.locale
        sign = sign_of(self.compositor.gallery, partner, locale, edition)
        return self.compositor.in_edition(edition, sign)


class Desk:
    """What the jobs of one process share: each file is read, and each template compiled, once."""

    def __init__(self, folder: Path | None) -> None:
        self.workspace = open_workspace(folder)
        self.bibliography = read_bibliography(self.workspace)
        self.library = Library(self.workspace)
        self.templates = Templates(self.workspace)
        self.gallery = Gallery(self.workspace)
        self.rendered: dict[tuple[str, int], bytes] = {}
        self.print_shops = PrintShops()
        self._fonts: dict[tuple[tuple[str, Family], ...], Fonts] = {}

    def fonts(self, families: Mapping[str, Family]) -> Fonts:
        """Return the open files of some families; a partner may have a headline face of its own."""
        key = tuple(families.items())
        if key not in self._fonts:
            self._fonts[key] = Fonts(self._font, families, families["Latn"])
        return self._fonts[key]

    def _font(self, name: str) -> Path:
        return self.workspace.find(f"assets/{name}")


def bench_of(job: Job, desk: Desk | None = None) -> Bench:
    """Return what the products of a job share; KitError for what is wrong in its sources."""
    desk = desk or Desk(job.workspace)
    partner = read_partner(desk.workspace, job.partner, desk.bibliography)
    locale = locale_of(job.language, native_digits=partner.profile.digits == "native")
    theme = branded_theme(desk.workspace, partner)
    fonts = desk.fonts({key: Family(*family) for key, family in theme.font.items()})
    material = Material(
        desk.workspace,
        partner,
        locale,
        desk.library.catalogues(locale),
        desk.bibliography,
        desk.templates,
    )
    return Bench(
        material,
        Compositor(fonts, theme, desk.gallery, locale),
        desk.library,
        job.day,
        desk.rendered,
        desk.print_shops,
    )


def drawn_all(
    document: Document,
    orders: Sequence[Order],
    bench: Bench,
    companion: Companion,
    *,
    is_draft: bool,
) -> Iterator[tuple[Order, bytes, tuple[Finding, ...]]]:
    """Yield each order of a document with its file and what does not fit in it."""
    if document.kind == "deck":
        with _naming(document):
            yield from _drawn_talk(document, orders, bench, is_draft=is_draft)
        return
    for order in orders:
        yield order, *drawn(document, order, bench, companion, is_draft=is_draft)


def drawn(
    document: Document, order: Order, bench: Bench, companion: Companion, *, is_draft: bool
) -> tuple[bytes, tuple[Finding, ...]]:
    """Lay a brochure or poster out and draw it; return the file and what does not fit in it.

    `companion` is the same document in the language's other script.
    """
    pages, found = pages_of(document, order, bench, companion, is_draft=is_draft)
    note = left_out(bench.compositor.gallery, bench.material.partner, order.edition)
    named = tuple(replace(each, message=f"{order.name}, {each.message}") for each in found)
    publication = publication_of(document, pages)
    with _naming(document):
        if not order.is_print:
            return write_pdf(publication, WEB[order.pdf]), (*named, *note)
        content, coarse = bench.print_shops.print_file(publication, bench.material)
        return content, (*named, *note, *coarse)


@contextmanager
def _naming(document: Document) -> Iterator[None]:
    """Name the product in an error that comes from it."""
    try:
        yield
    except KitError as error:
        raise error.within(document.product) from error


def _drawn_talk(
    document: Document, orders: Sequence[Order], bench: Bench, *, is_draft: bool
) -> Iterator[tuple[Order, bytes, tuple[Finding, ...]]]:
    # A deck takes libraries that a page does not: they are loaded when there is a deck.
    from kit.export.slides.pictures import Rasteriser  # noqa: PLC0415
    from kit.talks import drawn_talk  # noqa: PLC0415

    talk = talk_of(document, bench, is_draft=is_draft)
    yield from drawn_talk(talk, orders, Rasteriser(bench.rendered))


def talk_of(document: Document, bench: Bench, *, is_draft: bool) -> "Talk":
    """Return what the files of a deck are made from."""
    from kit.talks import Talk  # noqa: PLC0415 - as above

    words = format_date_in(bench.material.partner.profile.calendar, bench.day, document.locale)
    dated = Dated(bench.day, words)
    compositor = bench.in_edition(COLOUR)
    return Talk(document, compositor, bench.material.bibliography, dated, is_draft)


def pages_of(
    document: Document, order: Order, bench: Bench, companion: Companion, *, is_draft: bool
) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    """Return the pages of a brochure or poster, and what does not fit on them."""
    # A logo that cannot be read is the partner's fault, and told without the product's name.
    compositor = bench.in_edition(order.edition)
    with _naming(document):
        pages, found = _laid_out(document, order, compositor, companion, is_draft=is_draft)
    if order.is_print:
        pages = _for_print(pages, order, document, compositor)
    return pages, found


def _laid_out(
    document: Document,
    order: Order,
    compositor: Compositor,
    companion: Companion,
    *,
    is_draft: bool,
) -> tuple[tuple[Page, ...], tuple[Finding, ...]]:
    check_rooms(document)
    if document.kind == "brochure":
        return lay_out_brochure(document, compositor, size=order.size, is_draft=is_draft)
    if companion:
        other = companion[0]
        companion = (other, compositor.speaking(other.locale))
    return lay_out_poster(
        document, compositor, size=order.size, is_draft=is_draft, companion=companion
    )


def _for_print(
    pages: tuple[Page, ...], order: Order, document: Document, compositor: Compositor
) -> tuple[Page, ...]:
    theme = compositor.theme
    bleed = theme.brochure.bleed_mm if document.kind == "brochure" else theme.poster.bleed_mm
    name = f"{document.partner} · {document.locale.tag} · {order.name}"
    return tuple(
        for_print(page, compositor, f"{name} · {number}/{len(pages)}", mm(bleed))
        for number, page in enumerate(pages, 1)
    )


def found_in(document: Document, bench: Bench) -> tuple[Finding, ...]:
    """Return what does not fit in a document on its usual paper, without drawing it."""
    compositor = bench.in_edition(COLOUR)
    if document.kind == "deck":
        return talk_of(document, bench, is_draft=True).laid_out()[1]
    paper = bench.material.partner.profile.paper
    size = POSTER_PAPER[paper] if document.kind == "poster" else paper
    order = Order(document.product, size)
    return _laid_out(document, order, compositor, None, is_draft=True)[1]


def companion_of(document: Document, bench: Bench) -> Companion:
    """Return the document in its language's other script, if the partner uses both."""
    scripts = bench.material.partner.profile.scripts
    if document.kind != "poster" or document.locale.tag not in scripts:
        return None
    locale = locale_of(scripts[document.locale.tag])
    catalogues = bench.library.catalogues(locale)
    material = replace(bench.material, locale=locale, catalogues=catalogues)
    other, _ = compose(material, document.product)
    headline = headline_of(other)
    if any(use.language != locale.tag for use in messages_of(headline)):
        return None
    return other, bench.compositor.speaking(locale)


def with_companion(document: Document, companion: Companion) -> Document:
    """Return a document that counts its companion's headline among its messages."""
    if companion is None:
        return document
    return replace(document, messages=document.messages + messages_of(headline_of(companion[0])))


def file_name(order: Order, *, is_template: bool = False) -> str:
    """Return the name of an order's file; a deck without slides is a template for others."""
    if order.per_page:
        return f"{order.name}.pdf"
    return f"{order.name}.{'potx' if is_template else KINDS[order.product.partition('/')[0]]}"
