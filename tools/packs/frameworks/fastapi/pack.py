"""FastAPI."""

from pathlib import Path

from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.base import Contribution, File, FrameworkPack


class FastapiPack:
    """Routing, validation, middleware and lifecycle."""

    id = Path(__file__).parent.name
    language = "python"
    persistence = "sqlalchemy"
    reserved_attributes = frozenset({"model_config", "copy", "json", "dict", "schema", "validate", "construct"})

    def contribute(self, plan: RenderPlan) -> Contribution:
        return Contribution()

    def assemble(self, plan: RenderPlan, merged: Contribution) -> tuple[File, ...]:
        return ()


PACK: FrameworkPack = FastapiPack()
