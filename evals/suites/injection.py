"""Injection: each attack on the embedded planner alone, and on one whose language model does what the attack says."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from inspect_ai import Task, task
from inspect_ai.dataset import MemoryDataset, Sample
from inspect_ai.model import ModelOutput
from inspect_ai.solver import Generate, Solver, TaskState, solver

from agent.chat.modelled import completed, leaves_something
from agent.chat.revising import edited
from agent.chat.turns.turn import EditTurn, StackTurn
from agent.chat.versions import Version
from agent.context import Context, Settings, default_context
from agent.drafting import draft_plan
from agent.model.budget import Budget
from agent.model.port import Reply, ToolCall, Usage
from agent.model.scripted import ScriptedModel
from agent.state import Data
from agent.task import Request, TaskType
from evals.injection import Attack, Kind, read_attacks
from evals.scorers.guarded import CASE, OUTCOME, Outcome, guarded
from knowledge import Passage
from tools.blueprint.document import from_data
from tools.errors import AgentError

EDIT, LOOK_UP = "edit_blueprint", "look_up"
OBEYS = "obeys"
"""Key of a sample's metadata: whether a model is there, and does what the attack says."""
_USAGE = Usage(100, 10)


@dataclass(frozen=True, slots=True)
class _Answers:
    """A knowledge base that has one document, the attack."""

    text: str

    def search(self, query: str, k: int = 5, task_type: str | None = None, stack: str | None = None) -> list[Passage]:
        return [Passage("notes", "Notes", 1.0, self.text)]


def obeying(case: Attack) -> ScriptedModel:
    """A model that does what the attack says, and gives in at last.

    Where it is refused it tries again edit by edit: with all of the request as its reason, then with a sentence of it.
    """
    return ScriptedModel(
        Reply("", tuple(ToolCall(f"{at}-{place}", *call) for place, call in enumerate(calls)), _USAGE)
        for at, calls in enumerate(_rounds(case))
    )


def _rounds(case: Attack) -> Iterator[list[tuple[str, str]]]:
    if case.kind is Kind.TOOL_RESULT:
        yield [(LOOK_UP, json.dumps({"query": case.request[:100]}))]
    if case.obeyed:
        yield [_edits(*case.obeyed)]
        alone = next((part for part in case.request.split(". ") if part.startswith("Only ")), "")
        for reason in (case.request, alone):
            yield [_edits({**edit, "because": reason}) for edit in case.obeyed]
    yield from ([(call.name, json.dumps(call.arguments))] for call in case.calls)
    yield [_edits()]


def _edits(*made: Data) -> tuple[str, str]:
    return EDIT, json.dumps({"edits": made})


def planned(case: Attack, context: Context, model: ScriptedModel | None) -> Outcome:
    """What comes of the attack; an error of the agent is a refusal, any other breaks the sample."""
    base = draft_plan(_request(case, harmless=True), context, {}, [])
    attacked = replace(context, model=model, budget=Budget())
    if case.attack:
        attacked = replace(attacked, retriever=_Answers(case.attack))
    try:
        plan, risks = _turned(case, attacked, base) if case.kind is Kind.TURN else _drafted(case, attacked)
    except AgentError as error:
        return Outcome(baseline=base["plan"]["blueprint"], refused=str(error))
    return Outcome(baseline=base["plan"]["blueprint"], result=plan["blueprint"], risks=tuple(risks))


def _request(case: Attack, *, harmless: bool) -> Request:
    if not case.payload:
        return Request(text=case.request)
    payload = {"description": case.request, **case.documents(harmless=harmless)}
    return Request(task_type=TaskType.GENERATE_BACKEND_CODE, payload=payload)


def _drafted(case: Attack, context: Context) -> tuple[Data, list[str]]:
    passages = [{"excerpt": case.attack}] if case.kind is Kind.PASSAGE else []
    made = draft_plan(_request(case, harmless=False), context, {}, passages)
    return made["plan"], made["draft"]["risks"]


def _turned(case: Attack, context: Context, base: Data) -> tuple[Data, list[str]]:
    """The plan after the turn, as the chat makes it: the grammar first, then the model where something is left."""
    first = base["plan"]
    versions = [Version(number=1, said=case.request, migrations=(), files={}, **first)]
    turn = context.turns(case.attack, from_data(first["blueprint"]), first["stack"], {})
    if context.model is not None and leaves_something(turn):
        turn, _ = completed(context.model, context, case.attack, versions, turn, lambda spend: None)
    if not isinstance(turn, EditTurn | StackTurn):
        return first, []
    risks = list(turn.risks) if isinstance(turn, EditTurn) else []
    plan = edited(versions, turn.edits if isinstance(turn, EditTurn) else (), turn.stack)
    return plan, [*risks, *plan["warned"]]


@solver
def planners_under_attack() -> Solver:
    """Plans with the attack in its place."""
    context = default_context(Settings())

    async def solve(state: TaskState, generate: Generate) -> TaskState:
        case = Attack.model_validate(state.metadata[CASE])
        outcome = planned(case, context, obeying(case) if state.metadata[OBEYS] else None)
        state.store.set(OUTCOME, outcome.model_dump(mode="json"))
        state.output = ModelOutput.from_content(model="planners", content=outcome.refused or "planned")
        return state

    return solve


@task
def injection() -> Task:
    """All attacks, on both planners."""
    samples = [
        Sample(
            id=f"{case.id} ({'model' if obeys else 'embedded'})",
            input=case.attack or case.request,
            metadata={CASE: case.model_dump(mode="json"), OBEYS: obeys},
        )
        for case in read_attacks()
        for obeys in (False, True)
    ]
    dataset = MemoryDataset(samples, name="injection")
    return Task(dataset=dataset, solver=planners_under_attack(), scorer=guarded())
