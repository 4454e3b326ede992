import shutil
import subprocess
from datetime import date

import pytest
from babel import Locale as CldrLocale

from kit.errors import UsageError
from kit.sources.locales import locale_of
from kit.sources.plurals import parse_plural_forms
from kit.sources.po import PoFile, read_po, write_po
from kit.sources.po_merge import merged
from kit.sources.po_start import started

TEMPLATE = """# Not for the catalogue
msgid ""
msgstr ""
"Project-Id-Version: kit 1\\n"
"Report-Msgid-Bugs-To: \\n"
"POT-Creation-Date: 2026-01-01 00:00+0000\\n"
"PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#. note
#: a.xml
#, python-brace-format
msgctxt "menu"
msgid "Call {phone}"
msgstr ""

msgid "day"
msgid_plural "days"
msgstr[0] ""
msgstr[1] ""
"""
GLOSSARY = (
    "ko mn sw ar km my ne lo am vi fr es pt ru zh-Hans th id fil bn si ta ur uz".split()  # noqa: SIM905
)
OTHERS = ("tet", "sr-Latn", "zh-Hant", "pt-BR", "mn-Mong", "en", "rom")
DAY = date(2026, 11, 25)


def start(tag: str, english_name: str, template: str = TEMPLATE) -> PoFile:
    return started(read_po(template.encode(), "kit.pot"), locale_of(tag), english_name, DAY)


def english_name(tag: str) -> str:
    name = CldrLocale("en").languages[tag.partition("-")[0]]
    return f"{name} {tag.partition('-')[2]}".strip()


def test_a_new_catalogue_has_the_head_of_gettext_and_every_message_without_a_text() -> None:
    file = start("mn", "Mongolian")
    assert file.path == "locales/mn/LC_MESSAGES/kit.po"
    assert (
        write_po(file).decode()
        == """# Mongolian, монгол
msgid ""
msgstr ""
"Project-Id-Version: kit 1\\n"
"Report-Msgid-Bugs-To: \\n"
"POT-Creation-Date: 2026-01-01 00:00+0000\\n"
"PO-Revision-Date: 2026-11-25 00:00+0000\\n"
"Last-Translator: \\n"
"Language-Team: Mongolian\\n"
"Language: mn\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(((n == 1)) ? 0 : 1);\\n"

#. note
#: a.xml
#, python-brace-format
msgctxt "menu"
msgid "Call {phone}"
msgstr ""

msgid "day"
msgid_plural "days"
msgstr[0] ""
msgstr[1] ""
"""
    )


@pytest.mark.parametrize(("tag", "count"), [("ko", 1), ("fr", 2), ("ru", 4), ("ar", 6)])
def test_a_message_has_as_many_forms_as_the_language(tag: str, count: int) -> None:
    file = start(tag, english_name(tag))
    assert file.entries[1].strings == count * ("",)
    assert parse_plural_forms(file.header("Plural-Forms")).count == count


@pytest.mark.parametrize(
    ("tag", "name", "comment", "language"),
    [
        ("tet", "Tetum", "Tetum", "tet"),
        ("fil", "Filipino", "Filipino", "fil"),
        ("zh-Hans", "Simplified Chinese", "Simplified Chinese, 中文 (简体)", "zh_Hans"),
    ],
)
def test_the_head_names_the_language(tag: str, name: str, comment: str, language: str) -> None:
    file = start(tag, name)
    assert file.head is not None
    assert file.head.translator_comments == (comment,)
    assert (file.header("Language-Team"), file.header("Language")) == (name, language)


def test_obsolete_entries_of_a_template_are_left_out_and_its_line_ends_kept() -> None:
    template = (TEMPLATE + '\n#~ msgid "x"\n#~ msgstr "y"\n').replace("\n", "\r\n")
    content = write_po(start("mn", "Mongolian", template))
    assert b"#~" not in content
    assert content.count(b"\n") == content.count(b"\r\n")


@pytest.mark.parametrize("name", ["", " "])
def test_a_language_that_nobody_knows_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="no language is known by the tag 'xx'") as caught:
        start("xx", name)
    assert "BCP 47" in caught.value.hint


@pytest.mark.parametrize("tag", [*GLOSSARY, *OTHERS])
def test_a_new_catalogue_is_read_without_a_word_and_needs_no_merge(tag: str) -> None:
    content = write_po(start(tag, english_name(tag)))
    file = read_po(content, "new.po")
    assert not file.findings
    result = merged(file, read_po(TEMPLATE.encode(), "kit.pot"))
    assert result.file is file
    assert result.kept == 2


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="GNU gettext is not installed")
@pytest.mark.parametrize("tag", [*GLOSSARY, *OTHERS])
def test_gettext_accepts_a_new_catalogue(tag: str) -> None:
    content = write_po(start(tag, english_name(tag)))
    command = ["msgfmt", "--check", "--output-file=-", "-"]
    result = subprocess.run(command, input=content, capture_output=True, check=False)
    assert (result.returncode, result.stderr) == (0, b"")
