"""Where and when to give blood -> the lines of the last slide, and the QR code beside them."""

from collections.abc import Sequence
from math import floor

from kit.document.model import Contact
from kit.document.runs import Text
from kit.layout.deck import Placeholder
from kit.layout.slide_fit import room_of, scaled
from kit.layout.slide_geometry import CLOSING_QR
from kit.layout.slide_pictures import qr_picture
from kit.layout.slide_words import Filled, SlideWords, bold
from kit.units import Points

# Down to this size no line of a contact is broken; smaller, lines are.
WHOLE_PT = 14.5
LEAST_PT = 13.0


def fill_contact(words: SlideWords, block: Contact) -> Filled:
    """Return the lines, the phone number in bold, and the code of a web address if there is one."""
    texts = [*block.lines, *([bold(block.phone)] if block.phone else [])]
    if not texts:
        return Filled()
    size = _size(words, texts, words.place("contact"))
    filled = words.words("contact", texts, LEAST_PT, size)
    if not block.address:
        return filled
    code = qr_picture(words.compositor, block.address, CLOSING_QR)
    return filled.plus(Filled(pictures=(code,)))


def _size(words: SlideWords, texts: Sequence[Text], place: Placeholder) -> Points:
    """Return the size at which no line is broken, if it is large enough."""
    compositor, kind = words.compositor, words.kind(place)
    most = scaled(compositor, place, place.size)
    measure = place.rect.w * room_of(compositor)
    whole = min(compositor.one_line_size(text, kind, measure) for text in texts)
    # Rounded down: a line that fills the room to the last point would be broken after all.
    return min(most, floor(whole * 10) / 10) if whole >= WHOLE_PT else most
