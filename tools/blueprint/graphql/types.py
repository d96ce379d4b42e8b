"""Types of the schema, made as fields ask for them; every name is given once."""

import re
from collections.abc import Iterable

from tools.blueprint.graphql.model import Connection, EnumType, EnumValue, InputType, ObjectType, ValueField
from tools.blueprint.graphql.scalars import BUILT_IN, DESCRIPTIONS, scalar_of
from tools.blueprint.names import camel, numbered
from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.shapes import Field, Shape
from tools.blueprint.plan.store import AggregateRows
from tools.blueprint.plan.values import ValueType

TOKENS = "Tokens"
_TAKEN = BUILT_IN | DESCRIPTIONS.keys() | {"Query", "Mutation", "Subscription", "PageInfo", TOKENS}
_NO_ENUM_VALUE = frozenset({"TRUE", "FALSE", "NULL"})


class TypeRegistry:
    """The types of one schema. The same content under the same wanted name is one type."""

    def __init__(self) -> None:
        self._names: dict[str, object] = dict.fromkeys(sorted(_TAKEN))
        self._scalars: set[str] = set()
        self.enums: list[EnumType] = []
        self.inputs: list[InputType] = []
        self.objects: dict[str, ObjectType] = {}
        self.connections: list[Connection] = []

    @property
    def scalars(self) -> tuple[str, ...]:
        """Custom scalars in use, sorted."""
        return tuple(sorted(self._scalars))

    def reference(self, type: ValueType, *, required: bool) -> str:
        """The reference to a value's type: `[Int!]!`."""
        if type.kind == "array" and type.items is not None:
            text = f"[{self.reference(type.items, required=True)}]"
        elif type.kind == "enum":
            text = self.enum_type(type.enum or "Choice", type.values)
        else:
            text = scalar_of(type)
            if text in DESCRIPTIONS:
                self._scalars.add(text)
        return f"{text}!" if required else text

    def enum_type(self, wanted: str, values: Iterable[str]) -> str:
        """An enum over wire values."""
        wire = tuple(values)
        name, new = self._claim(wanted, ("enum", wire))
        if new:
            self.enums.append(EnumType(name, "", _enum_values(wire)))
        return name

    def order(self, wanted: str, keys: Iterable[str]) -> str:
        """An enum over sort keys: `PRICE_ASC`, `PRICE_DESC`."""
        wire = tuple(keys)
        name, new = self._claim(wanted, ("enum", wire))
        if new:
            self.enums.append(EnumType(name, "Keys to sort by. Nulls come last.", _enum_values(wire, order=True)))
        return name

    def input_type(self, wanted: str, fields: Iterable[Field], shape: Shape | None, description: str) -> str:
        """An input object over fields."""
        values = self._values((field, field.required and not field.nullable) for field in fields)
        name, new = self._claim(wanted, ("input", values))
        if new:
            self.inputs.append(InputType(name, description, shape, values))
        return name

    def object_type(self, view: Shape, description: str) -> str:
        """The object type of a view; its nested fields come later."""
        name, new = self._claim(view.name, ("object", view.name))
        if new:
            values = self._values((field, not field.nullable) for field in view.fields)
            self.objects[name] = ObjectType(name, description, view, values)
        return name

    def group(self, operation: OperationPlan, call: AggregateRows) -> str:
        """The object type of one group of an aggregate."""
        name, new = self._claim(f"{operation.name.pascal}Group", ("group", operation.name.snake))
        if new:
            text = "Value that the group shares; null for rows without one, and for the one group of all rows."
            measures = tuple(
                ValueField(
                    camel(measure.name),
                    self.reference(measure.type, required=measure.function == "count"),
                    None,
                    measure,
                )
                for measure in call.measures
            )
            fields = (ValueField("group", "String", None, description=text), *measures)
            self.objects[name] = ObjectType(name, "One group of rows.", None, fields, operation=operation)
        return name

    def connection(self, node: str) -> str:
        """The connection over an object type."""
        name, new = self._claim(f"{node}Connection", ("connection", node))
        if new:
            edge, _ = self._claim(f"{node}Edge", ("edge", node))
            self.connections.append(Connection(name, edge, node))
        return name

    def _values(self, fields: Iterable[tuple[Field, bool]]) -> tuple[ValueField, ...]:
        """Each field, and whether it is never null."""
        listed = list(fields)
        names = distinct(field.name.camel for field, _ in listed)
        return tuple(
            ValueField(name, self.reference(field.type, required=required), field, description=field.description)
            for name, (field, required) in zip(names, listed, strict=True)
        )

    def _claim(self, wanted: str, content: object) -> tuple[str, bool]:
        """The name for this content, and whether it is a new one."""
        name, number = wanted, 1
        while name in self._names:
            if self._names[name] == content:
                return name, False
            number += 1
            name = f"{wanted}{number}"
        self._names[name] = content
        return name, True


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """The names, the later ones of equal ones numbered."""
    found: dict[str, None] = {}
    for name in names:
        found[next(text for text in numbered(name) if text not in found)] = None
    return tuple(found)


def _enum_values(wire: tuple[str, ...], *, order: bool = False) -> tuple[EnumValue, ...]:
    found: dict[str, EnumValue] = {}
    for value in wire:
        wanted = _enum_name(value.removeprefix("-") if order else value)
        if order:
            wanted += "_DESC" if value.startswith("-") else "_ASC"
        name, number = wanted, 1
        while name in found or name in _NO_ENUM_VALUE:
            number += 1
            name = f"{wanted}_{number}"
        found[name] = EnumValue(name, value)
    return tuple(found.values())


def _enum_name(value: str) -> str:
    """`very long` and `veryLong` → `VERY_LONG`."""
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", value)
    text = re.sub(r"[^A-Za-z0-9]+", "_", spaced).strip("_").upper()
    return f"VALUE_{text}".rstrip("_") if not text or text[0].isdigit() else text
