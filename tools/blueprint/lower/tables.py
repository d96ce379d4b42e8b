"""Entities and relationships become tables."""

from collections.abc import Callable
from dataclasses import replace

from tools.blueprint.cel import compile_expression
from tools.blueprint.index import BlueprintIndex, Link, ManyLink
from tools.blueprint.lower.enums import EnumNames
from tools.blueprint.lower.physical import identifier
from tools.blueprint.lower.scope import row_scope
from tools.blueprint.lower.types import default_of, value_type
from tools.blueprint.managed import managed_columns
from tools.blueprint.model import Attribute, AttributeType, KeyKind
from tools.blueprint.names import Namer, pascal, snake
from tools.blueprint.plan.expr import Call, ColumnValue, Expr
from tools.blueprint.plan.table import CheckRule, Column, Reference, Table, Unique
from tools.blueprint.plan.values import ValueType
from tools.errors import BadInput

SqlType = Callable[[ValueType, str | None], str]
"""The physical type of a value (and of a generated key) in the chosen datastore."""


class TableBuilder:
    """Builds the tables of one Blueprint for one stack."""

    def __init__(self, index: BlueprintIndex, namer: Namer, sql_type: SqlType) -> None:
        self._index = index
        self._namer = namer
        self._sql_type = sql_type
        self._enums = EnumNames(index)

    def entity_table(self, entity: str) -> Table:
        """The table of an entity, with its key, references, uniques and checks; indexes come later."""
        found = self._index.entities[entity]
        name = self._namer.name(snake(entity))
        physical = identifier(name.plural_snake)
        key = self._index.key(entity)
        columns = [] if found.key.kind is KeyKind.NATURAL else [self._key_column(entity)]
        columns += [self.attribute_column(entity, attribute) for attribute in found.attributes]
        columns += [self._link_column(physical, link) for link in self._index.links(entity)]
        columns += [self.attribute_column(entity, attribute) for attribute in managed_columns(self._index, entity)]
        table = Table(
            name=name, physical=physical, role="entity", columns=tuple(columns), primary_key=(key.name,),
            uniques=self._uniques(entity, physical), entity=entity, description=found.description,
            soft_delete=found.soft_delete, optimistic_lock=found.optimistic_lock, retention_days=found.retention_days,
        )  # fmt: skip
        return _with_checks(table, [(check.name, check.that, check.message) for check in found.checks])

    def link_table(self, many: ManyLink) -> Table:
        """The table of a many-to-many relationship: both keys, then the link's own values."""
        name = self._namer.name(many.table)
        physical = identifier(many.table)
        columns = [
            self._reference_column(physical, many.near, many.source, "cascade", nullable=False),
            self._reference_column(physical, many.far, many.target, "cascade", nullable=False),
            *(self.attribute_column(pascal(many.table), attribute) for attribute in many.attributes),
        ]
        return Table(
            name=name, physical=physical, role="link", columns=tuple(columns), primary_key=(many.near, many.far),
            description=many.description,
        )  # fmt: skip

    def attribute_column(self, owner: str, attribute: Attribute) -> Column:
        """The column of an attribute; `owner` prefixes the class of an enum."""
        kind = value_type(attribute, enum=self._enums.name(owner, attribute.name))
        account = self._index.account
        if account is not None and owner == account.name and attribute.name == self._index.blueprint.auth.login:
            kind = replace(kind, folded=True)
        return Column(
            name=self._namer.name(attribute.name), physical=attribute.name, type=kind,
            sql_type=self._sql_type(kind, None), nullable=not attribute.required, default=default_of(attribute),
            managed=attribute.managed, sensitive=attribute.sensitive, immutable=attribute.immutable,
            personal=attribute.personal or attribute.type is AttributeType.EMAIL, description=attribute.description,
        )  # fmt: skip

    def _key_column(self, entity: str) -> Column:
        key = self._index.key(entity)
        kind = value_type(key)
        how = self._index.entities[entity].key.kind.value
        return Column(
            name=self._namer.name(key.name), physical=key.name, type=kind, sql_type=self._sql_type(kind, how),
            nullable=False, generated_key=how, managed=True, immutable=True,
        )  # fmt: skip

    def _link_column(self, table: str, link: Link) -> Column:
        column = self._index.link_column(link)
        managed = link.name in self._index.server_set(link.source)
        fixed = link.immutable or link.name in self._index.caller_set(link.source)
        return self._reference_column(
            table, column, link.target, link.on_delete, nullable=not link.required, managed=managed,
            immutable=fixed, inverse=link.inverse, description=link.description,
        )  # fmt: skip

    def _reference_column(
        self, table: str, column: str, target: str, on_delete: str, *, nullable: bool, managed: bool = False,
        immutable: bool = False, inverse: str | None = None, description: str = "",
    ) -> Column:  # fmt: skip
        key = self._index.key(target)
        kind = value_type(key)
        return Column(
            name=self._namer.name(column), physical=identifier(column), type=kind,
            sql_type=self._sql_type(kind, None), nullable=nullable,
            reference=Reference(snake(target), key.name, on_delete, identifier(f"{table}_{column}_fkey"), inverse),
            managed=managed, immutable=immutable, description=description,
        )  # fmt: skip

    def _uniques(self, entity: str, physical: str) -> tuple[Unique, ...]:
        found = self._index.entities[entity]
        key = self._index.key(entity).name
        groups: list[tuple[str, ...]] = [(item.name,) for item in found.attributes if item.unique and item.name != key]
        groups += [(self._index.link_column(link),) for link in self._index.links(entity) if link.unique]
        groups += [tuple(self.column_name(entity, name) for name in names) for names in found.uniques]
        return tuple(
            Unique(identifier(f"{physical}_{'_'.join(columns)}_key"), columns, live_only=found.soft_delete)
            for columns in dict.fromkeys(groups)
        )

    def column_name(self, entity: str, name: str) -> str:
        """The column of an attribute or relationship name."""
        for link in self._index.links(entity):
            if link.name == name:
                return self._index.link_column(link)
        return name


def _with_checks(table: Table, rules: list[tuple[str, str, str]]) -> Table:
    scope = row_scope(table)
    checks = []
    for name, that, message in rules:
        expr = compile_expression(that, scope, want="bool")
        if _reads_clock(expr):
            raise BadInput(
                f"The check `{name}` reads the clock.",
                hint="A rule on a stored row holds at all times; compare with a column instead.",
                path=f"entities.{table.entity}.checks.{name}",
            )
        checks.append(CheckRule(identifier(f"{table.physical}_{name}_check"), expr, message, columns_of(expr)))
    return replace(table, checks=tuple(checks))


def _reads_clock(expr: Expr) -> bool:
    return isinstance(expr, Call) and (expr.function in ("now", "today") or any(map(_reads_clock, expr.args)))


def columns_of(expr: Expr) -> tuple[str, ...]:
    """The row's columns in an expression, each once, in order."""
    if isinstance(expr, ColumnValue):
        return (expr.column,)
    args = getattr(expr, "args", ())
    return tuple(dict.fromkeys(column for arg in args for column in columns_of(arg)))
