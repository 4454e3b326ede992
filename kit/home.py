"""A visit -> what its partners take home to go on by themselves: a workspace, and the licences."""

from collections.abc import Iterator, Sequence

from kit.export.archive import Member
from kit.sources.library import TEMPLATE, catalogue_path, reviewed_path
from kit.sources.locales import SOURCE_LANGUAGE, Locale, locale_of
from kit.sources.theme import read_theme
from kit.sources.workspace import SETTINGS, Workspace

FOLDER = "workspace"
LICENCES = "licences"
# What a workspace may change: the words of all products, the glossary and the bibliography.
TEMPLATES = tuple(
    f"templates/{folder}/*.xml"
    for folder in ("content", "brochure", "poster", "deck", "sheet", "index")
)
OWN_FILES = ("locales/glossary.csv", TEMPLATE, "assets/sources.toml")
TEXTS = ("LICENSE", "LICENSE-CONTENT")
# A print file carries the profile of its press.
PROFILES = "assets/icc/LICENSE.txt"


def workspace_members(
    workspace: Workspace, partners: Sequence[str], languages: Sequence[str]
) -> Iterator[Member]:
    """Yield the files of a workspace in which `kit build` makes the partners' material."""
    settings = workspace.layers[-1] / SETTINGS
    if len(workspace.layers) > 1 and settings.is_file():
        yield Member(f"{FOLDER}/{SETTINGS}", path=settings)
    else:
        yield Member(f"{FOLDER}/{SETTINGS}", content=b"schema = 1\n")
    patterns = (*TEMPLATES, *(f"assets/partners/{slug}/*" for slug in partners))
    names = [name for pattern in patterns for name in workspace.names(pattern)]
    names += _own_names(workspace, partners)
    for tag in dict.fromkeys((*languages, SOURCE_LANGUAGE)):
        locale = locale_of(tag)
        names += [catalogue_path(locale), reviewed_path(locale)]
    for name in dict.fromkeys((*names, *OWN_FILES)):
        if workspace.has(name):
            yield Member(f"{FOLDER}/{name}", path=workspace.find(name))


def _own_names(workspace: Workspace, partners: Sequence[str]) -> Iterator[str]:
    """Yield the art, fonts, theme and templates of the host's own, not other partners' files.

    Without them the material made at home would differ from what was packed.
    """
    own = Workspace(workspace.layers[1:])
    for name in (*own.names("assets/**/*"), *own.names("templates/**/*")):
        parts = name.split("/")
        is_foreign = parts[:2] == ["assets", "partners"] and parts[2] not in partners
        if not (is_foreign or parts[-1].startswith(".")):
            yield name


def licence_members(workspace: Workspace, locales: Sequence[Locale]) -> Iterator[Member]:
    """Yield the licences of code, texts, pictures and profiles, and of some languages' fonts."""
    for name in TEXTS:
        if workspace.has(name):
            yield Member(f"{LICENCES}/{name}.txt", path=workspace.find(name))
    if workspace.has(PROFILES):
        yield Member(f"{LICENCES}/icc-LICENSE.txt", path=workspace.find(PROFILES))
    fonts = read_theme(workspace).font
    keys = [key for locale in locales for key in (locale.language, locale.script)]
    families = {fonts[key][0] for key in ("Latn", *keys) if key in fonts}
    for family in sorted(families):
        path = f"assets/fonts/{family}/OFL.txt"
        if workspace.has(path):
            yield Member(f"{LICENCES}/{family}-OFL.txt", path=workspace.find(path))
