"""Tags, metadata and a colour profile cost nothing: packing saves more than they take."""

from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from kit.document.compose import compose
from kit.export.pdf import writer
from kit.export.pdf.colours import ScreenColours
from kit.export.pdf.standards import UA1, UA2, Standard
from kit.export.pdf.writer import write_pdf
from kit.layout.page import Publication
from kit.layout.publication import publication_of
from kit.orders import Order
from kit.stages import Job, bench_of, pages_of


def packed_canvas(*arguments: Any, **options: Any) -> Canvas:
    """Return a canvas that packs its pages itself, as ReportLab does when nothing follows."""
    return Canvas(*arguments, **options | {"pageCompression": 1})


def publication(partner: str, language: str, order: Order) -> Publication:
    bench = bench_of(Job(None, Path(), partner, language, (), is_final=False))
    document, _ = compose(bench.material, order.product)
    return publication_of(document, pages_of(document, order, bench, None, is_draft=True)[0])


@pytest.mark.parametrize("standard", [UA1, UA2], ids=["ua1", "ua2"])
@pytest.mark.parametrize(
    ("partner", "language", "order"),
    [
        ("mongolia", "en", Order("brochure/donor", "a4")),
        ("cambodia", "km", Order("brochure/partner", "a4")),
        ("korea", "ko", Order("poster/five-steps", "a3")),
    ],
    ids=lambda each: each if isinstance(each, str) else each.product,
)
def test_a_tagged_file_is_no_larger_than_the_bare_pages_of_reportlab(
    partner: str, language: str, order: Order, standard: Standard, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = publication(partner, language, order)
    tagged = write_pdf(pages, standard)
    monkeypatch.setattr(writer, "Canvas", packed_canvas)
    bare, _ = writer.drawn(pages, ScreenColours(), is_tagged=False)
    assert len(tagged) <= len(bare.getvalue())
