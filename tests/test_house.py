"""The house: rooms in their order, one door a library, no forbidden names, small modules."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "kit").rglob("*.py"))
FORBIDDEN_NAMES = ("utils", "util", "helpers", "manager", "data", "misc", "common")
MOST_LINES = 300


def test_rooms_import_only_what_stands_before_them_and_libraries_have_one_door(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == 0


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_opens_with_a_sentence_and_stays_small(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    docstring = ast.get_docstring(tree)
    assert docstring, "a module says in one sentence what goes in and what comes out"
    assert docstring.splitlines()[0].endswith((".", ":", "`"))
    assert len(source.splitlines()) <= MOST_LINES
    assert path.stem not in FORBIDDEN_NAMES


# What is loaded where it is used, since few commands use it and it takes long: a cold start must
# load only what it uses. import-linter sees these imports too.
LATE = {
    "kit/cli.py": {
        "kit.build", "kit.progress", "kit.reading", "kit.specimen", "rich.console", "rich.table",
    },
    "kit/progress.py": {"rich.console", "rich.progress"},
    "kit/cli_translate.py": {
        "kit.approval", "kit.checking", "kit.context", "kit.export.files", "kit.export.sarif",
        "kit.status", "kit.terms", "kit.translate",
    },
    "kit/cli_visit.py": {"kit.filled", "kit.newcomers", "kit.pack", "kit.preflight.archive"},
    "kit/cli_options.py": {"rich.console", "rich.table"},
    "kit/checking.py": {"kit.preflight.pdf.checks"},
    "kit/build.py": {
        "concurrent.futures", "kit.preflight.pdf.checks", "kit.proofs", "multiprocessing",
    },
    "kit/stages.py": {"kit.export.slides.pictures", "kit.talks"},
    "kit/printing.py": {"kit.export.pdf.inks", "kit.export.pdf.print_writer"},
    "kit/branding.py": {"kit.sources.logo"},
    "kit/sources/gallery.py": {"kit.sources.logo"},
}  # fmt: skip


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_are_absolute_and_stand_at_the_top(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    every = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    late = [node for node in every if node not in tree.body]
    assert all(node.level == 0 for node in every if isinstance(node, ast.ImportFrom))
    found = {
        name
        for node in late
        for name in (
            [node.module] if isinstance(node, ast.ImportFrom) else [n.name for n in node.names]
        )
    }
    assert found == LATE.get(path.relative_to(ROOT).as_posix(), set())


def test_a_cold_start_loads_no_library_that_a_brochure_does_not_use() -> None:
    heavy = ("pptx", "rich", "resvg_py", "pypdfium2", "xlsxwriter", "multiprocessing.pool")
    code = "import sys, kit.cli; print([name for name in sys.argv[1:] if name in sys.modules])"
    command = [sys.executable, "-c", code, *heavy]
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert result.stdout.strip() == "[]"
