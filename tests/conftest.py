"""What tests of several rooms share: the built-in files, and one built kit of every partner."""

from pathlib import Path

import pytest

from kit.build import Request, build
from kit.report import Report

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """Every product of every partner in every language, built once."""
    out = tmp_path_factory.mktemp("built")
    return out, build(Request(workspace=None, out=out, jobs=2))
