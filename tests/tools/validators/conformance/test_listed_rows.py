"""Guards about the rows that items of a list name: told where their values are known, and never taken for granted."""

from contextlib import suppress

import pytest

from tools.blueprint.document import load
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.resolve import resolve
from tools.packs.registry import stack
from tools.validators.conformance.listed_rows import ListedRows
from tools.validators.conformance.making import suite_of
from tools.validators.conformance.script import Script
from tools.validators.conformance.stories import Story
from tools.validators.conformance.suite import Unavailable

BLUEPRINT = """
blueprint: 1
name: jugs
entities:
  - name: Jug
    attributes:
      - {name: level, type: int32, required: true}
      - {name: filled_at, type: datetime, managed: true}
      - {name: pours, type: int32, default: 0, required: true, managed: true}
  - name: Tap
    attributes:
      - {name: opened, type: int32, required: true}
resources:
  - {entity: Jug, actions: [list, read, create]}
  - {entity: Tap, actions: [list, read, create]}
permissions:
  - {entity: Jug, actions: [list, read, create], allow: [public]}
  - {entity: Tap, actions: [list, read, create], allow: [public]}
operations:
  - name: pour
    group: Tap
    method: POST
    path: /taps/{id}/pour
    access: {public: true}
    inputs:
      - {name: id, in: path, attribute: Tap.id, required: true}
      - name: lines
        many: true
        max_items: 5
        required: true
        fields:
          - {name: jug_id, attribute: Jug.id, required: true}
          - {name: amount, attribute: Jug.level, required: true}
    errors: [{name: not_now, status: 409, title: Not now}]
    steps:
      - {find: Tap, as: tap, where: row.id == input.id}
      - each: input.lines
        as: line
        steps:
          - {find: Jug, as: jug, where: row.id == line.jug_id}
          - {check: CONDITION, else: not_now}
          - UPDATE
    response: {value: tap, view: Tap}
"""
POURED = "{update: jug, set: {level: row.level - line.amount}}"
STAMPED = "{update: jug, set: {filled_at: now()}}"


def _goes_well(condition: str, update: str, *amounts: int, apart: bool = False) -> bool:
    """Whether it is told that a call goes well whose lines take these amounts out of a jug of 5, or of one each."""
    text = BLUEPRINT.replace("CONDITION", f"'{condition}'").replace("UPDATE", update)
    plan = resolve(load(text), stack("fastapi", "sqlite"))
    operation = next(item for item in plan.operations if item.name.snake == "pour")
    script = Script(suite_of(plan))
    story = Story(script, operation, None, given={"lines": _lines(script, operation, amounts, apart)})
    with suppress(Unavailable):
        story.reach()
        return True
    return False


def _lines(script: Script, operation: OperationPlan, amounts: tuple[int, ...], apart: bool) -> list[dict[str, object]]:
    jugs = [script.row("jug", None, {"level": 5}) for _ in amounts]
    return [{"jug_id": jugs[place if apart else 0].reference, "amount": amount} for place, amount in enumerate(amounts)]


@pytest.mark.parametrize(
    ("amounts", "apart", "well"),
    [((5,), False, True), ((6,), False, False), ((3, 2), False, True), ((3, 3), False, False), ((3, 3), True, True)],
)
def test_a_guard_is_told_item_by_item(amounts: tuple[int, ...], apart: bool, well: bool) -> None:
    assert _goes_well("jug.level >= line.amount", POURED, *amounts, apart=apart) is well


def test_what_cannot_be_told_is_not_taken_for_granted() -> None:
    # The moment is the backend's: whether it lies before another one is for nobody to say.
    late = "jug.filled_at == null || jug.filled_at < now()"
    assert _goes_well(late, STAMPED, 1, 1, apart=True)
    assert not _goes_well(late, STAMPED, 1, 1)


def test_rows_of_a_table_that_changes_beside_are_not_known() -> None:
    rows = ListedRows(lambda name: {"level": 5})
    assert rows.find("jug", "jug", {"$": "row1/id"}) == {"level": 5}
    rows.change("tap", "tap", {"opened": 1})
    assert rows.find("jug", "jug", {"$": "row2/id"}) == {"level": 5}
    rows.change("other", "jug", {"level": 1})
    assert rows.find("jug", "jug", {"$": "row1/id"}) == {}
    assert rows.find("jug", "jug", {"$": "row3/id"}) == {}
