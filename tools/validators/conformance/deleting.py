"""Rows that are marked as deleted before an operation is about them."""

from typing import Any, Protocol

from tools.blueprint.plan.operation import OperationPlan
from tools.blueprint.plan.store import FindRow
from tools.validators.conformance.actors import Actor
from tools.validators.conformance.catalog import Catalog
from tools.validators.conformance.rows import Row
from tools.validators.conformance.scoping import finds_deleted
from tools.validators.conformance.success import success
from tools.validators.conformance.suite import Suite, Unavailable


class _Caller(Protocol):
    """Who makes calls, as far as it matters here."""

    suite: Suite

    @property
    def catalog(self) -> Catalog: ...

    def call(self, operation: OperationPlan, actor: Actor | None, **more: Any) -> None: ...


def delete_where_asked(script: _Caller, row: Row, call: FindRow) -> None:
    """Has a row deleted that a call shall find, where it finds only such."""
    if finds_deleted(call):
        delete(script, row)


def delete(script: _Caller, row: Row) -> None:
    """Has a row deleted, by its maker where that one may. Raises Unavailable where no operation does."""
    deleter = script.catalog.operation("crud.delete", row.table)
    if deleter is None:
        raise Unavailable(f"no operation deletes rows of {row.table}")
    able = row.actor is not None and script.suite.may(row.actor, deleter)
    path = {deleter.path_fields[0].name.snake: row.key}
    script.call(
        deleter, row.actor if able else script.suite.who(deleter), path=path, expect=success(script.catalog, deleter)
    )
