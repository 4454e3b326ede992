"""Texts of a document: runs of words that know their message, and the sources of their facts."""

from dataclasses import dataclass

from kit.sources.catalogue import State


@dataclass(frozen=True, slots=True)
class MessageUse:
    """A message as it was used: which text was taken, in which state, from which line.

    `language` is the tag of the text that was taken: the source language where the
    translation could not be used.
    """

    msgid: str
    context: str | None
    state: State
    language: str
    path: str
    line: int

    @property
    def where(self) -> str:
        """Catalogue and line, for a person to open."""
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class FactUse:
    """A local fact as it was printed, with the ids of its sources; `path` is the profile."""

    key: str
    path: str
    is_confirmed: bool
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look from one message.

    `fact` names the local fact that the words are the value of, `is_whole` says that they are
    never broken over lines, `link` where they lead.
    """

    text: str
    language: str
    message: MessageUse | None = None
    is_bold: bool = False
    is_italic: bool = False
    is_underlined: bool = False
    is_whole: bool = False
    fact: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """Runs of one paragraph, and the ids of the sources of its facts."""

    runs: tuple[Run, ...]
    sources: tuple[str, ...] = ()

    def __str__(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def language(self) -> str:
        """The tag of the one language of its words, or "" where they are of several."""
        tags = {run.language for run in self.runs}
        return tags.pop() if len(tags) == 1 else ""
