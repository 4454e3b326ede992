"""The foot of slides -> the partner's logo, and footers in which service and date hold."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from kit.findings import Finding, Severity
from kit.layout.compositor import Compositor, Type
from kit.layout.deck import DeckLogo, Placeholder, SlideLayout
from kit.layout.parts import logo, plain
from kit.layout.slide_fit import HANGUL, WEIGHTS, room_of
from kit.layout.slide_geometry import FOOT_H, FOOT_Y, margin
from kit.typeset.glyphs import Weight
from kit.units import Points, Rect

FEET = ("ftr", "dt", "sldNum")
LEAST_PT: Points = 9.0
LEAST_DATE, DATE_SPACE, DATE_ROOM = 60.0, 12.0, 0.75
LOGO_W, LOGO_H, LOGO_SPACE = 110.0, 28.0, 14.0
"""The most room of a logo, and what nothing comes nearer to it than: 5 mm, as on paper."""


def logo_of(compositor: Compositor) -> DeckLogo | None:
    """Return the partner's logo at the start of the foot, or None without one."""
    sign = compositor.logo
    if sign is None:
        return None
    box = logo(compositor, LOGO_W, LOGO_H)
    x, middle = margin(compositor.theme.deck), FOOT_Y + FOOT_H / 2
    rect = Rect(x, middle - box.height / 2, box.width, box.height)
    return DeckLogo(sign.picture, sign.alt, rect)


def has_logo(layout: SlideLayout, sign: DeckLogo | None) -> bool:
    """Say whether a layout shows the logo: it never stands on a colour."""
    return sign is not None and layout.background == "paper"


def with_feet(
    layouts: Sequence[SlideLayout],
    compositor: Compositor,
    words: tuple[str, str],
    sign: DeckLogo | None,
) -> tuple[tuple[SlideLayout, ...], tuple[Finding, ...]]:
    """Return the layouts with their footers beside the logo, and a name that is too long for them.

    Args:
        layouts: All layouts of the master.
        compositor: Measures the words.
        words: The service's name and the date.
        sign: What the footers make room for.
    """
    own = compositor.theme.deck.source_pt
    size = _fitting(_moved(layouts, compositor, words, own, sign), compositor, words, own)
    # At a smaller size the date leaves more room to the name.
    moved = _moved(layouts, compositor, words, size, sign)
    size = _fitting(moved, compositor, words, own)
    feet = tuple(
        _mapped(layout, lambda place: replace(place, size=max(min(place.size, size), LEAST_PT)))
        for layout in moved
    )
    return feet, () if size >= LEAST_PT else (_too_long(words[0]),)


def _moved(
    layouts: Sequence[SlideLayout],
    compositor: Compositor,
    words: tuple[str, str],
    size: Points,
    sign: DeckLogo | None,
) -> list[SlideLayout]:
    """Return the layouts with a date as wide as its words are at a size."""
    date = max(_width(compositor, words[1], max(size, LEAST_PT)), LEAST_DATE)
    return [_arranged(layout, date, sign if has_logo(layout, sign) else None) for layout in layouts]


def _fitting(
    layouts: Sequence[SlideLayout], compositor: Compositor, words: tuple[str, str], most: Points
) -> Points:
    """Return the size at which the words stand on one line in every footer."""
    return min(
        (
            _one_line(compositor, text, place)
            for layout in layouts
            for place in layout.placeholders
            for kind, text in zip(FEET, words, strict=False)
            if place.kind == kind
        ),
        default=most,
    )


def _too_long(name: str) -> Finding:
    return Finding(
        Severity.WARNING,
        "slides.footer",
        f"the name of the service does not hold in the footer of a slide: {name!r}",
        "",
        "give the service a shorter name in partner.toml, or a narrower logo",
    )


def _arranged(layout: SlideLayout, date: Points, sign: DeckLogo | None) -> SlideLayout:
    """Return a layout whose date is as wide as its words and whose footer has all other room."""
    places = {place.kind: place.rect for place in layout.placeholders}
    if "ftr" not in places:
        return layout
    right = places["dt"].right
    start = places["ftr"].x + (sign.rect.w + LOGO_SPACE if sign else 0.0)
    rects = {
        "ftr": replace(places["ftr"], x=start, w=right - date - DATE_SPACE - start),
        "dt": replace(places["dt"], x=right - date, w=date),
    }
    return _mapped(layout, lambda place: replace(place, rect=rects.get(place.kind, place.rect)))


def _width(compositor: Compositor, words: str, size: Points) -> Points:
    """Return the room that words take on one line."""
    kind = Type(size, 1.0, Weight.REGULAR, "")
    whole = compositor.one_line_size(plain(words, compositor.locale), kind, 1.0)
    # Between Hangul and figures LibreOffice puts spaces: a date has six such places.
    room = DATE_ROOM if compositor.locale.script in HANGUL else room_of(compositor)
    return size / whole / room + 1.0 if words else 0.0


def _mapped(layout: SlideLayout, change: Callable[[Placeholder], Placeholder]) -> SlideLayout:
    places = (change(place) if place.kind in FEET else place for place in layout.placeholders)
    return replace(layout, placeholders=tuple(places))


def _one_line(compositor: Compositor, words: str, place: Placeholder) -> Points:
    """Return the size at which words stand on the one line of a footer."""
    text = plain(words, compositor.locale)
    kind = Type(place.size, 1.0, WEIGHTS[place.face], compositor.theme.named(place.colour))
    measure = place.rect.w * room_of(compositor)
    fitting = compositor.one_line_size(text, kind, measure) if words else place.size
    return min(place.size, round(fitting - 0.05, 1))
