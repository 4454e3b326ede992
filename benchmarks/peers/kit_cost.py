"""What tags and standards cost: one product laid out once, drawn in several ways, as JSON.

Run: python kit_cost.py WORKSPACE PARTNER LANGUAGE PRODUCT RUNS

"untagged, ReportLab" is the file as ReportLab writes it, its streams packed, never seen by pikepdf:
no standard. "untagged, pikepdf" is the same drawing finished by pikepdf with object streams. The
others are the kit's own. The ways take turns; milliseconds are the median.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf

from kit.build import Request, plan
from kit.document.compose import compose
from kit.export.pdf import writer
from kit.export.pdf.colours import ScreenColours
from kit.export.pdf.lines import TextLook
from kit.export.pdf.pages import Artist
from kit.export.pdf.standards import UA1, UA2
from kit.export.pdf.writer import write_pdf
from kit.layout.page import Publication
from kit.layout.publication import publication_of
from kit.stages import bench_of, pages_of


def untagged(publication: Publication, *, is_packed: bool) -> BytesIO:
    """Return a publication as ReportLab writes it, nothing marked."""
    raw = BytesIO()
    canvas = writer._new_canvas(raw, publication)
    canvas.setPageCompression(int(is_packed))
    look = TextLook(ScreenColours(), publication.language, publication.is_rtl)
    artist = Artist(canvas, look, is_tagged=False)
    for page in publication.pages:
        artist.draw(page)
    canvas.save()
    return raw


def by_reportlab(publication: Publication) -> bytes:
    return untagged(publication, is_packed=True).getvalue()


def by_pikepdf(publication: Publication) -> bytes:
    finished = BytesIO()
    with pikepdf.open(untagged(publication, is_packed=False)) as pdf:
        mode = pikepdf.ObjectStreamMode.generate
        pdf.save(finished, deterministic_id=True, object_stream_mode=mode)
    return finished.getvalue()


WAYS: dict[str, Callable[[Publication], bytes]] = {
    "untagged, ReportLab": by_reportlab,
    "untagged, pikepdf": by_pikepdf,
    "UA-1, A-2a": lambda publication: write_pdf(publication, UA1),
    "UA-2, WTPDF, A-4": lambda publication: write_pdf(publication, UA2),
}


def main() -> None:
    """Print milliseconds and bytes of each way as JSON."""
    workspace, partner, language, product, runs = sys.argv[1:]
    request = Request(Path(workspace), Path(), (partner,), (language,), (product,))
    (job,) = plan(request)
    (order,) = job.orders
    bench = bench_of(job)
    document, _ = compose(bench.material, product)
    pages, _ = pages_of(document, order, bench, None, is_draft=True)
    publication = publication_of(document, pages)
    seconds: dict[str, list[float]] = {way: [] for way in WAYS}
    sizes: dict[str, int] = {}
    # One round more than asked for: the first only warms fonts.
    for _ in range(int(runs) + 1):
        for way, write in WAYS.items():
            begin = time.perf_counter()
            sizes[way] = len(write(publication))
            seconds[way].append(time.perf_counter() - begin)
    found = {
        way: {"ms": statistics.median(times[1:]) * 1000, "bytes": sizes[way]}
        for way, times in seconds.items()
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
