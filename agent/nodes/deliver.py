"""Hands the result over: into its directory where one is named, and as the run's outcome."""

from collections.abc import Sequence
from pathlib import Path

from agent.chat.versions import Version, delivered, read_versions
from agent.concluding import completed, failed, refs_of
from agent.context import Context
from agent.delivering import Files, lying, refuse_others
from agent.failures import describe
from agent.nodes.step import Tell, step
from agent.routes import is_turn
from agent.state import CLEARED, Data, State
from agent.tree import read_tree
from tools.blueprint.document import dump, from_data
from tools.errors import AgentError, CheckFailed
from tools.output import Delivery, write
from tools.validators.evidence import Evidence


@step("deliver")
def deliver(state: State, context: Context, tell: Tell) -> Data:
    """The outcome. Where it is `Completed`, its directory is complete before the run says so."""
    failure = state["failure"]
    if failure is not None:
        return {"outcome": failed(state, context, failure), **CLEARED}
    out, versions = context.settings.out, read_versions(state)
    files = {ref["path"]: ref["sha256"] for ref in refs_of(state)}
    try:
        target = refuse_others(out, versions, files) if is_turn(state) else None
        before = lying(target, files) if target is not None else _of_the_last(versions)
        written = str(_write(state, context, Path(out))) if out is not None else None
    except AgentError as error:
        return {"outcome": failed(state, context, describe(error)), **CLEARED}
    return {
        "outcome": completed(state, context, written, before),
        "versions": delivered(state, files, written),
        **CLEARED,
    }


def _of_the_last(versions: Sequence[Version]) -> Files:
    return versions[-1].files if versions else {}


def _write(state: State, context: Context, out: Path) -> Path:
    tree = read_tree(state["artifacts"], context.blobs)
    if tree.sha256 != state["trees"][-1]:
        raise CheckFailed(
            "The files changed after they were checked.", code="tree-changed", hint="Run the request again."
        )
    rules = {rule for artifact in tree.artifacts for rule in artifact.rules}
    documents = {rule: found for rule in rules if (found := context.rules.document_of(rule)) is not None}
    plan = state["plan"]
    delivery = Delivery(
        artifacts=tree.artifacts,
        task_type=plan["task_type"],
        stack=plan["stack"],
        blueprint=dump(from_data(plan["blueprint"])),
        documents=documents,
        evidence=[Evidence.model_validate(row) for row in state["evidence"]],
    )
    return write(out, delivery)
