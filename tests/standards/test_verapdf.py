"""Every product in every language passes veraPDF as what it claims to be."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pikepdf
import pytest

from kit.sources.products import product_names
from kit.sources.workspace import open_workspace
from tests.standards.shelf import LANGUAGES, is_deck
from tests.standards.verapdf import VeraPdf, Verdict

pytestmark = pytest.mark.xdist_group("standards")

PRODUCTS = product_names(open_workspace(None))
PAPERS = ("action-plan", "letter", "programme", "Asha-Mushi", "specimen")


WEB = ("ua1", "2a")
WEB2 = ("ua2", "wt1a", "wt1r", "4")
DECLARED = {"accessibility1.0": "wt1a", "reuse1.0": "wt1r"}


def claims(file: Path) -> set[str]:
    """Return the flavours of veraPDF that a file says it conforms to."""
    with pikepdf.open(file) as pdf:
        packet = pdf.Root.Metadata.read_bytes().decode() if "/Metadata" in pdf.Root else ""
    said = dict(re.findall(r"<(pdf\w+:\w+)>([\w/-]+)<", packet))
    archive = said.get("pdfaid:part", "") + said.get("pdfaid:conformance", "").lower()
    universal = f"ua{said['pdfuaid:part']}" if "pdfuaid:part" in said else ""
    exchange = said.get("pdfxid:GTS_PDFXVersion", "")
    declared = {DECLARED[name] for name in re.findall(r"wtpdf#([\w.]+)", packet)}
    return {archive, universal, exchange, *declared} - {""}


def test_every_product_is_tried_in_every_language(web: tuple[Path, ...]) -> None:
    decks = [name for name in PRODUCTS if is_deck(name) and name != "deck/template"]
    pages = [name for name in PRODUCTS if not is_deck(name)]
    names = [name.replace("/", "-") for name in pages]
    names += [name.replace("/", "-") + "-handout" for name in decks]
    tried = Counter(file.stem for file in web)
    in_columns = Counter({"poster-only-people": 1})
    assert tried == Counter(dict.fromkeys((*names, *PAPERS), len(LANGUAGES))) + in_columns


def failed(verdicts: Iterable[Verdict]) -> list[str]:
    return [str(verdict) for verdict in verdicts if not verdict.passed]


def test_every_file_passes_as_pdf_ua_1_and_pdf_a_2a(
    verapdf: VeraPdf, web: tuple[Path, ...]
) -> None:
    assert failed(verapdf.validate(web, WEB)) == []


def test_every_file_of_pdf_2_passes_as_pdf_ua_2_wtpdf_and_pdf_a_4(
    verapdf: VeraPdf, web2: tuple[Path, ...]
) -> None:
    assert failed(verapdf.validate(web2, WEB2)) == []


def test_every_file_claims_what_it_passes_as_and_nothing_else(
    web: tuple[Path, ...], web2: tuple[Path, ...], press: tuple[Path, ...]
) -> None:
    assert {file for file in web if claims(file) != set(WEB)} == set()
    assert {file for file in web2 if claims(file) != set(WEB2)} == set()
    assert {file for file in press if claims(file) != {"PDF/X-4"}} == set()
