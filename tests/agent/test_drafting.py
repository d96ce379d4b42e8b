"""Where a model is configured it is asked for whatever people say in words, and never for what is finished."""

from dataclasses import replace
from typing import Any

import pytest

from agent.context import Context
from agent.drafting import draft_plan
from agent.model.budget import Budget, Prices
from agent.model.port import ModelFailed
from agent.model.scripted import Answer, ScriptedModel
from agent.outcome import Spend
from agent.task import Request, StackWish
from tests.agent.model_planner.support import call, calls, edit, edits
from tests.agent.support import NOTES, Parts, draft, planner, question
from tools.errors import Unsupported

TEXT = "Notes have a title and a text. Notes can be pinned by everybody."
PIN = edit("set", "attribute", "Note.pinned", {"type": "bool", "default": False, "required": True})
ASK = {"id": "color", "text": "Which color?", "default": "blue"}


def with_model(*replies: Answer, parts: Parts | None = None) -> tuple[Context, ScriptedModel]:
    model = ScriptedModel(replies)
    return replace((parts or Parts()).context(), model=model), model


def test_the_model_is_asked_also_where_everything_has_its_place() -> None:
    context, model = with_model(edits(PIN))
    made = draft_plan(Request(text=TEXT), context, {}, [{"excerpt": "Use UUIDs."}])
    assert len(model.heard) == 1
    assert "| Use UUIDs." in model.heard[0][1].content
    names = [item["name"] for item in made["plan"]["blueprint"]["entities"][0]["attributes"]]
    assert "pinned" in names
    assert (made["notices"], Spend(**made["spend"]).tokens) == ([], 110)


UNASKED = [
    Request(blueprint=NOTES),
    Request(text="", payload={"entities": [{"name": "Note", "fields": ["title"]}]}),
    Request(text="", payload={"blueprint": {"name": "notes"}, "notes": "as it stands here"}),
]


@pytest.mark.parametrize("request_", UNASKED)
def test_what_is_finished_or_has_no_words_is_not_shown_to_a_model(request_: Request) -> None:
    context, model = with_model()
    made = draft_plan(request_, context, {}, ())
    assert (model.heard, made["notices"], made["spend"]) == ([], [], {})


def test_the_words_of_a_payload_are_words() -> None:
    context, model = with_model(edits())
    draft_plan(Request(payload={"description": "Notes can be pinned by everybody"}), context, {}, ())
    assert len(model.heard) == 1


def test_without_a_model_nothing_is_told_of_one() -> None:
    made = draft_plan(Request(text=TEXT), Parts().context(), {}, ())
    assert (made["notices"], made["spend"]) == ([], {})


def test_a_model_that_fails_is_told_and_the_plan_is_made() -> None:
    context, _ = with_model(ModelFailed("It is busy.", hint="Wait."))
    made = draft_plan(Request(text=TEXT), context, {}, ())
    assert made["notices"] == ["The plan was made without the language model from here on. It is busy. Wait."]
    assert made["plan"]["blueprint"]["name"] == "notes"


def test_the_budget_of_the_run_holds() -> None:
    context, model = with_model(edits(PIN, done=False), edits())
    prices = Prices(input=10.0, output=20.0)
    made = draft_plan(Request(text=TEXT), replace(context, budget=Budget(calls=1), prices=prices), {}, ())
    assert len(model.heard) == 1
    assert "budget of 1 calls" in made["notices"][0]
    assert made["spend"] == Spend(calls=1, tokens=110, input_tokens=100, output_tokens=10, dollars=0.0012).model_dump()


def test_a_stack_that_does_not_exist_costs_no_call() -> None:
    none = draft(stack=StackWish(framework="cobol-on-wheels", datastore="cards"))
    context, model = with_model(edits(), parts=Parts(planner=planner(none)))
    with pytest.raises(Unsupported):
        draft_plan(Request(text=TEXT), context, {}, ())
    assert model.heard == []


def test_a_question_of_the_model_is_open_once_and_an_assumption_after_an_answer() -> None:
    for answers, asked in (({}, ["login", "color"]), ({"size": "large"}, ["login"])):
        parts = Parts(planner=planner(draft(questions=(question(),))))
        context, _ = with_model(calls(call("ask_user", ASK)), parts=parts)
        made: dict[str, Any] = draft_plan(Request(text=TEXT), context, answers, ())
        assert [item["id"] for item in made["draft"]["questions"]] == asked
        assert "Which color? Taken: blue." in made["draft"]["assumptions"]


def test_an_index_that_breaks_costs_only_what_it_would_have_said() -> None:
    class Broken:
        def search(self, *given: object, **named: object) -> list[Any]:
            raise RuntimeError("The database is locked.")

    context, model = with_model(calls(call("look_up", {"query": "notes"})), edits(PIN))
    made = draft_plan(Request(text=TEXT), replace(context, retriever=Broken()), {}, ())
    assert "Nothing was found." in model.heard[1][-1].content
    assert made["notices"] == []


def test_output_is_checked_with_the_tools_of_the_run() -> None:
    context, model = with_model(calls(call("check_output", {"tool": "database_designer"})), edits())
    draft_plan(Request(text=TEXT), context, {}, ())
    assert "database_designer makes found nothing" in model.heard[1][-1].content
