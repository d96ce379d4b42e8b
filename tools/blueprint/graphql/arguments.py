"""Arguments of fields, from the inputs of the operation that they run."""

from dataclasses import replace

from tools.blueprint.graphql.model import Argument
from tools.blueprint.graphql.types import TypeRegistry, distinct
from tools.blueprint.names import pascal
from tools.blueprint.plan.operation import FetchAggregate, FetchPage, OperationPlan
from tools.blueprint.plan.shapes import Field
from tools.blueprint.plan.store import AggregateRows, ListRows

_PAGING = frozenset({"limit", "cursor", "offset"})


def arguments(types: TypeRegistry, operation: OperationPlan) -> tuple[Argument, ...]:
    """Arguments of a field of Query or Mutation."""
    found = [
        Argument(field.name.camel, types.reference(field.type, required=True), "path", field)
        for field in operation.path_fields
    ]
    found += query_arguments(types, operation)
    if operation.if_match:
        text = "The row's `version` as it was read; the change is refused when the row has changed since."
        found.append(Argument("expectedVersion", "Int!", "expected_version", description=text))
    if operation.body is not None:
        name = f"{operation.body.name.removesuffix('Request')}Input"
        body = types.input_type(name, operation.body.fields, operation.body, "")
        found.append(Argument("input", f"{body}!", "body"))
    if operation.idempotency_key:
        text = "A repeated request with the same key gets the first answer."
        found.append(Argument("idempotencyKey", "String", "idempotency_key", description=text))
    names = distinct(argument.name for argument in found)
    return tuple(replace(argument, name=name) for argument, name in zip(found, names, strict=True))


def query_arguments(types: TypeRegistry, operation: OperationPlan) -> list[Argument]:
    """Arguments for the query parameters; filters become one object."""
    call = _call(operation)
    filtered = {item.parameter for item in call.filters} if call else set()
    plain: list[Argument] = []
    order: list[Argument] = []
    filters: list[Field] = []
    for field in operation.query:
        if field.name.snake in filtered:
            filters.append(field)
        elif field.name.snake in _PAGING:
            order.append(_paging(field))
        elif field.name.snake == "sort" and field.type.items is not None:
            name = types.order(f"{_subject(operation)}Order", field.type.items.values)
            order.append(Argument("orderBy", f"[{name}!]", "order", field, "Keys in their order."))
        else:
            plain.append(_plain(types, operation, field))
    if filters:
        name = types.input_type(f"{_subject(operation)}Filter", filters, None, "Only rows that meet all that is given.")
        plain.append(Argument("filter", name, "filter"))
    return plain + order


def _plain(types: TypeRegistry, operation: OperationPlan, field: Field) -> Argument:
    if field.name.snake == "group_by":
        name = types.enum_type(f"{_subject(operation)}GroupBy", field.type.values)
        return Argument("groupBy", name, "query", field, field.description)
    reference = types.reference(field.type, required=field.required)
    return Argument(field.name.camel, reference, "query", field, field.description)


def _paging(field: Field) -> Argument:
    if field.name.snake == "limit":
        return Argument("first", "Int", "first", field, "Most rows in the answer.")
    return Argument("after", "String", "after", field, "`endCursor` of the page before.")


def _call(operation: OperationPlan) -> ListRows | AggregateRows | None:
    return next((node.call for node in operation.nodes if isinstance(node, FetchPage | FetchAggregate)), None)


def _subject(operation: OperationPlan) -> str:
    """What the operation's rows are: `Book`."""
    view = operation.response.view
    return (view.entity if view else None) or pascal(operation.group)
