"""Answers failed checks by what can change the result; whether it did is judged by the next validation."""

from agent.context import Context
from agent.nodes.step import Tell, step
from agent.nodes.validate import failures
from agent.state import Data, State
from tools.errors import CheckFailed
from tools.validators.evidence import Evidence


@step("repair")
def repair(state: State, context: Context, tell: Tell) -> Data:
    """The tools to run again: those whose files the findings name, or all where none is named."""
    if len(state["trees"]) > context.settings.max_repairs:
        raise CheckFailed(
            f"Checks still fail after {context.settings.max_repairs} repairs.",
            code="not-repaired",
            hint="See the findings.",
            findings=failures(state),
        )
    return {"redo": blamed(state)}


def blamed(state: State) -> list[str]:
    """Tools whose files failed checks point at, sorted."""
    rows = [Evidence.model_validate(row) for row in state["evidence"]]
    places = [item.where for row in rows if row.status == "failed" for item in row.findings]
    paths = {path for where in places for path in (where, where.split(":")[0])}
    # A file that two tools make alike is made anew by both, or they would disagree about it.
    named = {tool for tool, refs in state["artifacts"].items() if any(ref["path"] in paths for ref in refs)}
    return sorted(named or state["artifacts"])
