"""The gettext functions of templates: a msgid -> the best text, as markup that knows its message.

A translation that is missing, fuzzy or broken is replaced by the source text and reported; it
never stops a draft.
"""

from collections.abc import Sequence

from markupsafe import Markup

from kit.document.inline import Value, faults, fill, placeholders
from kit.document.runs import MessageUse
from kit.errors import TemplateError
from kit.findings import Finding, Severity
from kit.sources.catalogue import Catalogue, Message, State
from kit.sources.locales import SOURCE_LANGUAGE, Locale

USABLE = (State.DRAFT, State.REVIEWED)


class Words:
    """The messages of one document: what templates know as `_` and `pgettext`.

    Args:
        locale: The document's locale.
        catalogues: Nearest first: the locale's own, its fallbacks', the source language's.
    """

    def __init__(self, locale: Locale, catalogues: Sequence[Catalogue]) -> None:
        self._locale = locale
        self._catalogues = catalogues
        self.uses: list[MessageUse] = []
        self.findings: list[Finding] = []

    def gettext(self, msgid: str, **values: Value) -> Markup:
        """Return a message in the best language there is."""
        return self._markup(None, msgid, values)

    def pgettext(self, context: str, msgid: str, **values: Value) -> Markup:
        """Return a message that has a context, for words that mean two things."""
        return self._markup(context, msgid, values)

    def _markup(self, context: str | None, msgid: str, values: dict[str, Value]) -> Markup:
        link = str(values.pop("link", ""))
        self._check_call(msgid, values)
        text, use = self._best(context, msgid)
        self.uses.append(use)
        inline = fill(text, values, link)
        return Markup('<m n="{}">{}</m>').format(len(self.uses) - 1, inline)

    def _check_call(self, msgid: str, values: dict[str, Value]) -> None:
        if problems := faults(msgid, msgid):
            raise TemplateError(f"{problems[0]}, in {msgid!r}")
        for name in placeholders(msgid):
            if not isinstance(values.get(name), Value):
                raise TemplateError(
                    f"the placeholder {{{name}}} has no value, in {msgid!r}",
                    hint=f"write _({msgid[:20]!r}..., {name}=local.{name}) inside an if",
                )

    def _best(self, context: str | None, msgid: str) -> tuple[str, MessageUse]:
        """Return the first usable text; the state is that of the locale's own message."""
        own = self._catalogues[0].find(msgid, context)
        state = own.state
        for catalogue in self._catalogues:
            message = catalogue.find(msgid, context)
            if message.state not in USABLE:
                continue
            if problems := faults(message.string, msgid):
                self._report(message, problems)
                state = State.MISSING
                continue
            return message.string, _use(own, state, catalogue.tag)
        return msgid, _use(own, state, SOURCE_LANGUAGE)

    def _report(self, message: Message, problems: Sequence[str]) -> None:
        where = f"{message.path}:{message.line}"
        for problem in problems:
            finding = Finding(
                Severity.ERROR,
                "message.broken",
                f"{problem}: {message.msgid[:60]!r}",
                where,
                "the draft shows the source text instead",
            )
            if finding not in self.findings:
                self.findings.append(finding)


def _use(own: Message, state: State, language: str) -> MessageUse:
    return MessageUse(own.msgid, own.context, state, language, own.path, own.line)
