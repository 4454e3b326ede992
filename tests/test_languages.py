"""Every language and every pseudo-locale in every product: all of it fits and has its glyphs."""

import re
import shutil
from pathlib import Path

import pypdfium2
import pytest

from kit.build import Request, build
from kit.report import Report
from kit.sources.products import product_names
from kit.sources.workspace import open_workspace
from kit.specimen import specimen
from tests.partners import BUILT

BUILT_IN = open_workspace(None)
PARTNERS = BUILT
PSEUDO_LOCALES = ("en-XA", "ar-XB", "my-XC")
TRANSLATED = ("am", "ar", "en", "fr", "km", "ko", "lo", "mn", "my", "ne", "sw", "vi")
# One partner knows its national day and its donation day, the other neither.
EXAMPLES = ("korea", "ethiopia")


# Each deck but the template comes with a hand-out.
PRODUCTS = product_names(BUILT_IN)
FILES = 2 * len(PRODUCTS) - len([name for name in PRODUCTS if not name.startswith("deck/")]) - 1


def faults(report: Report) -> list[object]:
    found = [
        finding
        for artefact in report.artefacts
        for finding in artefact.findings
        if finding.code != "slides.font-left-out"
    ]
    return [*report.failures, *report.findings, *found]


def with_every_language(root: Path, slug: str) -> Path:
    """Write a workspace in which a built-in partner prints in all translated languages."""
    folder = root / "assets/partners" / slug
    source = BUILT_IN.layers[0] / "assets/partners" / slug
    shutil.copytree(source, folder)
    profile = folder / "partner.toml"
    languages = ", ".join(f'"{tag}"' for tag in TRANSLATED)
    text, count = re.subn(
        r"^languages = \[.*\]$",
        f"languages = [{languages}]",
        profile.read_text(encoding="utf-8"),
        count=1,
        flags=re.MULTILINE,
    )
    assert count == 1
    profile.write_text(text, encoding="utf-8")
    (root / "kit.toml").write_text("schema = 1\n", encoding="utf-8")
    return root


@pytest.mark.parametrize("partner", PARTNERS)
def test_every_product_of_every_partner_fits_the_pseudo_locales(
    partner: str, tmp_path: Path
) -> None:
    report = build(Request(None, tmp_path, (partner,), PSEUDO_LOCALES))
    assert faults(report) == []
    assert len(report.artefacts) == FILES * len(PSEUDO_LOCALES)


@pytest.mark.parametrize("partner", EXAMPLES)
def test_every_product_fits_every_translated_language(partner: str, tmp_path: Path) -> None:
    workspace = with_every_language(tmp_path / "kit", partner)
    report = build(Request(workspace, tmp_path / "out", (partner,)))
    assert faults(report) == []
    assert len(report.artefacts) == FILES * len(TRANSLATED)


def test_every_catalogue_is_among_the_languages() -> None:
    folders = (BUILT_IN.layers[0] / "locales").glob("*/LC_MESSAGES/kit.po")
    assert {path.parts[-3] for path in folders} == {*TRANSLATED, "mn_Mong"}


@pytest.mark.parametrize("tag", ["ar", "km", "ko", "vi", "en-XA"])
def test_a_specimen_is_one_page_of_the_language_with_its_values_in_order(tag: str) -> None:
    pdf = pypdfium2.PdfDocument(specimen(tag, None))
    assert len(pdf) == 1
    page = pdf[0].get_textpage()
    text = page.get_text_range()
    lefts = {word: left_of(page, text.index(word)) for word in ("0123456789", "12,345.6", "kg")}
    pdf.close()
    assert tag in text
    is_rtl = tag == "ar"
    assert sorted(lefts, key=lambda word: lefts[word], reverse=is_rtl) == list(lefts)


def left_of(page: pypdfium2.PdfTextPage, index: int) -> float:
    return page.get_charbox(index)[0]


def test_number_and_unit_of_a_specimen_stay_in_order_from_right_to_left() -> None:
    pdf = pypdfium2.PdfDocument(specimen("ar", None))
    page = pdf[0].get_textpage()
    text = page.get_text_range()
    number, unit = text.index(" 50 ") + 1, text.index("kg")
    assert 0 < left_of(page, unit) - left_of(page, number) < 30
    pdf.close()
