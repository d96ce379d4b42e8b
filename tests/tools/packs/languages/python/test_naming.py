"""Names that Python, or the generated modules, have taken."""

import builtins
import keyword

from tools.packs.languages.python.annotations import parameter
from tools.packs.languages.python.naming import NAMING, natural


def test_keywords_and_exceptions_are_reserved() -> None:
    assert NAMING.reserved >= set(keyword.kwlist)
    assert {"Exception", "ValueError", "None", "True"} <= NAMING.reserved
    assert {name for name in dir(builtins) if name[0].isupper()} <= NAMING.reserved


def test_names_that_annotations_need_are_reserved() -> None:
    assert {"bool", "bytes", "date", "datetime", "float", "int", "list", "property", "str"} <= NAMING.reserved


def test_names_that_generated_modules_import_are_reserved() -> None:
    assert {"Annotated", "Any", "Base", "Decimal", "Field", "Mapped", "Page", "Problem", "UUID"} <= NAMING.reserved


def test_ordinary_words_are_free() -> None:
    assert not {"title", "name", "user", "Book", "Order", "id", "email"} & NAMING.reserved


def test_numbers_in_names_are_sorted_as_numbers() -> None:
    names = ["book10", "book9", "book", "book09", "a_1", "a1", "a_10", "a_2"]
    assert sorted(names, key=natural) == ["a1", "a_1", "a_2", "a_10", "book", "book09", "book9", "book10"]


def test_a_name_is_clear_of_what_its_function_uses() -> None:
    assert [parameter(name) for name in ("statement", "session", "id", "class")] == [
        "statement_", "session_", "id", "class_",
    ]  # fmt: skip
