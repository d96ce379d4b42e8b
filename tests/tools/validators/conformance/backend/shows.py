"""What views compute, interpreted row by row."""

from typing import Any

from tests.tools.validators.conformance.backend.reads import Context, Reader
from tests.tools.validators.conformance.backend.store import Row, comparable
from tools.blueprint.plan import operation as plan
from tools.blueprint.plan import store as calls
from tools.blueprint.plan.store import Computed, Nest
from tools.validators.conformance.knowledge import wire_value


class Shows(Reader):
    """Puts values, rows inside and lists of rows beside the rows that are shown."""

    def _ShowRows(self, node: plan.ShowRows, context: Context) -> None:
        bound = context.bound[node.bind]
        rows = bound["rows"] if node.page else [bound]
        arguments = self._arguments(node.call, context)
        self.store.reads += len(node.call.lists)
        shown = [self._beside(node.call, context, row, arguments) for row in rows]
        if node.page and "shows the values of another row" in self.faults:
            shown.reverse()
        rows = [{**row, "__shown__": values} for row, values in zip(rows, shown, strict=True)]
        context.bound[node.bind] = {**bound, "rows": rows} if node.page else rows[0]

    def _beside(
        self, shows: calls.ComputeValues | Nest | calls.ListNest, context: Context, row: Row, arguments: dict[str, Any]
    ) -> Row:
        def read(item: Computed) -> Any:
            return wire_value(self.value(item.value, context, row, arguments), item.type)

        inside: Row = {}
        for nest in shows.nests:
            columns = {item.name: read(item) for item in nest.columns}
            if "shows the outer row inside" in self.faults:
                columns |= {name: wire_value(row[name], nest.key.type) for name in columns if name == nest.key.name}
            beside = self._beside(nest, context, row, arguments)
            inside[nest.name] = None if read(nest.key) is None else {**columns, "__shown__": beside}
        for item in () if isinstance(shows, Nest) else shows.lists:
            inside[item.name] = self._listed(item, shows.table, context, row, arguments)
        return {**{item.name: read(item) for item in shows.values}, **inside}

    def _listed(
        self, nest: calls.ListNest, table: str, context: Context, owner: Row, arguments: dict[str, Any]
    ) -> list[Any]:
        key = self.store.table(table).primary_key[0]
        found: list[Any] = []
        for row in self._of_owner(nest, owner[key]):
            alive = all(self.value(item.predicate, context, row, arguments) for item in nest.conditions)
            if not alive and "shows deleted rows" not in self.faults:
                continue
            if nest.show is not None:
                found.append(wire_value(self.value(nest.show.value, context, row, arguments), nest.show.type))
                continue
            columns = {
                item.name: wire_value(self.value(item.value, context, row, arguments), item.type)
                for item in nest.columns
            }
            found.append({**columns, "__shown__": self._beside(nest, context, row, arguments)})
        return found[: nest.most]

    def _of_owner(self, nest: calls.ListNest, key: object) -> list[Row]:
        """The rows that belong to the row with this key, in order."""
        rows = self.store.rows[nest.table]
        if nest.link is None:
            pairs = [(row, row) for row in rows if row[nest.near] == key]
        else:
            links = [link for link in self.store.rows[nest.link] if link[nest.near] == key]
            pairs = [(row, link) for row in rows for link in links if row[nest.key.name] == link[nest.far or ""]]
        orders = (*nest.order, calls.ListOrder(nest.key.name, False, False))
        for order in reversed(() if "lists in any order" in self.faults else orders):
            table = self.store.table(nest.link if order.of_link and nest.link is not None else nest.table)
            kind, side = table.column(order.column).type, int(order.of_link)
            full = [pair for pair in pairs if pair[side][order.column] is not None]
            full.sort(
                key=lambda pair, side=side, name=order.column, kind=kind: comparable(kind, pair[side][name]),  # type: ignore[misc]
                reverse=order.descending,
            )
            pairs = full + [pair for pair in pairs if pair[side][order.column] is None]
        return [row for row, _ in pairs]
