"""Designs the API of a RenderPlan: OpenAPI contract, GraphQL schema, reference page."""

from tools.api_generator.generate import generate
from tools.api_generator.graphql import model as graphql_types
from tools.api_generator.graphql.build import graphql_model
from tools.api_generator.graphql.sdl import graphql_sdl
from tools.api_generator.openapi.document import openapi_document
from tools.api_generator.reference.page import reference_page, reference_policy
from tools.api_generator.specification import api_specification

__all__ = [
    "api_specification",
    "generate",
    "graphql_model",
    "graphql_sdl",
    "graphql_types",
    "openapi_document",
    "reference_page",
    "reference_policy",
]
