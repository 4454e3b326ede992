"""A language's messages -> how many characters of each hold where the products print it.

Every product is laid out with texts that are longer and longer; what then leaves its place has
reached its limit. So all texts are taken to grow alike, and a budget is rather too small.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from kit.document.compose import Material, compose
from kit.findings import Finding
from kit.sources.signoff import Key
from kit.stages import Bench, found_in
from kit.stretch import MARKS, stretched, stretched_catalogue

# The 95th of 111 languages is 2.7 times as wide as English in short texts, 1.6 in long ones.
FACTORS = (1.0, 1.12, 1.25, 1.4, 1.6, 1.85, 2.2, 2.7)
OVERSET = "layout.overset"
PLACE = "budget"


@dataclass(frozen=True, slots=True)
class Budget:
    """How many characters of a message hold; `length` is how many it has.

    `is_over` says that it does not hold as it is.
    """

    characters: int
    length: int

    @property
    def is_over(self) -> bool:
        """Whether the message leaves its place as it is."""
        return self.length > self.characters


def budgets(
    bench: Bench, products: Iterable[str], on_done: Callable[[str], None] = lambda _: None
) -> Mapping[Key, Budget]:
    """Return the budget of each message that has one: others have room for any language.

    Args:
        bench: Partner and language.
        products: What to lay out.
        on_done: Called with each product when it has been tried at all lengths.
    """
    limits: dict[Key, float] = {}
    for product in products:
        for key, factor in _limits(bench, product).items():
            limits[key] = min(limits.get(key, factor), factor)
        on_done(product)
    texts = {
        key: message.string
        for catalogue in reversed(bench.material.catalogues)
        for key, message in catalogue.messages.items()
        if message.string
    }
    return {key: _budget(texts[key], factor) for key, factor in limits.items()}


def _budget(text: str, factor: float) -> Budget:
    """Return the budget of a text; its placeholders and tags are counted as they are written."""
    if factor >= 1.0:
        return Budget(len(stretched(text, factor)), len(text))
    plain = len(MARKS.sub("", text))
    return Budget(len(text) - plain + int(plain * factor), len(text))


def _limits(bench: Bench, product: str) -> dict[Key, float]:
    """Return the largest factor at which each message holds, of those that do not always."""
    limits: dict[Key, float] = {}
    before = 1 / FACTORS[1]
    for factor in FACTORS:
        material, places = _longer(bench.material, factor)
        document, _ = compose(material, product)
        for finding in found_in(document, replace(bench, material=material)):
            for place in _places(finding):
                if place in places:
                    limits.setdefault(places[place], before)
        before = factor
    return limits


def _longer(material: Material, factor: float) -> tuple[Material, Mapping[str, Key]]:
    catalogue, places = stretched_catalogue(material.catalogues, factor, PLACE)
    return replace(material, catalogues=(catalogue, *material.catalogues[1:])), places


def _places(finding: Finding) -> tuple[str, ...]:
    return (finding.where, *finding.related) if finding.code == OVERSET else ()
