from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kit.errors import SourceError
from kit.findings import Severity
from kit.sources.po import PoEntry, PoFile, new_po, read_po, translated, write_po

HEADERS = (
    ("Project-Id-Version", "kit 1"),
    ("Language", "de"),
    ("Content-Type", "text/plain; charset=UTF-8"),
    ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
    ("X-Own", "kept"),
)
HEAD = (
    'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
GOOD = 'msgid "Phone"\nmsgstr "Telefon"\n\n'
LAST = 'msgid "Give blood"\nmsgstr "Spende Blut"\n'


def read(body: str, head: str = HEAD) -> PoFile:
    return read_po((head + body).encode(), "de.po")


def texts(file: PoFile) -> dict[str, tuple[str, ...]]:
    return {entry.msgid: entry.strings for entry in file.entries}


def summary(file: PoFile) -> list[tuple[str, str, str]]:
    return [(finding.severity.value, finding.code, finding.where) for finding in file.findings]


FULL = """# Translator's words
#no space
#. max-length: 40
#: poster.html
#: a.py:1 \u2068two words.py\u2069:2
#, python-format, regex:"a,b"
#= no-wrap
#| msgid "Old"
msgctxt "menu"
msgid "Open"
msgstr "Auf"
"machen"

#, fuzzy
msgid "one day"
msgid_plural "%d days"
msgstr[0] "ein Tag"
msgstr[1] "%d Tage\\n"

#~| msgid "older"
#~ msgid "gone"
#~ msgstr ""
#~ "weg"
"""


def test_everything_about_an_entry_is_read() -> None:
    first, second, third = read(FULL).entries
    assert (first.context, first.msgid, first.strings) == ("menu", "Open", ("Aufmachen",))
    assert first.line == 15
    assert first.flags == ("python-format", 'regex:"a,b"', "no-wrap")
    assert first.translator_comments == ("Translator's words", "no space")
    assert first.extracted_comments == ("max-length: 40",)
    assert first.references == ("poster.html", "a.py:1", "\u2068two words.py\u2069:2")
    assert first.previous == ('#| msgid "Old"',)
    assert (second.msgid_plural, second.strings) == ("%d days", ("ein Tag", "%d Tage\n"))
    assert second.is_fuzzy
    assert third.is_obsolete
    assert (third.strings, third.previous) == (("weg",), ('#| msgid "older"',))


def test_headers_are_found_by_name_in_any_case() -> None:
    file = read(LAST)
    assert file.header("content-type") == "text/plain; charset=UTF-8"
    assert file.header("X-None") == ""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_an_untouched_file_is_written_byte_for_byte(newline: str, bom: str) -> None:
    content = (bom + HEAD + FULL + "\n\n  # end").replace("\n", newline).encode()
    file = read_po(content, "de.po")
    assert write_po(file) == content
    assert texts(file) == texts(read(FULL))
    assert [entry.line for entry in file.entries] == [entry.line for entry in read(FULL).entries]


def test_only_the_changed_entry_is_written_anew() -> None:
    body = '#: a b\n#, fuzzy, c-format\n#| msgid "x"\nmsgid   "A"\nmsgstr "1"\n\n\nmsgid "B" "C"\n'
    body += 'msgstr   "2"'
    file = read(body)
    first, second = file.entries
    file = file.with_entries((translated(first, ('eins "\\\nzwei\t',)), second))
    expected = (
        '#: a\n#: b\n#, c-format\nmsgid "A"\nmsgstr ""\n"eins \\"\\\\\\n"\n"zwei\\t"\n\n\n'
        'msgid "B" "C"\nmsgstr   "2"'
    )
    assert write_po(file).decode() == HEAD + expected


def test_a_new_entry_takes_the_line_end_of_the_file_and_its_own_paragraph() -> None:
    content = (HEAD + 'msgid "A"\nmsgstr "1"').replace("\n", "\r\n").encode()
    file = read_po(content, "de.po")
    file = file.with_entries((*file.entries, PoEntry("B", ("2",), context="")))
    added = b'\r\n\r\nmsgctxt ""\r\nmsgid "B"\r\nmsgstr "2"\r\n'
    assert write_po(file) == content + added


def test_refused_text_is_kept_when_its_neighbour_goes() -> None:
    file = read('msgid "A\nmsgstr "1"\n\n' + LAST)
    assert b'msgid "A\n' in write_po(file)
    assert b'msgid "A\n' in write_po(file.with_entries(()))


def test_a_changed_header_is_written_and_the_rest_left_alone() -> None:
    file = read(LAST).with_headers((("Language", "fr"),))
    assert write_po(file).decode() == 'msgid ""\nmsgstr "Language: fr\\n"\n\n' + LAST


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (PoEntry("a", ("\0",)), "NUL"),
        (PoEntry("a", ()), "0 texts"),
        (PoEntry("a", ("1", "2")), "2 texts"),
        (PoEntry("", ("1",)), "empty msgid"),
        (PoEntry("a", ("1",), translator_comments=("x\ny",)), "line break"),
        (PoEntry("a", ("1",), flags=("a,b",)), "comma"),
        (PoEntry("a", ("1",), references=("a b",)), "space"),
        (PoEntry("a", ("1",), previous=("msgid",)), "without #|"),
        (PoEntry("a", ("\ud800",)), "surrogate"),
    ],
)
def test_what_a_po_file_cannot_hold_is_not_written(entry: PoEntry, message: str) -> None:
    with pytest.raises(SourceError, match=message.replace("|", r"\|")):
        write_po(new_po("x.po", HEADERS, (entry,)))


