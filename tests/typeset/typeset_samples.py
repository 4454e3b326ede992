"""Fonts, and short sentences about blood donation in one face and direction each."""

from dataclasses import dataclass
from pathlib import Path

from kit.errors import KitError
from kit.typeset.fonts import Family, Fonts
from kit.typeset.glyphs import Line, Span, Weight
from kit.typeset.itemise import Setting

ASSETS = Path(__file__).parents[2] / "assets"

NARROW = "BlackExtraCondensed"
LATIN = Family("NotoSans", NARROW)
FAMILIES = {
    "Arab": Family("NotoSansArabic", NARROW),
    "Armn": Family("NotoSansArmenian", "Black"),
    "Beng": Family("NotoSansBengali", NARROW),
    "Deva": Family("NotoSansDevanagari", NARROW),
    "Ethi": Family("NotoSansEthiopic", NARROW),
    "Geor": Family("NotoSansGeorgian", "Black"),
    "Hebr": Family("NotoSansHebrew", NARROW),
    "Jpan": Family("NotoSansJP", "Black"),
    "Kore": Family("NotoSansKR", "Black"),
    "Khmr": Family("NotoSansKhmer", NARROW),
    "Laoo": Family("NotoSansLao", NARROW),
    "Mong": Family("NotoSansMongolian", "Regular"),
    "Mymr": Family("NotoSansMyanmar", "ExtraCondensedBlack"),
    "Hans": Family("NotoSansSC", "Black"),
    "Hant": Family("NotoSansTC", "Black"),
    "Sinh": Family("NotoSansSinhala", "Black"),
    "Taml": Family("NotoSansTamil", NARROW),
    "Thaa": Family("NotoSansThaana", "Black"),
    "Thai": Family("NotoSansThai", NARROW),
    "Tibt": Family("NotoSerifTibetan", "Black"),
    "ur": Family("NotoNastaliqUrdu", "Bold"),
}


@dataclass(frozen=True)
class Sample:
    language: str
    script: str  # of the setting
    shaped_as: str  # of the characters
    text: str
    is_rtl: bool = False

    @property
    def setting(self) -> Setting:
        return Setting(self.language, self.script, self.is_rtl)


SAMPLES = (
    Sample("en", "Latn", "Latn", "Giving blood saves lives. To AV Town, fi ffl."),
    Sample("vi", "Latn", "Latn", "Hiến máu cứu người, một nghĩa cử cao đẹp."),
    Sample("fr", "Latn", "Latn", "Donner son sang, c’est sauver des vies\u202f!"),
    Sample("mn", "Cyrl", "Cyrl", "Цусаа хандивлаж, хүний амийг авраарай."),
    Sample("ko", "Kore", "Hang", "한 번의 헌혈로 세 사람의 생명을 살릴 수 있습니다."),
    Sample("zh-Hans", "Hans", "Hani", "一次献血可以挽救三个人的生命。"),
    Sample("zh-Hant", "Hant", "Hani", "一次捐血可以挽救三個人的生命。"),
    Sample("ja", "Jpan", "Hira", "一回のけんけつで、三人のいのちをスクエます。"),
    Sample("ar", "Arab", "Arab", "كل تبرع بالدم يمكن أن ينقذ حياة ثلاثة أشخاص.", is_rtl=True),
    Sample("ur", "Arab", "Arab", "خون کا ہر عطیہ تین افراد کی جان بچا سکتا ہے۔", is_rtl=True),
    Sample("he", "Hebr", "Hebr", "תרומת דם אחת מצילה שלושה חיים.", is_rtl=True),
    Sample("dv", "Thaa", "Thaa", "ލޭ ހަދިޔާކުރުން ލޭ ހަދިޔާކުރުން", is_rtl=True),
    Sample("ne", "Deva", "Deva", "रक्तदानले तीन जनाको ज्यान बचाउन सक्छ।"),
    Sample("bn", "Beng", "Beng", "রক্তদান তিনজনের জীবন বাঁচাতে পারে।"),
    Sample("ta", "Taml", "Taml", "இரத்த தானம் உயிர்களைக் காப்பாற்றும்."),
    Sample("si", "Sinh", "Sinh", "ලේ දන් දීමෙන් ජීවිත බේරා ගත හැකිය."),
    Sample("th", "Thai", "Thai", "การบริจาคโลหิตหนึ่งครั้งช่วยชีวิตได้สามคน"),
    Sample("lo", "Laoo", "Laoo", "ການບໍລິຈາກເລືອດຊ່ວຍຊີວິດສາມຄົນ"),
    Sample("km", "Khmr", "Khmr", "ការបរិច្ចាគឈាមសង្គ្រោះជីវិតមនុស្សបីនាក់"),
    Sample("my", "Mymr", "Mymr", "သွေးတစ်ကြိမ်လှူဒါန်းခြင်းဖြင့် အသက်သုံးဦးကယ်တင်နိုင်သည်။"),
    Sample("am", "Ethi", "Ethi", "ደም መለገስ የሦስት ሰዎችን ሕይወት ያድናል።"),
    Sample("ka", "Geor", "Geor", "სისხლის ჩაბარება სიცოცხლეს იხსნის."),
    Sample("hy", "Armn", "Armn", "Արյուն նվիրելը կյանք է փրկում։"),
    Sample("bo", "Tibt", "Tibt", "ཁྲག་སྦྱིན་པས་མིའི་ཚེ་སྲོག་སྐྱོབ།"),
    Sample("mn-Mong", "Mong", "Mong", "ᠴᠢᠰᠤ ᠬᠠᠨᠳᠢᠪᠯᠠᠬᠤ ᠨᠢ ᠬᠦᠮᠦᠨ ᠦ ᠠᠮᠢ"),
)


def sample(language: str) -> Sample:
    return next(each for each in SAMPLES if each.language == language)


def find_asset(path: str) -> Path:
    found = ASSETS / path
    if not found.is_file():
        raise KitError("no such file", where=path)
    return found


def make_fonts() -> Fonts:
    return Fonts(find_asset, FAMILIES, LATIN)


def span(text: str, language: str = "en", weight: Weight = Weight.REGULAR, **rest: object) -> Span:
    return Span(text, weight, "#000000", language, **rest)  # type: ignore[arg-type]


def seen(line: Line) -> str:
    """Return the text as the eye meets it from left to right."""
    return "".join(cluster.text for run in line.runs for cluster in run.clusters)


def glyphs(line: Line) -> list[tuple[int, int, int, int]]:
    return [
        (glyph.id, glyph.advance, glyph.dx, glyph.dy)
        for run in line.runs
        for cluster in run.clusters
        for glyph in cluster.glyphs
    ]
