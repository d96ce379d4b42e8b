"""Rows that the body of an operation names: like those of its path where a guard asks for it, or apart from them."""

from collections.abc import Mapping

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.shapes import Field
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.kinship import kin
from tools.validators.conformance.moves import binds_of, guards_of
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import named_rows, scoping_of
from tools.validators.conformance.script import Script
from tools.validators.conformance.wanted import pairs

Given = Mapping[str, Mapping[str, object]]
"""What rows should be made with, by the input that names them and the name on the wire."""


class BodyRows:
    """Makes the rows that a body names, beside the `rows` that the path does."""

    def __init__(self, script: Script, operation: OperationPlan, rows: Mapping[str, Row], refusing: int | None) -> None:
        """`refusing`: the number of the guard that is to refuse."""
        self._script = script
        self._operation = operation
        self._rows = rows
        self._refusing = refusing

    def make(self, actor: Actor | None, wished: Given, given: Mapping[str, object], *, own: bool) -> dict[str, Row]:
        """Fresh rows by input: of another owner than the actor, where the operation sees such rows; `own`: of none."""
        found: dict[str, Row] = {}
        targets = named_rows(self._operation)
        for item in self._operation.body.fields if self._operation.body is not None else ():
            name = item.name.snake
            if name not in targets or item.wire in given:
                continue
            table, _, call = targets[name]
            alike = self._alike(name, table, actor)
            if isinstance(alike, Row):
                found[name] = alike
                continue
            scoping = scoping_of(call, self._script.catalog.tenant_column)
            maker = actor if own or scoping.any else self._other_owner(table, actor)
            related = kin(self._script, self._operation, call, self._rows)
            found[name] = self._script.target(targets[name], maker, {**related, **alike, **wished.get(name, {})})
        return found

    def _other_owner(self, table: str, actor: Actor | None) -> Actor | None:
        """An account beside the actor, where rows of the table belong to somebody."""
        creator = self._script.catalog.maker(table)
        if actor is None or creator is None or not self._script.catalog.created_scope(table):
            return actor
        other = self._script.new_account()
        return other if self._script.suite.may(other, creator) else actor

    def _alike(self, name: str, table: str, actor: Actor | None) -> Row | dict[str, object]:
        """The row of the path that must be the same one; or what the row shares with rows of the path, or must not."""
        given: dict[str, object] = {}
        key, guards = self._script.catalog.key_column(table), guards_of(self._operation)
        fields = {bind: field for field, bind in binds_of(self._operation).items()}
        for number, guard in enumerate(guards if self._refusing is None else guards[: self._refusing + 1]):
            for places, same in pairs(guard.condition, number != self._refusing).items():
                for (bind, column), (other, theirs) in (places, places[::-1]):
                    row = self._rows.get(fields.get(other, ""))
                    if fields.get(bind) != name or row is None:
                        continue
                    if same and row.table == table and column == theirs == key:
                        return row
                    given |= self._shared(table, column, row, theirs) if same else self._fresh(table, column, actor)
        return given

    def _shared(self, table: str, column: str, row: Row, theirs: str) -> dict[str, object]:
        """The value of the row's column, to make another row of the table with."""
        sent = {item.name.snake: wire for wire, item in self._sent_to_make(row.table).items()}
        wire = next((wire for wire, item in self._sent_to_make(table).items() if item.name.snake == column), None)
        if wire is not None and theirs == self._script.catalog.key_column(row.table):
            return {wire: row.reference}
        if wire is None or sent.get(theirs) not in row.sent:
            return {}
        return {wire: row.sent[sent[theirs]]}

    def _fresh(self, table: str, column: str, actor: Actor | None) -> dict[str, object]:
        """A reference to a row that no other one refers to."""
        for wire, item in self._sent_to_make(table).items():
            target = self._script.catalog.reference_table(table, item)
            if item.name.snake == column and target is not None:
                return {wire: self._script.row(target, actor, optional=False).reference}
        return {}

    def _sent_to_make(self, table: str) -> dict[str, Field]:
        creator = self._script.catalog.maker(table)
        return self._script.catalog.accepted(creator) if creator is not None else {}
