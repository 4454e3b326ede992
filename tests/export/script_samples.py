"""A paragraph for each script of the partner countries, for layout only: nobody has checked it."""

from dataclasses import dataclass
from pathlib import Path

from kit.typeset.fonts import Family, Fonts
from kit.typeset.glyphs import Line, Span, Weight
from kit.typeset.itemise import Setting
from kit.typeset.lines import break_lines
from kit.typeset.shaping import typeset

FONT_FOLDER = Path(__file__).parents[2] / "assets/fonts"


@dataclass(frozen=True)
class Sample:
    """A paragraph in one face and direction.

    Args:
        language: BCP 47 tag.
        system: ISO 15924 code of the writing system, for fonts.
        script: ISO 15924 code of the letters, for shaping.
        family: The family of the vendored fonts.
        text: The paragraph.
        is_rtl: Its direction.
        icu: The locale of ICU's line breaks, where it is not the language.
    """

    language: str
    system: str
    script: str
    family: str
    text: str
    is_rtl: bool = False
    icu: str = ""

    @property
    def setting(self) -> Setting:
        return Setting(self.language, self.system, self.is_rtl)


SAMPLES = (
    Sample(
        "en",
        "Latn",
        "Latn",
        "NotoSans",
        # A line may end between the dash and the T, which are kerned.
        "Giving blood saves lives, on the way AV–To–AV too. Fit or unfit: ask the office.",
    ),
    Sample(
        "vi",
        "Latn",
        "Latn",
        "NotoSans",
        "Hiến máu cứu người, một nghĩa cử cao đẹp. Mỗi giọt máu cho đi, một cuộc đời ở lại.",
    ),
    Sample(
        "fr",
        "Latn",
        "Latn",
        "NotoSans",
        "Donner son sang, c’est sauver des vies\u202f! Chaque don compte, où que vous soyez.",
    ),
    Sample(
        "mn",
        "Cyrl",
        "Cyrl",
        "NotoSans",
        "Цусаа хандивлаж, хүний амийг авраарай. Өгсөн дусал бүр өөр хүнд амьдрал болно.",
    ),
    Sample(
        "ko",
        "Kore",
        "Hang",
        "NotoSansKR",
        "한 번의 헌혈로 세 사람의 생명을 살릴 수 있습니다. 헌혈은 생명을 나누는 일입니다.",
        icu="ko@lw=phrase",  # keep-all
    ),
    Sample(
        "zh-Hans",
        "Hans",
        "Hani",
        "NotoSansSC",
        "一次献血可以挽救三个人的生命。“献血”（自愿、无偿）是一种美德，请您参加。",
    ),
    Sample(
        "zh-Hant",
        "Hant",
        "Hani",
        "NotoSansTC",
        "一次捐血可以挽救三個人的生命。「捐血」（自願、無償）是一種美德，請您參加。",
    ),
    Sample(
        "ja",
        "Jpan",
        "Hira",
        "NotoSansJP",
        "一回のけんけつで、三人のいのちをスクエます。「献血」は、人々がセンターでできる助け合いです。",
    ),
    Sample(
        "ar",
        "Arab",
        "Arab",
        "NotoSansArabic",
        "كل تبرع بالدم يمكن أن ينقذ حياة ثلاثة أشخاص. تبرع بالدم، ثبت بيت النبات.",
        is_rtl=True,
    ),
    Sample(
        "ur",
        "Arab",
        "Arab",
        "NotoNastaliqUrdu",
        "خون کا ہر عطیہ تین افراد کی جان بچا سکتا ہے۔ خون دینے سے پہلے پانی پیئیں۔",
        is_rtl=True,
    ),
    Sample(
        "he",
        "Hebr",
        "Hebr",
        "NotoSansHebrew",
        "תרומת דם אחת מצילה שלושה חיים. שָׁלוֹם, בואו לתרום דם בכל יום!",
        is_rtl=True,
    ),
    Sample(
        "dv",
        "Thaa",
        "Thaa",
        "NotoSansThaana",
        "ލޭ ހަދިޔާކުރުން ލޭ ހަދިޔާކުރުން ލޭ ހަދިޔާކުރުން",
        is_rtl=True,
    ),
    Sample(
        "ne",
        "Deva",
        "Deva",
        "NotoSansDevanagari",
        "रक्तदानले तीन जनाको ज्यान बचाउन सक्छ। रक्तदान गर्नुहोस्, लक्ष्य पुर्‍याउनुहोस् र झण्डा उठाउनुहोस्।",
    ),
    Sample(
        "bn",
        "Beng",
        "Beng",
        "NotoSansBengali",
        "রক্তদান তিনজনের জীবন বাঁচাতে পারে। স্বেচ্ছায় রক্ত দিন, মানুষের পাশে দাঁড়ান।",
    ),
    Sample(
        "ta",
        "Taml",
        "Taml",
        "NotoSansTamil",
        "இரத்த தானம் உயிர்களைக் காப்பாற்றும். ஒரு முறை கொடுத்தால் மூன்று உயிர்கள் பிழைக்கும்.",
    ),
    Sample(
        "si",
        "Sinh",
        "Sinh",
        "NotoSansSinhala",
        "ලේ දන් දීමෙන් ජීවිත බේරා ගත හැකිය. ශ්‍රී ලංකාවේ රුධිර පරිත්‍යාගය සඳහා එක් වන්න.",
    ),
    Sample(
        "th",
        "Thai",
        "Thai",
        "NotoSansThai",
        "การบริจาคโลหิตหนึ่งครั้งช่วยชีวิตได้สามคน บริจาคโลหิต ช่วยชีวิตเพื่อนมนุษย์ที่นี่",
    ),
    Sample(
        "lo",
        "Laoo",
        "Laoo",
        "NotoSansLao",
        "ການບໍລິຈາກເລືອດຊ່ວຍຊີວິດສາມຄົນ ທຸກຄົນສາມາດບໍລິຈາກເລືອດໄດ້",
    ),
    Sample(
        "km",
        "Khmr",
        "Khmr",
        "NotoSansKhmer",
        "បរិច្ចាគឈាម ជួយសង្គ្រោះជីវិត នៅកម្ពុជា។ មនុស្សបីនាក់ បរិច្ចាគឈាម",
    ),
    Sample(
        "my",
        "Mymr",
        "Mymr",
        "NotoSansMyanmar",
        "သွေးတစ်ကြိမ်လှူဒါန်းခြင်းဖြင့် အသက်သုံးဦးကယ်တင်နိုင်သည်။ သွေးလှူပါ အသက်ကယ်ပါ မြန်မာနိုင်ငံ",
    ),
    Sample(
        "am",
        "Ethi",
        "Ethi",
        "NotoSansEthiopic",
        "ደም መለገስ የሦስት ሰዎችን ሕይወት ያድናል። በፈቃደኝነት ደም ይለግሱ፣ ሕይወት ያድኑ።",
    ),
    Sample(
        "ka",
        "Geor",
        "Geor",
        "NotoSansGeorgian",
        "სისხლის ჩაბარება სიცოცხლეს იხსნის. თითოეული წვეთი მნიშვნელოვანია ყველასთვის.",
    ),
    Sample(
        "hy",
        "Armn",
        "Armn",
        "NotoSansArmenian",
        "Արյուն նվիրելը կյանք է փրկում։ Յուրաքանչյուր կաթիլ կարևոր է բոլորի համար։",
    ),
    Sample(
        "bo",
        "Tibt",
        "Tibt",
        "NotoSerifTibetan",
        "ཁྲག་སྦྱིན་པས་མིའི་ཚེ་སྲོག་སྐྱོབ། ཁྲག་སྦྱིན་པས་མིའི་ཚེ་སྲོག་སྐྱོབ།",
    ),
    Sample(
        "mn-Mong",
        "Mong",
        "Mong",
        "NotoSansMongolian",
        "ᠴᠢᠰᠤ ᠬᠠᠨᠳᠢᠪᠯᠠᠬᠤ ᠨᠢ ᠬᠦᠮᠦᠨ ᠦ ᠠᠮᠢ ᠴᠢᠰᠤ ᠬᠠᠨᠳᠢᠪᠯᠠᠬᠤ",
    ),
)

FONTS = Fonts(
    lambda path: FONT_FOLDER.parent / path,
    {("ur" if s.language == "ur" else s.system): Family(s.family, "Bold") for s in SAMPLES},
    Family("NotoSans", "BlackExtraCondensed"),
)


def sample(language: str) -> Sample:
    return next(each for each in SAMPLES if each.language == language)


def font_file(style: str) -> Path:
    """Return the file of a face such as "NotoSans-Bold"."""
    return FONT_FOLDER / style.rpartition("-")[0] / f"{style}.ttf"


def set_lines(each: Sample, measure: float) -> tuple[Line, ...]:
    """Return the paragraph in lines of a measure in em."""
    spans = [Span(each.text, Weight.REGULAR, "#000000", each.language)]
    return break_lines(typeset(spans, each.setting, FONTS), measure)
