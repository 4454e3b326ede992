"""What tests of several rooms share: the built-in files, and one built kit of every partner."""

import sys
from pathlib import Path

import pytest

from kit import cli
from kit.build import Request, build
from kit.report import Report
from tests.commands import Run
from tests.partners import BUILT

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """Every product of every partner of `BUILT` in every language, built once."""
    out = tmp_path_factory.mktemp("built")
    return out, build(Request(workspace=None, out=out, partners=BUILT, jobs=2))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs `kit` in an empty folder; returns exit code, standard output and error output."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["kit", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            cli.main()
        out, error = capsys.readouterr()
        return int(end.value.code or 0), out, error

    return run
