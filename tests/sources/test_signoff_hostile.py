"""Hostile sign-off files; what tests/sources/test_catalogue.py does not have."""

import json
from collections.abc import Mapping
from datetime import date
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kit.errors import SourceError
from kit.sources.signoff import MAX_NAME_LENGTH, MAX_SIGN_OFF_BYTES, Review, read_reviewed

DIGEST = "0" * 64
REVIEW = '{"by": "Ada", "on": "2026-01-01"}'
SECONDS = 10.0
"""Of processor time for a file of `MAX_SIGN_OFF_BYTES`; it takes less than one."""


def signed(approved: str) -> str:
    return f'{{"schema": 1, "approved": {{{approved}}}}}'


def refusal(content: bytes | str) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_reviewed(content.encode() if isinstance(content, str) else content, "r.json")
    assert caught.value.hint
    return caught.value


def read_or_refused(content: bytes) -> Mapping[str, Review] | SourceError:
    try:
        return read_reviewed(content, "r.json")
    except SourceError as error:
        return error


@pytest.mark.parametrize(
    ("content", "message", "place"),
    [
        ("\ufeff" + signed(""), "it is not JSON", "r.json:1"),
        (signed("").encode("utf-16"), "it is not UTF-8", "r.json"),
        (signed("").encode("utf-32-le"), "it is not JSON", "r.json:1"),
        (signed('"\xe9": 1').encode("latin-1"), "it is not UTF-8", "r.json"),
        (signed("") + "\n\nx", "it is not JSON", "r.json:3"),
        ("// note\n" + signed(""), "it is not JSON", "r.json:1"),
        ('{"schema": 1,\n"approved": {},}', "it is not JSON", "r.json:2"),
        ("{'schema': 1, 'approved': {}}", "it is not JSON", "r.json:1"),
        (signed("")[:-1], "it is not JSON", "r.json:1"),
        (signed(f'"{DIGEST}": {REVIEW}, "{DIGEST}": {REVIEW}'), "every key once", "r.json"),
        (signed(f'"{DIGEST}": {{"by": "A", "by": "B", "on": ""}}'), "every key once", "r.json"),
        ('{"schema": 1.0, "approved": {}}', "its schema is not 1", "r.json, schema"),
        ('{"schema": 1e999, "approved": {}}', "its schema is not 1", "r.json, schema"),
        ('{"schema": "1", "approved": {}}', "its schema is not 1", "r.json, schema"),
        ('{"schema": 1, "approved": null}', "it is not an object", "r.json, approved"),
        ('{"schema": ' + "1" * 5_000 + "}", "plain JSON", "r.json"),
        ('{"schema": 1, "approved": -Infinity}', "plain JSON", "r.json"),
        ("null", "nothing else", "r.json"),
        ('"schema"', "nothing else", "r.json"),
    ],
)
def test_a_file_that_is_not_a_sign_off_is_refused(
    content: bytes | str, message: str, place: str
) -> None:
    error = refusal(content)
    assert message in error.message
    assert error.trail == (place,)


@pytest.mark.parametrize(
    ("by", "on", "message"),
    [
        ("", "2026-01-01", '"by" is not a name'),
        ("\u3000", "2026-01-01", '"by" is not a name'),
        ("Ada\nadmin", "2026-01-01", "do not print"),
        ("Ada\u200b", "2026-01-01", "do not print"),
        ("\u2067Ada", "2026-01-01", "do not print"),
        ("Ada\x1b[2J", "2026-01-01", "do not print"),
        ("Ada\U000e0041", "2026-01-01", "do not print"),
        ("Ada\ud800", "2026-01-01", "do not print"),
        (None, "2026-01-01", '"by" is not a name'),
        (["Ada"], "2026-01-01", '"by" is not a name'),
        ("Ada", "2026-01-01\n", "not a day written"),
        ("Ada", "２０２６-01-01", "not a day written"),
        ("Ada", "2026-W01-1", "not a day written"),
        ("Ada", "2026-01-01T00:00:00Z", "not a day written"),
        ("Ada", "0000-01-01", "not a day of the calendar"),
        ("Ada", "2026-13-01", "not a day of the calendar"),
        ("Ada", True, "not a day written"),
        ("Ada", None, "not a day written"),
    ],
)
def test_a_review_that_is_not_a_name_and_a_day_refuses_the_file(
    by: object, on: object, message: str
) -> None:
    error = refusal(signed(f'"{DIGEST}": {json.dumps({"by": by, "on": on})}'))
    assert message in error.message
    assert error.trail == (f"r.json, {DIGEST}",)


