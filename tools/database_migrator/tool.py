"""The database migrator as a LangChain tool."""

from tools.artifact_tool import artifact_tool
from tools.database_migrator.generate import TOOL, generate

database_migrator_tool = artifact_tool(
    TOOL,
    "Makes the migrations of a Blueprint's schema as plain SQL, up and down, and seed rows.",
    generate,
)
