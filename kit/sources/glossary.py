"""locales/glossary.csv of every layer -> the terms of the field, with words in each language."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from kit.errors import SourceError
from kit.sources.locales import SOURCE_LANGUAGE, locale_of
from kit.sources.signoff import nfc
from kit.sources.variants import bracket_fault, variants_of
from kit.sources.workspace import Workspace, read_bytes, shown

PATH = "locales/glossary.csv"
MAX_BYTES = 1_000_000
LONGEST_CELL = 500
DRAFT = "draft"
"""The source of a word that nobody has seen in use: the kit's own proposal."""
PARTS_OF_SPEECH = ("noun", "noun phrase", "proper noun", "verb", "adjective", "adverb")
_ABOUT = ("term", "part_of_speech", "definition", "note")
_SOURCE = "_source"
# XML, and so TBX, cannot hold these.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
# Nobody sees them, or only one font knows them: spaces without width, signs that turn the direction
# of text, tags, private characters. Joiners are for scripts that need them to spell (Unicode,
# section 23.2): Arabic and its relatives, India's and those that came of them, Mongolian.
_UNSEEN = re.compile(
    "[\u115f\u1160\u200b\u202a-\u202e\u2061-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
    "\ue000-\uf8ff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
    "|(?<![\u0600-\u109f\u1780-\u18af\u1a20-\u1aaf\u200c\u200d\ua840-\uabff"
    "\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f])[\u200c\u200d]"
)


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A term in a language.

    Args:
        text: The cell as it was written.
        variants: The words it stands for, the preferred one first.
        source: Where it was seen; words in brackets there are all that was seen. Or "draft".
        where: The line it came from.
    """

    text: str
    variants: tuple[str, ...]
    source: str
    where: str

    @property
    def is_draft(self) -> bool:
        """Whether it was seen nowhere."""
        return self.source == DRAFT


@dataclass(frozen=True, slots=True)
class Term:
    """A term in English with its equivalents by tag; `note` is for translators."""

    text: str
    variants: tuple[str, ...]
    part_of_speech: str
    definition: str
    note: str
    equivalents: Mapping[str, Equivalent]

    @property
    def name(self) -> str:
        """The preferred variant."""
        return self.variants[0]


@dataclass(frozen=True, slots=True)
class Glossary:
    """All terms, in the order of the file; those that a workspace adds come last."""

    terms: tuple[Term, ...]

    @property
    def tags(self) -> tuple[str, ...]:
        """The languages, sorted."""
        return tuple(sorted({tag for term in self.terms for tag in term.equivalents}))

    def known(self, tag: str) -> tuple[tuple[Term, Equivalent], ...]:
        """Return the terms that have words in a language, with these words."""
        return tuple(
            (term, term.equivalents[tag]) for term in self.terms if tag in term.equivalents
        )


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where each column stands: those about the term by name, those of a language by tag."""

    count: int
    about: Mapping[str, int]
    languages: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[str, ...]
    where: str


def read_glossary(workspace: Workspace) -> Glossary:
    """Return the terms of all layers; what a workspace's file says of a term lies over the rest.

    Raises:
        SourceError: A file is wrong; names file, line and what to mend.
    """
    found: dict[str, Term] = {}
    for path in workspace.layers_of(PATH):
        for term in parse_glossary(read_bytes(path), shown(path)):
            key = term.name.casefold()
            found[key] = _over(found[key], term) if key in found else term
    return Glossary(tuple(found.values()))


def _over(below: Term, above: Term) -> Term:
    return replace(
        above,
        part_of_speech=above.part_of_speech or below.part_of_speech,
        definition=above.definition or below.definition,
        note=above.note or below.note,
        equivalents=MappingProxyType({**below.equivalents, **above.equivalents}),
    )


def parse_glossary(content: bytes, path: str) -> tuple[Term, ...]:
    """Return the terms of one file; SourceError as `read_glossary`."""
    rows = list(_rows(_decoded(content, path), path))
    if not rows:
        raise SourceError("the file is empty", where=path, hint="its first line names the columns")
    columns = _columns(rows[0])
    terms: list[Term] = []
    lines: dict[str, str] = {}
    for row in rows[1:]:
        term = _term(row, columns)
        for variant in term.variants:
            if (first := lines.setdefault(variant.casefold(), row.where)) != row.where:
                raise SourceError(
                    f"the term {variant!r} stands twice", where=row.where, hint=f"see {first}"
                )
        terms.append(term)
    return tuple(terms)


