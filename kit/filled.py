"""A form filled in with any program -> the same form, its letters joined as they should be."""

from pathlib import Path

from kit.errors import KitError
from kit.export.files import publish
from kit.export.pdf.form_filling import fill_form
from kit.sources.theme import read_theme
from kit.sources.workspace import read_bytes
from kit.stages import Desk
from kit.typeset.fonts import Family


def redraw_form(path: Path, out: Path, workspace: Path | None) -> None:
    """Draw what was typed into a form anew, and write the form.

    Most programs set one glyph a character: Arabic stays unjoined, and the vowels of Khmer and
    Burmese stand in the wrong place.

    Raises:
        KitError: The file is no form of the kit, or a text does not fit its field.
    """
    desk = Desk(workspace)
    families = {key: Family(*family) for key, family in read_theme(desk.workspace).font.items()}
    try:
        content = fill_form(read_bytes(path), {}, desk.fonts(families))
    except KitError as error:
        raise error.within(str(path)) from error
    publish(out, content)
