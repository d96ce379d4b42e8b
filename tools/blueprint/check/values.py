"""Attributes: facets that fit their type, and defaults that fit their facets."""

import math
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from uuid import UUID

from tools.blueprint.lower.types import value_type
from tools.blueprint.model import Attribute
from tools.blueprint.model import AttributeType as T
from tools.blueprint.model.attribute import Constrained
from tools.blueprint.pattern import parse_pattern
from tools.blueprint.plan.values import ValueType
from tools.errors import BadInput

_FACETS: dict[str, frozenset[T]] = {
    "min_length": frozenset({T.STRING, T.TEXT, T.EMAIL, T.URL, T.BINARY}),
    "max_length": frozenset({T.STRING, T.TEXT, T.EMAIL, T.URL, T.BINARY}),
    "pattern": frozenset({T.STRING, T.TEXT}),
    "minimum": frozenset({T.INT32, T.INT64, T.DECIMAL, T.FLOAT}),
    "maximum": frozenset({T.INT32, T.INT64, T.DECIMAL, T.FLOAT}),
    "precision": frozenset({T.DECIMAL}),
    "scale": frozenset({T.DECIMAL}),
    "values": frozenset({T.ENUM}),
    "items": frozenset({T.ARRAY}),
    "max_items": frozenset({T.ARRAY}),
}
ITEMS = frozenset({T.STRING, T.INT32, T.INT64, T.FLOAT, T.BOOL, T.UUID, T.DATE, T.EMAIL, T.URL})
"""Types of the items of arrays."""
_NO_KEY = frozenset({T.JSON, T.BINARY, T.ARRAY, T.TEXT, T.FLOAT})
_NO_MEMBER = frozenset({"false", "true"})
_ENUM_VALUE = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]{1,100}")


def check_type(source: Constrained, path: str) -> None:
    """Each facet belongs to the type, and bounds do not cross."""
    for facet, types in _FACETS.items():
        given = getattr(source, facet)
        if given not in (None, ()) and source.type not in types:
            raise BadInput(
                f"{path}: `{facet}` does not go with type {source.type}.",
                hint="Leave it out, or change the type.",
                path=path,
            )
    if source.type is T.ENUM:
        _check_enum(source, path)
    if source.type is T.ARRAY and source.items not in ITEMS:
        raise BadInput(f"{path}: an array needs scalar `items`.", hint=f"One of {', '.join(sorted(ITEMS))}.", path=path)
    if source.pattern is not None:
        _check_pattern(source.pattern, path)
    for bound in (source.minimum, source.maximum):
        if bound is not None and not bound.is_finite():
            raise BadInput(f"{path}: a bound is a finite number.", hint="Write a number.", path=path)
    if source.type is T.DECIMAL and (source.scale or 0) > (source.precision or 38):
        raise BadInput(
            f"{path}: `scale` is larger than `precision`.",
            hint="`precision` counts all digits, `scale` those behind the point.",
            path=path,
        )
    kind = value_type(source)
    _ordered(kind.min_length, kind.max_length, "length", path)
    _ordered(kind.minimum, kind.maximum, "value", path)


def check_name(name: str, path: str) -> None:
    """A value has a name that expressions can say."""
    if name in _NO_MEMBER:
        message = f"{path}: `{name}` is a literal of expressions."
        raise BadInput(message, hint="Rename it.", code="name-taken", path=path)


def check_attribute(attribute: Attribute, path: str) -> None:
    """An attribute by itself."""
    check_name(attribute.name, path)
    check_type(attribute, path)
    if attribute.filterable is not None and attribute.type is not T.JSON:
        raise BadInput(
            f"{path}: `filterable` does not go with type {attribute.type}.",
            hint="Leave it out: lists filter by short, exact values by themselves, and by documents where it is said.",
            path=path,
        )
    if attribute.filterable and attribute.sensitive:
        raise BadInput(
            f"{path}: a sensitive value cannot be filtered by: who asks long enough would learn it.",
            hint="Take off `filterable` or `sensitive`.",
            path=path,
        )
    if attribute.unique and attribute.type in _NO_KEY:
        raise BadInput(f"{path}: a {attribute.type} cannot be unique.", hint="Use a shorter, exact type.", path=path)
    if attribute.unique and attribute.type is T.STRING and (attribute.max_length or 0) > 500:
        raise BadInput(
            f"{path}: a unique string has at most 500 code points.",
            hint="Set `max_length` to 500 or less; longer keys do not fit into an index.",
            path=path,
        )
    if attribute.default is not None:
        kind = value_type(attribute)
        if not fits(attribute.default, kind):
            raise BadInput(
                f"{path}: the default {attribute.default!r} is no valid {attribute.type}.",
                hint="Write it as it would stand in a request.",
                path=path,
            )


