"""Lengths that hold: tried again on the layout itself, with texts made longer in another way."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from types import MappingProxyType

import pytest

from kit.budgets import FACTORS, Budget, budgets
from kit.document.compose import compose
from kit.sources.catalogue import Message
from kit.sources.signoff import Key
from kit.stages import Bench, Desk, Job, bench_of, found_in

SAMPLES = (
    ("mongolia", "mn", "poster/five-steps"),
    ("tanzania", "sw", "poster/only-people"),
)
# Copyfit goes by the whole page, so one text alone may grow further than all together.
FAR_TOO_LONG = 4


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(None)


def bench(desk: Desk, partner: str, language: str) -> Bench:
    return bench_of(Job(None, Path(), partner, language, (), is_final=False), desk)


def texts_of(bench: Bench) -> dict[Key, Message]:
    return {
        key: message
        for catalogue in reversed(bench.material.catalogues)
        for key, message in catalogue.messages.items()
        if message.string
    }


def lengthened(text: str, length: int) -> str:
    """A text with its own words said again, up to a length and never over it."""
    words = [word for word in text.split() if word.isalpha()] or ["saba"]
    for word in cycle(words):
        if len(text) + 1 + len(word) > length:
            return text
        text = f"{text} {word}"
    return text


def shortened(text: str, length: int) -> str:
    """A text without its last words, so that it has a length or less; marks must not be lost."""
    words = text.split(" ")
    while len(" ".join(words)) > length:
        at = next(n for n in reversed(range(len(words))) if "{" not in words[n])
        del words[at]
    return " ".join(words)


def of_length(text: str, length: int) -> str:
    return lengthened(text, length) if len(text) <= length else shortened(text, length)


def is_value_with_a_word(text: str) -> bool:
    return "{" in text and sum("{" not in word for word in text.split()) == 1


def overset(bench: Bench, product: str, texts: Mapping[Key, str]) -> set[Key]:
    """The messages that leave their place when some have other texts."""
    first, *rest = bench.material.catalogues
    known = texts_of(bench)
    lines = {key: n for n, key in enumerate(known, 1)}
    messages = {
        key: replace(old, strings=(texts.get(key, old.string),), path="t", line=lines[key])
        for key, old in known.items()
    }
    own = replace(first, messages=MappingProxyType(messages))
    material = replace(bench.material, catalogues=(own, *rest))
    document, _ = compose(material, product)
    found = found_in(document, replace(bench, material=material))
    places = {
        place
        for finding in found
        if finding.code == "layout.overset"
        for place in (finding.where, *finding.related)
    }
    return {key for key, line in lines.items() if f"t:{line}" in places}


@pytest.mark.parametrize(("partner", "language", "product"), SAMPLES)
def test_a_text_far_longer_than_its_budget_leaves_its_place_and_a_shorter_one_does_not(
    desk: Desk, partner: str, language: str, product: str
) -> None:
    own = bench(desk, partner, language)
    found = budgets(own, (product,))
    known = texts_of(own)
    assert len(found) >= 4
    for key, budget in found.items():
        text = known[key].string
        assert budget.length == len(text)
        if is_value_with_a_word(text):
            continue
        shorter = of_length(text, budget.characters * 9 // 10)
        assert key not in overset(own, product, {key: shorter}), key
        longer = of_length(text, budget.characters * FAR_TOO_LONG)
        assert key in overset(own, product, {key: longer}), key


def test_a_word_beside_a_value_is_measured_as_words_that_a_line_can_be_broken_at(
    desk: Desk,
) -> None:
    own, product, key = bench(desk, "tanzania", "sw"), "poster/only-people", (None, "Visit {web}")
    text = texts_of(own)[key].string
    assert is_value_with_a_word(text)
    found = budgets(own, (product,))
    assert key not in found or found[key].characters > 1.5 * len(text)


@pytest.mark.parametrize(("partner", "language", "product"), SAMPLES)
def test_all_texts_at_nine_tenths_of_their_budgets_hold_together_and_well_over_them_none_does(
    desk: Desk, partner: str, language: str, product: str
) -> None:
    own = bench(desk, partner, language)
    found, known = budgets(own, (product,)), texts_of(own)
    shorter = {
        key: of_length(known[key].string, b.characters * 9 // 10) for key, b in found.items()
    }
    assert overset(own, product, shorter) == set()
    longer = {key: of_length(known[key].string, b.characters * 2) for key, b in found.items()}
    assert overset(own, product, longer) >= set(found)


def test_messages_with_room_for_any_language_have_no_budget(desk: Desk) -> None:
    own = bench(desk, "tanzania", "sw")
    product = "poster/only-people"
    found, known = budgets(own, (product,)), texts_of(own)
    document, _ = compose(own.material, product)
    printed = {(use.context, use.msgid) for use in document.messages}
    assert set(found) < printed
    for key in printed - set(found):
        text = known[key].string
        assert key not in overset(own, product, {key: of_length(text, 2 * len(text))}), key


def test_the_tightest_product_counts_and_each_is_told_when_done(desk: Desk) -> None:
    own = bench(desk, "mongolia", "mn")
    products = ("brochure/donor", "poster/can-i-give")
    done: list[str] = []
    both = budgets(own, products, done.append)
    assert done == list(products)
    alone = [budgets(own, (product,)) for product in products]
    assert set(both) == {key for each in alone for key in each}
    shared = set(alone[0]) & set(alone[1])
    assert any(alone[0][key].characters < alone[1][key].characters for key in shared)
    for key, budget in both.items():
        assert budget.characters == min(each[key].characters for each in alone if key in each)
    assert budgets(own, ()) == {}


def test_a_text_that_does_not_hold_as_it_is_has_a_budget_below_its_length(desk: Desk) -> None:
    own = bench(desk, "tanzania", "sw")
    first, *rest = own.material.catalogues
    key, message = next(
        (key, each) for key, each in first.messages.items() if key[1].startswith("One donation")
    )
    long = lengthened(message.string, len(message.string) * 12)
    messages = dict(first.messages) | {key: replace(message, strings=(long,))}
    catalogue = replace(first, messages=MappingProxyType(messages))
    material = replace(own.material, catalogues=(catalogue, *rest))
    found = budgets(replace(own, material=material), ("poster/only-people",))
    assert found[key].is_over
    assert found[key].length == len(long) > found[key].characters
    before = budgets(own, ("poster/only-people",))
    assert not any(each.is_over for each in before.values())


@pytest.mark.parametrize(("length", "is_over"), [(9, False), (10, False), (11, True)])
def test_a_text_as_long_as_its_budget_holds(length: int, is_over: bool) -> None:
    assert Budget(10, length).is_over is is_over


def test_the_trial_begins_with_the_texts_as_they_are_and_grows() -> None:
    assert FACTORS[0] == 1.0
    assert list(FACTORS) == sorted(set(FACTORS))