@pytest.mark.parametrize(
    ("content", "message", "line"),
    [
        ((HEAD + LAST).encode("utf-16"), "UTF-16", 1),
        ((HEAD + LAST).encode("utf-16-le"), "NUL", 1),
        ((HEAD + 'msgid "a"\nmsgstr "\0"').encode(), "NUL", 8),
        ((HEAD + 'msgid "a"\nmsgstr "ä"').encode("latin-1"), "not UTF-8", 8),
        (HEAD.replace("UTF-8", "ISO-8859-1").encode(), "charset=iso-8859-1", 1),
        (HEAD.replace("UTF-8", "UTF-7").encode(), "charset=utf-7", 1),
        (HEAD.replace("UTF-8", "no-such").encode(), "charset=no-such", 1),
        (f"{HEAD}<<<<<<< HEAD\n{LAST}=======\n{LAST}>>>>>>> x\n".encode(), "merge conflict", 7),
        (f"{HEAD}{LAST}=======\n".encode(), "merge conflict", 9),
        (f"{HEAD}{LAST}\n{HEAD}".encode(), "not the first entry", 10),
        (HEAD.replace('"Language', "Language").encode(), "header cannot be read", 3),
        (b"<!DOCTYPE html>\n<html>\n", "header cannot be read", 1),
        (b"#" * 5_000_001, "more than 5,000,000 bytes", 0),
        (b'msgid "a"\nmsgstr ""\n' * 20_001, "more than 20,000 entries", 40_001),
        (b"x\n\n" * 20_001, "more than 20,000 entries", 40_001),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused(content: bytes, message: str, line: int) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        read_po(content, "de.po")
    assert caught.value.trail == (f"de.po:{line}" if line else "de.po",)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("entry", "message", "line"),
    [
        ('msgid "a"\nmsgstr "Rufen Sie 0800 123', "closing quote is missing", 11),
        ('msgid "a"\nmsgstr Rufen"', "text outside the quotes", 11),
        ('msgid "a"\nmsgstr "Ruf "uns" an"', "text outside the quotes", 11),
        ('msgid "a"\nmsgstr "0800\\"', "closing quote is missing", 11),
        ('msgid "a"\nmsgstr "C:\\dir"', "unknown escape", 11),
        ('msgid "a"\nmsgstr "\\8"', "unknown escape", 11),
        ('msgid "a"\nmsgstr "\\x00"', "unknown escape", 11),
        ('msgid "a"\nmsgstr "\\351"', "unknown escape", 11),
        ('msgid "a"\nmsgstr "0800"\nRufen Sie an', "neither a text nor a comment", 12),
        ('msgid "a"\nmsgstr "0800"\n\\"123"', "neither a text nor a comment", 12),
        ('msgid "a"\nmsgstr "0800"\n#123"', "may go on at line 12", 10),
        ('msgid "a"\nmsgstr "0800"\n# 123"', "may go on at line 12", 10),
        ('msgid "a"\nmsgstr "0800"\n# c\n"123"', "may go on at line 12", 10),
        ('msgid "a"\nmsgstr "0800"\n# c\nmsgstr "123"', "may go on at line 12", 10),
        ('msgid "a"', "it has msgid, not msgid, msgstr", 10),
        ('msgid "a"\nmsgstr', "msgstr has no text", 10),
        ('msgid "a"\nmsgstr "1"\nmsgstr "2"', "a second msgstr", 12),
        ('msgid "a"\nmsgstr[0] "1"', "it has msgid, msgstr[0]", 10),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "1"', "it has msgid, msgid_plural, msgstr", 10),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "1"', "not msgid, msgid_plural, msgstr[0]", 10),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[99999] "1"', "text outside the quotes", 12),
        ('msgid "a"\n#~ msgstr "1"', "only a part", 11),
        ('msgid "a"\nmsgstr "' + 20_000 * "x" + '"', "more than 20,000 characters", 10),
        ('msgid "a"\nmsgstr ""' + '\n"x"' * 999, "more than 1,000 lines", 10),
        ("#. x\n" * 999 + 'msgid "a"\nmsgstr "1"', "more than 1,000 lines", 10),
    ],
)
def test_a_broken_entry_is_left_out_and_its_neighbours_stay(
    entry: str, message: str, line: int
) -> None:
    file = read(f"{GOOD}{entry}\n\n{LAST}")
    assert texts(file) == {"Phone": ("Telefon",), "Give blood": ("Spende Blut",)}
    fault = file.findings[0]
    assert (fault.severity, fault.code) == (Severity.ERROR, "po-entry")
    assert message in fault.message
    assert fault.where == f"de.po:{line}"
    assert write_po(file).decode() == f"{HEAD}{GOOD}{entry}\n\n{LAST}"


