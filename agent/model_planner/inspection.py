"""What static checks find in what one generator tool makes."""

import tempfile
from pathlib import Path

from agent.ports import Prover, Toolbox
from agent.task import TaskType
from agent.tree import Tree
from tools.blueprint.plan.render_plan import RenderPlan


def inspected(tool: str, plan: RenderPlan, task_type: TaskType, toolbox: Toolbox, prover: Prover) -> list[str]:
    """The findings, each with its place; none where all is well. Raises AgentError."""
    artifacts = sorted(toolbox(tool, plan), key=lambda artifact: artifact.path)
    with tempfile.TemporaryDirectory(prefix="backend-engineer-look-") as folder:
        Tree(tuple(artifacts), ()).place(Path(folder))
        rows = list(prover(Path(folder), plan, task_type, "static"))
    return [
        f"{item.where}: {item.message} {item.hint}".strip(": ")
        for row in rows
        if row.status == "failed"
        for item in row.findings
    ]
