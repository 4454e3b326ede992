"""The messages of a product, read from its templates: all branches count, nothing is rendered."""

from pathlib import Path

import pytest

from kit.document.compose import compose
from kit.document.extract import extract
from kit.document.uses import Uses
from kit.sources.partner import partner_slugs, read_partner
from kit.sources.products import product_names
from kit.sources.signoff import message_key
from kit.sources.workspace import Workspace, builtin, open_workspace
from kit.stages import Desk, Job, bench_of

BUILTIN = Workspace((builtin(),))


def uses_of(root: Path, product: str = "poster/small", **templates: str) -> list[str]:
    (root / "kit.toml").write_text("schema = 1\n", encoding="utf-8")
    for name, text in templates.items():
        path = root / "templates" / f"{name.replace('__', '/')}.xml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    keys = Uses(open_workspace(root)).of(product)
    return [f"{context}|{msgid}" if context else msgid for context, msgid in keys]


def test_what_a_product_prints_is_among_its_uses_for_every_partner_and_language() -> None:
    desk = Desk(None)
    uses, products = Uses(desk.workspace), product_names(desk.workspace)
    printed: set[tuple[str, str]] = set()
    for slug in partner_slugs(desk.workspace):
        profile = read_partner(desk.workspace, slug, desk.bibliography).profile
        for tag in (*profile.languages, *profile.scripts.values()):
            bench = bench_of(Job(None, Path(), slug, tag, (), is_final=False), desk)
            for product in products:
                document, _ = compose(bench.material, product)
                found = {message_key(use.context, use.msgid) for use in document.messages}
                assert found <= set(uses.of(product)), (slug, tag, product)
                assert found
                printed.add((tag, product))
    assert len(printed) > 8 * len(products)


def test_uses_are_messages_of_the_templates_each_once_and_many_are_shared() -> None:
    uses = Uses(BUILTIN)
    known = {message_key(message.context, message.msgid) for message in extract(BUILTIN)}
    for product in product_names(BUILTIN):
        found = uses.of(product)
        assert len(set(found)) == len(found) > 0
        assert set(found) <= known
    assert set(uses.of("poster/only-people")) & set(uses.of("deck/public"))
    assert len(uses.of("poster/only-people")) < len(known) / 4


def test_every_branch_loop_and_default_counts_in_reading_order(tmp_path: Path) -> None:
    template = """{% if local.phone %}{{ _("one") }}{% elif x %}{{ _("two") }}{% else %}
    {{ pgettext("menu", "three") }}{% endif %}{% for a in b %}{{ _("four") }}{% endfor %}
    {{ gettext("five {n}", n=_("six")) if x else _("seven") }}{{ _("one") }}"""
    found = uses_of(tmp_path, poster__small=template)
    assert found == ["one", "two", "menu|three", "four", "five {n}", "six", "seven"]


def test_macros_count_where_they_are_called_across_files_and_each_other(tmp_path: Path) -> None:
    small = """{% import "content/parts.xml" as parts %}
    {% macro own() %}{{ _("own") }}{% endmacro %}{{ own() }}{{ parts.head() }}"""
    shared = """{% import "content/more.xml" as more %}
    {% macro head() %}{{ _("head") }}{{ below() }}{{ more.foot() }}{{ head() }}{% endmacro %}
    {% macro below() %}{{ _("below") }}{% endmacro %}{% macro idle() %}{{ _("idle") }}{% endmacro %}
    {{ _("beside macros") }}"""
    more = """{% macro foot() %}{{ _("foot") }}{% endmacro %}
    {% macro rest() %}{{ _("no") }}{% endmacro %}"""
    found = uses_of(tmp_path, poster__small=small, content__parts=shared, content__more=more)
    assert found == ["own", "head", "below", "foot"]


def test_an_included_template_counts_and_so_does_what_is_passed_to_a_macro(tmp_path: Path) -> None:
    small = """{% import "content/parts.xml" as parts %}{% include "content/more.xml" %}
    {{ parts.box(_("passed")) }}{% call parts.box("") %}{{ _("in the call") }}{% endcall %}"""
    shared = '{% macro box(text) %}{{ text }}{{ _("box") }}{{ caller() }}{% endmacro %}'
    found = uses_of(
        tmp_path, poster__small=small, content__parts=shared, content__more='{{ _("included") }}'
    )
    assert sorted(found) == ["box", "in the call", "included", "passed"]


def test_a_template_of_a_workspace_lies_over_the_built_in_one(tmp_path: Path) -> None:
    found = uses_of(tmp_path, "poster/our-day", **{"poster__our-day": '{{ _("new") }}'})
    assert found == ["new"]


@pytest.mark.parametrize(
    "templates",
    [
        {
            "poster__small": '{% from "content/parts.xml" import head %}{{ head() }}',
            "content__parts": '{% macro head() %}{{ _("head") }}{% endmacro %}',
        },
        {"poster__small": '{% macro head(text=_("head")) %}{{ text }}{% endmacro %}{{ head() }}'},
    ],
    ids=["from ... import", "default of a macro"],
)
def test_other_ways_to_say_a_message_count_too(tmp_path: Path, templates: dict[str, str]) -> None:
    assert uses_of(tmp_path, **templates) == ["head"]
