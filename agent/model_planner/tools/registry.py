"""The tools by name, and how a call is run."""

from collections.abc import Sequence

from agent.model.port import ToolCall
from agent.model_planner.session import Session
from agent.model_planner.tools import ask_user, check_output, edit_blueprint, look_up
from agent.model_planner.tools.tool import Answer, Tool
from prompts import render
from tools.errors import AgentError

TOOLS: tuple[Tool, ...] = (edit_blueprint.TOOL, look_up.TOOL, ask_user.TOOL, check_output.TOOL)
SPECS = tuple(tool.spec for tool in TOOLS)
MENDING_SPECS = (edit_blueprint.TOOL.spec, look_up.TOOL.spec, ask_user.TOOL.spec)
"""Those that help to mend edits."""
MAX_CALLS = 8
"""Of one answer."""
_BY_NAME = {tool.spec.name: tool for tool in TOOLS}


def known(name: str) -> bool:
    """Whether there is such a tool."""
    return name in _BY_NAME


def run_calls(calls: Sequence[ToolCall], session: Session) -> tuple[tuple[ToolCall, ...], list[Answer]]:
    """The answers to the calls of one answer of the model. Of too many, the first one that is not run answers for all
    that follow: these are not in the calls that come back."""
    answers: list[Answer] = []
    room = edit_blueprint.MAX_EDITS
    for call in calls[:MAX_CALLS]:
        edits = edit_blueprint.size(call.arguments) if call.name == edit_blueprint.NAME else 0
        if edits > room:
            answers.append(_failed(f"{call.name}: Not tried: {edit_blueprint.MAX_EDITS} edits at once. Send fewer."))
            continue
        room -= edits
        answers.append(run_call(call, session))
    if len(calls) > MAX_CALLS:
        late = ", ".join(call.name for call in calls[MAX_CALLS : 2 * MAX_CALLS])
        told = f"Not tried: {len(calls) - MAX_CALLS} of {len(calls)} calls ({late}). Send fewer at once."
        answers.append(_failed(told))
    return tuple(calls[: len(answers)]), answers


def run_call(call: ToolCall, session: Session) -> Answer:
    """The answer to one call; an error is a finding, for the model to mend."""
    if call.name not in _BY_NAME:
        return _failed(f"There is no such tool. There are: {', '.join(_BY_NAME)}.")
    try:
        return _BY_NAME[call.name].run(call.arguments, session)
    except AgentError as error:
        return _failed(f"{call.name}: {error}")


def _failed(finding: str) -> Answer:
    told = edit_blueprint.short(finding)
    return Answer(render("plan.findings", kept=0, asked=0, findings=[told], more=0), (finding,))
