"""Sign-offs: who may be named, what is signed, and what makes a text a draft again."""

import datetime
import json
import unicodedata
from pathlib import Path

import pytest

from kit.approval import approve
from kit.errors import KitError, UsageError
from kit.sources.catalogue import State, digest
from kit.sources.library import read_catalogues
from kit.sources.locales import locale_of
from kit.sources.workspace import Workspace, open_workspace
from tests.commands import Run
from tests.workspace_samples import HEADER, TEXTS, catalogue, make_workspace, write

DAY, LATER = datetime.date(2027, 5, 1), datetime.date(2027, 6, 2)
PO, SIGN_OFF = "locales/tet/LC_MESSAGES/kit.po", "locales/tet/reviewed.json"
POSTER = "poster/today"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return make_workspace(tmp_path / "kit")


@pytest.fixture
def opened(root: Path) -> Workspace:
    return open_workspace(root)


def signed(root: Path, relative: str = SIGN_OFF) -> dict[str, dict[str, str]]:
    document = json.loads((root / relative).read_bytes())
    assert document["schema"] == 1
    approved: dict[str, dict[str, str]] = document["approved"]
    return approved


def state(workspace: Workspace, msgid: str, tag: str = "tet") -> State:
    return read_catalogues(workspace, locale_of(tag))[0].find(msgid).state


def files(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_each_translated_message_is_signed_with_name_and_day(root: Path, opened: Workspace) -> None:
    made = approve(opened, "tet", "Maria Soares", DAY)
    assert (made.approved, made.before) == (3, 0)
    assert {each.state for each in made.open} <= {State.MISSING}
    assert Path(made.path) == root / SIGN_OFF
    assert signed(root) == {
        digest(None, msgid, (text,)): {"by": "Maria Soares", "on": "2027-05-01"}
        for msgid, text in TEXTS.items()
    }
    assert {state(opened, msgid) for msgid in TEXTS} == {State.REVIEWED}


def test_the_catalogue_itself_is_not_touched(root: Path, opened: Workspace) -> None:
    before = (root / PO).read_bytes()
    approve(opened, "tet", "Maria", DAY)
    assert (root / PO).read_bytes() == before


def test_missing_and_fuzzy_messages_are_never_signed_and_are_named(
    root: Path, opened: Workspace
) -> None:
    texts = TEXTS | {"Give today": ""}
    written = catalogue(texts).replace('msgid "Call', '#, fuzzy\nmsgid "Call')
    write(root / PO, written)
    made = approve(opened, "tet", "Maria", DAY, POSTER)
    assert made.approved == 1
    assert {(each.msgid, each.state) for each in made.open} == {
        ("Give today", State.MISSING),
        ("Call us: {phone}", State.FUZZY),
    }
    assert state(opened, "Call us: {phone}") is State.FUZZY
    assert len(signed(root)) == 1


def test_a_missing_message_is_named_when_the_whole_language_is_approved(
    root: Path, opened: Workspace
) -> None:
    write(root / PO, catalogue(TEXTS | {"Give today": ""}))
    made = approve(opened, "tet", "Maria", DAY)
    assert "Give today" in {each.msgid for each in made.open}


def test_a_text_of_spaces_or_of_half_its_plural_forms_is_not_signed(
    root: Path, opened: Workspace
) -> None:
    plural = HEADER.replace("tet\\n", 'tet\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n')
    body = (
        'msgid "Give today"\nmsgstr "  "\n\n'
        'msgid "day"\nmsgid_plural "days"\nmsgstr[0] "loron"\nmsgstr[1] ""\n\n'
        '#~ msgid "old"\n#~ msgstr "tuan"\n'
    )
    write(root / PO, plural + body)
    made = approve(opened, "tet", "Maria", DAY)
    assert made.approved == 0
    assert not (root / SIGN_OFF).exists()


def test_a_product_alone_is_signed_and_the_rest_later(root: Path, opened: Workspace) -> None:
    write(root / PO, catalogue(TEXTS | {"Thank you for giving.": "Obrigadu."}))
    made = approve(opened, "tet", "Maria", DAY, POSTER)
    assert (made.approved, made.before) == (3, 0)
    assert state(opened, "Thank you for giving.") is State.DRAFT
    made = approve(opened, "tet", "João", LATER)
    assert (made.approved, made.before) == (1, 3)
    assert sorted(review["by"] for review in signed(root).values()) == [
        "João", "Maria", "Maria", "Maria"
    ]  # fmt: skip


def test_earlier_sign_offs_stay_as_they_are(root: Path, opened: Workspace) -> None:
    approve(opened, "tet", "Maria", DAY)
    before = (root / SIGN_OFF).read_bytes()
    made = approve(opened, "tet", "João", LATER)
    assert (made.approved, made.before) == (0, 3)
    assert (root / SIGN_OFF).read_bytes() == before
    old = signed(root)
    write(root / PO, catalogue(TEXTS | {"Give today": "Fó raan ohin"}))
    assert approve(opened, "tet", "João", LATER).approved == 1
    new = signed(root)
    assert {key: new[key] for key in old} == old
    (added,) = new.keys() - old.keys()
    assert new[added] == {"by": "João", "on": "2027-06-02"}


def test_a_sign_off_stands_for_the_text_in_any_unicode_form(root: Path, opened: Workspace) -> None:
    approve(opened, "tet", "Maria", DAY)
    loose = {key: unicodedata.normalize("NFD", text) for key, text in TEXTS.items()}
    assert loose != TEXTS
    write(root / PO, catalogue(loose))
    assert {state(opened, msgid) for msgid in TEXTS} == {State.REVIEWED}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('msgstr "Fó ohin"', 'msgstr "Fó Ohin"'),
        ('msgid "Give today"', 'msgid "Give today!"'),
        ('msgid "Give today"', 'msgctxt "title"\nmsgid "Give today"'),
    ],
    ids=["translation", "English", "context"],
)
def test_a_changed_text_source_or_context_is_a_draft_again(
    root: Path, opened: Workspace, old: str, new: str
) -> None:
    approve(opened, "tet", "Maria", DAY)
    text = (root / PO).read_text(encoding="utf-8")
    assert old in text
    write(root / PO, text.replace(old, new))
    messages = read_catalogues(opened, locale_of("tet"))[0].messages.values()
    assert sorted(message.state for message in messages) == ["draft", "reviewed", "reviewed"]


