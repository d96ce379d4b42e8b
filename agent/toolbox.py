"""The generator tools by name, as the graph calls them."""

import importlib
from collections.abc import Callable

from agent.catalogue import TOOLS
from tools.artifacts import Artifact
from tools.blueprint.plan.render_plan import RenderPlan
from tools.errors import Unsupported

NAMES = tuple(sorted({tool for tools in TOOLS.values() for tool in tools}))


def generate(tool: str, plan: RenderPlan) -> tuple[Artifact, ...]:
    """What the tool makes of the plan; Unsupported for a tool that is not in the catalogue."""
    if tool not in NAMES:
        raise Unsupported("tool", tool, NAMES)
    make: Callable[[RenderPlan], tuple[Artifact, ...]] = importlib.import_module(f"tools.{tool}").generate
    return make(plan)
