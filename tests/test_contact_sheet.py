"""The contact sheet: one picture of all printed pages, each where its row and column meet."""

import io
import sys
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from kit import cli
from kit.export.contact_sheet import SheetRow, contact_sheet
from kit.sources.products import product_names
from kit.sources.workspace import open_workspace

FONT = Path(__file__).parent.parent / "assets/fonts/NotoSans/NotoSans-Bold.ttf"
# A script in columns comes in one poster only: the other cells of its column are empty.
LANGUAGES = ("mn", "mn-Mong")
STEMS = tuple(
    f"{name.replace('/', '-')}-black"
    for name in product_names(open_workspace(None))
    if not name.startswith("deck/")
)
ONLY = "poster-only-people-black"
TABLE = (0xE6, 0xE1, 0xDD)
WIDTH, GAP, PAGE_GAP, HEAD, ROW_HEAD = 300, 18, 6, 44, 32


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["kit", *arguments])
    with pytest.raises(SystemExit) as end:
        cli.main()
    return int(end.value.code or 0)


@dataclass(frozen=True)
class Sheet:
    """A contact sheet as `kit build` made it, and the folder of its files."""

    folder: Path
    content: bytes
    code: int

    @property
    def image(self) -> Image.Image:
        return Image.open(io.BytesIO(self.content)).convert("RGB")

    def file(self, language: str, stem: str) -> bytes | None:
        path = self.folder / language / f"{stem}.pdf"
        return path.read_bytes() if path.is_file() else None


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    out = tmp_path_factory.mktemp("sheet")
    arguments = [part for tag in LANGUAGES for part in ("--language", tag)]
    with pytest.MonkeyPatch.context() as patch:
        code = run(
            patch, "build", "mongolia", *arguments, "--edition", "black", "--jobs", "1",
            "--out", str(out), "--contact-sheet",
        )  # fmt: skip
    return Sheet(out / "mongolia", (out / "mongolia/contact-sheet.png").read_bytes(), code)


def thumbnails(content: bytes | None) -> list[Image.Image]:
    if content is None:
        return []
    with pypdfium2.PdfDocument(content) as pdf:
        return [page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB") for page in pdf]


def heights(made: Sheet) -> list[int]:
    """Return how high the cells of each row are."""
    return [
        max(
            sum(page.height + PAGE_GAP for page in thumbnails(made.file(language, stem))) or 1
            for language in LANGUAGES
        )
        for stem in STEMS
    ]


def corner(made: Sheet, row: int, column: int) -> tuple[int, int]:
    """Return where the first page of a cell begins."""
    above = sum(high + ROW_HEAD + GAP for high in heights(made)[:row])
    return GAP + column * (WIDTH + GAP), HEAD + above + ROW_HEAD


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference of all pixels, from 0 to 255."""
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3


def test_the_command_line_makes_one_sheet_for_the_partner(sheet: Sheet) -> None:
    assert sheet.code == 0
    with Image.open(io.BytesIO(sheet.content)) as image:
        assert image.format == "PNG"
        image.verify()
    assert sorted(path.name for path in sheet.folder.iterdir()) == [
        "contact-sheet.png", *LANGUAGES,
    ]  # fmt: skip


def test_a_sheet_is_a_grid_of_languages_across_and_products_down(sheet: Sheet) -> None:
    width = GAP + len(LANGUAGES) * (WIDTH + GAP)
    height = HEAD + sum(high + ROW_HEAD + GAP for high in heights(sheet))
    assert sheet.image.size == (width, height)


def test_every_page_stands_in_its_cell_as_it_looks(sheet: Sheet) -> None:
    image = sheet.image
    shown = 0
    for row, stem in enumerate(STEMS):
        for column, language in enumerate(LANGUAGES):
            x, y = corner(sheet, row, column)
            for page in thumbnails(sheet.file(language, stem)):
                cell = image.crop((x, y, x + page.width, y + page.height))
                assert difference(cell, page) < 2, (language, stem)
                y += page.height + PAGE_GAP
                shown += 1
    # Two brochures of two pages and six posters, and the one poster in columns.
    assert shown == 2 * 2 + 6 + 1


def test_pages_of_other_cells_would_not_pass_for_each_other(sheet: Sheet) -> None:
    first, second = (thumbnails(sheet.file("mn", stem))[0] for stem in STEMS[-2:])
    assert difference(first, second.resize(first.size)) > 10


def test_a_product_that_a_language_does_not_have_leaves_its_cell_empty(sheet: Sheet) -> None:
    image = sheet.image
    for row, (stem, high) in enumerate(zip(STEMS, heights(sheet), strict=True)):
        x, y = corner(sheet, row, 1)
        cell = image.crop((x, y, x + WIDTH, y + high))
        assert (cell.getcolors() == [(WIDTH * high, TABLE)]) == (stem != ONLY), stem


def test_columns_and_rows_are_labelled(sheet: Sheet) -> None:
    image = sheet.image
    for column in range(len(LANGUAGES)):
        x = GAP + column * (WIDTH + GAP)
        assert is_written(image.crop((x, 8, x + 100, HEAD - 4)))
    for row in range(len(STEMS)):
        x, y = corner(sheet, row, 0)
        assert is_written(image.crop((x, y - ROW_HEAD, x + 200, y - 2)))
    assert not is_written(image.crop((image.width - GAP + 2, 0, image.width, image.height)))


def is_written(picture: Image.Image) -> bool:
    return picture.convert("L").getextrema()[0] < 100


def test_the_same_files_give_the_same_bytes(sheet: Sheet) -> None:
    rows = [
        SheetRow(stem, tuple(sheet.file(language, stem) for language in LANGUAGES))
        for stem in STEMS
    ]
    assert contact_sheet(LANGUAGES, rows, FONT) == sheet.content
    assert contact_sheet(LANGUAGES, rows, FONT) == sheet.content


def test_one_page_alone_makes_a_small_sheet(sheet: Sheet) -> None:
    content = sheet.file("mn", ONLY)
    made = contact_sheet(("mn",), [SheetRow(ONLY, (content,))], FONT)
    (page,) = thumbnails(content)
    image = Image.open(io.BytesIO(made)).convert("RGB")
    high = page.height + PAGE_GAP + HEAD + ROW_HEAD + GAP
    assert image.size == (WIDTH + 2 * GAP, high)
    cell = image.crop((GAP, HEAD + ROW_HEAD, GAP + WIDTH, HEAD + ROW_HEAD + page.height))
    assert difference(cell, page) < 2


def test_each_partner_has_a_sheet_of_its_own_and_its_path_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    code = run(
        monkeypatch, "build", "korea", "mongolia", "--language", "en", "--jobs", "1",
        "--product", "poster/a-gift", "--size", "a4", "--contact-sheet",
    )  # fmt: skip
    out = capsys.readouterr().out.splitlines()
    assert code == 0
    for partner in ("korea", "mongolia"):
        assert f"out/{partner}/contact-sheet.png" in out
        assert (tmp_path / f"out/{partner}/contact-sheet.png").stat().st_size > 1000


def test_a_deck_without_a_hand_out_makes_no_sheet(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    deck = ("--product", "deck/public", "--handout", "none")
    arguments = ("--language", "en", *deck, "--contact-sheet")
    assert run(monkeypatch, "build", "korea", *arguments) == 0
    assert list(tmp_path.rglob("*.png")) == []
