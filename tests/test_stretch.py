"""Texts made longer to try a layout: their own words, whole clusters, the length that was asked."""

import re
from itertools import pairwise

import icu
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.sources.catalogue import Catalogue, Message, State
from kit.sources.library import Library
from kit.sources.locales import locale_of
from kit.sources.workspace import Workspace, builtin
from kit.stretch import stretched, stretched_catalogue

FACTORS = (1.0, 1.12, 1.25, 1.4, 1.6, 1.85, 2.2, 2.7)
TAGS = ("am", "ar", "en", "fr", "km", "ko", "lo", "mn", "mn-Mong", "my", "ne", "sw", "vi")
MARKS = re.compile(r"\{[^{}]*\}|<[^<>]*>")
ENDS = " .!?。！？।။؟۔።…\u17d4"
WORDS = {
    "Thai with a vowel that is a letter": "น้ำใจ",
    "Lao with such a vowel": "ຄຳນຳ",
    "Telugu conjuncts": "స్త్రీ",
    "Gujarati conjuncts": "ક્ષમા",
    "Malayalam conjuncts": "ക്ഷമ",
    "Odia conjuncts": "ଶ୍ରୀ",
    "Hangul in its letters": "\u1100\u1161\u11a8",
    "a joined emoji": "👩‍👩‍👧x",
}
SOUND_WORDS = {
    "Khmer subscripts": "ក្ម័ខ្ញុំ",
    "Burmese stacks": "သတ္တိ",
    "Devanagari conjuncts": "हिन्दीस्त्री",
    "Bengali conjuncts": "রক্তস্বল্পতা",
    "Sinhala joined": "ශ්‍රී",
    "Latin with loose accents": "e\u0301a\u0323\u0302n",
    "Tibetan": "བསྐྱེད",
    "Ethiopic": "ደምለጋሽ",
    "Mongolian variants": "ᠮᠣᠩᠭᠣᠯ\u180b",
}


def boundaries(text: str) -> set[int]:
    """ICU's grapheme cluster boundaries, as offsets in code points."""
    finder = icu.BreakIterator.createCharacterInstance(icu.Locale("root"))
    units = text.encode("utf-16-le")
    finder.setText(text)
    return {0, *(len(units[: 2 * at].decode("utf-16-le")) for at in finder)}


def is_whole(word: str, factor: float) -> bool:
    said = stretched(word, factor)
    endless = word * (len(said) // len(word) + 2)
    assert endless.startswith(said)
    return len(said) in boundaries(endless)


@pytest.mark.parametrize("name", SOUND_WORDS)
def test_a_word_is_never_cut_within_a_cluster(name: str) -> None:
    cut = [n for n in range(10, 50) if not is_whole(SOUND_WORDS[name], n / 10)]
    assert cut == []


@pytest.mark.parametrize("name", WORDS)
def test_a_word_is_never_cut_within_a_cluster_of_these_scripts_either(name: str) -> None:
    cut = [n for n in range(10, 50) if not is_whole(WORDS[name], n / 10)]
    assert cut == []


@pytest.fixture(scope="module")
def texts() -> list[tuple[str, str]]:
    library = Library(Workspace((builtin(),)))
    return [
        (tag, message.string)
        for tag in TAGS
        for message in library.catalogues(locale_of(tag))[0].messages.values()
    ]


def test_texts_of_the_kit_keep_their_marks_and_gain_clusters_and_length(
    texts: list[tuple[str, str]],
) -> None:
    assert len(texts) > 1000
    for tag, text in texts:
        plain = MARKS.sub("", text)
        words = [word for word in plain.rstrip(ENDS).split() if any(map(str.isalnum, word))]
        longest = max(map(len, words), default=0)
        for factor in FACTORS:
            said = stretched(text, factor)
            assert MARKS.findall(said) == MARKS.findall(text), (tag, text)
            gain, wanted = len(said) - len(text), round(len(plain) * (factor - 1))
            assert not words or abs(gain - wanted) <= longest, (tag, text, factor)


def test_a_longer_text_is_never_shorter_and_at_one_it_is_the_same(
    texts: list[tuple[str, str]],
) -> None:
    for _, text in texts[::7]:
        assert stretched(text, 1.0) == text
        lengths = [len(stretched(text, factor)) for factor in FACTORS]
        assert all(first <= second for first, second in pairwise(lengths))
    assert any(len(stretched(text, 1.12)) > len(text) for _, text in texts)


@pytest.mark.parametrize(
    ("text", "factor", "said"),
    [
        ("Give blood today.", 2.0, "Give blood today Give blood today."),
        ("Give blood today!", 1.4, "Give blood today Give!"),
        ("Cost", 1.5, "CostCo"),
        ("Cost", 2.7, "CostCostCos"),
        ("Call {phone}", 2.0, "Call {phone} Call"),
        ("<b>Safe</b> for you", 1.5, "<b>Safe</b> for you Safe"),
        ("{phone}", 2.7, "{phone}"),
        ("- . -", 2.7, "- . -"),
        ("", 2.7, ""),
        ("ទឹក។", 1.75, "ទឹកទឹក។"),
    ],
)
def test_the_end_of_a_sentence_stays_at_the_end(text: str, factor: float, said: str) -> None:
    assert stretched(text, factor) == said


PARTS = st.sampled_from(
    ("blood", "ក្មេង", "दान", "{phone}", "{a_b}", "<b>", "</b>", "<br/>", " ", ".", "।", "-", "3")
)


@given(st.lists(PARTS, max_size=12).map("".join), st.sampled_from(FACTORS))
def test_placeholders_and_tags_are_kept_exactly(text: str, factor: float) -> None:
    said = stretched(text, factor)
    assert MARKS.findall(said) == MARKS.findall(text)
    assert len(said) >= len(text)


def message(msgid: str, text: str, path: str = "a.po", state: State = State.REVIEWED) -> Message:
    return Message(msgid, None, (text,), state, path, 9)


def catalogue(tag: str, *messages: Message) -> Catalogue:
    return Catalogue(tag, {(None, m.msgid): m for m in messages}, None, (), f"{tag}.po")


def test_a_stretched_catalogue_has_all_messages_each_on_a_line_of_its_own() -> None:
    own = catalogue("tet", message("one", "ida"), message("two", ""))
    english = catalogue("en", message("one", "one"), message("two", "two"), message("six", "six"))
    made, places = stretched_catalogue((own, english), 2.0, "trial")
    assert made.tag == "tet"
    assert {key[1]: m.string for key, m in made.messages.items()} == {
        "one": "idaida", "two": "twotwo", "six": "sixsix"
    }  # fmt: skip
    assert {place: key[1] for place, key in places.items()} == {
        "trial:1": "one", "trial:2": "two", "trial:3": "six"
    }  # fmt: skip
    for place, key in places.items():
        assert f"{made.messages[key].path}:{made.messages[key].line}" == place
        assert made.messages[key].state is State.DRAFT
    assert own.messages[None, "one"].string == "ida"
