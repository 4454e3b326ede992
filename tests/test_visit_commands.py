"""The commands for visits as a person types them: new-visit, pack, verify and redraw-form."""

import datetime
import errno
import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from kit.document.compose import compose
from kit.export import archive as archives
from kit.papers import drawn_sheet
from kit.preflight.archive import HINTS
from kit.sources.visit import HostContact, Visit
from kit.stages import Desk, Job, bench_of
from tests.commands import Run
from tests.pack_samples import DAY, Sample, oasis

pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")

CHANGED = "ar/letter.pdf"
SCALE = 3.0
INK = 120  # grey: darker is ink
LEAST = 50  # points of the picture: less is no word
TYPED = {
    "km": ("សុខ ដារ៉ា", "ការបរិច្ចាគឈាមសង្គ្រោះជីវិត"),
    "my": ("ဒေါ်ခင်ခင်", "သွေးလှူဒါန်းခြင်းသည် အသက်ကယ်သည်"),
}
PARTNERS = {"km": "cambodia", "my": "myanmar"}


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return oasis(tmp_path_factory)


# new-visit


def test_a_new_visit_can_be_packed_when_its_days_are_filled_in(run: Run, tmp_path: Path) -> None:
    assert run("new-visit", "may", "uganda") == (0, "may/visit.toml\n", "")
    code, _, error = run("pack", "may/visit.toml")
    assert (code, error.splitlines()[0][:31]) == (1, "kit: may/visit.toml, first: no ")
    assert not (tmp_path / "out").exists()


# pack


def test_a_final_kit_with_unchecked_texts_is_refused_and_all_is_listed(
    run: Run, kit: Sample, tmp_path: Path
) -> None:
    code, out, _ = run(*kit.command, "--final", "--json")
    report = json.loads(out)
    assert (code, report["path"], report["files"], report["size"]) == (1, "", 0, 0)
    assert not list(tmp_path.rglob("*.zip"))
    codes = {finding["code"] for finding in report["findings"]}
    assert codes == {"release.message", "release.fact", "release.approval"}
    assert any("phone" in str(each) for each in report["findings"])
    assert any("Skip to the files" in str(each) for each in report["findings"])


CONFIRMED = 'confirmed = { by = "L. Haddad", on = 2027-05-01 }'


@pytest.fixture
def confirmed(run: Run, kit: Sample, tmp_path: Path) -> Path:
    """A workspace in which every English text is approved and every fact confirmed."""
    workspace = tmp_path / "mine"
    shutil.copytree(kit.workspace, workspace)
    profile = workspace / "assets/partners/oasis/partner.toml"
    text = profile.read_text(encoding="utf-8").replace('["ar", "en"]', '["en"]')
    text = text.replace('sources = ["tl-visit"]', f'sources = ["tl-visit"]\n{CONFIRMED}')
    approved = CONFIRMED.replace("confirmed", "approved")
    profile.write_text(text.replace("[service]", f"{approved}\n\n[service]"), encoding="utf-8")
    assert run("approve", "en", "--by", "L. Haddad", "--workspace", str(workspace))[0] == 0
    return workspace


def test_a_kit_that_is_read_and_confirmed_is_final_and_nothing_in_it_says_draft(
    run: Run, kit: Sample, confirmed: Path, tmp_path: Path
) -> None:
    code, out, error = run("pack", str(kit.visit), "--workspace", str(confirmed), "--final")
    assert (code, error) == (0, "")
    path = Path(out.split("\t")[0])
    assert path.name == "kit-oasis-2027-05-10.zip"
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "home")
    (root,) = (tmp_path / "home").iterdir()
    assert 'class="draft"' not in (root / "index.html").read_text(encoding="utf-8")
    papers = sorted(root.glob("en/**/*.pdf"))
    assert len(papers) > len(kit.visit.read_text(encoding="utf-8").split("[[visitor]]")) - 1
    for paper in papers:
        reader = pypdf.PdfReader(paper)
        assert not any("DRAFT" in page.extract_text().upper() for page in reader.pages), paper


def test_a_kit_with_a_name_that_does_not_fit_is_no_final_one(
    run: Run, kit: Sample, confirmed: Path, tmp_path: Path
) -> None:
    text = kit.visit.read_text(encoding="utf-8").replace("CON", "Wolfeschlegel" * 8)
    (tmp_path / "visit.toml").write_text(text, encoding="utf-8")
    code, out, _ = run("pack", "visit.toml", "--workspace", str(confirmed))
    made = out.splitlines()[-1].split("\t")
    assert (code, made[:2]) == (1, ["out/kit-oasis-2027-05-10-draft.zip", "draft"])
    assert "visit.toml, visitor.5.name: sheet/certificate, name: " in out


