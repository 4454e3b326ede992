"""`kit check` of PDFs: good files have no finding, and each single fault has its own."""

import functools
import io
from collections.abc import Callable
from pathlib import Path

import page
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from kit.findings import Severity
from kit.preflight.pdf.checks import BROKEN, CHECKS, check_pdf
from tests.preflight.pdf_check_samples import press_pdf, web_pdf, xmp
from tests.preflight.pdf_mutants import (
    PRINT,
    WEB,
    WHOLE,
    elements,
    mutants,
    mutated,
    put,
    replaced,
    restricted,
)

CODES = {f"web: {each.name}": each.code for each in WEB}
CODES |= {f"print: {each.name}": each.code for each in PRINT}
CODES |= {each.name: each.code for each in WHOLE}
# What else a single fault brings with it.
FOLLOWS = {
    "web: text in no tag": {"pdf-marked-content"},
    "web: PDF/UA-2 without its year": {"pdf-version"},
    "print: profile that does not fit": {"pdf-colour-intent"},
}
SEEN = {f"web: {each.name}": each.page_validation for each in WEB}
SEEN |= {each.name: each.page_validation for each in WHOLE if each.name.startswith("web: ")}
FILES = {name: content for name, content, _ in mutants()}


def codes(content: bytes) -> set[str]:
    """The codes that a file gets."""
    return {finding.code for finding in check_pdf(content)}


def messages(content: bytes, code: str) -> list[str]:
    """What is said under a code, with the place."""
    return [f"{f.where}: {f.message}" for f in check_pdf(content) if f.code == code]


@pytest.mark.parametrize("file", [web_pdf, press_pdf])
def test_a_good_file_has_no_finding(file: Callable[[], bytes]) -> None:
    assert check_pdf(file()) == ()


@pytest.mark.parametrize("name", CODES)
def test_a_single_fault_is_found_and_nothing_else(name: str) -> None:
    found = codes(FILES[name])
    assert CODES[name] in found
    assert found - {CODES[name], BROKEN} == FOLLOWS.get(name, set())


def test_every_check_has_a_fault_that_it_finds() -> None:
    assert set(CODES.values()) == {check.code for check in CHECKS}


@pytest.mark.parametrize("name", SEEN)
def test_what_page_validation_sees_of_a_fault(name: str, tmp_path: Path) -> None:
    path = tmp_path / "mutant.pdf"
    path.write_bytes(FILES[name])
    try:
        is_seen = not page.validate_pdf(str(path), profile="ua1").is_compliant
    except page.ParseError:
        is_seen = True
    assert is_seen == SEEN[name]


def test_page_validation_finds_nothing_in_the_good_file(tmp_path: Path) -> None:
    path = tmp_path / "good.pdf"
    path.write_bytes(web_pdf())
    assert [page.validate_pdf(str(path), profile=name).is_compliant for name in ("ua1", "2a")] == [
        True,
        True,
    ]


def test_a_claim_that_the_file_does_not_keep_is_named_with_what_breaks_it() -> None:
    (told,) = messages(FILES["web: picture without description"], BROKEN)[:1]
    assert told == ": the file claims PDF/UA-1, but pdf-alt-text says otherwise"
    claims = messages(FILES["web: font not in the file"], BROKEN)
    assert [each.split()[4] for each in claims] == ["PDF/UA-1,", "PDF/A-2a,"]
    assert messages(FILES["print: bleed of 2 mm"], BROKEN) == []


def test_findings_name_the_file_and_a_place_that_a_person_finds() -> None:
    (first, *_) = check_pdf(FILES["web: level of headings skipped"], "a.pdf")
    assert first.where == "a.pdf, page 2, H3 “Before you give”"
    assert first.message == "the heading is H3, but H1 comes before it"
    assert first.hint
    (link,) = messages(FILES["web: link without description"], "pdf-link-text")
    assert link.startswith("page 1, 28 mm from the left, 95 mm from the top: ")


def test_flags_of_annotations_matter_where_a_file_says_that_it_is_for_archives() -> None:
    (told,) = messages(FILES["web: link that does not print"], "pdf-annotation-flags")
    words = "the link “Example website” is not shown or not printed (no Print)"
    assert told == f"page 1, 28 mm from the left, 95 mm from the top: {words}"
    only_ua = xmp("<pdfuaid:part>1</pdfuaid:part>")
    assert codes(mutated(web_pdf(), lambda pdf: _unprinted(pdf, only_ua))) == set()


def _unprinted(pdf: Pdf, packet: bytes) -> None:
    pdf.Root.Metadata.write(packet)
    pdf.pages[0].Annots[0].F = 0


