"""XML bytes from outside -> an element tree, with entities and the network off.

The only door to lxml's parser: what a person, a template or a drawing program wrote comes in here.
"""

from typing import TypeAlias

from lxml import etree

from kit.errors import SourceError

Element: TypeAlias = etree._Element

MAX_BYTES = 1_000_000


def parse_xml(content: bytes, path: str) -> Element:
    """Return the root element; comments are dropped, processing instructions are kept.

    Args:
        content: The file, in UTF-8.
        path: Its name, for errors.

    Raises:
        SourceError: When the file is larger than a megabyte, is not well-formed XML in UTF-8, or
            has a document type declaration, which could define entities.
    """
    if len(content) > MAX_BYTES:
        raise SourceError(
            f"the file has {len(content)} bytes, at most {MAX_BYTES} are read", where=path
        )
    _refuse_doctype(content, path)
    try:
        return etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as error:
        raise SourceError(
            f"this is not well-formed XML: {error.msg}",
            hint="the file must be UTF-8, and every element must be closed",
            where=f"{path}:{error.lineno or 1}",
        ) from error


def _refuse_doctype(content: bytes, path: str) -> None:
    # The parser is held to UTF-8, so that no other encoding can hide these bytes from the search.
    position = content.find(b"<!DOCTYPE")
    if position >= 0:
        line = content.count(b"\n", 0, position) + 1
        raise SourceError(
            "a document type declaration (<!DOCTYPE>) is not allowed",
            hint="delete it, with any entities it defines",
            where=f"{path}:{line}",
        )


def _parser() -> etree.XMLParser[Element]:
    return etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
