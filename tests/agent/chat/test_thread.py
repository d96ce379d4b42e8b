"""A thread of the graph holds a backend: turns make new versions of it, or words."""

from collections.abc import Mapping
from typing import Any

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command

from agent.chat.turns.turn import CommandTurn, EditTurn, StackTurn, Turn
from agent.context import Settings
from agent.graph import Graph, build
from agent.outcome import Answered, Completed, Failed, read_outcome
from agent.state import RunInput
from agent.task import StackWish
from tests.agent.support import NOTES, STACK, Parts, proving, question, reader, row
from tools.blueprint.document import from_data, to_data
from tools.blueprint.edit.model import Edit, PartKind
from tools.packs import registry

RENAME = Edit(op="rename", part=PartKind.ATTRIBUTE, name="Note.title", to="name")
ADD = Edit(op="set", part=PartKind.ATTRIBUTE, name="Note.starred", value={"type": "bool", "default": False})
REQUIRED = Edit(op="set", part=PartKind.ATTRIBUTE, name="Note.starred", value={"required": True})
OTHER_STORE = next(item.datastore for item in registry.stacks() if item.datastore != STACK.datastore)
TURNS: Mapping[str, Turn] = {
    "rename title to name": EditTurn(edits=(RENAME,)),
    "add starred": EditTurn(edits=(ADD,), questions=(question("starred", "optional"),), risks=("A risk.",)),
    "add starred always": EditTurn(edits=(ADD, REQUIRED)),
    "nothing": EditTurn(edits=()),
    "wrong": EditTurn(edits=(Edit(op="remove", part=PartKind.ENTITY, name="Nothing"),)),
    "undo": CommandTurn(command="undo"),
    "undo three": CommandTurn(command="undo", count=3),
    "undo two": CommandTurn(command="undo", count=2),
    "redo": CommandTurn(command="redo"),
    "redo two": CommandTurn(command="redo", count=2),
    "history": CommandTurn(command="show", shown="history"),
    "other store": StackTurn(stack=StackWish(datastore=OTHER_STORE)),
}


