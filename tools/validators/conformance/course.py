"""What an operation with loops and branches surely comes to: its nodes gone through one by one, with what is known."""

from collections.abc import Iterable, Iterator, Mapping

from tools.blueprint.plan.expr import Argument, BoundValue, Call, Expr, InputValue, ViewerValue
from tools.blueprint.plan.operation import (
    Assign,
    Branch,
    Compute,
    Fetch,
    ForEach,
    Guard,
    Node,
    OperationPlan,
    RequireReferences,
    WriteSet,
    WriteStep,
    every,
    inner,
)
from tools.blueprint.plan.parts import parts_of
from tools.blueprint.plan.store import DeleteRow, FindRow, FindRows, InsertRow, UpdateRow, UpsertRow
from tools.validators.conformance.catalog import FEW, Catalog
from tools.validators.conformance.knowledge import Known, Row, given, inserted, told
from tools.validators.conformance.listed_rows import ListedRows, Seen
from tools.validators.conformance.moves import inputs_in, with_let
from tools.validators.conformance.scoping import equality, finds_deleted

_TOLD = BoundValue | InputValue | ViewerValue


class Unsure(Exception):
    """Nobody can tell beforehand whether the operation goes well."""


def is_nested(operation: OperationPlan) -> bool:
    """Whether some of its nodes stand inside others."""
    return any(inner(node) for node in operation.nodes)


