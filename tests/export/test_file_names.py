import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kit.export.file_names import clash_key, safe_name, unique_names, unsafe
from kit.typeset.itemise import grapheme_ends

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SIGNS = "<>:\"|?*\\/.-_ +'\0\n\t\x7f\ufeff\u00ad\u200b\u200c\u200d\ufe0f\u20e3\u0301\u3164"
PIECES = ("con", "NUL", "com1", "lpt¹", "..", ".pdf", "é", "e\u0301", "ក្រុម", "가", "க்ஷ", "\ud800")
HARD = st.sampled_from((*SIGNS, *BIDI, *PIECES))
WORDS = st.lists(st.one_of(HARD, st.text(max_size=3)), max_size=60).map("".join)
ENDINGS = st.sampled_from(["", ".pdf", ".pptx", ".tar.gz"])


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Poster A3, low ink", "Poster-A3-low-ink"),
        ("Цус  хандив — 2027", "Цус-хандив-2027"),
        ("ကိုယ်ခံအား", "ကိုယ်ခံအား"),
        ("រាជធានី ភ្នំពេញ", "រាជធានី-ភ្នំពេញ"),
        ("التبرع بالدم", "التبرع-بالدم"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("व्यक्\u200dति", "व्यक्\u200dति"),
        ("٣ أكياس", "٣-أكياس"),
        ("Cafe\u0301", "Café"),
        ("ng’ombe ng'ombe", "ngombe-ngombe"),
        ("a/b\\c: d?", "a-b-c-d"),
        ("\u202egnp.exe", "gnp.exe"),
        ("../../etc/passwd", "etc-passwd"),
        ("-rf .hidden", "rf-hidden"),
        ("v 2..1", "v-2.1"),
        ("A+ and O+", "A+-and-O+"),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("e\u00ad\u0301", "é"),
        ("two\nlines\x00", "two-lines"),
        ("\u0301 mark", "mark"),
        ("1\ufe0f\u20e3 step", "1\u20e3-step"),
        ("\u3164\u115f", "file"),
        ("a\u200d b\u200c\u200cc\u200d", "a-b\u200cc"),
        ("\ud800x", "x"),
        ("🩸", "file"),
        ("", "file"),
        ("con", "con_"),
        ("Aux.txt", "Aux_.txt"),
        ("COM¹", "COM¹_"),
        ("COM10", "COM10"),
        ("console", "console"),
    ],
)
def test_words_of_every_language_stay_and_other_signs_go(words: str, name: str) -> None:
    assert safe_name(words) == name


@pytest.mark.parametrize("device", ["CON", "prn", "Aux", "nul", "COM1", "com9", "LPT1", "lpt³"])
@pytest.mark.parametrize("ending", ["", ".pdf", ".tar.gz"])
def test_a_name_of_a_device_is_never_given(device: str, ending: str) -> None:
    assert safe_name(device, ending) == f"{device}_{ending}"
    assert "device" in unsafe(device + ending)


def test_a_name_that_is_a_device_only_after_the_cut_is_none_either() -> None:
    assert safe_name("con" + "x" + "\u0310" * 100) == "con_"


def test_an_ending_is_added_once() -> None:
    assert safe_name("plan.pdf", ".pdf") == "plan.pdf"
    assert safe_name("plan", ".pdf") == "plan.pdf"
    assert safe_name("", ".pdf") == "file.pdf"


@pytest.mark.parametrize(
    ("ending", "most"), [("/x", 80), (".a b", 80), ("pdf", 80), (".pdf", 11), (".", 80)]
)
def test_an_ending_that_would_make_a_name_unsafe_is_a_fault_of_the_program(
    ending: str, most: int
) -> None:
    with pytest.raises(ValueError, match="no ending"):
        safe_name("x", ending, most)


def test_a_name_is_cut_between_graphemes_by_characters_and_by_bytes() -> None:
    khmer = "ស្ត្រី" * 30
    name = safe_name(khmer, ".pdf")
    stem = name.removesuffix(".pdf")
    assert stem
    assert len(stem) in grapheme_ends(khmer)
    assert 119 - 18 < len(name.encode()) <= 119
    assert safe_name("x" * 300, ".pdf") == "x" * 76 + ".pdf"
    assert safe_name("x" * 300, most=20) == "x" * 20
    assert safe_name("가나다 " + "e\u0323\u0302\u0308" * 80, most=12).startswith("가나다-ệ")


