"""The API generator as a LangChain tool."""

from tools.api_generator.generate import TOOL, generate
from tools.artifact_tool import artifact_tool

api_generator_tool = artifact_tool(
    TOOL,
    "Designs the HTTP API of a Blueprint: an OpenAPI 3.1 contract with examples and every error, a GraphQL schema "
    "where GraphQL is asked for, and a reference page that works offline.",
    generate,
)
