"""WeasyPrint's side of the comparison; runs in the peers' Python.

Run: python weasyprint_side.py WORK NAME                 one file, then stop
     python weasyprint_side.py WORK NAME NAME ...        several files, style sheets read once
     python weasyprint_side.py WORK --warm RUNS NAME     one file over and over, with new words

WORK is the folder that products.py makes; the files are written to WORK/weasyprint.
"""

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counting import Document, counted, timed
from pages import faces_of, page_of
from press_inks import page_in_inks
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration


@dataclass
class Press:
    """What WeasyPrint keeps between files: fonts, style sheets, pictures."""

    work: Path
    fonts: FontConfiguration = field(default_factory=FontConfiguration)
    sheets: dict[str, CSS] = field(default_factory=dict)
    pictures: dict[str, Any] = field(default_factory=dict)

    def draw(self, document: Document) -> bytes:
        """Return the PDF of a document."""
        faces = faces_of(document["families"])
        sheets = [self.sheet(faces), self.file("look.css"), self.file(f"{document['kind']}.css")]
        text = page_of(document)
        if document.get("intent"):
            text = page_in_inks(text)
        page = HTML(string=text, base_url=str(self.work / "page.html"))
        return page.write_pdf(
            stylesheets=sheets,
            font_config=self.fonts,
            cache=self.pictures,
            pdf_tags=document["tagged"],
            pdf_variant=document.get("variant"),
            pdf_identifier=document["kind"].encode(),
            output_intent=document.get("intent"),
        )

    def file(self, name: str) -> CSS:
        """Return a style sheet that was read before, or read it."""
        return self.sheet((self.work / name).read_text("utf-8"))

    def sheet(self, rules: str) -> CSS:
        """Return a style sheet that was parsed before, or parse it."""
        if rules not in self.sheets:
            self.sheets[rules] = CSS(
                string=rules, font_config=self.fonts, base_url=str(self.work / "page.css")
            )
        return self.sheets[rules]


def main() -> None:
    """Draw what the command line asks for."""
    work, *names = sys.argv[1:]
    press = Press(Path(work))
    runs = int(names[1]) if names[0] == "--warm" else 0
    names = names[2:] if runs else names
    documents = [json.loads(Path(work, f"words/{name}.json").read_text("utf-8")) for name in names]
    if runs:
        timed(press.draw, counted(documents[0], runs))
        return
    for name, document in zip(names, documents, strict=True):
        Path(work, f"weasyprint/{name}.pdf").write_bytes(press.draw(document))


if __name__ == "__main__":
    main()
