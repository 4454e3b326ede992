from document_samples import Bench, paragraph

from kit.document.model import (
    Band,
    BigNumber,
    Block,
    Callout,
    Chart,
    Contact,
    Heading,
    ItemList,
    LogoSlot,
    Pairs,
    Part,
    Picture,
    Service,
    Steps,
)

DECK = """<deck>
<title><text sources="-">{{ _("Title") }}</text></title>
<draft><text sources="-">{{ _("DRAFT") }}</text></draft>
<names><name key="rows"><text sources="-">{{ _("Rows") }}</text></name></names>
<slide layout="text"><headline><text sources="-">{{ _("One") }}</text></headline>
<notes><text sources="arc-myths">{{ _("Say this") }}</text></notes></slide>
<slide layout="number"><number value="118500000"/></slide>
</deck>
"""


def text(words: str, sources: str = "-") -> str:
    return f'<text sources="{sources}">{{{{ _("{words}") }}}}</text>'


def block(bench: Bench, body: str) -> Block:
    bench.catalogue(tag="en")
    bench.template(body)
    (part,) = bench.compose("en")[0].parts
    assert part.place == "face"
    return part.blocks[-1]


def test_texts_of_one_block_are_joined_by_a_space_and_keep_their_sources(bench: Bench) -> None:
    found = block(
        bench,
        f'<callout icon="gift">{text("One.", "arc-myths who-gsr-2021")}'
        f"{text('Two.')}{text('Three.', 'who-gsr-2021')}</callout>",
    )
    assert isinstance(found, Callout)
    assert (str(found.text), found.icon) == ("One. Two. Three.", "gift")
    assert found.text.sources == ("arc-myths", "who-gsr-2021")


def test_a_text_with_a_local_fact_cites_the_sources_of_the_fact(bench: Bench) -> None:
    bench.facts('[fact.age_min]\nvalue = 17\nsources = ["mn-cdc-2024"]\n')
    found = block(
        bench,
        '<lead><text sources="arc-myths">{{ _("From {age}", age=local.age_min) }}</text></lead>',
    )
    assert str(found.text) == "From 17"  # type: ignore[union-attr]
    assert found.text.sources == ("arc-myths", "mn-cdc-2024")  # type: ignore[union-attr]


def test_lists_steps_and_bands_keep_their_order_and_looks(bench: Bench) -> None:
    band = block(
        bench,
        f"""<band tone="wine">
<heading level="3">{text("Head")}</heading>
<list tile="aqua" look="strong"><item icon="gift">{text("A")}</item><item>{text("B")}</item></list>
<steps><step><picture art="family" ground="teal">{text("Alt")}</picture>{text("Do")}</step></steps>
<logo/></band>""",
    )
    assert isinstance(band, Band)
    assert band.tone == "wine"
    heading, items, steps, logo = band.blocks
    assert isinstance(heading, Heading)
    assert isinstance(items, ItemList)
    assert isinstance(steps, Steps)
    assert (heading.level, items.tile, items.look, logo) == (3, "aqua", "strong", LogoSlot())
    assert [(str(item.text), item.icon) for item in items.items] == [("A", "gift"), ("B", "")]
    (step,) = steps.steps
    assert (str(step.text), step.picture.art, step.picture.ground) == ("Do", "family", "teal")
    assert str(step.picture.alt) == "Alt"


def test_a_contact_holds_its_lines_phone_and_address(bench: Bench) -> None:
    bench.facts(
        '[fact.phone]\nvalue = "143"\nsources = ["arc-myths"]\n'
        '[fact.web]\nvalue = "https://x.tl/?a=1&b=2"\nsources = ["arc-myths"]\n'
    )
    found = block(bench, '{% import "content/act.xml" as act %}{{ act.contact() }}')
    assert isinstance(found, Contact)
    assert found.address == "https://x.tl/?a=1&b=2"
    assert [str(line) for line in found.lines] == ["Visit x.tl/?a=1&b=2"]
    assert found.phone is not None
    value = found.phone.runs[-1]
    assert (value.text, value.is_whole, value.link, value.fact) == ("143", True, "tel:143", "phone")


