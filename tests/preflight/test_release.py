import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.document.model import Document
from kit.document.runs import FactUse, MessageUse, Text
from kit.findings import Severity
from kit.preflight.release import lacking, reasons
from kit.sources.catalogue import State
from kit.sources.locales import locale_of
from kit.sources.partner import PartnerProfile, Profile, Sign

PROFILE = "assets/partners/small/partner.toml"
CATALOGUE = "locales/tet/LC_MESSAGES/kit.po"
SIGN = Sign(by="Ana", on=datetime.date(2027, 5, 1))


def partner(*, is_approved: bool) -> PartnerProfile:
    tables = {
        "schema": 1,
        "country": "TL",
        "languages": ["tet"],
        "service": {"value": {"en": "Blood Centre"}, "sources": ["s"]},
        "approved": SIGN if is_approved else None,
    }
    profile = Profile.model_validate(tables)
    return PartnerProfile(slug="small", path=PROFILE, profile=profile)


def message(number: int, state: State) -> MessageUse:
    line = 0 if state is State.MISSING else number
    return MessageUse(f"Message {number}", None, state, "tet", CATALOGUE, line)


def document(messages: tuple[MessageUse, ...], facts: tuple[FactUse, ...]) -> Document:
    empty = Text(())
    return Document(
        kind="poster",
        product="poster/small",
        plan="drop",
        partner="small",
        service="Blood Centre",
        locale=locale_of("tet"),
        title=empty,
        draft=empty,
        names=(),
        parts=(),
        messages=messages,
        facts=facts,
    )


READY = document((message(7, State.REVIEWED),), (FactUse("age_min", PROFILE, True),))


def test_reviewed_messages_confirmed_facts_and_an_approval_leave_nothing_lacking() -> None:
    assert lacking(READY, partner(is_approved=True)) == ()
    assert reasons(()) == ()


@pytest.mark.parametrize(
    ("state", "words", "where"),
    [
        (State.MISSING, "not translated", CATALOGUE),
        (State.FUZZY, "marked fuzzy", f"{CATALOGUE}:7"),
        (State.DRAFT, "not reviewed", f"{CATALOGUE}:7"),
    ],
)
def test_a_message_that_nobody_reviewed_is_named_with_its_place(
    state: State, words: str, where: str
) -> None:
    (found,) = lacking(replace(READY, messages=(message(7, state),)), partner(is_approved=True))
    assert (found.severity, found.code, found.where) == (Severity.ERROR, "release.message", where)
    assert found.message == f"{words}: 'Message 7'"


def test_a_fact_that_nobody_confirmed_is_named_with_its_profile_and_a_hint() -> None:
    facts = (FactUse("age_min", PROFILE, True), FactUse("phone", PROFILE, False))
    (found,) = lacking(replace(READY, facts=facts), partner(is_approved=True))
    assert (found.severity, found.code, found.where) == (
        Severity.ERROR,
        "release.fact",
        PROFILE,
    )
    assert "'phone'" in found.message
    assert "confirmed" in found.hint


def test_without_an_approval_nothing_goes_out() -> None:
    (found,) = lacking(READY, partner(is_approved=False))
    assert (found.severity, found.code, found.where) == (
        Severity.ERROR,
        "release.approval",
        PROFILE,
    )
    assert "approved" in found.hint


@given(st.lists(st.sampled_from(State)), st.lists(st.booleans()), st.booleans())
def test_every_unchecked_thing_is_lacking_and_nothing_else(
    states: list[State], confirmed: list[bool], is_approved: bool
) -> None:
    messages = tuple(message(number, state) for number, state in enumerate(states, 1))
    facts = tuple(FactUse(f"f{n}", PROFILE, is_sure) for n, is_sure in enumerate(confirmed))
    found = lacking(document(messages, facts), partner(is_approved=is_approved))
    unreviewed = sum(state is not State.REVIEWED for state in states)
    unconfirmed = confirmed.count(False)
    assert len(found) == unreviewed + unconfirmed + (not is_approved)
    told = [text for text in (
        f"{unreviewed} message{'s' * (unreviewed > 1)} not reviewed" if unreviewed else "",
        f"{unconfirmed} fact{'s' * (unconfirmed > 1)} not confirmed" if unconfirmed else "",
        "" if is_approved else "not approved by the blood service",
    ) if text]  # fmt: skip
    assert reasons(found) == tuple(told)
