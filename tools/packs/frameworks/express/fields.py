"""Prints fields: the schema of what comes in, and the wire form of what goes out."""

from dataclasses import dataclass

from tools.blueprint.lower.types import EMAIL_LENGTH, EMAIL_PATTERN, URL_LENGTH, URL_PATTERN
from tools.blueprint.names import snake
from tools.blueprint.plan.shapes import Shape
from tools.blueprint.plan.values import Default, Member, ValueType
from tools.packs.languages.typescript.annotations import ENUMS, annotation, enum_constants, optional
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.layout import WIDTH, assignment
from tools.packs.languages.typescript.literals import key, number, pattern, record, text
from tools.packs.languages.typescript.typed import typed

__all__ = ["NESTED", "FieldPrinter", "const", "view_class", "view_function"]

_VALUES = "src/core/values.ts"
_MOMENTS = "src/core/moments.ts"
_BODY = {
    "int32": "int32", "int64": "int64", "float": "float", "bool": "boolean", "uuid": "id", "date": "date",
    "datetime": "dateTime", "json": "jsonDocument", "binary": "binary", "decimal": "decimal",
}  # fmt: skip
_TEXTS = _BODY | {"int32": "int32Text", "int64": "int64Text", "float": "floatText", "bool": "booleanText"}
_WIRE = {"int32": "number", "int64": "number", "float": "number", "bool": "boolean", "json": "unknown"}
_SHOWN_MOMENTS = {
    "date": ("day", "string"), "unix": ("unixSeconds", "number"), "unix_ms": ("unixMilliseconds", "number"),
}  # fmt: skip
_FORMATS: dict[tuple[str, str | None, int | None, bool], str] = {
    ("email", EMAIL_PATTERN, EMAIL_LENGTH, False): "email",
    ("url", URL_PATTERN, URL_LENGTH, False): "url",
}
_PATTERNS = {EMAIL_PATTERN: "EMAIL", URL_PATTERN: "URL"}
_INT_RANGE = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**53) + 1, 2**53 - 1)}

_ROOM = WIDTH - 4
"""How long a member may be, wherever its object stands."""

NESTED = "src/schemas/nested.ts"
"""Views that others show inside; they need nothing of the modules that need them."""


def const(name: str) -> str:
    """What a schema is called whose type has this name: `documentCreate`."""
    return name[:1].lower() + name[1:]


def view_class(shape: Shape) -> str:
    """`BookView`."""
    return f"{shape.name}View"


def view_function(shape: Shape) -> str:
    """`bookView`."""
    return const(view_class(shape))


@dataclass(frozen=True)
class Schema:
    """The schema of a member: what its value is, and what becomes of one that was not sent."""

    plain: str
    absence: str = ""

    def __str__(self) -> str:
        return f"{self.plain}{self.absence}"


