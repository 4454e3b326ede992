"""A number and its unit: one piece, which runs its own way in a text from right to left."""

import pytest

from kit.document.runs import Run, Text
from kit.layout.compositor import spans_of
from kit.typeset.glyphs import Weight
from kit.typeset.itemise import bidi_levels


def spans(*runs: Run) -> list[tuple[str, bool]]:
    found = spans_of(Text(runs), Weight.REGULAR, "#000000")
    return [(span.text, span.isolated) for span in found]


@pytest.mark.parametrize("unit", [" kg", "kg", "\u00a0كغ", " mL", "公斤"])
def test_a_unit_after_a_value_is_set_apart_with_it(unit: str) -> None:
    value = Run("45", "ar", fact="weight_min")
    assert spans(Run("A ", "ar"), value, Run(f"{unit} ب", "ar")) == [
        ("A ", False), ("45" + unit, True), (" ب", False),
    ]  # fmt: skip


@pytest.mark.parametrize("after", [" kgs", " years", "", " (kg)"])
def test_other_words_after_a_value_stay_where_they_are(after: str) -> None:
    runs = (Run("45", "ar", fact="age_min"), Run(f"{after} ب", "ar"))
    assert spans(*runs) == [("45", True), (f"{after} ب", False)]


def test_number_and_unit_run_from_left_to_right_in_arabic() -> None:
    runs = (Run("وزني ", "ar"), Run("45", "ar", fact="w"), Run(" kg أو أكثر", "ar"))
    found = spans_of(Text(runs), Weight.REGULAR, "#000000")
    text = "".join(span.text for span in found)
    levels = bidi_levels(found, is_rtl=True)
    start = text.index("45")
    assert list(levels[start : start + 5]) == [2] * 5
