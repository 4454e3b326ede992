"""Decks made by hand for the tests of the slides: three languages, every kind of content."""

import datetime

from kit.export.slides.deck import write_deck
from kit.export.slides.pictures import Rasteriser
from kit.layout.deck import (
    Deck,
    Decoration,
    Placeholder,
    Slide,
    SlideChart,
    SlideLayout,
    SlidePicture,
    SlideText,
)
from kit.layout.page import Shape
from kit.sources.art import Drawing, Figure, Stroke
from kit.sources.outline import Outline, Segment
from kit.typeset.glyphs import Span, Weight
from kit.units import Rect

WIDTH = 960.0
COLOURS = {
    "red": "#C4122F",
    "wine": "#7A0C22",
    "ink": "#2A1A1E",
    "paper": "#FFF5E9",
    "white": "#FFFFFF",
    "blush": "#F9CFC0",
    "coral": "#EE7863",
    "amber": "#F6AE2D",
    "teal": "#0B5C6B",
    "aqua": "#9CCFCC",
    "stone": "#BFB2AC",
}
FACES = {
    "en": ("Noto Sans Black ExtraCondensed", "Noto Sans", "Latn"),
    "ar": ("Noto Sans Arabic Black ExtraCondensed", "Noto Sans Arabic", "Arab"),
    "ko": ("Noto Sans KR Black", "Noto Sans KR", "Kore"),
}
WORDS = {
    "en": {
        "tag": "en-GB",
        "date": "1 May 2027",
        "author": "Name of the blood service",
        "draft": "DRAFT – not checked by the blood service – do not print",
        "title": ("Blood saves lives.", "Only people can give it."),
        "rows": "Can I give blood?",
        "row": ("I am between 18 and 65.", "I weigh 50 kg or more.", "I feel well today."),
        "chart": "The need is the same everywhere, but the supply is not.",
        "series": "Donations a year for every 1000 people",
        "labels": ("High income", "Upper middle", "Lower middle", "Low income"),
        "alt": "People of different ages",
        "notes": ("Welcome the group.", "Ask who has given before."),
        "call": "Call ",
        "source": "Source: WHO",
        "prompt": "Click to edit the title",
    },
    "ar": {
        "tag": "ar-SA",
        "date": "1 مايو 2027",
        "author": "اسم خدمة الدم",
        "draft": "مسودة - لم تتحقق منها خدمة الدم - DRAFT",
        "title": ("الدم ينقذ الحياة.", "الناس وحدهم يمكنهم منحه."),
        "rows": "هل يمكنني التبرع بالدم؟",
        "row": ("عمري بين 18 و65 سنة.", "وزني 50 كغ أو أكثر.", "أشعر بأنني بصحة جيدة اليوم."),
        "chart": "الحاجة واحدة في كل مكان، لكن الإمداد ليس كذلك.",
        "series": "التبرعات سنويا لكل 1000 شخص",
        "labels": ("دخل مرتفع", "فوق المتوسط", "دون المتوسط", "دخل منخفض"),
        "alt": "أشخاص من أعمار مختلفة",
        "notes": ("رحّب بالمجموعة.", "اسأل من تبرع من قبل."),
        "call": "اتصل على ",
        "source": "المصدر: WHO",
        "prompt": "انقر لتحرير العنوان",
    },
    "ko": {
        "tag": "ko-KR",
        "date": "2027년 5월 1일",
        "author": "혈액원 이름",
        "draft": "초안 - 혈액원이 확인하지 않음 - DRAFT",
        "title": ("피는 생명을 살립니다.", "사람만이 줄 수 있습니다."),
        "rows": "제가 헌혈할 수 있나요?",
        "row": (
            "나이가 18세에서 65세 사이입니다.",
            "체중이 50 kg 이상입니다.",
            "오늘 몸이 건강합니다.",
        ),
        "chart": "필요는 어디나 같지만 공급은 그렇지 않습니다.",
        "series": "인구 1000명당 연간 헌혈",
        "labels": ("고소득", "중상위 소득", "중하위 소득", "저소득"),
        "alt": "다양한 나이의 사람들",
        "notes": ("참가자를 환영합니다.", "전에 헌혈한 사람이 있는지 물어보세요."),
        "call": "전화 ",
        "source": "출처: WHO",
        "prompt": "제목을 편집하려면 클릭하세요",
    },
}


def polygon(*points):
    first, *rest = points
    lines = [Segment("line", (point,)) for point in rest]
    return Outline((Segment("move", (first,)), *lines, Segment("close")))


def block(x, y, w, h):
    return polygon((x, y), (x + w, y), (x + w, y + h), (x, y + h))


def panel(x, radius=127.0):
    """Return a side panel with one large round corner, top start."""
    bend = radius * 0.448
    return Outline(
        (
            Segment("move", ((x, 540.0),)),
            Segment("line", ((x, radius),)),
            Segment("curve", ((x, bend), (x + bend, 0.0), (x + radius, 0.0))),
            Segment("line", ((WIDTH, 0.0),)),
            Segment("line", ((WIDTH, 540.0),)),
            Segment("close"),
        )
    )


def drop():
    """Return a drawing that is not the same when flipped."""
    body = Outline(
        (
            Segment("move", ((60.0, 4.0),)),
            Segment("curve", ((70.0, 40.0), (116.0, 70.0), (116.0, 104.0))),
            Segment("curve", ((116.0, 135.0), (91.0, 156.0), (60.0, 156.0))),
            Segment("curve", ((29.0, 156.0), (4.0, 135.0), (4.0, 104.0))),
            Segment("curve", ((4.0, 70.0), (50.0, 40.0), (60.0, 4.0))),
            Segment("close"),
        )
    )
    shine = Outline((Segment("move", ((24.0, 104.0),)), Segment("line", ((40.0, 130.0),))))
    return Drawing(
        "drop",
        120.0,
        160.0,
        (Figure(body, COLOURS["red"]), Figure(shine, "", Stroke(COLOURS["blush"], 8.0))),
    )


