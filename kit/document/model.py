"""The document: all words of a product chosen, in blocks of texts, nothing placed."""

from dataclasses import dataclass
from typing import TypeAlias

from kit.document.runs import FactUse, MessageUse, Text
from kit.sources.locales import Locale


@dataclass(frozen=True, slots=True)
class Headline:
    """The message of a page, in a drop or on a field."""

    text: Text


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 or 3."""

    text: Text
    level: int


@dataclass(frozen=True, slots=True)
class Lead:
    """An opening sentence, set in bold."""

    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Text


@dataclass(frozen=True, slots=True)
class Smallprint:
    """Small print at the foot."""

    text: Text


@dataclass(frozen=True, slots=True)
class Callout:
    """A sentence that stands out in a field of its own."""

    text: Text
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list, beside a pictogram or a drop."""

    text: Text
    icon: str = ""


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list; `tile` is the colour behind the pictograms.

    `look` is plain, statement (large), strong (bold) or named (the first sentence is a name).
    """

    items: tuple[Item, ...]
    tile: str = "blush"
    look: str = "plain"


@dataclass(frozen=True, slots=True)
class Picture:
    """An illustration; `ground` is the colour it stands on, `alt` its alternative text.

    `places` are longitude and latitude of places to mark, on the map of the world.
    """

    art: str
    alt: Text
    ground: str = ""
    places: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One of the numbered steps."""

    picture: Picture
    text: Text


@dataclass(frozen=True, slots=True)
class Steps:
    """Numbered steps."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Where, when and how to reach the service; `address` is what the QR code holds, or ""."""

    lines: tuple[Text, ...]
    phone: Text | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """The name of the blood service."""

    text: Text


@dataclass(frozen=True, slots=True)
class LogoSlot:
    """The place for the partner's own logo; empty by default."""


@dataclass(frozen=True, slots=True)
class Fill:
    """Lines to write on, with or without numbers."""

    lines: int
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart; `figure` is its value as it is printed."""

    label: Text
    value: float
    is_marked: bool
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart; `unit` says what the bars count, `places` how many decimals figures have.

    Its figures are in Latin digits, whatever the partner's are, if it `is_latin`.
    """

    unit: Text
    bars: tuple[Bar, ...]
    places: int = 0
    is_latin: bool = False


@dataclass(frozen=True, slots=True)
class BigNumber:
    """A figure set very large, in the locale's format."""

    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A myth and the fact that answers it."""

    myth: Text
    fact: Text


@dataclass(frozen=True, slots=True)
class Pairs:
    """Myths and facts under their labels."""

    myth: Text
    fact: Text
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """Paragraphs under a heading, or under none."""

    heading: Text | None
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns side by side; `look` is plain or named (the first sentence is a name)."""

    columns: tuple[Column, ...]
    look: str = "plain"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the first row the head; an empty text is a place to write in."""

    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A block of colour that holds other blocks; `tone` is amber, wine or red."""

    tone: str
    blocks: tuple["Block", ...]


Block: TypeAlias = (
    Headline | Heading | Lead | Paragraph | Smallprint | Callout | ItemList | Picture | Steps
    | Contact | Service | LogoSlot | Fill | Chart | BigNumber | Pairs | Columns | Table | Band
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A panel of a brochure, the face of a poster, or a slide of a deck.

    `place` is the panel's place or the slide's layout. A slide has notes and the minutes it
    takes, and may open a section of the talk.
    """

    place: str
    blocks: tuple[Block, ...]
    notes: tuple[Text, ...] = ()
    minutes: int = 0
    section: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """All words of one product for one partner in one language."""

    kind: str
    product: str
    plan: str
    partner: str
    service: str
    locale: Locale
    title: Text
    draft: Text
    names: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    messages: tuple[MessageUse, ...]
    facts: tuple[FactUse, ...]
