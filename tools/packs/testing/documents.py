"""GraphQL queries and mutations that the generated tests send, with arguments that the schema accepts."""

from collections.abc import Mapping

from tools.blueprint.graphql.model import Argument, GraphqlApi, NestedField, ObjectType, OperationField, ValueField
from tools.blueprint.plan.shapes import Field
from tools.blueprint.samples import example


def object_type(api: GraphqlApi, reference: str) -> ObjectType | None:
    """The object type that a field answers: of a connection, that of its nodes."""
    name = reference.strip("[]!")
    name = next((item.node for item in api.connections if item.name == name), name)
    return next((item for item in api.objects if item.name == name), None)


def document(kind: str, field: OperationField, selection: str) -> str:
    """A query or mutation of one field; what it must be given are variables."""
    needed = [argument for argument in field.arguments if argument.type.endswith("!")]
    declared = ", ".join(f"${argument.name}: {argument.type}" for argument in needed)
    passed = ", ".join(f"{argument.name}: ${argument.name}" for argument in needed)
    call = f"{field.name}({passed})" if needed else field.name
    head = f"{kind}({declared}) " if needed else ("" if kind == "query" else f"{kind} ")
    return f"{head}{{ {call}{f' {selection}' if selection else ''} }}"


def smallest(api: GraphqlApi, field: OperationField | NestedField) -> str:
    """The shortest selection of what the field answers."""
    if isinstance(field, OperationField) and field.form in ("empty", "tokens"):
        return "" if field.form == "empty" else "{ tokenType }"
    owner = object_type(api, field.type)
    assert owner is not None
    name = owner.fields[0].name
    connection = any(item.name == field.type for item in api.connections)
    return f"{{ edges {{ node {{ {name} }} }} }}" if connection else f"{{ {name} }}"


def variables(api: GraphqlApi, field: OperationField) -> dict[str, object]:
    """Values for all that the field must be given, rows aside."""
    return {item.name: _value(api, item) for item in field.arguments if item.type.endswith("!")}


def members(api: GraphqlApi, argument: Argument, given: Mapping[str, object]) -> dict[str, object]:
    """An input object, from values by the names of the REST API."""
    form = next(item for item in api.inputs if item.name == argument.type.strip("[]!"))
    return {
        item.name: _named(api, item, given[item.field.wire])
        for item in form.fields
        if item.field is not None and item.field.wire in given
    }


def _value(api: GraphqlApi, argument: Argument) -> object:
    if argument.source == "expected_version":
        return 1
    if argument.field is not None:
        return _sample(argument.field)
    form = next(item for item in api.inputs if item.name == argument.type.strip("[]!"))
    needed = [item for item in form.fields if item.type.endswith("!")]
    return {item.name: _named(api, item, _sample(item.field)) for item in needed if item.field is not None}


def _sample(field: Field) -> object:
    return example(field.type, 1, field.name.snake)


def _named(api: GraphqlApi, item: ValueField, value: object) -> object:
    """Enums go by their names."""
    enum = next((found for found in api.enums if found.name == item.type.strip("[]!")), None)
    if enum is None:
        return value
    return next(member.name for member in enum.values if member.wire == value)


def deep(api: GraphqlApi) -> str | None:
    """A query that is deeper than allowed; None where no relations lead that far."""
    for field in api.queries:
        owner = object_type(api, field.type)
        if owner is None or field.form != "page":
            continue
        inner = _descend(api, owner, api.max_depth - 3)
        if inner is not None:
            return f"{{ {field.name}(first: 1) {{ edges {{ node {{ {inner} }} }} }} }}"
    return None


def _descend(api: GraphqlApi, owner: ObjectType, levels: int) -> str | None:
    """Fields that go so many levels down and one more."""
    if levels <= 0:
        return owner.fields[0].name
    for field in owner.nested:
        target = object_type(api, field.type)
        assert target is not None
        step = 1 if field.kind == "one" else 3
        inner = _descend(api, target, levels - step)
        if inner is not None:
            return f"{field.name} {{ {inner} }}" if step == 1 else _paged(field, inner)
    return None


def _paged(field: NestedField, inner: str) -> str:
    return f"{field.name}(first: 1) {{ edges {{ node {{ {inner} }} }} }}"
