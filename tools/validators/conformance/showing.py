"""What a view shows of a row beside its columns, as far as the rows that a case made can tell."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from tools.blueprint.plan.shapes import Field, Shape
from tools.blueprint.plan.store import Computed, ComputeValues, ListNest, ListOrder, Nest, Parameter
from tools.validators.conformance.evaluate import Unknown, comparable
from tools.validators.conformance.knowledge import Row, wire_value
from tools.validators.conformance.shapes import view_matcher
from tools.validators.conformance.world import World

Told = dict[str, object]
"""Wire name → value; of rows inside, a matcher of the whole object or list."""


@dataclass(frozen=True, slots=True)
class Looking:
    """Somebody looks at a row: who, and what the call is given."""

    world: World
    viewer: Row
    parameters: tuple[Parameter, ...]

    def told(self, view: Shape, call: ComputeValues, row: Row, key: object) -> Told:
        """What can be told; `key` is the reference to the row's key."""
        found = self._beside(view, row, call.values, call.nests)
        return {**found, **self._lists(view, call.lists, key)}

    def _beside(self, view: Shape, row: Row, values: Sequence[Computed], nests: Sequence[Nest]) -> Told:
        fields = _computed(view)
        found: Told = {}
        for item in values:
            with suppress(Unknown):
                found[fields[item.name].wire] = self._value(item, row)
        for nest in nests:
            field = fields[nest.name]
            assert field.view is not None
            with suppress(Unknown):
                inside = self._beside(field.view, row, nest.values, nest.nests)
                inside |= self._columns(field.view, nest.columns, row)
                there = self._value(nest.key, row) is not None
                found[field.wire] = view_matcher(field.view, inside) if there else None
        return found

    def _lists(self, view: Shape, lists: Sequence[ListNest], key: object) -> Told:
        fields = _computed(view)
        found: Told = {}
        for nest in lists:
            with suppress(Unknown):
                rows = self._ordered(nest, self.world.listed(nest, key))
                if nest.show is not None:
                    rows = [row for row in rows if self._value(nest.show, row) is not None]
                items = [self._item(fields[nest.name], nest, item) for item in rows[: nest.most]]
                found[fields[nest.name].wire] = items if nest.show is not None else {"items": items}
        return found

    def _item(self, field: Field, nest: ListNest, row: Row) -> object:
        if nest.show is not None:
            return self._value(nest.show, row)
        assert field.view is not None
        inside = self._beside(field.view, row, nest.values, nest.nests)
        inside |= self._columns(field.view, nest.columns, row)
        inside |= self._lists(field.view, nest.lists, row[nest.key.name])
        return view_matcher(field.view, inside)

    def _ordered(self, nest: ListNest, rows: list[tuple[Row, Row]]) -> list[Row]:
        """In the order of the list; rows that are equal in it stand in the order in which they were made."""
        for order in reversed(nest.order):
            kind = next((item.type.kind for item in nest.columns if item.name == order.column), "")
            held = [(_placed(order, pair, kind), pair) for pair in rows]
            there = [item for item in held if item[0] is not None]
            there.sort(key=lambda item: item[0], reverse=order.descending)  # type: ignore[arg-type, return-value]
            rows = [pair for _, pair in (*there, *(item for item in held if item[0] is None))]
        return [row for row, _ in rows]

    def _columns(self, view: Shape, columns: Sequence[Computed], row: Row) -> Told:
        shown = {item.column: item.wire for item in view.fields if item.column is not None}
        found: Told = {}
        for column in columns:
            with suppress(Unknown):
                found[shown[column.name]] = self._value(column, row)
        return found

    def _value(self, item: Computed, row: Row) -> object:
        value = self.world.value(item.value, row, self.viewer, self.parameters)
        return value if isinstance(value, dict) else wire_value(value, item.type)


def _computed(view: Shape) -> dict[str, Field]:
    return {item.name.snake: item for item in view.fields if item.computed}


def _placed(order: ListOrder, pair: tuple[Row, Row], kind: str) -> object:
    """The value that places a row in the order. Raises Unknown where it is not told, or only the server knows it."""
    row = pair[1 if order.of_link else 0]
    if order.column not in row or isinstance(row[order.column], dict):
        raise Unknown
    return comparable(row[order.column], kind)
