"""A talk as data (talk_words.py) -> Markdown for pandoc's slides.

Language and direction stand in the metadata, where pandoc's manual puts them. Pandoc draws no
charts, so the figures are a table.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~^$@&%\"'=:;?/])")


def markdown(talk: dict[str, Any]) -> str:
    """Return the Markdown of a talk; a heading of level 1 begins a slide."""
    meta = [
        "---",
        f"title: {quoted(talk['title'])}",
        f"author: {quoted(talk['author'])}",
        f"lang: {talk['language']}",
        f"dir: {'rtl' if talk['rtl'] else 'ltr'}",
        "---",
        "",
        # The title slide comes from the metadata; notes that follow them are its own.
        *_notes(talk["slides"][0]),
    ]
    slides = [line for slide in talk["slides"][1:] for line in _slide(slide)]
    return "\n".join([*meta, *slides])


def quoted(text: str) -> str:
    """Return a text as a YAML string."""
    return '"' + plain(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def plain(text: str) -> str:
    """Return a text in which nothing is markup."""
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _slide(slide: dict[str, Any]) -> Iterator[str]:
    yield f"# {plain(slide['title'])}\n"
    words = [line for block in slide["blocks"] for line in _block(block)]
    pictures = [f"![{plain(each['alt'])}]({each['file']})\n" for each in slide["pictures"]]
    is_beside = len(pictures) == 1 and slide["blocks"]
    yield from _columns(words, pictures) if is_beside else words
    yield from _notes(slide)


def _notes(slide: dict[str, Any]) -> Iterator[str]:
    if slide["notes"]:
        yield "::: notes\n"
        yield from (f"{plain(note)}\n" for note in slide["notes"])
        yield ":::\n"


def _columns(words: Sequence[str], pictures: Sequence[str]) -> list[str]:
    return [
        ":::::: columns\n", "::: {.column width=\"60%\"}\n", *words, "\n:::\n",
        "::: {.column width=\"40%\"}\n", *pictures, ":::\n", "::::::\n",
    ]  # fmt: skip


def _block(block: dict[str, Any]) -> Iterator[str]:
    match block["kind"]:
        case "list":
            yield from (f"- {plain(text)}" for text in block["texts"])
        case "steps":
            yield from (f"{n}. {plain(text)}" for n, text in enumerate(block["texts"], 1))
        case "table":
            yield from _table(block["rows"])
        case "chart":
            rows = zip(block["labels"], block["figures"], strict=True)
            yield from _table([["", block["unit"]], *map(list, rows)])
        case _:
            yield from (f"{plain(text)}\n" for text in block["texts"])
    yield ""


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    head, *rest = rows
    yield "| " + " | ".join(map(plain, head)) + " |"
    yield "|---" * len(head) + "|"
    yield from ("| " + " | ".join(map(plain, row)) + " |" for row in rest)
