"""The entity-relationship diagram as Mermaid text."""

from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Column, Table
from tools.database_designer.diagram.relations import Relation, marks, relations

# The grammar reads these words as key marks, whatever their case.
_KEY_WORDS = frozenset({"pk", "fk", "uk"})


def mermaid(plan: RenderPlan) -> str:
    """`erDiagram` with every table, its columns and its foreign keys; names are safe by construction."""
    lines = ["erDiagram"]
    for table in plan.tables:
        lines.append(f'  "{table.physical}" {{')
        lines += [_attribute(table, column) for column in table.columns]
        lines.append("  }")
    lines += [_relation(relation) for relation in relations(plan)]
    return "\n".join(lines) + "\n"


def _attribute(table: Table, column: Column) -> str:
    name = f"{column.physical}_" if column.physical in _KEY_WORDS else column.physical
    keys = ", ".join(marks(table, column))
    return f"    {column.type.kind} {name}" + (f" {keys}" if keys else "")


def _relation(relation: Relation) -> str:
    one = "|o" if relation.optional else "||"
    many = "o|" if relation.unique else "o{"
    target, source = relation.target.physical, relation.source.physical
    return f'  "{target}" {one}--{many} "{source}" : "{relation.column.physical}"'
