"""Messages and the pictures of their places -> one HTML file that needs no server and no network.

It is well-formed XML too, so that any program can read it.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from kit.export.context_crop import Side, crop
from kit.export.context_style import SCRIPT, STYLE
from kit.sources.catalogue import State
from kit.sources.locales import SOURCE_LANGUAGE, Locale
from kit.sources.signoff import Key

# What XML cannot hold.
UNPRINTABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
STATES = {
    State.MISSING: "missing",
    State.FUZZY: "fuzzy, not used until a person has looked at it",
    State.DRAFT: "draft, not reviewed",
    State.REVIEWED: "reviewed",
}
COLUMN_SCRIPT = "Mong"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page; `file` lies beside the index, `page` is such as "slide 3"."""

    file: str
    product: str
    page: str
    width: int
    height: int

    @property
    def anchor(self) -> str:
        """The id of its section in the index."""
        return self.file.removesuffix(".png")

    @property
    def name(self) -> str:
        """How a person calls it."""
        return f"{self.product}, {self.page}"


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a picture, where it stands there in pixels, and the key of its message."""

    key: Key
    picture: Picture
    box: int
    side: Side

    @property
    def name(self) -> str:
        """How a person calls it."""
        return f"{self.picture.name}, box {self.box}"


@dataclass(frozen=True, slots=True)
class IndexedMessage:
    """A message as the index shows it.

    Args:
        key: Context and msgid.
        strings: Its texts in the language, none when it is missing.
        state: How far it is.
        where: Catalogue and line.
        notes: What the templates say about it to translators.
        places: Where it stands on pictures.
        uses: What else it is used for.
        shown: The tags of the languages that pages show it in instead of its own.
    """

    key: Key
    strings: tuple[str, ...]
    state: State
    where: str
    notes: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    uses: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContextIndex:
    """What the index shows: a language, for whom the pages were made, messages and pictures."""

    locale: Locale
    service: str
    messages: tuple[IndexedMessage, ...]
    pictures: tuple[Picture, ...]


def anchor_of(key: Key) -> str:
    """Return the id of a message in an index; it stays when messages are added before it."""
    context, msgid = key
    # Joined as GNU gettext does (manual, "The Format of GNU MO Files").
    named = msgid if context is None else f"{context}\x04{msgid}"
    return "m-" + hashlib.sha256(named.encode()).hexdigest()[:10]


def context_index(index: ContextIndex) -> bytes:
    """Return the HTML file."""
    locale = index.locale
    title = f"Where each text stands: {locale.name} ({locale.tag})"
    name = f'<bdi lang="{_safe(locale.tag)}">{_safe(locale.name)}</bdi>'
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en-GB" dir="ltr"><head><meta charset="utf-8" />',
        '<meta name="viewport" content="width=device-width, initial-scale=1" />',
        f"<title>{_safe(title)}</title><style>{STYLE}</style></head><body>",
        f"<header><h1>Where each text stands: {name} ({_safe(locale.tag)})</h1>",
        f"{_opening(index)}</header>",
        "<main>",
        *_messages(index),
        *_pages(index),
        "</main>",
        f"<script>{SCRIPT}</script></body></html>",
    ]
    return "\n".join((*lines, "")).encode()


def _safe(text: str) -> str:
    """Return a text that no program takes for markup."""
    return escape(UNPRINTABLE.sub("\ufffd", text))


def _opening(index: ContextIndex) -> str:
    counts = Counter(message.state for message in index.messages)
    states = ", ".join(f"{counts[state]} {state}" for state in State if counts[state])
    pictures = "".join(
        f'<li><a href="#{_safe(picture.anchor)}">{_safe(picture.name)}</a></li>'
        for picture in index.pictures
    )
    return (
        f"<p>The pages show the facts of <bdi>{_safe(index.service)}</bdi>. Each text is outlined"
        f" in blue, with the number of its box. {len(index.messages)} messages: {states}.</p>"
        '<nav aria-label="Contents"><ul><li><a href="#messages">Messages</a></li>'
        f'<li><a href="#pages">Pages</a><details><summary>{len(index.pictures)} pictures</summary>'
        f"<ul>{pictures}</ul></details></li></ul></nav>"
    )


def _messages(index: ContextIndex) -> Iterator[str]:
    yield '<h2 id="messages">Messages</h2>'
    yield (
        '<p class="find" hidden="hidden"><label>Show only messages with these words:'
        ' <input id="find" type="search" /></label></p>'
    )
    for number, message in enumerate(index.messages, 1):
        yield from _message(message, number, index.locale)


def _message(message: IndexedMessage, number: int, locale: Locale) -> Iterator[str]:
    context, msgid = message.key
    source = _text(msgid, SOURCE_LANGUAGE, "ltr", "text")
    anchor = anchor_of(message.key)
    yield f'<article id="{anchor}"><h3><a href="#{anchor}">{number}.</a> {source}</h3>'
    kind = "text own columns" if locale.script == COLUMN_SCRIPT else "text own"
    for string in message.strings:
        yield f"<p>{_text(string, locale.tag, locale.direction, kind)}</p>"
    yield '<ul class="about">'
    yield f'<li class="state {message.state}">State: {STATES[message.state]}</li>'
    yield from _lines("Context", (context,) if context else ())
    yield from _lines("Note", message.notes)
    yield from _lines("Shown instead in", message.shown)
    yield from _lines("Catalogue", (message.where,))
    yield from _lines("Used as", message.uses)
    if not message.places and not message.uses:
        yield "<li>Not used in these products with the facts of this service</li>"
    yield "</ul>"
    if message.places:
        yield f'<ul class="places">{"".join(map(_place, message.places))}</ul>'
    yield "</article>"


def _lines(label: str, texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        yield f"<li>{label}: <bdi>{_safe(text)}</bdi></li>"


def _text(text: str, tag: str, direction: str, kind: str) -> str:
    return f'<span class="{kind}" lang="{_safe(tag)}" dir="{direction}">{_safe(text)}</span>'


def _place(place: Place) -> str:
    picture, name = place.picture, _safe(place.name)
    part = crop(place.side, (picture.width, picture.height))
    image = (
        f'<img src="{_safe(picture.file)}" alt="{name}" loading="lazy" width="{part.width}"'
        f' height="{part.height}" style="margin:{-part.y}px 0 0 {-part.x}px" />'
    )
    room = f"width:{part.shown[0]}px;height:{part.shown[1]}px"
    target = f"{_safe(picture.anchor)}-{place.box}"
    return (
        f'<li><a href="#{target}"><span class="crop" style="{room}">{image}</span>{name}</a></li>'
    )


def _pages(index: ContextIndex) -> Iterator[str]:
    yield '<h2 id="pages">Pages</h2>'
    boxes: dict[Picture, list[tuple[Place, IndexedMessage]]] = {}
    for message in index.messages:
        for place in message.places:
            boxes.setdefault(place.picture, []).append((place, message))
    for picture in index.pictures:
        found = sorted(boxes.get(picture, ()), key=lambda pair: pair[0].box)
        yield from _page(picture, found)


def _page(picture: Picture, found: list[tuple[Place, IndexedMessage]]) -> Iterator[str]:
    name, anchor = _safe(picture.name), _safe(picture.anchor)
    yield f'<section class="page" id="{anchor}"><h3>{name}</h3>'
    yield (
        f'<img class="whole" src="{_safe(picture.file)}" loading="lazy"'
        f' width="{picture.width}" height="{picture.height}"'
        f' alt="{name}, with {len(found)} numbered boxes, listed below" />'
    )
    yield '<ol class="boxes">'
    for place, message in found:
        source = _text(message.key[1], SOURCE_LANGUAGE, "ltr", "text")
        link = f'<a href="#{anchor_of(message.key)}">{source}</a>'
        yield f'<li id="{anchor}-{place.box}" value="{place.box}">{link}</li>'
    yield "</ol></section>"
