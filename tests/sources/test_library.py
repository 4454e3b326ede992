from datetime import date
from pathlib import Path

import pytest
from sources_samples import BUILTIN, write

from kit.errors import EXIT_USAGE, SourceError, UsageError
from kit.sources.catalogue import Review, State, digest, write_reviewed
from kit.sources.library import Library, language_tags, read_catalogues
from kit.sources.locales import locale_of
from kit.sources.workspace import Workspace, open_workspace

REVIEW = Review("Ana", date(2027, 5, 1))
SIGN_OFF = write_reviewed({digest(None, "Myth", ("Mitu",)): REVIEW}).decode()


def catalogue(root: Path, folder: str, texts: dict[str, str]) -> Path:
    head = f'msgid ""\nmsgstr ""\n"Language: {folder}\\n"\n'
    head += '"Content-Type: text/plain; charset=UTF-8\\n"\n'
    body = "".join(f'\nmsgid "{key}"\nmsgstr "{text}"\n' for key, text in texts.items())
    return write(root, f"locales/{folder}/LC_MESSAGES/kit.po", head + body)


def tags_read(workspace: Workspace, tag: str) -> list[str]:
    return [found.tag for found in read_catalogues(workspace, locale_of(tag))]


def test_a_language_is_known_by_its_catalogue(root: Path) -> None:
    catalogue(root, "zh_Hans", {})
    catalogue(root, "tet", {})
    assert language_tags(open_workspace(root)) == tuple(
        sorted((*language_tags(BUILTIN), "tet", "zh-Hans"))
    )


def test_a_text_of_the_workspace_lies_over_the_built_in_one_and_the_rest_stays(root: Path) -> None:
    path = catalogue(root, "mn", {"Myth": "МИФ"})
    mine = read_catalogues(open_workspace(root), locale_of("mn"))[0]
    built_in = read_catalogues(BUILTIN, locale_of("mn"))[0]
    assert (mine.find("Myth").string, mine.find("Myth").path) == ("МИФ", str(path))
    assert built_in.find("Myth").string != "МИФ"
    assert {key for key in mine.messages if mine.messages[key] != built_in.messages[key]} == {
        (None, "Myth")
    }


def test_texts_are_looked_up_in_the_language_then_in_english(root: Path) -> None:
    catalogue(root, "pt_BR", {})
    assert tags_read(open_workspace(root), "pt-BR") == ["pt-BR", "pt", "en"]
    assert tags_read(BUILTIN, "en") == ["en"]


def test_a_language_without_a_catalogue_is_a_wrong_name() -> None:
    with pytest.raises(UsageError, match="no catalogue for 'tet'") as caught:
        read_catalogues(BUILTIN, locale_of("tet"))
    assert caught.value.exit_code == EXIT_USAGE
    assert caught.value.hint.endswith(", ".join(language_tags(BUILTIN)))


def test_a_sign_off_counts_for_the_catalogue_beside_it_only(root: Path) -> None:
    catalogue(root, "tet", {"Myth": "Mitu", "Fact": "Faktu"})
    write(root, "locales/tet/reviewed.json", SIGN_OFF)
    found = read_catalogues(open_workspace(root), locale_of("tet"))[0]
    assert (found.find("Myth").state, found.find("Fact").state) == (State.REVIEWED, State.DRAFT)
    built_in_text = read_catalogues(BUILTIN, locale_of("mn"))[0].find("Myth").string
    approved = {digest(None, "Myth", (built_in_text,)): REVIEW}
    catalogue(root, "mn", {})
    write(root, "locales/mn/reviewed.json", write_reviewed(approved).decode())
    mn = read_catalogues(open_workspace(root), locale_of("mn"))[0]
    assert mn.find("Myth").state is State.DRAFT


def test_a_sign_off_from_outside_the_workspace_does_not_count(root: Path) -> None:
    catalogue(root, "tet", {"Myth": "Mitu"})
    outside = write(root.parent, f"{root.name}-outside/reviewed.json", SIGN_OFF)
    (root / "locales/tet/reviewed.json").symlink_to(outside)
    found = read_catalogues(open_workspace(root), locale_of("tet"))[0]
    assert found.find("Myth").state is State.DRAFT


def test_a_broken_sign_off_is_refused(root: Path) -> None:
    catalogue(root, "tet", {})
    write(root, "locales/tet/reviewed.json", "{")
    with pytest.raises(SourceError, match="sign-off"):
        read_catalogues(open_workspace(root), locale_of("tet"))


def test_languages_share_the_catalogue_that_they_fall_back_to() -> None:
    library = Library(BUILTIN)
    swahili, korean = (library.catalogues(locale_of(tag)) for tag in ("sw", "ko"))
    assert swahili[-1] is korean[-1]
    assert swahili == read_catalogues(BUILTIN, locale_of("sw"))
