"""Entity tags where a view shows more than the row."""

import pytest

from tools.blueprint.document import load
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack
from tools.validators.conformance import compile_plan

_BLUEPRINT = """
blueprint: 1
name: stars
entities:
  - {{name: User, attributes: [{{name: email, type: email, required: true, unique: true}}]}}
  - {{name: Repository, optimistic_lock: true, attributes: [{{name: name, required: true}}]}}
relationships:
  - {{name: starred_by, from: Repository, to: User, cardinality: many_to_many, managed: true}}
resources:
  - {{entity: Repository}}
  - {{entity: User, actions: [list, read]}}
patterns:
  - {{toggle: Repository.starred_by, name: star{count}}}
auth: {{scheme: jwt, account: User}}
"""


@pytest.mark.parametrize(("count", "asked"), [("", True), (", count: star_count", False)])
def test_what_is_computed_beside_the_row_is_never_not_modified(count: str, asked: bool) -> None:
    plan = compile_plan(resolve(load(_BLUEPRINT.format(count=count)), stack("fastapi", "sqlite")))
    ids = [case["id"] for case in plan["cases"] if case["subject"] == "read_repository"]
    assert any(id_.endswith("/not modified") for id_ in ids) is asked
