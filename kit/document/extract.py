"""Templates -> the messages in them, with comments, places and source ids, for kit.pot."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.ext import babel_extract

from kit.document.inline import faults
from kit.document.template import FOLDER, environment
from kit.errors import TemplateError
from kit.sources.workspace import Workspace, read_bytes, shown

# Babel reads a mapping here; its annotation names only the keys.
KEYWORDS: Any = {"_": None, "gettext": None, "pgettext": ((1, "c"), 2)}
COMMENT = "NOTE:"
OPTIONS = {"silent": "false", "newstyle_gettext": "true"}
SOURCES = re.compile(r'sources="([^"]*)"')
NO_SOURCE = "-"


@dataclass(frozen=True, slots=True)
class Extracted:
    """A message of the templates: its comments for translators, and the files it stands in."""

    msgid: str
    context: str | None
    comments: tuple[str, ...]
    places: tuple[str, ...]


def extract(workspace: Workspace) -> tuple[Extracted, ...]:
    """Return every message once, in the order of files and lines.

    Raises:
        TemplateError: A template is broken, or asks for a message by a variable.
    """
    found: dict[tuple[str | None, str], Extracted] = {}
    for name in workspace.names(f"{FOLDER}/**/*.xml"):
        for message in _messages(workspace, name):
            key = (message.context, message.msgid)
            before = found.get(key)
            found[key] = _merged(before, message) if before else message
    return tuple(found.values())


def _merged(first: Extracted, second: Extracted) -> Extracted:
    return Extracted(
        first.msgid,
        first.context,
        tuple(dict.fromkeys(first.comments + second.comments)),
        tuple(dict.fromkeys(first.places + second.places)),
    )


def _messages(workspace: Workspace, name: str) -> Iterator[Extracted]:
    path = workspace.find(name)
    content = read_bytes(path)
    try:
        text = content.decode("utf-8-sig")
        _refuse_variables(workspace, text, shown(path))
        found = list(babel_extract(BytesIO(content), KEYWORDS, [COMMENT], OPTIONS))
    except UnicodeDecodeError as error:
        raise TemplateError("not UTF-8 text", where=shown(path)) from error
    except TemplateSyntaxError as error:
        raise TemplateError(str(error.message), where=f"{shown(path)}:{error.lineno}") from error
    lines = text.split("\n")
    for line, function, texts, comments in found:
        context, msgid = _context_and_msgid(str(function), texts)
        if problems := faults(msgid, msgid):
            raise TemplateError(problems[0], where=f"{shown(path)}:{line}")
        notes = [comment.removeprefix(COMMENT).strip() for comment in comments]
        notes += _cited(lines[line - 1])
        yield Extracted(msgid, context, tuple(notes), (name,))


def _context_and_msgid(function: str, texts: Any) -> tuple[str | None, str]:
    written = texts if isinstance(texts, tuple) else (texts,)
    return (str(written[0]), str(written[1])) if function == "pgettext" else (None, str(written[0]))


def _cited(line: str) -> list[str]:
    match = SOURCES.search(line)
    ids = match.group(1) if match else NO_SOURCE
    return [] if ids == NO_SOURCE else ["Sources: " + ", ".join(ids.split())]


def _refuse_variables(workspace: Workspace, text: str, where: str) -> None:
    """Refuse a message that is not written out: no tool could find it for translators."""
    tree = environment(workspace, {}).parse(text)
    for call in tree.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name) or call.node.name not in KEYWORDS:
            continue
        if not _is_written_out(call, 2 if call.node.name == "pgettext" else 1):
            raise TemplateError(
                "a message must be written out between quotes",
                where=f"{where}:{call.lineno}",
                hint='write _("the text"), with {placeholders} for values',
            )


def _is_written_out(call: nodes.Call, count: int) -> bool:
    texts = [argument.value for argument in call.args if isinstance(argument, nodes.Const)]
    are_texts = all(isinstance(text, str) and text.strip() for text in texts)
    return are_texts and len(texts) == len(call.args) == count and call.dyn_args is None
