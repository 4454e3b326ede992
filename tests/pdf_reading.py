"""A tagged PDF -> what its structure tree says, with the text of each element, as a reader has it.

Read with pikepdf from the finished bytes: codes through ToUnicode, spans through their ActualText.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import Name

Kids = dict[int, str]


@dataclass
class Read:
    """An element: its type, what is said of it, and its own texts and elements in their order."""

    tag: str
    alt: str = ""
    language: str = ""
    scope: str = ""
    objects: list[str] = field(default_factory=list)
    parts: "list[str | Read]" = field(default_factory=list)

    @property
    def kids(self) -> list["Read"]:
        return [part for part in self.parts if isinstance(part, Read)]

    @property
    def text(self) -> str:
        return "".join(part for part in self.parts if isinstance(part, str))

    @property
    def spoken(self) -> str:
        return "".join(part if isinstance(part, str) else part.spoken for part in self.parts)

    def all(self) -> Iterator["Read"]:
        yield self
        for kid in self.kids:
            yield from kid.all()


def read_structure(content: bytes) -> Read:
    """Return the outermost element, which holds the others in reading order."""
    with pikepdf.open(BytesIO(content)) as pdf:
        texts = {page.obj.objgen: _texts(page) for page in pdf.pages}
        return _read(pdf.Root.StructTreeRoot.K, None, texts)


def artefact_text(content: bytes, page: int = 0) -> str:
    """Return the text of a page that is no part of its structure."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return _texts(pdf.pages[page]).get(-1, "")


def _read(
    element: pikepdf.Object, page: pikepdf.Object | None, texts: dict[tuple[int, int], Kids]
) -> Read:
    page = element.get("/Pg", page)
    attributes = element.get("/A", {})
    read = Read(
        str(element.S)[1:],
        alt=str(element.get("/Alt", "")),
        language=str(element.get("/Lang", "")),
        scope=str(attributes.get("/Scope", ""))[1:],
    )
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, pikepdf.Dictionary):
            read.parts.append(texts[page.objgen].get(int(kid), ""))
        elif kid.get("/Type") == Name.OBJR:
            read.objects.append(str(kid.Obj.get("/TU", kid.Obj.get("/Contents", ""))))
        elif kid.get("/Type") == Name.MCR:
            read.parts.append(texts[kid.Pg.objgen].get(int(kid.MCID), ""))
        else:
            read.parts.append(_read(kid, page, texts))
    return read


def _texts(page: pikepdf.Page) -> Kids:
    """Return the text of each piece of marked content, that of artefacts under -1."""
    fonts = {
        key: _characters(font)
        for key, font in page.resources.get("/Font", {}).items()
        if "/ToUnicode" in font
    }
    found: Kids = {}
    marks: list[tuple[int | None, bool]] = []
    font: dict[int, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operator, operands = str(instruction.operator), instruction.operands
        number = next((mark for mark, _ in reversed(marks) if mark is not None), -1)
        is_replaced = any(replaced for _, replaced in marks)
        match operator:
            case "BMC":
                marks.append((None, False))
            case "BDC":
                properties = operands[1]
                own = int(properties["/MCID"]) if "/MCID" in properties else None
                marks.append((own, "/ActualText" in properties))
                if "/ActualText" in properties and not is_replaced:
                    found[number] = found.get(number, "") + str(properties["/ActualText"])
            case "EMC":
                marks.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tj" | "TJ" if not is_replaced:
                shown = operands[0] if operator == "TJ" else [operands[0]]
                strings = [bytes(each) for each in shown if isinstance(each, pikepdf.String)]
                found[number] = found.get(number, "") + "".join(
                    font[int.from_bytes(string[at : at + 2])]
                    for string in strings
                    for at in range(0, len(string), 2)
                )
    return found


def _characters(font: pikepdf.Object) -> dict[int, str]:
    cmap = font.ToUnicode.read_bytes().decode("ascii")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w*)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    return found
