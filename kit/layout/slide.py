"""One part of a deck's document -> a slide whose placeholders have their words and sizes."""

import string
from collections.abc import Callable
from dataclasses import replace
from math import floor

from kit.document.model import (
    BigNumber,
    Block,
    Callout,
    Chart,
    Columns,
    Contact,
    Heading,
    Headline,
    ItemList,
    Lead,
    Pairs,
    Paragraph,
    Part,
    Picture,
    Service,
    Smallprint,
    Steps,
    Table,
)  # fmt: skip
from kit.document.runs import Text
from kit.errors import TemplateError
from kit.layout.box import mirrored
from kit.layout.compositor import Compositor, sentences
from kit.layout.copyfit import longest
from kit.layout.deck import Placeholder, Slide, SlideChart, SlideLayout, SlidePicture, SlideText
from kit.layout.page import PlacedArt, Shape
from kit.layout.parts import digits
from kit.layout.shapes import leaf
from kit.layout.slide_cells import fill_table
from kit.layout.slide_checks import check_places
from kit.layout.slide_columns import fill_columns
from kit.layout.slide_contact import fill_contact
from kit.layout.slide_fit import fit_texts, room_of, scaled
from kit.layout.slide_geometry import (
    CHART_NOTE,
    NUMBER_PANEL,
    WIDTH,
    side_panel,
    side_shape,
    step_rects,
)  # fmt: skip
from kit.layout.slide_pairs import fill_pairs
from kit.layout.slide_pictures import (
    icon_picture,
    scene,
    tile_picture,
)  # fmt: skip
from kit.layout.slide_rows import fit_rows, rows_overset
from kit.layout.slide_words import Filled, Overset, SlideWords, bold
from kit.sources.office import number_format
from kit.sources.theme_tables import DeckSizes
from kit.units import Points, Rect

STEP_PT = (18.0, 12.0)
NOTE_RADIUS = 33.0
SMALL_PT = (18.0, 13.0)
LEAST_NUMBER_PT, NUMBER_SPACING = 60.0, 80
# How much of its room the ink of a large figure takes.
INK_SHARE = 0.75
# How much smaller than its layout a headline or heading may become, where the theme allows less.
LEAST_SHARE, HEADING_SHARE = 0.6, 0.7
# How much smaller a heading is set to stand on one line.
ONE_LINE_SHARE = 0.8
# Layouts whose picture stands on the background itself, without a side panel.
FULL_PICTURE = ("title", "title-lead", "section", "closing", "closing-qr")
WITH_PANEL = ("number", "quote")


