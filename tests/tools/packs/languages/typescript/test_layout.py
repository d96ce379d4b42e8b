"""Layout: what is broken over lines is what stood on one, and no text breaks out of its place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tools.code_generator.texts import TEXTS
from tools.packs.languages.typescript.layout import (
    WIDTH,
    assignment,
    bracketed,
    docstring,
    exploded,
    expression,
    headed,
    module,
    returned,
    split,
)
from tools.packs.languages.typescript.literals import literal, text
from tools.packs.languages.typescript.scanning import scan
from tools.validators.static.typescript_source import check

NAMES = st.from_regex(r"[a-z]{3,12}X", fullmatch=True)
ATOMS = (
    NAMES | st.text(alphabet="a ,()[]{}'`/\\", max_size=6).map(text) | st.just("/[/'](?:a,b)/u") | st.just("`a${b}, c`")
)


def _compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Calls, lists, objects, functions, chains, choices and sums of what is inside."""
    many = st.lists(inner, min_size=1, max_size=4)
    pairs = st.lists(st.tuples(NAMES, inner), min_size=1, max_size=4)
    return st.one_of(
        st.builds(lambda name, items: f"{name}({', '.join(items)})", NAMES, many),
        many.map(lambda items: f"[{', '.join(items)}]"),
        st.builds(lambda name, found: f"{name}({{ {', '.join(f'{a}: {b}' for a, b in found)} }})", NAMES, pairs),
        st.builds(lambda name, item: f"{name}(1, ({name}) => {item})", NAMES, inner),
        st.builds(lambda name, found: name + "".join(f".{a}({b})" for a, b in found), NAMES, pairs),
        many.map(lambda items: " && ".join(f"({item})" for item in items)),
        st.builds("({}) ? ({}) : ({})".format, inner, inner, inner),
    )


EXPRESSIONS = st.recursive(ATOMS, _compound, max_leaves=20)


def bare(source: str) -> str:
    """The source without what laying out adds: blanks, commas before closing brackets, brackets behind `return`."""
    shown = "".join(source[at] for at in range(len(source)) if not source[at].isspace())
    return re.sub(r",(?=[)\]}])", "", shown)


def test_what_fits_stays_on_one_line() -> None:
    assert bracketed("f(", ["a", "{ b }"], "): void {") == ["f(a, { b }): void {"]
    assert bracketed("const x = {", ["a", "b: 1"], "};") == ["const x = { a, b: 1 };"]
    assert bracketed("f(", [], ");", 2) == ["    f();"]
    assert bracketed("interface A {", ["a: string", "b: number"], "}", separator=";") == [
        "interface A { a: string; b: number }"
    ]


def test_what_does_not_fit_stands_one_item_a_line() -> None:
    assert bracketed("call(", ["a" * 60, "b" * 60], ");") == ["call(", f"  {'a' * 60},", f"  {'b' * 60},", ");"]
    types = bracketed("interface A {", [f"a: {'a' * 60}", f"b: {'b' * 60}"], "}", separator=";")
    assert types == ["interface A {", f"  a: {'a' * 60};", f"  b: {'b' * 60};", "}"]


def test_the_last_argument_is_opened_on_the_line_of_the_call() -> None:
    value = f"{{ first: {'a' * 50}, second: {'b' * 50} }}"
    assert bracketed("await make(", ["session", value], ");") == [
        "await make(session, {", f"  first: {'a' * 50},", f"  second: {'b' * 50},", "});",
    ]  # fmt: skip
    work = f"(session) => find(session, {{ id: {'a' * 80} }})"
    assert bracketed("await read(", [work], ");") == [
        "await read((session) =>", f"  find(session, {{ id: {'a' * 80} }}),", ");",
    ]  # fmt: skip
    assert bracketed("await read(", ["async (session) => {\n  go();\n}"], ");") == [
        "await read(async (session) => {", "  go();", "});",
    ]  # fmt: skip


def test_parameters_are_not_opened_on_the_line_of_the_function() -> None:
    item = f"{{ viewer, data }}: {{ viewer: {'V' * 30}; data: {'D' * 30} }}"
    assert bracketed("function f(", ["session: Session", item], "): void {") == [
        "function f(", "  session: Session,", f"  {item},", "): void {",
    ]  # fmt: skip


