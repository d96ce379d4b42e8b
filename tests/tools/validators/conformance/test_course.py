"""Loops and branches: what they come to is told beforehand, so that a backend which does less or other is found."""

import pytest

from tests.tools.validators.conformance.playing import backend_of, played
from tools.blueprint.document import load
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack
from tools.validators.conformance import compile_plan

BLUEPRINT = """
blueprint: 1
name: jugs
entities:
  - name: Jug
    attributes:
      - {name: title, type: string, max_length: 40, required: true, unique: true}
      - {name: level, type: int32, required: true}
resources:
  - {entity: Jug, actions: [list, read, create]}
views:
  - {name: Level, entity: Jug, fields: [{name: id, source: id}, {name: level, source: level}]}
operations:
  - name: pour
    group: Jug
    method: POST
    path: /jugs/{id}/pour
    access: {public: true}
    inputs:
      - {name: id, in: path, attribute: Jug.id, required: true}
      - {name: amounts, attribute: Jug.level, many: true, required: true}
      - {name: twice, type: bool, required: true}
      - {name: most, type: int32, required: true}
    errors: [{name: not_now, status: 409, title: Not now}]
    steps:
      - {find: Jug, as: jug, where: row.id == input.id}
      - {each: input.amounts, as: amount, steps: [{update: jug, set: {level: jug.level + amount}}]}
      - if: input.twice
        then: [{update: jug, set: {level: jug.level + 7}}]
        else: [{update: jug, set: {level: jug.level - 7}}]
      - {check: input.most > 0, else: not_now}
    response: {value: jug, view: Level}
  - name: keep
    group: Jug
    method: POST
    path: /kept-jugs
    access: {public: true}
    inputs:
      - {name: title, attribute: Jug.title, required: true}
      - {name: level, attribute: Jug.level, required: true}
    steps:
      - {upsert: Jug, as: jug, by: [title], accept: [title, level]}
    response: {value: jug, view: Level}
"""


def _plan() -> RenderPlan:
    return resolve(load(BLUEPRINT), stack("fastapi", "sqlite"))


def _failed(*faults: str) -> set[str]:
    plan = _plan()
    outcomes = played(
        backend_of(plan, frozenset(faults)), compile_plan(plan), lambda case: case["subject"] in ("keep", "pour")
    )
    assert outcomes
    return {outcome["check"] for outcome in outcomes if outcome["status"] == "failed"}


def test_a_sound_backend_passes() -> None:
    assert _failed() == set()


@pytest.mark.parametrize(
    ("fault", "check"),
    [
        ("only the first item", "operation-success"),
        ("takes the other branch", "operation-success"),
        ("half of it stays", "guards"),
        ("upserts anew", "operation-success"),
    ],
)
def test_the_fault_is_found(fault: str, check: str) -> None:
    assert check in _failed(fault)
