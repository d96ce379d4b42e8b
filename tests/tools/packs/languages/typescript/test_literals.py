"""Literals: Node reads back exactly what was meant, whatever it holds."""

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tools.packs.languages.typescript.node import meanings, meant
from tools.packs.languages.typescript.literals import key, literal, member, number, record, template, text

HOSTILE = [
    "'", '"', "`", "'\"`", "\\", "\\\\", "\\'", "\n", "\r\n", "\t", "\x00", "\x001", "\x1b[0m", "${x}", "$${",
    "{{ 7*7 }}", "ü", "€", "😀", "\u202e", "\u2028", "\u2029", "\ufeff", "\ud800", "\udc00", "//", "/*", "*/",
    "</script>", "", "\\u0041", "@vitest-environment jsdom", "//# sourceMappingURL=x", "@ts-ignore",
]  # fmt: skip
TEXTS = st.text(alphabet=st.characters(codec=None))


def collected(strategy: st.SearchStrategy[str]) -> list[str]:
    """Many texts at once, for one process."""
    found = list(HOSTILE)

    @settings(max_examples=400, database=None)
    @given(strategy)
    def collect(value: str) -> None:
        found.append(value)

    collect()
    return found


def test_node_reads_every_text_back() -> None:
    texts = collected(TEXTS)
    assert meanings([text(value) for value in texts]) == [meant(value) for value in texts]


def test_node_reads_every_text_back_out_of_a_template() -> None:
    texts = collected(TEXTS)
    assert meanings([f"`{template(value)}`" for value in texts]) == [meant(value) for value in texts]


def test_every_name_of_a_member_is_its_own() -> None:
    names = [*collected(TEXTS), "__proto__", "constructor", "class", "1", "1.5", "a-b", "$", "_x", "0x1"]
    sources = [f"Object.entries({record([(key(name), '1')])})[0][0]" for name in names]
    assert meanings(sources) == [meant(name) for name in names]
    reached = [f"Object.fromEntries([[{text(name)}, true]]){member(name)}" for name in names]
    assert meanings(reached) == [meant(True)] * len(names)


@given(TEXTS)
def test_a_text_is_one_line_of_ascii_in_single_quotes(value: str) -> None:
    source = text(value)
    assert source.isascii()
    assert source.isprintable()
    assert re.fullmatch(r"'(?:[^'\\]|\\.)*'", source)


def test_nothing_in_a_text_gives_an_order_to_a_tool() -> None:
    for value in ("@vitest-environment x", "@jest-environment x", "//# sourceMappingURL=x", "@ts-ignore"):
        assert not re.search(r"@(vitest|jest|ts-)|# ?source", text(value))


def test_values_of_every_kind_read_back() -> None:
    values: list[object] = [None, True, False, "a", ["a", ["b"]], ("a",), [], {}, {"a": "b", "c-d": [True]}]
    assert meanings([literal(value) for value in values]) == [meant(value) for value in values]


@pytest.mark.parametrize(
    ("value", "source"),
    [
        (0, "0"), (-5, "-5"), (2**53 - 1, "9007199254740991"), (2**53, "9007199254740992n"), (0.1, "0.1"), (2.0, "2"),
        (1e300, "1e+300"), (float("inf"), "Infinity"), (Decimal("1.50"), "new Big('1.50')"),
        (Decimal("1E+2"), "new Big('100')"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_they_are(value: object, source: str) -> None:
    assert literal(value) == source


@pytest.mark.parametrize(
    ("value", "source"),
    [("5", "5"), ("-5.00", "-5"), ("20000", "20_000"), ("9999", "9999"), ("0.5", "0.5"), ("1E+300", "1e+300")],
)
def test_bounds_are_whole_where_they_can_be(value: str, source: str) -> None:
    assert number(Decimal(value)) == source
    assert meanings([source]) == [{"number": meanings([f"Number({text(value)})"])[0]["number"]}]


def test_what_has_no_literal_is_refused() -> None:
    with pytest.raises(TypeError, match="object"):
        literal(object())
