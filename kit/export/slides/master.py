"""The layouts of a deck -> the bytes of a presentation without slides.

One master in the deck's language and direction, the layouts, a notes master and a table
style, so that whoever edits the deck later keeps colours, fonts, direction and language.
"""

from kit.export.slides.logos import logo_part, logo_shape
from kit.export.slides.notes import NOTES_HEIGHT, NOTES_WIDTH, notes_master
from kit.export.slides.oxml import empty_tree, node, root
from kit.export.slides.package import (
    DECLARATION,
    OFFICE_TYPE,
    PACKAGE,
    PACKAGE_TYPE,
    RELATIONS,
    PackagePart,
    Relation,
    packed,
)
from kit.export.slides.parts import (
    background,
    colour_map,
    decoration_shape,
    placeholder_shape,
    text_levels,
)
from kit.export.slides.style import HEIGHT, WIDTH, DeckStyle
from kit.export.slides.tables import table_styles
from kit.export.slides.theme import BRAND, theme
from kit.layout.deck import Deck, Placeholder, SlideLayout
from kit.layout.slide_feet import has_logo
from kit.units import Rect, emu

FIRST_ID = 2147483648  # ECMA-376 19.7.13: ids of masters and layouts start here
PLAIN = Placeholder("plain", "plain", 0, Rect(0, 0, 0, 0), 18.0)

# What the master has of each kind where no layout says otherwise.
DEFAULTS = (
    Placeholder("title", "title", 0, Rect(48, 36, 864, 90), 58.0, "headline", "red"),
    Placeholder("body", "body", 1, Rect(48, 144, 864, 324), 22.0),
    Placeholder("date", "dt", 2, Rect(662, 500, 150, 20), 12.0, align="end"),
    Placeholder("footer", "ftr", 3, Rect(48, 500, 560, 20), 12.0),
    Placeholder("number", "sldNum", 4, Rect(812, 500, 100, 20), 12.0, align="end"),
)


def base_package(deck: Deck, style: DeckStyle) -> bytes:
    """Return the presentation that the slides of a deck are put into."""
    logo = logo_part(deck.logo) if deck.logo else None
    layouts = tuple(
        PackagePart(
            f"ppt/slideLayouts/slideLayout{number}.xml",
            _layout(layout, deck, style),
            f"{OFFICE_TYPE}presentationml.slideLayout+xml",
            _links(layout, deck, logo),
        )
        for number, layout in enumerate(deck.layouts, 1)
    )
    media = (logo,) if logo else ()
    return packed((*_masters(deck, style, layouts), *layouts, *media, *_settings(style)), _roots())


def _links(layout: SlideLayout, deck: Deck, logo: PackagePart | None) -> tuple[Relation, ...]:
    master = Relation("slideMaster", "/ppt/slideMasters/slideMaster1.xml")
    if logo is None or not has_logo(layout, deck.logo):
        return (master,)
    return (master, Relation("image", f"/{logo.path}"))


def _masters(
    deck: Deck, style: DeckStyle, layouts: tuple[PackagePart, ...]
) -> tuple[PackagePart, ...]:
    presentation = f"{OFFICE_TYPE}presentationml"
    links = tuple(Relation("slideLayout", f"/{layout.path}") for layout in layouts)
    return (
        PackagePart(
            "ppt/slideMasters/slideMaster1.xml",
            _master(deck, style),
            f"{presentation}.slideMaster+xml",
            (*links, Relation("theme", "/ppt/theme/theme1.xml")),
        ),
        PackagePart(
            "ppt/notesMasters/notesMaster1.xml",
            notes_master(deck, style),
            f"{presentation}.notesMaster+xml",
            (Relation("theme", "/ppt/theme/theme2.xml"),),
        ),
        PackagePart("ppt/theme/theme1.xml", theme(style), f"{OFFICE_TYPE}theme+xml"),
        PackagePart(
            "ppt/theme/theme2.xml", theme(style, f"{BRAND} notes"), f"{OFFICE_TYPE}theme+xml"
        ),
    )


def _settings(style: DeckStyle) -> tuple[PackagePart, ...]:
    presentation = f"{OFFICE_TYPE}presentationml"
    links = (
        Relation("slideMaster", "/ppt/slideMasters/slideMaster1.xml"),
        Relation("notesMaster", "/ppt/notesMasters/notesMaster1.xml"),
        Relation("presProps", "/ppt/presProps.xml"),
        Relation("viewProps", "/ppt/viewProps.xml"),
        Relation("theme", "/ppt/theme/theme1.xml"),
        Relation("tableStyles", "/ppt/tableStyles.xml"),
    )
    return (
        PackagePart(
            "ppt/presentation.xml",
            _presentation(style),
            f"{presentation}.presentation.main+xml",
            links,
        ),
        PackagePart(
            "ppt/presProps.xml", root("p:presentationPr", {}), f"{presentation}.presProps+xml"
        ),
        PackagePart("ppt/viewProps.xml", root("p:viewPr", {}), f"{presentation}.viewProps+xml"),
        PackagePart("ppt/tableStyles.xml", table_styles(style), f"{presentation}.tableStyles+xml"),
        PackagePart("docProps/core.xml", _core(), f"{PACKAGE_TYPE}core-properties+xml"),
        PackagePart("docProps/app.xml", _application(), f"{OFFICE_TYPE}extended-properties+xml"),
    )


