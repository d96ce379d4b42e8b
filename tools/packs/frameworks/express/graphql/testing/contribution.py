"""The GraphQL tests of a generated project."""

import json
from pathlib import Path

from tools.blueprint.graphql.build import graphql_model
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.base import File
from tools.packs.frameworks.express.graphql.testing.resources import graphql_resource_tests, graphql_tests_path
from tools.packs.frameworks.express.testing.failing import error_context
from tools.packs.rendering import render_tree
from tools.packs.testing.catalog import Catalog
from tools.packs.testing.refusals import guards, limits

_TEMPLATES = Path(__file__).parent.parent / "templates"
_RULES = ("testing.pyramid",)


def graphql_tests(plan: RenderPlan) -> tuple[File, ...]:
    """Tests of requests, guards, limits and of each group; nothing where GraphQL is not asked for."""
    if not plan.api.graphql:
        return ()
    api, catalog = graphql_model(plan), Catalog(plan)
    files = [*render_tree(_TEMPLATES, "tests", error_context(plan))]
    files.append(_cases("limits", limits(api)))
    if guarded := guards(plan, api):
        files += [*render_tree(_TEMPLATES, "tests_guards"), _cases("guards", guarded)]
    for group in plan.groups:
        content = graphql_resource_tests(plan, api, group, catalog)
        if content is not None:
            files.append(File(graphql_tests_path(group), content, "typescript", rules=_RULES))
    return tuple(files)


def _cases(name: str, cases: list[dict[str, object]]) -> File:
    return File(f"tests/graphql-{name}.json", f"{json.dumps(cases, indent=2)}\n", "json", rules=_RULES)
