"""How far a language is: sums over states, words to be done, texts that are too long."""

import json
from dataclasses import astuple, fields
from pathlib import Path

import pytest

from kit.document.uses import Uses
from kit.errors import UsageError
from kit.sources.catalogue import Message, State
from kit.sources.library import TEMPLATE, language_tags
from kit.sources.po import read_po
from kit.sources.products import product_names
from kit.sources.workspace import Workspace, builtin, open_workspace
from kit.status import Progress, asked_status, is_too_long, status
from tests.commands import Run
from tests.workspace_samples import TEXTS, catalogue, make_workspace, write

BUILTIN = Workspace((builtin(),))
PO = "locales/tet/LC_MESSAGES/kit.po"
POSTER = "poster/today"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "kit", is_checked=True)


def of_poster(root: Path, tag: str = "tet") -> Progress:
    (found,) = asked_status(open_workspace(root), (tag,), (POSTER,))
    return found


def test_states_add_up_for_every_language_and_product() -> None:
    found = asked_status(BUILTIN, (), ())
    tags, products = language_tags(BUILTIN), product_names(BUILTIN)
    assert [(each.language, each.product) for each in found] == [
        (tag, product) for tag in tags for product in ("", *products)
    ]
    for each in found:
        assert each.messages == each.missing + each.fuzzy + each.draft + each.reviewed
        assert each.words >= each.missing + each.fuzzy
        assert (each.words == 0) == (each.missing + each.fuzzy == 0)
        assert 0 <= each.too_long <= each.messages


def test_the_whole_is_all_messages_of_the_template_and_products_share_them() -> None:
    found = asked_status(BUILTIN, ("mn",), ())
    whole = len(read_po(BUILTIN.read(TEMPLATE), TEMPLATE).entries)
    assert found[0].messages == whole
    uses = Uses(BUILTIN)
    for each in found[1:]:
        assert each.messages == len(uses.of(each.product))
    assert sum(each.messages for each in found[1:]) > whole


def test_what_is_signed_is_reviewed_and_a_changed_text_is_a_draft(root: Path) -> None:
    assert of_poster(root) == Progress("tet", POSTER, 3, 0, 0, 0, 3, 0, 0)
    write(root / PO, catalogue(TEXTS | {"Give today": "Fó"}))
    assert of_poster(root) == Progress("tet", POSTER, 3, 0, 0, 1, 2, 0, 0)


def test_words_are_english_words_of_missing_and_fuzzy_texts(root: Path) -> None:
    written = catalogue(TEXTS | {"Give today": ""}).replace('msgid "Call', '#, fuzzy\nmsgid "Call')
    write(root / PO, written)
    found = of_poster(root)
    assert (found.missing, found.fuzzy, found.reviewed) == (1, 1, 1)
    assert found.words == len(("Give", "today", "Call", "us:", "{phone}"))


def test_a_message_that_no_template_has_is_not_counted(root: Path) -> None:
    write(root / PO, catalogue(TEXTS | {"Nobody prints this": "Lae"}))
    assert of_poster(root).messages == 3


def test_only_texts_over_their_length_are_too_long(root: Path) -> None:
    text = catalogue(TEXTS)
    length = len(TEXTS["Give today"])
    for budget, count in ((length, 0), (length - 1, 1)):
        note = f"#. max-length: {budget}\n"
        write(root / PO, text.replace('msgid "Give', f'{note}msgid "Give'))
        assert of_poster(root).too_long == count
        write(root / PO, text.replace('msgid "Give', f'#, max-length:{budget}\nmsgid "Give'))
        assert of_poster(root).too_long == count


def test_the_length_of_an_upper_layer_counts_before_that_below(root: Path) -> None:
    text = catalogue({"Thank you for giving.": "x" * 400}).replace("tet", "mn")
    path = root / "locales/mn/LC_MESSAGES/kit.po"
    product = ("poster/a-gift",)
    counts = []
    for budget in (399, 400):
        write(path, text.replace('msgid "Thank', f'#. max-length: {budget}\nmsgid "Thank'))
        (found,) = asked_status(open_workspace(root), ("mn",), product)
        counts.append(found.too_long)
    assert counts[0] == counts[1] + 1


def message(*texts: str) -> Message:
    return Message("day", None, texts, State.DRAFT, "a.po", 1)


@pytest.mark.parametrize(
    ("texts", "budgets", "expected"),
    [
        (("abc",), {(None, "day"): 3}, False),
        (("abcd",), {(None, "day"): 3}, True),
        (("abc", "abcd"), {(None, "day"): 3}, True),
        (("abcd",), {("menu", "day"): 3}, False),
        (("abcd",), {}, False),
        ((), {(None, "day"): 0}, False),
        (("a",), {(None, "day"): 0}, True),
    ],
)
def test_every_plural_form_has_to_hold(
    texts: tuple[str, ...], budgets: dict[tuple[str | None, str], int], expected: bool
) -> None:
    assert is_too_long(message(*texts), budgets) is expected


def test_a_product_asked_for_is_shown_without_the_whole() -> None:
    found = asked_status(BUILTIN, ("sw", "mn"), ("deck/public", "poster/our-day"))
    assert [(each.language, each.product) for each in found] == [
        ("sw", "deck/public"), ("sw", "poster/our-day"),
        ("mn", "deck/public"), ("mn", "poster/our-day"),
    ]  # fmt: skip
    assert [each.product for each in status(BUILTIN, ("mn",), ())] == [""]


def test_an_unknown_product_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UsageError) as caught:
        asked_status(BUILTIN, (), ("poster/none",))
    assert "poster/only-people" in caught.value.hint


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("xx",), "no catalogue for 'xx'"), (("--product", "poster/none"), "unknown product")],
)
def test_the_command_ends_with_2_and_a_hint(
    run: Run, arguments: tuple[str, ...], words: str
) -> None:
    code, out, error = run("status", *arguments)
    assert (code, out) == (2, "")
    assert words in error
    assert "hint: " in error


def test_the_command_gives_lines_with_tabs_and_json_with_the_same_values(run: Run) -> None:
    code, out, _ = run("status", "mn", "--product", "deck/public")
    assert code == 0
    head, row = (line.split("\t") for line in out.splitlines())
    assert head == [field.name.replace("_", " ") for field in fields(Progress)]
    (found,) = json.loads(run("status", "mn", "--product", "deck/public", "--json")[1])
    assert [str(value) for value in found.values()] == row
    assert row == [str(value) for value in astuple(Progress(**found))]
