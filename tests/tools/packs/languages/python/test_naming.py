"""Names that Python, or the generated modules, have taken."""

import builtins
import keyword

from tools.packs.languages.python.naming import NAMING


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
