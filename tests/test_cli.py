"""The command line: what a person types, what comes out, and the exit code."""

import errno
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from kit.export.pdf.metadata import Metadata
from kit.sources.products import product_names
from kit.sources.workspace import open_workspace
from tests.commands import Run
from tests.workspace_samples import TEXTS, catalogue, make_workspace, write

ROOT = Path(__file__).parent.parent


def text_of(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    return text


def test_build_names_the_files_it_made_and_why_they_are_drafts(run: Run, tmp_path: Path) -> None:
    code, out, error = run(
        "build", "mongolia", "--language", "mn", "--product", "poster/only-people"
    )
    assert (code, error) == (0, "")
    assert "out/mongolia/mn/poster-only-people.pdf\tdraft" in out
    assert "not approved by the blood service" in out
    assert (tmp_path / "out/mongolia/mn/poster-only-people.pdf").is_file()


def test_build_tells_a_script_everything_as_json(run: Run) -> None:
    code, out, _ = run(
        "build", "korea", "--language", "ko", "--product", "poster/only-people", "--json"
    )
    report = json.loads(out)
    assert (code, report["exit_code"]) == (0, 0)
    assert report["artefacts"][0]["state"] == "draft"
    assert report["artefacts"][0]["size"] > 1000


def test_list_names_partners_products_and_languages(run: Run) -> None:
    code, out, _ = run("list")
    assert code == 0
    for name in (
        "korea: ko en",
        "mongolia: mn en",
        "tanzania: sw en",
        "brochure/donor",
        "deck/public",
    ):
        assert name in out
    assert json.loads(run("list", "--json")[1])["partners"]["mongolia"] == ["mn", "en"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build", "atlantis"], "unknown partner 'atlantis'"),
        (["build", "mongolia", "--language", "ko"], "unknown language of mongolia 'ko'"),
        (["build", "--product", "poster/none"], "unknown product 'poster/none'"),
        (["build", "--workspace", "nowhere"], "no workspace here"),
        (["list", "--workspace", "."], "no workspace here"),
    ],
)
def test_a_name_that_does_not_exist_ends_with_a_hint_and_code_2(
    run: Run, arguments: list[str], words: str
) -> None:
    code, _, error = run(*arguments)
    assert code == 2
    assert words in error
    assert "hint: " in error
    assert "Traceback" not in error


def test_an_unknown_option_ends_with_code_2(run: Run) -> None:
    assert run("build", "--colour")[0] == 2


@pytest.mark.parametrize("command", ["build", "list", "extract"])
def test_help_has_examples(run: Run, command: str) -> None:
    code, out, _ = run(command, "--help")
    assert code == 0
    assert "Examples:" in out
    assert f"kit {command}" in out


@pytest.mark.parametrize(
    ("file", "content", "words"),
    [
        ("locales/mn/LC_MESSAGES/kit.po", 'msgid "a\nmsgstr "b"\n', "kit.po:1"),
        ("assets/partners/mongolia/partner.toml", "schema = 1\nage = 3\n", "partner.toml"),
        ("assets/partners/mongolia/partner.toml", "schema = [\n", "broken TOML"),
        ("templates/poster/only-people.xml", "<poster>{% if %}</poster>", "only-people.xml:1"),
        ("templates/poster/only-people.xml", "<poster plan='drop'/>", "only-people.xml"),
        ("templates/poster/only-people.xml", "{{ nothing }}", "'nothing' is undefined"),
        ("templates/theme.toml", "[colour]\n", "theme.toml"),
        ("assets/art/hero-hands-arc.svg", "<svg><script/></svg>", "hero-hands-arc.svg"),
        ("assets/fonts/NotoSans/NotoSans-Bold.ttf", "no font", "NotoSans-Bold"),
    ],
)
def test_a_broken_file_gives_one_line_and_a_hint_and_earlier_output_stays(
    run: Run, tmp_path: Path, file: str, content: str, words: str
) -> None:
    arguments = ["build", "mongolia", "--language", "mn", "--product", "poster/only-people"]
    assert run(*arguments)[0] == 0
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*.*")}
    write(tmp_path / "kit.toml", "schema = 1\n")
    write(tmp_path / file, content)
    code, _, error = run(*arguments)
    assert code == 1
    assert words in error
    assert "Traceback" not in error
    assert {path: path.read_bytes() for path in (tmp_path / "out").rglob("*.*")} == before


def test_a_file_in_the_place_of_the_folder_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    code, _, error = run("build", "korea", "--language", "en", "--product", "poster/only-people")
    assert code == 2
    assert "'out' is a file" in error


