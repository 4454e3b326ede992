"""Hostile and broken catalogues, class by class; what tests/sources/test_po.py does not have.

Each ends in one of four ways, with file and line: the file is refused, an entry is left out,
a finding, or nothing, where it is only unusual. No text is ever changed.
"""

from dataclasses import replace
from time import process_time

import pytest

from kit.errors import SourceError
from kit.findings import Finding, Severity
from kit.preflight.messages import check_messages
from kit.sources.catalogue import Layer, State, read_catalogue
from kit.sources.po import PoFile, read_po, translated, write_po
from kit.sources.po_block import MAX_ENTRY_CHARACTERS, MAX_ENTRY_LINES, MAX_REFERENCES
from kit.sources.po_reader import MAX_BYTES, MAX_ENTRIES

HEAD = (
    'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
GOOD = 'msgid "Phone"\nmsgstr "Telefon"\n\n'
LAST = 'msgid "Give blood"\nmsgstr "Spende Blut"\n'
NEIGHBOURS = {"Phone": ("Telefon",), "Give blood": ("Spende Blut",)}
FIRST_LINE = 10
FULL_SIZE = MAX_BYTES // 5
SECONDS = 10.0
"""Of processor time for a file of `FULL_SIZE`; it takes about one."""


def read(body: str, head: str = HEAD) -> PoFile:
    """Read a file, and make sure that it would be written back byte for byte."""
    content = (head + body).encode()
    file = read_po(content, "de.po")
    assert write_po(file) == content
    return file


def texts(file: PoFile) -> dict[str, tuple[str, ...]]:
    return {entry.msgid: entry.strings for entry in file.entries}


def summary(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    return [(finding.severity.value, finding.code, finding.where) for finding in findings]


def refusal(content: bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_po(content, "de.po")
    assert caught.value.hint
    return caught.value


# Encoding


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        ((HEAD + LAST).encode("utf-32"), "UTF-16 or UTF-32", 1),
        (b"\x00\x00\xfe\xff" + (HEAD + LAST).encode("utf-32-be"), "UTF-16 or UTF-32", 1),
        (b"\xfe\xff" + (HEAD + LAST).encode("utf-16-be"), "UTF-16 or UTF-32", 1),
        ((HEAD + LAST).encode("utf-16-be"), "NUL", 1),
        (HEAD.encode() + b'msgid "a"\nmsgstr "\xc0\xaf"\n', "not UTF-8", 8),
        (HEAD.encode() + b'msgid "a"\nmsgstr "\xed\xa0\x80"\n', "not UTF-8", 8),
        (HEAD.encode() + b'msgid "a"\nmsgstr "\xf4\x90\x80\x80"\n', "not UTF-8", 8),
        (HEAD.encode() + b'msgid "a"\r\nmsgstr "b"\rmsgid "\x80"', "not UTF-8", 9),
        (HEAD.encode() + b'msgid "a"\nmsgstr "caf\xc3', "not UTF-8", 8),
        (("\ufeff\ufeff" + HEAD + LAST).encode(), "header cannot be read", 1),
    ],
    ids=[
        "UTF-32 with a mark", "UTF-32, big end first", "UTF-16, big end first",
        "UTF-16 without a mark", "a slash in two bytes", "half a surrogate pair",
        "beyond Unicode", "after mixed line ends", "a letter cut in two", "two marks",
    ],
)  # fmt: skip
def test_bytes_that_are_not_utf_8_refuse_the_file(content: bytes, message: str, line: int) -> None:
    error = refusal(content)
    assert message in error.message
    assert error.trail == (f"de.po:{line}",)


@pytest.mark.parametrize(
    "charset",
    ["koi8-r", "CP1252", "utf-16", "utf_8", "utf-8-sig", "UTF8-MAC", "unicode_escape", "zlib",
     "idna", "x-user-defined", "é", "UTF-8.", "a" * 10_000],
    ids=lambda charset: charset[:20],
)  # fmt: skip
def test_a_charset_that_is_not_utf_8_refuses_the_file_and_is_never_looked_up(charset: str) -> None:
    error = refusal((HEAD.replace("UTF-8", charset) + LAST).encode())
    assert error.message == f"the header says charset={charset.lower()[:20]}"
    assert error.trail == ("de.po:1",)


@pytest.mark.parametrize("charset", ["utf-8", "UTF8", " UTF-8", "UTF-8; format=flowed", "US-ASCII"])
def test_utf_8_may_be_written_in_other_ways(charset: str) -> None:
    file = read(LAST, HEAD.replace("UTF-8", charset))
    assert (texts(file), file.findings) == ({"Give blood": ("Spende Blut",)}, ())


def test_a_byte_order_mark_costs_neither_the_header_nor_the_first_message() -> None:
    file = read(GOOD + LAST, "\ufeff" + HEAD)
    assert (file.header("Language"), texts(file)) == ("de", NEIGHBOURS)
    assert summary(file.findings) == [("warning", "po-bom", "de.po:1")]


def test_line_ends_may_be_mixed() -> None:
    file = read('msgid "a"\r\nmsgstr ""\r"b\\n"\n\r\n"c"\r\n' + LAST)
    assert texts(file) == {"a": ("b\nc",), "Give blood": ("Spende Blut",)}
    assert [entry.line for entry in file.entries] == [7, 12]


# Syntax


@pytest.mark.parametrize(
    ("entry", "message", "line"),
    [
        ('\ufeffmsgid "a"\nmsgstr "1"', "neither a text nor a comment", FIRST_LINE),
        ('\xa0msgid "a"\nmsgstr "1"', "neither a text nor a comment", FIRST_LINE),
        ('MSGID "a"\nMSGSTR "1"', "neither a text nor a comment", FIRST_LINE),
        ('domain "x"\nmsgid "a"\nmsgstr "1"', "neither a text nor a comment", FIRST_LINE),
        ('msgid "a"\nmsgstr "1"\n  <<<<<<< HEAD', "neither a text nor a comment", 12),
        ('msgid "a"\nmsgstr "1"\n========', "neither a text nor a comment", 12),
        ("msgid 'a'\nmsgstr '1'", "text outside the quotes", FIRST_LINE),
        ("msgid \u201ca\u201d\nmsgstr \u201c1\u201d", "text outside the quotes", FIRST_LINE),
        ('msgid "a" msgstr "1"', "text outside the quotes", FIRST_LINE),
        ('msgid "a"\nmsgstr[x] "1"', "text outside the quotes", 11),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[-1] "1"', "text outside the quotes", 12),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[٠] "1"', "text outside the quotes", 12),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "1"\nmsgstr[00] "2"', "a second msgstr[0]", 13),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "1"\nmsgstr[0] "2"', "not msgid", FIRST_LINE),
        ('msgid "a"\nmsgid_plural "b"\nmsgid_plural "c"\nmsgstr[0] ""', "a second", 12),
        ('msgid "a"\nmsgctxt "c"\nmsgstr "1"', "it has msgid, not", FIRST_LINE),
        ('msgid "a"\n# why\nmsgstr "1"', "it has msgid, not", FIRST_LINE),
        ('msgid "a"\nmsgstr "1" "2', "closing quote is missing", 11),
        ('msgid "a"\nmsgstr "1\\\n2"', "closing quote is missing", 11),
        ('msgid "a"\nmsgstr "\\', "closing quote is missing", 11),
        ('msgid "a"\nmsgstr "\\u0041"', "unknown escape \\u", 11),
        ('msgid "a"\nmsgstr "\\x"', "unknown escape \\x", 11),
        ('msgid "a"\nmsgstr "\\x4142"', "unknown escape \\x4142", 11),
        ('msgid "a"\nmsgstr "\\0"', "unknown escape \\0", 11),
        ('msgid "a"\nmsgstr "\\777"', "unknown escape \\777", 11),
        ('#~ msgid "a"\nmsgstr "1"', "only a part", 11),
        ('#~ msgid "a"\n#~ msgid_plural "b"\n#~ msgstr "1"', "it has msgid", FIRST_LINE),
    ],
)  # fmt: skip
def test_a_broken_entry_is_left_out_with_its_line_and_its_neighbours_stay(
    entry: str, message: str, line: int
) -> None:
    file = read(f"{GOOD}{entry}\n\n{LAST}")
    assert texts(file) == NEIGHBOURS
    fault = file.findings[0]
    assert message in fault.message
    assert (fault.code, fault.where) == ("po-entry", f"de.po:{line}")
    expected = Severity.WARNING if entry.startswith("#~") else Severity.ERROR
    assert fault.severity is expected