def _decoded(content: bytes, path: str) -> str:
    if len(content) > MAX_BYTES:
        raise SourceError(
            f"the file has {len(content)} bytes, at most {MAX_BYTES} are read",
            where=path,
            hint="keep the terms of other fields elsewhere",
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        hint = 'save the file as UTF-8 ("CSV UTF-8" in spreadsheet programs)'
        raise SourceError("not UTF-8 text", where=f"{path}:{line}", hint=hint) from error


def _rows(text: str, path: str) -> Iterator[_Row]:
    """Yield every row that holds something."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    while (cells := _next(reader, f"{path}:{line}")) is not None:
        where = f"{path}:{line}"
        if reader.line_num > line:
            hint = 'is a quote not closed? Within quotes, write " twice'
            raise SourceError("a cell holds a line break", where=where, hint=hint)
        if any(cell.strip() for cell in cells):
            yield _Row(tuple(_cell(cell, where) for cell in cells), where)
        line = reader.line_num + 1


def _next(reader: Iterator[list[str]], where: str) -> list[str] | None:
    try:
        return next(reader, None)
    except csv.Error as error:
        hint = 'a text with a comma or " stands between quotes; within quotes, write " twice'
        raise SourceError(f"broken CSV: {error}", where=where, hint=hint) from error


def _cell(cell: str, where: str) -> str:
    cell = cell.strip()
    if match := _CONTROL.search(cell):
        code = f"U+{ord(match[0]):04X}"
        raise SourceError(f"a cell holds the control character {code}", where=where, hint="type it")
    if len(cell) > LONGEST_CELL:
        raise SourceError(
            f"a cell has {len(cell)} characters, at most {LONGEST_CELL} are read",
            where=where,
            hint="a term is a few words; is a quote missing?",
        )
    if match := _UNSEEN.search(cell):
        code = f"U+{ord(match[0]):04X}"
        hint = "delete it, or type the word anew"
        raise SourceError(f"a cell holds {code}, which nobody sees", where=where, hint=hint)
    return nfc(cell)


def _columns(head: _Row) -> _Columns:
    places: dict[str, int] = {}
    for index, cell in enumerate(head.cells):
        name = cell if cell in _ABOUT else _language_column(cell, head.where)
        if name in places:
            raise SourceError(f"the column {name!r} stands twice", where=head.where)
        places[name] = index
    if "term" not in places:
        raise SourceError("no column 'term'", where=head.where, hint="name it in the first line")
    tags = dict.fromkeys(name.removesuffix(_SOURCE) for name in places if name not in _ABOUT)
    for name in (f"{tag}{end}" for tag in tags for end in ("", _SOURCE)):
        if name not in places:
            hint = "each language has its tag and its tag_source, such as mn and mn_source"
            raise SourceError(f"no column {name!r}", where=head.where, hint=hint)
    about = {name: index for name, index in places.items() if name in _ABOUT}
    languages = {tag: (places[tag], places[f"{tag}{_SOURCE}"]) for tag in tags}
    return _Columns(len(head.cells), about, languages)


def _language_column(cell: str, where: str) -> str:
    """Return the name of a language's column, its tag as BCP 47 writes it."""
    try:
        tag = locale_of(cell.removesuffix(_SOURCE)).tag
    except SourceError:
        tag = SOURCE_LANGUAGE
    if tag == SOURCE_LANGUAGE:
        hint = "commas part the columns; known are " + ", ".join(_ABOUT)
        hint += ", a tag such as mn (not en) and mn_source"
        raise SourceError(f"unknown column {cell[:40]!r}", where=where, hint=hint)
    return tag + (_SOURCE if cell.endswith(_SOURCE) else "")


def _term(row: _Row, columns: _Columns) -> Term:
    if len(row.cells) != columns.count:
        raise SourceError(
            f"{len(row.cells)} cells, but {columns.count} columns",
            where=row.where,
            hint="leave a cell empty, but keep its comma; put a text with a comma between quotes",
        )
    about = {name: row.cells[index] for name, index in columns.about.items()}
    part = about.get("part_of_speech", "")
    if part not in ("", *PARTS_OF_SPEECH):
        raise SourceError(
            f"unknown part_of_speech {part[:40]!r}",
            where=row.where,
            hint="one of: " + ", ".join(PARTS_OF_SPEECH),
        )
    found = {
        tag: equivalent
        for tag, (text, source) in columns.languages.items()
        if (equivalent := _equivalent(row, tag, row.cells[text], row.cells[source]))
    }
    text = about["term"]
    variants = _variants(text, "term", row.where)
    rest = (about.get("definition", ""), about.get("note", ""))
    return Term(text, variants, part, *rest, MappingProxyType(found))


def _equivalent(row: _Row, tag: str, text: str, source: str) -> Equivalent | None:
    if not text and not source:
        return None
    if not source:
        hint = f"write where the word was seen, or {DRAFT}"
        raise SourceError("no source", where=f"{row.where}, {tag}{_SOURCE}", hint=hint)
    return Equivalent(text, _variants(text, tag, row.where), source, row.where)


def _variants(text: str, column: str, where: str) -> tuple[str, ...]:
    place = f"{where}, {column}"
    if fault := bracket_fault(text):
        hint = "(...) holds another word for the same, [...] what may be left out"
        raise SourceError(fault, where=place, hint=hint)
    variants = variants_of(text)
    if not variants:
        raise SourceError("no word", where=place, hint="fill the cell")
    return variants
