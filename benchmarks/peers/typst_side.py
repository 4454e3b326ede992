"""Typst's side of the comparison; runs in the peers' Python.

Run: python typst_side.py WORK NAME                 one file, then stop
     python typst_side.py WORK NAME NAME ...        several files with one compiler
     python typst_side.py WORK --warm RUNS NAME     one file over and over, each time new words

WORK is the folder that products.py makes; the files are written to WORK/typst.
"""

import json
import os
import sys
from pathlib import Path

import typst
from counting import Document, counted, timed

EPOCH = "SOURCE_DATE_EPOCH"


def compiler(work: Path, documents: list[Document]) -> typst.Compiler:
    """Return a compiler that knows the fonts of these documents and no others."""
    folders = {family["folder"] for document in documents for family in document["families"]}
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[work / "fonts" / folder for folder in sorted(folders)],
    )
    return typst.Compiler(root=work, font_paths=fonts)


def draw(typesetter: typst.Compiler, work: Path, document: Document) -> bytes:
    """Return the PDF of a document."""
    return typesetter.compile(
        work / f"{document['kind']}.typ",
        format="pdf",
        sys_inputs={"words": json.dumps(document)},
        pdf_tags=document["tagged"],
        pdf_standards=document.get("standards", []),
        timestamp=int(os.environ[EPOCH]) if EPOCH in os.environ else None,
    )


def main() -> None:
    """Draw what the command line asks for."""
    work, *names = sys.argv[1:]
    folder = Path(work)
    runs = int(names[1]) if names[0] == "--warm" else 0
    names = names[2:] if runs else names
    documents = [json.loads((folder / f"words/{name}.json").read_text("utf-8")) for name in names]
    typesetter = compiler(folder, documents)
    if runs:
        timed(lambda words: draw(typesetter, folder, words), counted(documents[0], runs))
        return
    for name, document in zip(names, documents, strict=True):
        (folder / f"typst/{name}.pdf").write_bytes(draw(typesetter, folder, document))


if __name__ == "__main__":
    main()
