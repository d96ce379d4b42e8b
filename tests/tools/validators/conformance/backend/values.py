"""What a value is, as VALUES.md says: takes wire values in, or tells the code of what is wrong."""

import base64
import binascii
import json
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tools.blueprint.characters import code_of, missing
from tools.blueprint.plan.shapes import Shape, Wrapper
from tools.blueprint.plan.values import Member, ValueType
from tools.validators.conformance.samples import default_value

UUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)
NUL = re.compile(r"(?<!\\)(\\\\)*\\u0000")
"""As JSON writes it; not a backslash that stands before such letters."""
JSON_BYTES = 65_536


class Wrong(Exception):
    """A value that is refused; the text is the code of the field error, `place` where inside the value it is."""

    def __init__(self, code: str, place: str = "") -> None:
        super().__init__(code)
        self.place = place


def taken(kind: ValueType, value: Any, faults: frozenset[str]) -> Any:
    """The value as it is stored and answered."""
    match kind.kind:
        case "int32" | "int64" | "float":
            return _number(kind, value, faults)
        case "bool":
            _check(isinstance(value, bool), "type")
            return value
        case "json":
            _check(isinstance(value, dict | list), "type")
            _check(NUL.search(json.dumps(value)) is None, "format")
            _check(len(json.dumps(value, ensure_ascii=False).encode()) <= JSON_BYTES, "max_length")
            return value
        case "array":
            _check(isinstance(value, list), "type")
            assert kind.items is not None
            _check(len(value) <= (kind.max_items or 0), "max_length")
            return [taken(kind.items, item, faults) for item in value]
        case "object":
            return value
    _check(isinstance(value, str), "type")
    return _text(kind, value, faults)


def _check(holds: bool, code: str) -> None:
    if not holds:
        raise Wrong(code)


def _number(kind: ValueType, value: Any, faults: frozenset[str]) -> Any:
    allowed = (int, float) if kind.kind == "float" else (int,)
    if "coerces numbers" in faults and isinstance(value, str) and value.isdigit():
        value = int(value)
    if kind.kind != "float" and isinstance(value, float) and value.is_integer() and "spelling counts" not in faults:
        value = int(value)
    _check(isinstance(value, allowed) and not isinstance(value, bool), "type")
    most = kind.maximum if "maximum off by one" not in faults or kind.maximum is None else kind.maximum + 1
    _check(kind.minimum is None or Decimal(str(value)) >= kind.minimum, "minimum")
    _check(most is None or Decimal(str(value)) <= most, "maximum")
    return value


def _text(kind: ValueType, value: str, faults: frozenset[str]) -> str:
    match kind.kind:
        case "decimal":
            return _decimal(kind, value)
        case "uuid":
            _check(UUID.fullmatch(value) is not None, "format")
            return value.lower()
        case "date":
            return _date(value)
        case "datetime":
            return _instant(value)
        case "enum":
            _check(value in kind.values, "enum")
            return value
        case "binary":
            return _binary(kind, value)
    length = len(value.encode("utf-16-le", "surrogatepass")) // 2 if "counts UTF-16 units" in faults else len(value)
    _check(length >= (kind.min_length or 0), "min_length")
    extra = 1 if "longer by one" in faults else 0
    _check(kind.max_length is None or length <= kind.max_length + extra, "max_length")
    if kind.pattern is not None:
        found = (
            re.match(f"({kind.pattern})$", value)
            if "unanchored pattern" in faults
            else re.fullmatch(kind.pattern, value)
        )
        _check(found is not None, "pattern")
    _check("\0" not in value and not any("\ud800" <= char <= "\udfff" for char in value), "format")
    for need in missing(kind.needs, value) if "forgets a kind of character" not in faults else ():
        _check(False, code_of(need))
    if kind.folded and "keeps capitals" not in faults:
        value = "".join(char.lower() if char.isascii() else char for char in value)
    return value.strip() if "strips text" in faults else value


def _decimal(kind: ValueType, value: str) -> str:
    scale, whole = kind.scale or 0, (kind.precision or 0) - (kind.scale or 0)
    fraction = rf"(\.\d{{1,{scale}}})?" if scale else ""
    _check(re.fullmatch(rf"-?\d{{1,{max(whole, 1)}}}{fraction}", value, re.ASCII) is not None, "format")
    number = Decimal(value)
    _check(kind.minimum is None or number >= kind.minimum, "minimum")
    _check(kind.maximum is None or number <= kind.maximum, "maximum")
    return f"{number + 0:.{scale}f}"


def _date(value: str) -> str:
    _check(re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII) is not None, "format")
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise Wrong("format") from None


def _instant(value: str) -> str:
    match = INSTANT.fullmatch(value)
    _check(match is not None, "format")
    try:
        moment = datetime.fromisoformat(re.sub(r"\.(\d+)", lambda part: f".{part[1][:6]:0<6}", value)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Wrong("format") from None
    return f"{moment.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def _binary(kind: ValueType, value: str) -> str:
    try:
        data = base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError):
        raise Wrong("format") from None
    _check(base64.b64encode(data).decode() == value, "format")
    _check(len(data) >= (kind.min_length or 0), "min_length")
    _check(kind.max_length is None or len(data) <= kind.max_length, "max_length")
    return value


