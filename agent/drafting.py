"""From a request to what will be built: Blueprint, stack and tool calls, all checked to be buildable."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from agent.catalogue import tools_for
from agent.context import Context
from agent.model.rephrase import rephrased
from agent.planner.draft import Draft
from agent.stacks import choose
from agent.state import Data
from agent.task import Request
from tools.blueprint.document import to_data
from tools.blueprint.resolve import resolve


def draft_plan(
    request: Request, context: Context, answers: Mapping[str, str], passages: Sequence[Mapping[str, Any]]
) -> Data:
    """`draft`, `plan`, `notices` and `spend`, as plain data. Raises BadInput, Contradiction or Unsupported."""
    worded = _with_answers(request, answers)
    draft = context.planner(worded)
    notices: tuple[str, ...] = ()
    spend: dict[str, int] = {}
    if context.model is not None and draft.unplaced and worded.text:
        tried = rephrased(context.model, context.planner, worded, draft, passages)
        draft, notices, spend = tried.draft, tried.notices, tried.spend
    stack = choose(draft.stack)
    tools = tools_for(draft.task_type)
    resolve(draft.blueprint, stack)
    return {
        "draft": _told(draft, answers, ask=context.settings.ask),
        "plan": {
            "blueprint": to_data(draft.blueprint),
            "stack": asdict(stack),
            "task_type": draft.task_type.value,
            "tools": list(tools),
        },
        "notices": list(notices),
        "spend": spend,
    }


def _with_answers(request: Request, answers: Mapping[str, str]) -> Request:
    """The request with the answers as further words of the same person."""
    words = [answers[key].strip().rstrip(".") for key in sorted(answers) if answers[key].strip()]
    if not words:
        return request
    return request.model_copy(update={"text": ". ".join([request.text.rstrip(". "), *words]) + "."})


def _told(draft: Draft, answers: Mapping[str, str], *, ask: bool) -> Data:
    """The draft without its Blueprint. Where nobody is asked, the default answers are assumptions."""
    told = draft.model_dump(mode="json", exclude={"blueprint", "stack", "task_type"})
    told["questions"] = [item for item in told["questions"] if item["id"] not in answers]
    if not ask:
        told["assumptions"] += [f"{item['text']} Taken: {item['default']}." for item in told["questions"]]
    return told