class Course:
    """One call of an operation, of which the rows that its inputs name are fresh."""

    def __init__(
        self, catalog: Catalog, operation: OperationPlan, found: Iterable[str], answered: str | None, seen: Seen
    ) -> None:
        """`found`: names of rows that are there; `answered`: where the key of the answered row is.

        `seen`: what is known of a row that an item of a list names.
        """
        self._catalog = catalog
        self._operation = operation
        self._found = set(found)
        self._tables = dict(_tables(operation))
        self._answered = answered
        self._named: set[str] = set()
        """Inputs whose rows were found."""
        self._listed = ListedRows(seen)

    def after(self, known: Known) -> Known:
        """What is known when it went well. Raises Unsure."""
        return self._walk(self._operation.nodes, known, loop=None)

    def outside(self, known: Known) -> Known:
        """What is known still, whatever the nodes that stand inside others did."""
        return self._forgotten([part for node in self._operation.nodes for part in inner(node)], known)

    def leads_to(self, guard: int | None, known: Known) -> bool:
        """Whether nothing stands in the way of the end, or of a guard by its number among those in no other node."""
        nodes = self._operation.nodes
        guards = [place for place, node in enumerate(nodes) if isinstance(node, Guard)]
        try:
            self._walk(nodes if guard is None else nodes[: guards[guard]], known, loop=None)
        except Unsure:
            return False
        return True

    def _walk(self, nodes: Iterable[Node], known: Known, loop: ForEach | None) -> Known:
        for node in nodes:
            match node:
                case Fetch():
                    known = self._find(node.bind, node.call, known, loop)
                case Guard(condition=condition):
                    if known.holds(condition) is not True:
                        raise Unsure
                case RequireReferences(call=call):
                    place = "input" if call.source is None else call.source.bind
                    sent = [known.values.get(f"{place}.{item.field}") for item in call.references]
                    if not all(value is None or isinstance(value, Mapping) for value in sent):
                        raise Unsure
                case Assign():
                    known = with_let(node, known)
                case Compute(call=call) if loop is not None:
                    known = without(known, {item.name for item in call.values})
                case ForEach():
                    known = self._each(node, known)
                case Branch():
                    known = self._branch(node, known, loop)
                case WriteSet(writes=writes):
                    for write in writes:
                        known = self._write(write, known, loop)
        return known

    def _find(self, bind: str, call: FindRow, known: Known, loop: ForEach | None) -> Known:
        """The row must surely be there: an input names it, an item of a list, or a reference that another row holds.

        What is known of another one that was found under its name, for the item before, is so no more.
        """
        key = self._catalog.key_column(call.table)
        compared = [equality(condition, call.parameters) for condition in call.conditions]
        named = {value.name for column, value in compared if column == key and isinstance(value, InputValue)}
        if bind in self._found:
            self._named |= named
            return known
        if named & self._named and all(isinstance(value, _TOLD) for _, value in compared):
            # The row that an input names is found once more, by what it refers to as well.
            return known
        for condition in call.conditions:
            column, value = equality(condition, call.parameters)
            if isinstance(value, ViewerValue) and column == key:
                return known.bind(bind, {})
            if loop is not None and isinstance(value, BoundValue):
                sent = _named_row(known, value, loop)
                if sent is not None:
                    # What marked a row as deleted has changed more of it.
                    found = {} if finds_deleted(call) else self._listed.find(bind, call.table, sent)
                    return known.bind(bind, found)
            if column == key and isinstance(value, BoundValue) and value.column is not None:
                held = known.values.get(f"{value.bind}.{value.column}")
                if isinstance(held, Mapping) or self._is_always_there(value, loop):
                    return known.bind(bind, {})
        raise Unsure

    def _is_always_there(self, value: BoundValue, loop: ForEach | None) -> bool:
        """Whether the value is a reference that every row of its table holds, or each that came with a fresh row."""
        table = self._tables.get(value.bind)
        column = self._catalog.table(table).column(value.column or "") if table is not None else None
        kin = loop is not None and loop.bind == value.bind and self._is_narrow(loop)
        return column is not None and column.reference is not None and (kin or not column.nullable)

    def _each(self, node: ForEach, known: Known) -> Known:
        if not isinstance(node.items, InputValue):
            if node.over is not None and not self._is_narrow(node):
                raise Unsure
            # How many rows there are is not known, nor what they hold.
            self._walk(node.nodes, known.bind(node.bind, {}), node)
            return self._forgotten(node.nodes, known)
        items = known.values.get(f"input.{node.items.name}")
        for place, item in enumerate(items if isinstance(items, list) else ()):
            named: Row = {} if node.place is None else {node.place: place}
            known = Known({**known.values, **named, **_at_hand(node, item)})
            known = self._walk(node.nodes, known, node)
        return known

    def _is_narrow(self, node: ForEach) -> bool:
        """Whether the rows are those of one that is there, and few, or one at most."""
        if isinstance(node.items, InputValue):
            return False
        singles = self._catalog.single_uniques(node.items.table)
        found = [equality(item, node.items.parameters) for item in node.items.conditions]
        return any(
            column in singles if isinstance(value, InputValue) else
            isinstance(value, BoundValue) and value.bind in self._found
            for column, value in found
        )  # fmt: skip

    def _branch(self, node: Branch, known: Known, loop: ForEach | None) -> Known:
        holds = known.holds(node.condition)
        if holds is not None:
            return self._walk(node.then if holds else node.otherwise, known, loop)
        for nodes in (node.then, node.otherwise):
            self._walk(nodes, known, loop)
            self._forgotten(nodes, known)
        return self._forgotten(inner(node), known)

    def _forgotten(self, nodes: Iterable[Node], known: Known) -> Known:
        """What is known of rows that the nodes may change, and of values that they bind, is so no more."""
        nodes = tuple(every(nodes))
        writes = [write for node in nodes if isinstance(node, WriteSet) for write in node.writes]
        bound = {node.bind for node in nodes if isinstance(node, Assign)}
        for write in writes:
            self._list(write, {})
            if write.bind is not None:
                known = known.bind(write.bind, {})
        return without(known, bound)

    def _write(self, write: WriteStep, known: Known, loop: ForEach | None) -> Known:
        known = self._written(write, known, loop)
        self._list(write, {} if write.bind is None else known.row(write.bind))
        return known

    def _list(self, write: WriteStep, row: Row) -> None:
        """Rows that items name may be others by now; one that is made is none of them."""
        if not isinstance(write.call, InsertRow):
            self._listed.change(write.bind, write.call.table, row)

    def _written(self, write: WriteStep, known: Known, loop: ForEach | None) -> Known:
        call, bind = write.call, write.bind
        if isinstance(call, InsertRow) and bind is not None:
            if not self._is_alone(call, write, loop):
                raise Unsure
            table = self._catalog.table(call.table)
            values = given(table, call.assignments, call.parameters, known)
            key = self._answered if bind == self._operation.response.bind else None
            return known.bind(bind, inserted(table, self._sent(call, known), values, key))
        if isinstance(call, UpdateRow) and bind is not None:
            assigned = {item.column for item in call.assignments}
            uniques = [set(unique.columns) for unique in self._catalog.table(call.table).uniques]
            if not all(self._differs(call, columns, loop) for columns in uniques if columns & assigned):
                raise Unsure
            values = given(self._catalog.table(call.table), call.assignments, call.parameters, known, bind)
            return known.bind(bind, told({**known.row(bind), **self._sent(call, known), **values}))
        if isinstance(call, UpsertRow):
            if not self._is_alone(call, write, loop):
                raise Unsure
            return known.bind(bind, {}) if bind is not None else known
        if isinstance(call, DeleteRow):
            gone = {item.value.bind for item in call.parameters if isinstance(item.value, BoundValue)}
            if loop is not None and loop.bind not in gone:
                raise Unsure
            self._found -= gone
        return known

    def _is_alone(self, call: InsertRow | UpsertRow, write: WriteStep, loop: ForEach | None) -> bool:
        """Whether no other row can be in the new one's way."""
        if write == self._catalog.insert(self._operation) and loop is None and isinstance(call, InsertRow):
            return True
        by = set(call.by) if isinstance(call, UpsertRow) else set()
        others = [set(unique.columns) for unique in self._catalog.table(call.table).uniques]
        return all(
            columns == by or not columns <= self._set(call) or self._differs(call, columns, loop) for columns in others
        )

    def _differs(self, call: InsertRow | UpsertRow | UpdateRow, columns: set[str], loop: ForEach | None) -> bool:
        """Whether one of the columns surely holds what no other row does: it was sent for this one, or is its kin."""
        arguments = {item.name: item.value for item in call.parameters}
        assigned = {item.column: item.value for item in call.assignments}
        for name in columns & {*call.accept, *assigned}:
            value = assigned.get(name)
            value = arguments.get(value.name) if isinstance(value, Argument) else value
            if isinstance(value, BoundValue) and value.bind in self._tables:
                kin = value.column == self._catalog.key_column(self._tables[value.bind])
                if kin and (loop is None or value.bind == loop.bind):
                    return True
            if value is not None and self._is_random(value):
                return True
            few = self._catalog.table(call.table).column(name).type.kind in FEW
            # Each object of a list has values of its own.
            if (loop is None or call.source is not None) and not few and (value is None or inputs_in(value)):
                return True
        return False

    def _is_random(self, value: Expr) -> bool:
        """Whether nobody else has the value, for it is another one each time."""
        if any(part.function == "random_uuid" for part in parts_of(value, Call)):
            return True
        named = {part.bind for part in parts_of(value, BoundValue) if part.column is None}
        lets = (node for node in every(self._operation.nodes) if isinstance(node, Assign) and node.bind in named)
        return any(self._is_random(node.value) for node in lets)

    def _set(self, call: InsertRow | UpsertRow) -> set[str]:
        """Columns of the new row that hold something."""
        columns = self._catalog.table(call.table).columns
        found = {column.name.snake for column in columns if column.default is not None or not column.nullable}
        return found | set(call.accept) | {item.column for item in call.assignments}

    def _sent(self, call: InsertRow | UpdateRow, known: Known) -> Row:
        place = "input" if call.source is None else call.source.bind
        return {name: known.values[f"{place}.{name}"] for name in call.accept if f"{place}.{name}" in known.values}


