"""What is drawn -> operators that mark each piece of content, and the tree of what the pieces are.

A piece of content belongs to one element of the tree or is an artefact (ISO 32000-1, 14.6, 14.8).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from kit.export.pdf.sheet import Edges
from kit.export.pdf.syntax import text_string
from kit.layout.page import Element
from kit.units import Points

DOCUMENT, FIGURE, LINK, FORM = "Document", "Figure", "Link", "Form"
GROUPING = frozenset(("Document", "Sect", "Div", "L", "LI", "Table", "TR"))
"""Elements that hold others only: what is drawn right in one of them is an artefact."""
HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
ARTEFACT = "/Artifact BMC"
PRINTERS_MARK = "/Artifact <</Type /Page>> BDC"


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of marked content of a page, both counted from 0."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class LinkPlace:
    """A link of a page, by its number among the page's links, with what it leads to in words."""

    page: int
    number: int
    words: str


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """A field of a form, by its name."""

    name: str


Kid: TypeAlias = "Node | Content | LinkPlace | FieldPlace"


@dataclass(eq=False, slots=True)
class Node:
    """An element of the tree while it grows.

    Attributes:
        element: Its type and order.
        alt: The alternative text of a figure.
        language: Where it is not that of the document.
        box: The edges of a figure on its page.
        title: The words of a heading, for the outline, or where a link leads.
        top: The y of a heading on its page.
        kids: What it holds, as it was drawn.
    """

    element: Element
    alt: str = ""
    language: str = ""
    box: Edges | None = None
    title: str = ""
    top: Points = 0.0
    kids: list[Kid] = field(default_factory=list)

    def grow(self, kid: "Node") -> "Node":
        """Put an element at the end of this one and return it."""
        self.kids.append(kid)
        return kid


class MarkedContent:
    """Brackets what is drawn, one page after the other; each piece is as long as it can be.

    Attributes:
        is_on: Whether anything is marked; a file for a print shop is read by nobody.
        root: The whole document.
        owners: The elements of the pieces of each page, by their numbers.
        links: The elements of the links of each page, by their numbers.
    """

    def __init__(self, add: Callable[[str], None], *, is_on: bool) -> None:
        self._add = add
        self.is_on = is_on
        self._open: Node | str | None = None
        self.root = Node(Element(DOCUMENT))
        self.owners: list[list[Node]] = []
        self.links: list[list[Node]] = []

    def begin_page(self) -> None:
        """Go on to the next page."""
        self.owners.append([])
        self.links.append([])

    def within(self, owner: Node | str) -> None:
        """Let what follows belong to an element, or be an artefact of a kind."""
        if owner is self._open or not self.is_on:
            return
        self.end()
        self._open = owner
        self._add(owner if isinstance(owner, str) else self._begun(owner))

    def _begun(self, node: Node) -> str:
        owners = self.owners[-1]
        number = len(owners)
        owners.append(node)
        node.kids.append(Content(len(self.owners) - 1, number))
        return f"/{node.element.tag} <</MCID {number}>> BDC"

    def end(self) -> None:
        """End the piece that is open, if one is."""
        if self._open is not None:
            self._add("EMC")
        self._open = None

    def link(self, node: Node, words: str) -> None:
        """Count a link that is put on the page, as part of its element."""
        page, links = len(self.links) - 1, self.links[-1]
        node.kids.append(LinkPlace(page, len(links), words))
        links.append(node)


def in_language(operators: str, language: str) -> str:
    """Return operators as a span in another language than that around it."""
    return f"/Span <</Lang {text_string(language)}>> BDC\n{operators}\nEMC"
