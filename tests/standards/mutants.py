"""A sound tagged PDF of the kit -> the same file with one fault, of many kinds.

Each function breaks one thing in an open file; its name says what. They are faults that a writer
of tagged PDF can have, so a validator that finds none of them is of no use.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf


def elements(pdf: Pdf, *kinds: str) -> Iterator[Object]:
    """Yield the structure elements of some kinds."""
    for each in pdf.objects:
        if isinstance(each, Dictionary) and "/P" in each and str(each.get("/S"))[1:] in kinds:
            yield each


def fonts(pdf: Pdf) -> Iterator[Object]:
    """Yield the composite fonts."""
    for each in pdf.objects:
        if isinstance(each, Dictionary) and each.get("/Subtype") == Name.Type0:
            yield each


def links(pdf: Pdf) -> Iterator[Object]:
    """Yield the link annotations."""
    for page in pdf.pages:
        yield from page.obj.get("/Annots", Array())


def page_rows(pdf: Pdf) -> Object:
    """Return the owners of the marked content of the first page."""
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    row: Object = numbers[list(numbers)[::2].index(pdf.pages[0].StructParents) * 2 + 1]
    return row


def kids(element: Object) -> list[Object | int]:
    """Return what an element holds; one kid needs no array."""
    held = element.K
    return list(held) if isinstance(held, Array) else [held]


def drawn(pdf: Pdf, operators: bytes) -> None:
    """Draw something more at the end of the first page."""
    pdf.pages[0].contents_add(pdf.make_stream(operators))


def no_language(pdf: Pdf) -> None:
    del pdf.Root.Lang


def title_not_shown(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def not_marked_as_tagged(pdf: Pdf) -> None:
    del pdf.Root.MarkInfo


def no_structure_tree(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot


def figure_without_alternative(pdf: Pdf) -> None:
    del next(elements(pdf, "Figure")).Alt


def heading_level_skipped(pdf: Pdf) -> None:
    next(elements(pdf, "H2")).S = Name.H4


def list_entry_outside_of_a_list(pdf: Pdf) -> None:
    next(elements(pdf, "L")).S = Name.Sect


def row_outside_of_a_table(pdf: Pdf) -> None:
    next(elements(pdf, "Table")).S = Name.Sect


def unknown_type_of_element(pdf: Pdf) -> None:
    next(elements(pdf, "P")).S = Name("/Absatz")


def content_outside_of_the_tree(pdf: Pdf) -> None:
    drawn(pdf, b"0 0 10 10 re f")


def artefact_inside_of_an_element(pdf: Pdf) -> None:
    first = pdf.pages[0]
    first.contents_coalesce()
    content = first.obj.Contents.read_bytes()
    first.obj.Contents.write(content.replace(b"BDC", b"BDC /Artifact BMC EMC", 1))


def row_of_the_parent_tree_emptied(pdf: Pdf) -> None:
    row = page_rows(pdf)
    for index in range(len(row)):
        row[index] = Array()


def marked_content_owned_twice(pdf: Pdf) -> None:
    one, other = list(elements(pdf, "H2"))[:2]
    one.K = Array([*kids(one), *kids(other)])


def link_without_its_object(pdf: Pdf) -> None:
    link = next(elements(pdf, "Link"))
    link.K = Array([kid for kid in kids(link) if not isinstance(kid, Dictionary)])


def link_outside_of_the_tree(pdf: Pdf) -> None:
    del next(links(pdf)).StructParent


def link_without_description(pdf: Pdf) -> None:
    del next(links(pdf)).Contents


def link_that_does_not_print(pdf: Pdf) -> None:
    next(links(pdf)).F = 0


def no_order_of_tabs(pdf: Pdf) -> None:
    del pdf.pages[0].obj.Tabs


def no_metadata(pdf: Pdf) -> None:
    del pdf.Root.Metadata


def metadata_without_claims(pdf: Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(packet.replace(b"pdfuaid:", b"dc:").replace(b"pdfaid:", b"dc:"))


def no_output_intent(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def font_not_embedded(pdf: Pdf) -> None:
    del next(fonts(pdf)).DescendantFonts[0].FontDescriptor.FontFile2


def font_without_unicode(pdf: Pdf) -> None:
    del next(fonts(pdf)).ToUnicode


def widths_wrong(pdf: Pdf) -> None:
    next(fonts(pdf)).DescendantFonts[0].W = Array([0, Array([1] * 500)])


def script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def unknown_operator(pdf: Pdf) -> None:
    drawn(pdf, b"/Artifact BMC nonsense EMC")


def colour_of_another_kind(pdf: Pdf) -> None:
    drawn(pdf, b"/Artifact BMC 0 0 0 1 k 0 0 10 10 re f EMC")


def table_header_without_scope(pdf: Pdf) -> None:
    for each in elements(pdf, "TH"):
        del each.A


def language_that_is_none(pdf: Pdf) -> None:
    pdf.Root.Lang = "not a language"


MUTATIONS: tuple[Callable[[Pdf], None], ...] = (
    no_language, language_that_is_none, title_not_shown, not_marked_as_tagged, no_structure_tree,
    figure_without_alternative, heading_level_skipped, list_entry_outside_of_a_list,
    row_outside_of_a_table, table_header_without_scope, unknown_type_of_element,
    content_outside_of_the_tree, artefact_inside_of_an_element, row_of_the_parent_tree_emptied,
    marked_content_owned_twice, link_without_its_object, link_outside_of_the_tree,
    link_without_description, link_that_does_not_print, no_order_of_tabs, no_metadata,
    metadata_without_claims, no_output_intent, font_not_embedded, font_without_unicode,
    widths_wrong, script, unknown_operator, colour_of_another_kind,
)  # fmt: skip


def mutants(sound: Path, folder: Path) -> dict[str, Path]:
    """Write a file for each fault; return the files by the fault in words."""
    found: dict[str, Path] = {}
    for mutate in MUTATIONS:
        path = folder / f"{mutate.__name__}.pdf"
        with pikepdf.open(sound) as pdf:
            mutate(pdf)
            pdf.save(path)
        found[mutate.__name__.replace("_", " ")] = path
    return found
