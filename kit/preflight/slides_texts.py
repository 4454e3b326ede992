"""An opened deck -> faults of its texts: language, direction, fonts and sizes."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from kit.preflight.slides_package import Fault
from kit.preflight.slides_view import MAIN, TREES, A, C, OpenedDeck, text_of, whole
from kit.sources.xmltree import Element

# RFC 5646, 2.1: language, script, region, variants, extensions, private use.
TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*"
    r"(?:-x(?:-[a-z\d]{1,8})+)?",
    re.IGNORECASE,
)
SPOKEN = (f"{A}r", f"{A}fld", f"{A}br")
SIZED = (f"{A}rPr", f"{A}defRPr", f"{A}endParaRPr")
FACES = tuple(f"{A}{slot}" for slot in ("latin", "ea", "cs", "sym", "buFont"))
THEME_FONTS = ("+mj-", "+mn-")
# Hundredths of a point. From the back of a room nothing under 18 pt can be read; 9 pt is the
# draft label, which only the person at the desk must see, and nothing may be smaller than that.
LEAST_SIZE = 900
RIGHT_TO_LEFT = ("R", "AL")
CHART = "chart"


def languages(deck: OpenedDeck) -> Iterator[Fault]:
    """Return texts whose language is not said, is no tag, or is not one of the deck's.

    A deck's languages are the one of its master and those that the master or the presentation
    names beside it (altLang): a text that is not translated yet says that it is English.
    """
    known = {deck.language, *deck.second_languages} if deck.language else set()
    for part, tree in deck.of(*TREES, CHART):
        slips = (
            (slip, words)
            for properties, words in _spoken(tree)
            if (slip := _slip(properties, known))
        )
        yield from _grouped(deck.place(part), slips)


def chart_languages(deck: OpenedDeck) -> Iterator[Fault]:
    """Return charts that do not say the deck's language, by which figures are formatted."""
    for part, tree in deck.of(CHART):
        tags = [item.get("val", "") for item in tree.iter(f"{C}lang")]
        if not tags or (deck.language and tags[0] != deck.language):
            said = tags[0] if tags else "no language"
            yield Fault(deck.place(part), f"the chart says {said}, the deck {deck.language}")


def _spoken(tree: Element) -> Iterator[tuple[Element | None, str]]:
    """Return the properties of each run, break and paragraph end, with the words they are for.

    A paragraph of a chart often has no run: its figures have the paragraph's own properties.
    """
    for paragraph in tree.iter(f"{A}p"):
        for child in paragraph:
            if child.tag in SPOKEN:
                yield child.find(f"{A}rPr"), child.findtext(f"{A}t") or ""
            elif child.tag == f"{A}endParaRPr":
                yield child, "the end of a paragraph"
            elif child.tag == f"{A}pPr":
                for properties in child.findall(f"{A}defRPr"):
                    yield properties, "the properties of a paragraph"


def _slip(properties: Element | None, known: set[str]) -> str:
    """Return what is wrong with the language of a run, or ""."""
    tag = None if properties is None else properties.get("lang")
    if properties is None or tag is None:
        return "no language is said"
    second = properties.get("altLang", tag)
    for written in (tag, second):
        if not TAG.fullmatch(written):
            return f"{written!r} is no language tag"
    if known and tag not in known:
        return f"the language is {tag}, not one of the deck's ({', '.join(sorted(known))})"
    return ""


def directions(deck: OpenedDeck) -> Iterator[Fault]:
    """Return paragraphs of a right-to-left deck that do not say so, and a deck that does not."""
    main = deck.presentation
    if not deck.is_rtl:
        if main is not None and main.tree is not None and _runs_rtl(deck):
            yield Fault(main.name, "most letters run from right to left, the presentation does not")
        return
    for part, tree in deck.of(*TREES, CHART):
        slips = (
            ("the paragraph does not run from right to left", text_of(paragraph))
            for paragraph in tree.iter(f"{A}p")
            if not _is_rtl(paragraph.find(f"{A}pPr"))
        )
        yield from _grouped(deck.place(part), slips)


def _is_rtl(properties: Element | None) -> bool:
    return properties is not None and properties.get("rtl") in ("1", "true")


def _runs_rtl(deck: OpenedDeck) -> bool:
    words = "".join(shape.text for part, _ in deck.of("slide") for shape in deck.shapes[part.name])
    if words.isascii():
        return False
    kinds = [unicodedata.bidirectional(letter) for letter in words]
    return sum(kind in RIGHT_TO_LEFT for kind in kinds) > kinds.count("L")


def fonts(deck: OpenedDeck) -> Iterator[Fault]:
    """Return texts that name a font themselves: a new brand font would pass them by."""
    for part, tree in deck.of(*TREES, CHART, MAIN):
        names = (item.get("typeface", "") for item in tree.iter(*FACES))
        slips = (("the text names a font", name) for name in names if name[:4] not in THEME_FONTS)
        yield from _grouped(deck.place(part), slips)


def sizes(deck: OpenedDeck) -> Iterator[Fault]:
    """Return texts that are smaller than the draft label."""
    for part, tree in deck.of(*TREES, CHART, MAIN):
        found = (whole(item.get("sz")) for item in tree.iter(*SIZED))
        slips = (
            (f"the text is smaller than {LEAST_SIZE / 100:g} pt", f"{size / 100:g} pt")
            for size in found
            if size is not None and size < LEAST_SIZE
        )
        yield from _grouped(deck.place(part), slips)


def _grouped(place: str, slips: Iterable[tuple[str, str]]) -> Iterator[Fault]:
    """Return one fault for all slips of a kind in a part, with the first of them."""
    examples: dict[str, list[str]] = {}
    for slip, example in slips:
        examples.setdefault(slip, []).append(example)
    for slip, found in examples.items():
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        yield Fault(place, f"{slip}: {found[0][:40]!r}{more}")
