"""Copyfit: the loosest fit at which all frames hold, and reports of what does not."""

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from layout_samples import (
    BROCHURE,
    Shop,
    make_workspace,
    open_shop,
    room_in,
    swapped,
    text_of,
)

from kit.document.model import Lead, Part
from kit.findings import Finding, Severity
from kit.layout.box import Box
from kit.layout.compositor import part_of
from kit.layout.copyfit import (
    EASE_STEPS,
    SCALE_STEPS,
    Fit,
    Frame,
    common_scale,
    eased,
    fits,
    overset,
)
from kit.units import mm


def frame(base: float, growth: float, gaps: float, height: float = 100.0) -> Frame:
    """A frame whose content grows with the scale squared, as text does, and with the gaps."""

    def build(fit: Fit) -> Box:
        return Box(50.0, base + growth * fit.scale**2 + gaps * fit.ease)

    return Frame("panel", height, build, (text_of("Give blood."),))


FRAMES = st.lists(
    st.builds(frame, st.floats(0, 60), st.floats(1, 150), st.floats(0, 80)), min_size=1, max_size=5
)
LEAST = st.floats(0.5, 0.99)


def all_fit(frames: list[Frame], scale: float) -> bool:
    return all(fits(frame, frame.build(Fit(scale, 0.0))) for frame in frames)


@given(FRAMES, LEAST)
def test_every_common_scale_holds_all_frames_and_no_larger_one_does(
    frames: list[Frame], least: float
) -> None:
    assume(all_fit(frames, least))
    scale = common_scale(frames, least)
    step = (1 - least) / 2**SCALE_STEPS
    assert least <= scale <= 1
    assert all_fit(frames, scale)
    assert scale == 1 or not all_fit(frames, scale + 1.001 * step)


@given(FRAMES, LEAST)
def test_where_nothing_holds_the_least_scale_is_taken(frames: list[Frame], least: float) -> None:
    assume(not all_fit(frames, least))
    assert common_scale(frames, least) == least


@given(FRAMES, LEAST)
def test_another_frame_never_makes_the_type_larger(frames: list[Frame], least: float) -> None:
    assert common_scale(frames, least) <= common_scale(frames[1:], least)


def test_without_frames_the_type_keeps_the_size_of_the_theme() -> None:
    assert common_scale([], 0.9) == 1.0


@given(st.floats(0, 90), st.floats(1, 200))
def test_every_frame_is_eased_until_it_is_full(base: float, gaps: float) -> None:
    found = eased(frame(base, 0.0, gaps), 1.0)
    assert found.height <= 100.0
    assert found.height >= min(100.0, base + gaps) - 1.001 * gaps / 2**EASE_STEPS


def test_what_does_not_fit_is_set_tight() -> None:
    assert eased(frame(120.0, 0.0, 40.0), 1.0).height == 120.0


def test_a_word_too_wide_counts_as_not_fitting() -> None:
    wide = Frame("back", 100.0, lambda _: Box(50, 10, (), (text_of("Wide"),)), ())
    assert common_scale([wide], 0.9) == 0.9


# Reports


def test_a_report_tells_the_overrun_in_millimetres() -> None:
    (found,) = overset(frame(0, 0, 0), Box(50.0, 100.0 + mm(12.3)))
    assert (found.severity, found.code) == (Severity.ERROR, "layout.overset")
    assert found.message.startswith("panel: the text is 12.3 mm too high")
    assert "Give blood." in found.message
    assert found.where == "locales/en/kit.po:17"


def test_a_box_that_fits_is_not_reported() -> None:
    assert overset(frame(0, 0, 0), Box(50.0, 100.0)) == ()


def test_a_report_names_the_text_that_grew_most_in_translation() -> None:
    texts = (
        text_of("A text that is long in its source too", msgid="A text as long as its translation"),
        text_of("Short, but grown", msgid="Short"),
    )
    (found,) = overset(Frame("back", 10.0, lambda _: Box(1, 1), texts), Box(50.0, 20.0))
    assert "'Short, but grown'" in found.message


def test_a_word_too_wide_is_named_with_its_place() -> None:
    text = text_of("Die Blutspendebeauftragtenversammlung tagt")
    (found,) = overset(frame(0, 0, 0), Box(50.0, 90.0, (), (text,)))
    assert "Blutspendebeauftragtenversammlung" in found.message
    assert found.where == "locales/en/kit.po:17"
    assert found.hint


LEAD = "Most healthy adults can."
LONG = "Эрүүл чийрэг насанд хүрсэн хүн бүр цусаа бэлэглэж чадна. " * 30


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """Mongolian with one translation that is far too long."""
    folder = make_workspace(tmp_path_factory.mktemp("crowded"), "mn", {LEAD: LONG.strip()})
    return open_shop("mongolia", "mn", folder)


def findings_of(shop: Shop, length: int) -> tuple[Finding, ...]:
    """Lay out the brochure with the long text cut to a length."""
    document = shop.document(BROCHURE)
    text = next(block.text for block in panel(document.parts).blocks if isinstance(block, Lead))
    cut = part_of(text, 0, length)
    return shop.pages(swapped(document, str(text), cut))[1]


def panel(parts: tuple[Part, ...]) -> Part:
    return next(part for part in parts if part.place == "second")


def test_a_translation_too_long_is_reported_where_it_can_be_mended(crowded: Shop) -> None:
    (found,) = findings_of(crowded, len(LONG))
    assert found.severity is Severity.ERROR
    assert re.match(r"second: the text is \d+\.\d mm too high", found.message)
    assert LONG[:40] in found.message
    path, _, line = found.where.rpartition(":")
    assert path.endswith("locales/mn/LC_MESSAGES/kit.po")
    assert Path(path).read_text(encoding="utf-8").splitlines()[int(line) - 1] == f'msgid "{LEAD}"'
    assert found.hint.endswith(f"instead of {len(LONG.strip())}")


def test_a_text_cut_to_about_the_length_of_the_report_fits(crowded: Shop) -> None:
    (found,) = findings_of(crowded, len(LONG))
    room = room_in(found)
    assert findings_of(crowded, round(room * 0.75)) == ()
    assert findings_of(crowded, round(room * 1.25)) != ()
