"""Fields that lead from a row to related rows."""

from collections.abc import Iterator

from tools.blueprint.graphql.arguments import query_arguments
from tools.blueprint.graphql.model import NestedField, ObjectType
from tools.blueprint.graphql.types import TypeRegistry
from tools.blueprint.names import camel
from tools.blueprint.plan.operation import FetchPage, OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Column, Table


def nested_fields(plan: RenderPlan, types: TypeRegistry, owner: ObjectType) -> tuple[NestedField, ...]:
    """To-one fields, then connections; only to rows that an operation reads or lists."""
    table = next((table for table in plan.tables if owner.view and table.entity == owner.view.entity), None)
    if owner.view is None or table is None or owner.view.entity is None:
        return ()
    shown = {field.column for field in owner.view.fields if not field.link}
    candidates = [*_to_one(plan, types, table, shown)]
    if set(table.primary_key) <= shown:
        candidates += [*_to_many(plan, types, table), *_linked(plan, types, table)]
    taken = {field.name for field in owner.fields}
    found = []
    for field in candidates:
        if field.name not in taken:
            taken.add(field.name)
            found.append(field)
    return tuple(found)


def _to_one(plan: RenderPlan, types: TypeRegistry, table: Table, shown: set[str | None]) -> Iterator[NestedField]:
    for column in table.columns:
        if column.reference is None or column.name.snake not in shown:
            continue
        target = plan.table(column.reference.table)
        operation = _operation(plan, target, "crud.read")
        if operation is None or operation.response.view is None:
            continue
        yield NestedField(
            name=camel(_relation(column, target)),
            type=types.object_type(operation.response.view, target.description),
            kind="one",
            operation=operation,
            parent_column=column.name.snake,
            target_column=column.reference.column,
            arguments=(),
            description=f"The {target.name.title.lower()} that it refers to; null where the caller may not see it.",
        )


def _to_many(plan: RenderPlan, types: TypeRegistry, table: Table) -> Iterator[NestedField]:
    for source in plan.tables:
        operation = _operation(plan, source, "crud.list")
        if operation is None or operation.response.view is None:
            continue
        columns = [column for column in source.columns if _refers(column, table) and _filters_by(operation, column)]
        for position, column in enumerate(columns):
            name = source.name.plural_snake
            if position:
                name = f"{name}_by_{_relation(column, table)}"
            node = types.object_type(operation.response.view, source.description)
            assert column.reference is not None
            yield NestedField(
                name=camel(name),
                type=types.connection(node),
                kind="many",
                operation=operation,
                parent_column=column.reference.column,
                target_column=column.name.snake,
                arguments=tuple(query_arguments(types, operation)),
                description=f"{source.name.plural_snake.replace('_', ' ').capitalize()} that refer to it.",
            )


def _linked(plan: RenderPlan, types: TypeRegistry, table: Table) -> Iterator[NestedField]:
    for operation in plan.operations:
        if operation.intent != "link.list" or operation.group != table.name.snake:
            continue
        page = next((node for node in operation.nodes if isinstance(node, FetchPage)), None)
        if page is None or page.call.through is None or operation.response.view is None:
            continue
        target = plan.table(page.call.table)
        node = types.object_type(operation.response.view, target.description)
        yield NestedField(
            name=camel(operation.name.snake.removeprefix(f"list_{table.name.snake}_")),
            type=types.connection(node),
            kind="linked",
            operation=operation,
            parent_column=table.primary_key[0],
            target_column=None,
            arguments=tuple(query_arguments(types, operation)),
            description=f"{target.name.plural_snake.replace('_', ' ').capitalize()} that are linked to it.",
        )


def _relation(column: Column, target: Table) -> str:
    """`author_id` → `author`; a column that is not named by the key keeps its name and gets the target's."""
    assert column.reference is not None
    stem = column.name.snake.removesuffix(f"_{column.reference.column}")
    return stem if stem != column.name.snake else f"{stem}_{target.name.snake}"


def _operation(plan: RenderPlan, table: Table, intent: str) -> OperationPlan | None:
    return next((item for item in plan.operations if item.intent == intent and item.group == table.name.snake), None)


def _refers(column: Column, table: Table) -> bool:
    return column.reference is not None and column.reference.table == table.name.snake


def _filters_by(operation: OperationPlan, column: Column) -> bool:
    pages = [node.call for node in operation.nodes if isinstance(node, FetchPage)]
    return any(item.column == column.name.snake and item.operator == "eq" for call in pages for item in call.filters)
