"""The kit's own brochures under its own check: fonts, texts, boxes and bleed."""

from pathlib import Path

import pytest

from kit.build import Request, build
from kit.orders import Wish
from kit.preflight.pdf_checks import check_pdf

# What depends on setting and layout alone, whatever standard a file claims.
OF_THE_PAGE = {
    "pdf-damaged", "pdf-font-embedded", "pdf-font-text", "pdf-font-width", "pdf-box", "pdf-bleed",
    "pdf-four-ink-black", "pdf-ink", "pdf-script", "pdf-web-resolution", "pdf-print-resolution",
}  # fmt: skip


@pytest.mark.parametrize("is_print", [False, True], ids=["web", "print"])
@pytest.mark.parametrize("language", ["mn", "ar-XB"])
def test_a_brochure_has_sound_pages(tmp_path: Path, language: str, is_print: bool) -> None:
    report = build(
        Request(
            workspace=None,
            out=tmp_path,
            partners=("mongolia",),
            languages=(language,),
            products=("brochure/donor",),
            wish=Wish(is_print=is_print),
        )
    )
    (artefact,) = report.artefacts
    found = check_pdf(Path(artefact.path).read_bytes())
    assert {finding.code for finding in found} & OF_THE_PAGE == set()
    assert "pdf-foreign" not in {finding.code for finding in found}
