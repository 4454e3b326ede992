"""Templates -> the messages that each product may print, whatever is known of a partner.

Read from the templates themselves: every branch counts, and nothing is rendered.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import Environment, nodes

from kit.document.extract import KEYWORDS
from kit.document.template import FOLDER, environment
from kit.sources.signoff import Key, message_key
from kit.sources.workspace import Workspace, read_bytes

PGETTEXT = "pgettext"


@dataclass(frozen=True, slots=True)
class _Template:
    """A parsed template: what it writes itself, its macros, and what it calls others.

    `names` are macros of other templates that it imports by name.
    """

    body: tuple[nodes.Node, ...]
    macros: Mapping[str, nodes.Macro]
    imports: Mapping[str, str]
    names: Mapping[str, tuple[str, str]]


class Uses:
    """Finds the messages of products; each template is read once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._jinja: Environment = environment(workspace, {})
        self._read: dict[str, _Template] = {}

    def of(self, product: str) -> tuple[Key, ...]:
        """Return the messages of a product such as "poster/only-people", in reading order."""
        template = f"{product}.xml"
        found: dict[Key, None] = {}
        self._visit(template, self._template(template).body, found, set())
        return tuple(found)

    def _template(self, name: str) -> _Template:
        if name not in self._read:
            path = self._workspace.find(f"{FOLDER}/{name}")
            tree = self._jinja.parse(read_bytes(path).decode("utf-8-sig"))
            self._read[name] = _Template(
                tuple(node for node in tree.body if not isinstance(node, nodes.Macro)),
                {macro.name: macro for macro in tree.find_all(nodes.Macro)},
                {
                    node.target: node.template.value
                    for node in tree.find_all(nodes.Import)
                    if isinstance(node.template, nodes.Const)
                },
                dict(_named(tree)),
            )
        return self._read[name]

    def _visit(
        self,
        template: str,
        body: Iterable[nodes.Node],
        found: dict[Key, None],
        seen: set[tuple[str, str]],
    ) -> None:
        for node in body:
            for call in _calls(node):
                if isinstance(call, nodes.Include):
                    self._included(call, found, seen)
                elif key := _message(call):
                    found[key] = None
                else:
                    self._called(template, call, found, seen)

    def _included(
        self, node: nodes.Include, found: dict[Key, None], seen: set[tuple[str, str]]
    ) -> None:
        if isinstance(node.template, nodes.Const):
            name = str(node.template.value)
            self._visit(name, self._template(name).body, found, seen)

    def _called(
        self, template: str, call: nodes.Call, found: dict[Key, None], seen: set[tuple[str, str]]
    ) -> None:
        """Follow the call of a macro, of this template or of one it imports."""
        own = self._template(template)
        place = (template, "")
        match call.node:
            case nodes.Getattr(node=nodes.Name(name=name), attr=macro) if name in own.imports:
                place = (own.imports[name], macro)
            case nodes.Name(name=macro):
                place = own.names.get(macro, (template, macro))
        macros = self._template(place[0]).macros
        if place in seen or place[1] not in macros:
            return
        seen.add(place)
        chosen = macros[place[1]]
        self._visit(place[0], (*chosen.defaults, *chosen.body), found, seen)


def _named(tree: nodes.Template) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the macros that a template imports by name, with the template they stand in."""
    for node in tree.find_all(nodes.FromImport):
        if isinstance(node.template, nodes.Const):
            for name in node.names:
                macro, alias = name if isinstance(name, tuple) else (name, name)
                yield alias, (str(node.template.value), macro)


def _calls(node: nodes.Node) -> Iterable[nodes.Call | nodes.Include]:
    own = (node,) if isinstance(node, nodes.Call | nodes.Include) else ()
    return (*own, *node.find_all((nodes.Call, nodes.Include)))


def _message(call: nodes.Call) -> Key | None:
    if not isinstance(call.node, nodes.Name) or call.node.name not in KEYWORDS:
        return None
    texts = [str(each.value) for each in call.args if isinstance(each, nodes.Const)]
    return message_key(texts[0] if call.node.name == PGETTEXT else None, texts[-1])
