"""Names of art -> drawings in the theme's colours: illustrations, pictograms and logos."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeAlias

from kit.errors import SourceError
from kit.sources.art import Drawing, read_art
from kit.sources.raster import Picture
from kit.sources.workspace import Workspace, read_bytes, read_toml, shown

FOLDER = "assets/art"
LOGO = "assets/partners/{}/{}.{}"
LOGO_KINDS = ("svg", "png", "jpg", "jpeg")
INDEX = f"{FOLDER}/index.toml"
PICTOGRAMS = "pictograms"
# Scenes are drawn 600 high and stand on a line whose lower edge is here.
GROUND = 552.0
Colours: TypeAlias = Mapping[str, str]
Pairs: TypeAlias = tuple[tuple[str, str], ...]


class Gallery:
    """The drawings of one process in the colours of one edition.

    Args:
        workspace: Where the art lies.
        colours: Colours of pictures by what they are drawn in.
        solid: The same for pictures with a large field.
        is_grey: Whether other colours become grey.
        shelf: Drawings as they were read; each file is read once.
    """

    def __init__(
        self,
        workspace: Workspace,
        colours: Colours = MappingProxyType({}),
        solid: Colours = MappingProxyType({}),
        *,
        is_grey: bool = False,
        shelf: "Shelf | None" = None,
    ) -> None:
        self._is_grey = is_grey
        self._workspace = workspace
        self._colours = colours
        self._solid = solid
        self._shelf = shelf or Shelf(workspace)
        self._drawings: dict[str, Drawing] = {}
        self._tinted: dict[tuple[str, str, str], Drawing] = {}

    def coloured(self, colours: Colours, solid: Colours, *, is_grey: bool) -> "Gallery":
        """Return the same art in other colours, made once for each edition."""
        key = (tuple(colours.items()), tuple(solid.items()), is_grey)
        found = self._shelf.galleries.get(key)
        if found is None:
            found = Gallery(self._workspace, colours, solid, is_grey=is_grey, shelf=self._shelf)
            self._shelf.galleries[key] = found
        return found

    def illustration(self, name: str) -> Drawing:
        """Return an illustration; SourceError when there is none of this name."""
        return self._drawing(name)

    def pictogram(self, name: str) -> Drawing:
        """Return a pictogram; SourceError when there is none of this name."""
        return self._drawing(f"{PICTOGRAMS}/{name}")

    def tinted(self, name: str, colour: str, other: str) -> Drawing:
        """Return a pictogram with one colour replaced."""
        key = (name, colour, other)
        if key not in self._tinted:
            self._tinted[key] = self.pictogram(name).recoloured({colour: other})
        return self._tinted[key]

    def logo(self, partner: str, name: str = "logo") -> Picture | None:
        """Return the partner's own logo, or None: the slot is empty by default.

        It is never mirrored and never recoloured.

        Raises:
            SourceError: The file is not safe, too large or broken, or there are two.
        """
        names = [LOGO.format(partner, name, kind) for kind in LOGO_KINDS]
        found = [relative for relative in names if self._workspace.has(relative)]
        if len(found) > 1:
            raise SourceError("two logos", where=" and ".join(found), hint="keep one of them")
        if not found:
            return None
        # Few partners have one, and reading it takes a library of its own.
        from kit.sources.logo import read_logo  # noqa: PLC0415

        path = self._workspace.find(found[0])
        return read_logo(read_bytes(path), shown(path))

    def _drawing(self, name: str) -> Drawing:
        if name not in self._drawings:
            table = self._solid if self._shelf.is_solid(name) else self._colours
            drawing = self._shelf.drawing(name)
            if self._is_grey:
                table = {colour: grey(colour) for colour in drawing.colours} | dict(table)
            changes = {old: new for old, new in table.items() if old != new}
            self._drawings[name] = drawing.recoloured(changes) if changes else drawing
        return self._drawings[name]


def grey(colour: str) -> str:
    """Return the grey that is as light as a colour, by the weights of Rec. 709."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    level = round(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    return "#" + f"{level:02X}" * 3


class Shelf:
    """Owns the drawings as they were drawn, what the index says of each, and their editions."""

    def __init__(self, workspace: Workspace) -> None:
        self.galleries: dict[tuple[Pairs, Pairs, bool], Gallery] = {}
        self._workspace = workspace
        self._index = _index(workspace)
        self._drawings: dict[str, Drawing] = {}

    def is_solid(self, name: str) -> bool:
        """Say whether the red of a drawing is a large field."""
        return bool(self._index.get(name, {}).get("solid", False))

    def drawing(self, name: str) -> Drawing:
        """Return a drawing; SourceError when there is none of this name."""
        if name not in self._drawings:
            self._drawings[name] = self._read(name)
        return self._drawings[name]

    def _read(self, name: str) -> Drawing:
        relative = f"{FOLDER}/{name}.svg"
        if not self._workspace.has(relative):
            raise SourceError(
                f"no art called {name!r}", where=relative, hint=f"{INDEX} lists what there is"
            )
        path = self._workspace.find(relative)
        entry = self._index.get(name, {})
        return replace(
            read_art(read_bytes(path), shown(path)),
            name=name,
            may_mirror=bool(entry.get("mirror", True)),
            stands=bool(entry.get("stands", True)),
            ground=float(entry.get("ground", GROUND)),
        )


def _index(workspace: Workspace) -> dict[str, dict[str, Any]]:
    """Return what is said of each drawing by its name, the workspace's over the built-in."""
    found: dict[str, dict[str, Any]] = {}
    for path in workspace.layers_of(INDEX):
        tables = read_toml(read_bytes(path), shown(path))
        pictograms = tables.pop(PICTOGRAMS, {})
        if not isinstance(pictograms, dict):
            pictograms = {"": pictograms}
        named = {f"{PICTOGRAMS}/{name}": entry for name, entry in pictograms.items()}
        for name, entry in (tables | named).items():
            if not isinstance(entry, dict):
                raise SourceError("not a table", where=f"{shown(path)}, {name}")
            found[name] = entry
    return found
