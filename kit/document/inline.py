"""A message's text -> safe inline markup with its placeholders filled, or what is wrong with it.

Allowed in a message: `{name}` placeholders, <b>, <i>, <u>, <a> in pairs, and <br/>. A text never
runs as template code and never becomes other markup.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

TOKEN = re.compile(r"\{[^{}]*\}|</?[a-zA-Z][^<>]*>|[{}<>]")
NAME = re.compile(r"\{([a-z][a-z0-9_]*)\}")
# What XML cannot hold; it would read a carriage return as a line feed.
_UNPRINTABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PAIRED = ("b", "i", "u", "a")
BREAKS = ("<br/>", "<br />")


@dataclass(frozen=True, slots=True)
class Value:
    """What fills a placeholder.

    Args:
        key: The fact or profile key it comes from.
        text: As printed.
        is_whole: Never broken over lines, and written from left to right (a phone number).
        address: Target of a link, or "".
        language: BCP 47 tag of its words, or "" for those of the document.
    """

    key: str
    text: str
    is_whole: bool = False
    address: str = ""
    language: str = ""

    def __html__(self) -> str:
        """Return the value as an element of the vocabulary."""
        whole = Markup(' whole="yes"') if self.is_whole else ""
        href = Markup(' href="{}"').format(self.address) if self.address else ""
        lang = Markup(' lang="{}"').format(self.language) if self.language else ""
        opening = Markup('<v fact="{}"{}{}{}>').format(self.key, whole, href, lang)
        return str(opening + self.text + Markup("</v>"))

    def __str__(self) -> str:
        return self.text


def placeholders(text: str) -> tuple[str, ...]:
    """Return the names of a text's placeholders, in order."""
    return tuple(NAME.findall(text))


def faults(text: str, source: str) -> tuple[str, ...]:
    """Return what is wrong with a translation, held against its source text."""
    found = [
        f"the character U+{ord(sign):04X} is not allowed" for sign in _UNPRINTABLE.findall(text)
    ]
    found += _token_faults(text)
    given, wanted = sorted(placeholders(text)), sorted(placeholders(source))
    found += [f"the placeholder {{{name}}} is missing" for name in wanted if name not in given]
    found += [
        f"the placeholder {{{name}}} does not stand in the source text"
        for name in given
        if name not in wanted
    ]
    if sorted(set(given)) == sorted(set(wanted)) and given != wanted:
        found.append("a placeholder stands another number of times than in the source text")
    return tuple(dict.fromkeys(found))


def _token_faults(text: str) -> list[str]:
    found: list[str] = []
    is_open: list[str] = []
    for token in TOKEN.findall(text):
        if NAME.fullmatch(token) or token in BREAKS:
            continue
        name = token.strip("</>")
        if token == f"<{name}>" and name in PAIRED:
            is_open.append(name)
        elif token == f"</{name}>" and is_open[-1:] == [name]:
            is_open.pop()
        else:
            found.append(f"{token} is not allowed here")
    return found + [f"<{name}> is not closed" for name in is_open]


def fill(text: str, values: Mapping[str, Value], link: str = "") -> Markup:
    """Return a faultless text as markup, its placeholders filled.

    Args:
        text: A text without faults.
        values: What fills the placeholders, by name.
        link: Where an <a> leads.
    """
    parts: list[str] = []
    end = 0
    for token in TOKEN.finditer(text):
        parts.append(str(escape(text[end : token.start()])))
        parts.append(_filled(token.group(), values, link))
        end = token.end()
    parts.append(str(escape(text[end:])))
    return Markup("".join(parts))


def _filled(token: str, values: Mapping[str, Value], link: str) -> str:
    if match := NAME.fullmatch(token):
        return values[match.group(1)].__html__()
    if token == "<a>":
        return str(Markup('<a href="{}">').format(link))
    return "<br/>" if token in BREAKS else token
