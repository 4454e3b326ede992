"""Times paragraphs from text to PDF operators: how many a second, and what takes the time.

A paragraph of three spans, one of them bold, is itemised (bidi, scripts, fonts), shaped, broken
into lines of 25 em and drawn, one core, font files open already. Each step is timed alone, over
and over; the best of five rounds counts. "HarfBuzz" is the part of shaping that HarfBuzz itself
needs; "re-breaking" is how often a second a paragraph that was kept is broken at another measure.

Run: python benchmarks/typeset.py [ROUNDS]
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

import uharfbuzz as hb

from kit.export.pdf.fonts import GlyphFont
from kit.export.pdf.operators import Pen, run_operators
from kit.typeset.breaks import line_breaks
from kit.typeset.fonts import Family, Fonts
from kit.typeset.glyphs import Line, Span, Weight
from kit.typeset.itemise import Item, Setting, itemise
from kit.typeset.lines import break_lines
from kit.typeset.shaping import typeset

MEASURE, OTHER_MEASURE = 25.0, 20.0  # em
STEPS = ("itemising", "shaping", "breaking", "drawing")

ASSETS = Path(__file__).parent.parent / "assets"
FAMILIES = {
    "Latn": Family("NotoSans", "BlackExtraCondensed"),
    "Hans": Family("NotoSansSC", "Black"),
    "Arab": Family("NotoSansArabic", "BlackExtraCondensed"),
    "Khmr": Family("NotoSansKhmer", "BlackExtraCondensed"),
}

# For layout only: nobody has checked the texts. The middle part is bold.
TEXTS = {
    "en": (
        "Latn",
        "Every few seconds someone needs blood: after an accident, in childbirth, during an "
        "operation or a cancer treatment. ",
        "Blood cannot be made in a factory.",
        " It comes from people who give it freely, without pay, again and again. Giving takes "
        "10–15 minutes; with registration and rest you need about an hour of your day.",
    ),
    "zh": (
        "Hans",
        "每隔几秒钟就有人需要输血：发生事故之后、分娩时、手术中或者接受癌症治疗期间。",
        "血液无法在工厂里制造。",
        "它来自一次又一次自愿、无偿献血的人们。献血只需10至15分钟；加上登记和休息，"
        "总共大约一个小时。（请带好身份证。）您的一次献血可以挽救三个人的生命，请您今天就参加。",
    ),
    "ar": (
        "Arab",
        "كل بضع ثوان يحتاج شخص ما إلى الدم: بعد حادث، أو أثناء الولادة، أو خلال عملية جراحية أو "
        "علاج السرطان. ",
        "لا يمكن صنع الدم في مصنع.",
        " فهو يأتي من أشخاص يتبرعون به طوعا ودون مقابل مرة بعد مرة. يستغرق التبرع 10–15 دقيقة؛ "
        "ومع التسجيل والراحة تحتاج إلى نحو ساعة من يومك.",
    ),
    "km": (
        "Khmr",
        "រៀងរាល់ពីរបីវិនាទី មានមនុស្សម្នាក់ត្រូវការឈាម បន្ទាប់ពីគ្រោះថ្នាក់ ពេលសម្រាលកូន ពេលវះកាត់ ឬព្យាបាលជំងឺមហារីក។ ",
        "ឈាមមិនអាចផលិតនៅក្នុងរោងចក្របានទេ។",
        " ឈាមបានមកពីមនុស្សដែលបរិច្ចាគដោយស្ម័គ្រចិត្ត ដោយមិនយកកម្រៃ ម្តងហើយម្តងទៀត។ "
        "ការបរិច្ចាគត្រូវការពេល ១០ ទៅ ១៥ នាទី។",
    ),
}


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Return how long a piece of work takes once: the best of five rounds."""

    def one_round() -> float:
        begin = perf_counter()
        for _ in range(rounds):
            work()
        return (perf_counter() - begin) / rounds

    return min(one_round() for _ in range(5))


def harfbuzz(text: str, items: Sequence[Item], fonts: Fonts) -> None:
    """Shape the items and drop the glyphs."""
    for item in items:
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
        buffer.add_str(text, item.start, item.end - item.start)
        buffer.direction = "rtl" if item.level & 1 else "ltr"
        buffer.script, buffer.language = item.script, item.language
        hb.shape(fonts.font(item.face), buffer, {})


def draw(lines: Sequence[Line], embedded: dict[str, GlyphFont]) -> None:
    for line in lines:
        for run in line.runs:
            run_operators(run, embedded[run.face.key], Pen(0.0, 0.0, 10.0))


def measured(language: str, fonts: Fonts, rounds: int) -> list[str]:
    """Return a row of the table."""
    script, before, bold, after = TEXTS[language]
    setting = Setting(language, script, is_rtl=script == "Arab")
    weights = (Weight.REGULAR, Weight.BOLD, Weight.REGULAR)
    spans = [
        Span(text, weight, "#000000", language)
        for text, weight in zip((before, bold, after), weights, strict=True)
    ]
    text = before + bold + after
    paragraph = typeset(spans, setting, fonts)
    lines = break_lines(paragraph, MEASURE)
    items = itemise(spans, setting, fonts)
    faces = dict.fromkeys(run.face for line in lines for run in line.runs)
    embedded = {face.key: GlyphFont("K", face) for face in faces}

    itemising = seconds(lambda: itemise(spans, setting, fonts), rounds)
    finding = seconds(lambda: line_breaks(spans, setting), rounds)
    inside = seconds(lambda: harfbuzz(text, items, fonts), rounds)
    whole = seconds(lambda: typeset(spans, setting, fonts), rounds)
    choosing = seconds(lambda: break_lines(paragraph, MEASURE), rounds)
    again = seconds(lambda: break_lines(paragraph, OTHER_MEASURE), rounds)
    drawing = seconds(lambda: draw(lines, embedded), rounds)

    total = whole + choosing + drawing
    steps = (itemising, whole - itemising - finding, finding + choosing, drawing)
    shares = [f"{step / total:.0%}" for step in (*steps, inside)]
    return [language, str(len(text)), f"{1 / total:.0f}", *shares, f"{1 / again:.0f}"]


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    fonts = Fonts(lambda path: ASSETS / path, FAMILIES, FAMILIES["Latn"])
    heads = ["language", "characters", "paragraphs/s", *STEPS, "HarfBuzz", "re-breaking/s"]
    for row in (heads, *(measured(language, fonts, rounds) for language in TEXTS)):
        print("  ".join(f"{cell:>{len(head)}}" for cell, head in zip(row, heads, strict=True)))


if __name__ == "__main__":
    main()
