"""Entries of catalogues for the tests of checks."""

from kit.preflight.message_view import Context, few_forms
from kit.preflight.messages import check_entry
from kit.sources.plurals import parse_plural_forms
from kit.sources.po_entry import PoEntry

ENGLISH = "nplurals=2; plural=(n != 1);"
RUSSIAN = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)


def codes(msgid: str, text: str, *flags: str, tag: str = "de", own: bool = False) -> list[str]:
    """The codes that a translation gets."""
    entry = PoEntry(msgid, (text,), 7, flags=flags)
    return [finding.code for finding in check_entry(entry, Context(tag, own), "x.po")]


def plural_codes(
    sources: tuple[str, str], forms: tuple[str, ...], *flags: str, rule: str = ENGLISH
) -> list[str]:
    """The codes that a translation of a plural entry gets."""
    entry = PoEntry(sources[0], forms, 7, msgid_plural=sources[1], flags=flags)
    parsed = parse_plural_forms(rule)
    context = Context("de", False, parsed, few_forms(parsed))
    return [finding.code for finding in check_entry(entry, context, "x.po")]
