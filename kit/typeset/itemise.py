"""Spans of text in; items of one bidi level, script, face and language out."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import icu

from kit.typeset.fonts import Fonts, MissingGlyphs
from kit.typeset.glyphs import Face, Span, Weight
from kit.typeset.utf16 import has_astral, str_offsets, units_per_character

FSI, PDI = "\u2068", "\u2069"

LINE_ENDS = frozenset("\n\r\v\f\x85\u2028\u2029")

# Scripts that name no letters of their own: a writing system of several scripts (ISO 15924).
WRITING_SYSTEMS = {"Jpan": "Hani", "Kore": "Hang", "Hans": "Hani", "Hant": "Hani"}

# Set as one script: the four stand mixed in a Japanese word, and the OpenType script tags hani
# and kana have the same features in fonts for such text.
ONE_SCRIPT = dict.fromkeys(("Hani", "Hira", "Kana", "Bopo"), "Hani")

NO_SCRIPT = frozenset(("Zyyy", "Zinh", "Zzzz"))


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set.

    Args:
        language: BCP 47 tag, for line breaks and fonts.
        script: ISO 15924 code, for fonts.
        is_rtl: The paragraph's direction.
        phrases: Break between phrases only, for headlines (Japanese; Korean always does).
        hyphens: Hyphenate words where the language has a dictionary, for running text.
    """

    language: str
    script: str
    is_rtl: bool
    phrases: bool = False
    hyphens: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A range of the text that HarfBuzz shapes in one go."""

    start: int
    end: int
    level: int
    script: str
    face: Face
    language: str


@dataclass(frozen=True, slots=True)
class _Look:
    """What chooses the fonts of a span."""

    language: str
    script: str
    weight: Weight


def itemise(spans: Sequence[Span], setting: Setting, fonts: Fonts) -> tuple[Item, ...]:
    """Cut the text of spans into items; line ends belong to none.

    Raises:
        MissingGlyphs: If no face covers a grapheme cluster.
    """
    text = "".join(span.text for span in spans)
    if not text:
        return ()
    offsets = [0, *grapheme_ends(text)]
    clusters = [text[start:end] for start, end in pairwise(offsets)]
    looks = _looks(spans, setting, offsets)
    levels = bidi_levels(spans, is_rtl=setting.is_rtl)
    return tuple(
        _joined(
            offsets,
            [levels[offset] for offset in offsets[:-1]],
            _scripts(clusters, setting.script),
            _faces(clusters, looks, fonts),
            looks,
        )
    )


def grapheme_ends(text: str) -> list[int]:
    """Return where each extended grapheme cluster ends (UAX #29)."""
    iterator = icu.BreakIterator.createCharacterInstance(icu.Locale.getRoot())
    iterator.setText(text)
    return str_offsets(text, iterator)


def bidi_levels(spans: Sequence[Span], *, is_rtl: bool) -> Sequence[int]:
    """Return the embedding level of each character (UAX #9); isolated spans stand apart."""
    isolated = any(span.isolated for span in spans)
    text = "".join(_with_controls(span) for span in spans)
    bidi = icu.Bidi()
    bidi.setPara(icu.UnicodeString(text), int(is_rtl))
    levels: Sequence[int] = bidi.getLevels()
    if has_astral(text):
        units = units_per_character(text)
        starts = [0]
        for count in units[:-1]:
            starts.append(starts[-1] + count)
        levels = [levels[start] for start in starts]
    return [levels[index] for index in _own_characters(spans)] if isolated else levels


def _with_controls(span: Span) -> str:
    if not span.isolated:
        return span.text
    # A paragraph separator closes every isolate (UAX #9, X8).
    return FSI + span.text.replace("\n", f"{PDI}\n{FSI}") + PDI


def _own_characters(spans: Sequence[Span]) -> Iterator[int]:
    """Yield the place of each character in the text that has the controls."""
    index = 0
    for span in spans:
        index += span.isolated
        for character in span.text:
            inside_break = span.isolated and character == "\n"
            yield index + inside_break
            index += 3 if inside_break else 1
        index += span.isolated


def _looks(spans: Sequence[Span], setting: Setting, offsets: Sequence[int]) -> list[_Look]:
    """Return the look of each cluster: that of the span it begins in."""
    looks: list[_Look] = []
    end = 0
    starts = iter(offsets[:-1])
    start = next(starts, None)
    for span in spans:
        end += len(span.text)
        look = _Look(span.language, _font_script(span.language, setting), span.weight)
        while start is not None and start < end:
            looks.append(look)
            start = next(starts, None)
    return looks


def _font_script(language: str, setting: Setting) -> str:
    """Return the script that picks the family; Latin words stay in the paragraph's family."""
    if language == setting.language:
        return setting.script
    likely: str = icu.Locale.forLanguageTag(language).addLikelySubtags().getScript()
    return setting.script if likely in ("", "Latn") else likely


def _scripts(clusters: Sequence[str], fallback: str) -> list[str]:
    """Return the script of each cluster; common ones take that before them, or the first."""
    own = {cluster: _own_script(cluster) for cluster in set(clusters)}
    scripts = [own[cluster] for cluster in clusters]
    last = next((script for script in scripts if script), WRITING_SYSTEMS.get(fallback, fallback))
    resolved = []
    for script in scripts:
        last = script or last
        resolved.append(last)
    return resolved


def _own_script(cluster: str) -> str:
    for character in cluster:
        script: str = icu.Script.getScript(character).getShortName()
        if script not in NO_SCRIPT:
            return ONE_SCRIPT.get(script, script)
    return ""


def _faces(clusters: Sequence[str], looks: Sequence[_Look], fonts: Fonts) -> list[Face | None]:
    """Return the face of each cluster, None for line ends."""
    faces = [
        fonts.choose(look.language, look.script, look.weight, cluster)
        for cluster, look in zip(clusters, looks, strict=True)
    ]
    missing = [
        cluster
        for cluster, face in zip(clusters, faces, strict=True)
        if face is None and cluster[0] not in LINE_ENDS
    ]
    if missing:
        raise MissingGlyphs(missing, "".join(clusters))
    if len({face.key for face in faces if face}) > 1:
        _settle_neutrals(clusters, looks, faces, fonts)
    return faces


def _settle_neutrals(
    clusters: Sequence[str], looks: Sequence[_Look], faces: list[Face | None], fonts: Fonts
) -> None:
    """Give spaces and punctuation the face of the word they belong to, where it has them."""

    def settle(index: int, neighbour: int) -> None:
        face = faces[neighbour]
        same_look = looks[index] == looks[neighbour]
        if face and faces[index] and same_look and fonts.covers(face, clusters[index]):
            faces[index] = face

    kinds = [unicodedata.category(cluster[0]) for cluster in clusters]
    for index in range(len(clusters) - 2, -1, -1):
        if kinds[index] in ("Ps", "Pi"):
            settle(index, index + 1)
    for index in range(1, len(clusters)):
        if kinds[index][0] in "ZPC" and kinds[index] not in ("Ps", "Pi"):
            settle(index, index - 1)


def _joined(
    offsets: Sequence[int],
    levels: Sequence[int],
    scripts: Sequence[str],
    faces: Sequence[Face | None],
    looks: Sequence[_Look],
) -> Iterator[Item]:
    """Yield an item for each longest row of clusters that are alike."""
    languages = [look.language for look in looks]
    keys = list(zip(levels, scripts, faces, languages, strict=True))
    for (level, script, face, language), row in groupby(range(len(keys)), keys.__getitem__):
        first, *rest = row
        last = rest[-1] if rest else first
        if face:
            yield Item(offsets[first], offsets[last + 1], level, script, face, language)