def _named_row(known: Known, value: BoundValue, loop: ForEach) -> Mapping[str, object] | None:
    """The reference by which the item at hand names a row that was made for it."""
    if not isinstance(loop.items, InputValue) or value.bind != loop.bind:
        return None
    sent = known.values.get(value.bind if value.column is None else f"{value.bind}.{value.column}")
    return sent if isinstance(sent, Mapping) else None


def _at_hand(node: ForEach, item: object) -> Row:
    """What is known of one item of a list that was sent: its value, or the members of an object."""
    kind = node.items.type.items if isinstance(node.items, InputValue) else None
    if kind is None or not kind.members or not isinstance(item, Mapping):
        return {node.bind: item}
    found: Row = {}
    for member in kind.members:
        if member.wire in item:
            found[f"{node.bind}.{member.name.snake}"] = item[member.wire]
        elif member.default is None:
            found[f"{node.bind}.{member.name.snake}"] = None
    return found


def _tables(operation: OperationPlan) -> Iterator[tuple[str, str]]:
    """Tables of the rows that are bound, by their names."""
    for node in every(operation.nodes):
        match node:
            case Fetch(bind=bind, call=call):
                yield bind, call.table
            case ForEach(bind=bind, items=FindRows(table=table)):
                yield bind, table
            case WriteSet(writes=writes):
                yield from ((write.bind, write.call.table) for write in writes if write.bind is not None)


def without(known: Known, names: set[str]) -> Known:
    """The same, but for these values."""
    return Known({name: value for name, value in known.values.items() if name not in names})