FOOT = (
    Placeholder("footer", "ftr", 10, Rect(48, 500, 300, 20), 12.0),
    Placeholder("number", "sldNum", 11, Rect(480, 500, 80, 20), 12.0, align="end"),
)
LAYOUTS = (
    SlideLayout(
        "title",
        "red",
        (
            Placeholder(
                "title", "title", 0, Rect(54, 60, 480, 330), 88.0, "headline", "paper", "ctr"
            ),
            Placeholder("sub", "body", 1, Rect(54, 420, 480, 60), 22.0, "bold", "paper"),
            Placeholder("hero", "pic", 2, Rect(540, 30, 380, 480)),
        ),
    ),
    SlideLayout(
        "rows",
        "paper",
        (
            Placeholder("title", "title", 0, Rect(48, 36, 530, 80), 58.0, "headline", "red", "ctr"),
            *(
                Placeholder(
                    f"row{number}",
                    "body",
                    number + 1,
                    Rect(130, 130 + 76 * number, 440, 64),
                    22.0,
                    anchor="ctr",
                )
                for number in range(4)
            ),
            *FOOT,
        ),
        (Decoration(Shape(panel(607.0)), "aqua"),),
    ),
    SlideLayout(
        "chart",
        "paper",
        (
            Placeholder("title", "title", 0, Rect(48, 36, 864, 110), 50.0, "headline", "red"),
            Placeholder("chart", "chart", 1, Rect(48, 190, 700, 270), 19.0),
            Placeholder("source", "body", 2, Rect(48, 470, 500, 20), 12.0),
            *FOOT,
        ),
    ),
)


def span(text, code, weight=Weight.REGULAR, colour="ink", **more):
    return Span(text, weight, COLOURS[colour], WORDS[code]["tag"], **more)


def title_slide(code):
    first, second = WORDS[code]["title"]
    words = (
        (span(first, code, Weight.HEADLINE, "paper"),),
        (span(second, code, Weight.HEADLINE, "amber"),),
    )
    size, spacing = (88.0, 78) if code == "en" else (56.0, 100)
    sub = (
        (span(WORDS[code]["author"], code, Weight.BOLD, "paper"),),
        (span("14.06.2027", code, Weight.REGULAR, "paper"),),
    )
    hero = SlidePicture(drop(), Rect(0, 0, 0, 0), WORDS[code]["alt"], code == "ar", "hero")
    place = Rect(560, 30, 360, 480)
    place = place.mirrored(WIDTH) if code == "ar" else place
    return Slide(
        "title",
        f"{first} {second}",
        (SlideText("title", words, size, spacing), SlideText("sub", sub, 22.0, 110)),
        pictures=(SlidePicture(hero.drawing, place, hero.alt, hero.is_mirrored, hero.key),),
        notes=WORDS[code]["notes"],
    )


def row_slide(code):
    words = WORDS[code]
    heading = ((span(words["rows"], code, Weight.HEADLINE, "red"),),)
    rows = [
        SlideText(f"row{number}", ((span(text, code),),), 22.0 - 2 * number, 110)
        for number, text in enumerate(words["row"])
    ]
    phone = (
        span(words["call"], code),
        span("+00 000 0000", code, Weight.BOLD, whole=True, isolated=True, link="tel:+000000000"),
    )
    rows.append(SlideText("row3", (phone,), 22.0, 110))
    tiles = [Rect(48, 130 + 76 * number, 64, 64) for number in range(4)]
    if code == "ar":
        tiles = [tile.mirrored(WIDTH) for tile in tiles]
    return Slide(
        "rows",
        words["rows"],
        (*rows, SlideText("title", heading, 44.0, 100)),
        tuple(Shape(block(tile.x, tile.y, tile.w, tile.h), COLOURS["blush"]) for tile in tiles),
        tuple(SlidePicture(drop(), tile.inset(8, 14, 8)) for tile in tiles),
    )


def chart_slide(code):
    words = WORDS[code]
    heading = ((span(words["chart"], code, Weight.HEADLINE, "red"),),)
    values = (31.5, 16.4, 6.6, 5.0)
    chart = SlideChart(
        "chart",
        words["series"],
        words["labels"],
        values,
        (0, 3),
        tuple(map(str, values)),
        "0.0",
        words["series"],
        19.0,
    )
    source = SlideText("source", ((span(words["source"], code),),), 12.0, 110)
    left = 40 if code == "ar" else 770
    frame = Shape(block(left, 300, 150, 150), "", COLOURS["stone"], 2.0)
    return Slide(
        "chart",
        words["chart"],
        (SlideText("title", heading, 40.0, 100), source),
        (frame,),
        chart=chart,
    )


def deck_bytes(deck):
    """Return the file of a deck."""
    return write_deck(deck, Rasteriser({}))[0]


def sample_deck(code="en", draft=True):
    """Return a deck of three slides."""
    headline, family, script = FACES[code]
    words = WORDS[code]
    names = {
        "layout.title": f"1 {words['author']}",
        "prompt.title": words["prompt"],
        "prompt.pic": words["alt"],
    }
    return Deck(
        " ".join(words["title"]),
        words["tag"],
        code == "ar",
        words["author"],
        words["date"],
        datetime.date(2027, 5, 1),
        words["draft"] if draft else "",
        COLOURS,
        {"headline": headline, "bold": family, "regular": family},
        script,
        110,
        LAYOUTS,
        (title_slide(code), row_slide(code), chart_slide(code)),
        names,
    )
