"""TypeScript: naming, manifest, lock and the files that every project on Node has."""

from dataclasses import asdict
from pathlib import Path

from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs import markdown
from tools.packs.base import Contribution, File, LanguagePack, ProjectCommands
from tools.packs.containers import compose
from tools.packs.languages.typescript import project
from tools.packs.languages.typescript.lock import locked
from tools.packs.languages.typescript.naming import NAMING
from tools.packs.project import admin_flags, behaviour, description
from tools.packs.rendering import render_tree

_TEMPLATES = Path(__file__).with_name("templates")
_LOCKS = ("supply-chain.locked-dependencies",)
_RULES = {
    "Dockerfile": ("deploy.container",),
    ".github/workflows/ci.yml": ("deploy.ci",),
    ".env.example": ("config.environment",),
}


class TypescriptPack:
    """The language of the output."""

    id = Path(__file__).parent.name
    naming = NAMING

    def contribute(self, plan: RenderPlan) -> Contribution:
        return Contribution()

    def assemble(self, plan: RenderPlan, merged: Contribution) -> tuple[File, ...]:
        manifest = project.manifest(plan, merged)
        found = project.commands(plan)
        context = {
            **project.context(plan, merged),
            **{name: " ".join(command) for name, command in asdict(found).items()},
            "admin": " ".join(found.create_admin + admin_flags(plan)),
            "tests": merged.facts["readme_tests"],
            "prefix": plan.api.prefix,
            "readme_title": markdown.text(plan.title),
            "description": markdown.text(plan.description),
            "database": merged.facts["readme_database"],
            "migrations": merged.facts["readme_migrations"],
            "behaviour": behaviour(plan),
        }
        return (
            *render_tree(_TEMPLATES, ".", context, _RULES),
            File("compose.yaml", compose(plan, merged, found), "yaml", rules=("deploy.container",)),
            File("package.json", project.written(manifest), "json", rules=_LOCKS),
            File("package-lock.json", locked(manifest), "json", rules=_LOCKS),
            File(".backend/project.json", description(plan, found), "json"),
        )

    def commands(self, plan: RenderPlan) -> ProjectCommands:
        return project.commands(plan)


PACK: LanguagePack = TypescriptPack()
