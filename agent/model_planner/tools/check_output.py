"""`check_output`: what static checks find in what a design tool makes of the present Blueprint."""

from enum import StrEnum

from agent.catalogue import API, DATABASE
from agent.model_planner.session import Session
from agent.model_planner.tools.tool import Answer, Arguments, Tool, read, spec
from prompts import render, shortened

NAME = "check_output"
_MOST = 8
_LONGEST = 300
_MOST_TOKENS = 110
"""Of one finding: the prompt holds eight."""


class DesignTool(StrEnum):
    API = API
    DATABASE = DATABASE


class CheckOutput(Arguments):
    """Run a generator on the present Blueprint and read the findings of the static checks. Rarely needed: each batch
    of edits is checked by itself."""

    tool: DesignTool


def run(arguments: str, session: Session) -> Answer:
    """The findings, shortened."""
    tool = read(CheckOutput, arguments).tool
    found = session.inspect(tool.value)
    shown = [shortened(" ".join(text.split())[:_LONGEST], _MOST_TOKENS) for text in found[:_MOST]]
    return Answer(render("plan.checked", tool=tool.value, findings=shown, more=len(found) - len(shown)), awaited=True)


TOOL = Tool(spec(NAME, CheckOutput), run)
