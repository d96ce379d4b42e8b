"""Matchers for what an operation answers."""

import re

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.pages import PageMembers
from tools.blueprint.plan.shapes import Field, Shape
from tools.blueprint.plan.store import AggregateRows
from tools.blueprint.plan.values import ValueType
from tools.validators.conformance.document import Matcher, ref
from tools.validators.conformance.samples import EMAIL_LENGTH, INT_RANGES, URL_LENGTH

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
DATE = r"\d{4}-\d{2}-\d{2}"
INSTANT = rf"{DATE}T\d{{2}}:\d{{2}}:\d{{2}}\.\d{{3}}Z"


def value_matcher(kind: ValueType) -> Matcher:
    """What a value of the type looks like in an answer."""
    match kind.kind:
        case "int32" | "int64":
            least, greatest = INT_RANGES[kind.kind]
            return {"type": "integer", "min": least, "max": greatest}
        case "decimal":
            fraction = rf"\.\d{{{kind.scale}}}" if kind.scale else ""
            return {"type": "string", "pattern": rf"-?\d+{fraction}"}
        case "float":
            return {"type": "number"}
        case "bool":
            return {"type": "boolean"}
        case "uuid":
            return {"type": "string", "pattern": UUID}
        case "date":
            return {"type": "string", "pattern": DATE}
        case "datetime" if kind.format in ("unix", "unix_ms"):
            return {"type": "integer"}
        case "datetime":
            return {"type": "string", "pattern": INSTANT if kind.format is None else DATE}
        case "enum":
            return {"type": "string", "enum": list(kind.values)}
        case "array":
            return {"type": "array", "each": value_matcher(kind.items) if kind.items else {}}
        case "json":
            return {}
        case "email":
            return {"type": "string", "pattern": rf"(?s).{{3,{EMAIL_LENGTH}}}"}
        case "url":
            return {"type": "string", "pattern": rf"https?://.{{1,{URL_LENGTH}}}"}
        case "binary":
            return {"type": "string", "pattern": "[A-Za-z0-9+/]*={0,2}"}
    most = kind.max_length if kind.max_length is not None else ""
    if kind.pattern is not None:
        # Patterns of the portable subset mean the same here; a lookahead keeps the lengths in force.
        return {"type": "string", "pattern": rf"(?s)(?=.{{{kind.min_length or 0},{most}}}\Z)(?:{kind.pattern})"}
    return {"type": "string", "pattern": rf"(?s).{{{kind.min_length or 0},{most}}}"}


def view_matcher(view: Shape, values: dict[str, object] | None = None) -> Matcher:
    """All fields of the view and no other; `values` (wire name → value) are matched as they are.

    Of a field that shows a row inside, the value is null or a matcher.
    """
    fields: dict[str, Matcher] = {}
    for field in view.fields:
        matcher = value_matcher(field.type) if field.view is None else _inside(field.view, field.type)
        if field.nullable:
            matcher["nullable"] = True
        if values is not None and field.wire in values:
            value = values[field.wire]
            if field.type.format is not None:
                value = {"$format": field.type.format, "of": value}
            matcher = value if field.view is not None and isinstance(value, dict) else {"is": value}
        fields[field.wire] = _told(field, matcher)
    return {"object": fields}


def _told(field: Field, matcher: Matcher) -> Matcher:
    """The matcher of a field that may be left out, or is always there."""
    return matcher if field.required else {**matcher, "left_out": True}


def _inside(view: Shape, kind: ValueType) -> Matcher:
    """A row inside another one, or a list of them."""
    return {"type": "array", "each": view_matcher(view)} if kind.kind == "array" else view_matcher(view)


def same_row(made: Shape, found: Shape, bind: str) -> Matcher:
    """A row that one operation answered with, as another one shows it: the columns of both views are the same.

    What a view computes may have changed meanwhile, and another view shows other things.
    """
    if made.name == found.name and all(field.column for field in found.fields):
        return {"is": ref(bind)}
    columns = {field.column: field.wire for field in made.fields if field.column and field.required and not field.link}
    both = [(field, columns[field.column]) for field in found.fields if not field.link and field.column in columns]
    fields = view_matcher(found)["object"]
    same = {field.wire: _told(field, {"is": ref(f"{bind}/{wire}")}) for field, wire in both}
    return {"object": {**fields, **same}}


def page_matcher(view: Shape, page: PageMembers) -> Matcher:
    """A page of the view's rows."""
    count: Matcher = {"type": "integer", "min": 0}
    cursor: Matcher = {"type": "string", "pattern": r"(?s).+", "nullable": True}
    members: dict[str | None, Matcher] = {
        page.rows: {"type": "array", "each": view_matcher(view)},
        page.next_cursor: cursor, page.total: count, page.limit: count, page.offset: count,
    }  # fmt: skip
    return {"object": {name: matcher for name, matcher in members.items() if name is not None}}


def aggregate_matcher(call: AggregateRows, cased: dict[str, str]) -> Matcher:
    """Groups with every measure; `cased` maps measure names to the wire."""
    span = call.bucket(call.by)
    shape = value_matcher(ValueType(span.format)) if span is not None else {"type": "string"}
    fields: dict[str, Matcher] = {"group": {**shape, "nullable": True}}
    for measure in call.measures:
        fields[cased[measure.name]] = {**value_matcher(measure.type), "nullable": measure.function != "count"}
    return {"object": {"groups": {"type": "array", "each": {"object": fields}}}}


def token_matcher(names: dict[str, str], kind: str) -> Matcher:
    """A pair of tokens; `kind` is what the answer calls them."""
    text: Matcher = {"type": "string", "pattern": r"\S{20,}"}
    members: dict[str, Matcher] = {
        "access_token": text,
        "refresh_token": text,
        "token_type": {"is": kind},
        "expires_in": {"type": "integer", "min": 1},
    }
    return {"object": {names[name]: matcher for name, matcher in members.items() if name in names}}


def location_pattern(prefix: str, operation: OperationPlan) -> str:
    """The Location of a created row, absolute or as a path."""
    path = (operation.response.location or "").replace("{id}", "\0")
    return rf"(https?://[^/]+)?{re.escape(prefix + path)}".replace("\0", "[^/?#]+")
