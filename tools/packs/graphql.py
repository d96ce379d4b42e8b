"""Which groups have resolvers, and how names of the schema are spelled behind it."""

import re

from tools.blueprint.graphql.model import GraphqlApi, ObjectType, OperationField
from tools.blueprint.plan.render_plan import Group, RenderPlan


def resolver_groups(plan: RenderPlan, api: GraphqlApi) -> tuple[Group, ...]:
    """Groups that have resolvers of their own."""
    return tuple(
        group for group in plan.groups if group_fields(group, api.queries + api.mutations) or group_objects(group, api)
    )


def group_fields(group: Group, fields: tuple[OperationField, ...]) -> list[OperationField]:
    """Those of the fields that run operations of the group."""
    return [field for field in fields if field.operation in group.operations]


def group_objects(group: Group, api: GraphqlApi) -> list[ObjectType]:
    """The object types of the group that lead to related rows."""
    return [item for item in api.objects if item.nested and item.view in group.shapes]


def snake(name: str) -> str:
    """`createdAt` → `created_at`: as names are cut where nothing else is said."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