class Talk:
    """One thread, and the outcomes of what is said on it."""

    def __init__(self, **parts: Any) -> None:
        self.graph: Graph = build(InMemorySaver())
        self.config: Any = {"configurable": {"thread_id": "1"}}
        self.parts = Parts(turns=reader(TURNS), **parts)

    def say(self, given: str | RunInput | Command[Any], parts: Parts | None = None) -> Any:
        start = RunInput(text=given) if isinstance(given, str) else given
        state = self.graph.invoke(start, self.config, context=(parts or self.parts).context())
        return read_outcome(state["outcome"]) if state.get("outcome") else None

    def changed(self, text: str) -> Completed:
        outcome = self.say(text)
        assert isinstance(outcome, Completed), outcome
        return outcome

    @property
    def versions(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.graph.get_state(self.config).values["versions"]
        return found


def test_a_first_request_gives_a_backend_and_the_next_turn_changes_it() -> None:
    talk = Talk()
    assert talk.changed("notes").version is None
    outcome = talk.changed("rename title to name")
    assert outcome.version is not None
    assert outcome.version.number == 2
    assert outcome.version.migrations == ("0002_rename_note_title_to_name",)
    assert outcome.version.changes[0].startswith("→ attribute Note.title")
    names = [item.name for item in from_data(outcome.blueprint).entity("Note").attributes]
    assert "name" in names
    assert "title" not in names


def test_a_rename_stays_a_rename_in_the_migration() -> None:
    talk = Talk()
    talk.changed("notes")
    talk.changed("rename title to name")
    first, second = talk.versions[-1]["migrations"]
    assert first["name"] == "initial"
    assert any("RENAME" in statement for statement in second["up"])
    assert not any("DROP" in statement for statement in second["up"])


def test_earlier_migrations_are_never_edited() -> None:
    talk = Talk()
    for text in ("notes", "rename title to name", "add starred"):
        talk.changed(text)
    assert talk.versions[2]["migrations"][:2] == talk.versions[1]["migrations"]
    assert [item["number"] for item in talk.versions[2]["migrations"]] == [1, 2, 3]


def test_what_is_undone_comes_back_by_a_migration_of_its_own() -> None:
    talk = Talk()
    for text in ("notes", "rename title to name", "undo"):
        talk.changed(text)
    assert from_data(talk.versions[2]["blueprint"]) == NOTES
    assert [item["number"] for item in talk.versions[2]["migrations"]] == [1, 2, 3]
    redone = talk.changed("redo")
    assert redone.blueprint == talk.versions[1]["blueprint"]


def test_undoing_goes_back_turn_by_turn_and_redoing_forth() -> None:
    talk = Talk()
    for text in ("notes", "rename title to name", "add starred", "undo", "undo"):
        talk.changed(text)
    assert talk.versions[-1]["blueprint"] == to_data(NOTES)
    assert talk.say("undo").error["code"] == "nothing-to-undo"
    talk.changed("redo")
    assert talk.versions[-1]["blueprint"] == talk.versions[1]["blueprint"]
    talk.changed("redo")
    assert talk.versions[-1]["blueprint"] == talk.versions[2]["blueprint"]
    assert talk.say("redo").error["code"] == "nothing-to-redo"


def test_several_turns_are_undone_and_redone_at_once() -> None:
    talk = Talk()
    for text in ("notes", "rename title to name", "add starred", "undo two"):
        talk.changed(text)
    assert talk.versions[-1]["blueprint"] == to_data(NOTES)
    assert talk.say("redo two").error["code"] == "nothing-to-redo"
    assert talk.changed("redo").blueprint == talk.versions[2]["blueprint"]


def test_turns_that_were_undone_one_by_one_are_redone_at_once() -> None:
    talk = Talk()
    for text in ("notes", "rename title to name", "add starred", "undo", "undo"):
        talk.changed(text)
    assert talk.changed("redo two").blueprint == talk.versions[2]["blueprint"]


def test_a_turn_that_fails_its_checks_changes_nothing() -> None:
    talk = Talk()
    talk.changed("notes")
    failing = Parts(turns=reader(TURNS), prover=proving(lambda project: [row("failed")]))
    assert isinstance(talk.say("rename title to name", failing), Failed)
    assert len(talk.versions) == 1
    assert talk.changed("rename title to name").version is not None


@pytest.mark.parametrize(("text", "code"), [("wrong", "unknown-part"), ("undo three", "nothing-to-undo")])
def test_what_cannot_be_done_is_told_and_the_backend_stays(text: str, code: str) -> None:
    talk = Talk()
    talk.changed("notes")
    outcome = talk.say(text)
    assert isinstance(outcome, Failed)
    assert outcome.error["code"] == code
    assert outcome.error["fault"] == "input"
    assert len(talk.versions) == 1


@pytest.mark.parametrize(
    ("text", "words"), [("nothing", "so already"), ("history", "1. notes"), ("what is this", "You can say")]
)
def test_words_change_nothing(text: str, words: str) -> None:
    talk = Talk()
    talk.changed("notes")
    outcome = talk.say(text)
    assert isinstance(outcome, Answered)
    assert words in outcome.text
    assert len(talk.versions) == 1


def test_another_datastore_begins_its_migrations_anew() -> None:
    talk = Talk()
    talk.changed("notes")
    talk.changed("rename title to name")
    outcome = talk.changed("other store")
    assert outcome.stack["datastore"] == OTHER_STORE
    assert talk.versions[-1]["migrations"] == []
    assert any("begin anew" in risk for risk in outcome.risks)


def test_another_framework_keeps_them() -> None:
    talk = Talk()
    talk.changed("notes")
    other = next(item for item in registry.stacks() if item.framework != STACK.framework)
    parts = Parts(turns=reader({"other": StackTurn(stack=StackWish(framework=other.framework))}))
    outcome = talk.say("other", parts)
    assert outcome.stack["framework"] == other.framework
    assert [item["name"] for item in talk.versions[-1]["migrations"]] == ["initial"]


def test_a_blueprint_that_was_edited_by_hand_is_a_turn_too() -> None:
    talk = Talk()
    talk.changed("notes")
    data = to_data(NOTES)
    data["entities"][0]["attributes"].append({"name": "starred", "type": "bool"})
    outcome = talk.say(RunInput(blueprint=data))
    assert isinstance(outcome, Completed)
    assert outcome.version is not None
    assert outcome.version.migrations == ("0002_add_note_starred",)


def asking() -> Talk:
    talk = Talk(settings=Settings(level="static", ask=True))
    talk.changed("notes")
    talk.graph.invoke(RunInput(text="add starred"), talk.config, context=talk.parts.context())
    return talk


def test_the_answers_of_a_person_change_the_patch() -> None:
    talk = asking()
    shown = talk.graph.get_state(talk.config).interrupts[0].value
    assert shown["changes"][0].startswith("+ attribute Note.starred")
    assert shown["risks"] == ["A risk."]
    assert [item["id"] for item in shown["questions"]] == ["starred"]
    talk.graph.invoke(Command(resume={"starred": "always"}), talk.config, context=talk.parts.context())
    assert talk.graph.get_state(talk.config).interrupts[0].value["questions"] == []
    outcome = talk.say(Command(resume={"apply": ""}))
    assert isinstance(outcome, Completed)
    starred = next(item for item in from_data(outcome.blueprint).entity("Note").attributes if item.name == "starred")
    assert starred.required


def test_who_does_not_want_the_changes_keeps_what_there_is() -> None:
    talk = asking()
    outcome = talk.say(Command(resume={"apply": "no"}))
    assert isinstance(outcome, Answered)
    assert outcome.text == "Nothing was changed."
    assert len(talk.versions) == 1
