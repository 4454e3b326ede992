"""A deck's colours, faces and language -> the XML that every text and fill of it shares."""

from dataclasses import dataclass

from kit.errors import TemplateError
from kit.export.slides.oxml import Element, node
from kit.layout.deck import Deck
from kit.units import Points, Rect

WIDTH: Points = 960.0
HEIGHT: Points = 540.0
SECOND_LANGUAGE = "en-GB"

# The twelve colours of an Office theme, and the colour name of the deck that each one gets.
SCHEME = {
    "dk1": "ink",
    "lt1": "paper",
    "dk2": "wine",
    "lt2": "blush",
    "accent1": "red",
    "accent2": "amber",
    "accent3": "teal",
    "accent4": "coral",
    "accent5": "aqua",
    "accent6": "stone",
    "hlink": "teal",
    "folHlink": "wine",
}
# What shapes call them, through the colour map of the master.
MAPPED = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
BY_NAME = {name: MAPPED.get(key, key) for key, name in reversed(SCHEME.items())}


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a deck: names to "#RRGGBB"."""

    values: dict[str, str]

    def value(self, name: str) -> str:
        """Return "#RRGGBB" of a name; TemplateError for an unknown name."""
        try:
            return self.values[name].upper()
        except KeyError:
            hint = f"known colours: {', '.join(self.values)}"
            raise TemplateError(f'there is no colour "{name}"', hint=hint) from None

    def named(self, name: str) -> Element:
        """Return the fill of a colour name, by the theme wherever the theme has it."""
        if name in BY_NAME:
            return _filled(node("a:schemeClr", {"val": BY_NAME[name]}))
        return _filled(node("a:srgbClr", {"val": self.value(name).removeprefix("#")}))

    def valued(self, value: str) -> Element:
        """Return the fill of "#RRGGBB", by the theme when the theme has this colour."""
        for name in BY_NAME:
            if self.value(name) == value.upper():
                return self.named(name)
        return _filled(node("a:srgbClr", {"val": value.upper().removeprefix("#")}))


def _filled(colour: Element) -> Element:
    return node("a:solidFill", {}, colour)


@dataclass(frozen=True, slots=True)
class DeckStyle:
    """What all texts of a deck share.

    Where the headline family is the bold family, headlines are set in its bold; where there
    is no bold family (""), nothing is bold, because a viewer would only smear the regular.
    """

    palette: Palette
    faces: dict[str, str]
    language: str
    script: str
    is_rtl: bool
    spacing: int

    @classmethod
    def of(cls, deck: Deck) -> "DeckStyle":
        """Return the style of a deck."""
        return cls(
            Palette(deck.colours),
            deck.faces,
            deck.language,
            deck.script,
            deck.is_rtl,
            deck.spacing,
        )

    @property
    def rtl(self) -> str:
        """The direction as an attribute."""
        return "1" if self.is_rtl else "0"

    @property
    def language_attributes(self) -> dict[str, str]:
        """Language of a run, and the language to proof in where that one is not installed."""
        return self.spoken(self.language)

    def spoken(self, language: str) -> dict[str, str]:
        """Return the attributes of a run in a language."""
        if language.partition("-")[0] == "en":
            return {"lang": language if "-" in language else SECOND_LANGUAGE}
        return {"lang": language, "altLang": SECOND_LANGUAGE}

    def placed(self, rect: Rect) -> Rect:
        """Return a left-to-right place in the deck's direction."""
        return rect.mirrored(WIDTH) if self.is_rtl else rect

    def alignment(self, side: str) -> str:
        """Return "l", "r" or "ctr": in Office Open XML, alignment is physical."""
        if side == "centre":
            return "ctr"
        return "r" if (side == "start") == self.is_rtl else "l"

    def boldness(self, face: str) -> str:
        """Return the attribute b of a face."""
        bold = self.faces["bold"]
        is_bold = face == "bold" or (face == "headline" and self.faces["headline"] == bold)
        return "1" if is_bold and bold else "0"

    def fonts(self, face: str) -> list[Element]:
        """Return the theme fonts of a face: the text itself never names a font."""
        key = "mj" if face == "headline" else "mn"
        slots = (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))
        return [node(f"a:{tag}", {"typeface": f"+{key}-{short}"}) for tag, short in slots]

    def line_spacing(self, per_cent: int) -> Element:
        """Return the line spacing, in per cent of 1.2 em."""
        return node("a:lnSpc", {}, node("a:spcPct", {"val": per_cent * 1000}))
