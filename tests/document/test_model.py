from kit.document.runs import MessageUse, Run, Text
from kit.sources.catalogue import State


def test_a_message_says_where_to_open_it() -> None:
    use = MessageUse("Hi", None, State.DRAFT, "mn", "locales/mn/LC_MESSAGES/kit.po", 12)
    assert use.where == "locales/mn/LC_MESSAGES/kit.po:12"
    missing = MessageUse("Hi", None, State.MISSING, "en", "locales/mn/LC_MESSAGES/kit.po", 0)
    assert missing.where == "locales/mn/LC_MESSAGES/kit.po"


def test_a_text_reads_as_its_runs_in_order() -> None:
    text = Text((Run("Call ", "en"), Run("143", "mn", is_whole=True)))
    assert str(text) == "Call 143"
    assert str(Text(())) == ""