def test_emphasis_and_links_reach_the_words_and_the_values_inside_them(bench: Bench) -> None:
    bench.facts('[fact.age_min]\nvalue = 17\nsources = ["arc-myths"]\n')
    found = block(
        bench,
        '<lead><text sources="-">{{ _("<u>From {age}</u>, <a><b>see</b> {age}</a>",'
        ' age=local.age_min, link="https://x.tl") }}</text></lead>',
    )
    looks = [(run.text, run.is_underlined, run.is_bold, run.link) for run in found.text.runs]  # type: ignore[union-attr]
    assert looks == [
        ("From ", True, False, ""),
        ("17", True, False, ""),
        (", ", False, False, ""),
        ("see", False, True, "https://x.tl"),
        (" ", False, False, "https://x.tl"),
        ("17", False, False, "https://x.tl"),
    ]


def test_charts_numbers_pairs_pictures_and_the_service_are_read(bench: Bench) -> None:
    chart = block(
        bench,
        f'<chart><unit>{text("Per 1000")}</unit><bar value="31.5" marked="yes">{text("High")}</bar>'
        f'<bar value="5">{text("Low")}</bar></chart>',
    )
    assert isinstance(chart, Chart)
    assert str(chart.unit) == "Per 1000"
    assert [(str(bar.label), bar.value, bar.is_marked) for bar in chart.bars] == [
        ("High", 31.5, True),
        ("Low", 5.0, False),
    ]
    pairs = block(
        bench,
        f"<pairs><myth>{text('Myth')}</myth><fact>{text('Fact')}</fact>"
        f"<pair><myth>{text('No')}</myth><fact>{text('Yes')}</fact></pair></pairs>",
    )
    assert isinstance(pairs, Pairs)
    assert [str(side) for side in (pairs.myth, pairs.fact)] == ["Myth", "Fact"]
    assert [(str(pair.myth), str(pair.fact)) for pair in pairs.pairs] == [("No", "Yes")]
    picture = block(bench, f'<picture art="family">{text("Alt")}</picture>')
    assert isinstance(picture, Picture)
    assert (picture.art, picture.ground, str(picture.alt)) == ("family", "", "Alt")
    service = block(bench, "<service>{{ partner.service }}</service>")
    assert isinstance(service, Service)
    assert (str(service.text), service.text.runs[0].language) == ("Blood Centre", "en")


def test_a_deck_is_read_slide_by_slide_with_names_and_notes(bench: Bench) -> None:
    bench.catalogue(tag="en")
    bench.write("templates/poster/small.xml", DECK)
    document = bench.compose("en")[0]
    first, second = document.parts
    assert (document.kind, document.names, str(document.title)) == (
        "deck",
        (("rows", "Rows"),),
        "Title",
    )
    assert [part.place for part in document.parts] == ["text", "number"]
    assert [(str(note), note.sources) for note in first.notes] == [("Say this", ("arc-myths",))]
    assert second == Part("number", (BigNumber("118,500,000"),))


def test_a_big_number_is_in_the_digits_and_separators_of_the_language(bench: Bench) -> None:
    bench.catalogue(tag="id")
    bench.template('<number value="1234.50"/>')
    assert bench.compose("id")[0].parts[0].blocks == (BigNumber("1.234,50"),)


def test_a_paragraph_of_several_messages_keeps_each_language(bench: Bench) -> None:
    bench.catalogue('\nmsgid "One."\nmsgstr "Ida."\n')
    bench.template(paragraph("_('One.')") + f"<lead>{text('One.')}{text('Two.')}</lead>")
    lead = bench.compose()[0].parts[0].blocks[-1]
    assert [(run.text, run.language) for run in lead.text.runs] == [  # type: ignore[union-attr]
        ("Ida.", "tet"),
        (" ", "tet"),
        ("[en] ", "en"),
        ("Two.", "en"),
    ]
