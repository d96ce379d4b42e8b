"""Search and analytics, as steps."""

from tools.blueprint.expand.access import access_for
from tools.blueprint.expand.crud import list_step, path_of, phrases
from tools.blueprint.index import BlueprintIndex
from tools.blueprint.kinds import filterable, groupable, measurable, searchable
from tools.blueprint.model import Action, Aggregate, Input, Method, Operation, Place, Response
from tools.blueprint.names import plural_snake

SEARCH_TERM = 200
"""Longest search term, in code points."""


def search_operation(index: BlueprintIndex, entity: str) -> Operation:
    """`GET /books/search?q=…`: best match first."""
    step = list_step(index, entity, "page", search=searchable(index, entity), sorts=())
    return Operation(
        name=f"search_{plural_snake(entity)}",
        intent="search",
        group=entity,
        method=Method.GET,
        path=f"{path_of(entity)}/search",
        summary=f"Search {phrases(entity)}, best match first.",
        access=access_for(index, entity, Action.SEARCH),
        inputs=(Input(name="q", place=Place.QUERY, required=True, min_length=1, max_length=SEARCH_TERM),),
        steps=(step,),
        response=Response(value="page", view=entity),
    )


def analytics_operation(index: BlueprintIndex, entity: str) -> Operation:
    """`GET /books/analytics?group_by=…`: counts, and measures of every numeric attribute."""
    measures = {"count": "count()"}
    for attribute in measurable(index, entity):
        for function in ("sum", "avg", "min", "max"):
            measures[f"{attribute}_{function}"] = f"{function}({attribute})"
    return Operation(
        name=f"analyze_{plural_snake(entity)}",
        intent="analytics",
        group=entity,
        method=Method.GET,
        path=f"{path_of(entity)}/analytics",
        summary=f"Count and measure {phrases(entity)}, in groups.",
        access=access_for(index, entity, Action.ANALYTICS),
        steps=(
            Aggregate(
                aggregate=entity,
                bind="result",
                filters=filterable(index, entity),
                group_by=groupable(index, entity),
                measures=measures,
            ),
        ),
        response=Response(value="result"),
    )
