"""The contract is valid OpenAPI, its references stay inside it, and its examples satisfy its own schemas."""

import importlib.metadata
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from referencing import Registry, Resource
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from tools.validators.evidence import Evidence, Finding, Level, not_run, verdict

CONTRACT = "openapi.json"
_BASE = "urn:contract"
_METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})


@dataclass(frozen=True, slots=True)
class OpenApiValidator:
    """One row for the document, one for its examples."""

    name: str = "openapi-spec-validator"
    version: str = importlib.metadata.version("openapi-spec-validator")
    level: Level = "static"

    def run(self, project: Path, context: Mapping[str, object]) -> Sequence[Evidence]:
        subjects = (CONTRACT, f"{CONTRACT} examples")
        path = project / CONTRACT
        if not path.is_file():
            return [not_run(self, subject, "not_applicable", f"there is no {CONTRACT}") for subject in subjects]
        started = time.monotonic()
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
        except (ValueError, RecursionError) as error:
            findings = [Finding(code="unreadable", message=str(error), where=CONTRACT)]
            return [verdict(self, CONTRACT, findings, started)]
        faults = document_findings(document)
        rows = [verdict(self, CONTRACT, faults, started)]
        if faults:
            return [*rows, not_run(self, subjects[1], "skipped", "the document itself is not valid")]
        started = time.monotonic()
        return [*rows, verdict(self, subjects[1], example_findings(document), started)]


def document_findings(document: Any) -> list[Finding]:
    """Faults of the document: references first, for a dangling one stops the specification's own check."""
    if not isinstance(document, dict) or not str(document.get("openapi", "")).startswith("3.1."):
        return [Finding(code="version", message="This is no OpenAPI 3.1 document.", where=CONTRACT)]
    found = [*_reference_findings(document), *_operation_id_findings(document)]
    if found:
        return found
    return [
        Finding(code="specification", message=error.message, where="/".join(map(str, error.absolute_path)))
        for error in OpenAPIV31SpecValidator(document).iter_errors()
    ]


def example_findings(document: dict[str, Any]) -> list[Finding]:
    """Examples that do not satisfy the schema beside them."""
    contents: Resource[Any] = Resource.from_contents(document, default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource(_BASE, contents)
    found = []
    for pointer, value in _examples(document, ""):
        holder, _, key = pointer.rpartition("#")
        validator = Draft202012Validator(
            {"$ref": f"{_BASE}#{holder}/schema"},
            registry=registry,
            format_checker=Draft202012Validator.FORMAT_CHECKER,
        )
        for error in validator.iter_errors(value):
            found.append(Finding(code="example", message=error.message, where=f"{holder}/{key}{_inside(error)}"))
    return found


def _reference_findings(document: dict[str, Any]) -> Iterator[Finding]:
    resource: Resource[Any] = Resource.from_contents(document, default_specification=DRAFT202012)
    resolver = Registry().with_resource(_BASE, resource).resolver(_BASE)
    for pointer, reference in _references(document, ""):
        if not isinstance(reference, str) or not reference.startswith("#/"):
            yield Finding(code="external-reference", message=f"{reference!r} leaves the document.", where=pointer)
            continue
        try:
            resolver.lookup(reference)
        except Unresolvable:
            yield Finding(code="dangling-reference", message=f"{reference} leads nowhere.", where=pointer)


def _operation_id_findings(document: dict[str, Any]) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, methods in document.get("paths", {}).items():
        for method, operation in methods.items():
            name = operation.get("operationId") if method in _METHODS else None
            if name in seen:
                yield Finding(code="operation-id", message=f"{name} is used twice.", where=f"{method} {path}")
            if name is not None:
                seen.add(name)


def _references(node: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    for step, inner in _steps(node):
        if step == "$ref":
            yield pointer, inner
        elif step not in ("example", "value", "default", "const", "enum"):
            yield from _references(inner, f"{pointer}/{_escaped(step)}")


def _examples(node: Any, pointer: str) -> Iterator[tuple[str, Any]]:
    """Pointer of what holds the schema, `#`, and the example's key; with the example."""
    if isinstance(node, dict) and isinstance(node.get("schema"), dict):
        if "example" in node:
            yield f"{pointer}#example", node["example"]
        named = node.get("examples")
        if isinstance(named, dict):
            yield from ((f"{pointer}#{name}", item["value"]) for name, item in named.items() if "value" in item)
    for step, inner in _steps(node):
        if step not in ("example", "examples", "schema"):
            yield from _examples(inner, f"{pointer}/{_escaped(step)}")


def _steps(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        yield from node.items()
    elif isinstance(node, list):
        yield from ((str(position), item) for position, item in enumerate(node))


def _escaped(step: str) -> str:
    text = step.replace("~", "~0").replace("/", "~1")
    return text.replace("%", "%25").replace("{", "%7B").replace("}", "%7D")


def _inside(error: Any) -> str:
    return "".join(f"/{step}" for step in error.absolute_path)


VALIDATOR = OpenApiValidator()
