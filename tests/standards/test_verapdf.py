"""Every product in every language passes veraPDF as what it claims to be."""

import re
from collections import Counter
from pathlib import Path

import pikepdf
import pytest

from kit.sources.products import product_names
from kit.sources.workspace import open_workspace
from tests.standards.shelf import LANGUAGES, is_deck
from tests.standards.verapdf import VeraPdf

pytestmark = pytest.mark.xdist_group("standards")

PRODUCTS = product_names(open_workspace(None))
PAPERS = ("action-plan", "letter", "programme", "Asha-Mushi", "specimen")


def claims(file: Path) -> set[str]:
    """Return the flavours of veraPDF that a file says it conforms to."""
    with pikepdf.open(file) as pdf:
        packet = pdf.Root.Metadata.read_bytes().decode() if "/Metadata" in pdf.Root else ""
    found = dict(re.findall(r"<(pdf(?:ua|a)id:(?:part|conformance))>(\w+)<", packet))
    archive = found.get("pdfaid:part", "") + found.get("pdfaid:conformance", "").lower()
    return {f"ua{found.get('pdfuaid:part', '')}", archive}


def test_every_product_is_tried_in_every_language(web: tuple[Path, ...]) -> None:
    decks = [name for name in PRODUCTS if is_deck(name) and name != "deck/template"]
    pages = [name for name in PRODUCTS if not is_deck(name)]
    names = [name.replace("/", "-") for name in pages]
    names += [name.replace("/", "-") + "-handout" for name in decks]
    tried = Counter(file.stem for file in web)
    in_columns = Counter({"poster-only-people": 1})
    assert tried == Counter(dict.fromkeys((*names, *PAPERS), len(LANGUAGES))) + in_columns


def test_every_file_passes_as_pdf_ua_1_and_pdf_a_2a(
    verapdf: VeraPdf, web: tuple[Path, ...]
) -> None:
    verdicts = verapdf.validate(web, ("ua1", "2a"))
    assert [str(each) for each in verdicts if not each.passed] == []


def test_every_file_claims_pdf_ua_1_and_pdf_a_2a(web: tuple[Path, ...]) -> None:
    assert {file for file in web if claims(file) != {"ua1", "2a"}} == set()
