"""The partner's logo -> a picture part and its shape on the layouts of a deck.

Pixels only: an SVG on a layout is not shown by every program.
"""

from kit.export.slides.oxml import Element, describe, node, rectangle, transform
from kit.export.slides.package import PackagePart
from kit.export.slides.pictures import png, svg
from kit.export.slides.style import DeckStyle
from kit.layout.deck import DeckLogo
from kit.sources.raster import Raster

# A logo is small and often has small letters: three times the pixels of a screen.
WIDTH_PX = 600
JPEG = b"\xff\xd8"


def logo_part(logo: DeckLogo) -> PackagePart:
    """Return the part that holds the picture."""
    if isinstance(logo.picture, Raster):
        content = logo.picture.content
    else:
        content = png(svg(logo.picture), WIDTH_PX)
    kind = "jpeg" if content.startswith(JPEG) else "png"
    return PackagePart(f"ppt/media/logo.{kind}", content, f"image/{kind}")


def logo_shape(number: int, logo: DeckLogo, relation: str, style: DeckStyle) -> Element:
    """Return the picture in the deck's direction; it is never mirrored itself."""
    stretch = node("a:stretch", {}, node("a:fillRect", {}))
    shape = node(
        "p:pic",
        {},
        node(
            "p:nvPicPr",
            {},
            node("p:cNvPr", {"id": number, "name": "Logo"}),
            node("p:cNvPicPr", {}, node("a:picLocks", {"noChangeAspect": 1})),
            node("p:nvPr", {"userDrawn": 1}),
        ),
        node("p:blipFill", {}, node("a:blip", {"r:embed": relation}), stretch),
        node("p:spPr", {}, transform(style.placed(logo.rect)), rectangle()),
    )
    describe(shape, logo.alt)
    return shape