def test_a_misspelt_context_does_not_give_its_text_to_another_message() -> None:
    file = read('msgid "b"\nmsgstr "1"\n\nmsgctx "menu"\nmsgid "a"\nmsgstr "2"\n')
    assert texts(file) == {"b": ("1",)}
    file = read('msgid "b"\nmsgstr "1"\nmsgctx "menu"\nmsgid "a"\nmsgstr "2"\n')
    assert texts(file) == {}


def test_stray_text_between_empty_lines_is_reported_and_touches_no_entry() -> None:
    file = read(f"{GOOD}stray\n\n{LAST}")
    assert list(texts(file)) == ["Phone", "Give blood"]
    assert summary(file) == [("error", "po-entry", "de.po:10")]


def test_a_broken_obsolete_entry_is_only_a_warning() -> None:
    assert summary(read('#~ msgid "a\n#~ msgstr "b"\n')) == [("warning", "po-entry", "de.po:7")]


def test_two_entries_with_different_texts_are_both_left_out() -> None:
    file = read('msgid "a"\nmsgstr "130"\n\nmsgid "a"\nmsgstr "131"\n\n' + LAST)
    assert list(texts(file)) == ["Give blood"]
    assert summary(file) == [
        ("error", "po-duplicate", "de.po:7"),
        ("error", "po-duplicate", "de.po:10"),
    ]


def test_of_two_equal_entries_one_is_left_out() -> None:
    file = read(GOOD + LAST + "\n" + GOOD)
    assert list(texts(file)) == ["Phone", "Give blood"]
    assert summary(file) == [("warning", "po-duplicate", "de.po:13")]


def test_composed_and_decomposed_msgids_are_the_same() -> None:
    file = read('msgid "é"\nmsgstr "1"\n\nmsgid "e\u0301"\nmsgstr "2"\n')
    assert not file.entries


def test_an_obsolete_entry_or_another_context_is_no_duplicate() -> None:
    body = 'msgid "a"\nmsgstr "1"\n\nmsgctxt "c"\nmsgid "a"\nmsgstr "2"\n\n'
    body += '#~ msgid "a"\n#~ msgstr "3"\n#~ msgid "a"\n#~ msgstr "4"\n'
    file = read(body)
    assert len(file.entries) == 4
    assert not file.findings


@pytest.mark.parametrize(
    "body",
    [
        'msgid"a"msgstr"1"'.replace("msgstr", "\nmsgstr"),
        '  msgid  "a" ""\n\n\tmsgstr\n"1"',
        'msgid "a"\n\n\nmsgstr ""\n\n"1"',
        'msgid "a"\nmsgstr "\\061"',
        'msgid "a"\nmsgstr "\\x31"',
        '##### a block #####\nmsgid "a"\nmsgstr "1"',
        '# see "b"\nmsgid "a"\nmsgstr "1"\n#~ msgid "x"\n#~ \n#~ msgstr "y"',
        '#, fancy, max-length:7\nmsgid "a"\nmsgstr "1"\n# quoted "c"\nmsgid "c"\nmsgstr ""',
    ],
)
def test_what_is_only_unusual_is_accepted_without_a_word(body: str) -> None:
    file = read(body + "\n")
    assert (file.entries[0].msgid, file.entries[0].strings) == ("a", ("1",))
    assert not file.findings


