"""The words of words.py -> HTML of the brochure and the poster, for WeasyPrint."""

from collections.abc import Sequence
from html import escape
from typing import Any
from urllib.parse import quote

Block = dict[str, Any]
Runs = Sequence[dict[str, Any]]
OUTSIDE = (("flap", 97), ("back", 100), ("front", 100))
INSIDE = (("first", 100), ("second", 100), ("third", 97))
# Lines of a block are not as wide as the drop allows, so they are smaller than the kit's.
HEADLINE_SHARE = 0.8
KAPPA = 0.5522847498


def page_of(words: Block) -> str:
    """Return a document as HTML."""
    body = brochure(words) if words["kind"] == "brochure" else poster(words)
    return (
        f'<!doctype html><html lang="{words["language"]}" dir="{words["direction"]}"><head>'
        f"<title>{escape(plain(words['title']))}</title>"
        f'<meta name="author" content="{escape(words["service"])}">'
        f"<style>{style_of(words)}{words.get('style', '')}</style></head><body>{body}</body></html>"
    )


def faces_of(families: Sequence[dict[str, str]]) -> str:
    """Return the rules that name the font files."""
    rules: list[str] = []
    for family in families:
        folder = family["folder"]
        for name, weight, file in (
            (folder, 400, "Regular"),
            (folder, 700, "Bold"),
            (f"{folder}Headline", 900, family["headline"]),
        ):
            url = f"fonts/{folder}/{folder}-{file}.ttf"
            rules.append(f"@font-face{{font-family:{name};font-weight:{weight};src:url({url})}}")
    return "".join(rules)


def style_of(words: Block) -> str:
    """Return families and leading as rules; sizes stand at the elements."""
    folders = [family["folder"] for family in words["families"]]
    heads = ",".join(f"{folder}Headline" for folder in folders)
    leading = words["leading"]
    return (
        f"html{{font-family:{','.join(folders)};line-height:{leading['body']}}}"
        f"h1,h2,h3,.badge b{{font-family:{heads};font-weight:900;"
        f"line-height:{leading['headline']}}}"
    )


def plain(runs: Runs) -> str:
    return "".join(run["text"] for run in runs)


def say(runs: Runs) -> str:
    """Return runs of one paragraph."""
    return "".join(map(said, runs))


def said(run: dict[str, Any]) -> str:
    """Return a run: an address is a link, what is whole is never broken."""
    name, more = ("a", f' href="{escape(run["link"])}"') if run["link"] else ("span", "")
    kind = "whole" if run["whole"] else ""
    words = escape(run["text"])
    return f'<{name} lang="{run["language"]}" class="{kind}"{more}>{words}</{name}>'


def text(runs: Runs, points: float, kind: str = "", tag: str = "p") -> str:
    """Return a paragraph or a heading in its size."""
    return f'<{tag} class="{kind}" style="font-size:{points:.2f}pt">{say(runs)}</{tag}>'


def drop(r: float, tip: float, shoulder: float) -> str:
    """Return a drop of a radius in mm."""
    k, y = KAPPA * r, tip * r
    path = (
        f"M{r} 0C{r + shoulder * r} {y * 0.25} {2 * r} {y * 0.59} {2 * r} {y}"
        f"C{2 * r} {y + k} {r + k} {y + r} {r} {y + r}"
        f"C{r - k} {y + r} 0 {y + k} 0 {y}C0 {y * 0.59} {r - shoulder * r} {y * 0.25} {r} 0Z"
    )
    width, height = 2 * r, (1 + tip) * r
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<path d="{path}" fill="#C4122F"/></svg>'
    )
    return decoration(f"data:image/svg+xml,{quote(drawing)}", f"width:{width}mm;height:{height}mm")


def decoration(address: str, box: str) -> str:
    """Return a picture that says nothing: a background, so that a tagged file leaves it out."""
    rule = f"background:url({address}) center/contain no-repeat"
    return f'<div style="{box};{rule}"></div>'


def at(x: float, y: float, content: str, more: str = "") -> str:
    """Return content at a place in mm."""
    return f'<div class="at" style="left:{x}mm;top:{y}mm;{more}">{content}</div>'


def drop_headline(words: Block, blocks: Sequence[Block], place: Sequence[float]) -> str:
    """Return a headline in a drop that hands hold up; `place` is x, y, r, tip, shoulder."""
    x, y, r, tip, shoulder = place
    picture = next(block for block in blocks if block["type"] == "Picture")
    head = next(block for block in blocks if block["type"] == "Headline")
    scale = r / 480
    hands = (
        f'<img src="art/{picture["art"]}.svg" alt="{escape(plain(picture["alt"]))}" '
        f'style="width:{1120 * scale}mm">'
    )
    size = words["size"]["headline"] * HEADLINE_SHARE
    lines = (
        f'<div class="row"><div style="height:{r}mm">'
        f'<h1 class="drop-words" style="font-size:{size:.2f}pt">'
        f"{say(head['first'])}<br><em>{say(head['rest'])}</em></h1></div></div>"
    )
    return (
        at(x - r, y - tip * r, drop(r, tip, shoulder))
        + at(x - 560 * scale, y - 60 * scale, hands)
        + at(x - 0.8 * r, y - 0.65 * r, lines, f"width:{1.6 * r}mm")
    )


def contact(words: Block, block: Block) -> str:
    """Return where, when and how, beside the QR code."""
    size = words["size"]
    lines = "".join(text(line, size["contact"]) for line in block["lines"])
    if block["phone"]:
        lines += text(block["phone"], size["phone"], "bold")
    if not block["address"]:
        return f"<div>{lines}</div>"
    code = f'<img class="code" src="qr.svg" alt="{escape(block["address"])}">'
    return f'<div class="row contact"><div class="sign">{code}</div><div>{lines}</div></div>'


