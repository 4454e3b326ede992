"""A finished PDF -> whether it tells its title and its languages, and whether they are true."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from kit.errors import SourceError
from kit.preflight.pdf.metadata import DC
from kit.preflight.pdf.painted import Painted
from kit.preflight.pdf.view import ContentRef, Element, Fault, PdfFile
from kit.sources.locales import locale_of

# The form of BCP 47 that documents use: language, script, region, variants, private parts.
TAG = re.compile(
    r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z\d]{5,8}|-\d[A-Za-z\d]{3})*"
    r"(-[A-WY-Za-wy-z\d](-[A-Za-z\d]{2,8})+)*(-x(-[A-Za-z\d]{1,8})+)?"
)
# Made-up languages, and words of which nobody knows the language, may have any letters.
ANY_LETTERS = re.compile(r"-X[AB]\b|^und\b")
# How Unicode names the letters of a script (ISO 15924).
LETTERS = {
    "Latn": ("LATIN",), "Cyrl": ("CYRILLIC",), "Grek": ("GREEK",), "Arab": ("ARABIC",),
    "Hebr": ("HEBREW",), "Deva": ("DEVANAGARI",), "Beng": ("BENGALI",), "Taml": ("TAMIL",),
    "Telu": ("TELUGU",), "Sinh": ("SINHALA",), "Khmr": ("KHMER",), "Laoo": ("LAO",),
    "Thai": ("THAI",), "Mymr": ("MYANMAR",), "Tibt": ("TIBETAN",), "Mong": ("MONGOLIAN",),
    "Ethi": ("ETHIOPIC",), "Geor": ("GEORGIAN",), "Armn": ("ARMENIAN",),
    "Hang": ("HANGUL", "CJK"), "Hans": ("CJK",), "Hant": ("CJK", "BOPOMOFO"),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA"),
}  # fmt: skip
FEWEST_LETTERS = 3
FEWEST_LATIN_WORDS = 3  # names and addresses stay Latin in any language
WORD = re.compile(r"[^\W\d_]{3}")
ADDRESS = re.compile(r"[@/]|\.\w")


def title(file: PdfFile) -> Iterator[Fault]:
    """Yield a document without title."""
    if file.metadata.xmp is not None and not file.metadata.xmp.get(f"{DC}title"):
        yield Fault("", "the document has no title")


def title_shown(file: PdfFile) -> Iterator[Fault]:
    """Yield a document of which programs show the file name."""
    if not file.viewing.shows_title:
        yield Fault("", "the window shows the name of the file, not the title of the document")


def tagged(file: PdfFile) -> Iterator[Fault]:
    """Yield a document without structure tree, or whose tree is not to be trusted."""
    if file.tree is None:
        yield Fault("", "the file has no tags: a screen reader finds no headings and lists")
    elif not file.viewing.is_marked:
        yield Fault("", "the file does not say that it is tagged (MarkInfo, Marked)")
    if file.viewing.is_suspect:
        yield Fault("", "the file says that its tags may be wrong (MarkInfo, Suspects)")


def languages(file: PdfFile) -> Iterator[Fault]:
    """Yield a document without language, and tags that are none of BCP 47."""
    if not file.viewing.language:
        yield Fault("", "the document does not say its language (Lang)")
    elif not TAG.fullmatch(file.viewing.language):
        yield Fault("", f"{file.viewing.language!r} is no language tag")
    for element in file.elements():
        tag = element.texts.get("Lang", "")
        if "Lang" in element.texts and not TAG.fullmatch(tag):
            yield Fault(file.place(element), f"{tag!r} is no language tag")


def scripts(file: PdfFile) -> Iterator[Fault]:
    """Yield elements whose letters are not those of their language."""
    owners = dict(_owners(file))
    texts: dict[tuple[int, str], list[str]] = {}
    places: dict[int, Element] = {}
    for _, item in file.painted():
        owner = _owner(item, owners)
        if owner is not None:
            element, inherited = owner
            spoken = next((m.language for m in reversed(item.marks) if m.language), inherited)
            texts.setdefault((id(element), spoken), []).append(item.text)
            places[id(element)] = element
    for (number, tag), parts in texts.items():
        if told := _misfit(tag, "".join(parts)):
            yield Fault(file.place(places[number]), told)


def _owners(file: PdfFile) -> Iterator[tuple[ContentRef, tuple[Element, str]]]:
    """Yield the element of each marked content, with the language that holds in it."""
    roots = file.tree.roots if file.tree else ()
    open_elements = [(root, file.viewing.language) for root in roots]
    while open_elements:
        element, inherited = open_elements.pop()
        tag = element.texts.get("Lang") or inherited
        open_elements += [(kid, tag) for kid in element.elements]
        for kid in element.kids:
            if isinstance(kid, ContentRef):
                yield kid, (element, tag)


def _owner(
    item: Painted, owners: dict[ContentRef, tuple[Element, str]]
) -> tuple[Element, str] | None:
    refs = (ContentRef(mark.scope, mark.mcid) for mark in item.marks if mark.mcid is not None)
    return next((owners[ref] for ref in refs if ref in owners), None) if item.text else None


def _misfit(tag: str, text: str) -> str:
    """Return what is wrong with a text of a language, "" for nothing or what cannot be told."""
    own = () if ANY_LETTERS.search(tag) else LETTERS.get(_script(tag), ())
    found = Counter(unicodedata.name(sign, "").split(" ")[0] for sign in text if sign.isalpha())
    total = sum(found.values())
    if not own or total < FEWEST_LETTERS or sum(found[name] for name in own) * 2 > total:
        return ""
    most, _ = found.most_common(1)[0]
    if most == "LATIN":
        is_foreign = not any(found[name] for name in own)
        if not is_foreign or _words(text) < FEWEST_LATIN_WORDS:
            return ""
    return f"the text is marked as {tag!r}, but its letters are {most.title()}"


def _words(text: str) -> int:
    """Return how many words of a language a text has, without addresses."""
    return sum(bool(WORD.search(word)) and not ADDRESS.search(word) for word in text.split())


def _script(tag: str) -> str:
    try:
        return locale_of(tag).script
    except SourceError:
        return ""