@pytest.mark.parametrize("separator", ["\x0b", "\x0c", "\x85", "\u2028", "\xa0", "\x1c"])
def test_only_line_feeds_and_returns_end_a_line(separator: str) -> None:
    file = read(f'msgid "a"\nmsgstr "1{separator}2"\n')
    assert texts(file) == {"a": (f"1{separator}2",)}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("\ufeff" + HEAD + LAST, ("warning", "po-bom", "de.po:1")),
        (LAST, ("warning", "po-header", "de.po:1")),
        ("", ("warning", "po-header", "de.po:1")),
        (HEAD.replace("UTF-8", "CHARSET") + LAST + "# ä", ("warning", "po-header", "de.po:1")),
        (HEAD.replace("Language: de", "Language") + LAST, ("warning", "po-header", "de.po:1")),
        (
            HEAD.replace("Language", "PO-Revision-Date") + LAST,
            ("note", "po-date", "de.po:1"),
        ),
        (HEAD + "#! x\n" + LAST, ("warning", "po-comment", "de.po:7")),
        (HEAD + LAST.strip(), ("warning", "po-cut", "de.po:7")),
        (HEAD + LAST + "\n#, fuzzy\n", ("warning", "po-cut", "de.po:7")),
        (HEAD + 'msgid "a\\nb"\nmsgstr "c"\n', ("warning", "po-cut", "de.po:7")),
        (HEAD + 'msgid "a b"\nmsgstr "c "\n', ("warning", "po-cut", "de.po:7")),
        (HEAD + 'msgid "a"\nmsgstr "c\\n"\n\n' + LAST, ("warning", "po-line-end", "de.po:7")),
    ],
)
def test_a_doubt_is_a_warning_and_no_text_is_lost(
    content: str, expected: tuple[str, str, str]
) -> None:
    file = read_po(content.encode(), "de.po")
    assert expected in summary(file)
    assert not [finding for finding in file.findings if finding.severity is Severity.ERROR]
    assert write_po(file) == content.encode()


PLURAL = 'msgid "a"\nmsgid_plural "b"\n'


@pytest.mark.parametrize(
    ("forms", "rule", "expected"),
    [
        (("1", "2", "3"), "nplurals=2; plural=n!=1;", [("warning", "po-plural", "de.po:7")]),
        (("1",), "nplurals=2; plural=n!=1;", [("warning", "po-plural", "de.po:7")]),
        (("1", ""), "nplurals=2; plural=n!=1;", [("warning", "po-plural", "de.po:7")]),
        (("", ""), "nplurals=2; plural=n!=1;", []),
        (("1", "2"), "nplurals=INTEGER; plural=EXPRESSION;", [("error", "po-plural", "de.po:1")]),
        (("", ""), "nplurals=INTEGER; plural=EXPRESSION;", []),
        (("", ""), "nplurals=2; plural=n%0;", [("warning", "po-plural", "de.po:1")]),
        (("1", "2"), "nplurals=2; plural=exit();", [("error", "po-plural", "de.po:1")]),
    ],
)
def test_plural_forms_are_held_against_the_header(
    forms: tuple[str, ...], rule: str, expected: list[tuple[str, str, str]]
) -> None:
    body = PLURAL + "".join(f'msgstr[{i}] "{text}"\n' for i, text in enumerate(forms))
    file = read(body, HEAD.replace("nplurals=2; plural=(n != 1);", rule))
    assert file.entries[0].strings == forms
    assert summary(file) == expected


ALPHABET = 'ab"\\#~[]01 nx\t\a\b\f\v\x01\x1b\x7f\x85\xa0éе́ا\u200f\u2028\ufeff\U0001f600'
LINE = st.text(ALPHABET, max_size=20)
TEXT = st.text(ALPHABET + "\n\r", max_size=30)
COMMENTS = st.lists(LINE.filter(lambda line: line == line.rstrip(" \t\v\f")), max_size=2).map(tuple)
WORDS = st.lists(st.from_regex(r"[a-z:.0-9-]{1,8}", fullmatch=True), max_size=3).map(tuple)


@st.composite
def entries(draw: st.DrawFn) -> PoEntry:
    is_plural = draw(st.booleans())
    forms = draw(st.lists(TEXT, min_size=1, max_size=3 if is_plural else 1))
    return PoEntry(
        draw(TEXT.filter(bool)),
        tuple(forms),
        context=draw(st.none() | TEXT),
        msgid_plural=draw(TEXT) if is_plural else None,
        flags=draw(WORDS),
        translator_comments=draw(COMMENTS),
        extracted_comments=draw(COMMENTS),
        references=draw(WORDS),
        previous=draw(st.sampled_from([(), ('#| msgid "x"', '#| "y"')])),
        is_obsolete=draw(st.booleans()),
    )


