"""Feeds: the rows of whom the caller follows."""

from tools.blueprint.expand.access import access_for
from tools.blueprint.expand.crud import list_step, path_of, phrases
from tools.blueprint.expand.patterns.acts import view_of
from tools.blueprint.expand.patterns.expansion import Expansion
from tools.blueprint.expand.patterns.places import between, entity_of, newest_first, one_of
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import Access, Action, Method, Operation, Response
from tools.blueprint.model.patterns import Feed
from tools.blueprint.names import kebab, plural_snake
from tools.errors import BadInput


def feed(index: BlueprintIndex, pattern: Feed) -> Expansion:
    """`GET /articles/feed`, for signed-in callers who may list all rows."""
    entity = entity_of(index, pattern.feed)
    author, _, followers = pattern.of.partition(".")
    account, _ = between(index, one_of(index, entity, author).target, followers)
    access = access_for(index, entity, Action.LIST)
    if access.owner:
        raise BadInput(
            f"Callers see no {entity} but their own.",
            hint=f"Permit `list` of {entity} to `authenticated`, to `public` or to roles.",
        )
    operation = Operation(
        name=f"{pattern.name}_{plural_snake(entity)}", intent="pattern.feed", group=entity, method=Method.GET,
        path=f"{path_of(entity)}/{kebab(pattern.name)}",
        summary=f"List the {phrases(entity)} of whom the caller follows, newest first.",
        access=Access() if access.public else access,
        steps=(
            list_step(
                index, entity, "page", order=newest_first(index, entity),
                where=f"row.{pattern.of}.exists(a, a.{index.key(account).name} == viewer.id)",
            ),
        ),
        response=Response(value="page", view=view_of(index, entity, pattern.view)),
    )  # fmt: skip
    return Expansion((operation,))
