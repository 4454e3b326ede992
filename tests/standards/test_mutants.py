"""The validators are real: files with one fault each, and who finds which, as the manual says."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kit.preflight.pdf.checks import BROKEN, check_pdf
from tests.standards.mutants import mutants
from tests.standards.page_validation import complaints
from tests.standards.verapdf import VeraPdf, Verdict

pytestmark = pytest.mark.xdist_group("standards")

MANUAL = Path(__file__).parents[2] / "docs/standards.md"
HEADING = "## Faults, and who finds them"
FLAVOURS = {"ua1": "UA-1", "2a": "A-2a"}
SOUND = "brochure-partner.pdf"  # it has lists, pictures, a link and a table


def said() -> list[str]:
    """Return the rows of the table in the manual."""
    section = MANUAL.read_text(encoding="utf-8").split(f"\n{HEADING}\n")[1].split("\n## ")[0]
    return [line for line in section.splitlines() if line.startswith("| ")][1:]


def found(faults: dict[str, Path], verapdf: VeraPdf) -> Iterator[str]:
    """Yield the rows as the validators give them."""
    verdicts = verapdf.validate(faults.values(), tuple(FLAVOURS))
    by_file = {(verdict.file, verdict.flavour): verdict for verdict in verdicts}
    for fault, file in faults.items():
        rules = [broken(by_file[file, flavour]) for flavour in FLAVOURS]
        others = [name for flavour, name in FLAVOURS.items() if complaints(file, flavour)]
        yield f"| {' | '.join([fault, *rules, ', '.join(others) or '-', own_codes(file)])} |"


def own_codes(file: Path) -> str:
    """Return the codes of the kit's own check, but for the one that says what follows."""
    codes = {finding.code for finding in check_pdf(file.read_bytes())} - {BROKEN}
    return ", ".join(f"`{code}`" for code in sorted(codes)) or "-"


def broken(verdict: Verdict) -> str:
    assert not verdict.error
    return ", ".join(sorted(verdict.broken_rules)) or "-"


def test_the_manual_says_who_finds_which_fault(
    verapdf: VeraPdf, web: tuple[Path, ...], tmp_path: Path
) -> None:
    sound = next(file for file in web if file.name == SOUND and file.parent.name == "en")
    assert own_codes(sound) == "-"
    rows = list(found(mutants(sound, tmp_path), verapdf))
    assert rows == said()
    assert not any(row.endswith("| - |") for row in rows), "the kit's own check finds each"


def test_a_file_that_is_no_pdf_is_not_passed(verapdf: VeraPdf, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_text("Dear colleague\n", encoding="utf-8")
    (verdict,) = verapdf.validate([path], ("ua1",))
    assert not verdict.passed
    assert verdict.error
