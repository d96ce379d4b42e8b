"""How rows get into the state that an operation asks for: calls before it, found by trying what operations set."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from tools.blueprint.plan.expr import BoundValue, Call, Expr, InputValue, Literal, ViewerValue
from tools.blueprint.plan.operation import Assign, Compute, Fetch, Guard, OperationPlan
from tools.blueprint.plan.store import DeleteRow, InsertRow, UpdateRow
from tools.blueprint.plan.values import ValueType
from tools.validators.conformance.catalog import Catalog
from tools.validators.conformance.edges import edges
from tools.validators.conformance.evaluate import Unknown
from tools.validators.conformance.knowledge import Known, given, inserted, told, wire_value
from tools.validators.conformance.knowledge import Row as Values
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import scoping_of, target_columns
from tools.validators.conformance.script import Script
from tools.validators.conformance.suite import Actor, Unavailable
from tools.validators.conformance.world import World

NUMBERS = frozenset({"int32", "int64", "decimal", "float"})
MOST_CALLS = 4
"""Calls before the one that a story is about."""


@dataclass(frozen=True, slots=True)
class Move:
    """A call that changes one row of the story: the operation, its path field, the name that it binds."""

    operation: OperationPlan
    field: str
    bind: str


class Story:
    """Rows for one call of an operation, its body, and what is known of both."""

    def __init__(
        self, script: Script, operation: OperationPlan, actor: Actor | None, refusing: int | None = None
    ) -> None:
        self.script = script
        self.operation = operation
        self.actor = actor
        self.refusing = refusing
        self.binds = _binds(operation)
        self.rows = script.targets(operation, actor, self._wishes())
        self._choose_accounts()
        self.sent: dict[str, object] = {}
        if operation.body is not None:
            self.sent, _ = script.body(operation, actor)
        self._bodies: dict[str, dict[str, object]] = {}
        self.known = Known()
        for field, bind in self.binds.items():
            self.known = self.known.bind(bind, self._fresh(self.rows[field]))
        self.known = Known({**self.known.values, **self._computed()})

    @property
    def path(self) -> dict[str, str]:
        return self.script.path(self.rows)

    def reach(self) -> None:
        """Adds calls after which the operation goes well, or its guard refuses. Raises Unavailable."""
        guards = guards_of(self.operation)
        wanted = [True] * len(guards) if self.refusing is None else [True] * self.refusing + [False]
        for calls, rows in self._walks():
            for sent in self._tries():
                known = with_lets(self.operation, Known({**rows.values, **self._inputs(sent)}))
                if [known.holds(guard.condition) for guard in guards[: len(wanted)]] == wanted:
                    for move, field in calls:
                        self._make(move, self.rows[field])
                    self.known, self.sent = known, sent
                    return
        raise Unavailable("no calls were found after which it can be told what it answers")

    def _tries(self) -> Iterator[dict[str, object]]:
        """The body, and others with a number at its edge that a guard looks at."""
        yield self.sent
        told_by = [guard.condition for guard in guards_of(self.operation)]
        told_by += [node.value for node in self.operation.nodes if isinstance(node, Assign)]
        asked = {name for expr in told_by for name in inputs_in(expr)}
        for item in self.operation.body.fields if self.operation.body is not None else ():
            if item.name.snake in asked and item.type.kind in NUMBERS:
                yield from ({**self.sent, item.wire: edge.sent} for edge in edges(item.type, 1))

    def _wishes(self) -> dict[str, dict[str, object]]:
        """What the rows should be made with, by path field and wire name, so that the guards say what they should."""
        guards = guards_of(self.operation)
        found: dict[str, dict[str, object]] = {}
        for number, guard in enumerate(guards if self.refusing is None else guards[: self.refusing + 1]):
            for (bind, column), value in wishes(guard.condition, number != self.refusing).items():
                field = next((name for name, other in self.binds.items() if other == bind), None)
                if field is None:
                    continue
                creator = self.script.catalog.creator(target_columns(self.operation)[field][0])
                accepted = self.script.catalog.accepted(creator) if creator is not None else {}
                wire = next((wire for wire, item in accepted.items() if item.name.snake == column), None)
                if wire is not None:
                    found.setdefault(field, {})[wire] = value
        return found

    def _choose_accounts(self) -> None:
        """The caller's own account where a guard asks for it, and another one where it must not be."""
        account = self.script.suite.plan.auth.account if self.script.suite.plan.auth is not None else None
        guards = guards_of(self.operation)
        for number, guard in enumerate(guards if self.refusing is None else guards[: self.refusing + 1]):
            for bind, own in _own_accounts(guard.condition, number != self.refusing).items():
                field = next((name for name, other in self.binds.items() if other == bind), None)
                if field is None or self.actor is None or self.rows[field].table != account:
                    continue
                column = target_columns(self.operation)[field][1]
                mine = self.rows[field].bind == self.actor.name
                if own != mine:
                    row = self.script.own_row(account, self.actor) if own else self.script.row(account, self.actor)
                    self.rows[field] = replace(row, address=self.script.address(row, column))

    def after(self) -> Known:
        """What is known, once a state was reached, when the operation went well."""
        known = self.known
        for write in self.script.catalog.writes(self.operation):
            call, bind = write.call, write.bind
            if isinstance(call, UpdateRow) and bind is not None:
                row = known.row(bind)
                values = given(self.script.catalog.table(call.table), call.assignments, call.parameters, known, bind)
                if not (call.only_when_sent and not self._accepted(call.accept)):
                    known = known.bind(bind, told({**row, **self._accepted(call.accept), **values}))
            elif isinstance(call, InsertRow) and bind is not None:
                table = self.script.catalog.table(call.table)
                values = given(table, call.assignments, call.parameters, known)
                known = known.bind(bind, inserted(table, self._accepted(call.accept), values, None))
        return known

    def deletes(self) -> list[Row]:
        """Rows that are gone once the operation went well."""
        gone = {
            parameter.value.bind
            for write in self.script.catalog.writes(self.operation)
            if isinstance(write.call, DeleteRow)
            for parameter in write.call.parameters
            if hasattr(parameter.value, "bind")
        }
        return [self.rows[field] for field, bind in self.binds.items() if bind in gone]

    def _accepted(self, names: Sequence[str]) -> Values:
        body = self.operation.body.fields if self.operation.body is not None else ()
        return {
            item.name.snake: self.sent[item.wire]
            for item in body
            if item.name.snake in names and item.wire in self.sent
        }

    def _inputs(self, sent: Mapping[str, object]) -> Values:
        found = inputs_of(self.operation, sent)
        if self.actor is not None and self.script.suite.plan.auth is not None and self.actor.role is not None:
            found[f"viewer.{self.script.suite.plan.auth.role}"] = self.actor.role
        if self.actor is not None and self.script.suite.plan.auth is not None:
            account = self.script.suite.plan.auth.account
            key = self.script.catalog.key_column(account)
            found[f"viewer.{key}"] = self.script.own_row(account, self.actor).reference
        return found

    def _fresh(self, row: Row) -> Values:
        """A row as its creator left it; of an account that others use too, nothing but its key is known."""
        if row.actor is not None and row.bind == row.actor.name:
            return {self.script.catalog.key_column(row.table): row.reference}
        creator = self.script.catalog.creator(row.table)
        write = self.script.catalog.insert(creator) if creator is not None else None
        if write is None or not isinstance(write.call, InsertRow):
            return {}
        viewer = {} if row.actor is None or row.actor.role is None else {"viewer.role": row.actor.role}
        table = self.script.catalog.table(row.table)
        values = given(table, write.call.assignments, write.call.parameters, Known(viewer))
        return inserted(table, row.values, values, row.key)

    def _computed(self) -> Values:
        """What is computed of rows to which nothing refers yet."""
        found: Values = {}
        fields = {bind: field for field, bind in self.binds.items()}
        viewer = {name.removeprefix("viewer."): value for name, value in self._inputs({}).items() if "viewer." in name}
        for node in self.operation.nodes:
            if not isinstance(node, Compute) or node.of not in fields:
                continue
            row = self.rows[fields[node.of]]
            if row.actor is not None and row.bind == row.actor.name:
                continue
            world, values = World(), self._fresh(row)
            world.add(row.table, values, row.reference)
            for item in node.call.values:
                with suppress(Unknown):
                    told = world.value(item.value, values, viewer, node.call.parameters)
                    found[item.name] = told if isinstance(told, dict) else wire_value(told, item.type)
        return found

    def _walks(self) -> Iterator[tuple[tuple[tuple[Move, str], ...], Known]]:
        """Sequences of calls, the shortest first, and what is known after each; no state is visited twice."""
        front: list[tuple[tuple[tuple[Move, str], ...], Known]] = [((), self.known)]
        seen = {repr(sorted(self.known.values.items(), key=lambda item: item[0]))}
        for _ in range(MOST_CALLS + 1):
            yield from front
            following = []
            for calls, known in front:
                for field, move in self._moves():
                    after = _moved(self.script.catalog, move, known, self.binds[field], self._body_of(move))
                    state = "" if after is None else repr(sorted(after.values.items(), key=lambda item: item[0]))
                    if after is not None and state not in seen:
                        seen.add(state)
                        following.append(((*calls, (move, field)), after))
            front = following

    def _moves(self) -> Iterator[tuple[str, Move]]:
        for field in self.binds:
            row = self.rows[field]
            for operation in self.script.suite.plan.operations:
                move = _move(operation, row.table)
                if move is not None and self._caller(move, row) is not None:
                    yield field, move

    def _make(self, move: Move, row: Row) -> None:
        actor = self._caller(move, row)
        assert actor is not None
        path = {move.field: self.script.address(row, target_columns(move.operation)[move.field][1])}
        wanted = {"status": [move.operation.response.status]}
        more = {"json": self._body_of(move)} if move.operation.body is not None else {}
        self.script.call(move.operation, actor[0], path=path, expect=wanted, **more)

    def _body_of(self, move: Move) -> dict[str, object]:
        name = move.operation.name.snake
        if move.operation.body is not None and name not in self._bodies:
            self._bodies[name] = self.script.body(move.operation, self.actor)[0]
        return self._bodies.get(name, {})

    def _caller(self, move: Move, row: Row) -> tuple[Actor | None] | None:
        """Who makes the move: the caller of the story, the row's maker or anybody else who may; None when nobody."""
        suite = self.script.suite
        if move.operation.access.public:
            return (None,)
        scoping = scoping_of(target_columns(move.operation)[move.field][2], self.script.catalog.tenant_column)
        for actor in dict.fromkeys((self.actor, row.actor, *suite.actors)):
            if actor is None or not suite.may(actor, move.operation):
                continue
            if not scoping.any or actor == row.actor or (actor.role in scoping.exempt and scoping.tenant is None):
                return (actor,)
        return None