class SlideSetter:
    """Fills the placeholders of one layout; `title_size` is the deck's common heading size."""

    def __init__(
        self, compositor: Compositor, layout: SlideLayout, title_size: Points | None = None
    ) -> None:
        self._compositor = compositor
        self._layout = layout
        self._title_size = title_size
        self._words = SlideWords(compositor, layout)
        self._fill: dict[type[Block], Callable[..., Filled]] = {
            Headline: self._headline,
            Heading: self._heading,
            Service: lambda block: self._words.words("service", (block.text,)),
            Lead: lambda block: self._words.words("lead", (block.text,)),
            Paragraph: lambda block: self._words.words("body", (block.text,)),
            Smallprint: lambda block: self._words.words("source", (block.text,), SMALL_PT[1]),
            ItemList: self._rows,
            Callout: self._callout,
            Picture: self._picture,
            Steps: self._steps,
            Pairs: lambda block: fill_pairs(self._words, block),
            Columns: lambda block: fill_columns(self._words, block),
            Table: lambda block: fill_table(self._words, block),
            Chart: self._chart,
            BigNumber: self._number,
            Contact: lambda block: fill_contact(self._words, block),
        }

    def slide(self, part: Part, notes: tuple[str, ...]) -> tuple[Slide, tuple[Overset, ...]]:
        """Return the slide and the texts that do not fit on it."""
        filled = Filled()
        for block in part.blocks:
            if type(block) not in self._fill:
                raise TemplateError(
                    f"a slide cannot hold a {type(block).__name__.lower()}",
                    where=f"slide layout {part.place}",
                    hint="docs/templates.md lists what each layout takes",
                )
            filled = filled.plus(self._fill[type(block)](block))
        check_places(self._layout.key, filled.texts)
        title = next((str(b.text) for b in part.blocks if isinstance(b, Headline | Heading)), "")
        slide = Slide(
            self._layout.key,
            title,
            tuple(self._turned(text) for text in filled.texts),
            tuple(self._shape(shape) for shape in filled.shapes),
            tuple(self._placed(picture) for picture in filled.pictures),
            filled.chart,
            filled.table,
            notes,
            part.section,
        )
        return slide, filled.overset

    # Direction: everything is laid out from left to right and turned at the end.

    def _turned(self, text: SlideText) -> SlideText:
        if text.rect is None or not self._compositor.locale.is_rtl:
            return text
        return replace(text, rect=text.rect.mirrored(WIDTH))

    def _shape(self, shape: Shape) -> Shape:
        turned = mirrored(shape, WIDTH) if self._compositor.locale.is_rtl else shape
        assert isinstance(turned, Shape)
        return turned

    def _placed(self, picture: SlidePicture) -> SlidePicture:
        if not self._compositor.locale.is_rtl:
            return picture
        turned = mirrored(PlacedArt(picture.drawing, picture.rect), WIDTH)
        assert isinstance(turned, PlacedArt)
        return replace(picture, rect=turned.rect, is_mirrored=turned.is_mirrored)

    # Words

    @property
    def _sizes(self) -> DeckSizes:
        return self._compositor.theme.deck

    def _headline(self, block: Headline) -> Filled:
        """Set the two sentences of a headline as paragraphs, the second in its own colour."""
        place = self._words.place("title")
        parts = [part for part in sentences(block.text) if part.runs]
        most = scaled(self._compositor, place, place.size)
        smallest = min(self._sizes.headline_min_pt, place.size * LEAST_SHARE)
        least = scaled(self._compositor, place, smallest)
        found = fit_texts(self._compositor, parts, place, (most, least))
        on_dark = place.colour == self._compositor.theme.role["headline_on_field"]
        second = self._compositor.theme.role["headline_second"] if on_dark else place.colour
        colours = (place.colour, second)
        paragraphs = tuple(
            self._words.spans(part, place, colour)
            for part, colour in zip(parts, colours, strict=False)
        )
        text = SlideText("title", paragraphs, found.size, found.spacing)
        if found.holds:
            return Filled((text,))

        def holds(cut: Text) -> bool:
            shorter = [part for part in sentences(cut) if part.runs]
            return fit_texts(self._compositor, shorter, place, (least, least)).holds

        return Filled((text,), overset=(Overset(block.text, longest(block.text, holds)),))

    def _heading(self, block: Heading) -> Filled:
        place = self._words.place("title")
        most = scaled(self._compositor, place, place.size)
        if place.size <= self._sizes.heading_pt:
            most = min(most, self._title_size or most)
        smallest = min(self._sizes.heading_min_pt, place.size * HEADING_SHARE)
        least = scaled(self._compositor, place, smallest)
        filled = self._words.words("title", (block.text,), least, most)
        whole = self._one_line(block.text, place)
        size = filled.texts[0].size
        # A little smaller, but without a lonely word in a second line.
        if max(size * ONE_LINE_SHARE, least) <= whole < size:
            return self._words.words("title", (block.text,), whole, whole)
        return filled

    def _one_line(self, text: Text, place: Placeholder) -> Points:
        measure = place.rect.w * room_of(self._compositor)
        fitting = self._compositor.one_line_size(text, self._words.kind(place), measure)
        return floor(fitting * 10) / 10

    def _number(self, block: BigNumber) -> Filled:
        """Set a figure as large as its ink has room: some scripts' digits hang under the line."""
        place = self._words.place("figure")
        text = self._words.plain(block.text)
        lines = self._compositor.lines(text, self._words.kind(place), WIDTH)
        ink = max(line.ascent + line.descent for line in lines)
        most = min(scaled(self._compositor, place, place.size), place.rect.h * INK_SHARE / ink)
        filled = self._words.words("figure", (text,), LEAST_NUMBER_PT, most)
        # Programs put the room of wider lines above the first one: one line needs none.
        tight = tuple(replace(words, spacing=NUMBER_SPACING) for words in filled.texts)
        return replace(filled, texts=tight)

    # Lists, steps, pairs

    def _rows(self, block: ItemList) -> Filled:
        """Set each item in a placeholder of its own, all at one size, beside its tile."""
        texts = [item.text for item in block.items]
        size, rects, is_even = fit_rows(self._words, self._sizes, texts, self._words.least)
        filled = Filled()
        for number, (item, (tile, room)) in enumerate(zip(block.items, rects, strict=True)):
            picture = tile_picture(self._compositor, item.icon, tile, block.tile or "blush")
            words = self._words.row(number, item.text, size, None if is_even else room)
            filled = filled.plus(words).plus(Filled(pictures=(picture,)))
        if filled.overset:
            filled = replace(filled, overset=(rows_overset(self._words, self._sizes, texts),))
        return filled

    def _steps(self, block: Steps) -> Filled:
        """Set picture, numbered badge and text of each step; the lead-in is a bold paragraph."""
        parts = [_led_in(step.text) for step in block.steps]
        keys = [f"step{number}" for number in range(len(parts))]
        size = self._words.common(list(zip(keys, parts, strict=True)), STEP_PT[1])
        filled = Filled()
        rects = step_rects(self._sizes, len(parts))
        for number, (step, texts) in enumerate(zip(block.steps, parts, strict=True)):
            art = rects[number][0]
            # The steps stand on the page, whatever ground the picture has elsewhere.
            on_page = replace(step.picture, ground=self._layout.background)
            picture = replace(scene(self._compositor, on_page, art), key="")
            words = self._words.words(keys[number], texts, STEP_PT[1], size)
            figure = self._words.plain(digits(number + 1, self._compositor.locale))
            badge = self._words.words(f"badge{number}", (figure,))
            filled = filled.plus(badge).plus(words).plus(Filled(pictures=(picture,)))
        return filled

    # Pictures, chart, contact

    def _picture(self, block: Picture) -> Filled:
        place = self._words.place("picture")
        if self._layout.key in FULL_PICTURE:
            return Filled(pictures=(scene(self._compositor, block, place.rect),))
        panel = NUMBER_PANEL if self._layout.key in WITH_PANEL else side_panel(self._sizes)
        colour = self._compositor.theme.named(block.ground or "blush")
        ground = side_shape(self._sizes, panel, colour)
        return Filled(shapes=(ground,), pictures=(scene(self._compositor, block, panel),))

    def _callout(self, block: Callout) -> Filled:
        ground = Shape(leaf(CHART_NOTE, NOTE_RADIUS), fill=self._compositor.theme.named("amber"))
        words = self._words.words("note", (block.text,), SMALL_PT[1]).plus(Filled(shapes=(ground,)))
        if not block.icon:
            return words
        rect = Rect(CHART_NOTE.x + 14, CHART_NOTE.y + 12, 46, 46)
        sign = icon_picture(self._compositor, block.icon, rect, "amber")
        return words.plus(Filled(pictures=(sign,)))

    def _chart(self, block: Chart) -> Filled:
        bars = block.bars
        described = "; ".join(f"{bar.label} {bar.figure}" for bar in bars)
        locale = self._compositor.locale
        if block.is_latin:
            locale = replace(locale, digits=string.digits)
        chart = SlideChart(
            "chart",
            str(block.unit),
            tuple(str(bar.label) for bar in bars),
            tuple(bar.value for bar in bars),
            tuple(number for number, bar in enumerate(bars) if bar.is_marked),
            tuple(bar.figure for bar in bars),
            number_format(block.places, locale),
            f"{block.unit}: {described}",
            self._sizes.label_pt * self._compositor.script.scale,
        )
        return self._words.words("unit", (block.unit,), SMALL_PT[1]).plus(Filled(chart=chart))


def _led_in(text: Text) -> tuple[Text, ...]:
    """Return the first sentence of a step in bold, and the rest if there is one."""
    first, rest = sentences(text)
    return (bold(first), rest) if rest.runs else (bold(first),)
