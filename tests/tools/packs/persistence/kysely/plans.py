"""Plans of blueprints that a test writes itself."""

from typing import Any

from tools.blueprint.document import from_data
from tools.blueprint.plan.render_plan import RenderPlan
from tools.blueprint.resolve import resolve
from tools.packs import registry


def plan_of(data: dict[str, Any], store: str) -> RenderPlan:
    """The plan of a blueprint with this in it."""
    return resolve(from_data({"blueprint": 1, "name": "tried", **data}), registry.stack("express", store))
