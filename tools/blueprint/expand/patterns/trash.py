"""Rows that were deleted: listed, and brought back."""

from collections.abc import Iterator

from tools.blueprint.expand.access import access_for
from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import find_by_key, list_step, path_of, phrase, phrases
from tools.blueprint.expand.inputs import key_input
from tools.blueprint.expand.patterns.acts import view_of
from tools.blueprint.expand.patterns.expansion import Expansion
from tools.blueprint.expand.patterns.places import entity_of
from tools.blueprint.index import BlueprintIndex, Link
from tools.blueprint.managed import DELETED_AT
from tools.blueprint.model import Action, ErrorSpec, Find, If, Method, Operation, Response, Restore, Step
from tools.blueprint.model.patterns import Ordered, Trash
from tools.blueprint.names import kebab, plural_snake, snake
from tools.errors import BadInput


def trash(index: BlueprintIndex, pattern: Trash) -> Expansion:
    """`GET /notes/trash`, what was deleted last first; `POST /notes/{id}/restore`: 404 for what is not deleted."""
    entity = entity_of(index, pattern.trash)
    _check(index, entity)
    access, view = access_for(index, entity, Action.DELETE), view_of(index, entity, pattern.view)
    bind, what = bind_of(entity), phrase(entity)
    find = find_by_key(index, entity, bind).model_copy(update={"deleted": True})
    parents = tuple(link for link in index.links(entity) if index.entities[link.target].soft_delete)
    restore = Operation(
        name=f"{pattern.restore}_{snake(entity)}", intent="pattern.trash", group=entity, method=Method.POST,
        path=f"{path_of(entity)}/{{{index.key(entity).name}}}/{kebab(pattern.restore)}",
        summary=f"Bring one {what} back that was deleted.", access=access, inputs=(key_input(index, entity),),
        steps=(find, *_living(index, bind, parents), Restore(restore=bind)),
        response=Response(value=bind, view=view),
        errors=tuple(_gone(link) for link in parents),
    )  # fmt: skip
    if pattern.name is None:
        return Expansion((restore,))
    listing = Operation(
        name=f"{pattern.name}_{plural_snake(entity)}", intent="pattern.trash", group=entity, method=Method.GET,
        path=f"{path_of(entity)}/{kebab(pattern.name)}",
        summary=f"List the {phrases(entity)} that were deleted, the last one first.", access=access,
        steps=(list_step(index, entity, "page", order=(f"-{DELETED_AT}",), deleted=True),),
        response=Response(value="page", view=view),
    )  # fmt: skip
    return Expansion((listing, restore))


def _living(index: BlueprintIndex, bind: str, parents: tuple[Link, ...]) -> Iterator[Step]:
    """What the row refers to is there, and stays until the row is: nobody deletes it meanwhile."""
    for link in parents:
        column, key = f"{bind}.{index.link_column(link)}", index.key(link.target).name
        find = Find(
            find=link.target, bind=f"{link.name}_of_{bind}", where=f"row.{key} == {column}", owner=False, lock=True,
            otherwise=_gone(link).name,
        )  # fmt: skip
        yield find if link.required else If(condition=f"{column} != null", then=(find,))


def _gone(link: Link) -> ErrorSpec:
    return ErrorSpec(
        name=f"{link.name}_deleted", status=409, title=f"The {link.name.replace('_', ' ')} was deleted"
    )  # fmt: skip


def _check(index: BlueprintIndex, entity: str) -> None:
    if not index.entities[entity].soft_delete:
        raise BadInput(f"Nothing is left of a deleted {entity}.", hint=f"Give {entity} `soft_delete: true`.")
    offered = {action for item in index.blueprint.resources if item.entity == entity for action in item.actions}
    if Action.DELETE not in offered:
        raise BadInput(f"No operation deletes rows of {entity}.", hint=f"Add `delete` to the `actions` of {entity}.")
    if index.account is not None and entity == index.account.name:
        raise BadInput(
            "Who deletes an account does not sign in again, and restores nothing.",
            hint="Write an operation that finds it with `deleted: true`, for a role.",
        )
    if any(isinstance(item, Ordered) and item.ordered.partition(".")[0] == entity for item in index.blueprint.patterns):
        raise BadInput(
            f"What comes back of {entity} has no place in its order.",
            hint=f"Leave `ordered` or `trash` of {entity} out.",
        )
