from pathlib import Path

import pytest
from sources_samples import BUILTIN, write

from kit.errors import SourceError
from kit.sources.gallery import Gallery
from kit.sources.workspace import open_workspace

INDEX = "assets/art/index.toml"
ARROW = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">'
    '<path d="M0 0H20V10Z" fill="#112233"/></svg>'
)


def test_every_built_in_drawing_can_be_read() -> None:
    gallery = Gallery(BUILTIN)
    for name in BUILTIN.names("assets/art/*.svg"):
        assert gallery.illustration(Path(name).stem).name == Path(name).stem
    for name in BUILTIN.names("assets/art/pictograms/*.svg"):
        assert gallery.pictogram(Path(name).stem).name == f"pictograms/{Path(name).stem}"


def test_the_index_says_what_may_be_mirrored_and_what_stands() -> None:
    gallery = Gallery(BUILTIN)
    assert not gallery.illustration("hero-people-drop").stands
    assert gallery.illustration("family").stands
    assert not gallery.pictogram("fact").may_mirror
    assert gallery.pictogram("act-web").may_mirror


def test_a_drawing_of_the_workspace_wins_and_new_ones_are_added(root: Path) -> None:
    write(root, "assets/art/family.svg", ARROW)
    write(root, "assets/art/pictograms/arrow.svg", ARROW)
    write(root, INDEX, "[pictograms.arrow]\nmirror = false\n[family]\nstands = false\n")
    gallery = Gallery(open_workspace(root))
    assert (gallery.illustration("family").width, gallery.illustration("family").stands) == (
        20,
        False,
    )
    assert not gallery.pictogram("arrow").may_mirror


def test_an_index_of_the_workspace_keeps_what_the_built_in_one_says(root: Path) -> None:
    write(root, INDEX, "[pictograms.arrow]\nmirror = true\n")
    assert not Gallery(open_workspace(root)).pictogram("fact").may_mirror


def test_a_drawing_is_read_once(root: Path) -> None:
    path = write(root, "assets/art/arrow.svg", ARROW)
    gallery = Gallery(open_workspace(root))
    first = gallery.illustration("arrow")
    path.unlink()
    assert gallery.illustration("arrow") is first


def test_a_name_without_a_drawing_is_refused_with_a_hint() -> None:
    with pytest.raises(SourceError, match="no art called 'unicorn'") as caught:
        Gallery(BUILTIN).illustration("unicorn")
    assert INDEX in caught.value.hint


def test_a_name_that_leads_out_is_refused() -> None:
    with pytest.raises(SourceError, match="leads out of the workspace"):
        Gallery(BUILTIN).illustration("../../../secret")


@pytest.mark.parametrize("text", ["family = 3", "pictograms = 3", "[pictograms]\nfact = 3"])
def test_an_index_entry_that_is_no_table_is_refused_by_file(root: Path, text: str) -> None:
    path = write(root, INDEX, text)
    with pytest.raises(SourceError, match="not a table") as caught:
        Gallery(open_workspace(root))
    assert str(caught.value).startswith(str(path))


def test_a_logo_is_the_partners_own_and_never_mirrored(root: Path) -> None:
    write(root, "assets/partners/mongolia/logo.svg", ARROW)
    gallery = Gallery(open_workspace(root))
    logo = gallery.logo("mongolia")
    assert logo is not None
    assert not logo.may_mirror
    assert gallery.logo("korea") is None
