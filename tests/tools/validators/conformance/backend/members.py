"""Filters by members of documents: what a query asks for, and which documents have it."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl

from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.values import ValueType
from tools.validators.conformance.holding import holds

Faults = frozenset[str]


def other_parameters(
    query: str, fields: tuple[Field, ...], values: dict[str, Any], errors: list[dict[str, str]], faults: Faults
) -> Iterator[tuple[str, str]]:
    """The parameters that ask for no members; those that do become `values`, or `errors`."""
    documents = {field.wire: field for field in fields if field.type.kind == "members"}
    sent = parse_qsl(query, keep_blank_values=True, errors="replace")
    bare = {name for name, _ in sent if name in documents}
    names = [] if "parameters stand twice" in faults else [name for name, _ in sent if name not in documents]
    for name in dict.fromkeys(name for name in names if names.count(name) > 1 and "[" not in name):
        errors.append({"parameter": name, "code": "format", "message": "This stands twice."})
    for name, text in sent:
        wire, _, rest = name.partition("[")
        if wire not in documents or wire in bare or not rest.endswith("]"):
            yield name, text
            continue
        kind, member = documents[wire].type, rest.removesuffix("]")
        asked = values.setdefault(documents[wire].name.snake, {})
        code = "format" if member in asked else _wrong(kind, member, text)
        asked[member] = text
        if code is not None:
            errors.append({"parameter": name, "code": code, "message": "This is not right."})
        elif len(asked) > (kind.max_items or 0):
            errors.append({"parameter": wire, "code": "max_length", "message": "These are too many."})


def _wrong(kind: ValueType, member: str, text: str) -> str | None:
    if re.search(r"[][]", member) or not member:
        return "pattern"
    if "\0" in member + text:
        return "format"
    too_long = len(member) > (kind.most_name or 0) or len(text) > (kind.max_length or 0)
    return "max_length" if too_long else None


def passes(document: Any, members: Mapping[str, str], faults: Faults) -> bool:
    """Whether a document has the members, as VALUES.md says, or otherwise where that is planted."""
    if "members are ignored" in faults:
        return True
    if "one member is enough" in faults:
        return any(holds(document, {name: text}) for name, text in members.items())
    if not isinstance(document, dict):
        return False
    if "members have no case" in faults:
        small = {name.lower(): _small(value) for name, value in document.items()}
        return holds(small, {name.lower(): text.lower() for name, text in members.items()})
    if "members are texts" in faults:
        told = {name: value if isinstance(value, str) else json.dumps(value) for name, value in document.items()}
        return all(told.get(name) == text for name, text in members.items())
    if "only texts are found" in faults:
        return all(document.get(name) == text for name, text in members.items())
    if "truth is a number" in faults:
        numbers = {name: int(value) if isinstance(value, bool) else value for name, value in document.items()}
        return holds(numbers, members)
    if "names are paths" in faults:
        return all(holds({name: _at(document, name)}, {name: text}) for name, text in members.items())
    return holds(document, members)


def _small(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


def _at(document: Any, path: str) -> Any:
    for name in path.split("."):
        document = document.get(name) if isinstance(document, dict) else None
    return document
