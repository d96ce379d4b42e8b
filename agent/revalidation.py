"""Proves an output directory as it lies there: the manifest tells what it is meant to be."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from agent import progress
from agent.levels import up_to
from agent.progress import ProgressEvent
from agent.proof import prove
from agent.task import TaskType
from tools.blueprint.document import load
from tools.blueprint.plan.render_plan import Stack
from tools.blueprint.resolve import resolve
from tools.errors import BadInput
from tools.output import edited_files, generator_version, read_output
from tools.validators.evidence import Evidence, Level
from tools.validators.runtime.stopping import check_stopped


@dataclass(frozen=True, slots=True)
class Revalidation:
    """What was found."""

    evidence: tuple[Evidence, ...]
    edited: tuple[str, ...]
    """Generated files that are no longer as they were made."""
    current: bool
    """Whether this very generator made the output."""


def revalidate(directory: str, level: Level, listen: Callable[[ProgressEvent], None]) -> Revalidation:
    """Evidence of all levels up to the wanted one. Raises BadInput where there is no output of ours."""
    root = Path(directory)
    manifest = read_output(root)
    try:
        task_type, stack = TaskType(manifest.task_type), Stack(**manifest.stack)
    except (ValueError, TypeError) as error:
        raise BadInput(
            f"The manifest in {directory} names no task type or stack of ours.",
            hint="Generate the backend again.",
            code="bad-manifest",
        ) from error
    plan = resolve(load(manifest.blueprint), stack)
    rows: list[Evidence] = []
    for each in up_to(level):
        listen(progress.level(each))
        for row in prove(root, plan, task_type, each):
            check_stopped()
            rows.append(row)
            listen(progress.evidence(row))
    check_stopped()
    edited = edited_files(root, manifest)
    return Revalidation(tuple(rows), edited, manifest.generator == generator_version(manifest.stack))
