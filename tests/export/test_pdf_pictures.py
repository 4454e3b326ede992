"""The PDF against independent pictures: drawings by resvg, glyphs as filled outlines."""

from io import BytesIO
from itertools import chain

import pypdfium2
import pytest
import resvg_py
import uharfbuzz as hb
from fontTools.pens.recordingPen import RecordingPen
from pdf_samples import ASSETS, SENTENCES, page_of, publication_of, sentence_marks
from PIL import Image, ImageChops, ImageStat

from kit.export.pdf.writer import write_pdf
from kit.layout.page import Mark, PlacedArt, PlacedLine, Shape
from kit.sources.art import read_art
from kit.sources.outline import Outline, Segment
from kit.typeset.glyphs import GlyphRun
from kit.units import Rect

PICTURES = ("hero-hands-drop", "donor-chair", "queue", "pictograms/can-age", "world-dots")


def picture(*marks: Mark, size: tuple[float, float], scale: float = 1.0) -> Image.Image:
    content = write_pdf(publication_of(page_of(*marks, size=size)))
    return pypdfium2.PdfDocument(content)[0].render(scale=scale).to_pil().convert("RGB")


def difference(first: Image.Image, second: Image.Image) -> float:
    """Return the mean difference of all pixels, from 0 to 255."""
    return sum(ImageStat.Stat(ImageChops.difference(first, second)).mean) / 3


@pytest.mark.parametrize("name", PICTURES)
def test_a_drawing_looks_as_another_program_draws_it(name: str) -> None:
    content = (ASSETS / "art" / f"{name}.svg").read_bytes()
    drawing = read_art(content, name)
    size = (drawing.width, drawing.height)
    ours = picture(PlacedArt(drawing, Rect(0, 0, *size)), size=size)
    raw = resvg_py.svg_to_bytes(svg_string=content.decode(), background="white")
    theirs = Image.open(BytesIO(bytes(raw))).convert("RGB")
    assert ours.size == theirs.size
    assert difference(ours, theirs) < 1.5


def glyph_shapes(run: GlyphRun, mark: PlacedLine) -> list[Shape]:
    """Return the glyphs of a run as shapes, placed by their advances and offsets."""
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(run.face.path))))
    scale = mark.size / run.face.units_per_em
    shapes, x = [], mark.x + run.x * mark.size
    for glyph in chain.from_iterable(cluster.glyphs for cluster in run.clusters):
        pen = RecordingPen()
        font.draw_glyph_with_pen(glyph.id, pen)
        outline = Outline(tuple(segments(pen)))
        place = (x + glyph.dx * scale, mark.y - glyph.dy * scale)
        shapes.append(Shape(outline.mapped(scale, -scale, *place), run.span.colour))
        x += glyph.advance * scale
    return shapes


def segments(pen: RecordingPen):
    current = (0.0, 0.0)
    names = {"moveTo": "move", "lineTo": "line", "curveTo": "curve", "closePath": "close"}
    for name, points in pen.value:
        if name == "qCurveTo":
            control, end = points
            thirds = [
                tuple(p + 2 / 3 * (c - p) for p, c in zip(corner, control, strict=True))
                for corner in (current, end)
            ]
            yield Segment("curve", (*thirds, end))
        else:
            yield Segment(names[name], tuple(points))
        if points:
            current = points[-1]


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_every_glyph_stands_where_shaping_put_it(language: str) -> None:
    (mark,) = sentence_marks([language], size=16.0)
    shapes = [shape for run in mark.line.runs for shape in glyph_shapes(run, mark)]
    size = (mark.x * 2 + mark.line.width * mark.size, 120.0)
    ours, theirs = (picture(*marks, size=size, scale=4).convert("L") for marks in ([mark], shapes))
    # Edges are smoothed differently; a glyph out of place changes whole pixels.
    moved = ImageChops.difference(ours, theirs).histogram()[128:]
    ink = theirs.histogram()[:128]
    assert sum(ink) > 5000
    assert sum(moved) < 0.001 * sum(ink)
