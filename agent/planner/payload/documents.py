"""Takes design artifacts as input: a result of ours, an OpenAPI document, a DatabaseSchema, DDL."""

import json
from collections.abc import Mapping
from typing import Any

from agent.planner.notes import Notes
from agent.planner.payload.ddl import read_ddl
from agent.planner.payload.openapi import read_endpoints, read_openapi
from agent.planner.payload.schema import read_schema
from agent.planner.payload.values import mapping, wrong
from agent.planner.sketch import Sketch
from tools.blueprint.document import from_data
from tools.blueprint.model import Blueprint
from tools.errors import BadInput

_DEEPEST = 4


def read_blueprint(value: object, path: str) -> Blueprint:
    """A finished Blueprint. Raises BadInput whose path starts with that of the payload."""
    try:
        return from_data(dict(mapping(value, path)))
    except BadInput as error:
        if error.path.startswith(path):
            raise
        where = f"{path}.{error.path}" if error.path else path
        raise BadInput(f"{path}: {error.message}", hint=error.hint, code=error.code, path=where) from error


def read_api_spec(value: object, path: str, sketch: Sketch, notes: Notes, depth: int = 0) -> Blueprint | None:
    """The Blueprint that a design_api result carries, or None with the sketch filled from the contract."""
    data = _object(value, path)
    carried = _carried(data, path)
    if carried is not None:
        return carried
    if isinstance(data.get("output"), dict) and depth < _DEEPEST:
        return read_api_spec(data["output"], f"{path}.output", sketch, notes, depth + 1)
    if "openapi" in data or "swagger" in data:
        read_openapi(data, path, sketch, notes)
    elif "endpoints" in data:
        read_endpoints(data, path, sketch, notes)
    else:
        found = _artifact(data, "openapi.json")
        if found is None or depth >= _DEEPEST:
            raise BadInput(
                f"{path} is neither an OpenAPI document nor the result of design_api.",
                hint="It has `openapi`, `endpoints` or `blueprint`.",
                code="bad-payload",
                path=path,
            )
        return read_api_spec(found, f"{path}.artifacts", sketch, notes, depth + 1)
    return None


def read_database_schema(value: object, path: str, sketch: Sketch, notes: Notes, depth: int = 0) -> Blueprint | None:
    """The Blueprint that a design_database result carries, or None with the sketch filled from tables or DDL."""
    if isinstance(value, str) and not value.lstrip().startswith("{"):
        read_ddl(value, path, sketch, notes)
        return None
    data = _object(value, path)
    carried = _carried(data, path)
    if carried is not None:
        return carried
    if isinstance(data.get("output"), dict) and depth < _DEEPEST:
        return read_database_schema(data["output"], f"{path}.output", sketch, notes, depth + 1)
    sql = next((key for key in ("ddl", "sql") if isinstance(data.get(key), str)), None)
    if sql is not None:
        read_ddl(data[sql], f"{path}.{sql}", sketch, notes)
    elif "tables" in data:
        read_schema(data, path, sketch, notes)
    else:
        found = _artifact(data, "schema.json") or _artifact(data, "schema.sql")
        if found is None or depth >= _DEEPEST:
            raise BadInput(
                f"{path} is neither DDL nor the result of design_database.",
                hint="It has `tables`, `ddl` or `blueprint`.",
                code="bad-payload",
                path=path,
            )
        return read_database_schema(found, f"{path}.artifacts", sketch, notes, depth + 1)
    return None


def _object(value: object, path: str) -> Mapping[str, Any]:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError) as error:
            raise BadInput(
                f"{path} is no readable JSON.", hint="Send the object itself.", code="bad-payload", path=path
            ) from error
    if not isinstance(value, dict):
        wrong(path, "an object", value)
    return mapping(value, path)


def _carried(data: Mapping[str, Any], path: str) -> Blueprint | None:
    if isinstance(data.get("blueprint"), dict):
        return read_blueprint(data["blueprint"], f"{path}.blueprint")
    return read_blueprint(data, path) if data.get("blueprint") == 1 else None


def _artifact(data: Mapping[str, Any], name: str) -> str | None:
    listed = data.get("artifacts")
    for item in listed if isinstance(listed, list) else []:
        if isinstance(item, dict) and str(item.get("path", "")).endswith(name) and isinstance(item.get("content"), str):
            return str(item["content"])
    return None
