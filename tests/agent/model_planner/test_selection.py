"""Keys are chosen by what the edits set: no more than they need, and nothing of it missing."""

import time
from typing import Any

import pytest

from agent.model_planner import compact
from agent.model_planner.selection import keys_for
from tests.agent.model_planner.support import edit
from tools.blueprint.edit.model import PartKind
from tools.blueprint.model.patterns import PATTERNS
from tools.blueprint.model.steps import STEPS

FIND = {"steps": [{"find": "Book", "as": "book", "where": "row.id == input.id"}]}


def titles(*edits: Any) -> list[str]:
    return [line.partition(":")[0] for line in keys_for(edits).parts]


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("attribute", ["facets", "attribute"]),
        ("entity", ["facets", "entity", "attribute", "key", "check", "index"]),
        ("relationship", ["facets", "attribute", "relationship"]),
        ("permission", ["permission"]),
        ("resource", ["resource"]),
        ("role", ["role"]),
        ("event", ["facets", "event", "datum"]),
        ("port", ["facets", "port", "call", "datum"]),
        ("view", ["view", "field"]),
        ("operation", ["facets", "operation", "access", "input", "member", "response", "error"]),
    ],
)
def test_a_part_brings_what_stands_inside_it_and_nothing_else(part: str, expected: list[str]) -> None:
    assert sorted(titles(edit("set", part, "Book.a", {}))) == sorted(expected)


def test_each_kind_of_part_has_keys() -> None:
    for kind in PartKind:
        keys = keys_for([edit("set", kind.value, "x", {})])
        assert keys.parts or keys.patterns or keys.settings


@pytest.mark.parametrize("op", ["remove", "rename"])
def test_what_is_removed_or_renamed_needs_no_keys(op: str) -> None:
    assert keys_for([edit(op, "entity", "Book", to="Volume"), {"stack": {"framework": "x"}}]) == keys_for([])
    assert not any(vars_of(keys_for([])))


def vars_of(keys: Any) -> list[Any]:
    return [getattr(keys, name) for name in ("parts", "settings", "patterns", "steps", "expressions")]


@pytest.mark.parametrize("wrong", [{"op": "set", "part": "field", "name": "Book.a"}, {"name": "Book"}])
def test_where_the_kind_is_none_all_parts_are_shown(wrong: dict[str, Any]) -> None:
    assert keys_for([wrong]).parts == compact.parts()


@pytest.mark.parametrize("wrong", [7, None, "set", [], [{}]])
def test_what_is_no_edit_needs_no_keys(wrong: Any) -> None:
    assert keys_for([wrong]) == keys_for([])


def test_steps_come_with_operations_alone_and_without_what_they_do() -> None:
    keys = keys_for([edit("set", "operation", "lend", {})])
    assert [line.partition("!")[0] for line in keys.steps] == list(STEPS)
    assert not any(" - " in line for line in keys.steps)
    assert keys.expressions
    assert keys_for([edit("set", "attribute", "Book.a", {"type": "x"})]).steps == ()


@pytest.mark.parametrize(
    ("part", "value", "expected"),
    [
        ("entity", {"checks": [{"name": "a", "that": "a > 0"}]}, True),
        ("entity", '{"checks": [{"name": "a", "that": "a > 0"}]}', True),
        ("entity", {"owner": "member"}, False),
        ("view", {"fields": [{"name": "a", "value": "row.a"}]}, True),
        ("view", {"fields": [{"name": "a"}]}, False),
        ("attribute", {"type": "that"}, False),
    ],
)
def test_expressions_are_told_of_where_one_is_written(part: str, value: Any, expected: bool) -> None:
    assert keys_for([edit("set", part, "Book", value)]).expressions is expected


def test_a_pattern_brings_its_own_line_and_what_its_act_has() -> None:
    keys = keys_for([edit("set", "pattern", "transition Order.status ship", {})])
    assert [line.partition(" ")[0] for line in keys.patterns] == ["act:", "transition!"]
    assert [line.partition(":")[0] for line in keys.parts] == ["access"]
    assert len(keys_for([edit("set", "pattern", "history Order", {})]).patterns) == 1


@pytest.mark.parametrize("name", ["Order.status", "shipping Order", ""])
def test_where_the_pattern_is_none_all_are_shown(name: str) -> None:
    keys = keys_for([{"op": "set", "part": "pattern", "name": name}])
    assert len(keys.patterns) == len(PATTERNS) + 1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("api.rate_limit.requests", ["api", "api.pagination", "api.rate_limit"]),
        ("auth", ["auth", "auth.password"]),
        ("title", [line.partition(":")[0] for line in compact.settings()]),
    ],
)
def test_a_setting_brings_those_beside_it(name: str, expected: list[str]) -> None:
    assert [line.partition(":")[0] for line in keys_for([edit("set", "setting", name, 1)]).settings] == expected


@pytest.mark.parametrize("long", ["a" * 1_000_000, '"' * 300_000, '"' + " " * 300_000])
def test_a_long_value_takes_no_longer_than_it_is(long: str) -> None:
    begun = time.monotonic()
    assert titles(edit("set", "role", "clerk", {"description": long})) == ["role"]
    assert time.monotonic() - begun < 5
