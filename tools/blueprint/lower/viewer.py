"""What expressions may ask of the caller."""

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.managed import ROLE
from tools.blueprint.names import snake
from tools.blueprint.plan.table import Table
from tools.blueprint.plan.values import ValueType


def viewer_values(index: BlueprintIndex, tables: dict[str, Table]) -> dict[str, tuple[str, ValueType]]:
    """`id`, `role` and `tenant` → column and type; empty where there are no accounts."""
    account = index.account
    if account is None:
        return {}
    table = tables[snake(account.name)]
    key = index.key(account.name).name
    viewer = {"id": (key, table.column(key).type)}
    if index.blueprint.roles:
        viewer["role"] = (ROLE, table.column(ROLE).type)
    if index.viewer_tenant_column is not None:
        column = index.viewer_tenant_column
        viewer["tenant"] = (column, table.column(column).type)
    return viewer
