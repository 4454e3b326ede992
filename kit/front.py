"""What was packed and the visitors' languages -> the front pages of a kit, and small pictures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from kit.document.compose import Material, compose
from kit.document.model import Document
from kit.document.texts import sources_of
from kit.errors import OutputError
from kit.export.archive import Member
from kit.export.contact_sheet import glance
from kit.export.kit_index import CARD_WIDTH, Card, KitIndex, Shelf, kit_index
from kit.export.pdf.writer import write_pdf
from kit.home import FOLDER
from kit.layout.page import Page
from kit.layout.parts import draft_text
from kit.layout.publication import publication_of
from kit.layout.slide_geometry import HEIGHT, WIDTH
from kit.layout.slide_page import slide_marks
from kit.packed import Packed
from kit.report import Artefact
from kit.sources.bibliography import Source
from kit.sources.locales import Locale, format_number, in_digits, locale_of
from kit.sources.workspace import read_bytes
from kit.stages import Bench, talk_of

PRODUCT = "index/kit"
PICTURES = "pictures"
HOME = "index.html"
SHELVES = ("papers", "deck", "brochure", "poster")
HEADINGS = {"papers": "papers", "deck": "decks", "brochure": "brochures", "poster": "posters"}
WEB = ("http://", "https://")
KILOBYTE = 1024


@dataclass(frozen=True, slots=True)
class Front:
    """What the front pages tell.

    Attributes:
        files: What the pages list.
        material: Of each language, the visitors' first language first.
        documents: Whose sources are listed.
        subtitles: Under the title, by language.
        licences: What the pages link to.
        partners: Whose material the workspace makes.
        is_draft: Whether the pages say so.
    """

    files: tuple[Packed, ...]
    material: Mapping[str, Material]
    documents: tuple[Document, ...]
    subtitles: Mapping[str, str]
    licences: tuple[Member, ...]
    partners: tuple[str, ...]
    is_draft: bool


def preview_of(artefact: Artefact, document: Document, bench: Bench) -> bytes:
    """Return a PDF that begins with the file's first page; a deck is drawn for it.

    Raises:
        OutputError: The deck has no slides.
    """
    if artefact.path.endswith(".pdf"):
        return read_bytes(Path(artefact.path))
    if not document.parts:
        raise OutputError(
            "the deck has no slides",
            where=document.product,
            hint="name a deck with slides in templates/visits.toml",
        )
    talk = talk_of(document, bench, is_draft=bool(artefact.reasons))
    deck, _ = talk.laid_out()
    pages = tuple(
        Page(WIDTH, HEIGHT, slide_marks(deck, slide, talk.compositor, number))
        for number, slide in enumerate(deck.slides, 1)
    )
    return write_pdf(publication_of(document, pages, bench.day))


def front_members(front: Front) -> Iterator[Member]:
    """Yield the front page in each language, the first as index.html, and the pictures on it."""
    pictures: dict[str, str] = {}
    counts: dict[str, int] = {}
    for number, file in enumerate(front.files, 1):
        glimpse = glance(file.preview, 2 * CARD_WIDTH)
        name = f"{PICTURES}/{number:03}.png"
        pictures[file.name] = name
        counts[file.name] = glimpse.pages
        yield Member(name, content=glimpse.picture)
    tags = list(front.material)
    for tag, own in front.material.items():
        words, _ = compose(own, PRODUCT)
        index = KitIndex(
            locale=own.locale,
            title=str(words.title),
            subtitle=front.subtitles[tag],
            draft=str(draft_text(words)) if front.is_draft else "",
            words=dict(words.names),
            shelves=tuple(_shelves(front.files, words, own.locale, pictures, counts)),
            others=tuple(
                (other, front.material[other].locale.name, _page(other, tags))
                for other in tags
                if other != tag
            ),
            command=f"kit build {' '.join(front.partners)} --workspace {FOLDER}",
            workspace=f"{FOLDER}/",
            sources=tuple(_sources(front.documents, own.bibliography)),
            licences=tuple(
                (member.name.rpartition("/")[2], member.name) for member in front.licences
            ),
        )
        yield Member(_page(tag, tags), content=kit_index(index))


def _page(tag: str, tags: Sequence[str]) -> str:
    return HOME if tag == tags[0] else f"index-{tag}.html"


def _shelves(
    files: Sequence[Packed],
    words: Document,
    locale: Locale,
    pictures: Mapping[str, str],
    counts: Mapping[str, int],
) -> Iterator[Shelf]:
    names = dict(words.names)
    # Files in the reader's own language come first.
    ordered = sorted(files, key=lambda file: file.language != locale.tag)
    for kind in SHELVES:
        cards = tuple(
            Card(
                file.name,
                file.title,
                _about(file, names, locale, counts[file.name]),
                file.language,
                pictures[file.name],
            )
            for file in ordered
            if file.kind == kind
        )
        yield Shelf(kind, names[HEADINGS[kind]], cards)


def _about(file: Packed, names: Mapping[str, str], locale: Locale, count: int) -> tuple[str, ...]:
    """Return format, language, pages and size of a file."""
    ending = file.name.rpartition(".")[2].upper()
    is_slides = file.kind == "deck" and ending != "PDF"
    pages = names["slides" if is_slides else "pages"].replace(
        "{count}", in_digits(str(count), locale)
    )
    size = format_number(Decimal(max(1, round(file.size / KILOBYTE))), locale)
    language = locale_of(file.language).name
    parts = (names.get(file.note, ""), ending, language, pages, f"{size}\u00a0KB")
    return tuple(part for part in parts if part)


def _sources(
    documents: Sequence[Document], bibliography: Mapping[str, Source]
) -> Iterator[tuple[str, str]]:
    ids = {name for document in documents for part in document.parts for name in sources_of(part)}
    ids |= {name for document in documents for fact in document.facts for name in fact.sources}
    for source in sorted((bibliography[name] for name in ids), key=lambda each: each.title):
        words = f"{source.publisher}: {source.title} ({source.year})."
        yield words, source.address if source.address.startswith(WEB) else ""
