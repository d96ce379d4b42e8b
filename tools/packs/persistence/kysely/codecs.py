"""What the store keeps of a value, and how a printed value becomes that and is read again."""

from decimal import Decimal

from tools.blueprint.plan.expr import Literal
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.values import ValueType
from tools.packs.languages.typescript.annotations import ENUMS, annotation, enum_constants
from tools.packs.languages.typescript.imports import Imports
from tools.packs.languages.typescript.literals import text
from tools.packs.languages.typescript.typed import typed

COLUMNS = "src/core/columns.ts"
_NAMES = {
    "int32": "int32", "int64": "int64", "float": "float", "bool": "boolean", "uuid": "key", "date": "date",
    "datetime": "timestamp", "binary": "binary", "json": "document",
}  # fmt: skip
_WHOLE = frozenset({"int32", "int64", "bool", "decimal"})
"""What a store without types of its own for them keeps as whole numbers."""
_OWN = frozenset({"uuid", "date", "datetime", "binary", "json", "array"})


class Codecs:
    """Prints conversions for one module."""

    def __init__(self, plan: RenderPlan, imports: Imports) -> None:
        self.native = "decimal" in plan.capabilities
        """Whether the store has types of its own for decimals and booleans."""
        self._imports = imports
        self._enums = plan.enums

    def codec(self, kind: ValueType) -> str:
        """The codec of a type: `columns.exact(14, 4)`."""
        self._imports.module(COLUMNS, "columns")
        if kind.kind == "decimal":
            return f"columns.exact({kind.precision or 38}, {kind.scale or 0})"
        if kind.kind == "array" and kind.items is not None:
            return f"columns.list({self.codec(kind.items)})"
        if (enum := self.enum(kind)) is not None:
            return f"columns.choice({self._imports.name(ENUMS, enum_constants(self._enums)[enum])})"
        return f"columns.{_NAMES.get(kind.kind, 'text')}"

    def enum(self, kind: ValueType) -> str | None:
        """The name of the type that lists the values of an enum; None for all else."""
        if kind.kind != "enum":
            return None
        if kind.enum is not None and self._enums.get(kind.enum) == kind.values:
            return kind.enum
        # A type that is called otherwise and lists the same values is the same.
        return next((name for name, values in self._enums.items() if set(values) == set(kind.values)), None)

    def host_type(self, kind: ValueType) -> str:
        """The type of a value in the program."""
        if kind.kind != "enum":
            return annotation(kind, self._imports, self._enums)
        enum = self.enum(kind)
        listed = " | ".join(text(value) for value in kind.values) or "string"
        return listed if enum is None else self._imports.type_name(ENUMS, enum)

    def shape(self, kind: ValueType) -> str:
        """Values of one shape go together in an expression without a word about types."""
        if not self.native and kind.kind in _WHOLE:
            return "whole"
        if kind.kind in ("int32", "int64", "float"):
            return "number"
        if (enum := self.enum(kind)) is not None:
            return f"enum {enum}"
        return kind.kind if kind.kind in _OWN or kind.kind in ("bool", "decimal") else "text"

    def stored_type(self, kind: ValueType) -> str:
        """The type of what the store keeps."""
        match self.shape(kind):
            case "whole":
                return "number | bigint"
            case "number":
                return "number"
            case "bool":
                return "boolean"
            case "binary":
                return "Buffer" if self.native else "Uint8Array"
            case "json" | "array":
                return "unknown" if self.native else "string"
        enum = self.enum(kind)
        return "string" if enum is None else self._imports.type_name(ENUMS, enum)

    def store(self, value: str, kind: ValueType) -> str:
        """A host value as the store keeps it."""
        unlike = kind.kind in ("decimal", "json", "array") or (kind.kind == "bool" and not self.native)
        return f"{self.codec(kind)}.store({value})" if unlike else value

    def load(self, stored: str, kind: ValueType) -> str:
        """What the store keeps as a host value."""
        unlike = ("decimal", "array") if self.native else (*_WHOLE, "binary", "json", "array")
        return f"{self.codec(kind)}.load({stored})" if kind.kind in unlike else stored

    def constant(self, value: Literal, kind: ValueType | None = None) -> str:
        """A constant as the store keeps it, beside a value of this type."""
        kind = kind or value.type
        if value.value is None:
            return "null"
        if isinstance(value.value, bool):
            return typed(value.value, kind, self._imports) if self.native else str(int(value.value))
        if isinstance(value.value, tuple):
            items = kind.items if kind is not None and kind.kind == "array" else kind
            return f"[{', '.join(self.constant(Literal(item, items), items) for item in value.value)}]"
        if kind is not None and kind.kind == "decimal":
            exact = Decimal(str(value.value))
            return text(format(exact, "f")) if self.native else self.store(typed(exact, kind, self._imports), kind)
        return typed(value.value, kind, self._imports)

    def operand(self, value: str, kind: ValueType) -> str:
        """A host value as an operand that tells its type."""
        # Among operands an enum is a text like others.
        codec = "columns.text" if kind.kind == "enum" else self.codec(kind)
        self._imports.module(COLUMNS, "columns")
        return f"columns.literal({value}, {codec})"
