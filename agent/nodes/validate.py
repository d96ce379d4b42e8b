"""Proves what was made, level by level; nothing is delivered that no check has seen."""

import tempfile
from pathlib import Path

from agent import progress
from agent.context import Context
from agent.levels import up_to
from agent.nodes.step import Tell, step
from agent.rendered import rendered
from agent.state import Data, State
from agent.task import TaskType
from agent.tree import read_tree
from tools.errors import CheckFailed
from tools.validators.evidence import Evidence
from tools.validators.runtime.stopping import check_stopped


@step("validate")
def validate(state: State, context: Context, tell: Tell) -> Data:
    """Evidence rows up to the wanted level. Files that were looked at before were not repaired: the run fails."""
    plan = rendered(state["plan"])
    tree = read_tree(state["artifacts"], context.blobs)
    if tree.sha256 in state["trees"]:
        raise no_progress(state)
    rows = [tree.evidence()]
    tell(progress.evidence(rows[0]))
    with tempfile.TemporaryDirectory(prefix="backend-engineer-tree-") as folder:
        tree.place(Path(folder))
        for level in up_to(context.settings.level):
            if any(row.status == "failed" for row in rows):
                break
            tell(progress.level(level))
            for row in context.prover(Path(folder), plan, TaskType(state["plan"]["task_type"]), level):
                check_stopped()
                rows.append(row)
                tell(progress.evidence(row))
    return {"evidence": [row.model_dump(mode="json") for row in rows], "trees": [tree.sha256]}


def no_progress(state: State) -> CheckFailed:
    """The error of a run whose repair gave the same files again."""
    return CheckFailed(
        "Checks failed, and generating again gave the same files.",
        code="not-repaired",
        hint="This is a fault of the generator or of this machine: see the findings.",
        findings=failures(state),
    )


def failures(state: State) -> list[str]:
    """The findings of all failed rows, in words."""
    rows = [Evidence.model_validate(row) for row in state.get("evidence", [])]
    told = []
    for row in rows:
        if row.status == "failed":
            head = f"{row.validator} on {row.subject}"
            told += [f"{head}: {item.where} {item.message}".replace(":  ", ": ") for item in row.findings]
            told += [] if row.findings else [f"{head}: {row.reason}"]
    return told