def test_chains_stand_one_call_a_line() -> None:
    chain = (
        "session.selectFrom('documents').select(columns).where('documents.id', '=', someIdentifier).executeTakeFirst()"
    )
    assert assignment("row", chain) == [
        "const row = session",
        "  .selectFrom('documents')",
        "  .select(columns)",
        "  .where('documents.id', '=', someIdentifier)",
        "  .executeTakeFirst();",
    ]


def test_operators_begin_their_lines() -> None:
    left, right = "a" * 60, "b" * 60
    assert assignment("x", f"{left} && {right}") == ["const x =", f"  {left}", f"  && {right};"]
    assert returned(f"{left} || {right}") == ["  return (", f"    {left}", f"    || {right}", "  );"]
    assert headed("if (", f"{left} && {right}", ") {", 0) == ["if (", f"  {left}", f"  && {right}", ") {"]
    assert returned(f"test ? {left} : {right}") == ["  return test", f"    ? {left}", f"    : {right};"]


@given(EXPRESSIONS, NAMES, st.integers(0, 2))
def test_laying_out_changes_blanks_alone(value: str, name: str, level: int) -> None:
    for lines, said in (
        (assignment(name, value, level), f"const {name} = {value};"),
        (expression(f"{name}({value})", level), f"{name}({value})"),
        (exploded(f"{name}([", [value], "])", level).splitlines(), f"{name}([{value}])"),
        (headed("if (", value, ") {}", level), f"if ({value}) {{}}"),
    ):
        source = "\n".join(lines)
        check(source)
        assert bare(source) == bare(said)
        assert all(line.startswith("  " * level) and line == line.rstrip() for line in lines)


@pytest.mark.parametrize(
    ("items", "found"),
    [
        ("a, b", ["a", "b"]),
        ("f(a, b), [c, d], { e: 1, g: 2 }", ["f(a, b)", "[c, d]", "{ e: 1, g: 2 }"]),
        ("'a, b', c", ["'a, b'", "c"]),
        (r"'it\'s, (', c", [r"'it\'s, ('", "c"]),
        ("`a, ${f(b, `c, ${d}`)}, e`, g", ["`a, ${f(b, `c, ${d}`)}, e`", "g"]),
        ("/[/,(]/u, a / b, c", ["/[/,(]/u", "a / b", "c"]),
        (r"/\/,/.test(a), b", [r"/\/,/.test(a)", "b"]),
        ("a: Map<A, B>, b: A<B<C, D>>, c < d, e > f", ["a: Map<A, B>", "b: A<B<C, D>>", "c < d", "e > f"]),
        ("(a, b) => c, d", ["(a, b) => c", "d"]),
        ("", []),
        ("a,", ["a"]),
    ],
)  # fmt: skip
def test_items_are_split_at_their_own_commas(items: str, found: list[str]) -> None:
    assert split(items) == found


@given(st.lists(st.text(alphabet="ab ,()[]{}'\"`/\\$", max_size=8), max_size=5))
def test_quoted_texts_never_split(texts: list[str]) -> None:
    items = [text(value) for value in texts]
    assert split(", ".join(items)) == items
    assert not [char for _, char, _ in scan(", ".join(items)) if char not in ", "]


@given(st.text(alphabet=st.characters(codec="utf-8")), st.integers(0, 3))
def test_a_comment_is_one_line_that_ends_where_it_should(value: str, level: int) -> None:
    line = docstring(value, level)
    assert len(line.splitlines()) == 1
    assert len(line) <= WIDTH
    assert line.strip().startswith("/** ")
    assert line.index("*/") == len(line) - 2
    check(f"{line}\nconst a = 1;")


@pytest.mark.parametrize(
    "value", ["@ts-ignore", "x */ evil(); /*", "see @vitest-environment x", "//# sourceMappingURL=x", "*"]
)
def test_a_comment_gives_no_orders(value: str) -> None:
    said = docstring(value).removeprefix("/** ").removesuffix(" */")
    assert not re.search(r"\*/|@(ts|vitest)|sourceMappingURL", said)


def test_every_hostile_text_is_a_comment() -> None:
    check("\n".join(f"{docstring(value)}\nconst a{number} = {literal(value)};" for number, value in enumerate(TEXTS)))


def test_a_module_has_one_blank_line_between_its_blocks() -> None:
    assert module("It.", "import a from 'a';", "", "const b = 1;\n") == (
        "/** It. */\n\nimport a from 'a';\n\nconst b = 1;\n"
    )
    assert module("It.") == "/** It. */\n"
