"""A part of a deck -> the key of the slide layout it needs."""

from kit.document.model import Contact, ItemList, Lead, Part, Steps
from kit.errors import TemplateError
from kit.layout.slide_figures import steps_key
from kit.layout.slide_geometry import FEWEST_STEPS, MOST_ROWS, STEPS


def layout_key(part: Part) -> str:
    """Return the key of a part's layout.

    Rows and steps go by their number, a title by its lead, a closing by its QR code.
    """
    if part.place == "rows":
        return _rows_key(part)
    if part.place == "steps":
        return _steps_key(part)
    if part.place == "title" and any(isinstance(block, Lead) for block in part.blocks):
        return "title-lead"
    if part.place == "closing":
        contacts = (block for block in part.blocks if isinstance(block, Contact))
        return "closing-qr" if any(contact.address for contact in contacts) else "closing"
    return part.place


def _steps_key(part: Part) -> str:
    steps = next((block for block in part.blocks if isinstance(block, Steps)), None)
    count = len(steps.steps) if steps else 0
    if not FEWEST_STEPS <= count <= STEPS:
        raise TemplateError(
            f"a slide of steps has {count} of them",
            where="slide layout steps",
            hint=f"give it {FEWEST_STEPS} to {STEPS}, or split the slide",
        )
    return steps_key(count)


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
