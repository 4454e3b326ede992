"""A document and its findings -> what is lacking before it may go out as final."""

from collections import Counter

from kit.document.model import Document
from kit.findings import Finding, Severity
from kit.sources.catalogue import State
from kit.sources.partner import PartnerProfile

WORDS = {
    State.MISSING: "not translated",
    State.FUZZY: "marked fuzzy",
    State.DRAFT: "not reviewed",
}


def lacking(document: Document, partner: PartnerProfile) -> tuple[Finding, ...]:
    """Return an error for each message not reviewed, fact not confirmed, and approval not given.

    Nothing unchecked goes to print: see "States" in docs/architecture.md.
    """
    messages = [
        Finding(
            Severity.ERROR, "release.message", f"{WORDS[use.state]}: {use.msgid[:60]!r}", use.where
        )
        for use in document.messages
        if use.state is not State.REVIEWED
    ]
    facts = [
        Finding(
            Severity.ERROR,
            "release.fact",
            f"the fact {fact.key!r} is not confirmed by the blood service",
            fact.path,
            'add confirmed = { by = "name", on = 2027-05-01 } to it',
        )
        for fact in document.facts
        if not fact.is_confirmed
    ]
    return (*messages, *facts, *_approval(partner))


def _approval(partner: PartnerProfile) -> tuple[Finding, ...]:
    if partner.profile.approved:
        return ()
    return (
        Finding(
            Severity.ERROR,
            "release.approval",
            "the blood service has not approved its material",
            partner.path,
            'add approved = { by = "name", on = 2027-05-01 } at the top',
        ),
    )


def reasons(found: tuple[Finding, ...]) -> tuple[str, ...]:
    """Return in a few words why a document is a draft."""
    counts = Counter(finding.code for finding in found)
    words = {
        "release.message": ("{} message not reviewed", "{} messages not reviewed"),
        "release.fact": ("{} fact not confirmed", "{} facts not confirmed"),
        "release.approval": ("not approved by the blood service",) * 2,
    }
    return tuple(
        forms[counts[code] > 1].format(counts[code])
        for code, forms in words.items()
        if counts[code]
    )
