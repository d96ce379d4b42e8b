"""Rows that exist, on a thread: what is asked, what the migration then does, and that redoing does it again."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.types import Command

from agent.chat.reading import embedded_turns
from agent.context import Settings
from agent.graph import build
from agent.model.port import ModelPort, Reply, ToolCall, Usage
from agent.model.scripted import ScriptedModel
from agent.outcome import Completed, Failed, read_outcome
from agent.planner import Draft, plan
from agent.state import RunInput
from agent.task import Request, StackWish
from knowledge.rules import Rulebook
from tests.agent.support import NOTES, Parts, draft, planner, reader
from tests.tools.database_designer.changes.trials import Trial
from tests.tools.database_designer.plans import DATASTORES
from tools.blueprint.document import from_data
from tools.blueprint.resolve import resolve
from tools.packs import registry
from tools.validators.engines.engine import Engine

BODY = "existing-rows-body"
RULEBOOK = Rulebook.shipped()
GIVEN = 'Rows of notes that have no body get "it\'s".'
NEEDED = "notes.body must not be null in any row."


class Talk:
    """A thread that holds notes, whose turns the grammar reads; with `ask` somebody answers."""

    def __init__(self, *, ask: bool = False, model: ModelPort | None = None, datastore: str = "sqlite") -> None:
        self.graph = build(InMemorySaver())
        self.config: Any = {"configurable": {"thread_id": "1"}}
        wish = StackWish(framework="fastapi", datastore=datastore)
        self.parts = Parts(
            Settings(level="static", ask=ask),
            planner=planner(draft(blueprint=NOTES, stack=wish)),
            turns=embedded_turns(_planned),
        )
        self.say("notes")
        self.parts.model = model

    def say(self, given: str | Mapping[str, str]) -> Any:
        """The outcome; None where somebody is asked. A mapping answers."""
        start: Any = RunInput(text=given) if isinstance(given, str) else Command(resume=dict(given))
        state = self.graph.invoke(start, self.config, context=self.parts.context())
        return None if self.asked is not None else read_outcome(state["outcome"])

    def done(self, given: str | Mapping[str, str]) -> Completed:
        outcome = self.say(given)
        assert isinstance(outcome, Completed), outcome
        return outcome

    @property
    def asked(self) -> Any:
        interrupts = self.graph.get_state(self.config).interrupts
        return interrupts[0].value if interrupts else None

    @property
    def versions(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.graph.get_state(self.config).values["versions"]
        return found

    @property
    def migration(self) -> dict[str, Any]:
        found: dict[str, Any] = self.versions[-1]["migrations"][-1]
        return found


def _planned(request: Request) -> Draft:
    return plan(request, RULEBOOK)


def required(outcome: Completed, name: str = "body") -> bool:
    note = from_data(outcome.blueprint).entity("Note")
    return next(item.required for item in note.attributes if item.name == name)


def test_the_answer_fills_the_rows_of_the_migration() -> None:
    talk = Talk(ask=True)
    assert talk.say("make body required") is None
    assert [(item["id"], item["default"]) for item in talk.asked["questions"]] == [(BODY, "stop where a row has none")]
    assert NEEDED in talk.asked["risks"]
    talk.say({BODY: "it's"})
    assert talk.asked["questions"] == []
    assert GIVEN in talk.asked["risks"]
    assert NEEDED not in talk.asked["risks"]
    outcome = talk.done({"apply": ""})
    assert required(outcome)
    assert GIVEN in outcome.risks
    assert any("'it''s'" in statement for statement in talk.migration["up"])
    assert talk.versions[-1]["fills"] == {"Note.body": "it's"}


@pytest.mark.parametrize("datastore", DATASTORES)
def test_rows_have_what_was_answered(datastore: str, request: pytest.FixtureRequest) -> None:
    engine: Engine = request.getfixturevalue(datastore)
    talk = Talk(ask=True, datastore=datastore)
    talk.say("make body required; add a required shelf code")
    talk.say({BODY: "it's", "existing-rows-shelf-code": "A1"})
    talk.done({"apply": ""})
    stack = registry.stack("fastapi", datastore)
    old, new = (resolve(from_data(version["blueprint"]), stack) for version in talk.versions)
    with engine.database() as database:
        trial = Trial(engine, database)
        trial.make(old)
        trial.seed(old, "UPDATE notes SET body = NULL")
        rows = trial.ask("SELECT count(*) FROM notes")
        trial.run(new, talk.migration["up"])
        assert rows != [["0"]]
        assert trial.ask("SELECT count(*) FROM notes WHERE body = 'it''s' AND shelf_code = 'A1'") == rows
        assert trial.differs(new) == []


def test_without_an_answer_the_migration_stops_where_a_row_has_none() -> None:
    talk = Talk()
    outcome = talk.done("make body required")
    assert required(outcome)
    assert [question.id for question in outcome.questions] == [BODY]
    assert NEEDED in outcome.risks
    assert not any("UPDATE" in statement or "coalesce" in statement for statement in talk.migration["up"])


def test_who_would_rather_have_it_optional_changes_nothing() -> None:
    talk = Talk(ask=True)
    talk.say("make body required")
    outcome = talk.say({BODY: "make it optional"})
    assert "Nothing was changed" in outcome.text
    assert len(talk.versions) == 1


def test_an_answer_that_is_no_value_changes_nothing() -> None:
    talk = Talk(ask=True)
    talk.say("add a required rank, a number from 1 to 5, to notes")
    outcome = talk.say({"existing-rows-rank": "lots"})
    assert isinstance(outcome, Failed)
    assert (outcome.error["code"], outcome.error["fault"]) == ("bad-fill", "input")
    assert len(talk.versions) == 1


def test_what_is_redone_fills_rows_again() -> None:
    talk = Talk(ask=True)
    talk.say("make body required")
    talk.say({BODY: "it's"})
    talk.done({"apply": ""})
    for text, filled in (("undo", False), ("redo", True), ("undo", False), ("redo", True)):
        talk.say(text)
        assert (GIVEN in talk.asked["risks"]) is filled
        talk.done({"apply": ""})
    first, last = (talk.versions[number]["migrations"][-1]["up"] for number in (1, -1))
    assert first == last


def test_several_turns_that_are_redone_fill_what_is_called_otherwise_now() -> None:
    talk = Talk(ask=True)
    talk.say("make body required")
    talk.say({BODY: "it's"})
    talk.done({"apply": ""})
    talk.say("rename body to content")
    talk.done({"apply": ""})
    for _ in range(2):
        talk.say("undo")
        talk.done({"apply": ""})
    talk.say("redo two")
    assert GIVEN in talk.asked["risks"]
    outcome = talk.done({"apply": ""})
    assert required(outcome, "content")


def test_what_a_model_requires_is_asked_about_too() -> None:
    because = "insist on a body for every note"
    edit = {"op": "set", "part": "attribute", "name": "Note.body", "value": {"required": True}, "because": because}
    call = ToolCall("1", "edit_blueprint", json.dumps({"edits": [edit], "placed": [1]}))
    reply = Reply("", (call,), Usage(100, 10))
    model = ScriptedModel([reply, reply])
    talk = Talk(ask=True, model=model)
    talk.parts.turns = reader({})
    talk.say(f"Could you {because}?")
    assert [item["id"] for item in talk.asked["questions"]] == [BODY]
    talk.say({BODY: "it's"})
    assert GIVEN in talk.asked["risks"]
    assert required(talk.done({"apply": ""}))
    assert talk.versions[-1]["fills"] == {"Note.body": "it's"}
    assert len(model.heard) == 2
