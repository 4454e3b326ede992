"""The files that the standards are tried on, each made once a session, and veraPDF."""

from pathlib import Path

import pytest

from kit.orders import Wish
from tests.standards.shelf import papers, specimens, stock, workspace_of_all
from tests.standards.verapdf import VeraPdf, VeraPdfMissingError, open_verapdf


@pytest.fixture(scope="session")
def verapdf(tmp_path_factory: pytest.TempPathFactory) -> VeraPdf:
    """veraPDF; what needs it is skipped where it cannot run."""
    try:
        return open_verapdf(tmp_path_factory.mktemp("verapdf"))
    except VeraPdfMissingError as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose partners print in all languages."""
    return workspace_of_all(tmp_path_factory.mktemp("workspace") / "kit")


@pytest.fixture(scope="session")
def web(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Every product in every language, for screens."""
    out = tmp_path_factory.mktemp("web")
    return (*stock(workspace, out, Wish()), *papers(workspace, out), *specimens(workspace, out))


@pytest.fixture(scope="session")
def web2(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Every brochure, poster and hand-out in every language, as PDF 2.0."""
    return stock(workspace, tmp_path_factory.mktemp("web2"), Wish(pdf="ua2"))


@pytest.fixture(scope="session")
def press(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """Every brochure and poster in every language, for print shops."""
    return stock(workspace, tmp_path_factory.mktemp("press"), Wish(is_print=True))
