"""A template and a locale go in; the catalogue of a new language comes out, without texts yet."""

from dataclasses import replace
from datetime import date

from kit.errors import UsageError
from kit.sources.library import catalogue_path
from kit.sources.locales import Locale
from kit.sources.plurals import parse_plural_forms
from kit.sources.po import PoEntry, PoFile, new_po

_FROM_TEMPLATE = ("Project-Id-Version", "Report-Msgid-Bugs-To", "POT-Creation-Date")


def started(template: PoFile, locale: Locale, english_name: str, day: date) -> PoFile:
    """Begin the catalogue of a language, with the headers of GNU gettext's msginit.

    Args:
        template: As `read_po` gives it.
        locale: Of the new language; its plural forms are written into the header.
        english_name: Of the language, such as "Tetum"; "" when no such language is known.
        day: On which the catalogue is begun.

    Raises:
        UsageError: The language has no name, so the tag is likely to be misspelt.
    """
    if not english_name.strip():
        raise UsageError(
            f"no language is known by the tag {locale.tag!r}",
            hint="use a BCP 47 tag such as tet, pt-BR or sr-Latn, as listed at cldr.unicode.org",
        )
    count = parse_plural_forms(locale.plural_forms).count
    entries = tuple(
        _untranslated(entry, count) for entry in template.entries if not entry.is_obsolete
    )
    file = new_po(catalogue_path(locale), _headers(template, locale, english_name, day), entries)
    comment = f"{english_name}, {locale.name}" if _is_other(locale, english_name) else english_name
    head = file.head and replace(file.head, translator_comments=(comment,))
    return replace(file, head=head, newline=template.newline)


def _is_other(locale: Locale, english_name: str) -> bool:
    # A language without a name for itself in CLDR is named by its tag.
    return locale.name not in (english_name, locale.tag)


def _untranslated(entry: PoEntry, count: int) -> PoEntry:
    forms = 1 if entry.msgid_plural is None else count
    return replace(entry, strings=forms * ("",), line=0, source="", before="")


def _headers(
    template: PoFile, locale: Locale, english_name: str, day: date
) -> tuple[tuple[str, str], ...]:
    return (
        *((name, template.header(name)) for name in _FROM_TEMPLATE),
        ("PO-Revision-Date", f"{day.isoformat()} 00:00+0000"),
        ("Last-Translator", ""),
        ("Language-Team", english_name),
        ("Language", locale.folder),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=UTF-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", locale.plural_forms),
    )
