from pathlib import Path

import pytest
from sources_samples import write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, "kit.toml", "schema = 1\n")
    return tmp_path
