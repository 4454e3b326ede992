import pytest
from typeset_samples import make_fonts

from kit.typeset.fonts import Fonts


@pytest.fixture(scope="session")
def fonts() -> Fonts:
    return make_fonts()
