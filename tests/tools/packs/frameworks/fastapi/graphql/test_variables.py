"""What the printed code says about variables that do not fit, and what it keeps to itself."""

from pathlib import Path
from typing import Any

import pytest
from graphql import build_schema, get_operation_ast, parse

from tests.tools.packs.frameworks.fastapi.graphql.printed import load_module

SCHEMA = """
input Child { name: String! }
input Account { email: String!, password: String!, size: Size, children: [Child!], note: String }
enum Size { SMALL LARGE }
type Query { made(input: Account!, first: Int, tags: [Int!]): Boolean }
"""
QUERY = """
query ($input: Account!, $first: Int = 5, $tags: [Int!]) { made(input: $input, first: $first, tags: $tags) }
"""
GOOD = {"email": "a@example.com", "password": "my secret"}


def said(folder: Path, variables: dict[str, Any]) -> list[str]:
    operation = get_operation_ast(parse(QUERY))
    module = load_module(folder, "covering", "variables")
    return [error.message for error in module.variable_errors(build_schema(SCHEMA), operation, variables)]


@pytest.mark.parametrize(
    ("variables", "messages"),
    [
        ({}, ["The variable `$input` is required."]),
        ({"input": None}, ["The variable `$input` is required."]),
        ({"input": "my secret"}, ["The variable `$input` is no Account."]),
        ({"input": {"password": "my secret"}}, ["The variable `$input.email` is required."]),
        (
            {"input": {**GOOD, "my secret": 1}},
            ["The variable `$input` has members that Account does not have."],
        ),
        ({"input": {**GOOD, "size": "my secret"}}, ["The variable `$input.size` is no Size."]),
        ({"input": {**GOOD, "note": ["my secret"]}}, ["The variable `$input.note` is no String."]),
        (
            {"input": {**GOOD, "children": [{"name": "a"}, {"name": None}, "my secret"]}},
            ["The variable `$input.children[1].name` is required.", "The variable `$input.children[2]` is no Child."],
        ),
        (
            {"input": GOOD, "first": "my secret", "tags": 1.5},
            ["The variable `$first` is no Int.", "The variable `$tags[0]` is no Int."],
        ),
    ],
)
def test_a_place_is_named_and_its_value_is_not(tmp_path: Path, variables: dict[str, Any], messages: list[str]) -> None:
    assert said(tmp_path, variables) == messages


def test_there_is_always_something_to_say(tmp_path: Path) -> None:
    assert said(tmp_path, {"input": GOOD}) == ["The variables do not fit the query."]
