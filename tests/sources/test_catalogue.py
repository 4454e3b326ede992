import hashlib
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.errors import SourceError
from kit.sources.catalogue import (
    Catalogue,
    Layer,
    Review,
    State,
    digest,
    read_catalogue,
    read_reviewed,
    write_reviewed,
)

HEAD = (
    'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)
REVIEW = Review("Dr. Ada Müller", date(2026, 3, 1))


def layer(body: str, *approved: str, path: str = "de.po") -> Layer:
    return Layer(path, (HEAD + body).encode(), write_reviewed(dict.fromkeys(approved, REVIEW)))


def catalogue(*layers: Layer) -> Catalogue:
    return read_catalogue("de", layers)


def entry(msgid: str, text: str, flags: str = "") -> str:
    return f'{flags}msgid "{msgid}"\nmsgstr "{text}"\n\n'


def test_a_translated_message_is_a_draft_and_knows_its_line() -> None:
    message = catalogue(layer(entry("Yes", "Ja"))).find("Yes")
    assert (message.string, message.state, message.path, message.line) == (
        "Ja",
        State.DRAFT,
        "de.po",
        7,
    )


def test_a_message_is_missing_when_absent_empty_or_blank() -> None:
    found = catalogue(layer(entry("Yes", "") + entry("No", " \\n")))
    for msgid in ("Yes", "No", "Maybe", ""):
        message = found.find(msgid)
        assert (message.state, message.strings, message.string, message.line) == (
            State.MISSING,
            (),
            "",
            0,
        )


def test_a_context_tells_messages_apart() -> None:
    found = catalogue(layer('msgctxt "blood"\nmsgid "Type"\nmsgstr "Gruppe"\n'))
    assert found.find("Type", "blood").string == "Gruppe"
    assert found.find("Type").state is State.MISSING
    assert found.find("Type", "").state is State.MISSING


def test_a_fuzzy_message_is_never_more_than_fuzzy() -> None:
    approved = digest(None, "Yes", ("Ja",))
    for flags in ("#, fuzzy\n", "#= fuzzy\n", "#, c-format, fuzzy\n"):
        found = catalogue(layer(entry("Yes", "Ja", flags), approved))
        assert found.find("Yes").state is State.FUZZY


def test_an_obsolete_message_is_not_there() -> None:
    found = catalogue(layer('#~ msgid "Yes"\n#~ msgstr "Ja"\n'))
    assert not found.messages


def test_a_sign_off_holds_for_exactly_one_text() -> None:
    approved = digest(None, "Yes", ("Ja",))
    assert catalogue(layer(entry("Yes", "Ja"), approved)).find("Yes").state is State.REVIEWED
    assert catalogue(layer(entry("Yes", "Ja!"), approved)).find("Yes").state is State.DRAFT
    assert catalogue(layer(entry("No", "Ja"), approved)).find("No").state is State.DRAFT


def test_a_sign_off_holds_in_its_own_layer_only() -> None:
    approved = digest(None, "Yes", ("Ja",))
    found = catalogue(layer(entry("No", "Nein"), approved), layer(entry("Yes", "Ja"), path="w.po"))
    assert found.find("Yes").state is State.DRAFT


def test_a_later_layer_wins_message_by_message() -> None:
    below = layer(entry("Yes", "Ja") + entry("No", "Nein") + entry("Stop", "Halt"))
    above = layer(
        entry("Yes", "Jawohl") + entry("No", "") + entry("Stop", "Stopp", "#, fuzzy\n"),
        path="w.po",
    )
    found = catalogue(below, above)
    texts = [found.find(msgid).string for msgid in ("Yes", "No", "Stop")]
    assert texts == ["Jawohl", "Nein", "Halt"]
    assert [found.find("Yes").path, found.find("No").path] == ["w.po", "de.po"]
    assert found.path == "w.po"


PLURAL = 'msgid "%d day"\nmsgid_plural "%d days"\n'


@pytest.mark.parametrize(
    ("forms", "state"),
    [
        (("Tag", "Tage"), State.DRAFT),
        (("Tag", "Tage", "more"), State.DRAFT),
        (("Tag", ""), State.MISSING),
        (("", "Tage"), State.MISSING),
        (("Tag",), State.MISSING),
    ],
)
def test_a_half_translated_plural_is_missing(forms: tuple[str, ...], state: State) -> None:
    body = PLURAL + "".join(f'msgstr[{i}] "{text}"\n' for i, text in enumerate(forms))
    assert catalogue(layer(body)).find("%d day").state is state


def test_without_a_plural_rule_plurals_are_missing_and_the_rest_stays() -> None:
    body = PLURAL + 'msgstr[0] "Tag"\nmsgstr[1] "Tage"\n\n' + entry("Yes", "Ja")
    content = (HEAD + body).replace("n != 1", "n % 0").encode()
    found = catalogue(Layer("de.po", content))
    assert found.plural is None
    assert found.find("%d day").state is State.MISSING
    assert found.find("Yes").state is State.DRAFT
    assert [finding.code for finding in found.findings] == ["po-plural"]


def test_plurals_made_for_another_rule_are_not_used() -> None:
    body = PLURAL + 'msgstr[0] "Tag"\nmsgstr[1] "Tage"\n'
    above = Layer("w.po", HEAD.replace("n != 1", "n > 1").encode())
    found = catalogue(layer(body), above)
    assert found.find("%d day").state is State.MISSING
    assert "not used" in found.findings[-1].message


def test_texts_are_composed() -> None:
    found = catalogue(layer(entry("Cafe\u0301", "Cafe\u0301"), digest(None, "Café", ("Café",))))
    message = found.find("Cafe\u0301")
    assert (message.msgid, message.string, message.state) == ("Café", "Café", State.REVIEWED)


def test_another_language_in_the_header_is_a_warning() -> None:
    assert [f.code for f in read_catalogue("fr", [layer("")]).findings] == ["po-language"]
    assert not read_catalogue("de-AT", [layer("")]).findings


def test_no_layers_make_an_empty_catalogue() -> None:
    found = catalogue()
    assert (found.path, found.plural, found.find("Yes").state) == ("", None, State.MISSING)


def test_a_broken_file_or_sign_off_refuses_the_catalogue() -> None:
    with pytest.raises(SourceError, match=r"de\.po:1: .*UTF-16"):
        catalogue(Layer("de.po", HEAD.encode("utf-16")))
    with pytest.raises(SourceError, match=r"sign-off of de\.po"):
        catalogue(Layer("de.po", HEAD.encode(), b"{}"))


def test_a_digest_is_a_sha256_of_the_json_of_its_parts() -> None:
    expected = hashlib.sha256(b'["menu", "Open", ["Auf"]]').hexdigest()
    assert digest("menu", "Open", ("Auf",)) == expected


PARTS = st.tuples(
    st.none() | st.text('ab[",\\', max_size=3),
    st.text('ab[",\\', max_size=3),
    st.lists(st.text('ab[",\\', max_size=3), max_size=3).map(tuple),
)


@given(PARTS, PARTS)
def test_every_two_different_messages_have_different_digests(
    one: tuple[str | None, str, tuple[str, ...]], other: tuple[str | None, str, tuple[str, ...]]
) -> None:
    assert (digest(*one) == digest(*other)) is (one == other)


DIGEST = "0" * 64


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not JSON"),
        (b"\xff", "not UTF-8"),
        (b"[" * 100_000, "plain JSON"),
        (b"1" * 10_000, "plain JSON"),
        (b"NaN", "plain JSON"),
        (b'{"schema": 1, "schema": 1, "approved": {}}', "every key once"),
        (b"[]", "nothing else"),
        (b'{"approved": {}}', "nothing else"),
        (b'{"schema": 1, "approved": {}, "x": 1}', "nothing else"),
        (b'{"schema": 2, "approved": {}}', "its schema is not 1"),
        (b'{"schema": true, "approved": {}}', "its schema is not 1"),
        (b'{"schema": 1, "approved": []}', "not an object"),
        (b" " * 5_000_001, "more than 5,000,000 bytes"),
    ],
)
def test_a_sign_off_of_another_form_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        read_reviewed(content, "kit.json")
    assert caught.value.hint
    assert caught.value.trail[0].startswith("kit.json")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("abc", {"by": "Ada", "on": "2026-01-01"}),
        (DIGEST.replace("0", "A"), {"by": "Ada", "on": "2026-01-01"}),
        (DIGEST, {"by": "Ada"}),
        (DIGEST, {"by": "Ada", "on": "2026-01-01", "x": 1}),
        (DIGEST, []),
        (DIGEST, {"by": " ", "on": "2026-01-01"}),
        (DIGEST, {"by": "A\u202eda", "on": "2026-01-01"}),
        (DIGEST, {"by": "A" * 201, "on": "2026-01-01"}),
        (DIGEST, {"by": 1, "on": "2026-01-01"}),
        (DIGEST, {"by": "Ada", "on": "20260101"}),
        (DIGEST, {"by": "Ada", "on": "2026-02-30"}),
        (DIGEST, {"by": "Ada", "on": 20260101}),
    ],
)
def test_a_wrong_sign_off_refuses_the_file(key: str, value: object) -> None:
    content = json.dumps({"schema": 1, "approved": {key: value}}).encode()
    with pytest.raises(SourceError) as caught:
        read_reviewed(content, "kit.json")
    assert caught.value.trail == (f"kit.json, {key}",)


def test_a_sign_off_survives_its_file_in_the_same_bytes() -> None:
    reviews = {DIGEST.replace("0", "b"): REVIEW, DIGEST: Review("李", date(2025, 12, 31))}
    content = write_reviewed(reviews)
    assert dict(read_reviewed(content, "kit.json")) == reviews
    assert write_reviewed(read_reviewed(content, "kit.json")) == content
