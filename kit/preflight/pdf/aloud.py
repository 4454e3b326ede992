"""A finished PDF -> what a screen reader tells of it, element by element in reading order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kit.preflight.pdf.painted import Key
from kit.preflight.pdf.view import Annotation, ContentRef, Element, ObjectRef, PdfFile


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one element.

    Attributes:
        depth: How many elements it stands in.
        kind: Its type, such as "H1".
        page: Where it begins, 0 for nowhere.
        words: Its own text, the alternative text of a picture, the label of a field.
        language: The tag of its language, where it says one.
    """

    depth: int
    kind: str
    page: int
    words: str
    language: str


def told(file: PdfFile) -> tuple[Told, ...]:
    """Return all elements of a tagged file; of a file without tags, nothing."""
    reader = _Reader(file.texts, {each.key: each for each in _annotations(file)})
    roots = file.tree.roots if file.tree else ()
    return tuple(line for root in roots for line in reader.tell(root, 0))


def _annotations(file: PdfFile) -> Iterator[Annotation]:
    return (each for page in file.pages for each in page.annotations)


@dataclass(frozen=True, slots=True)
class _Reader:
    """What the marked contents and annotations of a file say."""

    texts: Mapping[ContentRef, str]
    annotations: Mapping[Key, Annotation]

    def tell(self, element: Element, depth: int) -> Iterator[Told]:
        """Yield an element and those in it."""
        language = element.texts.get("Lang", "")
        yield Told(depth, element.kind, element.page, self._words(element), language)
        for kid in element.elements:
            yield from self.tell(kid, depth + 1)

    def _words(self, element: Element) -> str:
        if "Alt" in element.texts:
            return element.texts["Alt"]
        said = [self._said(kid) for kid in element.kids if not isinstance(kid, Element)]
        return " ".join(" ".join(said).split())

    def _said(self, kid: ContentRef | ObjectRef) -> str:
        if isinstance(kid, ContentRef):
            return self.texts.get(kid, "")
        annotation = self.annotations.get(kid.key)
        if annotation is None:
            return ""
        words = annotation.label or annotation.contents
        return f"[{words}]" if words else ""
