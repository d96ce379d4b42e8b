"""From an understood turn to the next version: Blueprint, stack, what changes, and the migration that is appended."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from agent.chat.naming import migration_name
from agent.chat.versions import Version, between, numbered
from agent.rendered import read_migrations, rendered, write_migrations
from agent.stacks import choose
from agent.state import Data
from agent.task import StackWish
from tools.blueprint.document import from_data, to_data
from tools.blueprint.edit import Change, Edit, Fills, apply, carried, changes, fills_of, fitting, renames_of
from tools.blueprint.model import Blueprint
from tools.blueprint.plan.migration import Migration
from tools.blueprint.plan.render_plan import RenderPlan, Stack
from tools.blueprint.resolve import resolve
from tools.database_designer import change
from tools.database_migrator import migrations_of
from tools.errors import AgentError, BadInput

_NONE: Fills = {}


class NoChange(AgentError):
    """The turn asks for what is there: there is nothing to make, and nothing is wrong."""

    code = "no-change"


def edited(versions: Sequence[Version], edits: Sequence[Edit], wish: StackWish) -> Data:
    """The plan that the edits make of the present version, on the stack of the wish; what it leaves open stays.

    Raises BadInput where the edits cannot be made, NoChange where they change nothing.
    """
    current = versions[-1]
    before = from_data(current.blueprint)
    renames, fills, blueprint = renames_of(before, edits), fills_of(before, edits), apply(before, edits)
    stack = choose(_completed(wish, current.stack))
    return {**_next(current, blueprint, stack, renames, fills), "fills": fills, "undo": current.number}


def replaced(versions: Sequence[Version], blueprint: Blueprint, wish: StackWish) -> Data:
    """The plan of a Blueprint that was edited by hand; what has another name in it counts as new."""
    current = versions[-1]
    stack = choose(_completed(wish, current.stack))
    return {**_next(current, blueprint, stack, ()), "undo": current.number}


def undone(versions: Sequence[Version], times: int) -> Data:
    """The plan that brings back what stood before the last turns. It is a version of its own: its migration is new."""
    target = versions[-1]
    for _ in range(times):
        if target.undo is None:
            raise BadInput("There is nothing to undo.", hint="`show history` lists the turns.", code="nothing-to-undo")
        target = numbered(versions, target.undo)
    return {**_brought_back(versions, target), "undo": target.undo, "redo": versions[-1].number}


def redone(versions: Sequence[Version], times: int) -> Data:
    """The plan that brings back what the last undoings took away, and the values that rows got by it."""
    target, fills = versions[-1], _NONE
    for _ in range(times):
        if target.redo is None:
            raise BadInput("There is nothing to redo.", hint="`show history` lists the turns.", code="nothing-to-redo")
        before, target = target, numbered(versions, target.redo)
        fills = {**carried(fills, between(versions, before.number, target.number)), **target.fills}
    return {**_brought_back(versions, target, fills), "undo": target.undo, "redo": target.redo}


def _brought_back(versions: Sequence[Version], target: Version, fills: Fills = _NONE) -> Data:
    current, blueprint = versions[-1], from_data(target.blueprint)
    renames = between(versions, current.number, target.number)
    made = _next(current, blueprint, Stack(**target.stack), renames, fitting(blueprint, fills))
    return {**made, "fills": target.fills}


def _next(current: Version, blueprint: Blueprint, stack: Stack, renames: Sequence[Edit], fills: Fills = _NONE) -> Data:
    before = from_data(current.blueprint)
    found = changes(before, blueprint, renames)
    told = [*map(_told, found), *_stack_told(current.stack, asdict(stack))]
    if not told:
        raise NoChange("That changes nothing: it is so already.", hint="`show` tells what there is.")
    new, old = resolve(blueprint, stack), rendered(current.model_dump())
    migrations, warned = _migrations(current, old, new, renames, fills, migration_name(found, renames))
    return {
        "blueprint": to_data(blueprint),
        "stack": asdict(stack),
        "task_type": current.task_type,
        "tools": list(current.tools),
        "renames": [edit.model_dump(mode="json", exclude_none=True) for edit in renames],
        "changes": told,
        "migrations": write_migrations(migrations),
        "warned": warned,
    }


def _migrations(
    current: Version, old: RenderPlan, new: RenderPlan, renames: Sequence[Edit], fills: Fills, name: str
) -> tuple[tuple[Migration, ...], list[str]]:
    """All migrations of the next version, and what to know before the new one is run on a database with rows."""
    if old.stack.datastore != new.stack.datastore:
        return (), ["The migrations begin anew on another datastore; rows have to be carried over by hand."]
    earlier = read_migrations(current.migrations) or migrations_of(old)
    found = change(old, new, renames, fills)
    if not found.up:
        return earlier, []
    told = [*found.fills, *found.losses, *found.needs]
    return (*earlier, Migration(len(earlier) + 1, name, found.up, found.down)), told


def _completed(wish: StackWish, stack: Mapping[str, Any]) -> StackWish:
    return StackWish(
        framework=wish.framework or (None if wish.language else stack["framework"]),
        datastore=wish.datastore or stack["datastore"],
        language=wish.language,
    )


def _told(change: Change) -> str:
    sign = {"added": "+", "removed": "-", "changed": "~", "renamed": "→"}[change.kind]
    joint = " → " if change.kind == "renamed" else ": "
    return f"{sign} {change.part} {change.name}{joint}{change.text}".rstrip(": ")


def _stack_told(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    return [
        f"~ stack {kind}: {old[kind]} → {new[kind]}" for kind in ("framework", "datastore") if old[kind] != new[kind]
    ]
