from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from layout_samples import HEBREW, Shop, make_workspace, open_shop


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Shop]:
    """Shops by partner and language; Hebrew comes from a workspace of a few messages."""
    hebrew = make_workspace(tmp_path_factory.mktemp("hebrew"), "he", HEBREW)

    @cache
    def opened(partner: str, language: str) -> Shop:
        folder: Path | None = hebrew if language == "he" else None
        return open_shop(partner, language, folder)

    return opened
