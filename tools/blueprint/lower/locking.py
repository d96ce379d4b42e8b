"""Which rows nobody may change between the look at them and the write that rests on it."""

import re

from tools.blueprint.model import operation as step
from tools.blueprint.plan.table import Table

_WRITES = (step.Create, step.Update, step.Delete, step.Link, step.Unlink)


def is_deleted(operation: step.Operation, bind: str) -> bool:
    """Whether a step deletes the row: no new one may come to refer to it meanwhile."""
    return any(isinstance(item, step.Delete) and item.delete == bind for item in operation.steps)


def is_only_named(operation: step.Operation, bind: str) -> bool:
    """Whether the row is only what another one is linked to, or no more: it is neither changed nor shown."""
    for item in operation.steps:
        match item:
            case step.Update(update=found) | step.Delete(delete=found) | step.IssueToken(issue_token=found):
                if found == bind:
                    return False
            case step.Link(link=path) | step.Unlink(unlink=path):
                if path.partition(".")[0] == bind:
                    return False
            case step.List(where=str(where)) if re.search(rf"\b{bind}\s*\.", where):
                return False
    linked = any(isinstance(item, step.Link | step.Unlink) and item.to == bind for item in operation.steps)
    return linked and operation.response.value != bind


def is_decisive(operation: step.Operation, bind: str, table: Table) -> bool:
    """Whether what is written, or that anything is, rests on what the row holds.

    Where the write checks the version of this very row, that is enough.
    """
    if not any(isinstance(item, _WRITES) for item in operation.steps):
        return False
    if table.optimistic_lock and any(_written(item) == bind for item in operation.steps):
        return False
    named = re.compile(rf"\b{bind}\s*\.")
    return any(named.search(text) for item in operation.steps for text in _expressions(item))


def _written(item: object) -> str | None:
    match item:
        case step.Update(update=bind) | step.Delete(delete=bind):
            return bind
    return None


def _expressions(item: object) -> list[str]:
    match item:
        case step.CheckStep(check=text) | step.Let(be=text):
            return [text]
        case step.Create(set=values) | step.Update(set=values):
            return list(values.values())
    return []
