"""A workspace -> the names of its products, and the kind of file that each becomes."""

from kit.sources.workspace import Workspace

KINDS = {"brochure": "pdf", "poster": "pdf", "deck": "pptx"}


def product_names(workspace: Workspace) -> tuple[str, ...]:
    """Return all products, such as "poster/only-people", by kind and sorted."""
    return tuple(
        name.removeprefix("templates/").removesuffix(".xml")
        for kind in KINDS
        for name in workspace.names(f"templates/{kind}/*.xml")
    )