def test_a_popup_needs_no_flags() -> None:
    def with_popup(pdf: Pdf) -> None:
        popup = Dictionary(Type=Name.Annot, Subtype=Name.Popup, Rect=[0, 0, 9, 9])
        pdf.pages[0].Annots.append(pdf.make_indirect(popup))

    assert codes(mutated(web_pdf(), with_popup)) == set()


JUNK = (None, 7, Name.Junk, pikepdf.String("junk"), Array([]), Array([Name.Junk]), Dictionary())


def _font_parts(pdf: Pdf) -> tuple[pikepdf.Object, ...]:
    font = pdf.pages[0].Resources.Font.F
    inner = font.DescendantFonts[0]
    return font, inner, inner.FontDescriptor


@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_a_font_with_junk_in_it_stops_no_check(junk: object) -> None:
    with pikepdf.open(io.BytesIO(web_pdf())) as pdf:
        places = [(part, key) for part, holder in enumerate(_font_parts(pdf)) for key in holder]
    for part, key in places:
        edit = functools.partial(_put_in_font, part, key, junk)
        found = codes(mutated(web_pdf(), edit)) - {BROKEN}
        assert found <= {"pdf-font-embedded", "pdf-font-width", "pdf-font-text"}
        assert found or key not in ("/DescendantFonts", "/FontDescriptor", "/FontFile2", "/W")


def _put_in_font(part: int, key: str, junk: object, pdf: Pdf) -> None:
    put(_font_parts(pdf)[part], key[1:], junk)


# Ink, resolution, languages


def test_ink_is_told_in_per_cent_with_the_heaviest_place() -> None:
    (told,) = messages(FILES["print: flat colour of 320 %"], "pdf-ink")
    assert told.startswith("page 1, -3 mm from the left, -3 mm from the top: 320% ink")


def test_the_limit_of_ink_is_that_of_the_paper() -> None:
    assert check_pdf(press_pdf(), ink_limit=1.91) == ()
    (finding,) = check_pdf(press_pdf(), ink_limit=1.8)
    assert finding.message.startswith("190% ink; more than 180% smears")
    assert check_pdf(FILES["print: flat colour of 320 %"], ink_limit=3.2) == ()


def test_the_heaviest_pixel_of_a_picture_has_its_own_place() -> None:
    def dotted(pdf: Pdf) -> None:
        image = pdf.pages[0].Resources.XObject.I
        pixels = bytearray(bytes(4) * 250 * 250)
        place = 4 * (200 * 250 + 125)
        pixels[place : place + 4] = bytes([255, 255, 255, 204])
        image.write(bytes(pixels))

    # 72 points wide at 100, 200; the trimmed page begins at 28.3 and ends at 447.9 points.
    x, y = (100 + 36 - 28.35) / 72 * 25.4, (447.87 - (200 + 72 * 0.2)) / 72 * 25.4
    (told,) = messages(mutated(press_pdf(), dotted), "pdf-ink")
    assert told.startswith(f"page 1, {x:.0f} mm from the left, {y:.0f} mm from the top: 380% ink")


def test_what_a_soft_mask_hides_takes_no_ink() -> None:
    def hidden(pdf: Pdf) -> None:
        image = pdf.pages[0].Resources.XObject.I
        image.write(bytes([255] * 4) * 250 * 250)
        image.SMask = pdf.make_stream(
            bytes(250 * 250), Type=Name.XObject, Subtype=Name.Image, Width=250, Height=250,
            BitsPerComponent=8, ColorSpace=Name.DeviceGray,
        )  # fmt: skip

    assert codes(mutated(press_pdf(), hidden)) == set()


def test_marks_outside_the_bleed_may_be_in_all_inks_but_not_inside() -> None:
    inside = mutated(press_pdf(), replaced(b"0.25 w", b"0.25 w 100 100 m 120 100 l"))
    (told,) = messages(inside, "pdf-ink")
    assert told.startswith("page 1, 25 mm from the left, 123 mm from the top: 400% ink")


