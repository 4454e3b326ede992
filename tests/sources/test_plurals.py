import pickle
from gettext import c2py

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.errors import SourceError
from kit.sources.plurals import MAX_LENGTH, PluralRule, parse_plural_forms

EXPRESSIONS = {
    1: ["0"],
    2: ["n != 1", "(n > 1)", "n%10!=1 || n%100==11"],
    3: [
        "n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2",
        "(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2",
        "n==1 ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2",
    ],
    6: ["n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5"],
}
RULES = [(count, text) for count, texts in EXPRESSIONS.items() for text in texts]


@pytest.mark.parametrize(("count", "expression"), RULES)
def test_a_rule_gives_the_form_that_the_standard_library_gives(count: int, expression: str) -> None:
    rule = parse_plural_forms(f"nplurals={count}; plural=({expression});")
    theirs = c2py(expression)
    for n in (*range(1200), 10**6, 10**6 + 1, 10**12):
        assert rule.form(n) == theirs(n)


OPERATORS = ("==", "!=", "<", ">", "<=", ">=", "+", "*", "%")


def expressions() -> st.SearchStrategy[str]:
    atoms = st.sampled_from(["n", "0", "1", "2", "10", "11", "100"])
    return st.recursive(
        atoms,
        lambda inner: st.one_of(
            st.tuples(inner, st.sampled_from(OPERATORS), inner).map(
                lambda parts: f"{parts[0]} {parts[1]} {parts[2]}"
            ),
            # The standard library gives the last operand of && and ||, C gives 0 or 1.
            st.tuples(inner, st.sampled_from(["&&", "||"]), inner).map(
                lambda parts: f"(!(!({parts[0]} {parts[1]} {parts[2]})))"
            ),
            inner.map(lambda text: f"({text})"),
            inner.map(lambda text: f"(!({text}))"),
            st.tuples(inner, inner, inner).map(lambda parts: "({}?{}:{})".format(*parts)),
        ),
        max_leaves=8,
    )


def test_and_and_or_give_0_or_1_and_skip_what_is_not_needed() -> None:
    assert PluralRule(2, "n && n").form(7) == 1
    assert PluralRule(2, "0 || n").form(7) == 1
    assert PluralRule(2, "n || n / 0").form(7) == 1
    assert PluralRule(2, "n && n / 0").form(0) == 0


@given(expressions(), st.integers(0, 300))
def test_every_expression_has_the_value_that_the_standard_library_gives(
    expression: str, n: int
) -> None:
    try:
        theirs = c2py(expression)(n)
    except ZeroDivisionError:
        with pytest.raises(SourceError, match="divides by zero"):
            PluralRule(10**9, expression).form(n)
        return
    except ValueError:
        return  # It nests deeper than the standard library reads.
    try:
        assert PluralRule(2**63, expression).form(n) == theirs
    except SourceError as error:
        pytest.fail(str(error))


@given(st.text(alphabet="n0123456789?:()|&=!<>+-*/% ", max_size=60) | st.text(max_size=30))
def test_every_other_text_is_refused_or_gives_forms_in_range(text: str) -> None:
    try:
        rule = parse_plural_forms(f"nplurals=3; plural={text};")
    except SourceError:
        return
    assert {rule.form(n) for n in range(200)} <= {0, 1, 2}


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("", "needs nplurals and plural"),
        ("nplurals=2", "needs nplurals and plural"),
        ("nplurals=INTEGER; plural=EXPRESSION;", "not a number"),
        ("nplurals=0; plural=0;", "not a number"),
        ("nplurals=-1; plural=0;", "not a number"),
        ("nplurals=2000000000; plural=0;", "not a number"),
        ("nplurals=٢; plural=0;", "not a number"),
        ("nplurals=2; nplurals=2; plural=0;", "needs nplurals and plural"),
        ("nplurals=2; plural=n%0;", "divides by zero"),
        ("nplurals=2; plural=n/(n-5);", "divides by zero"),
        ("nplurals=2; plural=n;", "gives form 2 for n = 2"),
        ("nplurals=2; plural=n-1;", "gives form 18446744073709551615 for n = 0"),
        ("nplurals=2; plural=n != 1 n;", "goes on after its end"),
        ("nplurals=2; plural=(n != 1;", 'lacks a "\\)"'),
        ("nplurals=2; plural=n ? 1;", 'lacks a ":"'),
        ("nplurals=2; plural=;", "lacks a number or n"),
        ("nplurals=2; plural=__import__('os');", "unknown part: __import__"),
        ("nplurals=2; plural=n**n;", "lacks a number or n"),
        ("nplurals=2; plural=" + "(" * 300 + "n" + ")" * 300, "nested too deep"),
        ("nplurals=2; plural=" + "!" * 300 + "n", "nested too deep"),
        ("nplurals=2; plural=" + "n?" * 100 + "0" + ":0" * 100, "nested too deep"),
        ("nplurals=2; plural=n" + "+n" * 400, "nested too deep"),
        ("nplurals=2; plural=" + "1" * (MAX_LENGTH + 1), f"longer than {MAX_LENGTH}"),
        ("nplurals=2; plural=0;" + " " * 9999, "too long"),
    ],
)
def test_a_bad_header_is_refused(header: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        parse_plural_forms(header)


def test_a_rule_that_fails_for_a_rare_count_says_so_when_it_is_used() -> None:
    rule = parse_plural_forms("nplurals=2; plural=n==31337 ? 7 : n != 1")
    with pytest.raises(SourceError, match="gives form 7 for n = 31337"):
        rule.form(31337)


def test_rules_agree_by_what_they_choose_not_by_how_they_are_written() -> None:
    english = parse_plural_forms("nplurals=2; plural=(n != 1);")
    assert english.agrees(parse_plural_forms("plural = n==1 ? 0 : 1 ; nplurals = 2"))
    assert not english.agrees(parse_plural_forms("nplurals=2; plural=n > 1;"))


def test_a_rule_goes_to_another_process() -> None:
    rule = PluralRule(2, "n != 1")
    copy = pickle.loads(pickle.dumps(rule))
    assert (copy, copy.form(1), copy.form(5)) == (rule, 0, 1)
