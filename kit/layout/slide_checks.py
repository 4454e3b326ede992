"""What the blocks of a slide ask for -> TemplateError where the layout has no room for it."""

from collections.abc import Sequence

from kit.errors import TemplateError
from kit.layout.deck import SlideText


def check_count(layout: str, count: int, most: int) -> None:
    """Refuse more entries than a layout has places for."""
    if count > most:
        raise TemplateError(
            f"a slide of {layout} has {count} of them",
            where=f"slide layout {layout}",
            hint=f"give it 1 to {most}, or split the slide",
        )


def check_places(layout: str, texts: Sequence[SlideText]) -> None:
    """Refuse two blocks that go to one place."""
    keys = [words.key for words in texts]
    for key in keys:
        if keys.count(key) > 1:
            raise TemplateError(
                f"two blocks for the place {key!r}",
                where=f"slide layout {layout}",
                hint="give the slide one block of each kind, or split it",
            )
