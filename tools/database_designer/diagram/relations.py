"""The foreign keys of a plan, as diagrams and descriptions show them."""

from dataclasses import dataclass

from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Column, Table


@dataclass(frozen=True, slots=True)
class Relation:
    """One foreign key: from the table that holds it to the one that it names."""

    source: Table
    column: Column
    target: Table
    target_column: Column
    on_delete: str
    constraint: str
    optional: bool
    """A row may name none."""
    unique: bool
    """No two rows name the same one."""


def relations(plan: RenderPlan) -> tuple[Relation, ...]:
    """All foreign keys, in the order of tables and columns."""
    found: list[Relation] = []
    for table in plan.tables:
        for column in table.columns:
            reference = column.reference
            if reference is None:
                continue
            target = plan.table(reference.table)
            found.append(
                Relation(
                    source=table,
                    column=column,
                    target=target,
                    target_column=target.column(reference.column),
                    on_delete=reference.on_delete,
                    constraint=reference.constraint,
                    optional=column.nullable,
                    unique=is_unique(table, column),
                )
            )
    return tuple(found)


def is_unique(table: Table, column: Column) -> bool:
    """Whether the column alone tells its rows apart."""
    alone = (column.name.snake,)
    indexes = [index.columns for index in table.indexes if index.unique]
    return alone == table.primary_key or alone in [*(rule.columns for rule in table.uniques), *indexes]


def marks(table: Table, column: Column) -> tuple[str, ...]:
    """PK, FK and UK, as they apply."""
    primary = column.name.snake in table.primary_key
    found = ["PK"] if primary else []
    if column.reference is not None:
        found.append("FK")
    if is_unique(table, column) and not primary:
        found.append("UK")
    return tuple(found)
