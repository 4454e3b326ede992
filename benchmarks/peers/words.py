"""The kit's documents -> the words of the same pages as JSON, for programs other than the kit.

Run: python words.py WORK WORKSPACE PARTNER LANGUAGE...

The kit composes the documents; their blocks, runs and languages are handed over as they are, with
sizes of type at which they hold. So the peers need not look for sizes, as the kit does.
"""

import json
import re
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import segno

from kit.build import Request, plan
from kit.document.compose import compose
from kit.document.model import Document, Headline, Step, Steps
from kit.document.runs import Text
from kit.layout.compositor import sentences
from kit.layout.parts import digits, draft_text
from kit.sources.theme import Theme
from kit.stages import bench_of

ASSETS = Path(__file__).parent.parent.parent / "assets"
PRODUCTS = ("brochure/donor", "poster/only-people")
# What the kit found for the headline of the brochure, its headings and the headline of the poster.
HOLDS = {
    "en": (40.0, 27.0, 103.0),
    "sw": (28.0, 20.0, 74.0),
    "ko": (30.0, 19.4, 80.0),
    "km": (28.0, 16.7, 78.0),
    "ar": (32.0, 22.6, 82.0),
}
# The band of the poster holds at about this share of the theme's sizes.
POSTER_SCALE = 0.88
# The kit's files have structure tags.
TAGGED = True
# The pictograms' paper means the ground they stand on.
PAPER = "#FFF5E9"


def value_of(value: Any) -> Any:
    """Return a value of the document's model as lists and dictionaries."""
    if isinstance(value, tuple):
        return [value_of(inner) for inner in value]
    if isinstance(value, Text):
        return runs_of(value)
    if not is_dataclass(value):
        return value
    found = {field.name: value_of(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Headline | Step):
        first, rest = sentences(value.text)
        found |= {"first": runs_of(first), "rest": runs_of(rest)}
    return {"type": type(value).__name__} | found


def runs_of(text: Text) -> list[dict[str, Any]]:
    """Return the runs of a text: words, language, whether they are never broken, address."""
    return [
        {"text": run.text, "language": run.language, "whole": run.is_whole, "link": run.link}
        for run in text.runs
    ]


def words_of(document: Document, theme: Theme) -> dict[str, Any]:
    """Return all that a peer needs to set a document, but for pictures and fonts."""
    parts = {part.place: value_of(part.blocks) for part in document.parts}
    script = theme.sizes_for(document.locale)
    number_steps(parts, document)
    return {
        "kind": document.kind,
        "language": document.locale.tag,
        "direction": document.locale.direction,
        "tagged": TAGGED,
        "service": document.service,
        "title": runs_of(document.title),
        "draft": runs_of(draft_text(document)),
        "parts": parts,
        "families": families_of(document.locale.script, theme),
        "leading": {"body": script.body_leading, "headline": script.headline_leading},
        "size": sizes_of(document, theme),
    }


def number_steps(parts: dict[str, Any], document: Document) -> None:
    """Give every step its number in the locale's digits."""
    for blocks in parts.values():
        for block in blocks:
            if block["type"] == Steps.__name__:
                for number, step in enumerate(block["steps"], 1):
                    step["number"] = digits(number, document.locale)


def families_of(script: str, theme: Theme) -> list[dict[str, str]]:
    """Return the families of a script, its own before the Latin one."""
    pairs = dict.fromkeys(tuple(theme.font[key]) for key in (script, "Latn"))
    return [
        {
            "folder": folder,
            "name": re.sub(r"(?<=[a-z])(?=[A-Z])", " ", folder),
            "headline": style,
        }
        for folder, style in pairs
    ]


def sizes_of(document: Document, theme: Theme) -> dict[str, float]:
    """Return the theme's sizes in points, and those at which headings and headlines hold."""
    script = theme.sizes_for(document.locale)
    cover, heading, poster = HOLDS[document.locale.tag]
    is_poster = document.kind == "poster"
    factor = script.scale * (POSTER_SCALE if is_poster else 1.0)
    sizes = theme.poster if is_poster else theme.brochure
    names = [name for name in dir(sizes) if name.endswith("_pt")]
    found = {name.removesuffix("_pt"): getattr(sizes, name) * factor for name in names}
    if is_poster:
        return found | {"headline": poster, "source": sizes.source_pt}
    subheading = heading * sizes.subheading_pt / sizes.heading_pt
    heads = {"headline": cover, "heading": heading, "subheading": subheading}
    return found | heads | {"foot": sizes.foot_pt}


def write_tiles(value: Any, colours: dict[str, str], work: Path) -> None:
    """Write the pictograms of a document, recoloured for the tiles they stand on."""
    if isinstance(value, list):
        for inner in value:
            write_tiles(inner, colours, work)
    elif isinstance(value, dict):
        write_tiles(list(value.values()), colours, work)
        for item in value["items"] if value.get("type") == "ItemList" else ():
            drawing = (ASSETS / f"art/pictograms/{item['icon']}.svg").read_text("utf-8")
            path = work / f"tiles/{value['tile']}/{item['icon']}.svg"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(drawing.replace(PAPER, colours[value["tile"]]), "utf-8")


def write_code(words: dict[str, Any], work: Path) -> None:
    """Write the QR code of a document that has one: the same for a whole partner."""
    found = re.search(r'"address": "(.+?)"', json.dumps(words))
    if found:
        code = segno.make(found[1], error="m", micro=False, boost_error=True, encoding="utf-8")
        code.save(str(work / "qr.svg"), border=4, dark="#2A1A1E", xmldecl=False)


def main() -> None:
    """Write the words of a partner's brochure and poster in each language."""
    work, workspace, partner, *languages = sys.argv[1:]
    request = Request(Path(workspace), Path(work), (partner,), tuple(languages), PRODUCTS)
    for job in plan(request):
        bench = bench_of(job)
        theme = bench.compositor.theme
        colours = {name: theme.named(name) for name in ("blush", "aqua", "paper")}
        for product in PRODUCTS:
            document, _ = compose(bench.material, product)
            words = words_of(document, theme)
            write_tiles(words["parts"], colours, Path(work))
            write_code(words, Path(work))
            path = Path(work, "words", f"{partner}-{job.language}-{document.kind}.json")
            path.write_text(json.dumps(words, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
