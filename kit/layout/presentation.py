"""A deck's document -> the deck: layouts, slides, names, and the notes with their sources."""

import re
from collections.abc import Sequence

from kit.document.model import Document, Heading, Part
from kit.document.texts import sources_of
from kit.findings import Finding
from kit.layout.compositor import Compositor
from kit.layout.copyfit import slide_overset
from kit.layout.deck import Dated, Deck, DeckFont, Slide, SlideLayout
from kit.layout.parts import draft_text
from kit.layout.slide import SlideSetter
from kit.layout.slide_choice import layout_key
from kit.layout.slide_feet import logo_of, with_feet
from kit.layout.slide_fit import WEIGHTS, fit_texts, scaled
from kit.layout.slide_geometry import MOST_ROWS, STEPS
from kit.layout.slide_layouts import slide_layouts
from kit.layout.slide_notes import SOURCES, citation, times
from kit.sources.bibliography import Source
from kit.sources.locales import office_tag
from kit.sources.theme import Theme
from kit.units import Points

# No heading pulls the others below this share of the theme's size.
SHARED = 0.8


def lay_out_deck(
    document: Document,
    compositor: Compositor,
    bibliography: dict[str, Source],
    dated: Dated,
    *,
    is_draft: bool,
) -> tuple[Deck, tuple[Finding, ...]]:
    """Return the deck and what does not fit on its slides; its day stands in its footers."""
    theme, locale = compositor.theme, compositor.locale
    logo = logo_of(compositor)
    feet = (document.service, dated.words)
    layouts, too_long = with_feet(slide_layouts(theme.deck), compositor, feet, logo)
    faces = _faces(theme, compositor)
    by_key = {layout.key: layout for layout in layouts}
    title_size = _title_size(document.parts, compositor, by_key)
    slides: list[Slide] = []
    findings = list(too_long)
    names = _names(document)
    for number, part in enumerate(document.parts, 1):
        layout = by_key[layout_key(part)]
        spoken = times(document.parts, number - 1, names, locale)
        notes = (*spoken, *_notes(part, names, bibliography))
        slide, overset = SlideSetter(compositor, layout, title_size).slide(part, notes)
        slides.append(slide)
        findings += [slide_overset(number, over.text, over.room, over.beside) for over in overset]
    deck = Deck(
        title=str(document.title),
        language=office_tag(locale),
        is_rtl=locale.is_rtl,
        author=document.service,
        date=dated.words,
        day=dated.day,
        draft=str(draft_text(document)) if is_draft else "",
        colours=theme.colour.model_dump(),
        faces=faces,
        script=locale.script,
        spacing=compositor.script.slide_spacing,
        layouts=layouts,
        slides=tuple(slides),
        names=names,
        fonts=_fonts(faces, compositor),
        logo=logo,
    )
    return deck, tuple(findings)


def _title_size(
    parts: Sequence[Part], compositor: Compositor, layouts: dict[str, SlideLayout]
) -> Points:
    """Return a heading size that most slides share; a heading too long for it is set smaller."""
    found: list[Points] = []
    for part in parts:
        heading = next((block for block in part.blocks if isinstance(block, Heading)), None)
        place = layouts[layout_key(part)].placeholders[0]
        if heading is None or place.size < compositor.theme.deck.heading_pt:
            continue
        most = scaled(compositor, place, place.size)
        found.append(fit_texts(compositor, (heading.text,), place, (most, most * SHARED)).size)
    shared = [size for size in found if size > min(found) or found.count(size) > 1]
    return min(shared or found, default=compositor.theme.deck.heading_pt)


def _names(document: Document) -> dict[str, str]:
    """Return the names of layouts; each count of rows is a layout of its own."""
    names = dict(document.names)
    rows = names.get("layout.rows", "rows")
    names["layout.title-lead"] = f"{names.get('layout.title', 'title')} (2)"
    names["layout.closing-qr"] = f"{names.get('layout.closing', 'closing')} (QR)"
    steps = names.get("layout.steps", "steps")
    counted = {f"layout.rows-{count}": f"{rows} ({count})" for count in range(1, MOST_ROWS + 1)}
    counted |= {f"layout.steps-{count}": f"{steps} ({count})" for count in range(1, STEPS)}
    return names | counted


def _notes(part: Part, names: dict[str, str], bibliography: dict[str, Source]) -> tuple[str, ...]:
    """Return what the speaker says beyond the slide, and where its facts come from."""
    said = tuple(str(text) for text in part.notes)
    sources = [bibliography[name] for name in sources_of(part)]
    cited = tuple(f"{citation(source)} {source.address}" for source in sources)
    if not cited:
        return said
    return (*said, f"{names.get(SOURCES, 'Sources')}:", *cited)


def _faces(theme: Theme, compositor: Compositor) -> dict[str, str]:
    """Return family names as the files carry them in name ID 1."""
    locale = compositor.locale
    family, style = (
        theme.font.get(locale.language) or theme.font.get(locale.script) or theme.font["Latn"]
    )
    name = _spaced(family)
    headline = name if style in ("Regular", "Bold") else f"{name} {_spaced(style)}"
    bold = "" if style == "Regular" else name
    return {"regular": name, "bold": bold, "headline": headline}


def _fonts(faces: dict[str, str], compositor: Compositor) -> tuple[DeckFont, ...]:
    """Return the font files of the faces; a language without a bold has none to carry."""
    files = [(faces[key], compositor.face(weight)) for key, weight in WEIGHTS.items()]
    scripts = (compositor.locale.script,)
    return tuple(
        DeckFont(family, file.key.endswith("-Bold"), file.path, scripts)
        for family, file in files
        if family
    )


def _spaced(name: str) -> str:
    """Return a name of the font folder as people write it; ExtraCondensed stays one word."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("Extra Condensed", "ExtraCondensed")
