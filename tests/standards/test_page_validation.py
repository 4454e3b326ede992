"""Every product in every language passes page-validation, which needs nothing but PyPI."""

from pathlib import Path

import pytest

from tests.standards.page_validation import complaints

pytestmark = pytest.mark.xdist_group("standards")


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_page_validation_finds_nothing(web: tuple[Path, ...], profile: str) -> None:
    assert [str(each) for file in web for each in complaints(file, profile)] == []
