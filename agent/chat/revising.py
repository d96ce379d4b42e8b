"""From an understood turn to the next version: Blueprint, stack, what changes, and the migration that is appended."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, Literal

from agent.chat.lacking import known_fills, wanted
from agent.chat.naming import migration_name
from agent.chat.versions import Version, between, last_on, numbered, turned_back
from agent.rendered import read_migrations, rendered, write_migrations
from agent.stacks import choose
from agent.state import Data
from agent.task import StackWish
from tools.blueprint.document import from_data, to_data
from tools.blueprint.edit import Change, Edit, Fills, apply, carried, changes, fills_of, renames_of
from tools.blueprint.model import Blueprint
from tools.blueprint.plan.migration import Migration
from tools.blueprint.plan.render_plan import Stack
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
    return {**_next(versions, blueprint, stack, renames, fills), "fills": fills, "undo": current.number}


def replaced(versions: Sequence[Version], blueprint: Blueprint, wish: StackWish) -> Data:
    """The plan of a Blueprint that was edited by hand; what has another name in it counts as new."""
    current = versions[-1]
    stack = choose(_completed(wish, current.stack))
    return {**_next(versions, blueprint, stack, ()), "undo": current.number}


def undone(versions: Sequence[Version], times: int) -> Data:
    """The plan that brings back what stood before the last turns. It is a version of its own: its migration is new."""
    target = _led(versions, times, "undo")
    return {**_brought_back(versions, target), "undo": target.undo, "redo": versions[-1].number}


def redone(versions: Sequence[Version], times: int) -> Data:
    """The plan that brings back what the last undoings took away."""
    target = _led(versions, times, "redo")
    return {**_brought_back(versions, target), "undo": target.undo, "redo": target.redo}


def _led(versions: Sequence[Version], times: int, way: Literal["undo", "redo"]) -> Version:
    """The version so many steps that way. Raises BadInput, with the number of those that there are, for more."""
    target = versions[-1]
    for done in range(times):
        number = target.undo if way == "undo" else target.redo
        if number is None:
            raise BadInput(_too_many(done, way), hint="`show history` lists the turns.", code=f"nothing-to-{way}")
        target = numbered(versions, number)
    return target


def _too_many(there: int, way: str) -> str:
    if there == 0:
        return f"There is nothing to {way}."
    return f"Only {there} turn{'s' if there > 1 else ''} can be {'undone' if way == 'undo' else 'redone'}."


def _brought_back(versions: Sequence[Version], target: Version) -> Data:
    """Rows that lack a value get the one that was said of its attribute before."""
    renames, known = between(versions, versions[-1].number, target.number), known_fills(versions, target)
    made = _next(versions, from_data(target.blueprint), Stack(**target.stack), renames, known=known)
    return {**made, "fills": target.fills}


def _next(
    versions: Sequence[Version],
    blueprint: Blueprint,
    stack: Stack,
    renames: Sequence[Edit],
    fills: Fills = _NONE,
    known: Fills = _NONE,
) -> Data:
    """The plan of a Blueprint. `fills` are said of this turn; of those that are `known`, the ones that rows lack."""
    current = versions[-1]
    found = changes(from_data(current.blueprint), blueprint, renames)
    told = [*map(_told, found), *_stack_told(current.stack, asdict(stack))]
    if not told:
        raise NoChange("That changes nothing: it is so already.", hint="`show` tells what there is.")
    migrations, warned = _migrations(versions, blueprint, stack, renames, fills, known)
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
    versions: Sequence[Version],
    blueprint: Blueprint,
    stack: Stack,
    renames: Sequence[Edit],
    fills: Fills,
    known: Fills,
) -> tuple[tuple[Migration, ...], list[str]]:
    """All migrations of the next version, and what to know before the new one is run on a database with rows."""
    current, new = versions[-1], resolve(blueprint, stack)
    base, told = last_on(versions, stack.datastore), list[str]()
    if base is None:
        return (), ["The migrations begin anew on another datastore; rows have to be carried over by hand."]
    since = (*between(versions, base.number, current.number), *renames)
    if base is not current:
        known = {**carried(known_fills(versions, current), renames), **known}
        told.append(
            f"The migrations of {stack.datastore} go on from version {base.number}, the last one on it; rows that were "
            f"written on {current.stack['datastore']} since have to be carried over by hand."
        )
    before, old = from_data(base.blueprint), rendered(base.model_dump())
    earlier = read_migrations(base.migrations) or migrations_of(old)
    given = {**wanted(known, before, blueprint, since), **fills}
    back = wanted(known_fills(versions, base), blueprint, before, turned_back(since))
    found = change(old, new, since, given, back)
    if not found.up:
        return earlier, told
    told += [*found.fills, *found.losses, *found.needs, *found.back]
    name = migration_name(changes(before, blueprint, since))
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
