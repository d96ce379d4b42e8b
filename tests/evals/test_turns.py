"""The cases of turns fit their Blueprints, and two ways to say one change count as the same."""

import pytest

from agent.chat.turns.turn import CommandTurn, EditTurn, StackTurn, UnclearTurn
from agent.task import StackWish
from evals.edits import facts, unlike
from evals.scorers.turns import mistaken
from evals.turns import TurnCase, blueprint_text, read_turns
from tools.blueprint.document import load
from tools.blueprint.edit import Edit, apply

FILES = ("chat.yaml", "chat_held_back.yaml", "chat_more_a.yaml", "chat_more_b.yaml", "chat_more_c.yaml")
PIN = {"type": "bool", "default": False}


def edit(op: str, part: str, name: str, value: object = None, to: str | None = None) -> Edit:
    return Edit.model_validate({"op": op, "part": part, "name": name, "value": value, "to": to})


@pytest.mark.parametrize("file", FILES)
def test_what_a_case_wants_can_be_made(file: str) -> None:
    for case in read_turns(file):
        blueprint = load(blueprint_text(case.blueprint))
        assert not case.wants.edits or apply(blueprint, case.wants.edits) != blueprint, case.id


def test_no_id_comes_twice() -> None:
    ids = [case.id for file in FILES for case in read_turns(file)]
    assert len(set(ids)) == len(ids)


def test_an_attribute_alone_and_one_of_an_entity_are_one_change() -> None:
    alone = [edit("set", "entity", "Note"), edit("set", "attribute", "Note.pinned", PIN)]
    within = [edit("set", "entity", "Note", {"attributes": [{"name": "pinned", **PIN}]})]
    assert set(facts(alone)) == set(facts(within))


def test_what_is_missing_and_what_is_false_is_told() -> None:
    wanted = facts([edit("set", "attribute", "Note.pinned", PIN)])
    other = facts([edit("set", "attribute", "Note.pinned", {"type": "int32"}), edit("remove", "entity", "Tag")])
    missing, false = unlike(wanted, other, ())
    assert ("set", "attribute", "Note.pinned default", "false") in missing
    assert ("remove", "entity", "Tag", "") in false
    assert ("set", "attribute", "Note.pinned type", '"int32"') in false


def test_more_than_the_words_decide_is_no_fault_and_a_new_entity_may_be_used() -> None:
    wanted = facts([edit("set", "entity", "Tag", {"attributes": [{"name": "label"}]})])
    got = facts(
        [
            edit("set", "entity", "Tag", {"attributes": [{"name": "label", "max_length": 80}]}),
            edit("set", "resource", "Tag", {"actions": ["list"]}),
            edit("set", "permission", "Tag.list", {"allow": ["public"]}),
        ]
    )
    assert unlike(wanted, got, ()) == ([], [])


def case(**wants: object) -> TurnCase:
    return TurnCase.model_validate({"id": "x", "blueprint": "notes", "text": "x", "wants": wants})


def test_a_turn_is_taken_for_what_it_is() -> None:
    assert mistaken(case(command="undo"), CommandTurn(command="undo")) == ""
    assert mistaken(case(command="undo"), CommandTurn(command="redo")) == "redo"
    assert mistaken(case(command="show", shown="diff"), CommandTurn(command="show", shown="history")) == "show history"
    assert mistaken(case(unclear=True), EditTurn(edits=())) == "edits, not unclear"
    assert mistaken(case(stack={"datastore": "sqlite"}), StackTurn(stack=StackWish(datastore="sqlite"))) == ""
    assert mistaken(case(stack={"datastore": "sqlite"}), UnclearTurn(said="x", reason="x")) == "unclear, not stack"
