"""What GraphQL adds to an output."""

from pathlib import Path

from tools.blueprint.graphql.build import graphql_model
from tools.blueprint.graphql.model import GraphqlApi
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.base import File
from tools.packs.frameworks.express.graphql.resolvers import index_module, resolver_module, resolvers_path
from tools.packs.frameworks.express.graphql.schema import enums_module, names_context
from tools.packs.frameworks.express.guards import limits
from tools.packs.graphql import resolver_groups
from tools.packs.rendering import render_tree

_TEMPLATES = Path(__file__).with_name("templates")
_RULES = {
    "src/graphql/limits.ts": ("graphql.limits",),
    "src/graphql/nodes.ts": ("graphql.connections",),
    "src/graphql/failures.ts": ("errors.problem-details",),
    "src/graphql/variables.ts": ("errors.problem-details",),
    "src/graphql/context.ts": ("access.least-privilege",),
}


def graphql_dependencies(plan: RenderPlan) -> tuple[str, ...]:
    """Packages that the running backend needs for GraphQL."""
    return ("graphql",) if plan.api.graphql else ()


def graphql_files(plan: RenderPlan) -> tuple[File, ...]:
    """The modules of `src/graphql`; nothing where GraphQL is not asked for."""
    if not plan.api.graphql:
        return ()
    api = graphql_model(plan)
    groups = resolver_groups(plan, api)
    trees = ["base", "auth" if plan.auth is not None else "open"]
    trees += ["replay"] if any(field.operation.idempotency_key for field in api.mutations) else []
    context = {**names_context(plan, api), **_runtime(plan, api)}
    files = [
        file
        for tree in trees
        for file in render_tree(_TEMPLATES, tree, context, _RULES)
        if api.scalars or file.path != "src/graphql/scalars.ts"
    ]
    files += [_file("src/graphql/enums.ts", enums_module(api))] if api.enums else []
    files.append(_file("src/graphql/resolvers/index.ts", index_module(groups)))
    files += [_file(resolvers_path(group), resolver_module(plan, api, group)) for group in groups]
    return tuple(files)


def _runtime(plan: RenderPlan, api: GraphqlApi) -> dict[str, object]:
    cursors = plan.api.pagination == "cursor"
    return {
        "limited": limits(plan),
        "collides": any(plan.collides(field.operation) for field in api.mutations),
        "cursors": cursors,
        "page_size": plan.api.default_limit,
        "operation_cost": api.operation_cost,
    }


def _file(path: str, content: str) -> File:
    return File(path, content, "typescript", rules=("framework.express", "access.least-privilege"))