WRONG = {
    "visit.toml, theme: unknown key": ("themes =", "theme ="),
    "visit.toml, visitor.1.names: unknown key": ("]]\nname =", "]]\nnames ="),
    "unknown theme 'generall'": ('["general"]', '["generall"]'),
    "unknown partner 'oases'": ('["oasis"]', '["oases"]'),
    "2027-05-01 is before the first day": ("last = 2027-05-12", "last = 2027-05-01"),
    "visit.toml: ": ("last = 2027-05-12", "last = "),
}


@pytest.mark.parametrize("words", WRONG)
def test_a_wrong_visit_is_one_clear_line_and_nothing_is_written(
    run: Run, kit: Sample, tmp_path: Path, words: str
) -> None:
    text = kit.visit.read_text(encoding="utf-8")
    wrong = text.replace(*WRONG[words], 1)
    assert wrong != text
    (tmp_path / "visit.toml").write_text(wrong, encoding="utf-8")
    code, out, error = run("pack", "visit.toml", "--workspace", kit.workspace)
    first, *hints = error.splitlines()
    assert (code, out) == (1, "")
    assert first.startswith("kit: ")
    assert words in first
    assert all(line.startswith("  hint: ") for line in hints)
    assert len(hints) <= 1
    assert list(tmp_path.iterdir()) == [tmp_path / "visit.toml"]


def test_a_theme_whose_deck_has_no_slides_is_one_clear_line(
    run: Run, kit: Sample, tmp_path: Path
) -> None:
    workspace = tmp_path / "mine"
    shutil.copytree(kit.workspace, workspace)
    themes = workspace / "templates/visits.toml"
    text = themes.read_text(encoding="utf-8").replace("deck/action-plan", "deck/template")
    themes.write_text(text, encoding="utf-8")
    code, out, error = run("pack", str(kit.visit), "--workspace", str(workspace))
    assert (code, out, error.splitlines()[0]) == (
        1,
        "",
        "kit: deck/template: the deck has no slides",
    )
    assert not list(tmp_path.rglob("*.zip"))


def test_a_folder_that_cannot_be_written_gets_no_half_archive(
    run: Run, kit: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(archives.tempfile, "mkstemp", refuse)
    code, out, error = run(*kit.command)
    assert (code, out) == (1, "")
    first, hint = error.splitlines()
    assert first == f"kit: out/{kit.archive.name}: read-only file system"
    assert hint.startswith("  hint: ")
    assert list((tmp_path / "out").iterdir()) == []


# verify


def byte_changed(folder: Path) -> None:
    content = bytearray((folder / CHANGED).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / CHANGED).write_bytes(content)


def missing(folder: Path) -> None:
    (folder / CHANGED).unlink()


def added(folder: Path) -> None:
    (folder / "ar/more.pdf").write_bytes(b"more")


def renamed(folder: Path) -> None:
    (folder / CHANGED).rename(folder / "ar/brief.pdf")


CHANGES = {
    "archive.changed": byte_changed,
    "archive.missing": missing,
    "archive.added": added,
    "archive.renamed": renamed,
}


@pytest.fixture
def changed(kit: Sample, tmp_path: Path) -> Callable[[Callable[[Path], None]], tuple[Path, Path]]:
    """Changes a copy of the kit; returns its folder, and an archive of it."""

    def changed(change: Callable[[Path], None]) -> tuple[Path, Path]:
        folder = tmp_path / kit.unpacked.name
        shutil.copytree(kit.unpacked, folder)
        change(folder)
        packed = shutil.make_archive(str(tmp_path / "kit"), "zip", tmp_path, folder.name)
        return folder, Path(packed)

    return changed


def test_a_kit_as_it_was_packed_is_said_to_be_so(run: Run, kit: Sample) -> None:
    for path in (kit.archive, kit.unpacked):
        assert run("verify", path) == (0, f"{path}: as it was packed\n", "")
    assert json.loads(run("verify", kit.archive, "--json")[1]) == []


def test_a_kit_that_another_program_packed_again_is_whole(run: Run, changed) -> None:
    for path in changed(lambda _: None):
        assert run("verify", path)[0] == 0


@pytest.mark.parametrize("code", CHANGES)
def test_one_change_is_found_and_only_that(run: Run, changed, code: str) -> None:
    for path in changed(CHANGES[code]):
        exit_code, out, _ = run("verify", path, "--json")
        findings = json.loads(out)
        assert exit_code == 1
        assert [finding["code"] for finding in findings] == [code]
        assert findings[0]["hint"] == HINTS[code]
        exit_code, out, error = run("verify", path)
        assert (exit_code, error) == (1, "")
        assert out.splitlines()[-1] == f"{path}: not as it was packed"
        assert out.count("error: ") == out.count(f"[{code}]") == 1


def test_what_is_no_kit_is_one_clear_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"no archive")
    code, out, _ = run("verify", "a.zip")
    assert (code, out.count("[archive.zip]")) == (1, 1)
    code, _, error = run("verify", "b.zip")
    assert (code, error.splitlines()[0]) == (1, "kit: b.zip: no such file or directory")


