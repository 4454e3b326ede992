"""The wheel: what a person installs builds a kit and a workspace in any folder."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.workspace_samples import make_workspace

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, unpacked into a folder as pip does."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--no-deps"]
    subprocess.run([*pip, "-w", folder, ROOT], check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    target = folder / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def kit(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kit", *arguments]
    environment = os.environ | {"PYTHONPATH": str(installed)}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_the_wheel_carries_templates_locales_assets_and_licences(installed: Path) -> None:
    builtin = installed / "kit/builtin"
    for name in (
        "templates/theme.toml", "templates/brochure/donor.xml", "locales/mn/LC_MESSAGES/kit.po",
        "assets/sources.toml", "assets/fonts/NotoSansKR/OFL.txt", "assets/art/index.toml",
        "assets/icc/FOGRA39L.icc", "assets/icc/sRGB.icc", "assets/icc/LICENSE.txt",
    ):  # fmt: skip
        assert (builtin / name).is_file(), name
    licences = {path.name for path in installed.rglob("licenses/*")}
    assert {"LICENSE", "LICENSE-CONTENT"} <= licences


def test_a_workspace_of_ones_own_builds_from_the_installed_wheel(
    installed: Path, tmp_path: Path
) -> None:
    make_workspace(tmp_path)
    done = kit(installed, tmp_path, "build", "timor", "--product", "poster/today")
    assert done.stderr == ""
    assert done.returncode == 0
    assert (tmp_path / "out/timor/tet/poster-today.pdf").is_file()
    listed = kit(installed, tmp_path, "list").stdout
    assert "timor: tet" in listed
    assert "poster/today" in listed
