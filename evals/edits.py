"""Edits taken apart into single facts, so that two ways to say the same count as the same."""

import json
from collections.abc import Iterable, Iterator, Sequence

from pydantic import JsonValue

from tools.blueprint.edit.model import Edit, PartKind

Fact = tuple[str, str, str, str]
"""Operation, part, name with the field, and the value as JSON; an empty value where there is none."""
_UNORDERED = frozenset({"allow", "actions"})
_FOLLOWS = frozenset({PartKind.RESOURCE.value, PartKind.PERMISSION.value})
"""What every new entity needs, so that somebody can work with it."""
_ACTIONS = ("list", "read", "create", "update", "delete")


def facts(edits: Iterable[Edit]) -> list[Fact]:
    """The facts of all edits, each once, in their order."""
    return list(dict.fromkeys(fact for edit in edits for fact in _facts(edit)))


def unlike(wanted: Sequence[Fact], got: Sequence[Fact], allowed: Sequence[Edit]) -> tuple[list[Fact], list[Fact]]:
    """What is missing of the wanted facts, and what was made that is neither wanted nor allowed.

    A fact beside a wanted one, of a field that the case says nothing about, is no fault; another value of it is.
    """
    present = set(got)
    fine = facts(allowed)
    missing = [fact for fact in wanted if fact not in present and not _stands_in(fact, fine, present)]
    said = {fact[:3] for fact in wanted}
    owners = {(part, name) for _, part, name, _ in wanted} | {_owner(fact) for fact in wanted}
    free = {(edit.op, edit.part.value, edit.name) for edit in allowed}
    made = {name for part, name in owners if part == PartKind.ENTITY.value}
    false = [
        fact
        for fact in got
        if fact not in wanted
        and fact not in fine
        and (fact[0], fact[1], _whole(fact[2])) not in free
        and not (fact[1] in _FOLLOWS and _whole(fact[2]).partition(".")[0] in made)
        and (fact[:3] in said or _owner(fact) not in owners)
    ]
    return missing, false


def _stands_in(fact: Fact, fine: Sequence[Fact], present: set[Fact]) -> bool:
    """Whether an allowed fact of the same part was made in the place of a wanted one."""
    return any(other in present and other[1] == fact[1] for other in fine)


def _facts(edit: Edit) -> Iterator[Fact]:
    part = edit.part.value
    if edit.op == "rename":
        yield ("rename", part, edit.name, json.dumps(edit.to))
    elif edit.op == "remove":
        yield ("remove", part, edit.name, "")
    elif edit.part is PartKind.SETTING:
        yield from (("set", part, name, value) for name, value in _leaves(edit.name, edit.value))
    else:
        yield from _set(edit)


def _set(edit: Edit) -> Iterator[Fact]:
    fields = edit.value if isinstance(edit.value, dict) else {}
    if edit.part is PartKind.PERMISSION and "." not in edit.name:
        for action in _ACTIONS:
            yield from _set(edit.model_copy(update={"name": f"{edit.name}.{action}"}))
        return
    yield ("set", edit.part.value, edit.name, "")
    for field, value in fields.items():
        if edit.part is PartKind.ENTITY and field == "attributes" and isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    rest = {key: inner for key, inner in item.items() if key != "name"}
                    name = f"{edit.name}.{item.get('name')}"
                    yield from _set(Edit(op="set", part=PartKind.ATTRIBUTE, name=name, value=rest))
            continue
        yield ("set", edit.part.value, f"{edit.name} {field}", _plain(field, value))


def _leaves(path: str, value: JsonValue) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _leaves(f"{path}.{key}", inner)
    else:
        yield path, _plain(path, value)


def _plain(field: str, value: JsonValue) -> str:
    if isinstance(value, list) and field in _UNORDERED:
        return json.dumps(sorted(value, key=str))
    if isinstance(value, int | float | str) and not isinstance(value, bool):
        return json.dumps(str(value).removesuffix(".0"))
    return json.dumps(value, sort_keys=True)


def _whole(name: str) -> str:
    return name.partition(" ")[0]


def _owner(fact: Fact) -> tuple[str, str]:
    return fact[1], _whole(fact[2])
