"""Prints fields of pydantic models: the annotation with its constraints, the alias and the default."""

from tools.blueprint.lower.types import EMAIL_LENGTH, EMAIL_PATTERN, URL_LENGTH, URL_PATTERN
from tools.blueprint.plan.shapes import Field, Shape
from tools.blueprint.plan.values import Default, Member, ValueType
from tools.packs.languages.python.annotations import enum_members
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.layout import WIDTH, assignment, bracketed
from tools.packs.languages.python.literals import number, pattern, text
from tools.packs.languages.python.typed import typed

_VALUES = "app.core.values"
_NULLS = "app.core.nulls"
_BODY = {
    "int32": "Int32", "int64": "Int64", "float": "Float", "bool": "bool", "uuid": "Id", "date": "Date",
    "datetime": "DateTime", "json": "JsonDocument", "binary": "Binary", "decimal": "DecimalString",
}  # fmt: skip
_QUERY = _BODY | {"int32": "Int32Text", "int64": "Int64Text", "float": "FloatText", "bool": "BooleanText"}
_VIEW = {
    "int32": "int", "int64": "int", "float": "float", "bool": "bool", "uuid": "Id", "date": "Date",
    "datetime": "DateTime", "binary": "Binary",
}  # fmt: skip
_MOMENTS = {"date": "Day", "unix": "UnixSeconds", "unix_ms": "UnixMilliseconds"}
_FORMATS: dict[tuple[str, str | None, int | None, bool], str] = {
    ("email", EMAIL_PATTERN, EMAIL_LENGTH, False): "Email",
    ("url", URL_PATTERN, URL_LENGTH, False): "Url",
}
_INT_RANGE = {"int32": (-(2**31), 2**31 - 1), "int64": (-(2**53) + 1, 2**53 - 1)}


NESTED = "app.schemas.nested"
"""Views that others show inside; they need nothing of the modules that need them."""


def view_class(shape: Shape) -> str:
    """`BookView`."""
    return f"{shape.name}View"


