"""What expressions may ask of the caller."""

from tools.blueprint.index import BlueprintIndex
from tools.blueprint.managed import ROLE
from tools.blueprint.names import snake
from tools.blueprint.plan.expr import ViewerValue
from tools.blueprint.plan.table import Table


def viewer_values(index: BlueprintIndex, tables: dict[str, Table], *, optional: bool) -> dict[str, ViewerValue]:
    """`id`, `role` and `tenant` → the value; empty where there are no accounts.

    `optional`: nobody may be signed in, and then all are null.
    """
    account = index.account
    if account is None:
        return {}
    table = tables[snake(account.name)]
    key = index.key(account.name).name
    columns = {"id": key}
    if index.blueprint.roles:
        columns["role"] = ROLE
    if index.viewer_tenant_column is not None:
        columns["tenant"] = index.viewer_tenant_column
    return {name: ViewerValue(column, table.column(column).type, optional) for name, column in columns.items()}
