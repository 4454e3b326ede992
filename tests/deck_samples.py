"""Decks as their users get them: a partner of a workspace, ways to open, edit and convert files."""

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pptx
import pypdfium2
import pytest
from openxml_audit import OpenXmlValidator
from PIL import Image
from pptx.presentation import Presentation
from pptx.slide import Slide

FONTS = Path(__file__).parent.parent / "assets/fonts"
FONTCONFIG = (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
    "<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>"
)
PARTNER = """
schema = 1
country = "MM"
languages = [{languages}]
digits = "native"

[service]
value = {{ en = "Harbour Blood Bank", ar = "بنك دم الميناء", my = "ဆိပ်ကမ်း သွေးဘဏ်" }}
sources = ["visit"]

[fact.phone]
value = "+95 1 234 567"
sources = ["visit"]

[fact.web]
value = "https://example.org/blood"
sources = ["visit"]
"""
SOURCES = """
[[source]]
id = "visit"
title = "Notes of a visit"
publisher = "Harbour Blood Bank"
year = 2026
address = "letter"
trust = "primary"
"""
TYPES = "[Content_Types].xml"
TEMPLATE_TYPE, DECK_TYPE = (
    f"application/vnd.openxmlformats-officedocument.presentationml.{kind}.main+xml"
    for kind in ("template", "presentation")
)
# What stands in a text only to steer its direction or its line ends.
STEERING = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\u00ad\ufffe]")


def make_harbour(root: Path, languages: Sequence[str]) -> Path:
    """Write a workspace with one partner, who writes figures in the digits of each language."""
    folder = root / "assets/partners/harbour"
    folder.mkdir(parents=True)
    (root / "kit.toml").write_text("schema = 1\n", encoding="utf-8")
    (root / "assets/sources.toml").write_text(SOURCES, encoding="utf-8")
    named = ", ".join(f'"{tag}"' for tag in languages)
    (folder / "partner.toml").write_text(PARTNER.format(languages=named), encoding="utf-8")
    return root


def files_of(package: Path) -> dict[str, bytes]:
    """The parts of a package by their names."""
    with zipfile.ZipFile(package) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def opened(package: Path) -> Presentation:
    """A presentation, or a template as the presentation that a program makes of it."""
    if package.suffix == ".pptx":
        return pptx.Presentation(str(package))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files_of(package).items():
            is_list = name == TYPES
            swapped = content.replace(TEMPLATE_TYPE.encode(), DECK_TYPE.encode())
            archive.writestr(name, swapped if is_list else content)
    return pptx.Presentation(out)


def audited(package: Path) -> list[str]:
    """What the audit of Office Open XML finds wrong in a package."""
    return [str(error) for error in OpenXmlValidator().validate(str(package)).errors]


def plain(text: str) -> str:
    """A text with single spaces, without marks that cannot be seen."""
    return " ".join(STEERING.sub("", text).split())


def joined(text: str) -> str:
    """A text without spaces, for comparing over lines."""
    return plain(text).replace(" ", "")


def photo() -> io.BytesIO:
    """A picture that is not the kit's."""
    content = io.BytesIO()
    Image.new("RGB", (300, 200), "#3366AA").save(content, "PNG")
    content.seek(0)
    return content


def frames_of(slide: Slide) -> Iterator[object]:
    """Every text frame of a slide, also in cells, and of its notes."""
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame
        if getattr(shape, "has_table", False):
            yield from (cell.text_frame for row in shape.table.rows for cell in row.cells)
    if slide.has_notes_slide:
        shapes = slide.notes_slide.shapes
        yield from (shape.text_frame for shape in shapes if shape.has_text_frame)


def convert(decks: Sequence[Path], kind: str, out: Path, home: Path) -> list[Path]:
    """What LibreOffice makes of decks; skips where there is none.

    It has its profile in `home` and sees the project's fonts only, so a machine's settings and
    fonts change nothing.
    """
    program = shutil.which("soffice")
    if not program:
        pytest.skip("LibreOffice (soffice) is not installed")
    settings = home / "fonts.conf"
    settings.write_text(FONTCONFIG.format(fonts=FONTS, cache=home / "cache"), encoding="utf-8")
    command = [
        program, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless",
        "--convert-to", kind, "--outdir", str(out), *map(str, decks),
    ]  # fmt: skip
    environment = os.environ | {"FONTCONFIG_FILE": str(settings)}
    subprocess.run(command, check=True, capture_output=True, timeout=180, env=environment)
    return [out / f"{deck.stem}.{kind}" for deck in decks]


def pages_of(path: Path) -> list[str]:
    """The text of each page of a PDF."""
    pdf = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_range() for page in pdf]
    pdf.close()
    return texts
