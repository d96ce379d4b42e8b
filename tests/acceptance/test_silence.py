"""Nothing that is accepted is passed over in silence: it changes the plan, or the plan tells of it."""

import copy
from typing import Any

import pytest

from agent.context import Context, Settings, default_context
from agent.drafting import draft_plan
from agent.failures import describe
from agent.intake import read_request
from agent.state import RunInput
from tests.acceptance.examples import RICH
from tests.acceptance.working import nodes, replaced
from tools.errors import AgentError

WRONG: tuple[Any, ...] = (None, 7, "zz", ["q"], {"k": 1}, True, False, "", {}, [])
At = tuple[str | int, ...]

AS_WITHOUT: dict[str, tuple[Any, ...]] = {
    "authentication": (True,),
    "authentication.type": (True,),
    "versioning": (True,),
    "versioning.strategy": (True,),
    "rateLimit": (True,),
    "pagination": (True,),
    "pagination.style": (True,),
    "softDelete": (False,),
    "entities[0].attributes[2].unique": (False,),
    "relationships[0].required": (False,),
    "schema.tables[0].columns[1].nullable": (True,),
    "schema.tables[0].columns[0].primaryKey": (False,),
    # A description of nothing.
    "apiSpec.info": ({},),
    "apiSpec.paths": ({},),
    "apiSpec.paths./books": ({},),
    "apiSpec.paths./books.get.responses": ({},),
    "apiSpec.components.schemas.Book.required": ([],),
    # What an answer looks like follows from the schemas, and is told of the paths as a whole.
    "apiSpec.paths./books.get.responses.200": ({}, {"k": 1}),
    "apiSpec.paths./books.get.responses.200.description": ("zz",),
}
"""Values that ask for what holds without them."""


@pytest.fixture(scope="module")
def context() -> Context:
    return default_context(Settings(level="static"))


def drafted(context: Context, type_: str, payload: object) -> dict[str, Any] | AgentError:
    try:
        task = {"id": "1", "type": type_, "payload": payload}
        return draft_plan(read_request(RunInput(task=task)), context, {}, ())
    except AgentError as error:
        return error


def without(value: Any, at: At) -> Any:
    made = copy.deepcopy(value)
    holder = made
    for key in at[:-1]:
        holder = holder[key]
    del holder[at[-1]]
    return made


def dotted(at: At) -> str:
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in at).removeprefix(".")


def told(draft: dict[str, Any]) -> set[str]:
    lines = (*(draft["draft"][key] for key in ("assumptions", "unplaced", "risks")), draft["notices"])
    return {line for part in lines for line in part}


def silent(bare: dict[str, Any] | AgentError, made: dict[str, Any]) -> bool:
    if isinstance(bare, AgentError):
        return False
    return bool(bare["plan"] == made["plan"] and told(made) <= told(bare))


@pytest.mark.parametrize("type_", sorted(RICH))
def test_what_is_accepted_is_used_or_told(context: Context, type_: str) -> None:
    passed_over = []
    for at in nodes(RICH[type_])[1:]:
        bare = drafted(context, type_, without(RICH[type_], at))
        for wrong in WRONG:
            payload = replaced(RICH[type_], at, wrong)
            made = drafted(context, type_, payload)
            usual = any(wrong == value and type(wrong) is type(value) for value in AS_WITHOUT.get(dotted(at), ()))
            if payload != RICH[type_] and isinstance(made, dict) and silent(bare, made) and not usual:
                passed_over.append((dotted(at), wrong))
    assert passed_over == []


PLACED = frozenset({"bad-payload", "bad-pattern", "unsafe-name", "missing-essential"})


@pytest.mark.parametrize("type_", sorted(RICH))
def test_what_is_refused_says_where(context: Context, type_: str) -> None:
    for at in nodes(RICH[type_])[1:]:
        for wrong in WRONG:
            made = drafted(context, type_, replaced(RICH[type_], at, wrong))
            if isinstance(made, AgentError):
                error = describe(made)
                assert error["hint"], error
                assert error["code"] not in PLACED or error["path"].startswith("payload."), error
                assert error["code"] in PLACED | {"unsupported", "contradiction", "nothing-to-build"}, (
                    at,
                    wrong,
                    error,
                )
