"""XML of the vocabulary -> blocks and runs that know their message."""

import string
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from lxml import etree

from kit.document.local import BLANK, NUMBER
from kit.document.model import (
    Band,
    Bar,
    BigNumber,
    Block,
    Callout,
    Chart,
    Column,
    Columns,
    Contact,
    Fill,
    Heading,
    Headline,
    Item,
    ItemList,
    Lead,
    LogoSlot,
    Pair,
    Pairs,
    Paragraph,
    Part,
    Picture,
    Service,
    Smallprint,
    Step,
    Steps,
    Table,
)  # fmt: skip
from kit.document.runs import MessageUse, Run, Text
from kit.sources.locales import Locale, format_number, in_digits

NO_SOURCE = "-"
UNTRANSLATED = "[{}] "


class Reader:
    """Reads the blocks of one rendered template.

    Args:
        locale: The document's locale; a text in another language is flagged.
        uses: The messages, by the number in their m element.
        cited: The ids of the sources of local facts, by their key.
    """

    def __init__(
        self, locale: Locale, uses: Sequence[MessageUse], cited: Mapping[str, Sequence[str]]
    ) -> None:
        self._locale = locale
        self.uses = uses
        self._cited = cited
        self._blocks: dict[str, Callable[[etree._Element], Block]] = {
            "headline": lambda e: Headline(self.text(e)),
            "heading": lambda e: Heading(self.text(e), int(e.get("level", "2"))),
            "lead": lambda e: Lead(self.text(e)),
            "paragraph": lambda e: Paragraph(self.text(e)),
            "smallprint": lambda e: Smallprint(self.text(e)),
            "callout": lambda e: Callout(self.text(e), e.get("icon", "")),
            "list": self._list,
            "steps": lambda e: Steps(tuple(map(self._step, e))),
            "band": lambda e: Band(e.get("tone", ""), tuple(map(self.block, e))),
            "contact": self._contact,
            "service": lambda e: Service(Text(tuple(self._runs(e, Run("", locale.tag))))),
            "logo": lambda _: LogoSlot(),
            "fill": lambda e: Fill(int(e.get("lines", "1")), e.get("numbered") == "yes"),
            "picture": self._picture,
            "chart": self._chart,
            "number": lambda e: BigNumber(format_number(Decimal(e.get("value", "")), locale)),
            "pairs": self._pairs,
            "columns": lambda e: Columns(tuple(map(self._column, e)), e.get("look", "plain")),
            "table": lambda e: Table(tuple(tuple(map(self._cell, row)) for row in e)),
        }

    def parts(self, root: etree._Element) -> tuple[Part, ...]:
        """Return the panels or slides; a poster is one part."""
        if root.tag in ("poster", "sheet"):
            return (Part("face", tuple(self._blocks_in(root))),)
        return tuple(self._part(element) for element in root if element.tag in ("panel", "slide"))

    def _part(self, element: etree._Element) -> Part:
        notes = element.find("notes")
        place = element.get("place") or element.get("layout") or ""
        texts = () if notes is None else tuple(self._text(text) for text in notes)
        section = element.find("section")
        return Part(
            place,
            tuple(self._blocks_in(element)),
            texts,
            int(element.get("minutes", "0")),
            "" if section is None else str(self.text(section)),
        )

    def _blocks_in(self, element: etree._Element) -> list[Block]:
        return [self.block(child) for child in element if child.tag in self._blocks]

    def block(self, element: etree._Element) -> Block:
        """Return the block of an element."""
        return self._blocks[str(element.tag)](element)

    def text(self, element: etree._Element) -> Text:
        """Return an element's texts as one, a space between them."""
        texts = [self._text(child) for child in element.findall("text")]
        runs: list[Run] = []
        for text in texts:
            runs += [Run(" ", self._locale.tag)] * bool(runs)
            runs += text.runs
        sources = dict.fromkeys(source for text in texts for source in text.sources)
        return Text(tuple(runs), tuple(sources))

    def _text(self, element: etree._Element) -> Text:
        runs = tuple(run for child in element for run in self._words(child))
        if element.get("digits") != "latin":
            runs = tuple(self._in_digits(run) for run in runs)
        ids = [name for name in element.get("sources", NO_SOURCE).split() if name != NO_SOURCE]
        local = [name for run in runs for name in self._cited.get(run.fact, ())]
        return Text(runs, tuple(dict.fromkeys((*ids, *local))))

    def _in_digits(self, run: Run) -> Run:
        """Return a translation's run in the partner's digits; local facts have theirs already."""
        if run.fact not in ("", NUMBER) or run.language != self._locale.tag:
            return run
        return replace(run, text=in_digits(run.text, self._locale))

    def _words(self, element: etree._Element) -> list[Run]:
        """Return the runs of a message, or of words that are given and have none."""
        if element.tag == "given":
            return self._runs(element, Run("", self._locale.tag))
        return self._message(element)

    def _message(self, element: etree._Element) -> list[Run]:
        use = self.uses[int(element.get("n", "0"))]
        look = Run("", use.language, use)
        runs = list(self._runs(element, look))
        if use.language.partition("-")[0] != self._locale.language:
            runs.insert(0, replace(look, text=UNTRANSLATED.format(use.language)))
        return runs

    def _runs(self, element: etree._Element, look: Run) -> list[Run]:
        runs = [replace(look, text=element.text)] if element.text else []
        for child in element:
            runs += self._child(child, look)
            if child.tail:
                runs.append(replace(look, text=child.tail))
        return runs

    def _child(self, element: etree._Element, look: Run) -> list[Run]:
        match element.tag:
            case "br":
                return [replace(look, text="\n")]
            case "b":
                return self._runs(element, replace(look, is_bold=True))
            case "i":
                return self._runs(element, replace(look, is_italic=True))
            case "u":
                return self._runs(element, replace(look, is_underlined=True))
            case "a":
                return self._runs(element, replace(look, link=element.get("href", "")))
            case _:
                return [self._value(element, look)]

    def _value(self, element: etree._Element, look: Run) -> Run:
        return Run(
            element.text or "",
            element.get("lang", self._locale.tag),
            look.message,
            look.is_bold,
            look.is_italic,
            # A blank is spaces with a rule under them: a line to write on.
            look.is_underlined or element.get("fact") == BLANK,
            is_whole=element.get("whole") == "yes",
            fact=element.get("fact", ""),
            link=element.get("href", look.link),
        )

    def _list(self, element: etree._Element) -> ItemList:
        items = tuple(Item(self.text(child), child.get("icon", "")) for child in element)
        return ItemList(items, element.get("tile", ""), element.get("look", "plain"))

    def _step(self, element: etree._Element) -> Step:
        picture = element.find("picture")
        assert picture is not None, "the vocabulary wants one"
        return Step(self._picture(picture), self.text(element))

    def _picture(self, element: etree._Element) -> Picture:
        places = tuple(
            (float(mark.get("lon", "0")), float(mark.get("lat", "0")))
            for mark in element.findall("mark")
        )
        return Picture(
            element.get("art", ""), self.text(element), element.get("ground", ""), places
        )

    def _contact(self, element: etree._Element) -> Contact:
        phone = element.find("phone")
        return Contact(
            tuple(self.text(line) for line in element.findall("line")),
            None if phone is None else self.text(phone),
            element.get("qr", ""),
        )

    def _chart(self, element: etree._Element) -> Chart:
        unit, *bars = element
        values = [Decimal(bar.get("value", "0")) for bar in bars]
        # All figures have the places of the longest, as a chart program writes them.
        finest = min(values, key=lambda value: value.as_tuple().exponent)
        is_latin = element.get("digits") == "latin"
        locale = replace(self._locale, digits=string.digits) if is_latin else self._locale
        return Chart(
            self.text(unit),
            tuple(
                Bar(
                    self._plain(bar.get("year", "")) if bar.get("year") else self.text(bar),
                    float(value),
                    bar.get("marked") == "yes",
                    format_number(value.quantize(finest), locale),
                )
                for bar, value in zip(bars, values, strict=True)
            ),
            max(0, -int(finest.as_tuple().exponent)),
            is_latin,
        )

    def _column(self, element: etree._Element) -> Column:
        heading = element.find("heading")
        return Column(
            None if heading is None else self.text(heading),
            tuple(self.text(child) for child in element.findall("paragraph")),
        )

    def _cell(self, element: etree._Element) -> Text:
        figure = element.get("figure")
        return self._plain(in_digits(figure, self._locale)) if figure else self.text(element)

    def _plain(self, words: str) -> Text:
        """Return words that come from no message, such as a year."""
        return Text((Run(words, self._locale.tag),))

    def _pairs(self, element: etree._Element) -> Pairs:
        myth, fact, *pairs = element
        return Pairs(
            self.text(myth),
            self.text(fact),
            tuple(Pair(self.text(pair[0]), self.text(pair[1])) for pair in pairs),
        )
