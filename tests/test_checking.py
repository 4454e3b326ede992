"""`kit check`: languages of the kit and files of any project, with exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kit.checking import check
from kit.errors import UsageError
from kit.findings import Finding, Severity
from kit.preflight.message_length import length_findings
from kit.sources.po import read_po
from kit.sources.workspace import Workspace, builtin, open_workspace
from tests.commands import Run
from tests.preflight.pdf_check_samples import press_pdf, web_pdf
from tests.preflight.pdf_mutants import mutated, on
from tests.workspace_samples import HEADER, make_workspace, write

BUILTIN = Workspace((builtin(),))
OTHER = 'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
GOOD = 'msgid "Give today"\nmsgstr "Fó ohin"\n'
BRACES = "#, python-brace-format\n"
SIX = f'{BRACES}msgid "Call us: {{phone}}"\nmsgstr "Telefone"\n'


def entry(msgid: str, text: str, notes: str = "") -> str:
    return f'{notes}msgid "{msgid}"\nmsgstr "{text}"\n'


def errors(findings: tuple[Finding, ...]) -> list[Finding]:
    return [each for each in findings if each.severity is Severity.ERROR]


def test_the_catalogues_of_the_kit_can_be_read_and_every_finding_has_a_place() -> None:
    found = check(BUILTIN, ())
    assert "po-unreadable" not in {each.code for each in found}
    assert all(each.where and each.message for each in found)
    alone = check(BUILTIN, ("mn",))
    assert set(alone) <= set(found)
    assert all("/mn/" in each.where for each in alone)


def test_the_worst_of_each_file_comes_first(tmp_path: Path) -> None:
    unchanged, lost = entry("Wait here now.", "Wait here now."), entry("No {a}", "Nein", BRACES)
    write(tmp_path / "a.po", OTHER + unchanged + "\n" + lost)
    write(tmp_path / "b.po", OTHER + entry("No <b>fear</b>", "Keine Angst"))
    names = (str(tmp_path / "a.po"), str(tmp_path / "b.po"))
    found = check(BUILTIN, names)
    assert [each.severity for each in found][:2] == [Severity.ERROR, Severity.WARNING]
    assert [each.where.rpartition(":")[0] for each in found] == sorted(
        each.where.rpartition(":")[0] for each in found
    )
    assert len({each.where.rpartition(":")[0] for each in found}) == 2


@pytest.mark.parametrize(
    "body",
    [
        GOOD,
        entry("Call {phone}", "Anrufen: {phone}", BRACES),
        SIX.replace("#, ", "#, fuzzy, "),
        entry("Call {x}", "", BRACES),
        "",
    ],
    ids=["good", "placeholder kept", "fuzzy", "not translated", "no entries"],
)
def test_a_file_without_a_fault_has_no_errors_and_ends_with_0(
    run: Run, tmp_path: Path, body: str
) -> None:
    write(tmp_path / "any.po", OTHER + body)
    code, out, error = run("check", "any.po")
    assert (code, error) == (0, "")
    assert out.startswith("0 errors, ")


def test_a_file_with_warnings_only_is_told_and_ends_with_0(run: Run, tmp_path: Path) -> None:
    write(tmp_path / "any.po", OTHER + entry("Wait here now.", "Wait here now."))
    code, out, _ = run("check", "any.po")
    assert code == 0
    assert "warning: any.po:6: " in out
    assert "0 errors, 1 warning, 0 notes" in out


@pytest.mark.parametrize("name", ["other/de.po", "kit.po", "with space ü.po"])
def test_a_broken_translation_of_any_file_is_told_with_its_line_and_ends_with_1(
    run: Run, tmp_path: Path, name: str
) -> None:
    write(tmp_path / name, OTHER + GOOD + "\n" + SIX)
    code, out, _ = run("check", name)
    assert code == 1
    assert f"error: {name}:10: the placeholder {{phone}} is missing" in out
    assert "1 error, " in out


@pytest.mark.parametrize(
    ("content", "where"),
    [
        (OTHER + "<<<<<<< ours\n" + GOOD + "=======\n" + GOOD + ">>>>>>> theirs\n", "any.po:6"),
        (OTHER + 'msgid "a\nmsgstr "b"\n', "any.po:6"),
        (OTHER + 'msgid "a"\n', "any.po:6"),
    ],
    ids=["conflict", "open quote", "no text"],
)
def test_a_broken_file_is_a_finding_with_a_line_and_ends_with_1(
    run: Run, tmp_path: Path, content: str, where: str
) -> None:
    write(tmp_path / "any.po", content)
    code, out, error = run("check", "any.po")
    assert (code, error) == (1, "")
    assert f"error: {where}: " in out
    assert "Traceback" not in out


def test_a_file_that_cannot_be_read_at_all_does_not_hide_the_others(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "broken.po").write_bytes(OTHER.encode() + b'msgid "a"\nmsgstr "\xff"\n')
    write(tmp_path / "bad.po", OTHER + SIX)
    code, out, _ = run("check", "broken.po", "bad.po", "--json")
    found = json.loads(out)
    assert code == 1
    assert [(each["code"], each["where"]) for each in found if each["severity"] == "error"] == [
        ("po-unreadable", "broken.po:7"),
        ("message.placeholder", "bad.po:7"),
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [("missing.po", "no such file"), (".po", "no such file"), ("xx", "no catalogue for 'xx'")],
)
def test_a_name_that_is_not_there_ends_with_2_and_a_hint(run: Run, name: str, words: str) -> None:
    code, out, error = run("check", name)
    assert (code, out) == (2, "")
    assert words in error
    assert "hint: " in error


def test_a_finished_pdf_is_checked_beside_catalogues(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.pdf").write_bytes(web_pdf())
    (tmp_path / "BAD.PDF").write_bytes(web_pdf()[:400])
    write(tmp_path / "any.po", OTHER + GOOD)
    assert run("check", "good.pdf", "any.po")[:2] == (0, "0 errors, 0 warnings, 0 notes\n")
    code, out, error = run("check", "any.po", "BAD.PDF", "--json", "--sarif", "log.sarif")
    (found,) = json.loads(out)
    assert (code, error) == (1, "")
    assert (found["code"], found["where"]) == ("pdf-unreadable", "BAD.PDF")
    (result,) = json.loads((tmp_path / "log.sarif").read_bytes())["runs"][0]["results"]
    assert result["ruleId"] == "pdf-unreadable"
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "BAD.PDF"}


def test_the_limit_of_ink_can_be_given(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(press_pdf())
    assert run("check", "a.pdf")[0] == 0
    code, out, _ = run("check", "a.pdf", "--ink-limit", "150")
    assert code == 1
    assert "more than 150% smears" in out
    assert run("check", "a.pdf", "--ink-limit", "30")[0] == 2


def test_a_pdf_with_warnings_only_ends_with_0(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(mutated(web_pdf(), on("P", "Lang", "km")))
    code, out, _ = run("check", "a.pdf")
    assert code == 0
    assert "warning: a.pdf, page 1, P “One donation can save three people.”: the text" in out
    assert "0 errors, 1 warning, 0 notes" in out


def test_a_pdf_that_is_not_there_ends_with_2_and_a_hint(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder.pdf").mkdir()
    for name in ("missing.pdf", "folder.pdf"):
        code, out, error = run("check", name)
        assert (code, out) == (2, "")
        assert f"{name}: no such file" in error
        assert "hint: " in error


def test_checking_catalogues_loads_nothing_that_reads_pdfs() -> None:
    code = "import sys, kit.checking; print('kit.preflight.pdf.checks' in sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout == "False\n"


def test_both_layers_of_a_language_are_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    root = make_workspace(tmp_path / "kit")
    write(root / "locales/mn/LC_MESSAGES/kit.po", HEADER.replace("tet", "mn") + SIX)
    places = {each.where for each in check(open_workspace(Path("kit")), ("mn",))}
    assert "kit/locales/mn/LC_MESSAGES/kit.po:10" in places
    only = {each.where for each in check(BUILTIN, ("mn",))}
    assert only < places


def test_an_unreadable_layer_is_a_finding_of_its_own(tmp_path: Path) -> None:
    root = make_workspace(tmp_path / "kit")
    (root / "locales/tet/LC_MESSAGES/kit.po").write_bytes(b"\xff\xfe")
    (found,) = check(open_workspace(root), ("tet",))
    assert (found.severity, found.code) == (Severity.ERROR, "po-unreadable")
    assert found.where.startswith(str(root / "locales/tet"))


def test_a_language_without_a_catalogue_is_refused_with_those_that_have_one() -> None:
    with pytest.raises(UsageError, match="no catalogue for 'eo'") as caught:
        check(BUILTIN, ("eo",))
    assert "mn, " in caught.value.hint


def test_all_shows_notes_and_how_many_were_left_out_is_said(run: Run, tmp_path: Path) -> None:
    body = "\n".join(entry(f"Caf\u00e9 {n}", f"Cafe\u0301 {n}x") for n in range(60))
    write(tmp_path / "any.po", OTHER + body)
    code, out, _ = run("check", "any.po")
    assert (code, "note: " in out) == (0, False)
    assert out.endswith("60 notes\n")
    code, out, _ = run("check", "any.po", "--all")
    assert (code, out.count("note: any.po:")) == (0, 60)
    errors_only = "\n".join(entry(f"Call {{x}} {n}", f"Rufe {n}", BRACES) for n in range(70))
    write(tmp_path / "any.po", OTHER + errors_only)
    code, out, _ = run("check", "any.po")
    assert out.count("error: ") == 50
    assert "and 20 more; --json lists all of them" in out
    assert len(json.loads(run("check", "any.po", "--json")[1])) == 70


# Lengths


@pytest.mark.parametrize(
    ("notes", "text", "is_told"),
    [
        ("#. max-length: 5\n", "sanak", False),
        ("#. max-length: 5\n", "sanaka", True),
        ("#, max-length:5\n", "sanaka", True),
        ("#, fuzzy, max-length:5\n", "sanaka", False),
        ("#. max-length: 5\n", "", False),
        ("#. max-length: 5\n", "ខ្មែរខ្", True),
        ("", "sanaka" * 99, False),
    ],
)
def test_a_text_longer_than_its_length_is_a_warning(notes: str, text: str, is_told: bool) -> None:
    file = read_po((OTHER + entry("give", text, notes)).encode(), "a.po")
    found = length_findings(file)
    assert [each.severity for each in found] == [Severity.WARNING] * is_told
    if is_told:
        assert found[0].message == f"{len(text)} characters where 5 hold: 'give'"
        assert found[0].where == "a.po:7"
        assert found[0].hint


def test_the_longest_plural_form_counts_and_obsolete_entries_do_not() -> None:
    body = (
        '#. max-length: 5\nmsgid "day"\nmsgid_plural "days"\n'
        'msgstr[0] "abc"\nmsgstr[1] "abcdefg"\n\n'
        '#, max-length:2\n#~ msgid "old"\n#~ msgstr "abcdefg"\n'
    )
    head = OTHER.replace("de\\n", 'de\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n')
    (found,) = length_findings(read_po((head + body).encode(), "a.po"))
    assert found.message.startswith("7 characters where 5 hold: 'day'")
