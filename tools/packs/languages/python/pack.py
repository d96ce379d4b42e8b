"""Python: naming, manifest, lock and the files that every Python project has."""

from pathlib import Path

from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.base import Contribution, File, LanguagePack
from tools.packs.languages.python.naming import NAMING


class PythonPack:
    """The language of the output."""

    id = Path(__file__).parent.name
    naming = NAMING

    def contribute(self, plan: RenderPlan) -> Contribution:
        return Contribution()

    def assemble(self, plan: RenderPlan, merged: Contribution) -> tuple[File, ...]:
        return ()


PACK: LanguagePack = PythonPack()
