"""The files of a visitor kit and the words of its front page -> one offline HTML page a language.

No script and no address outside: it opens from a stick, by keyboard and by screen reader.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from kit.sources.locales import Locale

CARD_WIDTH = 240
STYLE = """
:root{color-scheme:light;--red:#C4122F;--wine:#7A0C22;--ink:#2A1A1E;--paper:#FFF5E9;
 --blush:#F9CFC0;--amber:#F6AE2D;--stone:#BFB2AC}
*{box-sizing:border-box}
body{margin:0;color:var(--ink);background:var(--paper);font:1.05rem/1.6 system-ui,sans-serif;
 overflow-wrap:anywhere}
a{color:var(--wine)}
a:focus-visible{outline:3px solid var(--ink);outline-offset:3px}
.skip{position:absolute;inset-inline-start:-99rem}
.skip:focus{inset-inline-start:1rem;top:1rem;background:#fff;padding:.5rem 1rem;z-index:2}
header{background:var(--red);color:var(--paper);padding:3rem clamp(1rem,6vw,5rem) 2.5rem;
 border-end-start-radius:6rem}
header h1{margin:0;font-size:clamp(2rem,7vw,4rem);line-height:1.15}
header p{margin:.6rem 0 0;max-width:42rem;font-size:1.2rem}
header a{color:var(--paper)}
.draft{display:inline-block;background:var(--ink);color:#fff;font-weight:700;padding:.3rem 1rem;
 border-end-end-radius:.8rem;border-end-start-radius:.8rem;margin:-3rem 0 2rem}
nav ul{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;padding:0;margin:1rem 0 0;list-style:none}
main{padding:1rem clamp(1rem,6vw,5rem) 4rem}
h2{color:var(--red);font-size:1.9rem;line-height:1.25;margin:2.5rem 0 1rem}
.cards{display:flex;flex-wrap:wrap;gap:1.2rem;padding:0;margin:0;list-style:none}
.card{background:#fff;border-radius:1.4rem 1.4rem 1.4rem .2rem;overflow:hidden;width:16rem;
 display:flex;flex-direction:column;border:1px solid var(--stone)}
[dir=rtl] .card{border-radius:1.4rem 1.4rem .2rem 1.4rem}
.card img{width:100%;height:11rem;object-fit:contain;background:var(--blush);padding:.7rem}
.card div{padding:.8rem 1rem 1rem}
.card a{font-weight:700}
.about{display:block;font-size:.9rem;color:#5b4a4e}
.plain{padding-inline-start:1.2rem}
code{background:var(--blush);padding:.15rem .4rem;border-radius:.3rem;unicode-bidi:isolate;
display:inline-block}
.sources li{margin:.4rem 0;font-size:.92rem}
@media print{header{color:var(--ink);background:none;padding:0}header a{color:inherit}
 .card{break-inside:avoid}}
"""


@dataclass(frozen=True, slots=True)
class Card:
    """A file as the page shows it.

    Args:
        href: Its path in the kit, with slashes.
        title: What it is.
        about: Kind, format, language, pages and size, in words.
        language: Tag of the language of the file.
        picture: Path of a small picture of its first page, or "".
    """

    href: str
    title: str
    about: tuple[str, ...]
    language: str
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """Cards under a heading."""

    key: str
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class KitIndex:
    """A front page: `words` by their key, `draft` "" for a final kit.

    `others` are the names and pages of the other languages, `sources` citations with their
    address or "", `licences` names and paths.
    """

    locale: Locale
    title: str
    subtitle: str
    draft: str
    words: Mapping[str, str]
    shelves: tuple[Shelf, ...]
    others: tuple[tuple[str, str, str], ...]
    command: str
    workspace: str
    sources: tuple[tuple[str, str], ...]
    licences: tuple[tuple[str, str], ...]


def kit_index(index: KitIndex) -> bytes:
    """Return the page."""
    locale = index.locale
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(locale.tag)}" dir="{locale.direction}"><head>',
        '<meta charset="utf-8" />',
        '<meta name="viewport" content="width=device-width, initial-scale=1" />',
        f"<title>{escape(index.title)}</title><style>{STYLE}</style></head><body>",
        f'<a class="skip" href="#files">{escape(index.words["skip"])}</a>',
        *_head(index),
        '<main id="files" tabindex="-1">',
        *(line for shelf in index.shelves for line in _shelf(shelf)),
        *_workspace(index),
        *_links(index),
        "</main></body></html>",
    ]
    return "\n".join((*lines, "")).encode()


def _head(index: KitIndex) -> Iterator[str]:
    yield "<header>"
    if index.draft:
        yield f'<p class="draft">{escape(index.draft)}</p>'
    yield f"<h1>{escape(index.title)}</h1>"
    yield f"<p>{escape(index.subtitle)}</p>"
    yield f"<p>{escape(index.words['lead'])}</p>"
    if index.others:
        yield f'<nav aria-label="{escape(index.words["languages"])}"><ul>'
        for tag, name, page in index.others:
            yield f'<li><a lang="{escape(tag)}" hreflang="{escape(tag)}" href="{_path(page)}">'
            yield f"<bdi>{escape(name)}</bdi></a></li>"
        yield "</ul></nav>"
    yield "</header>"


def _shelf(shelf: Shelf) -> Iterator[str]:
    if not shelf.cards:
        return
    yield f'<section aria-labelledby="{shelf.key}"><h2 id="{shelf.key}">{escape(shelf.title)}</h2>'
    yield '<ul class="cards">'
    for card in shelf.cards:
        yield '<li class="card">'
        if card.picture:
            # The link under it says what it is.
            yield f'<img src="{_path(card.picture)}" alt="" loading="lazy" width="{CARD_WIDTH}" />'
        yield f'<div><a href="{_path(card.href)}" hreflang="{escape(card.language)}">'
        yield f'<bdi lang="{escape(card.language)}">{escape(card.title)}</bdi></a>'
        about = " · ".join(f"<bdi>{escape(part)}</bdi>" for part in card.about)
        yield f'<span class="about">{about}</span></div></li>'
    yield "</ul></section>"


def _workspace(index: KitIndex) -> Iterator[str]:
    yield f'<section aria-labelledby="home"><h2 id="home">{escape(index.words["workspace"])}</h2>'
    command = f'<code dir="ltr">{escape(index.command)}</code>'
    before, _, after = index.words["workspace.text"].partition("{command}")
    yield f"<p>{escape(before)}{command}{escape(after)}</p>"
    name = f'<bdi dir="ltr">{escape(index.workspace)}</bdi>'
    yield f'<p><a href="{_path(index.workspace)}">{name}</a></p>'
    yield "</section>"


def _links(index: KitIndex) -> Iterator[str]:
    yield f'<section aria-labelledby="sources"><h2 id="sources">{escape(index.words["sources"])}'
    yield '</h2><ul class="plain sources">'
    for words, address in index.sources:
        shown = f' <bdi dir="ltr">{escape(address)}</bdi>' if address else ""
        yield f'<li><bdi dir="auto">{escape(words)}</bdi>{shown}</li>'
    yield "</ul></section>"
    yield f'<section aria-labelledby="licences"><h2 id="licences">{escape(index.words["licences"])}'
    yield '</h2><ul class="plain">'
    for name, path in index.licences:
        yield f'<li><a href="{_path(path)}"><bdi dir="ltr">{escape(name)}</bdi></a></li>'
    yield "</ul></section>"


def _path(path: str) -> str:
    return escape(quote(path, safe="/"))
