"""Rows that do not exist for a caller: deleted ones, other tenants', and other owners'."""

from tools.blueprint.expand.access import access_for
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.lower.scope import BOOL, Parameters
from tools.blueprint.managed import DELETED_AT, ROLE
from tools.blueprint.model import Access, Action
from tools.blueprint.plan.expr import Call, ColumnValue, Expr, Literal, ViewerValue
from tools.blueprint.plan.store import Condition
from tools.blueprint.plan.table import Table
from tools.blueprint.plan.values import ValueType
from tools.errors import BadInput


class Narrowing:
    """The conditions that every store call on an entity carries in one operation."""

    def __init__(self, index: BlueprintIndex, tables: dict[str, Table], group: str | None, access: Access) -> None:
        self._index = index
        self._tables = tables
        self._group = group
        self._access = access

    def conditions(
        self, entity: str, table: Table, parameters: Parameters, *, named: bool = False, owned: bool = True,
        deleted: bool = False,
    ) -> tuple[Condition, ...]:  # fmt: skip
        """Conditions over the entity's rows; host values become parameters.

        `named`: the row is only named beside one that the operation is about, so that it must be visible, no more.
        `owned`: rows of other owners stay out; a step with `owner: false` sees them too.
        `deleted`: only rows that are marked as deleted, in place of those that are not.
        """
        found: list[Condition] = []
        if table.soft_delete:
            gone = ColumnValue(DELETED_AT, table.column(DELETED_AT).type)
            found.append(Condition(Call("not_null" if deleted else "is_null", (gone,), BOOL)))
        elif deleted:
            raise BadInput(f"No {entity} is marked as deleted.", hint=f"Give {entity} `soft_delete: true`.")
        if self._access.public or self._access.optional:
            return tuple(found)
        tenant = self._index.tenant_column(entity)
        if tenant is not None:
            found.append(Condition(self._equals(table, tenant, self._viewer_tenant(), parameters)))
        owner = self._index.owner_column(entity)
        access = access_for(self._index, entity, Action.READ) if named else self._access_to(entity)
        if owner is not None and owned and access.owner:
            unless = parameters.argument(self._has_role(access.roles), "unrestricted").name if access.roles else None
            found.append(Condition(self._equals(table, owner, self._viewer_key(), parameters), unless))
        return tuple(found)

    def _access_to(self, entity: str) -> Access:
        """The operation's own access for its entity; for another one, what reading it would ask."""
        return self._access if entity == self._group else access_for(self._index, entity, Action.READ)

    def _equals(self, table: Table, column: str, value: Expr, parameters: Parameters) -> Expr:
        return Call("eq", (ColumnValue(column, table.column(column).type), parameters.argument(value)), BOOL)

    def _viewer_key(self) -> Expr:
        account = self._index.account
        assert account is not None
        key = self._index.key(account.name).name
        return ViewerValue(key, self._account_table().column(key).type)

    def _viewer_tenant(self) -> Expr:
        column = self._index.viewer_tenant_column
        assert column is not None
        return ViewerValue(column, self._account_table().column(column).type)

    def _has_role(self, roles: tuple[str, ...]) -> Expr:
        kind = self._account_table().column(ROLE).type
        names = Literal(roles, ValueType("array", items=kind))
        return Call("in", (ViewerValue(ROLE, kind), names), BOOL)

    def _account_table(self) -> Table:
        account = self._index.account
        assert account is not None
        return next(table for table in self._tables.values() if table.entity == account.name)