def draft(words: Block, points: float) -> str:
    return f'<p class="at draft" style="font-size:{points}pt">{say(words["draft"])}</p>'


def tile(colour: str, icon: str) -> str:
    """Return a pictogram on its tile."""
    drawing = decoration(f"tiles/{colour}/{icon}.svg", "padding-bottom:100%")
    return f'<div class="tile {colour}">{drawing}</div>'


def items(words: Block, block: Block) -> str:
    """Return a list with a pictogram on a tile beside each entry."""
    size = words["size"]["statement" if block["look"] == "statement" else "body"]
    weight = "" if block["look"] == "plain" else "bold"
    rows = "".join(
        f'<li><div class="row"><div class="sign">{tile(block["tile"], item["icon"])}</div>'
        f"<div>{text(item['text'], size, weight)}</div></div></li>"
        for item in block["items"]
    )
    return f'<ul class="{block["look"]}">{rows}</ul>'


def steps(words: Block, block: Block) -> str:
    """Return the numbered steps."""
    size = words["size"]
    rows = "".join(
        f'<li><div class="row"><div class="sign"><img src="art/{step["picture"]["art"]}.svg" '
        f'alt="{escape(plain(step["picture"]["alt"]))}">'
        f'<div class="badge">{drop(4, 1.6, 0.2)}<b>{step["number"]}</b></div></div>'
        f"<div>{text(step['first'], size['step'], 'bold')}"
        f"{text(step['rest'], size['body'])}</div></div></li>"
        for step in block["steps"]
    )
    return f'<ol class="steps">{rows}</ol>'


def block_of(words: Block, block: Block) -> str:  # noqa: PLR0911 - one line for each kind of block
    """Return a block of a panel."""
    size = words["size"]
    match block["type"]:
        case "Heading":
            points = size["heading" if block["level"] == 2 else "subheading"]  # noqa: PLR2004
            return text(block["text"], points, "red", f"h{block['level']}")
        case "ItemList":
            return items(words, block)
        case "Steps":
            return steps(words, block)
        case "Contact":
            return contact(words, block)
        case "Callout":
            return text(block["text"], size["callout"], "callout blush bold")
        case "Lead" | "Paragraph" | "Smallprint":
            name, kind = {
                "Lead": ("lead", "bold"), "Paragraph": ("body", ""), "Smallprint": ("foot", "")
            }[block["type"]]  # fmt: skip
            return text(block["text"], size[name], kind)
    return ""


def column(words: Block, blocks: Sequence[Block]) -> str:
    return "".join(block_of(words, block) for block in blocks)


def picture(block: Block) -> str:
    return (
        f'<div class="picture {block["ground"]}"><img src="art/{block["art"]}.svg" '
        f'alt="{escape(plain(block["alt"]))}"></div>'
    )


def panel(words: Block, place: str) -> str:
    """Return a panel: what hangs from the top, what floats, what stands at the foot."""
    if place == "front":
        return cover(words)
    blocks = words["parts"][place]
    pictures = [block for block in blocks if block["type"] == "Picture"]
    bands = [block for block in blocks if block["type"] == "Band"]
    floating = [block for block in blocks if block["type"] == "Callout"]
    foot = [block for block in blocks if block["type"] in ("Contact", "Smallprint")]
    if blocks[-2]["type"] == "Steps":
        foot = blocks[-1:]
    apart = (*pictures, *bands, *floating, *foot)
    head = [block for block in blocks if block not in apart]
    return "".join(
        (
            *map(picture, pictures),
            f'<div class="inner{" below" * bool(pictures)}">{column(words, head)}</div>',
            *(f'<div class="floating">{block_of(words, block)}</div>' for block in floating),
            f'<div class="foot">{column(words, foot)}</div>' if foot else "",
            *(
                f'<div class="band {band["tone"]}">{column(words, band["blocks"])}</div>'
                for band in bands
            ),
        )
    )


def cover(words: Block) -> str:
    """Return the front panel."""
    blocks = words["parts"]["front"]
    size = words["size"]
    callout, service = next(block for block in blocks if block["type"] == "Band")["blocks"]
    return (
        drop_headline(words, blocks, (50, 78, 47, 1.45, 0.3))
        + '<div class="cover-band amber">'
        + text(callout["text"], size["cover_callout"], "bold")
        + text(service["text"], size["service"], "service")
        + "</div>"
    )


def brochure(words: Block) -> str:
    """Return both pages of the brochure."""
    side = "right" if words["direction"] == "rtl" else "left"
    pages: list[str] = []
    for places in (OUTSIDE, INSIDE):
        panels: list[str] = []
        x = 0
        for place, width in places:
            style = f"{side}:{x}mm;width:{width}mm"
            panels.append(f'<div class="panel {place}" style="{style}">{panel(words, place)}</div>')
            x += width
        # The front is read first, wherever it stands on the sheet.
        content = "".join(reversed(panels) if places is OUTSIDE else panels)
        pages.append(f'<div class="page">{content}{draft(words, 7.5)}</div>')
    return "".join(pages)


def poster(words: Block) -> str:
    """Return the page of the poster."""
    blocks = words["parts"]["face"]
    size = words["size"]
    lead, paragraph, address = next(b for b in blocks if b["type"] == "Band")["blocks"]
    return (
        '<div class="page">'
        + drop_headline(words, blocks, (148.5, 159, 127, 1.22, 0.38))
        + '<div class="band amber"><div class="row"><div>'
        + text(lead["text"], size["lead"], "lead bold")
        + text(paragraph["text"], size["body"])
        + f'</div><div class="address">{contact(words, address)}</div></div></div>'
        + text(blocks[-1]["text"], size["source"], "small")
        + f"{draft(words, 14)}</div>"
    )
