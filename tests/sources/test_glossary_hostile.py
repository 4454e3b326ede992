"""Hostile glossaries; what tests/sources/test_glossary.py does not have."""

from time import process_time

import pytest

from kit.errors import SourceError
from kit.sources.glossary import MAX_BYTES, parse_glossary

SECONDS = 20.0
"""Of processor time for a file of `MAX_BYTES`; it takes less than a third of that."""


def refusal(content: bytes) -> str:
    with pytest.raises(SourceError) as caught:
        parse_glossary(content, "g.csv")
    return str(caught.value)


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ("term\ndonor\n".encode("utf-16"), "g.csv:1: not UTF-8"),
        ("term\ndonor\n".encode("utf-16-le"), "g.csv:1: "),
        ("term\ndonor\n".encode("utf-32"), "g.csv:1: not UTF-8"),
        (b"term\na\n\xc0\xaf\n", "g.csv:3: not UTF-8"),
        (b"term\na\n\xed\xa0\x80\n", "g.csv:3: not UTF-8"),
        (b"term\ncaf\xc3", "g.csv:2: not UTF-8"),
        ("\ufeff\ufeffterm\na\n".encode(), "g.csv:1: a cell holds U+FEFF"),
        (b"<<<<<<< HEAD\nterm\n", "g.csv:1: unknown column '<<<<<<< HEAD'"),
        (b"term,note\na,\n=======\n", "g.csv:3: 1 cells, but 2 columns"),
        (b"<!DOCTYPE html>\n", "g.csv:1: unknown column"),
        (b"term\tnote\na\tb\n", "g.csv:1: a cell holds the control character U+0009"),
        ("term\na\x85b\n".encode(), "g.csv:2: a cell holds the control character U+0085"),
        (b"term\na\x1b[2Jb\n", "g.csv:2: a cell holds the control character U+001B"),
        ("term\na\uffffb\n".encode(), "g.csv:2: a cell holds the control character U+FFFF"),
        (b"term,MN,mn,mn_source\n", "g.csv:1: unknown column 'MN'"),
        (b"term,x-own,x-own_source\n", "g.csv:1: unknown column 'x-own'"),
        (b"term," + b"a" * 9_000 + b"\n", "g.csv:1: a cell has 9000 characters"),
    ],
)
def test_a_broken_file_is_refused_by_file_and_line(content: bytes, place: str) -> None:
    assert refusal(content).startswith(place)


def test_a_text_that_spreadsheets_may_take_for_a_formula_is_a_text() -> None:
    (term,) = parse_glossary(b"term,note\n=1+1,@SUM(1)\n", "g.csv")
    assert (term.text, term.note) == ("=1+1", "@SUM(1)")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_each_line_end_of_a_spreadsheet_program_is_one(newline: str) -> None:
    content = "term,mn,mn_source\n\ndonor,донор,x\nblood,,\nplasma,сийвэн,\n".replace("\n", newline)
    assert refusal(content.encode()) == "g.csv:5, mn_source: no source"


FULL = {
    "terms": "".join(f"{number}\n" for number in range(140_000)),
    "variants": "".join("[a] " * 8 + f"{number}\n" for number in range(5_000)),
    "commas": "," * 990_000,
    "quotes": '"' * 990_000,
    "empty lines": "\r" * 990_000,
    "a cell": "x" * 100_000,
}


@pytest.mark.parametrize("rows", FULL.values(), ids=FULL.keys())
def test_a_full_file_is_read_or_refused_in_seconds(rows: str) -> None:
    content = f"term\n{rows}".encode()
    assert len(content) <= MAX_BYTES
    start = process_time()
    try:
        found: object = bool(parse_glossary(content, "g.csv"))
    except SourceError as error:
        found = error.trail[0]
    assert process_time() - start < SECONDS
    assert found in (rows in (FULL["terms"], FULL["variants"]), "g.csv:2")


# What once went wrong


def test_many_marks_on_a_letter_are_refused_without_delay() -> None:
    content = ("term\na" + 20_000 * "\u0301" + 20_000 * "\u0316" + "\n").encode()
    start = process_time()
    assert "characters, at most 500 are read" in refusal(content)
    assert process_time() - start < 1


@pytest.mark.parametrize("sign", ["\u202e", "\u2067", "\u200b", "\U000e0041", "\ue000"])
def test_signs_that_nobody_sees_are_refused(sign: str) -> None:
    assert refusal(f"term\nblood{sign} donor\n".encode()).startswith("g.csv:2: ")


@pytest.mark.parametrize(
    "word",
    [
        "\u0dc1\u0dca\u200d\u0dbb\u0dd3",
        "\u0645\u06cc\u200c\u0634\u0648\u062f",
        "a\u2060b",
        "\u200eA",
    ],
)
def test_joiners_stay_where_scripts_need_them(word: str) -> None:
    (term,) = parse_glossary(f"term\n{word}\n".encode(), "g.csv")
    assert term.text == word


@pytest.mark.parametrize("joiner", ["\u200c", "\u200d"])
def test_joiners_are_refused_where_no_script_needs_them(joiner: str) -> None:
    assert "which nobody sees" in refusal(f"term\nblo{joiner}od\n".encode())
