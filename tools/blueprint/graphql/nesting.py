"""Fields that lead from a row to related rows."""

from collections.abc import Iterator
from dataclasses import replace

from tools.blueprint.graphql.arguments import query_arguments
from tools.blueprint.graphql.model import NestedField, ObjectType
from tools.blueprint.graphql.types import TypeRegistry
from tools.blueprint.names import camel
from tools.blueprint.plan.operation import FetchPage, OperationPlan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.plan.table import Column, Table

_Candidate = tuple[NestedField, tuple[str, ...]]
"""A field that has no name yet, and the names that it may have, the best one first."""


def nested_fields(plan: RenderPlan, types: TypeRegistry, owner: ObjectType) -> tuple[NestedField, ...]:
    """References, then what refers to the row, then links; only to rows that an operation reads or lists."""
    table = next((table for table in plan.tables if owner.view and table.entity == owner.view.entity), None)
    if owner.view is None or table is None or owner.view.entity is None:
        return ()
    shown = {field.column for field in owner.view.fields if not field.link}
    candidates = [*_to_one(plan, types, table, shown)]
    if set(table.primary_key) <= shown:
        candidates += [*_inverse(plan, types, table), *_linked(plan, types, table)]
    taken = {field.name for field in owner.fields}
    found = []
    for field, names in candidates:
        name = next((name for name in map(camel, names) if name not in taken), None)
        if name is not None:
            taken.add(name)
            found.append(replace(field, name=name))
    return tuple(found)


def _to_one(plan: RenderPlan, types: TypeRegistry, table: Table, shown: set[str | None]) -> Iterator[_Candidate]:
    for column in table.columns:
        if column.reference is None or column.name.snake not in shown:
            continue
        target = plan.table(column.reference.table)
        operation = _operation(plan, target, "crud.read")
        if operation is None or operation.response.view is None:
            continue
        field = NestedField(
            name="",
            type=types.object_type(operation.response.view, target.description),
            kind="one",
            operation=operation,
            parent_column=column.name.snake,
            target_column=column.reference.column,
            arguments=(),
            description=f"The {target.name.title.lower()} that it refers to; null where the caller may not see it.",
        )
        yield field, (_relation(column, target),)


def _inverse(plan: RenderPlan, types: TypeRegistry, table: Table) -> Iterator[_Candidate]:
    """What refers to the row: one row where no two may, else a page of them."""
    for source in plan.tables:
        for column in source.columns:
            if column.reference is None or column.reference.table != table.name.snake:
                continue
            single = any(unique.columns == (column.name.snake,) for unique in source.uniques)
            field = _one_back(plan, types, source, column) if single else _many_back(plan, types, source, column)
            if field is not None:
                yield field, _inverse_names(source, column, table, single=single)


def _one_back(plan: RenderPlan, types: TypeRegistry, source: Table, column: Column) -> NestedField | None:
    operation = _operation(plan, source, "crud.read")
    if operation is None or operation.response.view is None or column.reference is None:
        return None
    return NestedField(
        name="",
        type=types.object_type(operation.response.view, source.description),
        kind="one",
        operation=operation,
        parent_column=column.reference.column,
        target_column=column.name.snake,
        arguments=(),
        description=f"The {source.name.title.lower()} that refers to it; null where the caller may not see it.",
    )


def _many_back(plan: RenderPlan, types: TypeRegistry, source: Table, column: Column) -> NestedField | None:
    operation = _operation(plan, source, "crud.list")
    if operation is None or operation.response.view is None or column.reference is None:
        return None
    if not _filters_by(operation, column):
        return None
    return NestedField(
        name="",
        type=types.connection(types.object_type(operation.response.view, source.description)),
        kind="many",
        operation=operation,
        parent_column=column.reference.column,
        target_column=column.name.snake,
        arguments=tuple(query_arguments(types, operation)),
        description=f"{source.name.plural_snake.replace('_', ' ').capitalize()} that refer to it.",
    )


def _inverse_names(source: Table, column: Column, target: Table, *, single: bool) -> tuple[str, ...]:
    """The Blueprint's own name, then names that rest on nothing but this one relationship.

    A relationship that is added later must not rename a field that clients know.
    """
    assert column.reference is not None
    rows = source.name.snake if single else source.name.plural_snake
    relation = _relation(column, target)
    plain = (rows,) if relation == target.name.snake else ()
    named = (column.reference.inverse,) if column.reference.inverse else ()
    return (*named, *plain, f"{rows}_by_{relation}")


def _linked(plan: RenderPlan, types: TypeRegistry, table: Table) -> Iterator[_Candidate]:
    for operation in plan.operations:
        if operation.intent != "link.list" or operation.group != table.name.snake:
            continue
        page = next((node for node in operation.nodes if isinstance(node, FetchPage)), None)
        if page is None or page.call.through is None or operation.response.view is None:
            continue
        target = plan.table(page.call.table)
        node = types.object_type(operation.response.view, target.description)
        field = NestedField(
            name="",
            type=types.connection(node),
            kind="linked",
            operation=operation,
            parent_column=table.primary_key[0],
            target_column=None,
            arguments=tuple(query_arguments(types, operation)),
            description=f"{target.name.plural_snake.replace('_', ' ').capitalize()} that are linked to it.",
        )
        yield field, (operation.name.snake.removeprefix(f"list_{table.name.snake}_"), operation.name.snake)


def _relation(column: Column, target: Table) -> str:
    """`author_id` → `author`; a column that is not named by the key keeps its name and gets the target's."""
    assert column.reference is not None
    stem = column.name.snake.removesuffix(f"_{column.reference.column}")
    return stem if stem != column.name.snake else f"{stem}_{target.name.snake}"


def _operation(plan: RenderPlan, table: Table, intent: str) -> OperationPlan | None:
    return next((item for item in plan.operations if item.intent == intent and item.group == table.name.snake), None)


def _filters_by(operation: OperationPlan, column: Column) -> bool:
    pages = [node.call for node in operation.nodes if isinstance(node, FetchPage)]
    return any(item.column == column.name.snake and item.operator == "eq" for call in pages for item in call.filters)
