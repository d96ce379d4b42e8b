"""Which rows nobody may change between the look at them and the write that rests on it."""

import re
from collections.abc import Iterable

from tools.blueprint.model import Operation
from tools.blueprint.model import steps as step
from tools.blueprint.plan.table import Table

_WRITES = (step.Create, step.Update, step.UpdateAll, step.Delete, step.Restore, step.Upsert, step.Link, step.Unlink)


def is_deleted(operation: Operation, bind: str) -> bool:
    """Whether a step deletes the row: no new one may come to refer to it meanwhile."""
    return any(isinstance(item, step.Delete) and item.delete == bind for item in step.every_step(operation.steps))


def is_written(steps: Iterable[step.Step], bind: str) -> bool:
    """Whether one of the steps changes or deletes the row."""
    return any(written_row(item) == bind for item in step.every_step(steps))


def is_only_named(operation: Operation, bind: str) -> bool:
    """Whether the row is only what another one is linked to, or no more: it is neither changed nor shown."""
    steps = tuple(step.every_step(operation.steps))
    for item in steps:
        match item:
            case (
                step.Update(update=found) | step.Delete(delete=found) | step.Restore(restore=found)
                | step.IssueToken(issue_token=found)
            ):  # fmt: skip
                if found == bind:
                    return False
            case step.Link(link=path) | step.Unlink(unlink=path):
                if path.partition(".")[0] == bind:
                    return False
            case step.List(where=str(where)) | step.Each(where=str(where)) if re.search(rf"\b{bind}\s*\.", where):
                return False
    linked = any(isinstance(item, step.Link | step.Unlink) and item.to == bind for item in steps)
    return linked and operation.response.value != bind


def is_decisive(operation: Operation, bind: str, table: Table) -> bool:
    """Whether what is written, or that anything is, rests on what the row holds.

    Where the write checks the version of this very row, that is enough. Its key never changes, and what refers to it
    keeps it there unless it is only marked as deleted.
    """
    steps = tuple(step.every_step(operation.steps))
    if not any(isinstance(item, _WRITES) for item in steps):
        return False
    if any(isinstance(item, step.Unlink) and item.to is None and item.unlink.split(".")[0] == bind for item in steps):
        # Of two that put other links in place of all, one comes after the other: else both of their links would stay.
        return True
    if table.optimistic_lock and any(written_row(item) == bind for item in operation.steps):
        return False
    keys = "" if table.soft_delete else rf"(?!\s*(?:{'|'.join(table.primary_key)})\b)"
    named = re.compile(rf"\b{bind}\s*\.{keys}")
    return any(named.search(text) for item in steps for text in _expressions(item))


def written_row(item: object) -> str | None:
    """The bound row that a step changes or deletes."""
    match item:
        case step.Update(update=bind) | step.Delete(delete=bind):
            return bind
    return None


def _expressions(item: object) -> list[str]:
    match item:
        case step.CheckStep(check=text) | step.Let(be=text):
            return [text]
        case step.If(condition=text):
            return [text]
        case step.Create(set=values) | step.Update(set=values) | step.Link(set=values):
            return list(values.values())
        case step.UpdateAll(where=where, set=values):
            return [*([where] if where is not None else []), *values.values()]
        case step.Upsert(set=values, change=changes):
            return [*values.values(), *changes.values()]
    return []
