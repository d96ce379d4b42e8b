"""The rationale: why the schema is as it is, for people."""

from tools.blueprint.plan.operation import FetchAggregate, FetchPage, OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Column, Table
from tools.database_designer.rationale.privacy import privacy, retention
from tools.database_designer.rationale.tables import section
from tools.database_designer.sql.dialects import dialect_of
from tools.packs.datastores.dialect import SqlDialect
from tools.packs.markdown import bullets, code, text


def rationale(plan: RenderPlan) -> str:
    """DESIGN.md: decisions, normal form, every table with its indexes, personal data, retention."""
    dialect = dialect_of(plan)
    parts = [
        f"# Data design of {text(plan.title)}",
        text(plan.description),
        "![Entity-relationship diagram](er.svg)",
        f"## Decisions\n\n{bullets(_decisions(plan, dialect))}",
        _normal_form(plan),
        "## Tables",
        *(section(plan, item) for item in plan.tables),
        privacy(plan),
        retention(plan, dialect),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _decisions(plan: RenderPlan, dialect: SqlDialect) -> list[str]:
    lines = [
        "The database holds every rule that it can: types, lengths, bounds, enums, uniques, references and "
        "row rules are constraints, so no other program and no mistake in the backend can store what the "
        "contract forbids. Patterns are held by the API alone, because regular expressions differ between "
        "engines.",
        "Names are snake_case, tables are plural, and every name is quoted, so none can meet a reserved word.",
        "Strings are equal and sorted by code point, on every machine alike.",
    ]
    columns = [column for table in plan.tables for column in table.columns]
    kinds = {column.type.kind for column in columns}
    if "decimal" in kinds:
        lines.append(_decimals(dialect, columns))
    if "datetime" in kinds:
        lines.append("Moments are stored in UTC with milliseconds.")
    if "enum" in kinds:
        lines.append("An enum is text with a check: a new value is one changed constraint, with no type to migrate.")
    if "array" in kinds:
        lines.append(
            "Arrays are JSON: their items are read and written as a whole, and native arrays would admit "
            "null items and several dimensions."
        )
    if any(table.soft_delete for table in plan.tables):
        lines.append("Where rows are only marked as deleted, uniques hold among the living rows.")
    return lines


def _decimals(dialect: SqlDialect, columns: list[Column]) -> str:
    if not dialect.scaled_decimals:
        return "Decimals have a fixed scale and are exact; no amount passes through binary floating point."
    example = next(column for column in columns if column.type.kind == "decimal")
    scale = example.type.scale or 0
    return (
        "Decimals are integers that count units of the last digit, because the engine has no exact decimal: "
        f"{code(example.physical)} holds {10**scale} for 1 (scale {scale})."
    )


def _normal_form(plan: RenderPlan) -> str:
    entities = [table for table in plan.tables if table.role != "system"]
    lines = [
        "Third normal form (and Boyce-Codd, as far as the declared rules go): every column tells something "
        "about the key of its table, the whole key, and nothing else. No column repeats what another table "
        "says; counts and sums are computed when they are asked for."
    ]
    links = [code(table.physical) for table in entities if table.role == "link"]
    if links:
        lines.append(f"Many-to-many relationships have tables of their own: {', '.join(links)}.")
    lines += [_exception(plan, table) for table in entities if _documents(table)]
    return f"## Normal form\n\n{bullets(lines)}"


def _documents(table: Table) -> list[str]:
    return [code(column.physical) for column in table.columns if column.type.kind in ("json", "array")]


def _exception(plan: RenderPlan, table: Table) -> str:
    looking = [code(operation.name.snake) for operation in plan.operations if _looks_inside(operation, table)]
    if looking:
        told = f"{', '.join(looking)} {'look' if len(looking) > 1 else 'looks'} rows up by members of it; what else is"
        rest = f"{told} asked of it deserves a column."
    else:
        rest = "No operation looks inside; should one have to, what it looks for deserves a table."
    return f"Knowingly not atomic: {', '.join(_documents(table))} in {code(table.physical)}. {rest}"


def _looks_inside(operation: OperationPlan, table: Table) -> bool:
    calls = [node.call for node in operation.nodes if isinstance(node, FetchPage | FetchAggregate)]
    return any(item.operator == "holds" for call in calls if call.table == table.name.snake for item in call.filters)