@pytest.mark.parametrize(
    ("operators", "code"),
    [
        (b"/P cs 1 scn", "pdf-print-rgb"),
        (b"/S cs 1 scn", "pdf-print-rgb"),
        (b"/G sh", "pdf-ink"),
        (b"/Form Do", "pdf-print-rgb"),
        (b"/Cmyk cs 0.9 0.9 0.9 0.9 scn", ""),
    ],
)
def test_colours_are_followed_through_spaces_shadings_and_forms(
    operators: bytes, code: str
) -> None:
    def coloured(pdf: Pdf) -> None:
        resources = pdf.pages[0].Resources
        profile = pdf.make_stream(b"", N=3)
        ramp = Dictionary(
            FunctionType=2, Domain=[0, 1], N=1, C0=[0, 0, 0, 0], C1=[0.9, 0.9, 0.9, 0.9]
        )
        resources.ColorSpace = Dictionary(
            P=Array([Name.ICCBased, profile]),
            S=Array([Name.Separation, Name.Red, Name.DeviceRGB, Dictionary()]),
            Cmyk=Array([Name.ICCBased, pdf.make_stream(b"", N=4)]),
        )
        resources.Shading = Dictionary(
            G=Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK, Function=ramp)
        )
        resources.XObject.Form = pdf.make_stream(
            b"1 0 0 rg 100 100 10 10 re f", Type=Name.XObject, Subtype=Name.Form,
            BBox=[0, 0, 300, 300],
        )  # fmt: skip
        resources.ExtGState.O.OPM = 1
        replaced(b"0 1 0.8 0.1 k", b"1 0 0 1 99 99 cm " + operators)(pdf)

    assert codes(mutated(press_pdf(), coloured)) - {BROKEN} == {code} - {""}


def test_soft_masks_and_patterns_are_read_too() -> None:
    def masked(pdf: Pdf) -> None:
        resources = pdf.pages[0].Resources
        group = pdf.make_stream(
            b"0 g 0 0 9 9 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9],
            Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB),
        )  # fmt: skip
        resources.ExtGState.M = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group))
        replaced(b"0 1 0.8 0.1 k", b"/M gs 0 1 0.8 0.1 k")(pdf)

    def patterned(pdf: Pdf) -> None:
        tile = pdf.make_stream(
            b"1 0 0 rg 0 0 5 5 re f", PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 9, 9],
            XStep=9, YStep=9, Resources=Dictionary(),
        )  # fmt: skip
        pdf.pages[0].Resources.Pattern = Dictionary(T=tile)
        replaced(b"0 1 0.8 0.1 k", b"/Pattern cs /T scn")(pdf)

    assert codes(mutated(press_pdf(), masked)) - {BROKEN} == {"pdf-transparency"}
    assert codes(mutated(press_pdf(), patterned)) - {BROKEN} == {"pdf-print-rgb"}


def test_a_dark_red_text_is_no_black() -> None:
    red = mutated(press_pdf(), replaced(b"0 0 0 1 k", b".3 1 .9 .4 k"))
    assert codes(red) == set()


def test_the_look_of_a_field_must_carry_its_font_and_fit_the_colours_of_the_page() -> None:
    def looking(pdf: Pdf) -> None:
        look = pdf.pages[0].Annots[1].AP.N
        look.Resources = Dictionary(
            Font=Dictionary(H=Dictionary(Subtype=Name.Type1, BaseFont=Name.Helvetica))
        )
        look.write(b"/Tx BMC BT /H 12 Tf 0 0 0 1 k (a) Tj ET EMC")

    found = codes(mutated(web_pdf(), looking)) - {BROKEN}
    assert found == {"pdf-font-embedded", "pdf-font-width", "pdf-font-text", "pdf-colour-intent"}


def test_a_coarse_picture_is_told_with_what_it_may_be() -> None:
    (told,) = messages(FILES["print: picture of 100 dpi"], "pdf-print-resolution")
    assert "a picture has 100 dpi at 25 × 25 mm; for print it may be 13 × 13 mm at most" in told


def _every_letter_as(letter: int) -> Callable[[Pdf], None]:
    def edit(pdf: Pdf) -> None:
        table = pdf.pages[0].Resources.Font.F.ToUnicode
        rows = [
            line.partition(b">")[0] + b"> <%04X>" % letter if line.startswith(b"<00") else line
            for line in table.read_bytes().split(b"\n")
        ]
        table.write(b"\n".join(rows))

    return edit


def _spoken(tag: str) -> Callable[[Pdf], None]:
    def edit(pdf: Pdf) -> None:
        elements(pdf, "P")[0].Lang = pikepdf.String(tag)

    return edit


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (_every_letter_as(0x1780), "the text is marked as 'en', but its letters are Khmer"),
        (_every_letter_as(0x0431), "the text is marked as 'en', but its letters are Cyrillic"),
        (_every_letter_as(0xAC00), "the text is marked as 'en', but its letters are Hangul"),
        (_spoken("km"), "the text is marked as 'km', but its letters are Latin"),
        (_spoken("zh-Hans"), "the text is marked as 'zh-Hans', but its letters are Latin"),
    ],
)
def test_a_text_in_the_letters_of_another_language_is_told(
    edit: Callable[[Pdf], None], words: str
) -> None:
    told = messages(mutated(web_pdf(), edit), "pdf-script")
    assert told
    assert told[0].endswith(words)


