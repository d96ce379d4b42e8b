"""Names that are safe where they stand, and modules that are clear of the project's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.blueprint.names import Namer
from tools.packs.base import File
from tools.packs.languages.typescript.annotations import enum_constants, parameter
from tools.packs.languages.typescript.modules import model_file, module_file, used
from tools.packs.languages.typescript.naming import NAMING, natural
from tools.validators.static.typescript_source import check

NAMER = Namer(NAMING.reserved, NAMING.reserved_attributes, NAMING.attribute_casing)
WORDS = st.from_regex(r"[a-z][a-z0-9]{0,8}(_[a-z0-9]{1,6}){0,3}", fullmatch=True)


def test_attributes_are_in_camel_case() -> None:
    assert [NAMER.name(name).attr for name in ("starts_on", "title", "type", "number", "date")] == [
        "startsOn", "title", "type", "number", "date",
    ]  # fmt: skip


def test_what_every_object_has_is_no_attribute() -> None:
    assert [NAMER.name(name).attr for name in ("constructor", "to_string", "value_of", "then", "class")] == [
        "constructor_", "toString_", "valueOf_", "then_", "class_",
    ]  # fmt: skip


def test_types_do_not_hide_what_modules_use() -> None:
    assert [NAMER.name(name).type for name in ("Session", "Date", "Map", "Error", "Big", "Book")] == [
        "Session_", "Date_", "Map_", "Error_", "Big_", "Book",
    ]  # fmt: skip


@given(WORDS)
def test_parameters_and_attributes_can_be_variables(name: str) -> None:
    for found in (parameter(name), NAMER.name(name).attr):
        check(f"function f({{ {found} }}: {{ {found}: string }}) {{ const a = {{ {found} }}; return a; }}")


@pytest.mark.parametrize(
    "name", ["class", "arguments", "eval", "await", "let", "yield", "process", "session", "new_id"]
)
def test_parameters_are_clear_of_keywords_and_of_what_functions_use(name: str) -> None:
    assert parameter(name).endswith("_")


def test_what_store_functions_import_is_no_parameter() -> None:
    assert [parameter(name) for name in ("to_book", "book_values", "token", "values_of", "sql_sum")] == [
        "toBook_", "bookValues_", "token", "valuesOf", "sqlSum_",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("entity", "plural", "singular"),
    [
        ("Book", "books", "book"), ("OrderLine", "order-lines", "order-line"), ("Token", "tokens_", "token"),
        ("Index", "indices", "index_"), ("Enum", "enums_", "enum"), ("Class", "classes", "class"),
    ],
)  # fmt: skip
def test_modules_are_clear_of_the_projects_own(entity: str, plural: str, singular: str) -> None:
    assert module_file(NAMER.name(entity)) == plural
    assert model_file(NAMER.name(entity)) == singular


def test_constants_of_enums_are_distinct() -> None:
    assert enum_constants(["BookKind", "Status", "Statuses", "OrderState"]) == {
        "BookKind": "BOOK_KINDS", "Status": "STATUSES", "Statuses": "STATUSES_2", "OrderState": "ORDER_STATES",
    }  # fmt: skip


def test_numbers_in_names_are_sorted_as_numbers() -> None:
    assert sorted(["b10", "b9", "b", "a2", "b09"], key=natural) == ["a2", "b", "b9", "b09", "b10"]


def test_modules_that_nobody_imports_are_left_out() -> None:
    def file(path: str, *imported: str) -> File:
        lines = [f"import {{ x }} from '{way}';" for way in imported]
        return File(path, "\n".join([*lines, "import('./late.ts');"]), "typescript")

    files = [
        file("src/app.ts", "./core/a.ts", "express"),
        file("src/core/a.ts"),
        file("src/core/b.ts", "./c.ts", "./b.ts"),
        file("src/core/c.ts"),
        file("src/late.ts"),
        file("tests/b.test.ts", "../src/core/b.ts"),
    ]
    kept = used(files, ["src/core/a.ts", "src/core/b.ts", "src/core/c.ts", "src/late.ts"])
    assert [item.path for item in kept] == ["src/app.ts", "src/core/a.ts", "src/late.ts", "tests/b.test.ts"]
