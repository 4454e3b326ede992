import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kit.findings import Finding, Severity
from kit.preflight.message_view import Context
from kit.preflight.messages import CHECKS, check_entry, check_messages
from kit.sources.po import read_po
from kit.sources.po_entry import PoEntry
from tests.preflight.message_samples import codes, plural_codes

HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
FLAGS = ("python-format", "python-brace-format", "c-format", "unknown-format")
NASTY = st.text(
    st.sampled_from(
        "{}<>%&/()=\"' $#1234567890.,:+-@abdnosu\u0661\u0966\u200b\u202e\u2067億十፩만аο\n"
    )
)
TEXTS = st.text() | NASTY


def findings(body: str, *, own: bool = False) -> tuple[Finding, ...]:
    return check_messages(read_po((HEAD + body).encode(), "de.po"), "de", is_own=own)


def test_a_finding_names_the_line_the_fault_the_source_and_what_to_do() -> None:
    (found,) = findings('msgid "Keep for 42 days."\nmsgstr "24 Tage."\n', own=True)[:1]
    assert found.severity is Severity.ERROR
    assert found.code == "message.number"
    assert found.where == "de.po:6"
    assert found.message == "the number 42 is missing: 'Keep for 42 days.'"
    assert "digits of your language" in found.hint


def test_in_another_project_a_lost_number_is_a_warning() -> None:
    (found,) = findings('msgid "Keep for 42 days."\nmsgstr "Wochen."\n')
    assert found.severity is Severity.WARNING


@pytest.mark.parametrize(
    "body",
    [
        '#, fuzzy\nmsgid "12 days"\nmsgstr "13 Tage"\n',
        '#~ msgid "12 days"\n#~ msgstr "13 Tage"\n',
        'msgid "12 days"\nmsgstr ""\n',
    ],
    ids=["fuzzy", "obsolete", "not translated"],
)
def test_texts_that_are_not_used_are_not_checked(body: str) -> None:
    assert findings(body) == ()


def test_what_the_reader_told_of_plural_forms_is_not_told_again() -> None:
    body = 'msgid "%d day"\nmsgid_plural "%d days"\nmsgstr[0] "%d Tag"\nmsgstr[1] ""\n'
    file = read_po((HEAD + body).encode(), "de.po")
    assert [finding.code for finding in file.findings] == ["po-plural"]
    assert check_messages(file, "de") == ()


def test_a_plural_form_without_text_is_told_of_a_single_entry() -> None:
    assert plural_codes(("%d day", "%d days"), ("%d Tag", "")) == ["message.plural"]
    assert plural_codes(("%d day", "%d days"), ("%d Tag",)) == ["message.plural"]
    assert plural_codes(("%d day", "%d days"), ("%d Tag", "%d Tage")) == []


def test_without_a_plural_rule_nothing_is_said_of_the_number_of_forms() -> None:
    entry = PoEntry("%d day", ("%d Tag", "%d Tage", "%d"), 1, msgid_plural="%d days")
    assert list(check_entry(entry, Context("de"), "x.po")) == []


def test_every_check_has_a_rationale_a_code_and_a_hint() -> None:
    for check in CHECKS:
        assert check.code.startswith("message.")
        assert check.faults.__doc__
        assert check.hint
        assert check.own or check.other


def test_a_key_is_not_compared_with_its_text() -> None:
    assert codes("help_locked", "Siehe <b>https://a.org</b>, 12 Tage.") == []
    assert codes("help_locked", "Sieh\u202ee") == ["message.bidi"]


@given(TEXTS, TEXTS, st.sets(st.sampled_from(FLAGS)), st.booleans())
def test_no_text_makes_a_check_fail(msgid: str, text: str, flags: set[str], is_own: bool) -> None:
    entry = PoEntry(msgid, (text, msgid), 1, "", msgid + text, tuple(flags))
    assert isinstance(list(check_entry(entry, Context("ru", is_own), "x.po")), list)


@example("10,0", set())
@example("1,000 000", set())
@given(TEXTS, st.sets(st.sampled_from(FLAGS)))
def test_a_copy_of_the_source_has_no_placeholder_number_tag_or_address_fault(
    text: str, flags: set[str]
) -> None:
    found = codes(text, text, *flags, tag="en")
    assert not {"placeholder", "number", "tag", "address", "bidi", "control"} & {
        code.removeprefix("message.") for code in found
    }


@pytest.mark.parametrize(
    "text",
    ["1 " * 9_000, "1" * 19_000, "億" * 19_000, "1만" * 9_000, "%" + "0" * 19_000,
     "<a " + "x" * 19_000, "<" + " " * 19_000, "a" * 19_000, "%(" * 9_000, "a.com-" * 3_000],
    ids=lambda text: text[:4],
)  # fmt: skip
@pytest.mark.parametrize("own", [True, False])
def test_the_longest_entry_of_a_hostile_file_is_checked(text: str, own: bool) -> None:
    flags = ("python-format", "python-brace-format")
    assert isinstance(codes("12 million <b>x</b> www.a.com", text, *flags, own=own), list)
    assert isinstance(codes(text, "12 million <b>x</b> www.a.com", *flags, own=own), list)
