"""A language -> pictures of its pages with the place of each message, and an index of messages.

The corridor's branch for translators: who works on a text sees where it stands.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kit.document.extract import Extracted, extract
from kit.document.runs import MessageUse
from kit.export.context_index import (
    ContextIndex,
    IndexedMessage,
    Picture,
    Place,
    anchor_of,
    context_index,
)
from kit.export.context_pictures import MarkedPage, context_pictures
from kit.export.files import publish
from kit.export.pdf.writer import write_pdf
from kit.layout.message_boxes import words_of
from kit.layout.publication import publication_of
from kit.marked_pages import ContextRequest, MarkedKit, MarkedProduct, marked_kit
from kit.sources.catalogue import Message
from kit.sources.library import catalogue_path
from kit.sources.locales import locale_of
from kit.sources.signoff import Key, message_key
from kit.stages import Bench, Desk

__all__ = ["ContextReport", "ContextRequest", "comment_of", "places", "write_context"]

FOLDER, INDEX = "context", "index.html"
NUMBER_FONT = "assets/fonts/NotoSans/NotoSans-Bold.ttf"
# A comment of a catalogue names no more places than these; the index has all.
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class ContextReport:
    """What was written: the index and its pictures."""

    partner: str
    index: str
    pictures: tuple[str, ...]


def write_context(request: ContextRequest) -> ContextReport:
    """Write the pictures and the index; the same input gives the same bytes.

    Raises:
        UsageError: There is no such language, partner or product.
        KitError: A source is wrong, or a file cannot be written.
    """
    made = marked_kit(request)
    bench = made.bench
    folder = request.out / FOLDER / bench.material.locale.tag
    standing: list[Place] = []
    pictures: list[Picture] = []
    for product in made.products:
        for picture, content, found in _pictured(product, made.desk):
            publish(folder / picture.file, content)
            pictures.append(picture)
            standing += found
    index = ContextIndex(
        bench.material.locale,
        made.products[0].document.service,
        tuple(_indexed(extract(made.desk.workspace), standing, made)),
        tuple(pictures),
    )
    publish(folder / INDEX, context_index(index))
    files = tuple(str(folder / picture.file) for picture in pictures)
    return ContextReport(bench.material.partner.slug, str(folder / INDEX), files)


def places(request: ContextRequest) -> Mapping[Key, tuple[str, ...]]:
    """Return where each message stands, such as "poster-only-people, page 1, box 3".

    Raises:
        UsageError: There is no such language, partner or product.
        KitError: A source is wrong.
    """
    found: dict[Key, tuple[str, ...]] = {}
    for product in marked_kit(request).products:
        for number, boxes in enumerate(product.boxes, 1):
            for box in boxes:
                name = f"{product.order.name}, {product.page_name(number)}, box {box.number}"
                found[_key(box.message)] = (*found.get(_key(box.message), ()), name)
    return found


def comment_of(key: Key, tag: str, names: Sequence[str]) -> str:
    """Return the comment that leads a translator from a catalogue to the index.

    It is to stand in a line of extracted comments, after "#. ".
    """
    more = f"; {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    named = f" ({'; '.join(names[:MOST_NAMED])}{more})" if names else ""
    return f"See: {FOLDER}/{tag}/{INDEX}#{anchor_of(key)}{named}"


def _pictured(
    product: MarkedProduct, desk: Desk
) -> Iterator[tuple[Picture, bytes, tuple[Place, ...]]]:
    """Yield each picture of a product with its content and the places on it."""
    if not product.pages:
        return
    file = write_pdf(publication_of(product.document, product.pages))
    marked = [
        MarkedPage(boxes, words_of(page.marks), product.document.locale.is_rtl)
        for page, boxes in zip(product.pages, product.boxes, strict=True)
    ]
    drawn = context_pictures(file, marked, desk.workspace.find(NUMBER_FONT))
    name = product.order.name
    for number, (page, shown) in enumerate(zip(marked, drawn, strict=True), 1):
        picture = Picture(
            f"{name}-{number:02}.png", name, product.page_name(number), shown.width, shown.height
        )
        found = (
            Place(_key(box.message), picture, box.number, shown.boxes[box.number])
            for box in page.boxes
        )
        yield picture, shown.content, tuple(found)


def _indexed(
    messages: Sequence[Extracted],
    found: Sequence[Place],
    made: MarkedKit,
) -> Iterator[IndexedMessage]:
    """Yield every message of the templates, in the order of catalogues."""
    bench, products = made.bench, made.products
    tag = bench.material.locale.tag
    standing: dict[Key, list[Place]] = {}
    for place in found:
        standing.setdefault(place.key, []).append(place)
    shown: dict[Key, dict[str, None]] = {}
    for use in (use for product in products for use in product.document.messages):
        if use.language != tag:
            shown.setdefault(_key(use), {})[locale_of(use.language).name] = None
    uses = _uses(products)
    for message in messages:
        key = message_key(message.context, message.msgid)
        own = bench.material.catalogues[0].find(message.msgid, message.context)
        yield IndexedMessage(
            key,
            own.strings,
            own.state,
            _where(own, bench),
            message.comments,
            tuple(standing.get(key, ())),
            uses.get(key, ()),
            tuple(shown.get(key, ())),
        )


def _uses(products: Sequence[MarkedProduct]) -> dict[Key, tuple[str, ...]]:
    """Return what messages are for beside pages: each purpose once, with all its products."""
    found: dict[Key, dict[str, list[str]]] = {}
    for product in products:
        for use in product.uses:
            name = product.order.name
            where = f"{name}, {use.where}" if use.where else name
            purposes = found.setdefault(_key(use.message), {})
            purposes.setdefault(use.purpose, []).append(where)
    return {
        key: tuple(f"{purpose} ({'; '.join(where)})" for purpose, where in purposes.items())
        for key, purposes in found.items()
    }


def _where(message: Message, bench: Bench) -> str:
    """Return catalogue and line, without the folders of the machine that made the index."""
    path = catalogue_path(bench.material.locale)
    is_under = message.path != bench.material.catalogues[0].path
    return f"{path}{f':{message.line}' if message.line else ''}{' (built-in)' if is_under else ''}"


def _key(use: MessageUse) -> Key:
    return message_key(use.context, use.msgid)
