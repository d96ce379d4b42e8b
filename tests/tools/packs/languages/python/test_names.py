"""Names that are safe where they stand."""

import keyword

from hypothesis import given
from hypothesis import strategies as st

from tools.blueprint.names import Namer
from tools.packs.languages.python.annotations import enum_members, parameter
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.modules import module_file
from tools.packs.languages.python.naming import NAMING

NAMER = Namer(NAMING.reserved, NAMING.reserved_attributes, NAMING.attribute_casing)


@given(st.lists(st.text(min_size=1), min_size=1, max_size=8, unique=True))
def test_enum_members_are_distinct_identifiers_and_keep_their_values(values: list[str]) -> None:
    members = enum_members(tuple(values))
    names = [name for name, _ in members]
    assert [value for _, value in members] == values
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() and not keyword.iskeyword(name) for name in names)


def test_a_table_is_never_called_like_a_module_of_the_project() -> None:
    assert module_file(NAMER.name("book")) == "books"
    assert module_file(NAMER.name("link")) == "links_"


def test_keywords_get_an_underscore() -> None:
    assert parameter("class") == "class_"
    assert parameter("id") == "id"


def test_classes_do_not_hide_what_modules_import() -> None:
    assert NAMER.name("Session").type == "Session_"
    assert NAMER.name("Book").type == "Book"


def test_imports_are_sorted_in_sections() -> None:
    imports = Imports()
    imports.add("app.models", "Book")
    imports.add("sqlalchemy", "select", "Select", "and_")
    imports.add("typing", "Any")
    imports.module("json")
    own = "from app.models import Book"
    third_party = "from sqlalchemy import Select, and_, select"
    assert imports.render() == f"import json\nfrom typing import Any\n\n{third_party}\n\n{own}"