def test_a_folder_that_cannot_be_made_is_named_with_a_hint(run: Run, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/korea").write_text("a file where a folder must be")
    code, _, error = run("build", "korea", "--language", "en", "--product", "poster/only-people")
    assert code == 1
    assert "out/korea/en" in error
    assert "hint: free some space, or write to another folder" in error


def test_a_full_disk_keeps_the_earlier_file_whole(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ["build", "korea", "--language", "en", "--product", "poster/only-people"]
    run(*arguments)
    before = (tmp_path / "out/korea/en/poster-only-people.pdf").read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    code, _, error = run(*arguments)
    assert code == 1
    assert "no space left on device" in error
    assert [path.name for path in (tmp_path / "out/korea/en").iterdir()] == [
        "poster-only-people.pdf"
    ]
    assert (tmp_path / "out/korea/en/poster-only-people.pdf").read_bytes() == before


def test_final_refuses_unchecked_material_and_says_what_is_lacking(
    run: Run, tmp_path: Path
) -> None:
    code, out, _ = run(
        "build", "tanzania", "--language", "sw", "--product", "poster/only-people", "--final"
    )
    assert code == 1
    assert "not reviewed" in out
    assert "the fact 'phone' is not confirmed" in out
    assert "has not approved" in out
    assert not (tmp_path / "out").exists()


def test_final_prints_checked_material_without_the_draft_mark(run: Run, tmp_path: Path) -> None:
    make_workspace(tmp_path / "kit", is_checked=True)
    arguments = ["build", "timor", "--workspace", "kit", "--product", "poster/today", "--final"]
    code, out, error = run(*arguments)
    assert (code, error) == (0, "")
    assert "out/timor/tet/poster-today.pdf\tfinal" in out
    text = text_of(tmp_path / "out/timor/tet/poster-today.pdf")
    assert "Telefone mai ami: +670 123 4567" in text
    assert "DRAFT" not in text


def test_a_changed_text_is_a_draft_again(run: Run, tmp_path: Path) -> None:
    kit = make_workspace(tmp_path / "kit", is_checked=True)
    changed = catalogue(TEXTS | {"Give today": "Fó raan ohin"})
    write(kit / "locales/tet/LC_MESSAGES/kit.po", changed)
    arguments = ["build", "timor", "--workspace", "kit", "--product", "poster/today"]
    assert run(*arguments, "--final")[0] == 1
    assert run(*arguments)[0] == 0
    assert "DRAFT" in text_of(tmp_path / "out/timor/tet/poster-today.pdf")


def test_a_broken_translation_is_a_finding_and_the_draft_shows_the_source_text(
    run: Run, tmp_path: Path
) -> None:
    kit = make_workspace(tmp_path / "kit")
    changed = catalogue(TEXTS | {"Call us: {phone}": "Telefone: 123"})
    write(kit / "locales/tet/LC_MESSAGES/kit.po", changed)
    code, out, _ = run("build", "timor", "--workspace", "kit", "--product", "poster/today")
    assert code == 1
    line = line_of(kit, "Call us")
    assert f"kit/locales/tet/LC_MESSAGES/kit.po:{line}: the placeholder {{phone}} is missing" in out
    assert "[en] Call us: +670 123 4567" in text_of(tmp_path / "out/timor/tet/poster-today.pdf")


def test_a_text_too_long_is_reported_with_panel_line_and_length(run: Run, tmp_path: Path) -> None:
    kit = make_workspace(tmp_path / "kit")
    long = "Ema barak iha mundu tomak presiza raan loroloron. " * 12
    write(
        kit / "locales/tet/LC_MESSAGES/kit.po",
        catalogue(TEXTS | {"Call us: {phone}": long + "{phone}"}),
    )
    code, out, _ = run("build", "timor", "--workspace", "kit", "--product", "poster/today")
    assert code == 1
    assert f"kit.po:{line_of(kit, 'Call us')}: poster-today, band: the text is" in out
    assert "mm too high" in out
    assert "characters would fit instead of" in out


def test_a_text_cut_to_the_reported_length_fits(run: Run, tmp_path: Path) -> None:
    kit = make_workspace(tmp_path / "kit")
    path = kit / "locales/tet/LC_MESSAGES/kit.po"
    long = "Ema barak iha mundu tomak presiza raan loroloron. " * 12 + "{phone}"
    write(path, catalogue(TEXTS | {"Call us: {phone}": long}))
    code, out, _ = run("build", "timor", "--workspace", "kit", "--product", "poster/today")
    assert code == 1
    fitting = int(re.findall(r"about (\d+) characters would fit", out)[0])
    number = len("+670 123 4567")
    cut = long[: fitting - number - 1] + " {phone}"
    write(path, catalogue(TEXTS | {"Call us: {phone}": cut}))
    code, out, _ = run("build", "timor", "--workspace", "kit", "--product", "poster/today")
    assert (code, "too high" in out) == (0, False)


def test_the_template_catalogue_is_up_to_date(run: Run, tmp_path: Path) -> None:
    make_workspace(tmp_path / "kit")
    code, _, _ = run("extract", "--workspace", "kit")
    assert code == 0
    assert "Call us: {phone}" in (tmp_path / "kit/locales/kit.pot").read_text(encoding="utf-8")
    assert "up to date" in run("extract", "--workspace", "kit", "--check")[1]


def line_of(kit: Path, words: str) -> int:
    lines = (kit / "locales/tet/LC_MESSAGES/kit.po").read_text(encoding="utf-8").splitlines()
    return next(n for n, line in enumerate(lines, 1) if line.startswith(f'msgid "{words}'))


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.*"))
    }


def test_two_builds_under_different_hash_seeds_give_the_same_bytes(tmp_path: Path) -> None:
    for seed, jobs in (("1", "1"), ("2", "2")):
        command = [sys.executable, "-m", "kit", "build", "korea", "--out", seed, "--jobs", jobs]
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    made = {name.partition("/")[2].partition(".")[0] for name in digests(tmp_path / "1")}
    products = {name.replace("/", "-") for name in product_names(open_workspace(None))}
    assert products <= {name.partition("/")[2] for name in made}
    assert digests(tmp_path / "1") == digests(tmp_path / "2")


def test_a_final_file_that_breaks_its_standard_is_not_written(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_workspace(tmp_path / "kit", is_checked=True)
    arguments = ["build", "timor", "--workspace", "kit", "--product", "poster/today", "--jobs", "1"]
    monkeypatch.setattr(Metadata, "_claimed", lambda _: iter(()))
    code, out, _ = run(*arguments, "--final")
    assert code == 1
    assert "poster-today.pdf" in out
    assert "[pdf-claim]" in out
    assert not (tmp_path / "out").exists()
    assert run(*arguments)[0] == 0
