"""Files for a print shop: PDF/X-4 in the inks of a press, with black letters over their ground."""

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pdf_samples import A4, lines_of, page_of, publication_of, span, two_pages
from pikepdf import Name
from PIL import Image

from kit.export.pdf.inks import Inks
from kit.export.pdf.print_writer import write_print_pdf
from kit.export.pdf.standards import screen_intent
from kit.layout.page import Page, PlacedArt, PlacedImage, PlacedLine, Publication, Shape
from kit.layout.shapes import field
from kit.sources.art import Drawing, Figure
from kit.sources.outline import Outline, Segment
from kit.sources.pixels import read_png
from kit.sources.press import BUILT_IN, CONDITION, Press
from kit.units import Rect, mm

ROOT = Path(__file__).parents[2]
PRESS = Press(CONDITION, (ROOT / BUILT_IN).read_bytes(), BUILT_IN, 300)
INKS = Inks(screen_intent().profile, PRESS.profile, PRESS.ink_limit)
DARK, RED = "#2A1A1E", "#C4122F"


def line(text: str, colour: str, link: str = "") -> PlacedLine:
    (set_line,) = lines_of(span(text, colour=colour, link=link))
    return PlacedLine(set_line, 40.0, 80.0, 18.0)


def page_for_print() -> Page:
    ground = Shape(field(Rect(-10, -10, 400, 400), 0), fill="#F6AE2D")
    see_through = Drawing("pane", 10, 10, (Figure(field(Rect(0, 0, 10, 10), 0), RED, opacity=0.5),))
    mark = Outline((Segment("move", ((-30.0, 0.0),)), Segment("line", ((-15.0, 0.0),))))
    return Page(
        *A4,
        (
            ground,
            line("Give blood", DARK, "https://example.org"),
            line("today", RED),
            PlacedArt(see_through, Rect(10, 200, 40, 40), alt="A pane"),
        ),
        bleed=mm(3),
        slug=mm(8),
        printers_marks=(Shape(mark, stroke="#000000", stroke_width=0.25),),
    )


@pytest.fixture(scope="module")
def pdf():
    content = write_print_pdf(publication_of(page_for_print()), PRESS, INKS)
    with pikepdf.open(BytesIO(content)) as opened:
        yield opened


def operators(pdf: pikepdf.Pdf) -> list[tuple[str, list[object]]]:
    return [
        (str(each.operator), list(each.operands))
        for each in pikepdf.parse_content_stream(pdf.pages[0])
    ]


def test_the_file_claims_pdf_x_4(pdf) -> None:
    assert pdf.pdf_version == "1.6"
    packet = pdf.Root.Metadata.read_bytes().decode()
    assert "<pdfxid:GTS_PDFXVersion>PDF/X-4<" in packet
    assert "<pdf:Trapped>False<" in packet
    assert "<xmpMM:DocumentID>uuid:" in packet
    assert "pdfuaid" not in packet
    (intent,) = pdf.Root.OutputIntents
    assert (intent.S, intent.OutputConditionIdentifier) == (Name.GTS_PDFX, "FOGRA39")
    assert intent.DestOutputProfile.N == 4
    assert intent.DestOutputProfile.read_bytes() == PRESS.profile


def test_it_holds_nothing_for_a_screen(pdf) -> None:
    assert not {"/StructTreeRoot", "/MarkInfo", "/AcroForm", "/Outlines"} & set(pdf.Root.keys())
    assert "/Annots" not in pdf.pages[0]
    assert not {"BDC", "BMC"} & {
        name for name, operands in operators(pdf) if "/ActualText" not in str(operands)
    }


def test_it_has_its_boxes(pdf) -> None:
    page = pdf.pages[0]
    rim, bleed = mm(11), mm(3)
    media, trim, bled = ([float(edge) for edge in box] for box in (
        page.MediaBox, page.TrimBox, page.BleedBox,
    ))  # fmt: skip
    assert media == pytest.approx([0, 0, A4[0] + 2 * rim, A4[1] + 2 * rim], abs=0.01)
    assert trim == pytest.approx([rim, rim, rim + A4[0], rim + A4[1]], abs=0.01)
    assert bled == pytest.approx(
        [trim[0] - bleed, trim[1] - bleed, trim[2] + bleed, trim[3] + bleed], abs=0.01
    )
    assert "/ArtBox" not in page


