"""Literals: Python reads back exactly what was meant, whatever it holds."""

import ast
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tools.packs.languages.python.literals import literal, number, pattern, text

HOSTILE = [
    '"', "'", '"\'', '"""', "'''", "\\", "\\\\", '\\"', "\n", "\r\n", "\t", "\x00", "\x1b[0m", "{{ 7*7 }}", "{x}", "%s",
    "ü", "€", "😀", "\u202e", "\u2028", "\ud800", "#", "N{DIGIT ONE}", "\\N{DIGIT ONE}", "\\x41", "</script>", "",
]  # fmt: skip
SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(alphabet=st.characters(codec=None)) | st.decimals(allow_nan=False, allow_infinity=False)
)  # fmt: skip
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


def read(source: str) -> object:
    return eval(source, {"__builtins__": {}, "Decimal": Decimal})  # noqa: S307 - our own literals


def exactly(value: object) -> object:
    """Tells apart what Python holds equal: 1 and True and 1.0, decimals of different scales, -0.0."""
    if isinstance(value, dict):
        return [(exactly(key), exactly(item)) for key, item in value.items()]
    if isinstance(value, list | tuple):
        return (type(value), [exactly(item) for item in value])
    return (type(value), repr(value))


@given(VALUES)
def test_a_literal_reads_back_as_what_it_was_made_from(value: object) -> None:
    assert exactly(read(literal(value))) == exactly(value)


@given(st.text(alphabet=st.characters(codec=None)))
def test_a_text_is_one_line_of_ascii(value: str) -> None:
    source = text(value)
    assert source.isascii()
    assert source.isprintable()
    assert ast.literal_eval(source) == value


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_texts_read_back(value: str) -> None:
    assert ast.literal_eval(text(value)) == value
    assert ast.literal_eval(pattern(value)) == value


@given(st.text())
@example("\\d+\\")
@example('a"b')
@example("[0-9]{13}\n")
def test_a_pattern_reads_back(value: str) -> None:
    assert ast.literal_eval(pattern(value)) == value


def test_quotes_are_those_that_the_formatter_takes() -> None:
    assert [text(value) for value in ("a", "it's", 'a "b"', "it's \"b\"", "'\"")] == [
        '"a"', '"it\'s"', "'a \"b\"'", "'it\\'s \"b\"'", "\"'\\\"\"",
    ]  # fmt: skip


def test_patterns_are_raw_where_that_is_easier_to_read() -> None:
    assert [pattern("[a-z]+"), pattern(r"\d{3}"), pattern('"')] == ['"[a-z]+"', 'r"\\d{3}"', "'\"'"]


@pytest.mark.parametrize(
    ("value", "source"),
    [
        ("5", "5"),
        ("-5.00", "-5"),
        ("20000", "20_000"),
        ("0.5", 'Decimal("0.5")'),
        ("9999", "9999"),
        ("-1E+5", "-100_000"),
    ],
)
def test_numbers_are_whole_where_they_can_be(value: str, source: str) -> None:
    assert number(Decimal(value)) == source
    assert read(source) == Decimal(value)


def test_what_has_no_literal_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        literal(object())
