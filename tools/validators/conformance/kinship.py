"""What belongs together: a label for a card is one of the card's board, and a board comes with its first member."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from tools.blueprint.plan.expr import Argument, BoundValue, Expr, InputValue, ViewerValue
from tools.blueprint.plan.operation import Fetch, OperationPlan
from tools.blueprint.plan.store import FindRow, InsertRow, PutLink
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.catalog import Catalog
from tools.validators.conformance.evaluate import Unknown
from tools.validators.conformance.knowledge import Known, given, inserted
from tools.validators.conformance.knowledge import Row as Values
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import equality, named_rows, target_columns
from tools.validators.conformance.suite import Suite, Unavailable

UNDER = "/"
"""Begins what stands for a row of the path among what a new row is given: no name on the wire begins so."""


class _Maker(Protocol):
    """Who makes rows, as far as it matters here."""

    suite: Suite

    @property
    def catalog(self) -> Catalog: ...

    def own_row(self, table: str, actor: Actor) -> Row: ...


@dataclass(frozen=True, slots=True)
class Held:
    """How a new row comes to refer to another one: by what it is given, which is that row's reference or the row."""

    given: str

    def gives(self, row: Row) -> dict[str, object]:
        return {self.given: row if self.given.startswith(UNDER) else row.reference}


def held(script: _Maker, table: str) -> dict[str, Held]:
    """By column, how new rows of a table come to refer to others."""
    operation = script.catalog.maker(table)
    write = script.catalog.insert(operation) if operation is not None else None
    if operation is None or write is None or not isinstance(write.call, InsertRow):
        return {}
    accepted = script.catalog.accepted(operation).items()
    found = {item.name.snake: Held(wire) for wire, item in accepted if script.catalog.reference_table(table, item)}
    values = {parameter.name: parameter.value for parameter in write.call.parameters}
    paths = {call: name for name, (_, _, call) in target_columns(operation).items()}
    fields = {node.bind: paths[node.call] for node in operation.nodes if isinstance(node, Fetch) and node.call in paths}
    for item in write.call.assignments:
        value = values.get(item.value.name) if isinstance(item.value, Argument) else item.value
        if isinstance(value, BoundValue) and value.bind in fields:
            found[item.column] = Held(f"{UNDER}{fields[value.bind]}")
    return found


def kin(script: _Maker, operation: OperationPlan, call: FindRow, rows: Mapping[str, Row]) -> dict[str, object]:
    """What a row is given that the call shall find, so that it holds what the rows found before it hold.

    `rows`: those that are there, by the input that names them. Raises Unavailable where it cannot be given that.
    """
    found: dict[str, object] = {}
    if script.catalog.maker(call.table) is None:
        return found
    key, ways = script.catalog.key_column(call.table), held(script, call.table)
    for column, value in _equalities(call):
        if column == key or not isinstance(value, BoundValue):
            continue
        row = _referred(script, _binds(script, operation, rows), value)
        if row is None or column not in ways:
            raise Unavailable(f"no row of {call.table} can be made that belongs to the others")
        script.suite.parents.add(row.key)
        found |= ways[column].gives(row)
    return found


def came_with(script: _Maker, row: Row, operation: OperationPlan) -> tuple[tuple[str, Values], ...]:
    """Tables and values of the links and rows that the operation made beside the one that it answered."""
    catalog, made = script.catalog, script.catalog.insert(operation)
    fields = operation.body.fields if operation.body is not None else ()
    sent = {item.name.snake: row.sent[item.wire] for item in fields if item.wire in row.sent}
    known = Known({f"input.{name}": value for name, value in sent.items()})
    if made is None or row.actor is None or catalog.auth is None:
        return ()
    account = catalog.auth.account
    own: Values = {catalog.key_column(account): script.own_row(account, row.actor).reference}
    known = Known({**known.values, **{f"viewer.{name}": value for name, value in own.items()}})
    known = known.bind(made.bind or "", {**row.values, catalog.key_column(row.table): row.reference})
    for node in operation.nodes:
        if isinstance(node, Fetch) and node.call.table == account and _is_own(node.call):
            known = known.bind(node.bind, own)
    found: list[tuple[str, Values]] = []
    for write in catalog.writes(operation):
        call = write.call
        if isinstance(call, PutLink):
            ends = _ends(call, known)
            found += [(call.table, ends), (account, own)] if own[catalog.key_column(account)] in ends.values() else []
        elif isinstance(call, InsertRow) and write != made:
            table = catalog.table(call.table)
            values = {name: sent[name] for name in call.accept if name in sent}
            assigned = given(table, call.assignments, call.parameters, known)
            found.append((call.table, inserted(table, values, assigned, None)))
    return tuple(found)


def fresh_key(script: _Maker, table: str, values: Mapping[str, object]) -> object:
    """The reference to a row to which nothing refers but what the case made; None where others may."""
    if script.catalog.table(table).role != "entity" or script.catalog.is_account(table):
        return None
    key = values.get(script.catalog.key_column(table))
    return None if isinstance(key, dict) and key.get("$") in script.suite.parents else key


def came_along(script: _Maker, operation: OperationPlan, call: FindRow, rows: Mapping[str, Row]) -> Row | None:
    """The row that came with one found before, where an input names it by what is known: the first revision."""
    if script.catalog.maker(call.table) is not None:
        return None
    for near in rows.values():
        for table, values in near.beside:
            column = next((name for name, value in _equalities(call) if isinstance(value, InputValue)), "")
            named = values.get(column)
            if table == call.table and isinstance(named, str | int) and not isinstance(named, bool):
                # The percent sign tells a value from a reference.
                address = "".join(f"%{byte:02x}" for byte in str(named).encode())
                return Row("", table, "", near.actor, values=values, address=address, told=True)
    return None


def _ends(call: PutLink, known: Known) -> Values:
    ends: Values = {}
    for column, parameter in zip((call.near, call.far), call.parameters, strict=False):
        try:
            ends[column] = known.value(parameter.value)
        except Unknown:
            return {}
    return ends


def _binds(script: _Maker, operation: OperationPlan, rows: Mapping[str, Row]) -> dict[str, Row]:
    """The rows by the names that the operation's steps bind, those that they refer to among them."""
    fields = {call: name for name, (_, _, call) in named_rows(operation).items()}
    found: dict[str, Row] = {}
    for node in operation.nodes:
        if not isinstance(node, Fetch):
            continue
        row = rows.get(fields.get(node.call, ""))
        for column, value in _equalities(node.call):
            if row is None and isinstance(value, BoundValue) and column == script.catalog.key_column(node.call.table):
                row = _referred(script, found, value)
        if row is not None:
            found[node.bind] = row
    return found


def _referred(script: _Maker, binds: Mapping[str, Row], value: BoundValue) -> Row | None:
    """The row behind a reference that a row found before holds, or that row itself."""
    row = binds.get(value.bind)
    if row is None or value.column is None:
        return None
    if value.column == script.catalog.key_column(row.table):
        return row
    reference = row.values.get(value.column)
    return script.suite.made.get(str(reference.get("$"))) if isinstance(reference, Mapping) else None


def _is_own(call: FindRow) -> bool:
    values = [item.value for item in call.parameters]
    named = any(isinstance(value, InputValue) for value in values)
    return not named and any(isinstance(value, ViewerValue) for value in values)


def _equalities(call: FindRow) -> Iterator[tuple[str, Expr]]:
    for condition in call.conditions:
        column, value = equality(condition, call.parameters)
        if column is not None and isinstance(value, Expr):
            yield column, value