def check_managed(attribute: Attribute, path: str) -> None:
    """A standard create gives a required managed attribute its default, or a uuid; nothing else."""
    if attribute.managed and attribute.required and attribute.default is None and attribute.type is not T.UUID:
        raise BadInput(
            f"{path}: a required managed attribute needs a default, since no client can send it.",
            hint="Give it a `default`, leave `required` out, or let an operation of your own make the rows; the "
            "backend makes a uuid by itself.",
            path=path,
        )


def fits(value: object, kind: ValueType) -> bool:
    """Whether a JSON value in wire form is a valid value of the type."""
    match kind.kind:
        case "string" | "text" | "email" | "url":
            return isinstance(value, str) and _text_fits(value, kind)
        case "int32" | "int64":
            return isinstance(value, int) and not isinstance(value, bool) and _between(Decimal(value), kind)
        case "decimal":
            return _decimal_fits(value, kind)
        case "float":
            number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
            return number and _between(Decimal(str(value)), kind)
        case "bool":
            return isinstance(value, bool)
        case "enum":
            return value in kind.values
        case "uuid" | "date":
            return isinstance(value, str) and _parses(UUID if kind.kind == "uuid" else date.fromisoformat, value)
        case "datetime":
            return value == "now" or (isinstance(value, str) and _zoned(value))
        case "json":
            return isinstance(value, dict | list)
        case "array":
            items = kind.items
            return isinstance(value, list) and items is not None and all(fits(item, items) for item in value)
    return False


def _text_fits(value: str, kind: ValueType) -> bool:
    if "\x00" in value or any("\ud800" <= char <= "\udfff" for char in value):
        return False
    if not (kind.min_length or 0) <= len(value) <= (kind.max_length or len(value)):
        return False
    return kind.pattern is None or re.fullmatch(kind.pattern, value) is not None


def _decimal_fits(value: object, kind: ValueType) -> bool:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return False
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return False
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and -exponent <= (kind.scale or 0) and _between(number, kind)


def _between(number: Decimal, kind: ValueType) -> bool:
    return (kind.minimum is None or number >= kind.minimum) and (kind.maximum is None or number <= kind.maximum)


def _parses(parse: Callable[[str], object], value: str) -> bool:
    try:
        parse(value)
    except ValueError:
        return False
    return True


def _zoned(value: str) -> bool:
    try:
        return datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _check_enum(source: Constrained, path: str) -> None:
    if not source.values or len(set(source.values)) != len(source.values):
        raise BadInput(
            f"{path}: an enum needs `values`, each once.", hint="List the values, each of them once.", path=path
        )
    for value in source.values:
        if not _ENUM_VALUE.fullmatch(value):
            raise BadInput(
                f"{path}: an enum value has 1 to 100 printable characters.",
                hint="Shorten the value, or write it without control characters.",
                path=path,
            )


def _ordered(low: Decimal | int | None, high: Decimal | int | None, what: str, path: str) -> None:
    if low is not None and high is not None and low > high:
        raise BadInput(
            f"{path}: no {what} is both at least {low} and at most {high}.",
            hint="Lower the one or raise the other.",
            path=path,
        )


def _check_pattern(pattern: str, path: str) -> None:
    try:
        parse_pattern(pattern)
    except BadInput as error:
        raise BadInput(f"{path}: {error.message}", hint=error.hint, code=error.code, path=path) from error
