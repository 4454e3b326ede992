"""An entry of a catalogue -> faults of its tags, entities and template code."""

import re
from collections import Counter
from collections.abc import Iterator

from kit.document.inline import faults
from kit.preflight.message_characters import UNPRINTABLE
from kit.preflight.message_placeholders import without_names
from kit.preflight.message_view import ENTITY, Context, Pair, compared
from kit.sources.po_entry import PoEntry

# Other words in angle brackets are for the reader: "Usage: build <file>". Each language has
# quotation marks of its own, so <q> may go.
_NAMES = (
    "a abbr b big blockquote br button cite code dd del dfn div dl dt em font form h1 h2 h3 h4 h5 "
    "h6 hr i iframe img input ins kbd label li mark object ol p pre s samp script small span "
    "strike strong style sub sup table tbody td th thead tr tt u ul var"
)
_HTML = frozenset(_NAMES.split())
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:[\s/][^<>]*)?)>")
_ATTRIBUTE = re.compile(r"""(?<![\w:-])([\w:-]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
# What these say is translated or may lead to a page in the reader's language.
_TRANSLATED = frozenset(("alt", "aria-label", "dir", "href", "hreflang", "lang", "title"))
_HARMFUL = re.compile(
    r"<\s{0,9}/?\s{0,9}(?:script|style|iframe|object)\b|\bjavascript:|\bon\w+\s*=\s*[\"']"
)
_TEMPLATE = re.compile(r"\{[{%#]|[#%}]\}")
_VOID = frozenset(("br", "hr", "img", "input"))


def tags(entry: PoEntry, context: Context) -> Iterator[str]:
    """Return tags that are lost, added, changed or not closed.

    A lost </b> prints the rest of the page in bold, and an added <script> does harm. Line
    breaks may differ. Measured: 66 in 153,798 reviewed messages; in 22 the change was wanted
    (French <sup>, rel="noopener").
    """
    for pair in compared(entry):
        found = _own(pair) if context.is_own else ()
        if not found and ("<" in pair.text or "<" in pair.sources[-1]):
            found = tuple(_against_source(pair))
        yield from (pair.told(fault) for fault in found)


def harmful_markup(entry: PoEntry, _context: Context) -> Iterator[str]:
    """Return scripts, styles and frames that the source text does not have."""
    for pair in compared(entry):
        for match in _HARMFUL.finditer(pair.text.lower()):
            if not any(match[0] in source.lower() for source in pair.sources):
                yield pair.told(f"{match[0]} may do harm")


def template_code(entry: PoEntry, _context: Context) -> Iterator[str]:
    """Return signs of template code that the source text does not have: {{, {%, {#.

    A translation must never run as code. In python-brace-format {{ is a plain brace.
    """
    if "python-brace-format" in entry.flags:
        return
    for pair in compared(entry):
        known = "".join(pair.sources)
        code = next((code for code in _TEMPLATE.findall(pair.text) if code not in known), "")
        if code:
            yield pair.told(f"{code} is template code, which the source text does not have")


def entities(entry: PoEntry, _context: Context) -> Iterator[str]:
    """Return entities such as &nbsp; that the source text does not have.

    The kit prints them as they stand. Elsewhere they may be read, so only the kit's own texts
    are looked at.
    """
    for pair in compared(entry):
        if "&" in pair.text:
            found = dict.fromkeys(match[0] for match in ENTITY.finditer(pair.text))
            for entity in found:
                if not any(entity in source for source in pair.sources):
                    yield pair.told(f"{entity} would be printed as it stands; write the character")


def _own(pair: Pair) -> tuple[str, ...]:
    return faults(UNPRINTABLE.sub(" ", without_names(pair.text)), "")


def _against_source(pair: Pair) -> Iterator[str]:
    given = _tags(pair.text)
    wanted = [_tags(source) for source in pair.sources]
    if given in wanted:
        yield from _order_faults(pair)
        return
    fullest = max(wanted, key=Counter.total)
    for tag in _openings(fullest - given):
        yield f"the tag {tag} is missing"
    for tag in _openings(given - fullest):
        yield f"the tag {tag} does not stand in the source text"


def _openings(found: Counter[str]) -> list[str]:
    """Return tags in order; a closing one only where its opening one is not among them."""
    names = {tag.strip("<>").partition(" ")[0] for tag in found}
    return sorted(tag for tag in found if tag[1] != "/" or tag.strip("</>") not in names)


def _tags(text: str) -> Counter[str]:
    return Counter(
        _written(slash, name.lower(), rest)
        for slash, name, rest in _TAG.findall(text)
        if name.lower() in _HTML and name.lower() != "br"
    )


def _written(slash: str, name: str, rest: str) -> str:
    attributes = [(key.lower(), value.strip("\"'")) for key, value in _ATTRIBUTE.findall(rest)]
    told = sorted(key if key in _TRANSLATED else f"{key}={value}" for key, value in attributes)
    return f"<{slash}{' '.join((name, *told))}>"


def _order_faults(pair: Pair) -> Iterator[str]:
    if (fault := _unbalanced(pair.text)) and not any(map(_unbalanced, pair.sources)):
        yield fault


def _unbalanced(text: str) -> str:
    is_open: list[str] = []
    for slash, written, rest in _TAG.findall(text):
        name = written.lower()
        if name not in _HTML or name in _VOID or rest.endswith("/"):
            continue
        if not slash:
            is_open.append(name)
        elif not is_open or is_open.pop() != name:
            return f"</{name}> closes nothing"
    return f"<{is_open[-1]}> is not closed" if is_open else ""
