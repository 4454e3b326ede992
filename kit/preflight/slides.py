"""The bytes of a presentation -> what is wrong in it that schema validators do not see.

Each check is a short function over the opened deck and stands in one table with its code and its
hint. A check reads and never repairs, and a part that cannot be read is told once.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from kit.findings import Finding, Severity
from kit.preflight import (
    slides_figures,
    slides_parts,
    slides_shapes,
    slides_talk,
    slides_texts,
)
from kit.preflight.slides_package import Fault, read_package
from kit.preflight.slides_view import OpenedDeck, opened


class Check(NamedTuple):
    """One rule: a stable code, the function that finds its faults, and how to mend them."""

    code: str
    faults: Callable[[OpenedDeck], Iterable[Fault]]
    hint: str


READING = {
    "slides.content-type": "build the deck again: without this list no program opens it",
    "slides.zip": "build the deck again; the file may have been cut off on its way",
    "slides.xml": "build the deck again, or take back what was changed by hand",
}
CHECKS = (
    Check(
        "slides.content-type",
        slides_parts.content_types,
        "list each part in [Content_Types].xml, and nothing else",
    ),
    Check(
        "slides.relationship",
        slides_parts.relationships,
        "each r:id needs a Relationship in the part's .rels, and each target a part",
    ),
    Check(
        "slides.layout-id",
        slides_parts.layout_ids,
        "count masters and layouts together, from 2147483648 on",
    ),
    Check("slides.slide-id", slides_parts.slide_ids, "count slides from 256 on"),
    Check("slides.shape-id", slides_parts.shape_ids, "give each shape of a slide its own id"),
    Check("slides.document-title", slides_parts.document_title, "set dc:title in core.xml"),
    Check(
        "slides.document-language",
        slides_parts.document_language,
        "set dc:language in core.xml to the language of the deck",
    ),
    Check(
        "slides.embedded-font",
        slides_parts.embedded_fonts,
        "each embedded font needs a name and a part of the type application/x-fontdata",
    ),
    Check("slides.title", slides_talk.titles, "give each slide a title that no other slide has"),
    Check("slides.section", slides_talk.sections, "list each slide in exactly one named section"),
    Check("slides.notes", slides_talk.notes, "write what the speaker says on this slide"),
    Check(
        "slides.language",
        slides_texts.languages,
        "give each run the deck's lang, or the one in which it is really written",
    ),
    Check("slides.chart-language", slides_texts.chart_languages, "set c:lang to the deck's tag"),
    Check(
        "slides.direction",
        slides_texts.directions,
        'set rtl="1" on the presentation and on every paragraph',
    ),
    Check("slides.font", slides_texts.fonts, "name the theme's fonts: +mj-lt, +mn-lt and so on"),
    Check("slides.text-size", slides_texts.sizes, "shorten the text, or split the slide"),
    Check(
        "slides.placeholder",
        slides_shapes.placeholders,
        "type and idx of a placeholder must be those of one on the layout",
    ),
    Check("slides.text-body", slides_shapes.text_bodies, "add an empty p:txBody"),
    Check("slides.background", slides_shapes.backgrounds, "add an empty a:effectLst"),
    Check("slides.extent", slides_shapes.extents, "give the shape a size, or delete it"),
    Check("slides.outside", slides_shapes.outside, "move it onto the slide"),
    Check(
        "slides.alt-text",
        slides_shapes.alternative_texts,
        "describe what it shows, or mark it as decoration; not both",
    ),
    Check(
        "slides.empty-placeholder",
        slides_shapes.empty_placeholders,
        "fill the placeholder, or take it off the slide",
    ),
    Check("slides.fallback", slides_shapes.fallbacks, "put a PNG of it into r:embed"),
    Check(
        "slides.axis-id",
        slides_figures.axis_ids,
        "number the axes from 1 on; c:crossAx names the other axis of its pair",
    ),
    Check(
        "slides.workbook",
        slides_figures.workbooks,
        "write the chart and its workbook from the same values",
    ),
    Check(
        "slides.table",
        slides_figures.tables,
        "one a:tc for each a:gridCol, firstRow, and rtl where the deck runs from right to left",
    ),
)


def lint_deck(package: bytes, where: str = "") -> tuple[Finding, ...]:
    """Return an error for each fault of a .pptx or .potx, or nothing when there is none.

    Args:
        package: The whole file. Anything is taken: one that is no zip file is one finding.
        where: The name of the file, put before slide or part.
    """
    read = read_package(package)
    findings = [_finding(code, fault, READING[code], where) for code, fault in read.faults]
    if read.parts:
        deck = opened(read)
        findings += [
            _finding(check.code, fault, check.hint, where)
            for check in CHECKS
            for fault in check.faults(deck)
        ]
    return tuple(dict.fromkeys(findings))


def _finding(code: str, fault: Fault, hint: str, where: str) -> Finding:
    place = ", ".join(filter(None, (where, fault.place)))
    return Finding(Severity.ERROR, code, fault.message, place, hint)
