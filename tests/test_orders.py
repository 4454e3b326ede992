"""What was asked for: which files are made, on which paper, and what they are called."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.build import Request, plan
from kit.errors import UsageError
from kit.orders import Order, Wish, check_wish, orders_of
from kit.sources.bibliography import read_bibliography
from kit.sources.partner import Profile, read_partner
from kit.sources.products import product_names
from kit.sources.theme import read_theme
from kit.sources.workspace import open_workspace
from kit.stages import file_name
from tests.commands import Run

WORKSPACE = open_workspace(None)
THEME = read_theme(WORKSPACE)
PRODUCTS = product_names(WORKSPACE)
A4 = read_partner(WORKSPACE, "korea", read_bibliography(WORKSPACE)).profile
LETTER = A4.model_copy(update={"paper": "letter"})
BROCHURES, POSTERS, DECKS = (
    tuple(name for name in PRODUCTS if name.startswith(kind))
    for kind in ("brochure/", "poster/", "deck/")
)
POSTER_SIZES = ("a1", "a2", "a3", "a4", "tabloid", "letter")
EDITIONS = ("colour", "low-ink", "black")

papers = st.sampled_from([A4, LETTER])
wishes = st.builds(
    Wish,
    st.lists(st.sampled_from(POSTER_SIZES), unique=True).map(tuple),
    st.lists(st.sampled_from(EDITIONS), unique=True, min_size=1).map(tuple),
    st.booleans(),
)


def files(wish: Wish, profile: Profile = A4, products: tuple[str, ...] = PRODUCTS) -> list[str]:
    return [file_name(order) for order in orders_of(products, wish, profile, THEME)]


# Names


@pytest.mark.parametrize(
    ("order", "name"),
    [
        (Order("poster/our-day", "a3"), "poster-our-day.pdf"),
        (Order("poster/our-day", "a1", is_usual=False), "poster-our-day-a1.pdf"),
        (Order("poster/our-day", "a3", edition="low-ink"), "poster-our-day-low-ink.pdf"),
        (Order("brochure/donor", "a4", is_print=True), "brochure-donor-print.pdf"),
        (
            Order("brochure/donor", "letter", is_usual=False, edition="black", is_print=True),
            "brochure-donor-letter-black-print.pdf",
        ),
        (Order("deck/public"), "deck-public.pptx"),
    ],
)
def test_a_file_is_named_after_its_product_and_what_is_not_usual(order: Order, name: str) -> None:
    assert file_name(order) == name


def test_a_plain_build_names_neither_paper_nor_edition() -> None:
    assert files(Wish()) == [
        *(f"{name.replace('/', '-')}.pdf" for name in (*BROCHURES, *POSTERS)),
        *(f"{name.replace('/', '-')}{end}" for name in DECKS for end in (".pptx", "-handout.pdf")),
    ]
    assert files(Wish(), LETTER) == files(Wish(), A4)


@given(wish=wishes, profile=papers)
def test_no_two_files_of_one_build_have_one_name(wish: Wish, profile: Profile) -> None:
    found = files(wish, profile)
    assert len(set(found)) == len(found)


@given(one=wishes, other=wishes, profile=papers)
def test_files_of_two_builds_have_one_name_only_if_they_are_the_same(
    one: Wish, other: Wish, profile: Profile
) -> None:
    orders = {
        file_name(order): order
        for wish in (one, other)
        for order in orders_of(PRODUCTS, wish, profile, THEME)
    }
    for order in orders_of(PRODUCTS, one, profile, THEME):
        assert orders[file_name(order)] == order


@given(wish=wishes, profile=papers)
def test_a_name_tells_each_thing_that_is_not_usual_and_nothing_else(
    wish: Wish, profile: Profile
) -> None:
    for order in orders_of(PRODUCTS, wish, profile, THEME):
        marks = file_name(order).partition(".")[0].removeprefix(order.product.replace("/", "-"))
        assert marks.endswith("-print") == order.is_print
        assert ("-low-ink" in marks, "-black" in marks) == (
            order.edition == "low-ink",
            order.edition == "black",
        )
        assert any(f"-{size}" in marks for size in POSTER_SIZES) == (not order.is_usual)
        assert order.is_usual or f"-{order.size}" in marks


# Papers


@pytest.mark.parametrize(
    ("profile", "brochure", "poster"), [(A4, "a4", "a3"), (LETTER, "letter", "tabloid")]
)
def test_the_usual_paper_is_the_partners_and_a_poster_is_twice_as_large(
    profile: Profile, brochure: str, poster: str
) -> None:
    orders = orders_of(PRODUCTS, Wish(), profile, THEME)
    usual = {order.product.partition("/")[0]: order.size for order in orders if not order.per_page}
    assert {order.size for order in orders if order.per_page} == {brochure}
    assert usual == {"brochure": brochure, "poster": poster, "deck": ""}
    assert all(order.is_usual for order in orders)
    sizes = THEME.poster_size[poster].page_mm, THEME.brochure_size[brochure].page_mm
    (width, height), (long_side, short_side) = sizes
    assert (width, height) == pytest.approx((long_side, 2 * short_side), abs=0.01)


def test_a_size_that_is_usual_for_one_partner_is_named_for_another() -> None:
    wish = Wish(("tabloid",))
    assert files(wish, LETTER, POSTERS[:1]) == ["poster-a-gift.pdf"]
    assert files(wish, A4, POSTERS[:1]) == ["poster-a-gift-tabloid.pdf"]


@pytest.mark.parametrize("size", POSTER_SIZES)
def test_a_size_is_made_of_the_kinds_that_have_it(size: str) -> None:
    kinds = {o.product.partition("/")[0] for o in orders_of(PRODUCTS, Wish((size,)), A4, THEME)}
    assert kinds == ({"poster", "brochure"} if size in ("a4", "letter") else {"poster"})


@given(wish=wishes, profile=papers)
def test_every_product_comes_in_each_of_its_sizes_and_editions(
    wish: Wish, profile: Profile
) -> None:
    orders = orders_of(PRODUCTS, wish, profile, THEME)
    for products, known in ((POSTERS, THEME.poster_size), (BROCHURES, THEME.brochure_size)):
        for product in products:
            made = [(o.size, o.edition) for o in orders if o.product == product]
            sizes = [size for size in wish.sizes if size in known]
            count = len(sizes) if wish.sizes else 1
            assert len(made) == count * len(wish.editions)
            assert {size for size, _ in made} >= set(sizes)
            assert all(o.is_print == wish.is_print for o in orders if o.product == product)


# Decks


@given(wish=wishes, profile=papers)
def test_a_deck_has_no_paper_no_edition_and_no_print(wish: Wish, profile: Profile) -> None:
    decks = orders_of(("deck/public",), wish, profile, THEME)
    is_plain = not wish.sizes and wish.editions == ("colour",) and not wish.is_print
    handout = Order("deck/public", profile.paper, per_page=3)
    assert decks == ((Order("deck/public"), handout) if is_plain else ())


def test_a_deck_comes_with_the_hand_outs_that_were_asked_for() -> None:
    decks = orders_of(("deck/public",), Wish(handouts=(1, 3, 1)), A4, THEME)
    assert [file_name(order) for order in decks] == [
        "deck-public.pptx",
        "deck-public-notes.pdf",
        "deck-public-handout.pdf",
    ]
    bare = Wish(handouts=(), embeds_fonts=False)
    assert orders_of(("deck/public",), bare, A4, THEME) == (
        Order("deck/public", embeds_fonts=False),
    )


# What does not exist


@pytest.mark.parametrize(
    ("wish", "words", "known"),
    [
        (Wish(("a9",)), "unknown size 'a9'", POSTER_SIZES),
        (Wish(("A4",)), "unknown size 'A4'", POSTER_SIZES),
        (Wish((), ("sepia",)), "unknown edition 'sepia'", EDITIONS),
    ],
)
def test_an_unknown_name_is_refused_and_the_known_ones_named(
    wish: Wish, words: str, known: tuple[str, ...]
) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        check_wish(wish, THEME)
    assert sorted(caught.value.hint.removeprefix("one of: ").split(", ")) == sorted(known)


@given(wish=wishes)
def test_every_known_name_is_taken(wish: Wish) -> None:
    check_wish(wish, THEME)


@pytest.mark.parametrize(
    ("arguments", "words", "hint"),
    [
        (["--size", "a9"], "unknown size 'a9'", "a4, letter"),
        (["--edition", "sepia"], "unknown edition 'sepia'", "colour, low-ink, black"),
        (
            ["--product", "brochure/donor", "--size", "a1"],
            "brochure/donor does not come in this size",
            "brochures and posters",
        ),
        (
            ["--product", "deck/public", "--edition", "black"],
            "deck/public does not come in this size or edition",
            "brochures and posters have editions",
        ),
        (["--product", "deck/public", "--print"], "deck/public does not come", "--print"),
    ],
)
def test_the_command_line_refuses_before_it_writes(
    run: Run, tmp_path: Path, arguments: list[str], words: str, hint: str
) -> None:
    code, out, error = run("build", "korea", *arguments)
    assert (code, out) == (2, "")
    assert f"kit: {words}" in error
    assert hint in error.partition("hint: ")[2]
    assert list(tmp_path.iterdir()) == []


def test_the_command_line_makes_each_size_in_each_edition(run: Run, tmp_path: Path) -> None:
    asked = ["--size", "a4", "--size", "a2", "--edition", "colour", "--edition", "black", "--print"]
    code, out, error = run(
        "build", "korea", "--language", "en", "--product", "poster/a-gift", *asked
    )
    assert (code, error) == (0, "")
    names = [line.partition("\t")[0] for line in out.splitlines() if "\t" in line]
    stems = ("a4-print", "a4-black-print", "a2-print", "a2-black-print")
    assert names == [f"out/korea/en/poster-a-gift-{stem}.pdf" for stem in stems]
    assert sorted(path.name for path in (tmp_path / "out/korea/en").iterdir()) == sorted(
        Path(name).name for name in names
    )


def test_what_only_some_products_come_in_leaves_the_others_out(tmp_path: Path) -> None:
    request = Request(None, tmp_path, ("korea",), ("en",), wish=Wish(("a1",), ("black",)))
    (job,) = plan(request)
    assert {order.product for order in job.orders} == set(POSTERS)


def test_a_size_or_an_edition_named_twice_is_made_once() -> None:
    once = Wish(("a4",), ("black",))
    assert files(Wish(("a4", "a4"), ("black", "black"))) == files(once)


def test_the_sizes_that_a_hint_points_to_are_listed(run: Run) -> None:
    assert (
        "kit list shows the sizes"
        in run("build", "korea", "--product", "brochure/donor", "--size", "a1")[2]
    )
    assert "tabloid" in run("list")[1]


@pytest.mark.parametrize("end", ["black", "low-ink", "a4", "tabloid", "print"])
@pytest.mark.parametrize("base", ["poster/our-day", "brochure/donor"])
def test_a_product_of_a_workspace_cannot_take_the_name_of_another_file(base: str, end: str) -> None:
    """Else one of two files would be written over the other."""
    own = f"{base}-{end}"
    with pytest.raises(UsageError, match=f"{own} would be that of {base} as '{end}'") as caught:
        files(Wish(), A4, (base, own))
    assert "another name" in caught.value.hint
    assert files(Wish(), A4, (own,)) == [f"{own.replace('/', '-')}.pdf"]
