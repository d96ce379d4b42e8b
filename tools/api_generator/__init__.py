"""Designs the API of a RenderPlan: OpenAPI contract, GraphQL schema, reference page."""

from tools.api_generator.generate import generate
from tools.api_generator.openapi.document import openapi_document
from tools.api_generator.reference.page import reference_page, reference_policy
from tools.api_generator.sdl import graphql_sdl
from tools.api_generator.specification import api_specification

__all__ = [
    "api_specification",
    "generate",
    "graphql_sdl",
    "openapi_document",
    "reference_page",
    "reference_policy",
]
