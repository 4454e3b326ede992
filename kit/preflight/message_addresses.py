"""An entry of a catalogue -> addresses and phone numbers it should not have."""

import re
from collections.abc import Iterator

from kit.preflight.message_numerals import readings, western
from kit.preflight.message_view import ADDRESS, Context, Pair, compared
from kit.sources.po_entry import PoEntry

_END = ".,;:!?'*)&-"
_HOST = re.compile(r"(?:://|@|^)(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)")
_BARE = re.compile(
    r"(?<![\w.@/-])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|int|info|gov|edu|health)(?:\.[a-z]{2})?\b",
    re.ASCII | re.IGNORECASE,
)
# RFC 2606 and RFC 6761: names kept for examples; and a name that people take for one.
_EXAMPLES = re.compile(r"(?:^|\.)(?:example|test|invalid|localhost|domain)(?:\.|$)|^[0-9.]+$")
_PHONE = re.compile(r"(?<![\w.,])(?:\+|\(?0)[0-9][0-9 ()./\u00a0\u202f\u2010-\u2013-]{4,}[0-9]")
_LOCAL_PHONE = re.compile(
    r"(?<![\w.,+-])[0-9]{2,4}[-\u2010\u2011][0-9]{3,4}(?:[-\u2010\u2011][0-9]{4})?(?![\w-])"
)
_DATE = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{2,4}")
_LEAST_DIGITS = 6


def own_addresses(entry: PoEntry, _context: Context) -> Iterator[str]:
    """Return web addresses, e-mail addresses and phone numbers that only the translation has.

    They are facts, which the blood service confirms in its profile and a placeholder prints.
    """
    for pair in compared(entry):
        known = [western(source) for source in pair.sources]
        for address in (*_addresses(pair.text), *_BARE.findall(pair.text)):
            if not any(address in source for source in known):
                yield pair.told(f"the address {address[:60]} does not stand in the source text")
        yield from (pair.told(fault) for fault in _phones(pair))


def foreign_addresses(entry: PoEntry, _context: Context) -> Iterator[str]:
    """Return addresses of another site than any in the source text.

    Pages of the same site in the reader's language are fine (docs.example.org/fr/), and so are
    made-up addresses that teach how one looks. Only sites count, with a full stop, quote or
    bracket at the end not taken for a part of them: a plain comparison was wrong in 25 %.
    """
    for pair in compared(entry):
        if "://" not in pair.text and "@" not in pair.text and "www." not in pair.text:
            continue
        known = {site for source in pair.sources for site in _sites(source)}
        if any(map(_EXAMPLES.search, known)):
            continue  # An example may be another one in each language.
        for site in _sites(pair.text):
            if site not in known and not _EXAMPLES.search(site):
                yield pair.told(f"an address of {site} does not stand in the source text")


def _addresses(text: str) -> tuple[str, ...]:
    found = (match[0].rstrip(_END) for match in ADDRESS.finditer(western(text)))
    return tuple(dict.fromkeys(found))


def _sites(text: str) -> Iterator[str]:
    for address in _addresses(text):
        if match := _HOST.search(address.lower()):
            yield ".".join(match[1].split(".")[-2:])


def _phones(pair: Pair) -> Iterator[str]:
    text = ADDRESS.sub(" ", western(pair.text))
    known = frozenset[str]().union(*(readings(source) for source in pair.sources))
    digits = [re.sub(r"\D", "", western(source)) for source in pair.sources]
    for pattern in (_PHONE, _LOCAL_PHONE):
        for match in pattern.finditer(text):
            number = re.sub(r"\D", "", match[0])
            is_known = known.issuperset(re.findall("[0-9]+", match[0])) or any(
                number in source for source in digits
            )
            if len(number) >= _LEAST_DIGITS and not is_known and not _DATE.fullmatch(match[0]):
                yield f"the phone number {match[0]} does not stand in the source text"
