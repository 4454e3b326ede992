import datetime
import re
from dataclasses import replace

import pytest
from document_samples import BUILTIN, Bench, material, shown_text

from kit.document.compose import Material, compose
from kit.document.inline import Value
from kit.document.texts import texts_of
from kit.document.visit_words import VISITOR, VisitorWords, VisitWords, visitor_words
from kit.errors import TemplateError
from kit.sources.locales import locale_of
from kit.sources.visit import HostContact, ProgrammeItem, Visit, Visitor

MONDAY = datetime.date(2027, 5, 10)
WEDNESDAY = datetime.date(2027, 5, 12)
ITEMS = (
    ProgrammeItem(WEDNESDAY, "09:00", {"en": "Laboratory"}),
    ProgrammeItem(MONDAY, "14:00", {"en": "Tour", "mn": "Аялал"}),
    ProgrammeItem(MONDAY, "", {"ko": "저녁"}),
)
VISIT = Visit(
    "visit.toml",
    ("mongolia",),
    MONDAY,
    WEDNESDAY,
    ("general", "safety"),
    ("mn",),
    (Visitor("Отгонбаяр", "эмч"), Visitor("Nomin")),
    HostContact("Kim Minji", "whocc@example.org", "+82 33 811-0200"),
    ITEMS,
    {"en": "First paragraph.\n\nSecond paragraph."},
)
HOSTILE = (
    "<b>Ana</b> & {name} {{ 7 * 7 }} \u202eevil\u2066\u2069 <m n='0'/> ]]> \x07\x85\ufffe\ud800 Ö"
)
PAPERS = ("letter", "programme", "certificate", "plan")


def words(tag: str = "en", partner: str = "mongolia", visit: Visit = VISIT) -> VisitWords:
    return VisitWords(visit, locale_of(tag), material(BUILTIN, partner, "en").partner)


def with_visit(tag: str, visit: Visit = VISIT, visitor: Visitor | None = None) -> Material:
    return replace(material(BUILTIN, "mongolia", tag), visit=visit, visitor=visitor)


def paper(name: str, tag: str, visit: Visit = VISIT, visitor: Visitor | None = None) -> str:
    visitor = visitor or Visitor("Отгонбаяр", "эмч")
    return shown_text(compose(with_visit(tag, visit, visitor), f"sheet/{name}")[0])


@pytest.mark.parametrize(
    ("tag", "first"),
    [("en", "10 May 2027"), ("ko", "2027년 5월 10일"), ("mn", "2027\u202fоны тавдугаар сарын 10")],
)
def test_a_day_is_written_as_its_language_does(tag: str, first: str) -> None:
    assert str(words(tag).first) == first


def test_a_day_is_written_in_the_calendar_of_the_partner() -> None:
    partner = material(BUILTIN, "ethiopia", "en").partner
    profile = partner.profile.model_copy(update={"calendar": "ethiopic"})
    ethiopic = partner.model_copy(update={"profile": profile})
    assert "2019" in str(VisitWords(VISIT, locale_of("am"), ethiopic).first)


def test_a_visit_of_one_day_is_told_from_a_longer_one() -> None:
    assert not words().is_one_day
    assert words(visit=replace(VISIT, last=MONDAY)).is_one_day


def test_the_programme_is_in_the_order_of_days_and_keeps_that_of_a_day() -> None:
    days = words().days
    assert [day.number for day in days] == [1, 3]
    assert [[str(item.what) for item in day.items] for day in days] == [
        ["Tour", "저녁"],
        ["Laboratory"],
    ]
    assert [item.at and str(item.at) for item in days[0].items] == ["14:00", None]


@pytest.mark.parametrize(
    ("tag", "found"),
    [("mn", ["Аялал", "저녁"]), ("fr", ["Tour", "저녁"]), ("ko", ["Tour", "저녁"])],
)
def test_a_text_is_in_the_own_language_else_english_else_any(tag: str, found: list[str]) -> None:
    items = words(tag).days[0].items
    assert [str(item.what) for item in items] == found
    assert items[1].what.language == "ko"


def test_a_time_is_in_the_digits_of_the_partner() -> None:
    partner = material(BUILTIN, "nepal", "en").partner
    found = VisitWords(VISIT, locale_of("ne", native_digits=True), partner)
    assert str(found.days[0].items[0].at) == "१४:००"


def test_a_contact_has_addresses_and_what_is_unknown_is_nothing() -> None:
    host = words().host
    assert (host.email and host.email.address) == "mailto:whocc@example.org"
    assert (host.phone and host.phone.address) == "tel:+82338110200"
    unknown = words(visit=replace(VISIT, host=HostContact())).host
    assert (unknown.name, unknown.email, unknown.phone) == (None, None, None)


def test_a_note_has_a_value_for_each_paragraph() -> None:
    assert [str(note) for note in words().notes] == ["First paragraph.", "Second paragraph."]
    assert words(visit=replace(VISIT, notes=None)).notes == ()


