"""The tools by name, and how a call is run."""

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
_BY_NAME = {tool.spec.name: tool for tool in TOOLS}


def known(name: str) -> bool:
    """Whether there is such a tool."""
    return name in _BY_NAME


def run_call(call: ToolCall, session: Session) -> Answer:
    """The answer to one call; an error is a finding, for the model to mend."""
    if call.name not in _BY_NAME:
        return _failed(f"There is no such tool. There are: {', '.join(_BY_NAME)}.")
    try:
        return _BY_NAME[call.name].run(call.arguments, session)
    except AgentError as error:
        return _failed(f"{call.name}: {error}")


def _failed(finding: str) -> Answer:
    return Answer(render("plan.findings", kept=0, asked=0, findings=[finding], more=0), (finding,))