def _roots() -> tuple[Relation, ...]:
    return (
        Relation("officeDocument", "/ppt/presentation.xml"),
        Relation("core-properties", "/docProps/core.xml", f"{PACKAGE}/relationships/metadata"),
        Relation("extended-properties", "/docProps/app.xml"),
    )


def _core() -> bytes:
    names = (
        f'xmlns:cp="{PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:dcmitype="http://purl.org/dc/dcmitype/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    return f"{DECLARATION}<cp:coreProperties {names}/>".encode()


def _application() -> bytes:
    namespace = RELATIONS.replace("relationships", "extended-properties")
    words = "<Application>kit</Application><PresentationFormat>Widescreen</PresentationFormat>"
    return f'{DECLARATION}<Properties xmlns="{namespace}">{words}</Properties>'.encode()


def _presentation(style: DeckStyle) -> bytes:
    direction = {"rtl": "1"} if style.is_rtl else {}
    defaults = node("a:defPPr", {}, node("a:defRPr", style.language_attributes))
    return root(
        "p:presentation",
        {**direction, "autoCompressPictures": "0"},
        node("p:sldMasterIdLst", {}, node("p:sldMasterId", {"id": FIRST_ID, "r:id": "rId1"})),
        node("p:notesMasterIdLst", {}, node("p:notesMasterId", {"r:id": "rId2"})),
        node("p:sldSz", {"cx": emu(WIDTH), "cy": emu(HEIGHT)}),
        node("p:notesSz", {"cx": emu(NOTES_WIDTH), "cy": emu(NOTES_HEIGHT)}),
        node("p:defaultTextStyle", {}, defaults, *text_levels(PLAIN, style)),
    )


def _master(deck: Deck, style: DeckStyle) -> bytes:
    items = [_representative(default, deck) for default in DEFAULTS]
    shapes = [placeholder_shape(id_, item, deck, style) for id_, item in enumerate(items, 2)]
    ids = [
        node("p:sldLayoutId", {"id": FIRST_ID + number, "r:id": f"rId{number}"})
        for number in range(1, len(deck.layouts) + 1)
    ]
    title, body = items[:2]
    return root(
        "p:sldMaster",
        {},
        node("p:cSld", {}, background(style.palette.named("paper")), empty_tree(shapes)),
        colour_map(),
        node("p:sldLayoutIdLst", {}, *ids),
        node(
            "p:txStyles",
            {},
            node("p:titleStyle", {}, *text_levels(title, style)),
            node("p:bodyStyle", {}, *text_levels(body, style)),
            node("p:otherStyle", {}, *text_levels(PLAIN, style)),
        ),
    )


def _representative(default: Placeholder, deck: Deck) -> Placeholder:
    """Return the master's placeholder of a kind, looking as on the first layout on paper."""
    ranked = sorted(deck.layouts, key=lambda layout: layout.background != "paper")
    found = [item for layout in ranked for item in layout.placeholders if item.kind == default.kind]
    if not found:
        return default
    first = found[0]
    rect = default.rect if default.kind == "body" else first.rect
    look = (first.size, first.face, first.colour, first.anchor, first.align)
    return Placeholder(default.key, default.kind, default.idx, rect, *look)


def _layout(layout: SlideLayout, deck: Deck, style: DeckStyle) -> bytes:
    boxes = [
        decoration_shape(number, item, style) for number, item in enumerate(layout.decorations, 2)
    ]
    if deck.logo and has_logo(layout, deck.logo):
        boxes.append(logo_shape(2 + len(boxes), deck.logo, "rId2", style))
    places = [
        placeholder_shape(number, item, deck, style)
        for number, item in enumerate(layout.placeholders, 2 + len(boxes))
    ]
    name = deck.names.get(f"layout.{layout.key}", layout.key)
    ground = background(style.palette.named(layout.background))
    return root(
        "p:sldLayout",
        {"preserve": "1", "userDrawn": "1"},
        node("p:cSld", {"name": name}, ground, empty_tree([*boxes, *places])),
        node("p:clrMapOvr", {}, node("a:masterClrMapping", {})),
    )
