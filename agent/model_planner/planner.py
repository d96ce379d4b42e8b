"""The exchange with the model: it edits the draft by tool calls until nothing is left to do, or it gets nowhere."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from agent.model.budget import Metered
from agent.model.port import ModelFailed, ModelPort, Reply, ToolCall
from agent.model_planner.batch import Limited
from agent.model_planner.conversation import Conversation
from agent.model_planner.line import one_line
from agent.model_planner.mending import mending
from agent.model_planner.ports import Ports
from agent.model_planner.prompt import opening
from agent.model_planner.session import Session
from agent.model_planner.tools.registry import known, run_calls
from agent.model_planner.tools.tool import Answer
from agent.outcome import Spend
from agent.planner.draft import Draft
from agent.task import Request
from prompts import version
from tools.blueprint.edit.model import Edit
from tools.errors import BadInput

MAX_ROUNDS = 6
MAX_REPLY_TOKENS = 4_000
_CUT_OFF = "Your answer was cut off after this. Send what is missing, and nothing else."
_WITHOUT = "The plan was made without the language model from here on."


@dataclass(frozen=True, slots=True)
class Modelled:
    """The draft after the exchange: it can be built if the first one could, and lacks nothing of it untold."""

    draft: Draft
    notices: tuple[str, ...]
    spend: Spend
    edits: tuple[Edit, ...] = ()
    """What the model made of the first draft, in its order."""


def plan_with_model(
    model: ModelPort, request: Request, draft: Draft, passages: Sequence[str], ports: Ports
) -> Modelled:
    """The draft, corrected and completed; whatever the model does, something that is no worse comes out."""
    metered = model if isinstance(model, Metered) else Metered(model)
    before = metered.spend
    limited = Limited(ports.check)
    session = Session(request, draft, replace(ports, check=limited))
    try:
        conversation = Conversation(tuple(opening(request, draft, passages)))
    except BadInput as error:
        return Modelled(draft, (f"The language model was not asked. {error}",), Spend())
    notice = _exchange(metered, conversation, session, limited)
    made = session.draft()
    if made.blueprint != draft.blueprint:
        who = f"Edited by the language model {one_line(model.name)} (prompt {version('plan.system')})."
        made = made.model_copy(update={"assumptions": (*made.assumptions, who)})
    return Modelled(made, (notice,) if notice else (), _beyond(metered.spend, before), session.edits)


def _exchange(model: ModelPort, conversation: Conversation, session: Session, limited: Limited) -> str | None:
    """Rounds of calls and answers. What ended them, where it is not that all was done."""
    pace = _Pace()
    for _ in range(MAX_ROUNDS):
        try:
            reply = model.complete(conversation.messages, conversation.tools, MAX_REPLY_TOKENS)
        except ModelFailed as error:
            return f"{_WITHOUT} {error}"
        if reply.ended == "refusal":
            return f"{_WITHOUT} The model refused to answer."
        if not reply.calls:
            return pace.ended_in_words(reply)
        limited.renew()
        calls, answers = run_calls(reply.calls, session)
        if _is_all(reply, answers):
            return None
        stopped = pace.stopped(calls, answers)
        if stopped is not None:
            return f"{_WITHOUT} {stopped}"
        if _mending_is_all(reply, answers):
            conversation = mending(session, [item for answer in answers for item in answer.refused])
        else:
            if reply.ended == "length":
                answers[-1] = replace(answers[-1], text=f"{answers[-1].text}{_CUT_OFF}\n")
            conversation = conversation.answered(reply.text, calls, answers)
    return f"{_WITHOUT} It was still at work after {MAX_ROUNDS} rounds."


def _is_all(reply: Reply, answers: Sequence[Answer]) -> bool:
    """Whether nothing is left to do. Behind an answer that was cut off there is more, even if its calls are whole."""
    left = any(answer.findings or answer.awaited for answer in answers) or reply.ended == "length"
    return not left and any(answer.done for answer in answers)


def _mending_is_all(reply: Reply, answers: Sequence[Answer]) -> bool:
    """Whether nothing is left but refused edits: nothing to read, no call that failed, and no more to be sent."""
    findings = sum(len(answer.findings) for answer in answers)
    refused = sum(len(answer.refused) for answer in answers)
    return refused == findings > 0 and reply.ended == "stop" and not any(answer.awaited for answer in answers)


@dataclass(slots=True)
class _Pace:
    """Whether the exchange still gets anywhere."""

    seen: set[str] = field(default_factory=set)
    last: tuple[str, ...] = ()
    strangers: int = 0

    def stopped(self, calls: Sequence[ToolCall], answers: Sequence[Answer]) -> str | None:
        """Why it gets nowhere; None while it does."""
        self.strangers += sum(not known(call.name) for call in calls)
        if self.strangers > 1:
            return "The model called tools that do not exist."
        said = json.dumps([[call.name, _plain(call.arguments)] for call in calls])
        findings = tuple(finding for answer in answers for finding in answer.findings)
        if said in self.seen:
            return "The model said the same again."
        if findings and findings == self.last:
            return f"The model did not mend what was found: {one_line(findings[0])}"
        self.seen.add(said)
        self.last = findings
        return None

    def ended_in_words(self, reply: Reply) -> str | None:
        """A reply without a call is an end; a good one after edits without findings."""
        if reply.ended == "length":
            return f"{_WITHOUT} The model's answer was cut off."
        if self.last:
            return f"{_WITHOUT} The model left open what was found: {one_line(self.last[0])}"
        if not self.seen:
            return f"{_WITHOUT} The model answered in words, and used no tool."
        return None


def _plain(arguments: str) -> str:
    """The arguments without what spacing and the order of keys make of them."""
    try:
        return json.dumps(json.loads(arguments), sort_keys=True)
    except (ValueError, RecursionError):
        return arguments


def _beyond(now: Spend, before: Spend) -> Spend:
    return Spend(
        calls=now.calls - before.calls,
        tokens=now.tokens - before.tokens,
        input_tokens=now.input_tokens - before.input_tokens,
        output_tokens=now.output_tokens - before.output_tokens,
        dollars=None if now.dollars is None else now.dollars - (before.dollars or 0.0),
        estimated=now.estimated,
    )