@pytest.mark.parametrize("name", ["x" * MAX_NAME_LENGTH, "李", "O’Neill, Ana-María (3)", "e\u0301"])
def test_every_name_that_prints_is_read_as_it_is(name: str) -> None:
    content = signed(f'"{DIGEST}": {json.dumps({"by": name, "on": "9999-12-31"})}').encode()
    assert read_reviewed(content, "r.json") == {DIGEST: Review(name, date(9999, 12, 31))}


def test_a_file_may_have_so_many_bytes_and_no_more() -> None:
    content = signed("").encode()
    content += (MAX_SIGN_OFF_BYTES - len(content)) * b" "
    assert read_reviewed(content, "r.json") == {}
    assert "more than 5,000,000 bytes" in refusal(content + b" ").message


REVIEWED = 45_000
REVIEWS = ", ".join(f'"{number:064x}": {REVIEW}' for number in range(REVIEWED))
ROOM = MAX_SIGN_OFF_BYTES - 200
FULL = {
    "reviews": signed(REVIEWS),
    "a key": signed('"' + ROOM * "x" + '": 1'),
    "a name": signed(f'"{DIGEST}": {{"by": "' + (ROOM // 2) * "é" + '", "on": ""}'),
    "escapes": signed('"' + (ROOM // 6) * "\\u0041" + '": 1'),
    "lists": '{"schema": ' + ROOM * "[",
    "objects": (ROOM // 5) * '{"a":',
    "reviews in reviews": signed((ROOM // 80) * f'"{DIGEST}": {{'),
}


@pytest.mark.parametrize("content", FULL.values(), ids=FULL.keys())
def test_a_full_file_is_read_or_refused_in_seconds(content: str) -> None:
    raw = content.encode()
    assert len(raw) <= MAX_SIGN_OFF_BYTES
    start = process_time()
    found = read_or_refused(raw)
    assert process_time() - start < SECONDS
    if content is FULL["reviews"]:
        assert isinstance(found, Mapping)
        assert len(found) == REVIEWED
    else:
        assert isinstance(found, SourceError)
        assert found.trail[0].startswith("r.json")


KEYS = st.sampled_from(["schema", "approved", "by", "on", DIGEST]) | st.text(max_size=3)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
DOCUMENTS = JSON | st.fixed_dictionaries(
    {"schema": st.just(1), "approved": st.dictionaries(KEYS, JSON, max_size=2)}
)


@given(st.binary(max_size=100) | DOCUMENTS.map(lambda value: json.dumps(value).encode()))
@example(b'{"schema": 1, "approved": {"\\ud800": {}}}')
@example(signed(f'"{DIGEST}": {REVIEW}').encode())
def test_any_bytes_are_reviews_or_refused_with_their_place(content: bytes) -> None:
    found = read_or_refused(content)
    if isinstance(found, SourceError):
        assert found.trail[0].startswith("r.json")
        assert found.hint
    else:
        assert all(len(key) == len(DIGEST) and review.by.strip() for key, review in found.items())


@pytest.mark.parametrize("key", ["\\ud800", "\\u001b[2J", "\\u202e"])
def test_no_message_brings_a_key_that_does_not_print(key: str) -> None:
    assert str(refusal(signed(f'"{key}": {{}}'))).isprintable()
