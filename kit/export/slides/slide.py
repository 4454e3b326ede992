"""One slide's values -> a slide of the presentation, its placeholders filled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation
from pptx.shapes.base import BaseShape
from pptx.shapes.placeholder import ChartPlaceholder, PicturePlaceholder, TablePlaceholder
from pptx.slide import Slide as PptxSlide
from pptx.slide import SlideLayout as PptxLayout
from pptx.util import Emu

from kit.errors import TemplateError
from kit.export.slides.charts import add_chart
from kit.export.slides.draft import NAME as DRAFT
from kit.export.slides.draft import draft_label
from kit.export.slides.notes import add_notes
from kit.export.slides.oxml import Element, mark_language, qualified
from kit.export.slides.parts import FOOTERS, background_shape, footer_shape, place_name
from kit.export.slides.pictures import Gallery
from kit.export.slides.style import DeckStyle
from kit.export.slides.tables import add_table
from kit.export.slides.texts import fill_placeholder
from kit.layout.deck import (
    Deck,
    Placeholder,
    Slide,
    SlideChart,
    SlideLayout,
    SlidePicture,
    SlideTable,
    SlideText,
)
from kit.typeset.glyphs import Span, Weight
from kit.units import Rect, emu

WORDS = ("title", "body")


@dataclass(frozen=True, slots=True)
class OpenSlide:
    """A slide being filled: the slide, and by key each placeholder of its layout with its shape."""

    slide: PptxSlide
    layout: SlideLayout
    places: Mapping[str, tuple[Placeholder, BaseShape]]

    def place(self, key: str, *kinds: str) -> tuple[Placeholder, BaseShape]:
        """Return the placeholder of a key; TemplateError when the layout has none such."""
        fitting = {name: place for name, place in self.places.items() if place[0].kind in kinds}
        if key not in fitting:
            message = f'there is no placeholder "{key}" for {" or ".join(kinds)}'
            where = f"slide layout {self.layout.key}"
            raise TemplateError(message, hint=f"known: {', '.join(fitting)}", where=where)
        return fitting[key]

    def link(self, target: str) -> str:
        """Return the relation id of a link."""
        relation: str = self.slide.part.relate_to(
            target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        return relation


@dataclass(frozen=True, slots=True)
class SlideMaker:
    """Makes slides of one presentation, which already has the layouts of the deck."""

    presentation: Presentation
    deck: Deck
    style: DeckStyle
    gallery: Gallery

    def add(self, item: Slide) -> None:
        """Add a slide; its shapes come in the order in which they are read."""
        opened = self._open(item)
        shapes = [background_shape(0, shape, self.style) for shape in item.shapes]
        shapes += self._texts(opened, item)
        if item.chart:
            shapes.append(self._chart(opened, item.chart))
        if item.table:
            shapes.append(self._table(opened, item.table))
        shapes += [self._picture(opened, picture) for picture in item.pictures]
        shapes += self._footers(opened.layout)
        if self.deck.draft:
            shapes.append(draft_label(self.deck.draft, self.style))
        _arrange(opened.slide, shapes)
        mark_language(opened.slide.element, self.style.language_attributes, self.style.is_rtl)
        if item.notes:
            add_notes(opened.slide, item.notes, self.deck.names, self.style)

    def _open(self, item: Slide) -> OpenSlide:
        layout, own = self._layout(item.layout)
        slide = self.presentation.slides.add_slide(own)
        shapes = {shape.placeholder_format.idx: shape for shape in slide.placeholders}
        places = {
            place.key: (place, shapes[0 if place.kind == "title" else place.idx])
            for place in layout.placeholders
            if place.kind not in FOOTERS
        }
        for place, shape in places.values():
            shape.name = place_name(place, self.deck)
        return OpenSlide(slide, layout, places)

    def _layout(self, key: str) -> tuple[SlideLayout, PptxLayout]:
        pairs = zip(self.deck.layouts, self.presentation.slide_layouts, strict=True)
        for layout, own in pairs:
            if layout.key == key:
                return layout, own
        hint = f"known layouts: {', '.join(layout.key for layout in self.deck.layouts)}"
        raise TemplateError(f'there is no slide layout "{key}"', hint=hint)

    def _texts(self, opened: OpenSlide, item: Slide) -> Iterator[Element]:
        """Fill the placeholders with words, the title's first."""
        texts = [text for text in item.texts if text.paragraphs]
        keys = {text.key for text in texts}
        titles = [place for place, _ in opened.places.values() if place.kind == "title"]
        if item.title and titles and titles[0].key not in keys:
            texts.append(self._title(item.title, titles[0]))
        texts.sort(key=lambda text: opened.place(text.key, *WORDS)[0].kind != "title")
        for text in texts:
            place, shape = opened.place(text.key, *WORDS)
            fill_placeholder(shape.element[-1], text, place, self.style, opened.link)
            if text.rect:
                _place(shape, text.rect)
            yield shape.element

    def _title(self, words: str, place: Placeholder) -> SlideText:
        colour = self.style.palette.value(place.colour)
        span = Span(words, Weight(place.face), colour, self.deck.language)
        return SlideText(place.key, ((span,),), place.size, self.deck.spacing)

    def _chart(self, opened: OpenSlide, chart: SlideChart) -> Element:
        placeholder = cast(ChartPlaceholder, opened.place(chart.key, "chart")[1])
        return add_chart(placeholder, chart, self.style)

    def _table(self, opened: OpenSlide, table: SlideTable) -> Element:
        place, shape = opened.place(table.key, "tbl")
        return add_table(cast(TablePlaceholder, shape), table, place, self.style)

    def _picture(self, opened: OpenSlide, picture: SlidePicture) -> Element:
        placeholder = None
        if picture.key:
            placeholder = cast(PicturePlaceholder, opened.place(picture.key, "pic")[1])
        return self.gallery.hang(opened.slide, picture, placeholder)

    def _footers(self, layout: SlideLayout) -> Iterator[Element]:
        """Return the footers, which python-pptx leaves on the layout."""
        for place in layout.placeholders:
            words = {"ftr": self.deck.author, "dt": self.deck.date, "sldNum": "#"}
            if words.get(place.kind):
                yield footer_shape(place, self.deck, self.style)


def _place(shape: BaseShape, rect: Rect) -> None:
    """Move a placeholder away from its place on the layout."""
    shape.left, shape.top = Emu(emu(rect.x)), Emu(emu(rect.y))
    shape.width, shape.height = Emu(emu(rect.w)), Emu(emu(rect.h))


def _arrange(slide: PptxSlide, shapes: list[Element]) -> None:
    """Leave exactly these shapes on a slide, numbered in their order; names become unique."""
    tree = slide.shapes.element
    for old in list(tree)[2:]:
        tree.remove(old)
    for number, shape in enumerate(shapes, 2):
        properties = next(shape.iter(qualified("p:cNvPr")))
        properties.set("id", str(number))
        if properties.get("name") != DRAFT and not _has_placeholder(shape):
            properties.set("name", f"{properties.get('name')} {number - 1}")
        tree.append(shape)


def _has_placeholder(shape: Element) -> bool:
    return next(shape.iter(qualified("p:ph")), None) is not None
