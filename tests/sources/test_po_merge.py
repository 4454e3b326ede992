import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kit.errors import SourceError
from kit.sources.po import PoEntry, PoFile, new_po, read_po, write_po
from kit.sources.po_merge import Merge, merged
from kit.sources.po_notes import is_own_note
from kit.sources.po_similar import LEAST, older_texts

HEAD = (
    '# Keep me\nmsgid   ""\nmsgstr ""\n"Language: de\\n"\n"POT-Creation-Date: 2026-01-01 00:00"\n'
    '"+0000\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=3; plural=(n == 1 ? 0 : n == 2 ? 1 : 2);\\n"\n"X-Own: kept\\n"\n\n'
)
ONE_LINE_DATE = HEAD.replace('00:00"\n"+0000', "00:00+0000")
TEMPLATE_HEAD = (
    'msgid ""\nmsgstr ""\n"POT-Creation-Date: 2026-02-02 00:00+0000\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
)


def merge(body: str, template: str, head: str = ONE_LINE_DATE) -> Merge:
    """Merge, and hold every result against the rules that always apply."""
    wanted = read_po((TEMPLATE_HEAD + template).encode(), "kit.pot")
    result = merged(read_po((head + body).encode(), "de.po"), wanted)
    content = write_po(result.file)
    again = merged(read_po(content, "de.po"), wanted)
    assert write_po(again.file) == content
    assert again.kept == len(wanted.entries)
    assert counts(result)[0] + sum(counts(result)[1:4]) == len(wanted.entries)
    return result


def counts(result: Merge) -> tuple[int, ...]:
    return result.kept, result.revived, result.fuzzy, result.new, result.obsolete


def body_of(result: Merge) -> str:
    head = result.file.head
    assert head is not None
    return write_po(result.file).decode().removeprefix(head.source).removeprefix("\n")


