"""Versions: a change keeps what the row was, in the same write-set."""

from collections.abc import Iterable
from dataclasses import asdict

from tools.blueprint.expand.access import access_for
from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import crud_operation, find_by_key, list_step, path_of, phrase
from tools.blueprint.expand.inputs import key_input
from tools.blueprint.expand.patterns.expansion import Expansion
from tools.blueprint.expand.patterns.places import entity_of, link_to, newest_first
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.lower.types import value_type
from tools.blueprint.model import Action, Attribute, Create, Find, Method, Operation, Response, Update
from tools.blueprint.model.patterns import History
from tools.blueprint.names import kebab, snake
from tools.errors import BadInput


def history(index: BlueprintIndex, pattern: History) -> Expansion:
    """`PATCH /pages/{id}` keeps a version; `GET /pages/{id}/versions`; `POST /pages/{id}/versions/{…}/restore`."""
    entity, versions = entity_of(index, pattern.history), entity_of(index, pattern.versions)
    link = link_to(index, versions, entity)
    _check(index, entity, versions)
    names = _kept(index, entity, versions)
    bind, key, what = bind_of(entity), index.key(entity).name, phrase(entity)
    held = index.link_column(link)
    values = {held: f"{bind}.{key}", **{name: f"{bind}.{name}" for name in names}}
    tenant = index.entities[versions].tenant
    if tenant is not None:
        values[index.link_column(index.link(versions, tenant))] = "viewer.tenant"
    keep = Create(create=versions, bind=f"kept_{bind}", set=values)
    standard = crud_operation(index, entity, Action.UPDATE)
    find, change = standard.steps
    update = standard.model_copy(update={"steps": (find, keep, change)})
    path = f"{path_of(entity)}/{{{key}}}/versions"
    listing = Operation(
        name=f"list_{snake(entity)}_versions", intent="pattern.history", group=entity, method=Method.GET, path=path,
        summary=f"List what one {what} was before its changes, newest first.",
        access=access_for(index, entity, Action.READ), inputs=(key_input(index, entity),),
        steps=(
            find_by_key(index, entity, bind),
            list_step(
                index, versions, "page", where=f"row.{held} == {bind}.{key}", order=newest_first(index, versions)
            ),
        ),
        response=Response(value="page", view=versions),
    )  # fmt: skip
    operations = [update, listing]
    if pattern.restore is not None:
        operations.append(_restore(index, pattern, keep, held, names))
    return Expansion(tuple(operations), instead=frozenset({update.name}))


def _restore(
    index: BlueprintIndex, pattern: History, keep: Create, held: str, names: Iterable[str]
) -> Operation:  # fmt: skip
    entity, versions, name = pattern.history, pattern.versions, pattern.restore or ""
    bind, key, version = bind_of(entity), index.key(entity).name, f"version_of_{bind_of(entity)}"
    parameter = key_input(index, versions, f"version_{index.key(versions).name}")
    where = f"row.{index.key(versions).name} == input.{parameter.name} && row.{held} == {bind}.{key}"
    return Operation(
        name=f"{name}_{snake(entity)}", intent="pattern.history", group=entity, method=Method.POST,
        path=f"{path_of(entity)}/{{{key}}}/versions/{{{parameter.name}}}/{kebab(name)}",
        summary=f"Bring back what one {phrase(entity)} was, and keep what it is.",
        access=access_for(index, entity, Action.UPDATE), inputs=(key_input(index, entity), parameter),
        steps=(
            find_by_key(index, entity, bind), Find(find=versions, bind=version, where=where), keep,
            Update(update=bind, set={name: f"{version}.{name}" for name in names}),
        ),
        response=Response(value=bind, view=entity),
    )  # fmt: skip


def _check(index: BlueprintIndex, entity: str, versions: str) -> None:
    """Versions are made by changes alone, and seen by whoever sees the row."""
    standard = crud_operation(index, entity, Action.UPDATE).name
    offered = {item.entity: item.actions for item in index.blueprint.resources}
    if Action.UPDATE not in offered.get(entity, ()):
        raise BadInput(f"No operation changes rows of {entity}.", hint=f"Add `update` to the `actions` of {entity}.")
    if any(operation.name == standard for operation in index.blueprint.operations):
        raise BadInput(
            f"The operation {standard} is the Blueprint's own, and keeps no version.",
            hint=f"Take it out, or the pattern, and `create` {versions} in it.",
        )
    if versions in offered:
        raise BadInput(
            f"{versions} has operations of its own, for others than who sees the {entity}.",
            hint=f"Take {versions} out of `resources`; its rows are listed under the {entity}.",
        )
    if index.entities[versions].owner is not None:
        raise BadInput(
            f"{versions} belongs to its {entity}, and has no owner of its own.",
            hint="Leave `owner` out of it; `audit` says who made the change.",
        )


def _kept(index: BlueprintIndex, entity: str, versions: str) -> tuple[str, ...]:
    """The attributes that are kept. Raises BadInput for one that cannot be copied there and back."""
    own = {item.name: item for item in index.entities[entity].attributes}
    for item in index.entities[versions].attributes:
        if item.name not in own:
            raise BadInput(
                f"{versions}.{item.name} is no attribute of {entity}.", hint=f"Take it out, or declare it in {entity}."
            )
        _check_kept(index, f"{entity}.{item.name}", own[item.name], f"{versions}.{item.name}", item)
    if not index.entities[versions].attributes:
        raise BadInput(f"{versions} keeps nothing of {entity}.", hint=f"Declare in it what of {entity} shall be kept.")
    return tuple(item.name for item in index.entities[versions].attributes)


def _check_kept(index: BlueprintIndex, place: str, own: Attribute, kept_place: str, kept: Attribute) -> None:
    mine, copied = asdict(value_type(own)), asdict(value_type(kept))
    unlike = [name for name in mine if mine[name] != copied[name]]
    unlike += ["required"] if own.required != kept.required else []
    if unlike:
        raise BadInput(
            f"{kept_place} and {place} differ in `{unlike[0]}`.", hint="Declare both alike, as the value is copied."
        )
    if kept.unique:
        raise BadInput(f"Two versions may hold the same `{kept.name}`.", hint=f"Leave `unique` out of {kept_place}.")
    if own.managed or own.sensitive or own.name == index.key(place.partition(".")[0]).name:
        raise BadInput(
            f"{place} is no value that callers change.", hint=f"Leave it out of {kept_place.partition('.')[0]}."
        )
