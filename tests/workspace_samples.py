"""A small workspace made by hand: a partner, a language and a poster of its own."""

import json
from pathlib import Path

from kit.sources.catalogue import digest

PARTNER = """
schema = 1
country = "TL"
languages = ["tet"]
{approved}

[service]
value = {{ en = "Blood Bank of Dili", tet = "Banku Raan Dili" }}
sources = ["tl-visit"]
{confirmed}

[fact.phone]
value = "+670 123 4567"
sources = ["tl-visit"]
{confirmed}
"""
SIGN = '{ by = "Maria", on = 2027-05-01 }'
SOURCES = """
[[source]]
id = "tl-visit"
title = "Notes of a visit"
publisher = "Blood Bank of Dili"
year = 2026
address = "letter"
trust = "primary"
"""
POSTER = """
{% import "content/foot.xml" as foot %}
<poster plan="drop">
  <title><text sources="-">{{ _("Give today") }}</text></title>
  <draft>{{ foot.draft() }}</draft>
  <headline><text sources="-">{{ _("Give today") }}</text></headline>
  <band tone="amber">
    <lead><text sources="-">{{ _("Call us: {phone}", phone=local.phone) }}</text></lead>
  </band>
</poster>
"""
TEXTS = {
    "Give today": "Fó ohin",
    "Call us: {phone}": "Telefone mai ami: {phone}",
    "DRAFT - not checked by the blood service - do not print": "RASKUÑU - seidauk haree",
}
HEADER = (
    'msgid ""\nmsgstr ""\n"Project-Id-Version: my kit\\n"\n"Language: tet\\n"\n'
    '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Content-Transfer-Encoding: 8bit\\n"\n\n'
)


def catalogue(texts: dict[str, str]) -> str:
    """The text of a .po file."""
    return HEADER + "\n".join(f'msgid "{k}"\nmsgstr "{v}"\n' for k, v in texts.items())


def write(path: Path, content: str) -> None:
    """Write a file and its folders."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")


def make_workspace(root: Path, *, is_checked: bool = False) -> Path:
    """Write the workspace; `is_checked` confirms its facts and signs its texts off."""
    confirmed = f"confirmed = {SIGN}" if is_checked else ""
    approved = f"approved = {SIGN}" if is_checked else ""
    write(root / "kit.toml", 'schema = 1\n\n[theme.colour]\namber = "#FFC857"\n')
    write(root / "assets/sources.toml", SOURCES)
    write(
        root / "assets/partners/timor/partner.toml",
        PARTNER.format(confirmed=confirmed, approved=approved),
    )
    write(root / "templates/poster/today.xml", POSTER)
    write(root / "locales/tet/LC_MESSAGES/kit.po", catalogue(TEXTS))
    if is_checked:
        signed = {
            digest(None, k, (v,)): {"by": "Maria", "on": "2027-05-01"} for k, v in TEXTS.items()
        }
        write(root / "locales/tet/reviewed.json", json.dumps({"schema": 1, "approved": signed}))
    return root
