"""A visitor kit as a whole: what is in the archive, in which state, and what can be made of it."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from kit import __version__
from kit.build import Request, build
from kit.export.archive import MANIFEST
from kit.home import workspace_members
from kit.preflight.archive import verify_archive, verify_folder
from kit.sources.workspace import open_workspace
from tests.pack_samples import DAY, NAMES, Sample, oasis, tanzania
from tests.workspace_samples import write

ROOT = Path(__file__).parent.parent
DONOR = "brochure/donor"
DECKS = ("action-plan", "visitor-general")
UNSEEN = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"))
LIMIT = 600_000  # bytes: more than any file of the kit has, less than the whole kit

# Stands in for a full disk, which cannot be had without rights: no file may grow beyond a limit.
SMALL_DISK = f"""
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, ({LIMIT}, {LIMIT}))
from kit.cli import main
main()
"""


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return tanzania(tmp_path_factory)


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return oasis(tmp_path_factory)


def text_of(path: Path) -> str:
    """Return the words of a PDF with single spaces, and without what nobody sees."""
    pdf = pypdfium2.PdfDocument(path)
    text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    return " ".join(text.translate(UNSEEN).split())


def names_in(archive: Path) -> list[str]:
    with zipfile.ZipFile(archive) as file:
        return file.namelist()


# What is in it


def test_the_archive_is_named_after_partner_day_and_state_and_holds_one_folder(kit: Sample) -> None:
    assert kit.archive.name == "kit-tanzania-2027-05-10-draft.zip"
    assert {name.partition("/")[0] for name in names_in(kit.archive)} == {kit.archive.stem}
    assert names_in(kit.archive)[0] == f"{kit.archive.stem}/{MANIFEST}"


@pytest.mark.parametrize("language", ["sw", "en"])
def test_each_language_has_products_papers_and_certificates(kit: Sample, language: str) -> None:
    folder = kit.unpacked / language
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
    decks = {f"deck-{deck}{end}" for deck in DECKS for end in (".pptx", "-handout.pdf")}
    products = {"brochure-donor.pdf", "poster-only-people.pdf"}
    papers = {"letter.pdf", "programme.pdf", "action-plan.pdf"}
    people = {"certificates/Asha-Mushi.pdf", "certificates/Juma-Kessy.pdf"}
    assert found == decks | products | papers | people


def test_without_a_programme_there_is_no_empty_sheet_of_it(arabic: Sample) -> None:
    assert (arabic.unpacked / "ar/letter.pdf").is_file()
    assert not list(arabic.unpacked.rglob("programme.pdf"))


def test_the_programme_is_in_the_readers_language_as_far_as_it_is_there(kit: Sample) -> None:
    swahili, english = (text_of(kit.unpacked / tag / "programme.pdf") for tag in ("sw", "en"))
    assert "Makaribisho na utangulizi" in swahili
    assert "A day at the blood centre" in swahili
    assert "Welcome and introduction" in english
    assert "Makaribisho" not in english
    for text in (swahili, english):
        assert text.index("09:30") < text.index("A day at") < text.index("16:00")


def test_the_letter_has_the_notes_and_whom_to_write_to(kit: Sample) -> None:
    text = text_of(kit.unpacked / "en/letter.pdf")
    for words in ("Please bring the figures", "International team", "visits@example.org"):
        assert words in text


def test_the_visit_lies_in_it_as_it_was_written(kit: Sample) -> None:
    assert (kit.unpacked / "visit.toml").read_bytes() == kit.visit.read_bytes()


def test_licences_of_all_fonts_that_are_needed_are_there(arabic: Sample) -> None:
    found = {path.name for path in (arabic.unpacked / "licences").iterdir()}
    assert {"LICENSE.txt", "LICENSE-CONTENT.txt", "NotoSans-OFL.txt", "icc-LICENSE.txt"} <= found
    assert "NotoSansArabic-OFL.txt" in found


# Manifest and state


def manifest_of(sample: Sample) -> dict:
    return json.loads((sample.unpacked / MANIFEST).read_bytes())


def test_the_manifest_says_what_the_kit_is(kit: Sample) -> None:
    said = manifest_of(kit)
    assert (said["kit"], said["state"]) == (__version__, "draft")
    assert said["partners"] == ["tanzania"]
    assert said["languages"] == ["sw", "en"]
    assert said["themes"] == ["general"]


def test_the_manifest_lists_every_file_with_size_and_digest(kit: Sample) -> None:
    listed = {each["name"]: (each["size"], each["sha256"]) for each in manifest_of(kit)["files"]}
    there = {
        path.relative_to(kit.unpacked).as_posix(): (
            path.stat().st_size,
            hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in kit.unpacked.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    assert listed == there
    assert len(listed) == len(names_in(kit.archive)) - 1


def test_a_kit_is_as_it_was_packed(kit: Sample, arabic: Sample) -> None:
    for sample in (kit, arabic):
        assert verify_archive(sample.archive) == ()
        assert verify_folder(sample.unpacked) == ()


def test_a_draft_says_so_in_name_index_and_manifest(kit: Sample) -> None:
    assert kit.archive.stem.endswith("-draft")
    assert manifest_of(kit)["state"] == "draft"
    for page in ("index.html", "index-en.html"):
        assert 'class="draft"' in (kit.unpacked / page).read_text(encoding="utf-8")
    for paper in ("letter", "programme", "action-plan", "certificates/Asha-Mushi"):
        assert "DRAFT" in text_of(kit.unpacked / f"en/{paper}.pdf")


def test_another_run_gives_the_same_bytes(arabic: Sample, tmp_path: Path) -> None:
    """Sets have another order in a process with another seed."""
    seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    done = subprocess.run(
        [sys.executable, "-m", "kit", *arabic.command, "--out", str(tmp_path), "--json"],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
        capture_output=True,
        timeout=120,
    )
    again = tmp_path / arabic.archive.name
    assert again.read_bytes() == arabic.archive.read_bytes()
    assert json.loads(done.stdout) == {
        "path": str(again),
        "state": "draft",
        "files": len(manifest_of(arabic)["files"]),
        "size": again.stat().st_size,
        "findings": [],
        "failures": [],
    }


# Where it cannot be written


def test_a_full_disk_leaves_the_earlier_archive_and_nothing_else(
    arabic: Sample, tmp_path: Path
) -> None:
    assert arabic.archive.stat().st_size > LIMIT
    earlier = tmp_path / arabic.archive.name
    earlier.write_bytes(b"earlier")
    done = subprocess.run(
        [sys.executable, "-c", SMALL_DISK, *arabic.command, "--out", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert f"kit: {earlier}: file too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == [earlier]
    assert earlier.read_bytes() == b"earlier"


# To go on at home


def test_the_workspace_has_the_words_the_facts_and_the_templates(arabic: Sample) -> None:
    workspace = arabic.unpacked / "workspace"
    for name in (
        "locales/ar/LC_MESSAGES/kit.po",
        "locales/en/LC_MESSAGES/kit.po",
        "locales/kit.pot",
        "locales/glossary.csv",
        "templates/brochure/donor.xml",
        "templates/content/foot.xml",
    ):
        assert (workspace / name).is_file(), name
    for name in ("assets/partners/oasis/partner.toml", "assets/sources.toml"):
        assert (workspace / name).read_bytes() == (arabic.workspace / name).read_bytes()
    assert not (workspace / "assets/partners/korea").exists()


def built(workspace: Path, out: Path) -> bytes:
    """Return the donor brochure in Swahili, made in the workspace of the kit."""
    report = build(
        Request(
            workspace=workspace,
            out=out,
            partners=("tanzania",),
            languages=("sw",),
            products=(DONOR,),
            day=DAY,
        )
    )
    assert report.failures == ()
    (artefact,) = report.artefacts
    return Path(artefact.path).read_bytes()


def test_the_workspace_makes_the_same_brochure(kit: Sample, tmp_path: Path) -> None:
    packed = (kit.unpacked / "sw/brochure-donor.pdf").read_bytes()
    assert built(kit.unpacked / "workspace", tmp_path) == packed


def test_a_changed_phone_number_changes_just_that(kit: Sample, tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    shutil.copytree(kit.unpacked / "workspace", workspace)
    profile = workspace / "assets/partners/tanzania/partner.toml"
    text = profile.read_text(encoding="utf-8")
    (old,) = re.findall(r'\[fact\.phone\]\nvalue = "(.+)"', text)
    new = old[:-3] + "999"
    profile.write_text(text.replace(f'value = "{old}"', f'value = "{new}"'), encoding="utf-8")
    built(workspace, tmp_path / "out")
    before = text_of(kit.unpacked / "sw/brochure-donor.pdf")
    after = text_of(tmp_path / "out/tanzania/sw/brochure-donor.pdf")
    assert old in before
    assert after == before.replace(old, new) != before


def test_art_and_templates_of_a_workspace_go_home_but_not_other_partners_files(
    tmp_path: Path,
) -> None:
    mine = ("assets/art/here.svg", "assets/fonts/Own/Own.ttf", "templates/theme.toml")
    mine = (*mine, "templates/visits.toml", "templates/plan/own.xml")
    others = ("assets/partners/kenya/partner.toml", "assets/art/.DS_Store", "notes.txt")
    for name in ("kit.toml", *mine, *others):
        write(tmp_path / name, "schema = 1\n")
    members = workspace_members(open_workspace(tmp_path), ["tanzania"], ["sw"])
    names = [member.name.removeprefix("workspace/") for member in members]
    assert set(mine) <= set(names)
    assert not set(others) & set(names)
    assert len(set(names)) == len(names)


def test_colours_of_a_workspace_go_home_with_the_kit(tmp_path: Path) -> None:
    write(tmp_path / "kit.toml", 'schema = 1\n\n[theme.colour]\namber = "#FFC857"\n')
    members = workspace_members(open_workspace(tmp_path), ["tanzania"], ["sw"])
    (settings,) = (member for member in members if member.name == "workspace/kit.toml")
    with settings.open() as file:
        assert b"#FFC857" in file.read()


# Certificates


def test_each_person_has_a_certificate_under_a_safe_name(arabic: Sample) -> None:
    for language in ("ar", "en"):
        folder = arabic.unpacked / language / "certificates"
        assert {path.name for path in folder.iterdir()} == {
            f"{name}.pdf" for name in NAMES.values()
        }
    assert all(".." not in name and "<" not in name for name in names_in(arabic.archive))


@pytest.mark.parametrize("name", NAMES)
def test_the_name_stands_on_the_certificate_as_it_was_given(arabic: Sample, name: str) -> None:
    in_arabic, in_english = (
        text_of(arabic.unpacked / tag / f"certificates/{NAMES[name]}.pdf") for tag in ("ar", "en")
    )
    # Where both directions meet, readers differ in the order that they give.
    assert letters(name) <= letters(in_arabic)
    assert letters(name) <= letters(in_english)
    if not any(unicodedata.bidirectional(sign) == "AL" for sign in name):
        assert name in in_english
    assert not [other for other in NAMES if other != name and other in in_english]


def letters(text: str) -> Counter[str]:
    whole = unicodedata.normalize("NFKC", text)
    return Counter(sign for sign in whole if unicodedata.category(sign)[0] in "LMN")
