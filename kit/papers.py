"""A sheet's document -> its PDF, with the host's logo in its head: the papers of a visit."""

from dataclasses import replace

from kit.branding import sign_of
from kit.document.model import Document
from kit.export.pdf.writer import write_pdf
from kit.findings import Finding
from kit.layout.compositor import Compositor
from kit.layout.publication import publication_of
from kit.layout.sheet import lay_out_sheet
from kit.sources.partner import HOST, read_partner
from kit.sources.theme import COLOUR
from kit.stages import Bench


def drawn_sheet(
    document: Document, bench: Bench, *, size: str = "", is_draft: bool
) -> tuple[bytes, tuple[Finding, ...]]:
    """Return a sheet as a PDF, and what does not fit on it.

    Args:
        document: A document of the kind "sheet".
        bench: That of the visitors' partner and language.
        size: A paper of the theme's brochures, or "" for the partner's own.
        is_draft: Whether each page says so.

    Raises:
        TemplateError: The sheet has a block that its plan does not show.
    """
    paper = size or bench.material.partner.profile.paper
    pages, found = lay_out_sheet(document, _from_host(bench), size=paper, is_draft=is_draft)
    named = tuple(replace(each, message=f"{document.product}, {each.message}") for each in found)
    return write_pdf(publication_of(document, pages)), named


def _from_host(bench: Bench) -> Compositor:
    """Return the compositor with the host's logo: papers are letters of the host."""
    material, compositor = bench.material, bench.compositor
    host = read_partner(material.workspace, HOST, material.bibliography)
    sign = sign_of(compositor.gallery, host, material.locale, COLOUR)
    return compositor.in_edition(COLOUR, sign)
