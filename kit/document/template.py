"""A template and the words of one job -> validated XML of the vocabulary."""

from collections.abc import Mapping
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from jinja2 import TemplateError as JinjaError
from jinja2.exceptions import SecurityError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from kit.errors import KitError, SourceError, TemplateError
from kit.sources.workspace import Workspace, shown
from kit.sources.xmltree import parse_xml

FOLDER = "templates"
VOCABULARY = "templates/vocabulary.rng"


class WorkspaceLoader(BaseLoader):
    """Gives Jinja2 the templates of a workspace by their path under templates/."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:  # noqa: ARG002
        """Return a template's text and path; the name is Jinja2's."""
        relative = f"{FOLDER}/{template}"
        try:
            path = self._workspace.find(relative)
            return path.read_text(encoding="utf-8-sig"), shown(path), None
        except UnicodeDecodeError as error:
            raise SourceError("not UTF-8 text", where=relative) from error
        except SourceError as error:
            raise TemplateNotFound(relative) from error


def environment(workspace: Workspace, names: Mapping[str, Any]) -> Environment:
    """Return Jinja2 with the kit's names, sandboxed: a template may come from anybody."""
    jinja = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, loader=WorkspaceLoader(workspace)
    )
    jinja.globals.clear()
    jinja.globals.update(names)
    return jinja


def render(workspace: Workspace, template: str, names: Mapping[str, Any]) -> etree._Element:
    """Return the root of the rendered, validated template.

    Args:
        workspace: Where templates lie.
        template: Path under templates/, such as "poster/only-people.xml".
        names: What templates know: the gettext functions, `local` and `partner`.

    Raises:
        TemplateError: The template is broken or renders outside the vocabulary.
    """
    where = f"{FOLDER}/{template}"
    try:
        text = environment(workspace, names).get_template(template).render()
    except TemplateSyntaxError as error:
        file = error.filename or where
        raise TemplateError(str(error.message), where=f"{file}:{error.lineno}") from error
    except (JinjaError, SecurityError, TypeError, ValueError, RecursionError) as error:
        raise _runtime_error(error, where) from error
    except KitError as error:
        raise error.within(_line_of(error, where)) from error
    root = parse_xml(text.encode(), where)
    _validate(root, workspace, text, where)
    return root


def _runtime_error(error: Exception, where: str) -> TemplateError:
    hint = "is the name spelt as in docs/templates.md?" if "undefined" in str(error) else ""
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


def _validate(root: etree._Element, workspace: Workspace, text: str, where: str) -> None:
    schema = etree.RelaxNG(parse_xml(workspace.read(VOCABULARY), VOCABULARY))
    if schema.validate(root):
        return
    fault = schema.error_log[0]
    line = text.splitlines()[fault.line - 1].strip() if fault.line else ""
    raise TemplateError(
        fault.message[:1].lower() + fault.message[1:],
        where=_source_line(workspace, where, line),
        hint=f"near {line[:80]}; docs/templates.md has the whole vocabulary",
    )


def _source_line(workspace: Workspace, where: str, rendered: str) -> str:
    """Return the template's line that begins like a rendered one, if there is exactly one."""
    path = workspace.find(where)
    begin = rendered.partition(">")[0]
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    found = [number for number, line in enumerate(lines, 1) if begin and begin in line]
    return f"{shown(path)}:{found[0]}" if len(found) == 1 else shown(path)