# A workspace without a catalogue of its own


def test_a_built_in_catalogue_is_copied_and_the_copy_is_signed(
    root: Path, opened: Workspace
) -> None:
    built_in = (opened.layers[0] / "locales/mn/LC_MESSAGES/kit.po").read_bytes()
    made = approve(opened, "mn", "B. Dorj", DAY, "poster/only-people")
    own = root / "locales/mn/LC_MESSAGES/kit.po"
    assert own.read_bytes() == built_in
    assert made.approved == len(signed(root, "locales/mn/reviewed.json")) > 5
    messages = read_catalogues(opened, locale_of("mn"))[0].messages.values()
    assert sum(message.state is State.REVIEWED for message in messages) == made.approved
    # Nobody has signed what the kit itself brings.
    assert not (opened.layers[0] / "locales/mn/reviewed.json").exists()


def test_a_language_with_a_script_has_its_sign_off_in_its_own_folder(
    root: Path, opened: Workspace
) -> None:
    made = approve(opened, "mn-Mong", "B. Dorj", DAY)
    assert Path(made.path) == root / "locales/mn_Mong/reviewed.json"
    assert made.approved > 0


# Names


@pytest.mark.parametrize(
    "name", ["", "   ", "\t\n", "Ma\nria", "Ma\x07ria", "a\u202eb", "a\u200bb", "M" * 201]
)
def test_a_name_that_is_none_is_refused_and_nothing_is_signed(
    root: Path, opened: Workspace, name: str
) -> None:
    before = files(root)
    with pytest.raises(KitError) as caught:
        approve(opened, "tet", name, DAY)
    assert caught.value.hint
    assert files(root) == before


