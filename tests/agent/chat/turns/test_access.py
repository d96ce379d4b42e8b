"""`make every route public`, said of every example."""

from pathlib import Path

import pytest

from agent.chat.turns.turn import EditTurn
from tests.agent.chat.turns.conftest import Said, example
from tools.blueprint.check import check
from tools.blueprint.edit import apply

EXAMPLES = sorted(path.stem for path in (Path(__file__).parents[3] / "blueprints").glob("*.yaml"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_opened_can_be_built_and_is_told(name: str, said: Said) -> None:
    before, turn = example(name), said("make every route public", name)
    if before.auth.account is None:
        return
    assert isinstance(turn, EditTurn)
    after = apply(before, turn.edits)
    check(after)
    opened = {rule.entity for rule in after.permissions if "public" in rule.allow} - {
        rule.entity for rule in before.permissions if "public" in rule.allow
    }
    assert before.auth.account not in opened
    assert all(any(entity in risk for risk in turn.risks) for entity in opened)
    assert turn.risks or turn.unplaced or turn.assumptions


def test_what_cannot_be_opened_stays_and_is_told(said: Said) -> None:
    turn = said("make every route public", "crm")
    assert isinstance(turn, EditTurn)
    assert turn.edits == ()
    assert any("stays as it is" in text for text in turn.unplaced)


def test_accounts_stay_closed_and_that_is_told(said: Said) -> None:
    turn = said("make every route public")
    assert isinstance(turn, EditTurn)
    assert any("Member stays as it is" in text for text in turn.assumptions)


def test_what_is_closed_again_is_no_risk(said: Said) -> None:
    turn = said("make every route public but only admins may delete")
    assert isinstance(turn, EditTurn)
    assert turn.risks
    assert not any("delete" in risk for risk in turn.risks)


def test_what_is_opened_and_renamed_is_told_by_its_new_name(said: Said) -> None:
    turn = said("every POST route of tags is public, and rename Tag to Label")
    assert isinstance(turn, EditTurn)
    assert [risk for risk in turn.risks if "create Label" in risk]


def test_everything_is_meant_of_reading(said: Said) -> None:
    turn = said("everything should be public")
    assert isinstance(turn, EditTurn)
    assert {edit.name.partition(".")[2] for edit in turn.edits} <= {"list", "read", "search"}
    assert any("meant of reading" in text for text in turn.assumptions)
