"""A finished PDF as values: what the checks look at, without the library that read it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kit.preflight.pdf.painted import Key, Marked, Painted, Quad, Space, as_read
from kit.units import in_mm

# How a person names what is painted.
WORDS = {"path": "a line or an area", "image": "a picture", "shading": "a colour gradient"}
SHOWN = 40  # characters of a text in a finding
HIDDEN = 1 << 1  # flag of an annotation (ISO 32000-1, table 165)


def shown(text: str) -> str:
    """Return a text for a finding: short, and on one line."""
    words = " ".join("".join(sign for sign in text if sign.isprintable() or sign == " ").split())
    return words if len(words) <= SHOWN else words[:SHOWN].rstrip() + "…"


class Fault(NamedTuple):
    """What a check found: where, and what is wrong there."""

    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link, a field of a form or another annotation of a page."""

    key: Key
    kind: str
    rect: Quad
    parent_row: int | None
    contents: str
    label: str
    flags: int

    @property
    def is_hidden(self) -> bool:
        """Whether nobody meets it, neither on a screen nor on paper."""
        return bool(self.flags & HIDDEN)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its boxes as the file states them, what is painted, and its annotations.

    Args:
        used: The marked contents with a number.
        mixed: The marked contents from which on something is tagged and decoration at once.
        unknown: The operators that PDF does not know.
    """

    number: int
    key: Key
    boxes: Mapping[str, Quad]
    tabs: str
    groups: tuple[Space | None, ...]
    annotations: tuple[Annotation, ...]
    painted: tuple[Painted, ...]
    used: tuple[Marked, ...]
    mixed: tuple[Marked, ...]
    unknown: tuple[str, ...]
    faults: tuple[str, ...]

    @property
    def trim(self) -> Quad:
        """The page as a person holds it."""
        names = ("TrimBox", "CropBox", "MediaBox")
        return next((self.boxes[name] for name in names if name in self.boxes), (0, 0, 0, 0))

    def place(self, x: float, y: float) -> str:
        """Return where a point is, in millimetres from the corner of the trimmed page."""
        left, top = map(in_mm, self._from_corner(x, y))
        return f"page {self.number}, {left:.0f} mm from the left, {top:.0f} mm from the top"

    def _from_corner(self, x: float, y: float) -> tuple[float, float]:
        return x - self.trim[0], self.trim[3] - y


class ContentRef(NamedTuple):
    """An element's claim to marked content."""

    scope: Key
    mcid: int


class ObjectRef(NamedTuple):
    """An element's claim to an annotation."""

    key: Key


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the structure tree; `role` is its standard type."""

    key: Key
    kind: str
    role: str
    page: int
    texts: Mapping[str, str]
    attributes: Mapping[str, object]
    kids: tuple["Element | ContentRef | ObjectRef", ...]

    @property
    def elements(self) -> Iterator["Element"]:
        """The elements right under it."""
        return (kid for kid in self.kids if isinstance(kid, Element))

    def walk(self) -> Iterator["Element"]:
        """Return the element and all under it, in reading order."""
        yield self
        for kid in self.elements:
            yield from kid.walk()


@dataclass(frozen=True, slots=True)
class Tree:
    """The structure tree; `rows` is the parent tree: one owner, or one for each MCID."""

    roots: tuple[Element, ...]
    rows: Mapping[int, Key | tuple[Key, ...]]
    next_row: int | None
    faults: tuple[str, ...]

    def walk(self) -> Iterator[Element]:
        """Return all elements in reading order."""
        for root in self.roots:
            yield from root.walk()


@dataclass(frozen=True, slots=True)
class Intent:
    """An output intent with what its profile says of itself: class, colours, number of inks."""

    kind: str
    profile_class: str
    profile_space: str
    parts: int | None


@dataclass(frozen=True, slots=True)
class Claims:
    """The standards that a file says it keeps; "" for none."""

    ua: str = ""
    ua_rev: str = ""
    archive: str = ""
    archive_level: str = ""
    archive_rev: str = ""
    exchange: str = ""
    declarations: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The claimed standards as people name them."""
        return tuple(
            filter(
                None,
                (
                    self.ua and f"PDF/UA-{self.ua}",
                    self.archive and f"PDF/A-{self.archive}{self.archive_level.lower()}",
                    self.exchange,
                    "WTPDF" if any("wtpdf" in each for each in self.declarations) else "",
                ),
            )
        )


@dataclass(frozen=True, slots=True)
class Metadata:
    """What file and XMP say of the document; dates as ISO 8601."""

    version: str
    has_id: bool
    is_encrypted: bool
    info: Mapping[str, str] | None
    xmp: Mapping[str, str] | None
    schemas: frozenset[str]
    claims: Claims


@dataclass(frozen=True, slots=True)
class Viewing:
    """What the catalogue tells a program that shows the file or reads it aloud."""

    language: str
    shows_title: bool
    is_marked: bool
    is_suspect: bool
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PdfFile:
    """A finished PDF.

    Args:
        row_of: The row of the parent tree that each page, and each form drawn, names as its own.
        damage: What had to be mended to read the file.
        texts: The words of each marked content.
        ink_limit: The sum of inks that the paper takes, 1 for 100 %.
    """

    metadata: Metadata
    viewing: Viewing
    intents: tuple[Intent, ...]
    pages: tuple[Page, ...]
    tree: Tree | None
    row_of: Mapping[Key, int | None]
    damage: tuple[str, ...]
    texts: Mapping[ContentRef, str]
    ink_limit: float = 3.0

    @property
    def is_print(self) -> bool:
        """Whether the file is meant for a print shop."""
        is_intended = any(intent.kind == "GTS_PDFX" for intent in self.intents)
        has_bleed = any(
            "BleedBox" in page.boxes and page.boxes["BleedBox"] != page.trim for page in self.pages
        )
        return bool(self.metadata.claims.exchange) or is_intended or has_bleed

    @property
    def is_tagged(self) -> bool:
        """Whether the file is, or should be, made for people who do not see it."""
        claims = self.metadata.claims
        return not self.is_print or bool(claims.ua) or claims.archive_level.upper() == "A"

    def elements(self) -> Iterator[Element]:
        """Return all elements of the structure tree in reading order."""
        return self.tree.walk() if self.tree else iter(())

    def words(self, element: Element) -> str:
        """Return the words of an element."""
        refs = (kid for each in element.walk() for kid in each.kids if isinstance(kid, ContentRef))
        return " ".join(" ".join(self.texts.get(ref, "") for ref in refs).split())

    def place(self, element: Element) -> str:
        """Return how a person finds an element: page, type and first words."""
        short = shown(self.words(element))
        page = f"page {element.page}" if element.page else "structure tree"
        return f"{page}, {element.kind}" + (f" “{short}”" if short else "")

    def painted(self) -> Iterator[tuple[Page, Painted]]:
        """Return everything that is painted, page by page."""
        return ((page, item) for page in self.pages for item in page.painted)


def pieces(page: Page, items: Sequence[Painted], words: str) -> Fault:
    """Return a fault of several pieces of a page, at the place of the first."""
    first = items[0]
    kind = WORDS.get(first.kind) or f"the text “{shown(as_read(first.text))}”"
    count = "1 piece is" if len(items) == 1 else f"{len(items)} pieces are"
    return Fault(page.place(first.box[0], first.box[3]), f"{count} {words}; the first is {kind}")
