"""Blocks of a document -> a column of boxes with the gaps that belong between them."""

from collections.abc import Sequence
from dataclasses import replace

from kit.document.model import (
    Block,
    Callout,
    Chart,
    Contact,
    Fill,
    Heading,
    ItemList,
    Lead,
    Paragraph,
    Service,
    Smallprint,
    Step,
    Steps,
)  # fmt: skip
from kit.layout.box import Box, beside, stack, tagged
from kit.layout.column import Column
from kit.layout.column_figures import chart, fill_lines
from kit.layout.compositor import named, sentences
from kit.layout.page import PlacedArt
from kit.layout.parts import ContactLook, Row, badge, callout, contact, entry
from kit.typeset.glyphs import Weight
from kit.units import Points, Rect, mm


def set_column(blocks: Sequence[Block], column: Column) -> Box:
    """Return the blocks under each other."""
    marks: list[Box] = []
    before: Block | None = None
    for block in blocks:
        if before is not None:
            marks.append(Box(column.measure, _gap(before, block, column)))
        marks.append(_set(block, column))
        before = block
    return stack(marks, 0.0)


def _gap(before: Block, after: Block, column: Column) -> Points:
    if isinstance(after, Heading):
        return column.between(2.0, 5.0)
    if isinstance(before, Heading):
        return column.between(0.8, 2.6)
    if isinstance(after, Fill):
        return 0.0
    if isinstance(after, Callout) or isinstance(before, Callout):
        return column.between(2.4, 7.0)
    if isinstance(before, Lead):
        return column.between(0.8, 2.4)
    return column.between(1.2, 3.0)


def _set(block: Block, column: Column) -> Box:  # noqa: C901, PLR0911 - one line for each kind of block
    compositor, sizes, measure = column.compositor, column.sizes, column.measure
    match block:
        case Heading():
            kind = column.heading_type(block.level)
            kind = compositor.fitted(block.text, kind, measure, sizes.subheading_min_pt)
            return compositor.headline(block.text, kind, measure)
        case Lead():
            return compositor.text(
                block.text,
                column.bold(sizes.lead_pt),
                measure,
            )
        case Paragraph():
            return compositor.text(block.text, column.body(sizes.body_pt), measure)
        case ItemList():
            return _list(block, column)
        case Steps():
            return _steps(block, column)
        case Fill():
            return fill_lines(block, column)
        case Chart():
            return chart(block, column)
        case Callout():
            kind = column.bold(sizes.callout_pt, sizes.lead_pt)
            return callout(compositor, block.text, kind, measure, column.between(4.0, 6.0))
        case Contact():
            return contact(compositor, block, _contact_look(column), measure)
        case Service():
            return compositor.text(block.text, column.body(sizes.service_pt, Weight.BOLD), measure)
        case Smallprint():
            kind = replace(column.body(sizes.foot_pt), size=sizes.foot_pt)
            return compositor.text(block.text, kind, measure)
        case _:
            return Box(measure, 0.0)


def _contact_look(column: Column) -> ContactLook:
    sizes = column.sizes
    line = replace(
        column.body(sizes.contact_pt),
        leading=column.compositor.script.body_leading * 0.96,
        may_hyphenate=False,
    )
    return ContactLook(
        line,
        column.body(sizes.phone_pt, Weight.BOLD),
        column.between(sizes.qr_min_mm, sizes.qr_mm),
        mm(4),
        sizes.body_min_pt * column.compositor.script.scale,
    )


def _list(block: ItemList, column: Column) -> Box:
    look = _row_look(block, column)
    items = block.items
    if block.look == "named":
        items = tuple(replace(item, text=named(item.text)) for item in items)
    rows = [entry(column.compositor, item, look, column.measure) for item in items]
    return tagged(stack(rows, column.between(0.6, 3.0)), "L")


def _row_look(block: ItemList, column: Column) -> Row:
    sizes = column.sizes
    colour = block.tile or "paper"
    if block.look == "statement":
        side = column.between(sizes.tile_statement_mm * 0.75, sizes.tile_statement_mm)
        return Row(
            column.bold(sizes.statement_pt),
            side,
            mm(3.2),
            colour,
        )
    weight = Weight.BOLD if block.look == "strong" else Weight.REGULAR
    side = column.between(sizes.tile_mm * 0.78, sizes.tile_mm)
    return Row(column.body(sizes.body_pt, weight), side, mm(3.2), colour)


def _steps(block: Steps, column: Column) -> Box:
    rows = [_step(step, number, column) for number, step in enumerate(block.steps, 1)]
    return tagged(stack(rows, column.between(0.4, 1.6)), "L")


def _step(step: Step, number: int, column: Column) -> Box:
    compositor, sizes = column.compositor, column.sizes
    side = column.between(sizes.step_art_mm * 0.72, sizes.step_art_mm)
    art = PlacedArt(
        compositor.gallery.illustration(step.picture.art),
        Rect(0, 0, side, side),
        alt=str(step.picture.alt),
        language=step.picture.alt.language,
    )
    sign = badge(compositor, number, mm(sizes.badge_mm))
    picture = Box(side, side, (art,))
    measure = column.measure - side - mm(3.4)
    name, rest = sentences(step.text)
    words = stack(
        [
            compositor.text(
                name,
                column.bold(sizes.step_pt),
                measure,
            ),
            compositor.text(rest, column.body(sizes.body_pt), measure),
        ],
        0.0,
    )
    body = beside(picture, words, mm(3.4))
    marks = (*tagged(body, "LBody").marks, *sign.at(-mm(1), (body.height - side) / 2))
    return tagged(replace(body, marks=marks), "LI")
