"""What the reference page shows, read from an OpenAPI document."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tools.api_generator.reference.rules import component, rules, type_words

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One parameter or field."""

    name: str
    place: str
    type: str
    component: str
    required: bool
    description: str
    rules: list[str]


@dataclass(frozen=True, slots=True)
class Sample:
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    status: str
    description: str
    component: str
    codes: list[str]
    headers: list[str]
    samples: list[Sample]


@dataclass(frozen=True, slots=True)
class Entry:
    """One operation."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    access: str
    deprecated: bool
    parameters: list[Row]
    body: str
    fields: list[Row]
    samples: list[Sample]
    answers: list[Answer]
    words: str
    """What the search looks at."""


@dataclass(frozen=True, slots=True)
class Section:
    id: str
    title: str
    description: str
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Model:
    name: str
    description: str
    fields: list[Row]


def sections(document: Node) -> list[Section]:
    """The operations below their tags, in the document's order."""
    entries: dict[str, list[Entry]] = {tag["name"]: [] for tag in document.get("tags", [])}
    prefix = document["servers"][0]["url"].rstrip("/")
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            entry = _entry(document, method, f"{prefix}{path}", operation)
            entries.setdefault(operation["tags"][0], []).append(entry)
    texts = {tag["name"]: tag.get("description", "") for tag in document.get("tags", [])}
    return [
        Section(f"section-{number}", name, texts.get(name, ""), found)
        for number, (name, found) in enumerate(entries.items(), start=1)
    ]


def models(document: Node) -> list[Model]:
    """The schemas of bodies and answers."""
    schemas = document["components"]["schemas"]
    return [Model(name, schema.get("description", ""), _fields(schema)) for name, schema in schemas.items()]


def _entry(document: Node, method: str, path: str, operation: Node) -> Entry:
    content: Node = next(iter(operation.get("requestBody", {}).get("content", {}).values()), {})
    body = component(content.get("schema", {}))
    schema = document["components"]["schemas"].get(body, {})
    return Entry(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        description=operation.get("description", ""),
        access=_access(operation),
        deprecated=operation.get("deprecated", False),
        parameters=[_parameter(_resolved(document, item)) for item in operation.get("parameters", [])],
        body=body,
        fields=_fields(schema),
        samples=_samples(content),
        answers=list(_answers(document, operation)),
        words=f"{method} {path} {operation['operationId']} {operation['summary']}".lower(),
    )


def _access(operation: Node) -> str:
    needs = operation.get("security", [])
    roles = [role for need in needs for named in need.values() for role in named]
    if not needs:
        return "public"
    return " or ".join(roles) if roles else "signed in"


def _parameter(item: Node) -> Row:
    schema = item["schema"]
    return Row(
        name=item["name"],
        place=item["in"],
        type=type_words(schema),
        component=component(schema),
        required=item.get("required", False),
        description=_text(item.get("description", ""), schema),
        rules=rules(schema),
    )


def _fields(schema: Node) -> list[Row]:
    required = schema.get("required", [])
    return [
        Row(
            name=name,
            place="",
            type=type_words(value),
            component=component(value) or component(value.get("items", {})),
            required=name in required,
            description=value.get("description", ""),
            rules=rules(value),
        )
        for name, value in schema.get("properties", {}).items()
    ]


def _answers(document: Node, operation: Node) -> Iterator[Answer]:
    for status, response in operation["responses"].items():
        found = _resolved(document, response)
        content: Node = next(iter(found.get("content", {}).values()), {})
        schema = content.get("schema", {})
        yield Answer(
            status=status,
            description=found["description"],
            component=component(schema),
            codes=schema.get("properties", {}).get("code", {}).get("enum", []),
            headers=list(found.get("headers", {})),
            samples=_samples(content) if status < "300" else [],
        )


def _samples(content: Node) -> list[Sample]:
    named = content.get("examples", {})
    found = [Sample(item.get("summary", name), _json(item["value"])) for name, item in named.items()]
    return [*found, *([Sample("Example", _json(content["example"]))] if "example" in content else [])]


def _resolved(document: Node, node: Node) -> Node:
    """The component that a node refers to, or the node itself."""
    pointer = node.get("$ref")
    if pointer is None:
        return node
    _, _, kind, name = pointer.split("/")
    resolved: Node = document["components"][kind][name]
    return resolved


def _text(*parts: str | Node) -> str:
    texts = [part if isinstance(part, str) else part.get("description", "") for part in parts]
    return " ".join(text for text in texts if text)


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