class FieldPrinter:
    """Prints fields of one module; `enums` are the enum classes that exist."""

    def __init__(self, imports: Imports, enums: dict[str, tuple[str, ...]], *, among_nested: bool = False) -> None:
        self._imports = imports
        self._among_nested = among_nested
        self._enums = enums
        self.owner = ""
        """Name of the class whose fields are printed."""
        self.aliases: list[str] = []
        """Lines with types that were given a name."""

    def body(self, field: Member, *, patch: bool, cell: bool = False) -> list[str]:
        """A member of a request body; in a patch, what was not sent stays absent. A `cell` of a table holds text."""
        is_content = isinstance(field, Field) and field.file is not None and field.file.holds == "content"
        kind = self._bytes(field) if is_content else self._input(field.type, _QUERY if cell else _BODY)
        if field.nullable:
            kind = f"{kind} | None"
        if field.required:
            return self._line(field, kind, None)
        if field.nullable and (patch or field.default is None):
            return self._line(field, kind, "None")
        if patch or field.default is None:
            return self._line(field, kind, self._imports.name("app.schemas.base", "ABSENT"))
        return self._line(field, kind, self._default(field.default, field.type))

    def query(self, field: Field) -> list[str]:
        """A query parameter."""
        kind = self._input(field.type, _QUERY)
        if field.required:
            return self._line(field, kind, None)
        if field.default is not None:
            return self._line(field, kind, self._default(field.default, field.type))
        if field.type.kind == "array":
            return self._line(field, kind, "()")
        return self._line(field, f"{kind} | None", "None")

    def parameter(self, field: Field, argument: str) -> str:
        """A path parameter of a route."""
        kind = self._input(field.type, _QUERY)
        if field.wire != argument:
            self._imports.add("fastapi", "Path")
            kind = f"{self._annotated()}[{kind}, Path(alias={text(field.wire)})]"
        return f"{argument}: {kind}"

    def view(self, field: Field, attribute: str | None) -> list[str]:
        """A member of a response; `attribute` of the row holds it, where it is no computed value."""
        kind = self.shown(field.type) if field.view is None else self._nested(field.view, field.type)
        if field.nullable and kind != "Any":
            kind = f"{kind} | None"
        computed = f"shown__{field.name.snake}" if field.computed else attribute
        source = f"link__{field.column}" if field.link else computed
        options = []
        if source is not None and source != field.name.attr:
            options.append(f"validation_alias={text(source)}")
        if field.wire != field.name.attr:
            options.append(f"serialization_alias={text(field.wire)}")
        if not field.required:
            options.append(f"exclude_if={self._imports.name(_NULLS, 'is_null')}")
        if not options:
            return [f"    {field.name.attr}: {kind}"]
        self._imports.add("pydantic", "Field")
        return bracketed(f"{field.name.attr}: {kind} = Field(", options, ")", 1)

    def _nested(self, shape: Shape, kind: ValueType) -> str:
        if not self._among_nested:
            self._imports.add(NESTED, view_class(shape))
        return f"list[{view_class(shape)}]" if kind.kind == "array" else view_class(shape)

    def shown(self, kind: ValueType) -> str:
        """The annotation of a value in a response."""
        if kind.kind == "decimal":
            self._imports.add("decimal", "Decimal")
            self._imports.add(_VALUES, "scaled")
            return f"{self._annotated()}[Decimal, scaled({kind.scale})]"
        if kind.format is not None:
            return self._imports.name("app.core.moments", _MOMENTS[kind.format])
        if kind.kind == "json":
            return self._imports.name("typing", "Any")
        if kind.kind == "array":
            return f"list[{self.shown(kind.items) if kind.items else 'str'}]"
        if kind.kind == "enum" and kind.enum is not None and self._enums.get(kind.enum) == kind.values:
            return self._imports.name("app.models.enums", kind.enum)
        return self._named(_VIEW.get(kind.kind, "str"))

    def _line(self, field: Member, kind: str, default: str | None) -> list[str]:
        name = field.name.attr
        if field.wire == name:
            return self._wrapped(field, kind, "" if default is None else f" = {default}")
        self._imports.add("pydantic", "Field")
        given = [] if default is None else [f"default={default}"]
        if default is not None and default.startswith("Field("):
            given = [default.removeprefix("Field(").removesuffix(")")]
        options = [*given, f"alias={text(field.wire)}"]
        return self._wrapped(field, kind, f" = Field({', '.join(options)})")

    def _wrapped(self, field: Member, kind: str, tail: str) -> list[str]:
        """A member on one line; a type that is too long for that gets a name of its own."""
        flat = f"    {field.name.attr}: {kind}{tail}"
        if len(flat) <= WIDTH:
            return [flat]
        bare = kind.removesuffix(" | None")
        name = bare
        if not bare.isidentifier():
            name = f"{self.owner}{field.name.pascal}"
            self.aliases += assignment(name, bare)
        whole = f"{name}{kind.removeprefix(bare)}"
        annotated = f"{field.name.attr}: {whole}"
        if not tail:
            return [f"    {annotated}"]
        if " | " in whole and len(f"    {annotated} = (") > WIDTH:
            return [f"    {field.name.attr}: (", f"        {whole}", f"    ){tail}"]
        return assignment(annotated, tail.removeprefix(" = "), 1)

    def _input(self, kind: ValueType, names: dict[str, str]) -> str:
        if kind.kind in ("int32", "int64"):
            low, high = _INT_RANGE[kind.kind]
            bounds = self._bounds(kind, low, high)
            return self._constrained(self._named(names[kind.kind]), bounds)
        if kind.kind == "float":
            return self._constrained(self._named(names["float"]), self._bounds(kind, None, None))
        if kind.kind == "decimal":
            return self._decimal(kind)
        if kind.kind == "enum":
            return self._choice(kind)
        if kind.kind == "array":
            return self._array(kind, names)
        if kind.kind == "members":
            return self._imports.name("app.core.members", "Members")
        if kind.shape is not None:
            return kind.shape
        if kind.kind == "binary" and kind.max_length is not None:
            self._imports.add("pydantic", "Field")
            lengths = self._lengths(kind)
            return f"{self._annotated()}[{self._named('Binary')}, Field({', '.join(lengths)})]"
        if kind.kind in names:
            return self._named(names[kind.kind])
        return self._string(kind)

    def _bytes(self, field: Member) -> str:
        """The content of a file: bytes as they came, not base64 in JSON."""
        self._imports.add("pydantic", "Field")
        return f"{self._annotated()}[bytes, Field({', '.join(self._lengths(field.type))})]"

    def _string(self, kind: ValueType) -> str:
        named = _FORMATS.get((kind.kind, kind.pattern, kind.max_length, bool(kind.min_length)))
        if named is not None:
            plain = self._imports.name("app.core.formats", named)
            return f"{self._annotated()}[{plain}, {self._named('LowerCase')}]" if kind.folded else plain
        parts = ["str"]
        limits = self._lengths(kind)
        if kind.pattern is not None:
            limits.append(f"pattern={pattern(f'^(?:{kind.pattern})$')}")
        if limits:
            self._imports.add("pydantic", "StringConstraints")
            parts.append(f"StringConstraints({', '.join(limits)})")
        parts.append(self._named("Clean"))
        if kind.needs:
            kinds = ", ".join(text(need) for need in kind.needs)
            parts.append(f"{self._imports.name('app.core.characters', 'holding')}({kinds})")
        if kind.folded:
            parts.append(self._named("LowerCase"))
        return f"{self._annotated()}[{', '.join(parts)}]"

    def _lengths(self, kind: ValueType) -> list[str]:
        limits = [f"min_length={kind.min_length}"] if kind.min_length else []
        return [*limits, f"max_length={number_of(kind.max_length)}"] if kind.max_length is not None else limits

    def _decimal(self, kind: ValueType) -> str:
        self._imports.add("pydantic", "Field")
        # Where all digits stand behind the point the bounds tell enough; `max_digits` would refuse the zero before it.
        parts = [] if kind.precision == kind.scale else [f"max_digits={kind.precision}"]
        parts.append(f"decimal_places={kind.scale}")
        for name, bound in (("ge", kind.minimum), ("le", kind.maximum)):
            if bound is not None:
                printed = number(bound)
                if printed.startswith("Decimal"):
                    self._imports.add("decimal", "Decimal")
                parts.append(f"{name}={printed}")
        return f"{self._annotated()}[{self._named('DecimalString')}, Field({', '.join(parts)})]"

    def _bounds(self, kind: ValueType, low: int | None, high: int | None) -> list[str]:
        found = []
        for name, bound, limit in (("ge", kind.minimum, low), ("le", kind.maximum, high)):
            if bound is not None and bound != limit:
                found.append(f"{name}={number(bound) if bound == bound.to_integral_value() else repr(float(bound))}")
        return found

    def _constrained(self, kind: str, bounds: list[str]) -> str:
        if not bounds:
            return kind
        self._imports.add("pydantic", "Field")
        return f"{self._annotated()}[{kind}, Field({', '.join(bounds)})]"

    def _choice(self, kind: ValueType) -> str:
        if kind.enum is not None and self._enums.get(kind.enum) == kind.values:
            return self._imports.name("app.models.enums", kind.enum)
        return f"{self._imports.name('typing', 'Literal')}[{', '.join(text(value) for value in kind.values)}]"

    def _array(self, kind: ValueType, names: dict[str, str]) -> str:
        assert kind.items is not None
        items = self._input(kind.items, names)
        if names is _BODY:
            self._imports.add("pydantic", "Field")
            return f"{self._annotated()}[list[{items}], Field(max_length={kind.max_items})]"
        self._imports.add("pydantic", "Field")
        checks = [self._named("ListText"), self._named("Distinct")]
        parts = [f"tuple[{items}, ...]", f"Field(max_length={kind.max_items})", *checks]
        return f"{self._annotated()}[{', '.join(parts)}]"

    def _default(self, default: Default, kind: ValueType) -> str:
        if default.now:
            self._imports.add("app.core", "clock")
            self._imports.add("pydantic", "Field")
            return "Field(default_factory=clock.now)"
        value = default.literal
        if kind.kind == "enum" and kind.enum is not None and self._enums.get(kind.enum) == kind.values:
            member = next(name for name, item in enum_members(kind.values) if item == value)
            return f"{kind.enum}.{member}"
        return typed(value, kind, self._imports)

    def _named(self, name: str) -> str:
        if name not in ("int", "float", "bool", "str"):
            self._imports.add(_VALUES, name)
        return name

    def _annotated(self) -> str:
        return self._imports.name("typing", "Annotated")


def number_of(value: int) -> str:
    """An int literal, thousands marked from five digits on."""
    return f"{value:_}" if abs(value) >= 10_000 else str(value)
