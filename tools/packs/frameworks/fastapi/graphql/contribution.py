"""What GraphQL adds to an output."""

from pathlib import Path

from tools.blueprint.graphql.build import graphql_model
from tools.blueprint.graphql.model import GraphqlApi
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.base import File
from tools.packs.frameworks.fastapi.graphql.resolvers import resolver_module
from tools.packs.frameworks.fastapi.graphql.schema import enums_module, schema_context
from tools.packs.frameworks.fastapi.guards import limits
from tools.packs.graphql import resolver_groups
from tools.packs.languages.python.imports import Imports
from tools.packs.languages.python.modules import module_file
from tools.packs.rendering import render_tree

_DEPENDENCIES = ("aiodataloader", "ariadne", "graphql-core")
_TEMPLATES = Path(__file__).with_name("templates")
_RULES = {
    "app/graphql/limits.py": ("graphql.limits",),
    "app/graphql/nodes.py": ("graphql.connections",),
    "app/graphql/failures.py": ("errors.problem-details",),
    "app/graphql/variables.py": ("errors.problem-details",),
    "app/graphql/context.py": ("access.least-privilege",),
}


def graphql_dependencies(plan: RenderPlan) -> tuple[str, ...]:
    """Packages that the running backend needs for GraphQL."""
    return _DEPENDENCIES if plan.api.graphql else ()


def graphql_files(plan: RenderPlan) -> tuple[File, ...]:
    """The package `app.graphql`; nothing where GraphQL is not asked for."""
    if not plan.api.graphql:
        return ()
    api = graphql_model(plan)
    context = {**schema_context(plan, api), **_route(plan), **_nodes(plan, api)}
    files = [
        file
        for tree in ("base", "auth" if plan.auth is not None else "open")
        for file in render_tree(_TEMPLATES, tree, context, _RULES)
        if api.scalars or file.path != "app/graphql/scalars.py"
    ]
    title = '"""Resolvers: one module for each group of operations."""\n'
    files.append(_file("app/graphql/resolvers/__init__.py", title))
    if api.enums:
        files.append(_file("app/graphql/enums.py", enums_module(api)))
    for group in resolver_groups(plan, api):
        path = f"app/graphql/resolvers/{module_file(group.name)}.py"
        files.append(_file(path, resolver_module(plan, api, group)))
    return tuple(files)


def _route(plan: RenderPlan) -> dict[str, object]:
    imports = Imports()
    imports.add("app.core.requests", "accepts_json", "json_body", "no_query")
    guards = ["accepts_json", "no_query"]
    if limits(plan):
        imports.add("app.core.rate_limit", "rate_limit")
        guards.insert(0, "rate_limit")
    return {"route_imports": imports.render(), "route_guards": ", ".join(f"Depends({name})" for name in guards)}


def _nodes(plan: RenderPlan, api: GraphqlApi) -> dict[str, object]:
    imports = Imports()
    imports.add("app.schemas.base", "View")
    imports.add("app.repositories.ordering", "Listing")
    imports.add("app.repositories.paging", "Page")
    cursors = plan.api.pagination == "cursor"
    return {
        "node_imports": imports.render(),
        "cursor": "page.cursor(position)" if cursors else "str(listing.offset + position + 1)",
        "more": "page.more" if cursors else "page.offset + len(page.items) < page.total",
        "has_previous": "listing.cursor is not None" if cursors else "listing.offset > 0",
        "page_size": plan.api.default_limit,
        "operation_cost": api.operation_cost,
    }


def _file(path: str, content: str) -> File:
    return File(path, content, "python", rules=("framework.fastapi", "access.least-privilege"))