def test_a_visitor_without_a_role_has_none() -> None:
    found = words().visitors
    assert [str(person.name) for person in found] == ["Отгонбаяр", "Nomin"]
    assert [person.role and str(person.role) for person in found] == ["эмч", None]
    assert person("Nomin").name == Value(VISITOR, "Nomin")


def person(name: str, tag: str = "en", partner: str = "mongolia") -> VisitorWords:
    profile = material(BUILTIN, partner, "en").partner
    return visitor_words(Visitor(name), locale_of(tag), profile)


@pytest.mark.parametrize(
    ("tag", "name", "language"),
    [
        ("mn", "Отгонбаяр", ""),
        ("en", "Отгонбаяр", "mn"),
        ("mn", "Nomin", "en"),
        ("mn", "김민지", "und"),
        ("en", "ليلى حداد", "und"),
        ("en", "7", ""),
    ],
)
def test_a_name_in_other_letters_is_said_in_a_language_that_has_them(
    tag: str, name: str, language: str
) -> None:
    assert person(name, tag).name.language == language


def test_what_turns_or_breaks_the_words_round_it_is_left_out() -> None:
    found = str(person(HOSTILE).name)
    assert found == "<b>Ana</b> & {name} {{ 7 * 7 }} evil <m n='0'/> ]]> Ö"


@pytest.mark.parametrize("name", PAPERS)
def test_hostile_words_are_printed_as_they_are_written(name: str) -> None:
    visit = replace(
        VISIT,
        visitors=(Visitor(HOSTILE, HOSTILE),),
        host=HostContact(HOSTILE, HOSTILE, "+82 1"),
        programme=(ProgrammeItem(MONDAY, "09:00", {"en": HOSTILE}),),
        notes={"en": HOSTILE},
    )
    document, found = compose(with_visit("en", visit, Visitor(HOSTILE, HOSTILE)), f"sheet/{name}")
    assert found == ()
    texts = [text for part in document.parts for text in texts_of(part)]
    assert not any(run.is_bold for text in texts for run in text.runs)
    shown = "\n".join(map(str, texts))
    assert "49" not in shown
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", shown)
    assert ("<b>Ana</b> & {name}" in shown) == (name != "plan")


def test_words_of_people_are_set_apart_and_no_facts_of_the_partner() -> None:
    document, _ = compose(with_visit("en", visitor=Visitor("Nomin")), "sheet/certificate")
    runs = [
        run for part in document.parts for text in texts_of(part) for run in text.runs if run.fact
    ]
    assert {"visit", "visitor"} <= {run.fact for run in runs}
    assert not {"visit", "visitor", "phone", "email"} & {fact.key for fact in document.facts}


def test_a_value_without_a_message_has_the_language_that_it_is_in() -> None:
    document, _ = compose(with_visit("mn"), "sheet/programme")
    runs = [run for part in document.parts for text in texts_of(part) for run in text.runs]
    assert [run.language for run in runs if run.text == "저녁"] == ["ko"]
    assert [run.message for run in runs if run.text == "저녁"] == [None]


def test_letter_and_certificate_say_when_the_visit_was() -> None:
    assert "from 10 May 2027 to 12 May 2027" in paper("letter", "en")
    assert "10 May 2027 to 12 May 2027" in paper("certificate", "en")
    one_day = replace(VISIT, last=MONDAY, programme=())
    assert "on 10 May 2027." in paper("letter", "en", one_day)
    assert "12 May" not in paper("certificate", "en", one_day)


def test_a_visit_of_which_little_is_known_has_whole_papers() -> None:
    bare = Visit("v.toml", ("mongolia",), MONDAY, MONDAY, ("own-theme",), ("mn",))
    letter = paper("letter", "en", bare)
    assert "whocc@redcross.or.kr" in letter
    assert "Call" not in letter
    assert "Theme" not in paper("programme", "en", bare)
    assert "Theme" not in paper("certificate", "en", bare, Visitor("Nomin"))


def test_a_sheet_without_a_visit_is_an_error_that_names_its_template() -> None:
    with pytest.raises(TemplateError, match="'visit' is undefined") as caught:
        compose(material(BUILTIN, "mongolia", "en"), "sheet/letter")
    assert re.search(r"templates/(sheet/letter|content/papers)\.xml:\d+", str(caught.value))


def test_words_that_are_given_stand_by_themselves_and_only_where_they_are_marked(
    bench: Bench,
) -> None:
    given = '<lead><text sources="-"><given>{{ partner.service }}</given></text></lead>'
    assert bench.show(given) == "Sentru Raan"
    for wrong in ("words", "{{ _('x') }}", "{{ partner.service }}{{ partner.service }}"):
        bench.fault(f'<lead><text sources="-"><given>{wrong}</given></text></lead>')
    bench.fault(
        "<lead><text sources='-'>{{ _('x') }}<given>{{ partner.code }}</given></text></lead>"
    )


def test_other_products_do_not_know_a_visit(bench: Bench) -> None:
    found = bench.fault('<paragraph><text sources="-">{{ visit.first }}</text></paragraph>')
    assert "'visit' is undefined" in found.message
