"""Nodes inside nodes: loops and branches, all or nothing."""

import copy
from collections.abc import Iterable
from typing import Any

from tests.tools.validators.conformance.backend.reads import Context, Refused
from tests.tools.validators.conformance.backend.shows import Shows
from tests.tools.validators.conformance.backend.store import comparable
from tools.blueprint.plan import operation as plan
from tools.blueprint.plan.expr import InputValue
from tools.blueprint.plan.operation import inner


class Flow(Shows):
    """Runs what is inside, and takes back what was written when it is refused half-way."""

    def run(self, context: Context) -> None:
        nested = any(inner(node) for node in context.operation.nodes)
        before = copy.deepcopy(self.store.rows) if nested else None
        try:
            super().run(context)
        except Refused:
            if before is not None and "half of it stays" not in self.faults:
                self.store.rows = before
            raise

    def _inner(self, nodes: Iterable[plan.Node], context: Context) -> None:
        for node in nodes:
            getattr(self, f"_{type(node).__name__}")(node, context)

    def _ForEach(self, node: plan.ForEach, context: Context) -> None:
        for place, item in enumerate(self._items(node, context)):
            context.bound[node.bind] = item
            if isinstance(node.items, InputValue):
                context.places[node.bind] = f"{context.pointer(node.items.name, None)}/{place}"
            if node.place is not None:
                context.bound[node.place] = place
            self._inner(node.nodes, context)
            if "only the first item" in self.faults:
                return

    def _items(self, node: plan.ForEach, context: Context) -> list[Any]:
        if isinstance(node.items, InputValue):
            return list(self.value(node.items, context) or ())
        rows = self._rows(node.items, context)
        if node.over is not None and len(rows) > node.items.most:
            raise Refused(node.over)
        table = self.store.table(node.items.table)
        for column, descending in reversed((*node.items.order, *((name, False) for name in table.primary_key))):
            kind = table.column(column).type
            full = sorted(
                (row for row in rows if row[column] is not None),
                key=lambda row, column=column, kind=kind: comparable(kind, row[column]),  # type: ignore[misc]
                reverse=descending,
            )
            rows = full + [row for row in rows if row[column] is None]
        return rows

    def _Branch(self, node: plan.Branch, context: Context) -> None:
        holds = self.value(node.condition, context)
        if "takes the other branch" in self.faults:
            holds = not holds
        self._inner(node.then if holds else node.otherwise, context)
