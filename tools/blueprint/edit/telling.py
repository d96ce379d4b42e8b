"""Parts and values in words, on one line."""

from collections.abc import Callable, Iterator
from typing import Any

from tools.blueprint.edit.leaves import ABSENT, Leaf
from tools.blueprint.edit.model import PartKind

LONGEST = 160
"""Characters of a value that are told."""

Data = dict[str, Any]
_NOTHING: tuple[Any, ...] = (None, [], {}, "")


def told(leaf: Leaf) -> str:
    """`unique: no → yes`, `inputs.title: added (string, required)`."""
    path, old, new = leaf
    label = f"{path.replace('_', ' ')}: " if path else ""
    if old is ABSENT:
        return f"{label}added ({value(_unnamed(new))})"
    if new is ABSENT:
        return f"{label}removed ({value(_unnamed(old))})"
    return f"{label}{value(old)} → {value(new)}"


def value(data: Any) -> str:
    """A value for people; a long one is cut."""
    text = " ".join(_value(data).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _value(data: Any) -> str:
    if data in _NOTHING:
        return "none"
    match data:
        case bool():
            return "yes" if data else "no"
        case list():
            return ", ".join(" + ".join(map(str, item)) if isinstance(item, list) else _value(item) for item in data)
        case dict():
            said = {key: item for key, item in data.items() if item not in _NOTHING and item is not False}
            return ", ".join(f"{key.replace('_', ' ')} {_value(item)}" for key, item in said.items()) or "none"
    return str(data)


def described(kind: PartKind, data: Data) -> str:
    """What a part is that is added or taken out."""
    return value(", ".join(item for item in _DESCRIBED[kind](data) if item))


def _entity(data: Data) -> Iterator[str]:
    yield from (item["name"] for item in data["attributes"])
    for flag in ("soft_delete", "optimistic_lock", "audit"):
        yield flag.replace("_", " ") if data[flag] else ""
    for field in ("owner", "tenant"):
        yield f"{field} `{data[field]}`" if data[field] else ""


_FLAGS = ("required", "unique", "immutable", "managed", "sensitive", "personal", "searchable", "filterable")


def _attribute(data: Data) -> Iterator[str]:
    """`string, required, up to 200 characters`."""
    yield f"array of {data['items']}" if data["items"] else data["type"]
    yield from (flag for flag in _FLAGS if data[flag])
    yield _span(data["min_length"], data["max_length"], "bytes" if data["type"] == "binary" else "characters")
    yield _span(data["minimum"], data["maximum"], "")
    yield _span(None, data["max_items"], "items")
    yield f"{data['precision']} digits" if data["precision"] is not None else ""
    yield f"{data['scale']} after the point" if data["scale"] is not None else ""
    yield f"one of {' | '.join(data['values'])}" if data["values"] else ""
    yield f"like `{data['pattern']}`" if data["pattern"] is not None else ""
    yield f"default {_value(data['default'])}" if data["default"] is not None else ""


def _span(low: Any, high: Any, unit: str) -> str:
    text = f"{low} to {high}" if low is not None and high is not None else ""
    if not text and (low is not None or high is not None):
        text = f"at least {low}" if low is not None else f"up to {high}"
    return f"{text} {unit}".strip() if text else ""


def _relationship(data: Data) -> Iterator[str]:
    yield f"{data['cardinality'].replace('_', ' ')} to {data['to']}"
    yield from (flag for flag in ("required", "immutable", "managed") if data[flag])
    yield f"called `{data['inverse']}` from there" if data["inverse"] else ""
    yield f"on delete {data['on_delete'].replace('_', ' ')}" if data["on_delete"] != "restrict" else ""
    yield from (item["name"] for item in data["attributes"])


def _operation(data: Data) -> Iterator[str]:
    access = data["access"]
    yield f"{data['method']} {data['path']}"
    yield from (word for word in ("public", "optional", "owner") if access[word])
    yield f"for {' or '.join(access['roles'])}" if access["roles"] else ""
    yield data["summary"]


def _view(data: Data) -> Iterator[str]:
    yield f"of {data['entity']}"
    yield from (item["name"] for item in data["fields"])


def _names(field: str) -> Callable[[Data], Iterator[str]]:
    return lambda data: iter([item["name"] for item in data[field]])


def _role(data: Data) -> Iterator[str]:
    yield from (flag for flag in ("default", "first") if data[flag])
    yield data["description"]


def _all(data: Data) -> Iterator[str]:
    yield _value(_unnamed(data))


def _unnamed(data: Any) -> Any:
    """The data of a part whose name is told already."""
    return {key: item for key, item in data.items() if key != "name"} if isinstance(data, dict) else data


_DESCRIBED: dict[PartKind, Callable[[Data], Iterator[str]]] = {
    PartKind.ENTITY: _entity,
    PartKind.ATTRIBUTE: _attribute,
    PartKind.RELATIONSHIP: _relationship,
    PartKind.OPERATION: _operation,
    PartKind.VIEW: _view,
    PartKind.EVENT: _names("data"),
    PartKind.PORT: _names("calls"),
    PartKind.ROLE: _role,
    PartKind.PATTERN: _all,
    PartKind.RESOURCE: lambda data: iter(data["actions"]),
}