def test_all_colours_are_inks(pdf) -> None:
    names = {name for name, _ in operators(pdf)}
    assert {"k", "gs"} <= names
    assert not {"rg", "RG", "g", "G", "sc", "scn", "sh"} & names


def test_black_letters_are_printed_over_their_ground_and_others_are_not(pdf) -> None:
    drawn = operators(pdf)
    begins = [at for at, (name, _) in enumerate(drawn) if name == "BT"]
    over, plain = (drawn[at - 2 : at] for at in begins)
    assert over[0] == ("gs", [Name.Overprint])
    assert [float(part) for part in over[1][1]] == [0, 0, 0, 1]
    assert plain[0][0] != "gs"
    assert [float(part) for part in plain[1][1]] == pytest.approx(
        [INKS.of(RED).c, INKS.of(RED).m, INKS.of(RED).y, INKS.of(RED).k], abs=0.001
    )
    state = pdf.pages[0].Resources.ExtGState.Overprint
    assert (state.OP, state.op, state.OPM) == (True, True, 1)


def test_overprinting_ends_with_the_letters(pdf) -> None:
    depth, printing_over = 0, []
    for name, operands in operators(pdf):
        if name == "gs" and operands[0] == Name.Overprint:
            printing_over.append(depth)
        depth += (name == "q") - (name == "Q")
        if printing_over and depth < printing_over[-1]:
            printing_over.pop()
        if name in ("f", "f*", "S", "B"):
            assert not printing_over
    assert depth == 0


def test_marks_are_on_all_plates(pdf) -> None:
    name = next(operands[0] for name, operands in operators(pdf) if name == "CS")
    space = pdf.pages[0].Resources.ColorSpace[name]
    assert [space[0], space[1], space[2]] == [Name.Separation, Name.All, Name.DeviceCMYK]


def test_what_is_transparent_is_blended_in_inks(pdf) -> None:
    page = pdf.pages[0]
    assert Name.DeviceCMYK == page.Group.CS
    assert any(float(each.get("/ca", 1)) == 0.5 for each in page.Resources.ExtGState.values())


def test_a_picture_of_pixels_is_separated(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    Image.new("RGB", (400, 400), RED).save(path)
    raster = read_png(path.read_bytes(), "logo.png")
    page = page_of(PlacedImage(raster, Rect(20, 20, 100, 100), "A logo"))
    content = write_print_pdf(publication_of(page), PRESS, INKS)
    with pikepdf.open(BytesIO(content)) as pdf:
        (image,) = [each for each in pdf.objects if _is_image(each)]
        assert image.ColorSpace == Name.DeviceCMYK
        ink = INKS.of(RED)
        pixel = [part / 255 for part in image.read_bytes()[:4]]
        assert pixel == pytest.approx([ink.c, ink.m, ink.y, ink.k], abs=0.003)


def _is_image(each: pikepdf.Object) -> bool:
    return isinstance(each, pikepdf.Stream) and each.get("/Subtype") == Name.Image


def test_the_same_pages_give_the_same_bytes() -> None:
    first, second = (
        write_print_pdf(two_pages(), PRESS, Inks(INKS.screen, PRESS.profile, 300)) for _ in range(2)
    )
    assert first == second


def test_another_title_gives_another_identifier() -> None:
    def identifier(title: str) -> str:
        publication = Publication(title, "en", False, "", "", (page_for_print(),))
        with pikepdf.open(BytesIO(write_print_pdf(publication, PRESS, INKS))) as pdf:
            return pdf.Root.Metadata.read_bytes().decode().partition("uuid:")[2][:36]

    assert identifier("One") != identifier("Two")
