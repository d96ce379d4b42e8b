"""Annotations, module names and enum members."""

import keyword
from dataclasses import replace
from enum import StrEnum

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.tools.api_generator.plans import example_plan
from tools.blueprint.names import Namer
from tools.blueprint.plan.values import ValueType
from tools.packs.languages.python.annotations import (
    annotation,
    enum_members,
    optional,
    parameter,
)
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.modules import module_file


@pytest.mark.parametrize(
    ("kind", "printed", "imported"),
    [
        ("string", "str", ""),
        ("email", "str", ""),
        ("int64", "int", ""),
        ("float", "float", ""),
        ("bool", "bool", ""),
        ("binary", "bytes", ""),
        ("decimal", "Decimal", "from decimal import Decimal"),
        ("uuid", "UUID", "from uuid import UUID"),
        ("date", "date", "from datetime import date"),
        ("datetime", "datetime", "from datetime import datetime"),
        ("json", "Any", "from typing import Any"),
    ],
)
def test_every_type_has_its_annotation_and_import(kind: str, printed: str, imported: str) -> None:
    imports = Imports()
    assert annotation(ValueType(kind), imports) == printed
    assert imports.render() == imported


def test_an_array_is_a_list_of_what_it_holds() -> None:
    imports = Imports()
    assert annotation(ValueType("array", items=ValueType("uuid")), imports) == "list[UUID]"
    assert imports.render() == "from uuid import UUID"


def test_an_enum_is_its_class_where_that_holds_the_same_values() -> None:
    imports = Imports()
    kind = ValueType("enum", values=("a", "b"), enum="BookGenre")
    assert annotation(kind, imports, {"BookGenre": ("a", "b")}) == "BookGenre"
    assert imports.render() == "from app.models.enums import BookGenre"
    assert annotation(kind, Imports(), {"BookGenre": ("a",)}) == "str"
    assert annotation(replace(kind, enum=None), Imports(), {"BookGenre": ("a", "b")}) == "str"


def test_null_is_part_of_any_already() -> None:
    assert [optional("int", True), optional("int", False), optional("Any", True)] == ["int | None", "int", "Any"]


@given(st.lists(st.text(), min_size=1, unique=True).map(tuple))
@example(("a-b", "a_b", "a b"))
@example(("", " ", "ü", "1", "VALUE_1", "None", "mro", "name", "value"))
@example(("A_2", "a", "A", "á"))
def test_members_of_an_enum_are_distinct_identifiers_in_capitals(values: tuple[str, ...]) -> None:
    members = enum_members(values)
    names = [name for name, _ in members]
    assert [value for _, value in members] == list(values)
    assert len(set(names)) == len(names)
    for name in names:
        assert name.isidentifier()
        assert name.isascii()
        assert name.upper() == name
        assert not keyword.iskeyword(name)
        assert not name.startswith("_")
    assert [member.value for member in StrEnum("Probe", list(members))] == list(values)


def test_parameters_are_clear_of_keywords() -> None:
    assert [parameter(name) for name in ("class", "from", "title", "match")] == ["class_", "from_", "title", "match"]


@pytest.mark.parametrize(
    ("entity", "module"),
    [("Book", "books"), ("OrderLine", "order_lines"), ("Token", "tokens_"), ("Enum", "enums_"), ("Link", "links_")],
)
def test_modules_are_clear_of_the_projects_own(entity: str, module: str) -> None:
    assert module_file(Namer(frozenset(), frozenset(), "snake").name(entity)) == module


def test_enum_classes_are_sorted_by_name() -> None:
    found = example_plan("library").enums
    assert found["BookGenre"] == ("fiction", "science", "history")
    assert list(found) == sorted(found)
    assert module_file(example_plan("library").table("book").name) == "books"
