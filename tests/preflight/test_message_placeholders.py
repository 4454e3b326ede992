import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.document.inline import faults
from tests.preflight.message_samples import RUSSIAN, codes, plural_codes

PERCENT, BRACE, C = "python-format", "python-brace-format", "c-format"
FAULT = ["message.placeholder"]


@pytest.mark.parametrize(
    ("msgid", "text", "flag"),
    [
        ("%(name)s gave", "abgegeben", PERCENT),
        ("%(name)s gave", "%(nom)s gab %(name)s", PERCENT),
        ("%(name)s gave", "%(name)d gab", PERCENT),
        ("%(name)s gave", "%(name)999999999s gab", PERCENT),
        ("%(name)s gave", "%(name)s zu 100% gab", PERCENT),
        ("%s gave %d", "%s gab", PERCENT),
        ("%s gave", "%s gab %s", PERCENT),
        ("%1$s gave %2$d", "%2$s gab %1$s", C),
        ("{name} gave", "{nom} gab", BRACE),
        ("{name} gave", "{name.__class__} gab", BRACE),
        ("{name} gave", "{name gab", BRACE),
        ("{name} gave", "{name:>99999} gab", BRACE),
        ("{} gave {}", "{} gab", BRACE),
    ],
)
def test_a_placeholder_that_a_program_would_stumble_over_is_told(
    msgid: str, text: str, flag: str
) -> None:
    assert set(codes(msgid, text, flag)) == set(FAULT)


@pytest.mark.parametrize(
    ("msgid", "text", "flag"),
    [
        ("%(a)s of %(b)s", "%(b)s: %(a)s", PERCENT),
        ("%(a)s now", "%(a)s, %(a)s", PERCENT),
        ("%1$s of %2$d", "%2$d: %1$s", C),
        ("{a} of {b}", "{b}: {a}", BRACE),
        ("{a} of {{b}}", "{a}: {{c}}", BRACE),
        ("100% sure", "zu 100% sicher", PERCENT),
        ("5% discount", "5 % Rabatt", PERCENT),
        ("%d%% of it", "%d %% davon", PERCENT),
        ("%(a)s now", "jetzt", "no-python-format"),
        ("%(a)s now", "jetzt", "rust-format"),
        ("help_locked", "%(a)s", PERCENT),
    ],
)
def test_order_and_words_are_free_and_nothing_is_guessed(msgid: str, text: str, flag: str) -> None:
    assert codes(msgid, text, flag) == []


def test_a_plural_form_for_one_count_may_leave_the_number_out() -> None:
    assert plural_codes(("%d unit", "%d units"), ("Ein Beutel", "%d Beutel"), PERCENT) == []
    assert plural_codes(("%d unit", "%d units"), ("%d Beutel", "Beutel"), PERCENT) == FAULT
    assert plural_codes(("One unit", "%d units"), ("Ein Beutel", "%d Beutel"), PERCENT) == []
    twenty_one = ("Пакет", "%d пакета", "%d пакетов")
    assert plural_codes(("%d unit", "%d units"), twenty_one, PERCENT, rule=RUSSIAN) == FAULT


@pytest.mark.parametrize("text", ["Rufen Sie an", "{fone}", "{phone} {phone}", "{phone}{web}"])
def test_the_placeholders_of_the_kit_are_checked_without_a_flag(text: str) -> None:
    assert "message.placeholder" in codes("Call {phone}", text, own=True)


NAMES = st.lists(st.sampled_from(["{a}", "{b}", "{c}"]), min_size=1, max_size=6)


@given(NAMES.flatmap(lambda names: st.tuples(st.just(names), st.permutations(names))))
def test_placeholders_may_change_places(both: tuple[list[str], list[str]]) -> None:
    source, text = (" + ".join(names) for names in both)
    assert codes(source, text, BRACE, own=True) == []
    assert codes(source, text, BRACE) == []


@given(st.text(st.sampled_from("{}ab<>/i \x07\u0434")), st.sampled_from(["{a} x", "<b>x</b>"]))
def test_what_the_kit_would_not_print_is_always_told(text: str, source: str) -> None:
    found = {"message.placeholder", "message.tag", "message.control"} & {
        *codes(source, text, own=True)
    }
    if text.strip() and faults(text, source):
        assert found
