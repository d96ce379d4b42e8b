"""The database designer as a LangChain tool."""

from tools.artifact_tool import artifact_tool
from tools.database_designer.generate import TOOL, generate

database_designer_tool = artifact_tool(
    TOOL,
    "Designs the database schema of a Blueprint: DDL, a description as JSON, an entity-relationship diagram "
    "(Mermaid and SVG) and the reasons for tables, constraints and indexes.",
    generate,
)