FILES = st.lists(
    entries(),
    max_size=4,
    unique_by=lambda entry: (entry.context, entry.msgid.casefold()),
)


@given(FILES, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_every_list_of_entries_survives_the_file(
    new: list[PoEntry], newline: str, has_bom: bool
) -> None:
    file = replace(new_po("x.po", HEADERS, tuple(new)), newline=newline, has_bom=has_bom)
    content = write_po(file)
    again = read_po(content, "x.po")
    assume(not any(finding.code == "po-duplicate" for finding in again.findings))
    bare = [replace(entry, line=0, source="", before="") for entry in again.entries]
    assert bare == new
    assert again.headers == HEADERS
    assert write_po(again) == content


WORD = st.text(alphabet='ab "\\\té😀#m', min_size=1, max_size=12).map(lambda text: text + "z")
PARAGRAPH = st.lists(WORD, min_size=3, max_size=3).map("\n".join)


@st.composite
def plausible_files(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    """Texts of as many lines as their source, as translations of paragraphs are."""
    sources = draw(st.lists(WORD | PARAGRAPH, min_size=1, max_size=4, unique=True))
    return {source: (draw(PARAGRAPH if "\n" in source else WORD),) for source in sources}


def assert_no_silent_cut(original: dict[str, tuple[str, ...]], content: bytes) -> None:
    try:
        file = read_po(content, "x.po")
    except SourceError:
        return
    assert write_po(file) == content
    for msgid, strings in texts(file).items():
        for text, whole in zip(strings, original.get(msgid, ()), strict=False):
            is_cut = text and text != whole and whole.startswith(text)
            assert not is_cut or file.findings


@given(plausible_files(), st.data())
def test_no_truncation_gives_a_cut_text_in_silence(
    original: dict[str, tuple[str, ...]], data: st.DataObject
) -> None:
    made = new_po("x.po", HEADERS, tuple(PoEntry(*item) for item in original.items()))
    content = write_po(made)
    end = data.draw(st.integers(0, len(content)))
    assert_no_silent_cut(original, content[:end])


@given(plausible_files(), st.data())
def test_no_changed_byte_gives_a_cut_text_in_silence(
    original: dict[str, tuple[str, ...]], data: st.DataObject
) -> None:
    made = new_po("x.po", HEADERS, tuple(PoEntry(*item) for item in original.items()))
    content = bytearray(write_po(made))
    position = data.draw(st.integers(0, len(content) - 1))
    content[position] = data.draw(st.sampled_from(b'"#\n\r\\ ~n\x00\x80') | st.integers(0, 255))
    assert_no_silent_cut(original, bytes(content))


def test_no_changed_byte_of_a_short_file_gives_a_cut_text_in_silence() -> None:
    original = {"Call\n us\n now": ("Rufen\n Sie 0800\n 123",), "b": ("Tag",), "c": ("Tag",)}
    made = new_po("x.po", HEADERS[1:4], tuple(PoEntry(*item) for item in original.items()))
    content = write_po(made)
    start = content.index(b"msgid", 10)
    for position in range(start, len(content)):
        for byte in b'"#\n\r\\ ~.,:=|nmx0':
            changed = content[:position] + bytes((byte,)) + content[position + 1 :]
            assert_no_silent_cut(original, changed)


@given(st.binary(max_size=200) | st.text(alphabet='msgidctxtr_plural "\\#~|\n[]0', max_size=200))
def test_no_bytes_end_in_anything_but_a_source_error(content: bytes | str) -> None:
    raw = content if isinstance(content, bytes) else content.encode()
    try:
        file = read_po(raw, "x.po")
    except SourceError:
        return
    assert write_po(file) == raw


@pytest.mark.parametrize(
    "content",
    [
        b"\n" * 200_000,
        b"# x\n" * 100_000,
        HEAD.encode() + b'msgid "a"\nmsgstr ""\n' + b'"x"\n' * 100_000,
        HEAD.encode() + b'msgid "a"\nmsgstr "' + b"\\" * 1_000_000,
        HEAD.encode() + b"#, " + b'"' * 999_999 + b'\nmsgid "a"\nmsgstr "b"\n',
        HEAD.encode() + b"#, " + b'",' * 9_000 + b'\nmsgid "a"\nmsgstr "b"\n',
    ],
)
def test_a_huge_file_is_read_or_refused_without_delay(content: bytes) -> None:
    file = read_po(content, "x.po")
    assert len(file.entries) <= 1
    assert write_po(file) == content
