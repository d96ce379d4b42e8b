"""Which index serves what: the answer for every foreign key."""

from tools.blueprint.plan.table import Column, Table
from tools.packs.markdown import code


def serving(table: Table, column: Column) -> str:
    """What finds rows by this foreign key, in Markdown; a missing index is named as such."""
    name = column.name.snake
    if table.primary_key[0] == name:
        return "the primary key leads with it"
    for index in table.indexes:
        if index.columns[0].removeprefix("-") == name and not index.live_only:
            return f"index {code(index.name)}"
    for rule in table.uniques:
        if rule.columns[0] == name and not rule.live_only:
            return f"unique constraint {code(rule.name)}"
    return "not indexed: the plan asks for none, so deleting what it names reads the whole table"
