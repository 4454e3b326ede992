"""A part of a deck -> the key of the slide layout it needs."""

from kit.document.model import Contact, ItemList, Lead, Part
from kit.errors import TemplateError
from kit.layout.slide_geometry import MOST_ROWS


def layout_key(part: Part) -> str:
    """Return the key of a part's layout.

    Rows go by their number, a title by its lead, a closing by its QR code.
    """
    if part.place == "rows":
        return _rows_key(part)
    if part.place == "title" and any(isinstance(block, Lead) for block in part.blocks):
        return "title-lead"
    if part.place == "closing":
        contacts = (block for block in part.blocks if isinstance(block, Contact))
        return "closing-qr" if any(contact.address for contact in contacts) else "closing"
    return part.place


def _rows_key(part: Part) -> str:
    items = next((block for block in part.blocks if isinstance(block, ItemList)), None)
    count = len(items.items) if items else 0
    if not 1 <= count <= MOST_ROWS:
        raise TemplateError(
            f"a slide of rows has {count} items",
            where="slide layout rows",
            hint=f"give it one list of 1 to {MOST_ROWS} items, or split the slide",
        )
    return f"rows-{count}"
