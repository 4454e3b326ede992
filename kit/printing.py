"""A publication and a partner -> the file for the partner's print shop, and what is too coarse."""

from typing import TYPE_CHECKING

from kit.document.compose import Material
from kit.export.pdf.standards import screen_intent
from kit.findings import Finding
from kit.layout.page import Publication
from kit.preflight.resolution import resolution_findings
from kit.sources.press import Press, read_press

if TYPE_CHECKING:
    from kit.export.pdf.inks import Inks


class PrintShops:
    """Makes print files; the inks of a press are looked up in its profile once."""

    def __init__(self) -> None:
        self._inks: dict[Press, Inks] = {}

    def print_file(
        self, publication: Publication, material: Material
    ) -> tuple[bytes, tuple[Finding, ...]]:
        """Return pages with bleed and marks as a PDF/X-4, and warnings about its pictures.

        Raises:
            SourceError: The press of the partner's print shop is not described as it should be.
            OutputError: The pages cannot be drawn.
        """
        # It takes libraries for pictures and profiles, which a file for screens does without.
        from kit.export.pdf.print_writer import write_print_pdf  # noqa: PLC0415

        press = read_press(material.workspace, material.partner)
        content = write_print_pdf(publication, press, self._inks_of(press))
        return content, resolution_findings(publication.pages, material.partner.path)

    def _inks_of(self, press: Press) -> "Inks":
        from kit.export.pdf.inks import Inks  # noqa: PLC0415 - as above

        if press not in self._inks:
            self._inks[press] = Inks(screen_intent().profile, press.profile, press.ink_limit)
        return self._inks[press]
