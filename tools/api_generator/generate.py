"""All artifacts of an API design."""

import json

from tools.api_generator.openapi.document import openapi_document
from tools.api_generator.reference.page import reference_page
from tools.api_generator.rules import graphql_rules, rules
from tools.api_generator.sdl import graphql_sdl
from tools.artifacts import Artifact
from tools.blueprint.plan.render_plan import RenderPlan

TOOL = "api_generator"
CONTRACT = "openapi.json"
GRAPHQL = "schema.graphql"
REFERENCE = "docs.html"


def generate(plan: RenderPlan) -> tuple[Artifact, ...]:
    """openapi.json, schema.graphql where GraphQL is asked for, and docs.html. Pure.

    Raises BadInput where the plan has nothing that GraphQL could serve.
    """
    document = openapi_document(plan)
    text = f"{json.dumps(document, indent=2, ensure_ascii=False)}\n"
    artifacts = [Artifact(CONTRACT, text, "json", TOOL, rules=rules(plan))]
    if plan.api.graphql:
        artifacts.append(Artifact(GRAPHQL, graphql_sdl(plan), "graphql", TOOL, rules=graphql_rules()))
    artifacts.append(Artifact(REFERENCE, reference_page(document), "html", TOOL, rules=("openapi.contract",)))
    return tuple(artifacts)
