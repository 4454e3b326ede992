"""The kit's own products under its own check of finished PDFs: nothing to find."""

from pathlib import Path

import pytest

from kit.build import Request, build
from kit.orders import Wish
from kit.preflight.pdf.checks import check_pdf
from kit.report import Report

WISHES = {"ua1": Wish(), "ua2": Wish(pdf="ua2"), "print": Wish(is_print=True)}


def test_every_pdf_of_every_partner_is_clean(built: tuple[Path, Report]) -> None:
    files = sorted(built[0].rglob("*.pdf"))
    assert files
    for file in files:
        assert check_pdf(file.read_bytes(), file.name) == ()


@pytest.mark.parametrize("wish", WISHES)
@pytest.mark.parametrize("language", ["mn", "ar-XB"])
def test_other_standards_and_directions_are_clean_too(
    tmp_path: Path, language: str, wish: str
) -> None:
    products = ("brochure/donor", "brochure/partner", "poster/five-steps")
    request = Request(
        workspace=None,
        out=tmp_path,
        partners=("mongolia",),
        languages=(language,),
        products=products,
        wish=WISHES[wish],
    )
    report = build(request)
    assert len(report.artefacts) == len(products)
    for artefact in report.artefacts:
        assert check_pdf(Path(artefact.path).read_bytes(), artefact.path) == ()


def test_a_poster_in_columns_is_clean(tmp_path: Path) -> None:
    request = Request(
        workspace=None, out=tmp_path, partners=("mongolia",), languages=("mn-Mong",),
        products=("poster/only-people",),
    )  # fmt: skip
    (artefact,) = build(request).artefacts
    assert check_pdf(Path(artefact.path).read_bytes()) == ()