class FieldPrinter:
    """Prints fields of one module; `enums` are the enum types that exist."""

    def __init__(self, imports: Imports, enums: dict[str, tuple[str, ...]]) -> None:
        self._imports = imports
        self._enums = enums
        self._constants = enum_constants(enums)
        self.owner = ""
        """Name of the schema whose fields are printed."""
        self.aliases: list[str] = []
        """Lines with schemas that were given a name; they stand before the object whose members they are."""

    def body(self, field: Member, *, patch: bool, cell: bool = False) -> Schema:
        """The schema of a member of a request body; in a patch, what was not sent stays absent.

        A `cell` of a table or a part of a form holds text.
        """
        schema = self._input(field.type, _TEXTS if cell else _BODY)
        absent = ".nullable()" if field.nullable else ""
        if field.required:
            return Schema(schema, absent)
        if patch or (field.default is None and not field.nullable):
            return Schema(schema, f"{absent}.exactOptional()")
        if field.default is None:
            return Schema(schema, f"{absent}.default(null)")
        return Schema(schema, f"{absent}.default({self._default(field.default, field.type)})")

    def query(self, field: Member) -> Schema:
        """The schema of a query parameter: one that was not sent is null, or has its default."""
        schema = self._input(field.type, _TEXTS)
        if field.required:
            return Schema(schema)
        if field.default is not None:
            return Schema(schema, f".default({self._default(field.default, field.type)})")
        return Schema(schema, ".default([])" if field.type.kind == "array" else ".nullable().default(null)")

    def parameter(self, field: Member) -> str:
        """The schema of a path parameter."""
        return self._input(field.type, _TEXTS)

    def line(self, field: Member, schema: Schema) -> str:
        """A member of the object whose schema is printed; one that is too long for a line gets a name of its own."""
        head, plain = f"{key(field.wire)}: ", schema.plain
        kind = field.type.items if field.type.items is not None else field.type
        if len(f"{head}{schema},") > _ROOM and kind.kind == "enum":
            listed, name = self.values(kind), f"{snake(f'{self.owner}{field.name.pascal}').upper()}_VALUES"
            self.aliases += assignment(name, f"{listed} as const")
            plain = plain.replace(listed, name, 1)
        if len(f"{head}{plain}{schema.absence},") <= _ROOM:
            return f"{head}{plain}{schema.absence},"
        name = f"{const(self.owner)}{field.name.pascal}Schema"
        if len(f"{head}{name}{schema.absence},") <= _ROOM:
            self.aliases += assignment(name, plain)
            return f"{head}{name}{schema.absence},"
        self.aliases += assignment(name, f"{plain}{schema.absence}")
        return f"{head}{name},"

    def wire_type(self, kind: ValueType) -> str:
        """The type of a value as it goes over the wire."""
        if kind.format is not None:
            return _SHOWN_MOMENTS[kind.format][1]
        if kind.kind == "array":
            items = self.wire_type(kind.items) if kind.items is not None else "string"
            return f"readonly {f'({items})' if ' ' in items else items}[]"
        if kind.kind == "enum":
            return annotation(kind, self._imports, self._enums)
        return _WIRE.get(kind.kind, "string")

    def host_type(self, kind: ValueType, *, nullable: bool = False) -> str:
        """The type of a value in the program."""
        return optional(annotation(kind, self._imports, self._enums), nullable)

    def shown(self, kind: ValueType, source: str, *, nullable: bool) -> str:
        """The wire form of the value in `source`, which is a variable or a property."""
        if kind.format is not None:
            function = self._imports.name(_MOMENTS, _SHOWN_MOMENTS[kind.format][0])
            return _called(function, source, nullable)
        if kind.kind == "decimal":
            return _method(source, f"toFixed({kind.scale})", nullable)
        if kind.kind == "binary":
            return _method(source, "toString('base64')", nullable)
        if kind.kind == "array" and kind.items is not None:
            inner = self.shown(kind.items, "item", nullable=False)
            return source if inner == "item" else _method(source, f"map((item) => {inner})", nullable)
        return source

    def _input(self, kind: ValueType, names: dict[str, str]) -> str:
        if kind.kind in ("int32", "int64"):
            low, high = _INT_RANGE[kind.kind]
            return self._value(names[kind.kind], self._bounds(kind, low, high))
        if kind.kind == "float":
            return self._value(names["float"], self._bounds(kind, None, None))
        if kind.kind == "decimal":
            return self._decimal(kind)
        if kind.kind == "enum":
            return f"{self._named('choice')}({self.values(kind)})"
        if kind.kind == "array":
            return self._array(kind, names)
        if kind.kind == "members":
            return f"{self._imports.name('src/core/members.ts', 'members')}()"
        if kind.shape is not None:
            return const(kind.shape)
        if kind.kind == "binary" or kind.kind not in names:
            return self._string(kind)
        return self._value(names[kind.kind], [])

    def _string(self, kind: ValueType) -> str:
        named = _FORMATS.get((kind.kind, kind.pattern, kind.max_length, bool(kind.min_length)))
        folded = [("folded", "true")] if kind.folded else []
        if named is not None:
            return self._value(named, folded)
        limits = [("min", number(kind.min_length))] if kind.min_length else []
        limits += [("max", number(kind.max_length))] if kind.max_length is not None else []
        if kind.kind == "binary":
            return self._value("binary", limits)
        if kind.pattern in _PATTERNS:
            limits.append(("pattern", self._imports.name("src/core/formats.ts", _PATTERNS[kind.pattern])))
        elif kind.pattern is not None:
            limits.append(("pattern", pattern(f"^(?:{kind.pattern})$")))
        if kind.needs:
            limits.append(("needs", f"[{', '.join(text(need) for need in kind.needs)}]"))
        return self._value("text", [*limits, *folded])

    def _decimal(self, kind: ValueType) -> str:
        options = [("digits", str(kind.precision)), ("places", str(kind.scale))]
        for name, bound in (("min", kind.minimum), ("max", kind.maximum)):
            options += [(name, text(format(bound, "f")))] if bound is not None else []
        return self._value("decimal", options)

    def _bounds(self, kind: ValueType, low: int | None, high: int | None) -> list[tuple[str, str]]:
        found = []
        for name, bound, limit in (("min", kind.minimum, low), ("max", kind.maximum, high)):
            if bound is not None and bound != limit:
                found.append((name, number(bound)))
        return found

    def values(self, kind: ValueType) -> str:
        """The values of an enum: the constant that lists them, or the list."""
        if kind.enum is not None and self._enums.get(kind.enum) == kind.values:
            return self._imports.name(ENUMS, self._constants[kind.enum])
        return f"[{', '.join(text(value) for value in kind.values)}]"

    def _array(self, kind: ValueType, names: dict[str, str]) -> str:
        assert kind.items is not None
        most = record([("max", number(kind.max_items))] if kind.max_items is not None else [])
        items = self._input(kind.items, names)
        return f"{self._named('list' if names is _BODY else 'distinctList')}({items}, {most})"

    def _default(self, default: Default, kind: ValueType) -> str:
        if default.now:
            return self._imports.name("src/core/clock.ts", "now")
        return typed(default.literal, kind, self._imports)

    def _value(self, name: str, options: list[tuple[str, str]]) -> str:
        return f"{self._named(name)}({record(options) if options else ''})"

    def _named(self, name: str) -> str:
        return self._imports.name(_VALUES, name)


def _method(source: str, call: str, nullable: bool) -> str:
    return f"{source}?.{call} ?? null" if nullable else f"{source}.{call}"


def _called(function: str, source: str, nullable: bool) -> str:
    return f"{source} === null ? null : {function}({source})" if nullable else f"{function}({source})"
