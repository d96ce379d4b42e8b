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


def test_an_account_of_several_cases_is_held_against_what_was_read_last() -> None:
    text = _BLUEPRINT.format(count="").replace("actions: [list, read]", "actions: [list, read, update]")
    text = text.replace("- {name: User,", "- {name: User, optimistic_lock: true,")
    plan = compile_plan(resolve(load(text), stack("fastapi", "sqlite")))
    [case] = [case for case in plan["cases"] if case["id"].endswith("update_user/preconditions")]
    saved = next(step["save"] for step in case["steps"] if "save" in step)
    [seen] = [name for name, source in saved.items() if source == "body"]
    assert seen.startswith("@")
    [after] = [step for step in case["steps"] if step.get("expect", {}).get("body", {}).keys() == {"is"}]
    assert after["expect"]["body"] == {"is": {"$": seen}}
