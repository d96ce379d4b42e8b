"""SQLAlchemy."""

from pathlib import Path

from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.base import Contribution, PersistencePack


class SqlalchemyPack:
    """Typed declarative models, async sessions, Alembic migrations."""

    id = Path(__file__).parent.name
    language = "python"
    datastores = ("postgresql", "sqlite")
    reserved_attributes = frozenset({"metadata", "registry"})

    def contribute(self, plan: RenderPlan) -> Contribution:
        return Contribution()


PACK: PersistencePack = SqlalchemyPack()
