"""Notes of one language in a catalogue: written, read and taken away without touching the rest."""

from dataclasses import replace

import pytest

from kit.sources.po import PoEntry, PoFile, read_po, write_po
from kit.sources.po_notes import budget_of, is_own_flag, is_own_note, with_notes
from kit.sources.signoff import Key

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
BODY = """# A translator's remark, oddly   spaced
#. act.call. {phone} is a telephone number.
#: templates/content/act.xml
#, python-brace-format
#| msgid "Ring {phone}"
msgid "Call "
"{phone}"
msgstr "Telefone {phone}"

#. max-length: 12
#. See: context/tet/index.html#m-1 (poster, page 1, box 2)
#, fuzzy, max-length:12
msgctxt "menu"
msgid "Close"
msgstr "Taka"

# Nothing to note here
msgid "Open"
msgstr   "Loke"

#~ msgid "Old"
#~ msgstr "Tuan"
"""
CALL, CLOSE, OPEN = (None, "Call {phone}"), ("menu", "Close"), (None, "Open")
SEE = "See: context/tet/index.html#m-1 (poster, page 1, box 2)"


def read(body: str = BODY) -> PoFile:
    return read_po((HEAD + body).encode(), "kit.po")


def noted(
    body: str = BODY,
    budgets: dict[Key, int] | None = None,
    places: dict[Key, tuple[str, ...]] | None = None,
) -> str:
    written = write_po(with_notes(read(body), budgets or {}, places or {})).decode()
    return written.removeprefix(HEAD)


def test_an_entry_with_the_same_notes_stays_byte_for_byte() -> None:
    assert noted(budgets={CLOSE: 12}, places={CLOSE: (SEE,)}) == BODY


def test_notes_stand_in_comments_and_flags_of_their_entry_only() -> None:
    lines = noted(
        budgets={CALL: 40, CLOSE: 12}, places={CLOSE: (SEE,), OPEN: ("See: x",)}
    ).splitlines()
    assert lines[:9] == [
        "# A translator's remark, oddly   spaced",
        "#. act.call. {phone} is a telephone number.",
        "#. max-length: 40",
        "#: templates/content/act.xml",
        "#, python-brace-format, max-length:40",
        '#| msgid "Ring {phone}"',
        'msgid "Call {phone}"',
        'msgstr "Telefone {phone}"',
        "",
    ]
    at = lines.index("# Nothing to note here")
    assert lines[9:at] == BODY.splitlines()[9:at]
    assert lines[at + 1] == "#. See: x"
    assert lines[-2:] == ['#~ msgid "Old"', '#~ msgstr "Tuan"']


def test_notes_that_are_no_longer_true_are_taken_away_and_others_kept() -> None:
    made = noted()
    assert "max-length" not in made
    assert "See: " not in made
    assert '#, fuzzy\nmsgctxt "menu"' in made
    assert "#. act.call. {phone} is a telephone number." in made
    assert '# Nothing to note here\nmsgid "Open"\nmsgstr   "Loke"\n' in made


def test_a_changed_number_replaces_the_old_one() -> None:
    made = noted(budgets={CLOSE: 9}, places={CLOSE: (SEE,)})
    assert made == BODY.replace("max-length: 12", "max-length: 9").replace(
        "max-length:12", "max-length:9"
    )


def test_notes_written_twice_are_written_once() -> None:
    budgets: dict[Key, int] = {CALL: 40, OPEN: 7}
    places: dict[Key, tuple[str, ...]] = {OPEN: (SEE,), CLOSE: ("See: y",)}
    once = with_notes(read(), budgets, places)
    written = write_po(once)
    twice = with_notes(read_po(written, "kit.po"), budgets, places)
    assert write_po(twice) == written
    assert [replace(entry, line=0) for entry in with_notes(once, budgets, places).entries] == [
        replace(entry, line=0) for entry in once.entries
    ]


def test_a_message_is_found_whatever_form_its_accents_have() -> None:
    body = 'msgid "Cafe\u0301"\nmsgstr "Kafe"\n'
    assert "#. max-length: 5\n" in noted(body, {(None, "Caf\u00e9"): 5})


def test_an_obsolete_entry_gets_no_notes_and_another_context_is_another_message() -> None:
    made = noted(budgets={(None, "Old"): 3, (None, "Close"): 3, ("menu", "Open"): 3})
    assert "max-length" not in made


@pytest.mark.parametrize(
    ("comments", "flags", "budget"),
    [
        (("max-length: 40",), (), 40),
        ((), ("max-length:40",), 40),
        (("Note", "max-length: 7", "max-length: 9"), ("max-length:11",), 7),
        (("max-length: 0",), (), 0),
        (("max-length: many",), (), None),
        (("max-length: -3",), (), None),
        (("max-length: 1234567",), (), None),
        (("At most max-length: 40",), ("no-max-length",), None),
        ((), (), None),
    ],
)
def test_the_budget_is_read_from_comments_first_and_flags(
    comments: tuple[str, ...], flags: tuple[str, ...], budget: int | None
) -> None:
    assert budget_of(PoEntry("a", ("b",), extracted_comments=comments, flags=flags)) == budget


def test_only_a_language_s_own_notes_are_its_own() -> None:
    assert is_own_note("max-length: 4")
    assert is_own_note("See: context/mn/index.html")
    assert not is_own_note("Seen on posters")
    assert not is_own_note("act.call. See: below")
    assert is_own_flag("max-length:4")
    assert not is_own_flag("python-brace-format")