UNTIDY = """# a  comment
#! what is this
#: a.xml b.xml
#,   python-brace-format,own
msgid   "Call"
msgstr ""
"Ruf"
" an"
#. note
msgid "Phone"
msgstr "Telefon"

#~ msgid "in the middle"
#~ msgstr "mittendrin"

#, fuzzy
#| msgid "Old"
msgid "New"
msgstr "Alt"
#~ msgid "gone"
#~ msgstr "weg"
#~ msgid "without a text"
#~ msgstr ""
# the end"""
TIDY = """#: a.xml
#: b.xml
#, python-brace-format
msgid "Call"
msgstr ""

#. note
msgid "Phone"
msgstr ""

msgid "New"
msgstr ""
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_a_template_without_news_changes_no_byte(newline: str, bom: str) -> None:
    content = (bom + HEAD + UNTIDY).replace("\n", newline).encode()
    template = read_po((TEMPLATE_HEAD + TIDY).encode(), "kit.pot")
    result = merged(read_po(content, "de.po"), template)
    assert write_po(result.file) == content
    assert counts(result) == (3, 0, 0, 0, 0)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_what_does_not_change_keeps_its_bytes_beside_what_does(newline: str) -> None:
    content = ("\ufeff" + HEAD + UNTIDY).replace("\n", newline).encode()
    template = read_po((TEMPLATE_HEAD + TIDY + '\nmsgid "Zebra"\nmsgstr ""\n').encode(), "kit.pot")
    result = merged(read_po(content, "de.po"), template)
    assert counts(result) == (3, 0, 0, 1, 0)
    # The date stands on two lines of the head, so the head is written anew.
    start = content.index(b"# a  comment")
    middle = '\n#~ msgid "in the middle"\n#~ msgstr "mittendrin"\n'.replace("\n", newline).encode()
    added = '\nmsgid "Zebra"\nmsgstr ""\n'.replace("\n", newline).encode()
    obsolete = content.index(b'#~ msgid "gone"')
    expected = content[start:obsolete].replace(middle, b"") + added + middle
    assert write_po(result.file).endswith(expected + newline.encode() + content[obsolete:])
    assert write_po(result.file).startswith(content[: len("\ufeff# Keep me".encode())])


def test_comments_places_and_formats_come_from_the_template() -> None:
    body = (
        "# mine\n#! odd\n#. old note\n#: old.xml\n#, fuzzy, c-format, max-length:40, own, no-wrap\n"
        '#| msgid "Older"\nmsgid "Call"\nmsgstr "Ruf"\n'
    )
    template = (
        "#. new note\n#: new.xml\n#, python-brace-format, max-length:12, wrap\n"
        'msgid "Call"\nmsgstr ""\n'
    )
    result = merge(body, template)
    assert counts(result) == (1, 0, 0, 0, 0)
    assert body_of(result) == (
        "# mine\n# ! odd\n#. new note\n#: new.xml\n"
        "#, fuzzy, python-brace-format, max-length:12, wrap, own\n"
        '#| msgid "Older"\nmsgid "Call"\nmsgstr "Ruf"\n'
    )


def test_a_format_that_the_template_gave_up_goes() -> None:
    body = '#, own, python-brace-format\nmsgid "a"\nmsgstr "b"\n'
    result = merge(body, 'msgid "a"\nmsgstr ""\n')
    assert body_of(result) == '#, own\nmsgid "a"\nmsgstr "b"\n'


NOTED = """#. note
#. max-length: 40
#. See: pictures/p2.png
#: a.xml
#, max-length:40
msgid "Give blood"
msgstr "b"
"""


def test_the_notes_of_a_language_stay_with_their_message_only() -> None:
    result = merge(NOTED, '#. note\n#: a.xml\nmsgid "Give blood"\nmsgstr ""\n')
    assert body_of(result) == NOTED
    result = merge(NOTED, '#. new\n#: a.xml\nmsgid "Give blood"\nmsgstr ""\n')
    assert body_of(result) == NOTED.replace("note", "new", 1)
    template = '#. max-length: 9\n#, max-length:9\nmsgid "Give blood"\nmsgstr ""\n'
    assert body_of(merge(NOTED, template)) == template.replace('msgstr ""', 'msgstr "b"')
    result = merge(NOTED, 'msgid "Give blood!"\nmsgstr ""\n')
    assert body_of(result) == ('#, fuzzy\n#| msgid "Give blood"\nmsgid "Give blood!"\nmsgstr "b"\n')


def test_the_order_of_flags_is_the_file_s_own() -> None:
    body = '#, own, python-brace-format\nmsgid "a"\nmsgstr "b"\n'
    result = merge(body, '#, python-brace-format\nmsgid "a"\nmsgstr ""\n')
    assert body_of(result) == body


def test_a_decomposed_msgid_is_the_composed_one() -> None:
    result = merge('msgid "e\u0301"\nmsgstr "x"\n', 'msgid "é"\nmsgstr ""\n')
    assert body_of(result) == 'msgid "é"\nmsgstr "x"\n'
    assert counts(result) == (1, 0, 0, 0, 0)


def test_an_obsolete_text_comes_back_as_a_draft() -> None:
    body = '# mine\n#, own\n#~ msgid "a"\n#~ msgstr "b"\n'
    result = merge(body, '#. note\nmsgid "a"\nmsgstr ""\n')
    assert body_of(result) == '# mine\n#. note\n#, own\nmsgid "a"\nmsgstr "b"\n'
    assert counts(result) == (0, 1, 0, 0, 0)


def test_an_obsolete_text_that_was_fuzzy_or_not_whole_comes_back_fuzzy() -> None:
    body = (
        '#, fuzzy\n#~| msgid "A"\n#~ msgid "a"\n#~ msgstr "b"\n\n'
        '#~ msgid "day"\n#~ msgid_plural "days"\n#~ msgstr[0] "Tag"\n#~ msgstr[1] ""\n'
    )
    template = (
        'msgid "a"\nmsgstr ""\n\nmsgid "day"\nmsgid_plural "days"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    )
    result = merge(body, template)
    assert body_of(result) == (
        '#, fuzzy\n#| msgid "A"\nmsgid "a"\nmsgstr "b"\n\n'
        '#, fuzzy\nmsgid "day"\nmsgid_plural "days"\nmsgstr[0] "Tag"\nmsgstr[1] ""\n'
    )
    assert counts(result) == (0, 2, 0, 0, 0)


def test_an_empty_entry_takes_its_text_from_its_obsolete_copy() -> None:
    body = 'msgid "a"\nmsgstr ""\n\n#~ msgid "a"\n#~ msgstr ""\n'
    body += 2 * '\n#~ msgid "a"\n#~ msgstr "b"\n' + '\n#~ msgid "a"\n#~ msgstr "c"\n'
    result = merge(body, 'msgid "a"\nmsgstr ""\n')
    assert result.revived == 1
    assert [(e.strings, e.is_obsolete) for e in result.file.entries] == [
        (("b",), False),
        (("",), True),
        (("c",), True),
    ]


def test_a_changed_source_keeps_its_text_as_a_guess() -> None:
    body = (
        '# mine\n#, own, python-brace-format\nmsgctxt "menu"\nmsgid "Give blood\\n"\n'
        '"now."\nmsgstr "Spende jetzt."\n'
    )
    template = '#. note\n#, max-length:9\nmsgctxt "menu"\nmsgid "Give blood today."\nmsgstr ""\n'
    result = merge(body, template)
    assert counts(result) == (0, 0, 1, 0, 0)
    assert body_of(result) == (
        '# mine\n#. note\n#, fuzzy, max-length:9\n#| msgctxt "menu"\n#| msgid ""\n'
        '#| "Give blood\\n"\n#| "now."\n'
        'msgctxt "menu"\nmsgid "Give blood today."\nmsgstr "Spende jetzt."\n'
    )


def test_a_guess_that_changes_again_keeps_its_first_source() -> None:
    body = '#, fuzzy\n#| msgid "Give blood"\nmsgid "Give blood now"\nmsgstr "Spende"\n'
    result = merge(body, 'msgid "Give blood right now"\nmsgstr ""\n')
    assert body_of(result) == body.replace('msgid "Give blood now"', 'msgid "Give blood right now"')
    result = merge(
        body.replace('#| msgid "Give blood"\n', ""), 'msgid "Give blood so"\nmsgstr ""\n'
    )
    assert result.file.entries[0].previous == ('#| msgid "Give blood now"',)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Yes", "Yes!"),
        ("Where:\\nwhen", "Where? When?"),
        ("a-b", "A b"),
        ("O", "o"),
        ("Call {phone}.", "Call: {phone}"),
        ("…!", "…!"[:1]),
    ],
)
def test_a_change_of_punctuation_case_or_space_is_found(old: str, new: str) -> None:
    result = merge(f'msgid "{old}"\nmsgstr "x"\n', f'msgid "{new}"\nmsgstr ""\n')
    assert counts(result) == (0, 0, 1, 0, 0)


def test_a_guess_never_crosses_contexts() -> None:
    body = 'msgctxt "verb"\nmsgid "Open now"\nmsgstr "Öffne jetzt"\n'
    result = merge(
        body, 'msgid "Open now!"\nmsgstr ""\n\nmsgctxt ""\nmsgid "Open now"\nmsgstr ""\n'
    )
    assert counts(result) == (0, 0, 0, 2, 1)


def test_of_two_alike_texts_the_one_with_the_same_placeholders_is_taken_then_the_first() -> None:
    body = (
        'msgid "Call web now"\nmsgstr "1"\n\nmsgid "Call {web}: now"\nmsgstr "2"\n\n'
        'msgid "call {web} now"\nmsgstr "3"\n'
    )
    template = 'msgid "Call {web} now"\nmsgstr ""\n\nmsgid "Call web right now"\nmsgstr ""\n'
    result = merge(body, template)
    assert [entry.strings for entry in result.file.entries] == [("2",), ("1",), ("3",)]
    assert counts(result) == (0, 0, 2, 0, 1)


def test_a_text_in_use_is_no_guess_and_an_obsolete_one_may_be() -> None:
    body = 'msgid "Give blood"\nmsgstr "1"\n\n#~ msgid "Give blood often"\n#~ msgstr "2"\n'
    result = merge(body, 'msgid "Give blood"\nmsgstr ""\n\nmsgid "Give blood s"\nmsgstr ""\n')
    assert [entry.strings for entry in result.file.entries] == [("1",), ("2",)]
    assert counts(result) == (1, 0, 1, 0, 0)


def test_what_vanishes_becomes_obsolete_at_the_end_in_its_old_order() -> None:
    body = (
        '# mine\n#. note\n#: x.xml\n#, fuzzy\n#| msgid "A"\nmsgid "aaaa"\nmsgstr "1"\n\n'
        '# lost\nmsgid "without"\nmsgstr ""\n\nmsgid "stays"\nmsgstr "2"\n\n'
        'msgid "bbbb"\nmsgstr "3"\n\n#~ msgid "cccc"\n#~ msgstr "4"\n'
    )
    result = merge(body, 'msgid "zzzz"\nmsgstr ""\n\nmsgid "stays"\nmsgstr ""\n')
    assert body_of(result) == (
        'msgid "zzzz"\nmsgstr ""\n\nmsgid "stays"\nmsgstr "2"\n\n'
        '# mine\n#, fuzzy\n#~| msgid "A"\n#~ msgid "aaaa"\n#~ msgstr "1"\n\n'
        '#~ msgid "bbbb"\n#~ msgstr "3"\n\n#~ msgid "cccc"\n#~ msgstr "4"\n'
    )
    assert counts(result) == (1, 0, 0, 1, 2)


def test_the_template_gives_the_order() -> None:
    body = 'msgid "a"\nmsgstr   "1"\nmsgid "b"\nmsgstr "2"\n'
    result = merge(body, 'msgid "b"\nmsgstr ""\n\nmsgid "a"\nmsgstr ""\n')
    assert body_of(result) == 'msgid "b"\nmsgstr "2"\n\nmsgid "a"\nmsgstr   "1"\n'
    assert counts(result) == (2, 0, 0, 0, 0)
    assert result.file.header("POT-Creation-Date") == "2026-01-01 00:00+0000"


PLURAL = 'msgid "day"\nmsgid_plural "days"\nmsgstr[0] ""\nmsgstr[1] ""\n'
SINGULAR = 'msgid "day"\nmsgstr ""\n'


@pytest.mark.parametrize(
    ("body", "template", "expected"),
    [
        (
            'msgid "day"\nmsgstr "Tag"\n',
            PLURAL,
            '#, fuzzy\n#| msgid "day"\nmsgid "day"\nmsgid_plural "days"\n'
            'msgstr[0] "Tag"\nmsgstr[1] "Tag"\nmsgstr[2] "Tag"\n',
        ),
        (
            'msgid "day"\nmsgid_plural "days"\nmsgstr[0] ""\nmsgstr[1] "Tage\\nlang"\n'
            'msgstr[2] "Tag"\n',
            SINGULAR,
            '# msgstr[0] ""\n# msgstr[1] ""\n# "Tage\\n"\n# "lang"\n# msgstr[2] "Tag"\n'
            '#, fuzzy\n#| msgid "day"\n#| msgid_plural "days"\nmsgid "day"\n'
            'msgstr ""\n"Tage\\n"\n"lang"\n',
        ),
        (
            'msgid "day"\nmsgid_plural "a day"\nmsgstr[0] "1"\nmsgstr[1] "2"\nmsgstr[2] "3"\n',
            PLURAL,
            '#, fuzzy\n#| msgid "day"\n#| msgid_plural "a day"\nmsgid "day"\nmsgid_plural "days"\n'
            'msgstr[0] "1"\nmsgstr[1] "2"\nmsgstr[2] "3"\n',
        ),
    ],
)
def test_a_plural_that_comes_goes_or_changes_makes_a_guess(
    body: str, template: str, expected: str
) -> None:
    result = merge(body, template)
    assert body_of(result) == expected
    assert counts(result) == (0, 0, 1, 0, 0)


def test_an_open_message_has_as_many_forms_as_the_language() -> None:
    result = merge('msgid "day"\nmsgstr ""\n', PLURAL)
    assert result.file.entries[0].strings == ("", "", "")
    assert counts(result) == (1, 0, 0, 0, 0)
    assert counts(merge("", PLURAL)) == (0, 0, 0, 1, 0)
    headless = merged(read_po(b"", "de.po"), read_po((TEMPLATE_HEAD + PLURAL).encode(), "kit.pot"))
    assert headless.file.entries[0].strings == ("", "")


@pytest.mark.parametrize("head", [HEAD, ONE_LINE_DATE])
@pytest.mark.parametrize("template", ['msgid "zz"\nmsgstr ""\n', ""])
def test_the_head_takes_the_template_s_date_with_its_messages_and_keeps_the_rest(
    head: str, template: str
) -> None:
    result = merge('msgid "a"\nmsgstr "b"\n', template, head)
    old = read_po(head.encode(), "de.po")
    assert result.file.header("POT-Creation-Date") == "2026-02-02 00:00+0000"
    dated = [(n, "2026-02-02 00:00+0000" if n.startswith("POT") else v) for n, v in old.headers]
    assert list(result.file.headers) == dated
    if head == ONE_LINE_DATE:
        changed = head.replace("2026-01-01", "2026-02-02")
        assert write_po(result.file).decode().startswith(changed)


@pytest.mark.parametrize(
    "template", ['#. new\n#: place\nmsgid "a"\nmsgstr ""\n', 'msgid "a"\nmsgstr ""\n']
)
def test_the_head_keeps_its_date_when_no_message_changes(template: str) -> None:
    result = merge('msgid "a"\nmsgstr "b"\n', template, HEAD)
    assert write_po(result.file).decode().startswith(HEAD)


def test_a_strange_date_is_left_in_the_template() -> None:
    template = TEMPLATE_HEAD.replace("2026-02-02", 'soon \\"') + 'msgid "b"\nmsgstr ""\n'
    file = read_po(HEAD.encode(), "de.po")
    assert merged(file, read_po(template.encode(), "kit.pot")).file.head == file.head


@pytest.mark.parametrize(
    "body",
    [
        'msgid "a"\nmsgstr "cut\n\nmsgid "b"\nmsgstr "2"\n',
        'msgid "a"\nmsgstr "1"\n\nmsgid "a"\nmsgstr "2"\n',
        'msgid "a"\nmsgstr "1"\n\nmsgid "a"\nmsgstr "1"\n',
        "stray\n",
    ],
)
def test_a_catalogue_with_an_entry_that_cannot_be_read_is_refused(body: str) -> None:
    with pytest.raises(SourceError, match="cannot be merged") as caught:
        merge(body, 'msgid "a"\nmsgstr ""\n')
    assert caught.value.hint
    assert caught.value.trail[0].startswith("de.po:")


def test_a_broken_obsolete_entry_stays_as_it_is() -> None:
    body = 'msgid "a"\nmsgstr "1"\n\n#~ msgid "x\n#~ msgstr "y"\n\nmsgid "b"\nmsgstr "2"\n'
    for template in ('msgid "b"\nmsgstr ""\n', 'msgid "zz"\nmsgstr ""\n'):
        assert '#~ msgid "x\n#~ msgstr "y"\n' in write_po(merge(body, template).file).decode()


WORDS = st.sampled_from(["give", "blood", "gives", "{phone}", "now", "Now!", "é", 'a"b', "\n", "–"])
MSGIDS = st.lists(WORDS, min_size=1, max_size=5).map(" ".join).filter(lambda text: text.strip())
CONTEXTS = st.sampled_from([None, None, "menu"])
PLURALS = st.sampled_from([None, None, None, "days", "many days"])
FLAGS = st.lists(st.sampled_from(["own", "python-brace-format", "max-length:9"]), max_size=2).map(
    lambda flags: tuple(dict.fromkeys(flags))
)
NOTES = st.lists(st.sampled_from(["note", "", "! odd", "max-length: 9"]), max_size=2).map(tuple)


def named(entry: PoEntry) -> tuple[str | None, str]:
    return entry.context, entry.msgid


@st.composite
def wanted_entries(draw: st.DrawFn) -> PoEntry:
    plural = draw(PLURALS)
    return PoEntry(
        draw(MSGIDS),
        ("",) if plural is None else ("", ""),
        context=draw(CONTEXTS),
        msgid_plural=plural,
        flags=draw(FLAGS),
        extracted_comments=draw(NOTES),
        references=draw(st.sampled_from([(), ("a.xml",), ("a.xml", "b.xml")])),
    )


@st.composite
def owned_entries(draw: st.DrawFn) -> PoEntry:
    entry = draw(wanted_entries())
    texts = st.sampled_from(["", "eins", "zwei\ndrei", 'vier "'])
    count = 1 if entry.msgid_plural is None else 3
    previous = draw(st.sampled_from([(), ('#| msgid "older"',)]))
    return replace(
        entry,
        strings=tuple(draw(st.lists(texts, min_size=count, max_size=count))),
        flags=(*(("fuzzy",) if previous else ()), *entry.flags),
        previous=previous,
        translator_comments=draw(NOTES),
        is_obsolete=draw(st.booleans()),
    )


TEMPLATES = st.lists(wanted_entries(), max_size=6, unique_by=named)
CATALOGUES = st.lists(
    owned_entries(), max_size=8, unique_by=lambda entry: (*named(entry), entry.is_obsolete)
)


def written(entries: Sequence[PoEntry], head: str, newline: str = "\n") -> bytes:
    file = read_po(head.encode(), "x.po")
    return write_po(file.with_entries(entries)).replace(b"\n", newline.encode())


def read_pair(
    old: Sequence[PoEntry], new: Sequence[PoEntry], newline: str = "\n"
) -> tuple[PoFile, PoFile]:
    return (
        read_po(written(old, ONE_LINE_DATE, newline), "de.po"),
        read_po(written(new, TEMPLATE_HEAD), "kit.pot"),
    )


@given(CATALOGUES, TEMPLATES, st.sampled_from(["\n", "\r\n"]))
def test_a_second_merge_changes_nothing(
    old: list[PoEntry], new: list[PoEntry], newline: str
) -> None:
    file, template = read_pair(old, new, newline)
    first = merged(file, template)
    content = write_po(first.file)
    again = read_po(content, "de.po")
    assert not [f for f in again.findings if f.code in ("po-entry", "po-duplicate")]
    second = merged(again, template)
    assert write_po(second.file) == content
    assert counts(second)[1:] == (0, 0, 0, 0) or counts(first) == counts(second)
    live = [entry for entry in again.entries if not entry.is_obsolete]
    assert [named(entry) for entry in live] == [named(entry) for entry in template.entries]
    for entry, wanted in zip(live, template.entries, strict=True):
        comments = [text for text in entry.extracted_comments if not is_own_note(text)]
        assert comments == [t for t in wanted.extracted_comments if not is_own_note(t)]
        assert entry.references == wanted.references
        assert sum(flag.startswith("max-length") for flag in entry.flags) <= 1


@given(CATALOGUES, TEMPLATES)
def test_no_text_is_lost(old: list[PoEntry], new: list[PoEntry]) -> None:
    file, template = read_pair(old, new)
    result = merged(file, template).file
    there = {text for entry in result.entries for text in entry.strings}
    comments = "\n".join(line for entry in result.entries for line in entry.translator_comments)
    for entry in old:
        for text in filter(None, entry.strings):
            first_line = re.split("[\n ]", text)[0]
            assert text in there or first_line in comments


@given(CATALOGUES, TEMPLATES)
def test_an_entry_whose_message_stays_as_it_is_keeps_its_bytes(
    old: list[PoEntry], new: list[PoEntry]
) -> None:
    whole = [entry for entry in old if not entry.is_obsolete and any(entry.strings)]
    same = [
        replace(
            entry,
            strings=("",) if entry.msgid_plural is None else ("", ""),
            flags=tuple(flag for flag in entry.flags if flag not in ("fuzzy", "own")),
            translator_comments=(),
            previous=(),
        )
        for entry in whole
    ]
    taken = {named(entry) for entry in same}
    others = [entry for entry in new if named(entry) not in taken]
    file, template = read_pair(old, [*others, *same])
    result = merged(file, template)
    sources = {entry.source for entry in result.file.entries}
    kept = {named(entry) for entry in whole}
    for entry in file.entries:
        if named(entry) in kept and not entry.is_obsolete:
            assert entry.source in sources


def test_likeness_is_that_of_msgmerge() -> None:
    # The longest common subsequence has six letters of ten and ten: just enough.
    assert pytest.approx(0.6) == LEAST
    assert older_texts(["abcdefghij"]).nearest("abcdefqrst") == 0
    assert older_texts(["abcdefghij"]).nearest("abcdeqrstu") is None
    assert older_texts([]).nearest("a") is None


PARAGRAPHS = (
    "Every few seconds someone needs blood: after an accident, in childbirth, during an operation.",
    "Blood cannot be made in a factory. It comes from people who give it freely, again and again.",
    "Giving takes ten minutes; with registration and rest you need about an hour of your day.",
    "Before you give, a nurse asks about your health and measures your blood pressure and iron.",
    "Eat and drink before you come, and bring a document that shows who you are.",
    "Patients with cancer need platelets, which can be kept for five days only.",
    "Tell the staff if you feel unwell, even hours later; the number stands on your card.",
    "A service that plans with regular donors needs no family to look for blood at night.",
)


def pairs_by_msgmerge(po: Path, pot: Path) -> dict[str, tuple[str, bool]]:
    command = ["msgmerge", "--quiet", "--previous", "--no-wrap", str(po), str(pot)]
    result = subprocess.run(command, check=True, capture_output=True)
    return texts_of(read_po(result.stdout, "msgmerge.po"))


def texts_of(file: PoFile) -> dict[str, tuple[str, bool]]:
    live = (entry for entry in file.entries if not entry.is_obsolete)
    return {entry.msgid: (entry.strings[0], entry.is_fuzzy) for entry in live}


@pytest.mark.skipif(not shutil.which("msgmerge"), reason="GNU gettext is not installed")
def test_the_same_texts_are_found_as_by_msgmerge(tmp_path: Path) -> None:
    old = [PoEntry(text, (f"text {index}",)) for index, text in enumerate(PARAGRAPHS)]
    changed = [
        PARAGRAPHS[0].replace("a few seconds", "two seconds").replace("someone", "a person"),
        PARAGRAPHS[1] + " Nobody pays for it.",
        PARAGRAPHS[2].replace("ten", "15"),
        "Nothing of this was ever in any of the paragraphs; who would have thought it?",
        PARAGRAPHS[4],
        PARAGRAPHS[5].replace("Patients with cancer", "People who are treated for cancer"),
        PARAGRAPHS[6].replace("hours", "days"),
    ]
    new = [PoEntry(text, ("",)) for text in changed]
    file, template = read_pair(old, new)
    po, pot = tmp_path / "de.po", tmp_path / "kit.pot"
    po.write_bytes(write_po(file))
    pot.write_bytes(write_po(template))
    ours = merged(file, template)
    assert texts_of(ours.file) == pairs_by_msgmerge(po, pot)
    assert counts(ours) == (1, 0, 5, 1, 2)


@pytest.mark.skipif(not shutil.which("msgattrib"), reason="GNU gettext is not installed")
@settings(deadline=None, max_examples=40)
@given(st.lists(owned_entries(), max_size=8, unique_by=named), TEMPLATES)
def test_gettext_reads_what_was_merged_obsolete_entries_too(
    old: list[PoEntry], new: list[PoEntry]
) -> None:
    file, template = read_pair(old, new)
    content = write_po(merged(file, template).file)
    command = ["msgattrib", "--output-file=-", "-"]
    result = subprocess.run(command, input=content, capture_output=True, check=False)
    assert (result.returncode, result.stderr) == (0, b"")


def test_a_new_catalogue_needs_no_merge() -> None:
    template = new_po("kit.pot", (("POT-Creation-Date", "x"),), (PoEntry("a", ("",)),))
    template = read_po(write_po(template), "kit.pot")
    assert merged(template, template).file is template