# The action plan, filled in


def plan(language: str) -> bytes:
    """Return the empty action plan of a visit in a language."""
    partner = PARTNERS[language]
    visit = Visit(
        "visit.toml", (partner,), DAY, DAY, ("general",), (language,), host=HostContact("Team")
    )
    job = Job(None, Path(), partner, language, (), False, datetime.date(2027, 5, 10))
    bench = bench_of(job, Desk(None))
    material = replace(bench.material, visit=visit)
    document, broken = compose(material, "sheet/plan")
    content, found = drawn_sheet(document, bench, is_draft=True)
    assert (broken, found) == ((), ())
    return content


@pytest.fixture(scope="module")
def plans() -> dict[str, bytes]:
    return {language: plan(language) for language in TYPED}


def fields_of(content: bytes) -> dict[str, tuple[float, float, float, float, bool]]:
    """Return the place of each field in points, and whether it takes several lines."""
    with pikepdf.open(BytesIO(content)) as pdf:
        widgets = [each for page in pdf.pages for each in page.obj.get("/Annots", [])]
        return {
            str(each.T): (*map(float, each.Rect), bool(int(each.get("/Ff", 0)) & 1 << 12))
            for each in widgets
            if str(each.Subtype) == "/Widget"
        }


def typed(content: bytes, values: dict[str, str]) -> bytes:
    """Fill the form in with the program of others."""
    out = pypdf.PdfWriter(clone_from=BytesIO(content))
    out.update_page_form_field_values(None, values, auto_regenerate=False)
    saved = BytesIO()
    out.write(saved)
    return saved.getvalue()


def ink(content: bytes) -> dict[str, int]:
    """Return how many dark points each field shows."""
    document = pypdfium2.PdfDocument(content)
    document.init_forms()
    page = document[0]
    shown = page.render(scale=SCALE, may_draw_forms=True).to_pil().convert("L")
    height = page.get_height()
    found = {}
    for name, (left, low, right, high, _) in fields_of(content).items():
        edges = (left, height - high, right, height - low)
        part = shown.crop(tuple(round(edge * SCALE) for edge in edges))
        found[name] = sum(part.histogram()[:INK])
    document.close()
    return found


@pytest.mark.parametrize("language", TYPED)
def test_the_fields_of_the_plan_have_names_for_programs_and_labels_for_people(
    plans: dict[str, bytes], language: str
) -> None:
    fields = pypdf.PdfReader(BytesIO(plans[language])).get_fields()
    assert len(fields) > 8
    assert all(name.isascii() and "." not in name for name in fields)
    assert list(fields) == list(pypdf.PdfReader(BytesIO(plans["km"])).get_fields())
    assert all(field["/TU"].strip() for field in fields.values())
    assert any(ord(sign) > 0x1000 for field in fields.values() for sign in field["/TU"])


@pytest.mark.parametrize("language", TYPED)
def test_what_was_typed_is_drawn_anew_and_still_there(
    run: Run, plans: dict[str, bytes], tmp_path: Path, language: str
) -> None:
    short, long = TYPED[language]
    fields = fields_of(plans[language])
    # Fields for a number are too low and narrow for words.
    wide = {name: place for name, place in fields.items() if place[2] - place[0] > 150}
    values = {name: long if place[4] else short for name, place in wide.items()}
    assert len(values) > 5
    form = tmp_path / "plan.pdf"
    form.write_bytes(typed(plans[language], values))
    assert run("redraw-form", "plan.pdf", "--out", "drawn.pdf") == (0, "drawn.pdf\n", "")
    drawn = (tmp_path / "drawn.pdf").read_bytes()
    found = pypdf.PdfReader(BytesIO(drawn)).get_form_text_fields()
    assert {name: value for name, value in found.items() if value} == values
    before, by_others, after = map(ink, (plans[language], form.read_bytes(), drawn))
    assert {name for name in fields if after[name] > before[name] + LEAST} == set(values)
    assert all(after[name] != by_others[name] for name in values), "letters are joined otherwise"


def test_without_another_place_the_form_itself_is_drawn_anew(
    run: Run, plans: dict[str, bytes], tmp_path: Path
) -> None:
    name = next(iter(fields_of(plans["km"])))
    form = tmp_path / "plan.pdf"
    form.write_bytes(typed(plans["km"], {name: TYPED["km"][0]}))
    assert run("redraw-form", form) == (0, f"{form}\n", "")
    assert ink(form.read_bytes())[name] > ink(plans["km"])[name] + LEAST


@pytest.mark.parametrize("content", ["no PDF at all", ""])
def test_what_is_no_form_is_one_clear_line(run: Run, tmp_path: Path, content: str) -> None:
    (tmp_path / "a.pdf").write_text(content)
    code, _, error = run("redraw-form", "a.pdf")
    assert code == 1
    assert error.startswith("kit: a.pdf: ")
    assert "  hint: " in error
