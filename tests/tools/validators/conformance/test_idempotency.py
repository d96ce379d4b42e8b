"""Replays of requests that nobody can word otherwise."""

import pytest

from tools.blueprint.document import load
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack
from tools.validators.conformance import compile_plan

_BLUEPRINT = """
blueprint: 1
name: counting
entities:
  - name: Tally
    attributes:
      - {{name: total, type: int64, default: 0, required: true, managed: true}}
{more}
resources: [{{entity: Tally}}]
api: {{idempotency: true}}
"""


@pytest.mark.parametrize(("more", "asked"), [("", False), ("      - {name: label, required: true}", True)])
def test_another_body_is_sent_where_there_is_one(more: str, asked: bool) -> None:
    plan = compile_plan(resolve(load(_BLUEPRINT.format(more=more)), stack("fastapi", "sqlite")))
    [case] = [case for case in plan["cases"] if case["id"] == "idempotent-replay/create_tally/replay"]
    assert any(step.get("expect", {}).get("status") == [422] for step in case["steps"]) is asked
