"""Colours and font families of a deck -> its Office theme."""

from kit.export.slides.oxml import Element, node, root
from kit.export.slides.style import SCHEME, DeckStyle

BRAND = "Drop"
# ISO 15924 script -> body family, ending of its headline family. For pasted text in another
# language; ECMA-376 CT_SupplementalFont.
CONDENSED = " Black ExtraCondensed"
SCRIPTS = {
    "Arab": ("Noto Sans Arabic", CONDENSED),
    "Armn": ("Noto Sans Armenian", " Black"),
    "Beng": ("Noto Sans Bengali", CONDENSED),
    "Deva": ("Noto Sans Devanagari", CONDENSED),
    "Ethi": ("Noto Sans Ethiopic", CONDENSED),
    "Geor": ("Noto Sans Georgian", " Black"),
    "Hang": ("Noto Sans KR", " Black"),
    "Hans": ("Noto Sans SC", " Black"),
    "Hant": ("Noto Sans TC", " Black"),
    "Hebr": ("Noto Sans Hebrew", CONDENSED),
    "Jpan": ("Noto Sans JP", " Black"),
    "Khmr": ("Noto Sans Khmer", CONDENSED),
    "Laoo": ("Noto Sans Lao", CONDENSED),
    "Mong": ("Noto Sans Mongolian", ""),
    "Mymr": ("Noto Sans Myanmar", " ExtraCondensed Black"),
    "Sinh": ("Noto Sans Sinhala", " Black"),
    "Taml": ("Noto Sans Tamil", CONDENSED),
    "Thaa": ("Noto Sans Thaana", " Black"),
    "Thai": ("Noto Sans Thai", CONDENSED),
    "Tibt": ("Noto Serif Tibetan", " Black"),
    "Viet": ("Noto Sans", CONDENSED),
}
# A deck names its script by ISO 15924, a theme by Office's shorter list.
OFFICE_SCRIPTS = {"Kore": "Hang", "Aran": "Arab"}


def theme(style: DeckStyle, name: str = BRAND) -> bytes:
    """Return the theme part."""
    return root(
        "a:theme",
        {"name": name},
        node("a:themeElements", {}, _colours(style, name), _fonts(style, name), _formats()),
        node("a:objectDefaults", {}),
        node("a:extraClrSchemeLst", {}),
    )


def _colours(style: DeckStyle, name: str) -> Element:
    values = {key: style.palette.value(colour)[1:] for key, colour in SCHEME.items()}
    entries = (
        node(f"a:{key}", {}, node("a:srgbClr", {"val": value})) for key, value in values.items()
    )
    return node("a:clrScheme", {"name": name}, *entries)


def _fonts(style: DeckStyle, name: str) -> Element:
    major = {script: family + ending for script, (family, ending) in SCRIPTS.items()}
    minor = {script: family for script, (family, _) in SCRIPTS.items()}
    own = OFFICE_SCRIPTS.get(style.script, style.script)
    if own in SCRIPTS:
        major[own], minor[own] = style.faces["headline"], style.faces["regular"]
    return node(
        "a:fontScheme",
        {"name": name},
        _font_set("a:majorFont", style.faces["headline"], major),
        _font_set("a:minorFont", style.faces["regular"], minor),
    )


def _font_set(tag: str, family: str, scripts: dict[str, str]) -> Element:
    # The family stands in all three slots: it has its script's own Latin letters and figures,
    # and LibreOffice reads the slots only, never the list of scripts.
    slots = (node(f"a:{slot}", {"typeface": family}) for slot in ("latin", "ea", "cs"))
    entries = (
        node("a:font", {"script": script, "typeface": typeface})
        for script, typeface in scripts.items()
    )
    return node(tag, {}, *slots, *entries)


def _formats() -> Element:
    """Return flat fills and lines; the schema wants three of each."""
    return node(
        "a:fmtScheme",
        {"name": "Flat"},
        node("a:fillStyleLst", {}, *(_flat() for _ in range(3))),
        node("a:lnStyleLst", {}, *(_line(width) for width in (6350, 12700, 19050))),
        node("a:effectStyleLst", {}, *(_no_effect() for _ in range(3))),
        node("a:bgFillStyleLst", {}, *(_flat() for _ in range(3))),
    )


def _flat() -> Element:
    return node("a:solidFill", {}, node("a:schemeClr", {"val": "phClr"}))


def _line(width: int) -> Element:
    dash = node("a:prstDash", {"val": "solid"})
    return node("a:ln", {"w": width, "cap": "flat", "cmpd": "sng", "algn": "ctr"}, _flat(), dash)


def _no_effect() -> Element:
    return node("a:effectStyle", {}, node("a:effectLst", {}))