def inputs_of(operation: OperationPlan, sent: Mapping[str, object]) -> Values:
    """Values of a body by `input.name`; what was left out and has no default is null."""
    found: Values = {}
    for item in operation.body.fields if operation.body is not None else ():
        if item.wire in sent:
            found[f"input.{item.name.snake}"] = sent[item.wire]
        elif item.default is None and operation.intent != "crud.update":
            found[f"input.{item.name.snake}"] = None
    return found


def with_lets(operation: OperationPlan, known: Known) -> Known:
    """The same, with the values that the operation names."""
    for node in operation.nodes:
        if isinstance(node, Assign):
            with suppress(Unknown):
                known = Known({**known.values, node.bind: known.value(node.value)})
    return known


def inputs_in(expr: Expr) -> set[str]:
    """Inputs that an expression looks at."""
    if isinstance(expr, InputValue):
        return {expr.name}
    return {name for arg in expr.args for name in inputs_in(arg)} if isinstance(expr, Call) else set()


def wishes(condition: Expr, wanted: bool) -> dict[tuple[str, str], object]:
    """Bound row and column → a value with which a plain condition is as wanted."""
    match condition:
        case Call(function="not", args=(operand,)):
            return wishes(operand, not wanted)
        case Call(function="and", args=args) if wanted:
            return {place: value for arg in args for place, value in wishes(arg, wanted).items()}
        case Call(function="or", args=args) if not wanted:
            return {place: value for arg in args for place, value in wishes(arg, wanted).items()}
        case Call(function="and" | "or", args=args):
            return wishes(args[0], wanted)
        case Call(function="eq" | "ne" as sign, args=(BoundValue(bind, str(column), kind), Literal(value=value))):
            if (sign == "eq") == wanted:
                return {(bind, column): value}
            others = [other for other in (kind.values if kind is not None else ()) if other != value]
            return {(bind, column): others[0]} if others else {}
        case Call(function="in", args=(BoundValue(bind, str(column), kind), Literal(value=tuple() as values))):
            fitting = [other for other in (kind.values if kind is not None else ()) if (other in values) == wanted]
            return {(bind, column): fitting[0]} if fitting else {}
        case BoundValue(bind, str(column), ValueType(kind="bool")):
            return {(bind, column): wanted}
    return {}


