"""Font files by family and weight in; faces, their coverage and HarfBuzz fonts out."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import uharfbuzz as hb

from kit.errors import KitError, SourceError
from kit.typeset.glyphs import Face, Measured, Weight

# Default_Ignorable_Code_Point of the Unicode Character Database (DerivedCoreProperties 16.0):
# HarfBuzz draws nothing for them, whether or not the font has a glyph. It does draw the fillers
# of Hangul (U+115F, U+1160, U+3164, U+FFA0) and the controls of shorthand (U+1BCA0 to U+1BCA3).
DEFAULT_IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufff8"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

# What HarfBuzz draws instead when a font lacks the character (hb-ot-shape-normalize.cc): the
# space glyph with the right advance, and the plain hyphen.
STAND_INS = dict.fromkeys("\u00a0\u202f\u205f\u3000", " ")
STAND_INS |= dict.fromkeys(map(chr, range(0x2000, 0x200B)), " ")
STAND_INS["\u2011"] = "\u2010"

Ink: TypeAlias = tuple[int, int]
"""The highest and lowest point of a glyph, in font units from the baseline."""


Drawn: TypeAlias = tuple[str, tuple[tuple[int, tuple[int, int, int, int]], ...]]
"""Characters, and the number and the position of each glyph that HarfBuzz draws for them."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family of font files.

    Args:
        name: The folder and the start of the file names, such as "NotoSansKR".
        headline: How the headline face's file name ends, such as "BlackExtraCondensed".
    """

    name: str
    headline: str

    def styles(self, weight: Weight) -> tuple[str, ...]:
        """Return the file name endings to try for a weight, best first."""
        heavier = {Weight.BOLD: ("Bold",), Weight.HEADLINE: (self.headline, "Bold")}
        return tuple(dict.fromkeys((*heavier.get(weight, ()), "Regular")))


class MissingGlyphs(KitError):  # noqa: N818 - the name says what happened
    """Raised when no font has some characters of a text."""

    def __init__(self, clusters: Iterable[str], text: str) -> None:
        characters = sorted({character for cluster in clusters for character in cluster})
        named = ", ".join(_named(character) for character in characters)
        super().__init__(
            f"no font has {named}",
            hint=f"change the text or add a font that has it; the text: {_shortened(text)}",
        )
        self.characters = tuple(characters)


def _named(character: str) -> str:
    name = unicodedata.name(character, "a character without a name")
    return f"U+{ord(character):04X} {name}"


def _shortened(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


@dataclass(frozen=True, slots=True)
class _Loaded:
    """An open font file, and what was learnt of it on the way."""

    face: Face
    font: Any
    coverage: dict[str, bool] = field(default_factory=dict)
    inks: dict[int, Ink] = field(default_factory=dict)
    measured: dict[Drawn, Measured] = field(default_factory=dict)


class Fonts:
    """The open font files of one process: built once and passed in; files open on first use.

    Args:
        find: Returns the file of a path such as "fonts/NotoSans/NotoSans-Bold.ttf"; raises
            KitError when there is none.
        families: Families by ISO 15924 script code as CLDR has it for the language (Kore,
            Jpan, Hans, Hant), or by BCP 47 language, which wins.
        default: The Latin family.
    """

    def __init__(
        self, find: Callable[[str], Path], families: Mapping[str, Family], default: Family
    ) -> None:
        self._find = find
        self._families = {key.lower(): family for key, family in families.items()}
        self._default = default
        self._faces: dict[tuple[Family, Weight], Face] = {}
        self._loaded: dict[str, _Loaded] = {}
        self._chosen: dict[tuple[str, str, Weight, str], Face | None] = {}

    def stack(self, language: str, script: str, weight: Weight) -> tuple[Face, ...]:
        """Return the faces to try, best first; opens every family."""
        return tuple(self.faces(language, script, weight))

    def faces(self, language: str, script: str, weight: Weight) -> Iterator[Face]:
        """Yield the faces to try, best first; opens a file when it is reached."""
        first = self._family(language, script)
        for family in dict.fromkeys((first, self._default, *self._families.values())):
            yield self._face(family, weight)

    def choose(self, language: str, script: str, weight: Weight, cluster: str) -> Face | None:
        """Return the first face that covers a grapheme cluster, or None."""
        key = (language, script, weight, cluster)
        if key not in self._chosen:
            faces = self.faces(language, script, weight)
            self._chosen[key] = next((face for face in faces if self.covers(face, cluster)), None)
        return self._chosen[key]

    def face(self, key: str) -> Face:
        """Return a face by its file stem.

        Raises:
            KitError: If no family has such a file.
        """
        if key not in self._loaded:
            name = key.rpartition("-")[0]
            return self._open(self._find(f"fonts/{name}/{key}.ttf"))
        return self._loaded[key].face

    def covers(self, face: Face, text: str) -> bool:
        """Return whether a face can draw a text; default ignorables need no glyph."""
        coverage = self._loaded[face.key].coverage
        covered = coverage.get(text)
        if covered is None:
            font = self._loaded[face.key].font
            # HarfBuzz composes and decomposes to what the font has.
            forms = {text: None, **{unicodedata.normalize(n, text): None for n in ("NFC", "NFD")}}
            covered = any(all(_has(font, character) for character in form) for form in forms)
            coverage[text] = covered
        return covered

    def font(self, face: Face) -> Any:
        """Return the HarfBuzz font of a face, scaled in font units."""
        return self._loaded[face.key].font

    def ink(self, face: Face, glyph: int) -> Ink:
        """Return the highest and lowest point of a glyph's outline, in font units."""
        inks = self._loaded[face.key].inks
        if glyph not in inks:
            extents = self._loaded[face.key].font.get_glyph_extents(glyph)
            inks[glyph] = (
                (extents.y_bearing, extents.y_bearing + extents.height) if extents else (0, 0)
            )
        return inks[glyph]

    def measured(self, face: Face) -> dict[Drawn, Measured]:
        """Return the clusters of a face that were measured, for whoever measures more."""
        return self._loaded[face.key].measured

    def _family(self, language: str, script: str) -> Family:
        tag = language.lower()
        while tag:
            if tag in self._families:
                return self._families[tag]
            tag = tag.rpartition("-")[0]
        return self._families.get(script.lower(), self._default)

    def _face(self, family: Family, weight: Weight) -> Face:
        key = (family, weight)
        if key not in self._faces:
            self._faces[key] = self._open(self._file(family, weight))
        return self._faces[key]

    def _file(self, family: Family, weight: Weight) -> Path:
        *better, last = family.styles(weight)
        for style in better:
            try:
                return self._find(_relative(family, style))
            except KitError:
                continue
        return self._find(_relative(family, last))

    def _open(self, path: Path) -> Face:
        key = path.stem
        if key not in self._loaded:
            opened = hb.Face(hb.Blob.from_file_path(str(path)))
            if not opened.glyph_count:
                raise SourceError("not a font file", where=str(path))
            font = hb.Font(opened)
            extents = font.get_font_extents("ltr")
            em = opened.upem
            face = Face(key, path, em, extents.ascender / em, -extents.descender / em)
            self._loaded[key] = _Loaded(face, font)
        return self._loaded[key].face


def _relative(family: Family, style: str) -> str:
    return f"fonts/{family.name}/{family.name}-{style}.ttf"


def _has(font: Any, character: str) -> bool:
    if font.get_nominal_glyph(ord(character)) or DEFAULT_IGNORABLE.match(character):
        return True
    stand_in = STAND_INS.get(character)
    return bool(stand_in and font.get_nominal_glyph(ord(stand_in)))