@pytest.mark.parametrize("tag", ["fr", "sw-TZ", "vi", "ar-XB", "tlh"])
def test_a_text_in_letters_that_fit_or_cannot_be_judged_is_left_alone(tag: str) -> None:
    assert codes(mutated(web_pdf(), _spoken(tag))) == set()


def test_a_name_in_latin_letters_may_stand_in_any_language() -> None:
    def named(pdf: Pdf) -> None:
        elements(pdf, "Link")[0].Lang = pikepdf.String("km")

    assert codes(mutated(web_pdf(), named)) == set()


def test_columns_and_rows_that_span_others_are_counted() -> None:
    def spanned(pdf: Pdf) -> None:
        table, (first, second) = elements(pdf, "Table")[0], elements(pdf, "TR")
        head, cell = elements(pdf, "TH")[0], elements(pdf, "TD")[0]
        head.A.RowSpan = 2
        second.K = Array([second.K[0]])
        first.K.append(cell)
        first.K[1].A.ColSpan, table.Title = 1, pikepdf.String("x")

    # Three columns above; below one cell beside the one that hangs down.
    assert messages(mutated(web_pdf(), spanned), "pdf-table-cells") == [
        "page 1, Table “Place Day Friday Hospital”: the rows of the table have 3, 2 cells"
    ]


# Files that cannot be read, and files that run in circles


def _saved(**options: object) -> bytes:
    out = io.BytesIO()
    with Pdf.new() as pdf:
        pdf.save(out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def _locked() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(web_pdf())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "pdf-unreadable"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "pdf-unreadable"),
        (b"%PDF-1.7\n", "pdf-unreadable"),
        (web_pdf()[:400], "pdf-unreadable"),
        (_saved(), "pdf-no-pages"),
        (_locked(), "pdf-encrypted"),
    ],
    ids=["empty", "picture", "head only", "begin only", "no pages", "locked"],
)
def test_a_file_that_cannot_be_read_is_one_error_with_a_hint(content: bytes, code: str) -> None:
    (finding,) = check_pdf(content, "a.pdf")
    assert (finding.severity, finding.code, finding.where) == (Severity.ERROR, code, "a.pdf")
    assert finding.hint


def test_a_restricted_file_is_read_and_told() -> None:
    assert "pdf-encrypted" in codes(restricted(press_pdf()))


def _circular_tree(pdf: Pdf) -> None:
    section = elements(pdf, "Sect")[0]
    section.K.append(section)
    section.K.append(pdf.Root.StructTreeRoot.K[0])


def _circular_rows(pdf: Pdf) -> None:
    tree = pdf.Root.StructTreeRoot.ParentTree
    tree.Kids = Array([tree, tree])


def _circular_roles(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.RoleMap = Dictionary(A=Name.B, B=Name.A)
    elements(pdf, "Sect")[0].S = Name.A


def _circular_field(pdf: Pdf) -> None:
    field = pdf.pages[0].Annots[1]
    field.Parent = field
    del field["/TU"]


def _circular_form(pdf: Pdf) -> None:
    form = pdf.make_stream(b"/Self Do /Self Do", Subtype=Name.Form, BBox=[0, 0, 1, 1])
    form.Resources = Dictionary(XObject=Dictionary(Self=form))
    pdf.pages[0].Resources.XObject.Self = form
    replaced(b"0.7 0.1 0.2 rg", b"/Self Do 0.7 0.1 0.2 rg")(pdf)


def _many_forms(pdf: Pdf) -> None:
    below = pdf.make_stream(b"", Subtype=Name.Form, BBox=[0, 0, 1, 1])
    for _ in range(40):
        above = pdf.make_stream(b"/X Do /X Do", Subtype=Name.Form, BBox=[0, 0, 1, 1])
        above.Resources = Dictionary(XObject=Dictionary(X=below))
        below = above
    pdf.pages[0].Resources.XObject.Self = below
    replaced(b"0.7 0.1 0.2 rg", b"/Self Do 0.7 0.1 0.2 rg")(pdf)


def _circular_space(pdf: Pdf) -> None:
    space = pdf.make_indirect(Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String("abcdef")]))
    space[1] = space
    pdf.pages[0].Resources.XObject.I.ColorSpace = space


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (_circular_tree, "pdf-damaged"),
        (_circular_rows, ""),
        (_circular_roles, "pdf-structure-type"),
        (_circular_field, "pdf-field-name"),
        (_circular_form, "pdf-damaged"),
        (_many_forms, "pdf-damaged"),
        (_circular_space, ""),
    ],
    ids=["tree", "rows", "roles", "field", "form", "many forms", "colour space"],
)
def test_a_circle_ends(edit: Callable[[Pdf], None], code: str) -> None:
    assert codes(mutated(web_pdf(), edit)) - {BROKEN} == {code} - {""}
