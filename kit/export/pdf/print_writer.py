"""A publication and a press -> the bytes of a PDF/X-4 for a print shop (ISO 15930-7)."""

import pikepdf
from pikepdf import Array, Dictionary, Name

from kit.export.pdf.ink_images import separate_images
from kit.export.pdf.inks import Inks
from kit.export.pdf.press_colours import OVERPRINT, REGISTRATION, PressColours
from kit.export.pdf.standards import X4, Intent
from kit.export.pdf.writer import add_intent, drawn, finished, metadata_of
from kit.layout.page import Publication
from kit.sources.press import Press


def write_print_pdf(publication: Publication, press: Press, inks: Inks) -> bytes:
    """Return the publication as a PDF/X-4 in the inks of a press, without tags, links and fields.

    Args:
        publication: Pages with bleed and printer's marks.
        press: Whose profile is the output intent.
        inks: What that press prints of each colour.

    Raises:
        OutputError: As of `write_pdf`.
    """
    metadata = metadata_of(publication, X4)
    raw, _ = drawn(publication, PressColours(inks), is_tagged=X4.is_tagged)
    with pikepdf.open(raw) as pdf:
        separate_images(pdf, inks)
        _add_print_states(pdf)
        add_intent(pdf, Intent(press.condition, press.profile, 4), "GTS_PDFX")
        return finished(pdf, metadata)


def _add_print_states(pdf: pikepdf.Pdf) -> None:
    """Give each page what its content names: overprinting, and the colour of all plates.

    What is transparent is blended in the inks of the press.
    """
    overprint = pdf.make_indirect(Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1))
    registration = pdf.make_indirect(_registration(pdf))
    group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceCMYK)
    for page in pdf.pages:
        page.Group = group
        for kind, name, value in (
            ("/ExtGState", OVERPRINT, overprint),
            ("/ColorSpace", REGISTRATION, registration),
        ):
            if kind not in page.Resources:
                page.Resources[kind] = Dictionary()
            page.Resources[kind][name] = value


def _registration(pdf: pikepdf.Pdf) -> Array:
    """Return the colour space whose one part is a tint of all plates (ISO 32000-1, 8.6.6.4)."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1)
    return Array([Name.Separation, Name("/All"), Name.DeviceCMYK, pdf.make_indirect(tint)])
