"""A library's draft, a scripted model, and what comes out of their exchange."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from agent.model.port import Reply, ToolCall, Usage
from agent.model.scripted import Answer, ScriptedModel
from agent.model_planner import Modelled, Ports, plan_with_model
from agent.model_planner.batch import Asked
from agent.model_planner.guard import Ground, Words
from agent.planner.draft import Draft
from agent.stacks import choose
from agent.task import Request, StackWish, TaskType
from tests.meta.sources import ROOT
from tools.blueprint.document import load
from tools.blueprint.edit.model import Edit
from tools.blueprint.model import Blueprint
from tools.blueprint.resolve import resolve
from tools.packs import registry

LIBRARY = load((ROOT / "tests/blueprints/library.yaml").read_bytes())
FIRST, *_, LAST = registry.stacks()
WISH = StackWish(framework=FIRST.framework, datastore=FIRST.datastore)
TEXT = (
    "A library. Books have a title and an ISBN. Members borrow books. Books have a rating from 1 to 5. "
    "Leave out the page count."
)
PHRASE = "Books have a rating from 1 to 5."
DRAFT = Draft(blueprint=LIBRARY, stack=WISH, task_type=TaskType.GENERATE_BACKEND_CODE, unplaced=(PHRASE,))
RATING = {"type": "int32", "minimum": 1, "maximum": 5}
OPEN_BOOKS = {"op": "set", "part": "permission", "name": "Book.list", "value": {"allow": ["public"]}}


def edit(op: str, part: str, name: str, value: Any = None, because: str = "", to: str | None = None) -> dict[str, Any]:
    """One edit as a model writes it."""
    full = {"op": op, "part": part, "name": name, "value": value, "to": to, "because": because}
    return {key: item for key, item in full.items() if item not in (None, "")}


def asked(*edits: dict[str, Any]) -> list[Asked]:
    """The same, read."""
    return [
        Asked(
            place,
            Edit.model_validate({key: item for key, item in data.items() if key != "because"}),
            data.get("because", ""),
        )
        for place, data in enumerate(edits)
    ]


def call(name: str, arguments: object, id: str = "1") -> ToolCall:
    text = arguments if isinstance(arguments, str) else json.dumps(arguments)
    return ToolCall(id, name, text)


def calls(*made: ToolCall) -> Reply:
    return Reply("", made, Usage(100, 10))


def edits(*made: dict[str, Any], **more: Any) -> Reply:
    """A reply with one batch."""
    return calls(call("edit_blueprint", {"edits": list(made), **more}))


def check(blueprint: Blueprint, wish: StackWish) -> None:
    resolve(blueprint, choose(wish))


@dataclass
class Asking:
    """What is asked for, and with which documents at hand."""

    text: str = TEXT
    draft: Draft = DRAFT
    passages: Sequence[str] = ()
    found: Sequence[str] = ()
    findings: Sequence[str] = ()
    stack: StackWish = field(default_factory=StackWish)
    searched: list[str] = field(default_factory=list)

    def run(self, *replies: Answer) -> tuple[Modelled, ScriptedModel]:
        """The outcome, and the model, which knows what it heard."""
        model = ScriptedModel(replies)
        request = Request(text=self.text, stack=self.stack)
        ports = Ports(check, self._search, lambda tool, blueprint, wish: self.findings)
        return plan_with_model(model, request, self.draft, self.passages, ports), model

    def _search(self, query: str) -> Sequence[str]:
        self.searched.append(query)
        return self.found


def ground(blueprint: Blueprint = LIBRARY) -> Ground:
    return Ground(blueprint, blueprint)


def words(*pieces: str) -> Words:
    return Words(pieces or (TEXT,))


def attribute(blueprint: Blueprint, place: str) -> Any:
    """The attribute `Book.title`; None where there is none."""
    entity, _, name = place.partition(".")
    return next((item for item in blueprint.entity(entity).attributes if item.name == name), None)
