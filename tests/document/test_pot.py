import pytest
from document_samples import BUILTIN

from kit.document.extract import Extracted, extract
from kit.document.inline import faults
from kit.document.pot import CREATION, pot
from kit.findings import Severity
from kit.sources.library import catalogue_path, language_tags, read_catalogues
from kit.sources.locales import locale_of
from kit.sources.po import PoFile, read_po, write_po

PATH = "locales/kit.pot"
MESSAGE = Extracted("Hi {name}", None, ("greeting",), ("templates/a.xml",))
MSGIDS = [(message.context, message.msgid) for message in extract(BUILTIN)]


def built(*messages: Extracted, before: PoFile | None = None) -> PoFile:
    return pot(messages, before, PATH)


def test_the_template_catalogue_is_what_the_templates_say() -> None:
    content = BUILTIN.read(PATH)
    assert write_po(pot(extract(BUILTIN), read_po(content, PATH), PATH)) == content


def test_a_message_keeps_its_comments_places_and_braces() -> None:
    text = write_po(built(MESSAGE, Extracted("Yes", "verb", (), ()))).decode()
    assert text.endswith(
        '#. greeting\n#: templates/a.xml\n#, python-brace-format\nmsgid "Hi {name}"\nmsgstr ""\n\n'
        'msgctxt "verb"\nmsgid "Yes"\nmsgstr ""\n'
    )


def test_the_date_of_the_one_before_is_kept_so_that_nothing_changes_without_a_reason() -> None:
    first = built(MESSAGE)
    dated = first.with_headers(((CREATION, "2027-05-01 10:00+0000"),))
    again = built(MESSAGE, before=read_po(write_po(dated), PATH))
    assert again.header(CREATION) == "2027-05-01 10:00+0000"
    assert first.header(CREATION)


# A second script comes in posters only, so that its catalogue holds what a poster says in columns.
POSTERS_ONLY = {"mn-Mong": 4}


@pytest.mark.parametrize("tag", language_tags(BUILTIN))
def test_every_catalogue_is_whole_and_without_faults(tag: str) -> None:
    locale = locale_of(tag)
    path = catalogue_path(locale)
    file = read_po(BUILTIN.read(path), path)
    entries = [entry for entry in file.entries if not entry.is_obsolete]
    assert {(entry.context, entry.msgid) for entry in entries} == set(MSGIDS)
    translated = [entry for entry in entries if entry.is_translated]
    if tag in POSTERS_ONLY:
        assert len(translated) >= POSTERS_ONLY[tag]
    else:
        assert translated == entries
    assert [entry.msgid for entry in entries if entry.is_fuzzy] == []
    broken = {entry.msgid: faults(entry.strings[0], entry.msgid) for entry in translated}
    assert {msgid: found for msgid, found in broken.items() if found} == {}
    findings = read_catalogues(BUILTIN, locale)[0].findings
    assert [finding for finding in findings if finding.severity is not Severity.NOTE] == []


@pytest.mark.parametrize("tag", language_tags(BUILTIN))
def test_every_catalogue_names_its_language_and_plural_forms(tag: str) -> None:
    path = catalogue_path(locale_of(tag))
    file = read_po(BUILTIN.read(path), path)
    assert file.header("Language") == locale_of(tag).folder
    assert file.header("Plural-Forms").startswith("nplurals=")


def test_the_english_catalogue_says_what_the_templates_say() -> None:
    english = read_catalogues(BUILTIN, locale_of("en"))[0]
    assert [
        msgid for context, msgid in MSGIDS if english.find(msgid, context).string != msgid
    ] == []