@given(WORDS, ENDINGS)
@example("con" + "x" + "\u0310" * 100, "")
@example("a.pdf.pdf", ".pdf")
def test_no_words_make_an_unsafe_name(words: str, ending: str) -> None:
    name = safe_name(words, ending)
    assert unsafe(name) == ""
    assert name.endswith(ending)
    assert name not in ("", ending)
    assert len(name) <= 80
    assert len(name.encode("utf-8")) < 120
    assert unicodedata.is_normalized("NFC", name)
    assert not set(name) & set('<>:"|?*\\/' + BIDI)
    assert all(
        unicodedata.category(sign)[0] not in "CZ" or sign in "\u200c\u200d\u180e" for sign in name
    )
    assert name[0] not in "-. "
    assert name[-1] not in ". "
    assert name.split(".")[0].lower() not in {"con", "prn", "aux", "nul", "com1", "lpt¹"}


@given(WORDS, ENDINGS, st.integers(20, 80))
def test_a_safe_name_is_its_own_safe_name(words: str, ending: str, most: int) -> None:
    name = safe_name(words, ending, most)
    assert safe_name(name, ending, most) == name
    assert safe_name(name, most=most) == name


def test_names_that_clash_are_numbered_before_the_ending() -> None:
    names = (
        "Plan.pdf",
        "plan.pdf",
        "PLAN.pdf",
        "plan.pptx",
        "Café",
        "Cafe\u0301",
        "a.tar.gz",
        "A.tar.gz",
    )
    assert unique_names(names) == (
        "Plan.pdf",
        "plan-2.pdf",
        "PLAN-3.pdf",
        "plan.pptx",
        "Café",
        "Cafe\u0301-2",
        "a.tar.gz",
        "A-2.tar.gz",
    )  # fmt: skip


def test_a_number_never_takes_the_name_of_another_file() -> None:
    assert unique_names(("a", "a", "a-2", "a")) == ("a", "a-3", "a-2", "a-4")


def test_names_that_differ_in_a_joiner_only_look_the_same() -> None:
    assert unique_names(("می\u200cخ", "میخ")) == ("می\u200cخ", "میخ-2")
    assert unique_names(("Straße", "STRASSE")) == ("Straße", "STRASSE-2")


def test_letters_that_fold_in_parts_clash_however_they_are_composed() -> None:
    assert clash_key("α\u0345\u0301") == clash_key("\u1fb4")


def test_a_numbered_name_is_no_longer_than_another() -> None:
    name = safe_name("ស្ត្រី" * 30, ".pdf")
    first, second, third = unique_names((name, name, name))
    assert first == name
    assert second.endswith("-2.pdf")
    assert third.endswith("-3.pdf")
    assert unsafe(second) == ""


@given(
    st.lists(st.tuples(st.sampled_from(["a", "A", "a-2", "é", "e\u0301", "long" * 30]), ENDINGS))
)
def test_unique_names_are_unique_and_stay_so(parts: list[tuple[str, str]]) -> None:
    names = [safe_name(words, ending) for words, ending in parts]
    unique = unique_names(names)
    assert len({clash_key(name) for name in unique}) == len(names)
    assert unique_names(unique) == unique
    assert all(unsafe(name) == "" for name in unique)
    keys = [clash_key(name) for name in names]
    kept = [new == old for new, old in zip(unique, names, strict=True)]
    assert kept == [key not in keys[:at] for at, key in enumerate(keys)]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "empty"),
        ("..", "begins"),
        (".x", "begins"),
        ("-x", "begins"),
        (" x", "begins"),
        ("x.", "ends"),
        ("x ", "ends"),
        ("a\\b", "holds one of"),
        ("a:b", "holds one of"),
        ("a/b", "holds one of"),
        ("a\u202eb", "nobody sees"),
        ("a\nb", "nobody sees"),
        ("a\udc80", "nobody sees"),
        ("nul .txt", "device"),
        ("Cafe\u0301", "composed"),
        ("x" * 120, "more than 119 bytes"),
    ],
)
def test_an_unsafe_name_is_told_with_its_reason(name: str, reason: str) -> None:
    assert reason in unsafe(name)


@pytest.mark.parametrize("name", ["a b [1] & c.pdf", "می\u200cخواهم", "x" * 119, "MANIFEST.json"])
def test_other_names_are_safe(name: str) -> None:
    assert unsafe(name) == ""
