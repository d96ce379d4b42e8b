"""Nodes inside nodes: loops and branches, all or nothing."""

import copy
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from tests.tools.validators.conformance.backend.reads import Context, Refused, Row
from tests.tools.validators.conformance.backend.shows import Shows
from tests.tools.validators.conformance.backend.store import comparable, wire
from tools.blueprint.plan import operation as plan
from tools.blueprint.plan.expr import InputValue
from tools.blueprint.plan.operation import every, inner
from tools.blueprint.plan.shapes import ErrorCase
from tools.validators.conformance.replies import usual


class Flow(Shows):
    """Runs what is inside, and takes back what was written when it is refused half-way."""

    def run(self, context: Context) -> None:
        context.before = self._state(context)
        emits = [node for node in every(context.operation.nodes) if isinstance(node, plan.Emit)]
        try:
            super().run(context)
        except Refused:
            before, told = context.before
            del self.store.events[told:]
            if "tells of what was refused" in self.faults:
                self._inner(emits[:1], context)
            if before is not None and "half of it stays" not in self.faults:
                self.store.rows = before
            raise

    def _state(self, context: Context) -> tuple[dict[str, list[Row]] | None, int]:
        """What is there now: the rows, if more than one node may write, and how many events."""
        nested = any(inner(node) for node in context.operation.nodes)
        return copy.deepcopy(self.store.rows) if nested else None, len(self.store.events)

    def look(self, node: plan.Present, context: Context) -> None:
        """Whether what must be there first is there."""
        self._inner(node.nodes, context)

    def _Present(self, node: plan.Present, context: Context) -> None:
        """Looked for before."""

    def _Ask(self, node: plan.Ask, context: Context) -> None:
        self._inner(node.nodes, context)
        call = self.store.plan.port(node.port).call(node.call)
        address = f"{node.port}/{call.name.kebab}"
        wires = {field.name.snake: field for field in call.question.fields}
        question = {wires[name].wire: wire(wires[name].type, self.value(value, context)) for name, value in node.sent}
        if "asks nothing" in self.faults:
            question = dict.fromkeys(question)
        key = str(uuid4()) if context.key is None or "another key each time" in self.faults else context.key
        for _ in range(2 if "asks twice" in self.faults else 1):
            self.store.questions.append({"call": address, "key": key, "authorized": True, "question": question})
        self._wait(address)
        # Others have written meanwhile, and the operation itself has not yet.
        context.before = self._state(context)
        status, answer = self.store.answers.get(address, (200, usual(self.store.plan)[address]))
        readable = isinstance(answer, dict) and all(field.wire in answer for field in call.reply.fields)
        if status != 200 or not readable:
            if "takes no answer for one" in self.faults:
                answer = usual(self.store.plan)[address]
            else:
                raise Refused(node.error)
        context.bound[node.bind or ""] = {field.name.snake: answer[field.wire] for field in call.reply.fields}

    def _wait(self, address: str) -> None:
        """Waits for the answer; nothing is locked meanwhile."""
        if "locked while it asks" in self.faults:
            self.store.holding.wait(address)
            return
        self.store.lock.release()
        try:
            self.store.holding.wait(address)
        finally:
            self.store.lock.acquire()

    def _Emit(self, node: plan.Emit, context: Context) -> None:
        shape = next(item.shape for item in self.store.plan.events if item.type == node.event)
        wires = {field.name.snake: field for field in shape.fields}
        data = {wires[name].wire: wire(wires[name].type, self.value(value, context)) for name, value in node.members}
        if "tells nulls" in self.faults:
            data = dict.fromkeys(data)
        moment = self.store.clock.told()
        times = 0 if "forgets events" in self.faults else 2 if "tells twice" in self.faults else 1
        for _ in range(times):
            self.store.events.append({
                "specversion": "1.0", "id": str(uuid4()), "source": "/backend", "type": node.event, "time": moment,
                "datacontenttype": "application/json", "data": data,
            })  # fmt: skip

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
        if not rows and node.items.table == self.store.account and "says who has an account" in self.faults:
            raise Refused(ErrorCase("not_found", 404, "Not found"))
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