def test_a_hostile_name_never_replaces_an_earlier_sign_off(root: Path, opened: Workspace) -> None:
    approve(opened, "tet", "Maria", DAY, POSTER)
    write(root / PO, catalogue(TEXTS | {"Give today": "Fó raan"}))
    before = (root / SIGN_OFF).read_bytes()
    with pytest.raises(KitError):
        approve(opened, "tet", "M" * 201, DAY)
    assert (root / SIGN_OFF).read_bytes() == before


@pytest.mark.parametrize(
    "name",
    ["M" * 200, '"}, "x": {"', "Мөнх-Эрдэнэ", "សុខា", "O'Neill <b>", "  Maria  ", "\U0001f642"],
)
def test_any_other_name_is_written_and_read_back(root: Path, opened: Workspace, name: str) -> None:
    assert approve(opened, "tet", name, DAY).approved == 3
    assert {review["by"] for review in signed(root).values()} == {name.strip()}
    assert state(opened, "Give today") is State.REVIEWED


def test_a_hostile_name_leaves_a_workspace_without_a_copied_catalogue(
    root: Path, opened: Workspace
) -> None:
    with pytest.raises(KitError):
        approve(opened, "mn", "M" * 201, DAY)
    assert not (root / "locales/mn").exists()


def test_a_name_of_bytes_that_are_no_text_is_refused(run: Run, root: Path) -> None:
    assert root
    # What Python makes of an argument with the byte FF.
    code, _, error = run("approve", "tet", "--by", "Mar\udcffa", "--workspace", "kit")
    assert code in (1, 2)
    assert "hint: " in error


def test_a_hostile_name_is_told_as_a_wrong_argument(root: Path, opened: Workspace) -> None:
    assert root
    with pytest.raises(UsageError) as caught:
        approve(opened, "tet", "M" * 201, DAY)
    assert "--by" in caught.value.hint


def test_a_sign_off_that_cannot_be_read_is_refused_and_stays(root: Path, opened: Workspace) -> None:
    write(root / SIGN_OFF, '{"schema": 2}')
    with pytest.raises(KitError) as caught:
        approve(opened, "tet", "Maria", DAY)
    assert "sign-off cannot be read" in str(caught.value)
    assert (root / SIGN_OFF).read_text() == '{"schema": 2}'


# From the outside


def test_the_command_tells_what_it_signed_and_takes_a_day(run: Run, root: Path) -> None:
    arguments = ("approve", "tet", "--by", "Maria", "--date", "2027-05-01", "--workspace", "kit")
    code, out, error = run(*arguments)
    assert (code, error) == (0, "")
    assert out.startswith(f"kit/{SIGN_OFF}: 3 approved, 0 before\n")
    assert "not approved: missing" in out
    assert {review["on"] for review in signed(root).values()} == {"2027-05-01"}
    assert run(*arguments)[1].startswith(f"kit/{SIGN_OFF}: 0 approved, 3 before\n")


def test_a_name_is_asked_for(run: Run, root: Path) -> None:
    assert root
    assert run("approve", "tet", "--workspace", "kit")[0] == 2
    code, _, error = run("approve", "tet", "--by", " ", "--workspace", "kit")
    assert (code, "hint: --by takes the person" in error) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("xx",), "'xx'"), (("tet", "--product", "poster/none"), "'poster/none'")],
    ids=["language", "product"],
)
def test_an_unknown_language_or_product_ends_with_2_and_what_is_known(
    run: Run, root: Path, arguments: tuple[str, ...], words: str
) -> None:
    before = files(root)
    code, _, error = run("approve", *arguments, "--by", "Maria", "--workspace", "kit")
    assert files(root) == before
    assert code == 2
    assert words in error
    assert "hint: " in error
    assert "mn" in error or "poster/today" in error


def test_drafts_of_the_layer_below_are_signed_or_named(root: Path, opened: Workspace) -> None:
    write(
        root / "locales/mn/LC_MESSAGES/kit.po",
        catalogue({"Give today": "Өнөөдөр өг"}).replace("tet", "mn"),
    )
    made = approve(opened, "mn", "B. Dorj", DAY, "poster/only-people")
    assert made.approved + made.before + len(made.open) > 0