def _own_accounts(condition: Expr, wanted: bool) -> dict[str, bool]:
    """Bound row → whether it is the caller's own account, with which a plain condition is as wanted."""
    match condition:
        case Call(function="not", args=(operand,)):
            return _own_accounts(operand, not wanted)
        case Call(function="and", args=args) if wanted:
            return {bind: own for arg in args for bind, own in _own_accounts(arg, wanted).items()}
        case Call(function="eq" | "ne" as sign, args=args):
            bound = [arg for arg in args if isinstance(arg, BoundValue)]
            callers = [arg for arg in args if isinstance(arg, ViewerValue)]
            if len(bound) == 1 and len(callers) == 1 and bound[0].column == callers[0].column:
                return {bound[0].bind: (sign == "eq") == wanted}
    return {}


def guards_of(operation: OperationPlan) -> list[Guard]:
    """Conditions that the operation ends on, in their order."""
    return [node for node in operation.nodes if isinstance(node, Guard)]


def _binds(operation: OperationPlan) -> dict[str, str]:
    """Path field → name of the row that it names."""
    targets = target_columns(operation)
    rows = {node.call: node.bind for node in operation.nodes if isinstance(node, Fetch)}
    return {field: rows[call] for field, (_, _, call) in targets.items()}


def _move(operation: OperationPlan, table: str) -> Move | None:
    """The operation as a change of one row, when it needs nothing else."""
    targets = target_columns(operation)
    if len(targets) != 1 or len(operation.path_fields) != 1 or not operation.writes:
        return None
    (field, (found, _, _)), (bind,) = next(iter(targets.items())), _binds(operation).values()
    writes = [write for node in operation.nodes for write in getattr(node, "writes", ())]
    if found != table or not writes or any(not isinstance(write.call, UpdateRow) for write in writes):
        return None
    if any(item.required for item in operation.query):
        return None
    return Move(operation, field, bind)


def _moved(catalog: Catalog, move: Move, known: Known, bind: str, sent: Mapping[str, object]) -> Known | None:
    """What is known after the move; None where it would not surely go well."""
    inputs = inputs_of(move.operation, sent)
    seen = with_lets(move.operation, Known(inputs).bind(move.bind, known.row(bind)))
    if any(seen.holds(guard.condition) is not True for guard in guards_of(move.operation)):
        return None
    for node in move.operation.nodes:
        for write in getattr(node, "writes", ()):
            table = catalog.table(write.call.table)
            values = given(table, write.call.assignments, write.call.parameters, seen, move.bind)
            taken = {name: inputs[f"input.{name}"] for name in write.call.accept if f"input.{name}" in inputs}
            seen = seen.bind(move.bind, told({**seen.row(move.bind), **taken, **values}))
    return known.bind(bind, seen.row(move.bind))


def shown(story: Story, known: Known) -> Mapping[str, object]:
    """What the operation's answer must hold, by wire name."""
    response = story.operation.response
    if response.view is None or response.bind is None or response.form != "object":
        return {}
    row = known.row(response.bind)
    return {item.wire: row[item.column] for item in response.view.fields if item.column in row and not item.link}