def taken_body(
    shape: Shape, body: Any, changing: bool, faults: frozenset[str], wrapper: Wrapper | None = None
) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """Values by logical name, and the errors of single fields."""
    if wrapper is not None:
        return _unwrapped(shape, body, changing, faults, wrapper)
    return members(shape.fields, body, faults, changing=changing)


def members(
    declared: Sequence[Member], body: Any, faults: frozenset[str], *, changing: bool = False
) -> tuple[dict[str, Any], list[dict[str, str]]]:
    """Values of an object by logical name, and what is wrong with single ones."""
    if not isinstance(body, dict):
        return {}, [_error("", "type")]
    errors: list[dict[str, str]] = []
    values: dict[str, Any] = {}
    fields = {field.wire: field for field in declared}
    for name in body.keys() - fields.keys():
        if name == "role" and "accounts take a role" in faults:
            values[name] = body[name]
        elif "takes unknown fields" not in faults:
            errors.append(_error("/" + name.replace("~", "~0").replace("/", "~1"), "unknown"))
    for wire, field in fields.items():
        if wire not in body:
            if field.required and "misses required" not in faults:
                errors.append(_error(f"/{wire}", "required"))
            elif field.default is not None and not changing:
                values[field.name.snake] = default_value(field.default, field.type)
        else:
            _take(field, body[wire], values, errors, faults)
    return values, errors


def _unwrapped(
    shape: Shape, body: Any, changing: bool, faults: frozenset[str], wrapper: Wrapper
) -> tuple[dict[str, Any], list[dict[str, str]]]:
    if not isinstance(body, dict):
        return {}, [_error("", "type")]
    wrong = [_error(f"/{name}", "unknown") for name in sorted(body.keys() - {wrapper.wire})]
    if wrapper.wire not in body:
        return {}, [*wrong, _error(f"/{wrapper.wire}", "required")]
    if body[wrapper.wire] is None:
        return {}, [*wrong, _error(f"/{wrapper.wire}", "not_null")]
    values, inner = taken_body(shape, body[wrapper.wire], changing, faults)
    return values, [*wrong, *(error | {"pointer": f"/{wrapper.wire}{error['pointer']}"} for error in inner)]


def _take(
    field: Member, value: Any, values: dict[str, Any], errors: list[dict[str, str]], faults: frozenset[str]
) -> None:
    if value is None:
        if field.nullable or "takes null" in faults:
            values[field.name.snake] = None
        else:
            errors.append(_error(f"/{field.wire}", "not_null"))
        return
    try:
        values[field.name.snake] = taken(field.type, value, faults)
        if field.type.items is not None and field.type.items.members:
            values[field.name.snake] = _objects(field, value, errors, faults)
    except Wrong as wrong:
        errors.append(_error(f"/{field.wire}", str(wrong)))


def _objects(field: Member, value: Any, errors: list[dict[str, str]], faults: frozenset[str]) -> list[Any]:
    """A list of objects, each with its members by logical name."""
    assert field.type.items is not None
    found = []
    for place, item in enumerate(value):
        inner, wrong = members(field.type.items.members, item, faults)
        if place == 0 or "only first items are checked" not in faults:
            around = f"/{field.wire}" if "errors tell no place" in faults else f"/{field.wire}/{place}"
            errors += [error | {"pointer": f"{around}{error['pointer']}"} for error in wrong]
        found.append(inner)
    return found


def _error(pointer: str, code: str) -> dict[str, str]:
    return {"pointer": pointer, "code": code, "message": "This is not right."}


def from_text(kind: ValueType, text: str) -> Any:
    """A query or path parameter, read as its type."""
    if kind.kind in ("int32", "int64"):
        _check(re.fullmatch(r"-?\d{1,20}", text, re.ASCII) is not None, "type")
        return taken(kind, int(text), frozenset())
    if kind.kind == "float":
        try:
            return taken(kind, float(text), frozenset())
        except ValueError:
            raise Wrong("type") from None
    if kind.kind == "bool":
        _check(text in ("true", "false"), "type")
        return text == "true"
    _check(kind.kind != "members", "type")
    if kind.kind == "array":
        assert kind.items is not None
        _check(text != "", "enum")
        parts = text.split(",")
        _check(kind.max_items is None or len(parts) <= kind.max_items, "max_length")
        return [taken(kind.items, part, frozenset()) for part in parts]
    return taken(kind, text, frozenset())


def parsed_json(content: bytes, faults: frozenset[str]) -> Any:
    """The document; ValueError or RecursionError where it is none."""
    text = content.decode(errors="replace" if "mends torn texts" in faults else "strict")
    return json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_once_each)


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError("a name stands twice")
    return dict(pairs)
