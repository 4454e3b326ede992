"""What was asked for -> orders: a product on a paper, in an edition, for screen or print shop."""

import datetime
import os
from collections.abc import Sequence
from dataclasses import dataclass

from kit.errors import UsageError
from kit.sources.partner import Profile
from kit.sources.theme import COLOUR, Theme

PRINT = "print"
PDFS = ("ua1", "ua2")
"""What PDFs for screens may meet, the usual first: PDF/UA-1 and PDF/A-2a; PDF/UA-2 and PDF/A-4."""
# How a hand-out is called, by its slides on a page.
HANDOUTS = {1: "notes", 3: "handout"}
# A poster is twice the partner's sheet of writing paper.
POSTER_PAPER = {"a4": "a3", "letter": "tabloid"}


@dataclass(frozen=True, slots=True)
class Order:
    """One file to make; `size` is "" for a deck, `is_usual` says it is the partner's own paper.

    A deck carries its fonts if it `embeds_fonts`; its hand-out has so many slides `per_page`.
    `pdf` names the standards that a PDF for screens meets.
    """

    product: str
    size: str = ""
    is_usual: bool = True
    edition: str = COLOUR
    is_print: bool = False
    embeds_fonts: bool = True
    per_page: int = 0
    pdf: str = PDFS[0]

    @property
    def name(self) -> str:
        """The file's name without its ending: only what is not usual is named."""
        marks = (
            "" if self.is_usual else self.size,
            "" if self.edition == COLOUR else self.edition,
            PRINT if self.is_print else "",
            HANDOUTS.get(self.per_page, ""),
        )
        return "-".join((self.product.replace("/", "-"), *(mark for mark in marks if mark)))


@dataclass(frozen=True, slots=True)
class Wish:
    """Papers, editions and whether for a print shop; no papers means each product's usual one.

    `handouts` are the slides a page of the hand-outs that decks come with; `pdf` names the
    standards that PDFs for screens meet.
    """

    sizes: tuple[str, ...] = ()
    editions: tuple[str, ...] = (COLOUR,)
    is_print: bool = False
    handouts: tuple[int, ...] = (3,)
    embeds_fonts: bool = True
    pdf: str = PDFS[0]

    @property
    def is_plain(self) -> bool:
        """Whether it holds nothing but what decks have too."""
        return not self.sizes and self.editions == (COLOUR,) and not self.is_print


def today() -> datetime.date:
    """Return the day of SOURCE_DATE_EPOCH where that is set (reproducible-builds.org), else today.

    Raises:
        UsageError: The variable is no number of seconds.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is None:
        return datetime.datetime.now().astimezone().date()
    try:
        return datetime.datetime.fromtimestamp(int(given), datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        hint = "give it the seconds since 1970, or take it away"
        raise UsageError(f"SOURCE_DATE_EPOCH is {given!r}", hint=hint) from None


PLAIN = Wish()
"""Every product on its usual paper, in colour."""


def check_wish(wish: Wish, theme: Theme) -> None:
    """Refuse papers and editions that do not exist, and standards that do not go together.

    Raises:
        UsageError: Names the known ones.
    """
    if wish.is_print and wish.pdf != PDFS[0]:
        raise UsageError(
            "a print file meets PDF/X-4, which knows no other standards",
            hint="leave out --pdf or --print",
        )
    sizes = tuple(dict.fromkeys((*theme.brochure_size, *theme.poster_size)))
    for asked, known, what in (
        (wish.sizes, sizes, "size"),
        (wish.editions, (COLOUR, *theme.edition), "edition"),
    ):
        for name in asked:
            if name not in known:
                raise UsageError(f"unknown {what} {name!r}", hint="one of: " + ", ".join(known))


def orders_of(
    products: Sequence[str], wish: Wish, profile: Profile, theme: Theme
) -> tuple[Order, ...]:
    """Return the orders of a partner; a product that a wish does not fit has none.

    Raises:
        UsageError: A product is named like the file of another in an edition or on a paper.
    """
    ends = (*theme.brochure_size, *theme.poster_size, *theme.edition, PRINT, *HANDOUTS.values())
    for product in products:
        base, end = next(
            ((product.removesuffix(f"-{end}"), end) for end in ends if product.endswith(f"-{end}")),
            ("", ""),
        )
        if base in products:
            raise UsageError(
                f"the file of {product} would be that of {base} as {end!r}",
                hint="give the template another name, without an edition or a paper at its end",
            )
    return tuple(order for product in products for order in _orders(product, wish, profile, theme))


def _deck_orders(product: str, wish: Wish, profile: Profile) -> list[Order]:
    handouts = [
        Order(product, profile.paper, per_page=count, pdf=wish.pdf)
        for count in dict.fromkeys(wish.handouts)
    ]
    return [Order(product, embeds_fonts=wish.embeds_fonts), *handouts]


def _orders(product: str, wish: Wish, profile: Profile, theme: Theme) -> list[Order]:
    kind = product.partition("/")[0]
    if kind == "deck":
        return _deck_orders(product, wish, profile) if wish.is_plain else []
    is_poster = kind == "poster"
    usual = POSTER_PAPER[profile.paper] if is_poster else profile.paper
    known = theme.poster_size if is_poster else theme.brochure_size
    return [
        Order(product, size, size == usual, edition, wish.is_print, pdf=wish.pdf)
        for size in dict.fromkeys(wish.sizes or (usual,))
        if size in known
        for edition in dict.fromkeys(wish.editions)
    ]