@pytest.mark.parametrize("mark", ["<<<<<<<", "|||||||", "=======", ">>>>>>>"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_each_mark_of_a_merge_conflict_refuses_the_file(mark: str, newline: str) -> None:
    content = f"{HEAD}{GOOD}{mark} side\n{LAST}".replace("\n", newline).encode()
    error = refusal(content)
    assert error.message == f"a merge conflict is not resolved: {mark}"
    assert error.trail == (f"de.po:{FIRST_LINE}",)


def test_what_looks_like_a_conflict_within_a_text_or_comment_is_none() -> None:
    file = read('# =======\nmsgid "======="\nmsgstr ""\n"<<<<<<< a\\n"\n">>>>>>> b"\n')
    assert texts(file) == {"=======": ("<<<<<<< a\n>>>>>>> b",)}
    assert "po-entry" not in [finding.code for finding in file.findings]


@pytest.mark.parametrize(
    "day",
    ["2026-01-31T10:00:00Z", "2026-01-31 10:00:00+0000", "2026-01-31 10:00 +0000",
     "YEAR-MO-DA HO:MI +ZONE", "yesterday", "9" * 5_000],
    ids=lambda day: day[:26],
)  # fmt: skip
@pytest.mark.parametrize("name", ["POT-Creation-Date", "PO-Revision-Date"])
def test_an_odd_date_is_a_note_and_is_kept(name: str, day: str) -> None:
    file = read(LAST, HEAD.replace("Language: de", f"{name}: {day}"))
    assert (file.header(name), texts(file)) == (day, {"Give blood": ("Spende Blut",)})
    assert summary(file.findings) == [("note", "po-date", "de.po:1")]


@pytest.mark.parametrize("day", ["", "YEAR-MO-DA HO:MI+ZONE"])
def test_a_date_that_no_program_has_filled_in_is_fine(day: str) -> None:
    assert read(LAST, HEAD.replace("Language: de", f"PO-Revision-Date: {day}")).findings == ()


def test_headers_that_no_program_knows_survive_a_change_of_a_text() -> None:
    head = HEAD.replace("Language: de", 'X-Generator: own 1\\n"\n"Language: tet')
    file = read(LAST, head)
    changed = file.with_entries(translated(entry, ("Neu",)) for entry in file.entries)
    assert write_po(changed).decode() == head + LAST.replace("Spende Blut", "Neu")


def test_comments_flags_and_old_texts_survive_a_rewriting_of_their_entry() -> None:
    entry = (
        "#  two spaces\n#\n#. same\n#.\n#. same\n#: a.py:1\n#, no-python-format, max-length:10\n"
        '#| msgid "10%"\nmsgid "5% of"\nmsgstr "5 % von"\n\n'
        '#~ # no comment\n\n# old\n#, fuzzy\n#~| msgid "Old"\n#~ msgid "Gone"\n#~ msgstr "Weg"\n'
    )
    file = read(entry.replace("#~ # no comment\n\n", ""))
    anew = file.with_entries(replace(entry, source="") for entry in file.entries)
    assert write_po(anew) == write_po(file)


# Plurals


@pytest.mark.parametrize(
    "rule",
    ["nplurals=0; plural=0;", "nplurals=-1; plural=0;", "nplurals=2000000000; plural=0;",
     "nplurals=two; plural=n != 1;", "nplurals=٢; plural=0;", "nplurals=2; plural=n % 0;",
     "nplurals=2; plural=n;", "nplurals=2; plural=n - 1;", "nplurals=2; plural=;",
     "nplurals=2; plural=__import__('os').system('x');", "nplurals=2; plural=n**n**n;",
     "nplurals=2; plural=(lambda: 1)();", "nplurals=2; plural=while(1);",
     "nplurals=2; plural=" + 400 * "(" + "n" + 400 * ")" + ";",
     "nplurals=2; plural=" + 400 * "!" + "n;", "nplurals=2; plural=" + "n+" * 9_000 + "n;",
     "plural=n != 1;", "nplurals=2;", "Nplurals=2; plural=n != 1;", "nplurals=2 plural=n"],
    ids=lambda rule: rule[:40],
)  # fmt: skip
def test_a_hostile_plural_rule_is_an_error_and_costs_only_the_plural_texts(rule: str) -> None:
    head = HEAD.replace("nplurals=2; plural=(n != 1);", rule)
    body = LAST + '\nmsgid "day"\nmsgid_plural "days"\nmsgstr[0] "Tag"\nmsgstr[1] "Tage"\n'
    assert summary(read(body, head).findings) == [("error", "po-plural", "de.po:1")]
    found = read_catalogue("de", [Layer("de.po", (head + body).encode())])
    assert (found.plural, found.find("day").state) == (None, State.MISSING)
    assert found.find("Give blood").string == "Spende Blut"


def test_ninety_nine_forms_are_a_warning_and_are_kept() -> None:
    forms = "".join(f'msgstr[{number}] "Tag"\n' for number in range(99))
    file = read(f'msgid "day"\nmsgid_plural "days"\n{forms}')
    assert len(file.entries[0].strings) == 99
    assert summary(file.findings) == [("warning", "po-plural", "de.po:7")]


# Placeholders, markup, invisible text, facts: the reader keeps the text, the checks tell of it.
# Each is in a catalogue of the kit; what is told of other projects' is in tests/preflight.

ERROR, WARNING, NOTE = "error", "warning", "note"


@pytest.mark.parametrize(
    ("msgid", "text", "told"),
    [
        ("Call {phone}", "Ruf an", {(ERROR, "placeholder")}),
        ("Call {phone}", "Ruf {fone}", {(ERROR, "placeholder")}),
        ("Call {phone}", "Ruf {phone} {phone}", {(ERROR, "placeholder")}),
        ("{city}: call {phone}", "Ruf {phone} in {city}", set()),
        ("Call {phone}", "Ruf {phone.__class__}", {(ERROR, "placeholder"), (ERROR, "tag")}),
        ("Call {phone}", "Ruf {phone[0]}", {(ERROR, "placeholder"), (ERROR, "tag")}),
        ("Call {phone}", "Ruf {phone:>99999999}", {(ERROR, "placeholder"), (ERROR, "tag")}),
        ("Call {phone}", "Ruf {phone!r}", {(ERROR, "placeholder"), (ERROR, "tag")}),
        ("Call {phone}", "Ruf {phone", {(ERROR, "placeholder"), (ERROR, "tag")}),
        ("Call {phone}", "Ruf {}", {(ERROR, "placeholder"), (ERROR, "tag")}),
    ],
)  # fmt: skip
def test_placeholders(msgid: str, text: str, told: set[tuple[str, str]]) -> None:
    assert told_of(msgid, text) == told


@pytest.mark.parametrize(
    ("flag", "msgid", "text"),
    [
        ("python-format", "%(ml)s ml", "%(ml)999999999s ml"),
        ("python-format", "%d ml", "%.999999999d ml"),
        ("c-format", "%d ml", "%s ml"),
        ("python-format", "%d ml", "ml"),
        ("python-format", "%d of 9", "9 % of"),
        ("c-format", "%d ml", "%n ml"),
        ("python-brace-format", "{donor}", "{donor.__class__.__init__}"),
        ("python-brace-format", "{donor}", "{donor:>999999999}"),
    ],
)
def test_placeholders_of_another_project(flag: str, msgid: str, text: str) -> None:
    file = read(f'{GOOD}#, {flag}\nmsgid "{msgid}"\nmsgstr "{text}"\n')
    assert file.findings == ()
    found = check_messages(file, "de")
    assert {(finding.severity, finding.code) for finding in found} == {
        (Severity.ERROR, "message.placeholder")
    }
    assert {finding.where for finding in found} == {"de.po:11"}


@pytest.mark.parametrize(
    ("msgid", "text", "told"),
    [
        ("Call <b>now</b>", "Ruf <b>an", {(ERROR, "tag")}),
        ("Call <b>now</b>", "Ruf an</b>", {(ERROR, "tag")}),
        ("Call", "<u>Ruf</u>", {(ERROR, "tag")}),
        ("Call <b>now</b>", "Ruf <b class=\\\"x\\\">an</b>", {(ERROR, "tag")}),
        ("<b>Call</b>", "<b onclick=\\\"x()\\\">Ruf</b>", {(ERROR, "tag"), (ERROR, "script")}),
        ("Call", "Ruf <script>x()</script>", {(ERROR, "tag"), (ERROR, "script")}),
        ("Call", "Ruf <STYLE>*{}</STYLE>", {(ERROR, "tag"), (ERROR, "script")}),
        ("Call", "<a href=\\\"javascript:x()\\\">Ruf</a>", {(ERROR, "tag"), (ERROR, "script")}),
        ("Call", "<a href=\\\"file:///etc/passwd\\\">Ruf</a>", {(ERROR, "tag")}),
        ("Call", "<img src=x>", {(ERROR, "tag")}),
        ("Call", "Ruf&nbsp;an", {(ERROR, "entity")}),
        ("Call", "Ruf&#x202e;an", {(ERROR, "entity")}),
        ("Call", "{{ config }}", {(ERROR, "tag")}),
        ("Call", "{% include 'x' %}", {(ERROR, "tag")}),
        ("Call", "<!-- Ruf -->", {(ERROR, "tag")}),
        ("Call", "<![CDATA[Ruf]]>", {(ERROR, "tag")}),
        ("Call", "<?xml x?>", {(ERROR, "tag")}),
    ],
)  # fmt: skip
def test_markup(msgid: str, text: str, told: set[tuple[str, str]]) -> None:
    assert told_of(msgid, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ruf \u202ean", {(ERROR, "bidi")}),
        ("Ruf \u2067an", {(ERROR, "bidi")}),
        ("Ruf \u2066an\u2069", {(ERROR, "bidi")}),
        ("Ruf an\u2069", {(ERROR, "bidi")}),
        ("Ruf \U000e0061\U000e0062an", {(ERROR, "zero-width")}),
        ("R\u200buf an", {(ERROR, "zero-width")}),
        ("R\u200duf an", {(ERROR, "zero-width")}),
        ("Ruf\ufeff an", {(ERROR, "zero-width")}),
        ("Ruf\u3164an", {(ERROR, "zero-width")}),
        ("Ruf\x1b an", {(ERROR, "control")}),
        ("Ruf\\033 an", {(ERROR, "control")}),
        ("Ruf\\x7f an", {(ERROR, "control")}),
        ("Ruf\x85an", {(ERROR, "control")}),
        ("Ruf\ue000an", {(ERROR, "control")}),
        ("Ruf\uffffan", {(ERROR, "control")}),
        ("Ruf\ufffd an", {(ERROR, "control")}),
        ("R\u0443f an", {(ERROR, "mixed-script")}),
        ("\u0420uf an", {(ERROR, "mixed-script")}),
        ("Ru\u0308f an", {(NOTE, "nfc")}),
        ("Ruf\u00adan", set()),
        ("Ruf\u200e an", set()),
    ],
    ids=lambda value: value.encode("unicode_escape").decode() if isinstance(value, str) else None,
)  # fmt: skip
def test_invisible_text(text: str, told: set[tuple[str, str]]) -> None:
    assert told_of("Call", text) == told


@pytest.mark.parametrize(
    ("msgid", "text", "told"),
    [
        ("Wait 56 days", "56 Tage warten", set()),
        ("Wait 56 days", "Warte 65 Tage", {(ERROR, "number"), (WARNING, "added-number")}),
        ("Wait 56 days", "Warte einige Tage", {(ERROR, "number")}),
        ("Wait 56 days", "\u0665\u0666 Tage", set()),
        ("Aged 18 to 65", "Von 18 bis 60", {(ERROR, "number"), (WARNING, "added-number")}),
        ("Drink 500 ml", "Trink 0,5 ml", {(ERROR, "number"), (WARNING, "added-number")}),
        ("Drink 500 ml", "Trink 500 l", {(ERROR, "number")}),
        ("Drink 500 ml", "Trink 500\u00a0mL", set()),
        ("Drink 500 ml", "\u0412\u044b\u043f\u0435\u0439 500 \u043c\u043b", set()),
        ("Weigh 50 kg or more", "50 g oder mehr", {(ERROR, "number")}),
        ("Weigh 50 kg or more", "50 Kilogramm oder mehr", set()),
        ("At least 12.5 g/dL", "Mindestens 12,5 g/dl", set()),
        ("At least 12.5 g/dL", "Mindestens 12,5 g/l", {(ERROR, "number")}),
        ("Call", "Ruf 0800 123 456", {(ERROR, "address"), (WARNING, "added-number")}),
        ("Call", "Ruf +49 30 123456", {(ERROR, "address"), (WARNING, "added-number")}),
        ("See our page", "Siehe https://spende.com/x", {(ERROR, "address")}),
        ("Write to us", "An blut@spende.com", {(ERROR, "address")}),
        ("Wait 2 days", "Warte 3 Tage", {(WARNING, "small-number")}),
    ],
)  # fmt: skip
def test_facts(msgid: str, text: str, told: set[tuple[str, str]]) -> None:
    assert told_of(msgid, text) == told


def told_of(msgid: str, text: str) -> set[tuple[str, str]]:
    """Return what the checks tell of an entry, by severity and code; its neighbours are fine."""
    file = read(f'{GOOD}msgid "{msgid}"\nmsgstr "{text}"\n\n{LAST}')
    assert file.findings == ()
    found = check_messages(file, "de", is_own=True)
    assert {finding.where for finding in found} <= {f"de.po:{FIRST_LINE}"}
    return {(finding.severity, finding.code.removeprefix("message.")) for finding in found}


# Volume


def entry_of(characters: int) -> str:
    start, end = 'msgid "a"\nmsgstr "', '"\n'
    return start + (characters - len(start) - len(end)) * "x" + end


def test_an_entry_may_have_so_many_characters_and_no_more() -> None:
    assert len(read(entry_of(MAX_ENTRY_CHARACTERS)).entries) == 1
    file = read(entry_of(MAX_ENTRY_CHARACTERS + 1))
    assert file.entries == ()
    assert file.findings[0].message == "entry left out: it has more than 20,000 characters"
    assert file.findings[0].where == "de.po:7"


def test_an_entry_may_have_so_many_lines_and_no_more() -> None:
    lines = 'msgid "a"\nmsgstr ""\n' + '"x"\n' * (MAX_ENTRY_LINES - 2)
    assert read(lines).entries[0].strings == ("x" * (MAX_ENTRY_LINES - 2),)
    file = read(lines + '"x"\n')
    assert file.entries == ()
    assert file.findings[0].message == "entry left out: it has more than 1,000 lines"
    assert file.findings[0].where == "de.po:7"


def test_a_file_may_have_so_many_entries_with_its_header_and_no_more() -> None:
    body = "".join(f'msgid "{number}"\nmsgstr "x"\n\n' for number in range(MAX_ENTRIES - 1))
    assert len(read(body).entries) == MAX_ENTRIES - 1
    error = refusal((HEAD + body + LAST).encode())
    assert error.message == "the file has more than 20,000 entries"
    assert error.trail == (f"de.po:{(HEAD + body).count(chr(10)) + 1}",)


def test_a_file_may_have_so_many_bytes_and_no_more() -> None:
    content = (HEAD + LAST).encode()
    content += b"#" + (MAX_BYTES - len(content) - 2) * b"-" + b"\n"
    assert len(read_po(content, "de.po").entries) == 1
    assert refusal(content + b"\n").message == "the file has more than 5,000,000 bytes"


ROOM = FULL_SIZE - 1_000
FULL = {
    "entries": "".join(
        f'msgid "{number} {"a" * 100}"\nmsgstr "{"b" * 100}"\n\n' for number in range(4_000)
    ),
    "comments": "# x\n" * (ROOM // 4),
    "one text": 'msgid "a"\nmsgstr "' + ROOM * "x" + '"\n',
    "continuation lines": 'msgid "a"\nmsgstr ""\n' + '"x"\n' * (ROOM // 4),
    "quotes in flags": "#, " + '"' * ROOM + "\n",
    "flags": '#, fuzzy\nmsgid "a"\nmsgstr "b"\n#, ' + '",' * (ROOM // 2) + "\n",
    "references": "#: " + "\u2068" * (ROOM // 3) + "\n",
    "backslashes": 'msgid "a"\nmsgstr "' + "\\" * ROOM,
    "nearly a conflict": "<<<<<<<x\n" * (ROOM // 9),
    "stray lines": "x\n" * (ROOM // 2),
    "empty lines": "\r" * ROOM,
    "old texts": GOOD + '#~ "x"\n' * (ROOM // 8),
    "the same msgid": "".join(f'msgid "a"\nmsgstr "{number}"\n\n' for number in range(19_990)),
}


@pytest.mark.parametrize("body", FULL.values(), ids=FULL.keys())
def test_a_full_file_is_read_in_seconds(body: str) -> None:
    content = (HEAD + body).encode()
    assert len(content) <= FULL_SIZE
    start = process_time()
    file = read_po(content, "de.po")
    assert process_time() - start < SECONDS
    assert write_po(file) == content


@pytest.mark.parametrize(
    "body",
    ["msgid " + '"' * ROOM, '#~ "x"\n' * (ROOM // 8), "x\n\n" * (ROOM // 4), "#~ \n" * (ROOM // 4)],
    ids=["quotes", "old texts", "stray blocks", "marks"],
)
def test_a_full_file_without_a_header_is_read_or_refused_in_seconds(body: str) -> None:
    start = process_time()
    try:
        found: object = read_po(body.encode(), "de.po").entries
    except SourceError as error:
        found = error.trail[0].partition(":")[0]
    assert process_time() - start < SECONDS
    assert found in ((), "de.po")


def test_a_text_may_be_cut_anywhere_and_it_is_told() -> None:
    start = HEAD + 'msgid "Long"\nmsgstr ""\n"'
    lines = (f'Satz {number} ist lang, "\n"' for number in range(20))
    whole = f'{start}{"".join(lines)}Ende."\n'
    for end in range(len(start) + 1, len(whole) - 1):
        codes = {finding.code for finding in read_po(whole[:end].encode(), "de.po").findings}
        assert codes & {"po-cut", "po-entry"}, whole[:end]


# What once went wrong


def test_many_marks_on_a_letter_are_read_without_delay() -> None:
    marks = 9_000 * "\u0301" + 9_000 * "\u0316"
    body = "".join(f'msgid "{number}{marks}"\nmsgstr "x"\n\n' for number in range(8))
    start = process_time()
    read(body)
    assert process_time() - start < 1


@pytest.mark.parametrize("line", [20 * "请在献血之前吃饭", "Fragen Sie beim Blut-"])
def test_a_text_cut_after_a_line_without_a_space_is_told(line: str) -> None:
    file = read(f'msgid "Eat before you give blood. Then rest."\nmsgstr ""\n"{line}"\n')
    assert "po-cut" in [finding.code for finding in file.findings]


def test_a_comment_after_a_context_does_not_give_the_text_to_another_message() -> None:
    file = read('msgctxt "menu"\n# note\nmsgid "Open"\nmsgstr "Auf"\n')
    assert [entry.context for entry in file.entries] in ([], ["menu"])


@pytest.mark.parametrize(
    "between", ["# note\n", "\n# note\n", "\nstray\n\n", "# note\n\nstray\n\n# note\n"]
)
def test_whatever_stands_between_a_context_and_its_msgid_gives_the_text_to_nobody(
    between: str,
) -> None:
    file = read(f'{GOOD}msgctxt "menu"\n{between}msgid "Open"\nmsgstr "Auf"\n\n{LAST}')
    assert texts(file) == NEIGHBOURS
    assert "entry left out: the msgctxt at line 10 may belong to it" in [
        finding.message for finding in file.findings
    ]


def test_a_lonely_context_costs_no_entry_that_has_its_own() -> None:
    file = read('msgctxt "a"\n# note\nmsgctxt "b"\nmsgid "Open"\nmsgstr "Auf"\n')
    assert [entry.context for entry in file.entries] == ["b"]


def test_a_second_content_type_is_told() -> None:
    head = HEAD.replace("Language: de", "content-type: text/plain; charset=koi8-r")
    head = head.replace(
        '"content-type', '"Content-Type: text/plain; charset=UTF-8\\n"\n"content-type'
    )
    assert summary(read(LAST, head).findings) == [("warning", "po-header", "de.po:1")]


@pytest.mark.parametrize("text", ["Iss etwas.", "Iss \u201eetwas\u201c", "Iss etwas (viel)"])
def test_a_last_text_of_several_lines_that_ends_in_a_sign_is_whole(text: str) -> None:
    assert read(f'msgid "Eat something."\nmsgstr ""\n"{text}"\n').findings == ()


def test_thai_needs_no_sign_at_the_end_of_a_sentence() -> None:
    assert read('msgid "Eat."\nmsgstr ""\n"\u0e01\u0e34\u0e19"\n').findings == ()


@pytest.mark.parametrize("mark", ["\u0301", "\u0f73", "\u0301\u0316"])
def test_an_entry_may_have_so_many_marks_in_a_row_and_no_more(mark: str) -> None:
    marks = 30 // len(mark) * mark
    file = read(f'{GOOD}msgid "a"\nmsgstr ""\n"a{marks}"\n"b{marks}"\n\n{LAST}')
    assert len(file.entries) == 3
    file = read(f'{GOOD}msgid "a"\nmsgstr ""\n"a{marks}"\n"{mark}"\n\n{LAST}')
    assert texts(file) == NEIGHBOURS
    assert "more than 30 combining marks" in file.findings[0].message
    assert file.findings[0].where == f"de.po:{FIRST_LINE}"
    assert file.findings[0].hint


def test_an_entry_may_have_so_many_references_and_no_more() -> None:
    entry = 'msgid "a"\nmsgstr "1"\n'
    assert len(read("#: " + "a " * MAX_REFERENCES + "\n" + entry).entries) == 1
    assert len(read("#: a\n" * MAX_REFERENCES + entry).entries) == 1
    file = read("#: " + "a " * MAX_REFERENCES + "a\n" + entry)
    assert file.findings[0].message == "entry left out: it has more than 10,000 references"


@pytest.mark.parametrize(
    "body",
    [
        'msgid "a"\nmsgstr "1"\x1b[31m\n',
        "stray\x1b]0;x\x07\n",
        '#!\x1b[5m\nmsgid "a"\nmsgstr "1"\n',
    ],
    ids=["after the text", "stray", "comment"],
)
def test_no_message_brings_control_characters_to_a_terminal(body: str) -> None:
    assert all(finding.message.isprintable() for finding in read(body).findings)


@pytest.mark.parametrize(
    "head",
    ["# x\n" * MAX_ENTRY_LINES + HEAD, "#" * MAX_ENTRY_CHARACTERS + "\n" + HEAD,
     HEAD.replace('"Language', '#~ "Language')],
    ids=["lines", "characters", "marked as old"],
)  # fmt: skip
def test_a_file_is_never_refused_without_a_hint(head: str) -> None:
    assert refusal((head + LAST).encode()).trail[0].startswith("de.po:")


def test_an_entry_within_the_caps_is_so_when_it_is_written_anew() -> None:
    file = read("#: " + "a.py:1 " * MAX_ENTRY_LINES + '\nmsgid "a"\nmsgstr "1"\n')
    changed = file.with_entries(translated(entry, ("2",)) for entry in file.entries)
    assert texts(read_po(write_po(changed), "de.po")) == {"a": ("2",)}
