"""Create, read, update, delete and list, as steps."""

from tools.blueprint.expand.access import access_for
from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.inputs import accepted, body_inputs, key_input
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.kinds import filterable, sortable
from tools.blueprint.model import (
    Action,
    Create,
    Delete,
    Find,
    List,
    Method,
    Operation,
    Response,
    Update,
)
from tools.blueprint.names import kebab, plural_snake, snake


def path_of(entity: str) -> str:
    """`OrderLine` → `/order-lines`."""
    return f"/{kebab(plural_snake(entity))}"


def phrase(entity: str) -> str:
    """The entity for people: `order line`."""
    return snake(entity).replace("_", " ")


def phrases(entity: str) -> str:
    return plural_snake(entity).replace("_", " ")


def find_by_key(index: BlueprintIndex, entity: str, bind: str, parameter: str | None = None) -> Find:
    """Finds the row that the path names."""
    key = index.key(entity).name
    return Find(find=entity, bind=bind, where=f"row.{key} == input.{parameter or key}")


def list_step(index: BlueprintIndex, entity: str, bind: str, **more: object) -> List:
    """Lists rows, with every filter and sort that the entity's values allow."""
    return List.model_validate(
        {
            "list": entity,
            "as": bind,
            "filters": filterable(index, entity),
            "sorts": sortable(index, entity),
            **more,
        }
    )


def crud_operation(index: BlueprintIndex, entity: str, action: Action) -> Operation:
    """The standard operation of an action."""
    return _BUILDERS[action](index, entity)


def _list(index: BlueprintIndex, entity: str) -> Operation:
    return Operation(
        name=f"list_{plural_snake(entity)}",
        intent="crud.list",
        group=entity,
        method=Method.GET,
        path=path_of(entity),
        summary=f"List {phrases(entity)}.",
        access=access_for(index, entity, Action.LIST),
        steps=(list_step(index, entity, "page"),),
        response=Response(value="page", view=entity),
    )


def _read(index: BlueprintIndex, entity: str) -> Operation:
    bind = bind_of(entity)
    return Operation(
        name=f"read_{snake(entity)}",
        intent="crud.read",
        group=entity,
        method=Method.GET,
        path=f"{path_of(entity)}/{{{index.key(entity).name}}}",
        summary=f"Read one {phrase(entity)}.",
        access=access_for(index, entity, Action.READ),
        inputs=(key_input(index, entity),),
        steps=(find_by_key(index, entity, bind),),
        response=Response(value=bind, view=entity),
    )


def _create(index: BlueprintIndex, entity: str) -> Operation:
    bind = bind_of(entity)
    found = index.entities[entity]
    inputs = body_inputs(index, entity, changing=False)
    values = {}
    if found.owner:
        values[index.link_column(index.link(entity, found.owner))] = "viewer.id"
    if found.tenant and index.tenant:
        values[index.link_column(index.link(entity, found.tenant))] = "viewer.tenant"
    return Operation(
        name=f"create_{snake(entity)}",
        intent="crud.create",
        group=entity,
        method=Method.POST,
        path=path_of(entity),
        summary=f"Create a new {phrase(entity)}.",
        access=access_for(index, entity, Action.CREATE),
        inputs=inputs,
        steps=(Create(create=entity, bind=bind, accept=accepted(inputs), set=values),),
        response=Response(status=201, value=bind, view=entity),
        idempotency_key=index.blueprint.api.idempotency,
    )


def _update(index: BlueprintIndex, entity: str) -> Operation:
    bind = bind_of(entity)
    inputs = body_inputs(index, entity, changing=True)
    return Operation(
        name=f"update_{snake(entity)}",
        intent="crud.update",
        group=entity,
        method=Method.PATCH,
        path=f"{path_of(entity)}/{{{index.key(entity).name}}}",
        summary=f"Change the given fields of one {phrase(entity)}.",
        access=access_for(index, entity, Action.UPDATE),
        inputs=(key_input(index, entity), *inputs),
        steps=(find_by_key(index, entity, bind), Update(update=bind, accept=accepted(inputs))),
        response=Response(value=bind, view=entity),
    )


def _delete(index: BlueprintIndex, entity: str) -> Operation:
    bind = bind_of(entity)
    return Operation(
        name=f"delete_{snake(entity)}",
        intent="crud.delete",
        group=entity,
        method=Method.DELETE,
        path=f"{path_of(entity)}/{{{index.key(entity).name}}}",
        summary=f"Delete one {phrase(entity)}.",
        access=access_for(index, entity, Action.DELETE),
        inputs=(key_input(index, entity),),
        steps=(find_by_key(index, entity, bind), Delete(delete=bind)),
        response=Response(status=204),
    )


_BUILDERS = {
    Action.LIST: _list,
    Action.READ: _read,
    Action.CREATE: _create,
    Action.UPDATE: _update,
    Action.DELETE: _delete,
}
