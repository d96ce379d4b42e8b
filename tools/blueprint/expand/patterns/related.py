"""Rows that share something with a row: tags, members, ingredients."""

from tools.blueprint.expand.access import access_for
from tools.blueprint.expand.binds import bind_of
from tools.blueprint.expand.crud import find_by_key, list_step, path_of, phrase, phrases
from tools.blueprint.expand.inputs import key_input
from tools.blueprint.expand.patterns.acts import view_of
from tools.blueprint.expand.patterns.expansion import Expansion
from tools.blueprint.expand.patterns.places import many_of, other_end
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.model import Action, Method, Operation, Response
from tools.blueprint.model.patterns import Related
from tools.blueprint.names import kebab, snake
from tools.errors import BadInput


def related(index: BlueprintIndex, pattern: Related) -> Expansion:
    """`GET /articles/{id}/related`: rows that are linked to what this one is linked to."""
    entity, _, shared = pattern.related.partition(".")
    far, back = other_end(many_of(index, entity, shared), entity, shared)
    if back is None:
        raise BadInput(
            f"Nothing leads back from {far} over {pattern.related}.", hint="Give the relationship an `inverse`."
        )
    bind, key, what = bind_of(entity), index.key(entity).name, phrase(far)
    same = f"row.{shared}.exists(s, s.{back}.exists(o, o.{key} == {bind}.{key}))"
    newest = ("-created_at",) if index.entities[entity].timestamps else ()
    operation = Operation(
        name=f"{pattern.name}_{snake(entity)}", intent="pattern.related", group=entity, method=Method.GET,
        path=f"{path_of(entity)}/{{{key}}}/{kebab(pattern.name)}",
        summary=f"List the other {phrases(entity)} that share a {what} with one {phrase(entity)}.",
        access=access_for(index, entity, Action.READ), inputs=(key_input(index, entity),),
        steps=(
            find_by_key(index, entity, bind),
            list_step(index, entity, "page", where=f"row.{key} != {bind}.{key} && {same}", order=newest),
        ),
        response=Response(value="page", view=view_of(index, entity, pattern.view)),
    )  # fmt: skip
    return Expansion((operation,))
