"""A template and the words of one job -> validated XML of the vocabulary."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from types import CodeType
from typing import Any
from urllib.parse import quote, unquote

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.exceptions import TemplateSyntaxError, UndefinedError
from jinja2.ext import Extension
from jinja2.lexer import TOKEN_DATA, Token, TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from kit.document.reading import NO_SOURCE
from kit.errors import KitError, SourceError, TemplateError
from kit.sources.workspace import Workspace, read_bytes, shown
from kit.sources.xmltree import parse_xml

FOLDER = "templates"
VOCABULARY = "templates/vocabulary.rng"
MARK = re.compile(r"<\?at (\S+ \d+)\?>")
_TAG = re.compile(r"(?=</?[A-Za-z])")
_XML_LINE = re.compile(r",? line \d+(, column \d+)?")


class WorkspaceLoader(BaseLoader):
    """Gives Jinja2 the templates of a workspace by their path under templates/."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002
        """Return a template's text and path; the name is Jinja2's."""
        relative = f"{FOLDER}/{template}"
        try:
            path = self._workspace.find(relative)
        except SourceError as error:
            raise TemplateNotFound(relative) from error
        try:
            return read_bytes(path).decode("utf-8-sig"), shown(path), None
        except UnicodeDecodeError as error:
            raise SourceError("not UTF-8 text", where=shown(path)) from error


class Marks(Extension):
    """Puts `<?at name line?>` before every tag that a template writes, `name` as in a web address.

    The rendered XML has lines of its own; a fault in it is traced to its template by the marks.
    """

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Yield the tokens of one template with marks; the name is Jinja2's."""
        name = quote(stream.name or "")
        for token in stream:
            if token.type == TOKEN_DATA:
                yield Token(token.lineno, TOKEN_DATA, _marked(token, name))
            else:
                yield token


def _marked(token: Token, name: str) -> str:
    lines: list[str] = []
    for number, line in enumerate(token.value.split("\n"), token.lineno):
        lines.append(_TAG.sub(f"<?at {name} {number}?>", line))
    return "\n".join(lines)


class Compiled(BytecodeCache):
    """Owns the templates that were compiled; one that has changed is compiled again."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give Jinja2 what was compiled of a text; the name is Jinja2's."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what Jinja2 compiled; the name is Jinja2's."""
        if bucket.code:
            self._code[bucket.key, bucket.checksum] = bucket.code


def environment(
    workspace: Workspace, names: Mapping[str, Any], compiled: Compiled | None = None
) -> Environment:
    """Return Jinja2 with the kit's names, sandboxed: a template may come from anybody."""
    jinja = ImmutableSandboxedEnvironment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=WorkspaceLoader(workspace),
        extensions=[Marks],
        bytecode_cache=compiled,
    )
    jinja.globals.clear()
    jinja.globals.update(names)
    return jinja


class Templates:
    """The templates of a workspace: each is compiled once, and the vocabulary is read once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._compiled = Compiled()
        self._schema: etree.RelaxNG | None = None

    def render(
        self, template: str, names: Mapping[str, Any], sources: Collection[str]
    ) -> etree._Element:
        """Return the root of a rendered, validated template.

        Args:
            template: Path under templates/, such as "poster/only-people.xml".
            names: What templates know: the gettext functions, `local` and `partner`.
            sources: The ids that a text may cite.

        Raises:
            TemplateError: The template is broken, renders outside the vocabulary, or cites a
                source that does not exist.
        """
        where = f"{FOLDER}/{template}"
        jinja = environment(self._workspace, names, self._compiled)
        content = _rendered(jinja, template, where)
        places = _Places(self._workspace, where)
        root = _parsed(content, places)
        _validate(root, self._vocabulary(), places)
        _check_sources(root, sources, places)
        etree.strip_tags(root, etree.ProcessingInstruction)
        return root

    def _vocabulary(self) -> etree.RelaxNG:
        if self._schema is None:
            self._schema = etree.RelaxNG(parse_xml(self._workspace.read(VOCABULARY), VOCABULARY))
        return self._schema


@dataclass(frozen=True, slots=True)
class _Places:
    """Finds the file and line that a mark stands for; `where` is for what has no mark."""

    workspace: Workspace
    where: str

    def named(self, mark: str) -> str:
        """Return the place of a mark's text, or `where` if a template has made it up."""
        name, _, line = mark.rpartition(" ")
        relative = f"{FOLDER}/{unquote(name)}"
        try:
            return f"{shown(self.workspace.find(relative))}:{line}" if name else self.where
        except SourceError:
            return self.where

    def of(self, element: etree._Element) -> str:
        """Return file and line of the tag, or of the nearest one before it in a template."""
        return self.named(str(element.xpath("string(preceding::processing-instruction('at')[1])")))


def _rendered(jinja: Environment, template: str, where: str) -> bytes:
    try:
        return jinja.get_template(template).render().encode()
    except TemplateSyntaxError as error:
        file = error.filename or where
        raise TemplateError(str(error.message), where=f"{file}:{error.lineno}") from error
    except KitError as error:
        raise error.within(_line_of(error, where)) from error
    except Exception as error:  # an expression of a template can raise anything
        raise _runtime_error(error, where) from error


def _runtime_error(error: Exception, where: str) -> TemplateError:
    is_unknown = isinstance(error, UndefinedError)
    hint = "is the name spelt as in docs/templates.md?" if is_unknown else ""
    message = str(error) or type(error).__name__
    if isinstance(error, TemplateNotFound):
        message, hint = f"no template {error.name}", "paths are relative to templates/"
    return TemplateError(message, where=_line_of(error, where), hint=hint)


def _line_of(error: BaseException, where: str) -> str:
    """Return file and line of the innermost template in a traceback."""
    found = where
    trace = error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".xml"):
            found = f"{file}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found


def _parsed(content: bytes, places: _Places) -> etree._Element:
    """Return the root of the marked XML; a fault in it is told by the template's lines."""
    try:
        return parse_xml(content, places.where)
    except SourceError as error:
        line, column = getattr(error.__cause__, "position", (0, 0))
        lines = content.decode().split("\n")[:line]
        before = "\n".join([*lines[:-1], *(last[:column] for last in lines[-1:])])
        raise TemplateError(
            _XML_LINE.sub("", error.message),
            where=places.named("".join(MARK.findall(before)[-1:])),
            hint=error.hint,
        ) from error


def _validate(root: etree._Element, schema: etree.RelaxNG, places: _Places) -> None:
    if schema.validate(root):
        return
    fault = schema.error_log[0]
    element = root.getroottree().xpath(fault.path)[0] if fault.path else root
    message = (fault.message[:1].lower() + fault.message[1:]).replace(" ,", ",")
    if fault.type_name == "RELAXNG_ERR_TEXTWRONG":
        # The fault names the element around the text, which may be the whole product.
        message += f": {element.xpath('normalize-space(text()[normalize-space()][1])')[:60]!r}"
    raise TemplateError(
        message,
        where=places.of(element),
        hint=f"in <{element.tag!s}>; docs/templates.md has the whole vocabulary",
    )


def _check_sources(root: etree._Element, sources: Collection[str], places: _Places) -> None:
    for text in root.iter("text"):
        for source in text.get("sources", "").split():
            if source != NO_SOURCE and source not in sources:
                raise TemplateError(
                    f"unknown source {source!r}",
                    where=places.of(text),
                    hint="add it to assets/sources.toml",
                )
