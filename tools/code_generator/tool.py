"""The code generator as a LangChain tool."""

from tools.artifact_tool import artifact_tool
from tools.code_generator.generate import TOOL, generate

code_generator_tool = artifact_tool(
    TOOL,
    "Prints a complete, tested backend from a Blueprint: routes, validation, services, store access, migrations, "
    "accounts, monitoring, container and workflow files, with the contract that it serves.",
    generate,
)
