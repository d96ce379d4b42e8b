"""From a request to what will be built: Blueprint, stack and tool calls, all checked to be buildable."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from agent.catalogue import tools_for
from agent.context import Context
from agent.model_planner.guard import words_of
from agent.modelling import OnSpend, modelled
from agent.planner.draft import Draft, Question
from agent.stacks import choose
from agent.state import Data
from agent.task import Request
from tools.blueprint.document import to_data
from tools.blueprint.resolve import resolve


def draft_plan(
    request: Request,
    context: Context,
    answers: Mapping[str, str],
    passages: Sequence[Mapping[str, Any]],
    on_spend: OnSpend = lambda spend: None,
) -> Data:
    """`draft`, `plan`, `notices` and `spend`, as plain data. Raises BadInput, Contradiction or Unsupported.

    `on_spend` hears what the language model has cost so far.
    """
    worded = _with_answers(request, answers)
    draft = context.planner(worded)
    # What cannot be built at all costs no call of a model.
    choose(draft.stack)
    tools = tools_for(draft.task_type)
    notices: tuple[str, ...] = ()
    spend: Data = {}
    if context.model is not None and _leaves_something_to_plan(worded):
        excerpts = [str(passage["excerpt"]) for passage in passages]
        made = modelled(context.model, context, worded, draft, excerpts, on_spend)
        asked = () if answers else made.draft.questions[len(draft.questions) :]
        draft = _with_questions(made.draft, (*draft.questions, *asked))
        notices, spend = made.notices, made.spend.model_dump()
    stack = choose(draft.stack)
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


def _leaves_something_to_plan(request: Request) -> bool:
    """A finished Blueprint does not, nor does a payload of names and values alone."""
    return request.blueprint is None and "blueprint" not in request.payload and bool(words_of(request).pieces)


def _with_questions(draft: Draft, kept: Sequence[Question]) -> Draft:
    """Who has answered once is not asked by the model again and again: what it took is an assumption then."""
    taken = [f"{item.text} Taken: {item.default}." for item in draft.questions if item not in kept]
    return draft.model_copy(update={"questions": tuple(kept), "assumptions": (*draft.assumptions, *taken)})


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
