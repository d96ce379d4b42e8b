"""What the grammar does not understand of a turn, a model is asked about; what it understands costs nothing."""

import json
from typing import Any

from langgraph.checkpoint.memory import InMemorySaver

from agent.chat.turns.turn import EditTurn
from agent.context import Settings
from agent.graph import build
from agent.model.faults import Fault
from agent.model.port import Reply, ToolCall, Usage
from agent.model.scripted import ScriptedModel
from agent.outcome import Answered, Completed, read_outcome
from agent.state import RunInput
from tests.agent.chat.test_thread import OTHER_STORE
from tests.agent.support import STACK, Parts, reader
from tools.blueprint.document import from_data
from tools.blueprint.edit.model import Edit, PartKind

RENAME = Edit(op="rename", part=PartKind.ATTRIBUTE, name="Note.title", to="name")
TURNS = {
    "rename title to name": EditTurn(edits=(RENAME,)),
    "rename title to name and give it a twirl": EditTurn(edits=(RENAME,), unplaced=("give it a twirl",)),
}
TWIRL = {"op": "set", "part": "attribute", "name": "Note.twirl", "value": {"type": "bool"}}


def edits(*made: dict[str, Any]) -> Reply:
    call = ToolCall("1", "edit_blueprint", json.dumps({"edits": list(made), "placed": [1]}))
    return Reply("", (call,), Usage(100, 10))


class Talk:
    """A thread whose second turn is said with a model at hand."""

    def __init__(self, *replies: Any) -> None:
        self.model = ScriptedModel(replies)
        self.graph = build(InMemorySaver())
        self.config: Any = {"configurable": {"thread_id": "1"}}
        parts = Parts(Settings(level="static"), turns=reader(TURNS))
        self.graph.invoke(RunInput(text="notes"), self.config, context=parts.context())
        self.parts = Parts(Settings(level="static"), turns=reader(TURNS), model=self.model)

    def say(self, text: str) -> Any:
        state = self.graph.invoke(RunInput(text=text), self.config, context=self.parts.context())
        return read_outcome(state["outcome"])


def attributes(outcome: Any) -> set[str]:
    assert isinstance(outcome, Completed), outcome
    return {item.name for item in from_data(outcome.blueprint).entity("Note").attributes}


def test_what_is_understood_is_not_asked_about() -> None:
    talk = Talk()
    assert "name" in attributes(talk.say("rename title to name"))
    assert talk.model.heard == []


def test_the_model_completes_what_the_grammar_began() -> None:
    talk = Talk(edits(TWIRL))
    outcome = talk.say("rename title to name and give it a twirl")
    assert {"name", "twirl"} <= attributes(outcome)
    assert outcome.unplaced == ()
    assert outcome.spend.calls == 1
    assert outcome.version is not None
    assert outcome.version.migrations == ("0002_rename_note_title_to_name",)


def test_the_model_understands_a_turn_that_the_grammar_does_not() -> None:
    talk = Talk(edits(TWIRL))
    assert "twirl" in attributes(talk.say("it should be possible to twirl a note"))
    shown = talk.model.heard[0][-1].content
    assert "| it should be possible to twirl a note" in shown
    assert "The person said before: notes" in shown


def test_a_rename_by_the_model_is_one_in_the_migration() -> None:
    because = "call the title of a note its name"
    talk = Talk(edits({"op": "rename", "part": "attribute", "name": "Note.title", "to": "name", "because": because}))
    outcome = talk.say(f"Could you {because}?")
    assert outcome.version is not None
    assert outcome.version.migrations == ("0002_rename_note_title_to_name",)


def test_what_was_said_earlier_takes_nothing_away_now() -> None:
    talk = Talk(
        edits({"op": "remove", "part": "attribute", "name": "Note.title", "because": "remove the title please now"}),
        edits(),
    )
    outcome = talk.say("make it nicer")
    assert isinstance(outcome, Answered)


def test_a_model_that_fails_leaves_what_the_grammar_understood() -> None:
    talk = Talk(Fault("It is asleep.", hint="Wake it.", code="model-unavailable"))
    outcome = talk.say("rename title to name and give it a twirl")
    assert "name" in attributes(outcome)
    assert outcome.unplaced == ("give it a twirl",)
    assert "It is asleep." in outcome.notices[0]


ASK = {"id": "fee", "text": "How much is the fee?", "default": "2 euros"}


def asks() -> Reply:
    return Reply("", (ToolCall("1", "ask_user", json.dumps(ASK)),), Usage(100, 10))


def test_a_question_of_the_model_alone_is_the_answer() -> None:
    outcome = Talk(asks()).say("charge for it")
    assert isinstance(outcome, Answered)
    assert "How much is the fee?" in outcome.text
    assert "2 euros" in outcome.text


def test_a_question_of_the_model_stands_beside_what_the_grammar_understood() -> None:
    outcome = Talk(asks()).say("rename title to name and give it a twirl")
    assert "name" in attributes(outcome)
    assert [question.id for question in outcome.questions] == ["fee"]
    assert outcome.unplaced == ("give it a twirl",)


def test_the_stack_stays_where_no_word_of_the_turn_names_another() -> None:
    moved = {"edits": [TWIRL], "stack": {"datastore": OTHER_STORE, "because": "possible to twirl a note"}}
    talk = Talk(Reply("", (ToolCall("1", "edit_blueprint", json.dumps(moved)),), Usage(100, 10)), edits())
    outcome = talk.say("it should be possible to twirl a note")
    assert "twirl" in attributes(outcome)
    assert outcome.stack["datastore"] == STACK.datastore


def test_the_stack_follows_where_the_turn_names_another() -> None:
    said = f"our people would rather run {OTHER_STORE} from now on"
    moved = {"edits": [], "stack": {"datastore": OTHER_STORE, "because": said}}
    talk = Talk(Reply("", (ToolCall("1", "edit_blueprint", json.dumps(moved)),), Usage(100, 10)), edits())
    outcome = talk.say(said)
    assert isinstance(outcome, Completed)
    assert outcome.stack["datastore"] == OTHER_STORE
