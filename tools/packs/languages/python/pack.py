"""Python: naming, manifest, lock and the files that every Python project has."""

import json
from dataclasses import asdict
from pathlib import Path

from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs import markdown
from tools.packs.base import Contribution, File, LanguagePack, ProjectCommands
from tools.packs.languages.python import project
from tools.packs.languages.python.lock import locked
from tools.packs.languages.python.naming import NAMING
from tools.packs.rendering import render_tree

_TEMPLATES = Path(__file__).with_name("templates")
_RULES = {
    "pyproject.toml": ("supply-chain.locked-dependencies",),
    "Dockerfile": ("deploy.container",),
    ".github/workflows/ci.yml": ("deploy.ci",),
    ".env.example": ("config.environment",),
}


class PythonPack:
    """The language of the output."""

    id = Path(__file__).parent.name
    naming = NAMING

    def contribute(self, plan: RenderPlan) -> Contribution:
        return Contribution()

    def assemble(self, plan: RenderPlan, merged: Contribution) -> tuple[File, ...]:
        runtime, development = project.packages(merged)
        found = project.commands(plan)
        context = {
            **project.context(plan, merged),
            **{name: " ".join(command) for name, command in asdict(found).items()},
            "admin": " ".join(found.create_admin + _admin_flags(plan)),
            "folders": project.folders(merged),
            "tests": merged.facts["readme_tests"],
            "prefix": plan.api.prefix,
            "readme_title": markdown.text(plan.title),
            "description": markdown.text(plan.description),
            "database": merged.facts["readme_database"],
            "migrations": merged.facts["readme_migrations"],
            "behaviour": project.behaviour(plan),
        }
        locks = ("supply-chain.locked-dependencies",)
        return (
            *render_tree(_TEMPLATES, ".", context, _RULES),
            File("compose.yaml", project.compose(plan, merged), "yaml", rules=("deploy.container",)),
            File("requirements.lock", locked(runtime), "text", rules=locks),
            File("requirements-dev.lock", locked((*runtime, *development)), "text", rules=locks),
            File(".backend/project.json", _description(plan, found), "json"),
        )

    def commands(self, plan: RenderPlan) -> ProjectCommands:
        return project.commands(plan)


def _admin_flags(plan: RenderPlan) -> tuple[str, ...]:
    """The flags of the first-account command, as an example."""
    body = next((command.body for group in plan.groups for command in group.commands), None)
    fields = [field for field in body.fields if field.required] if body is not None else []
    return tuple(f"--{field.name.kebab} …" for field in fields if field.name.snake != "password")


def _description(plan: RenderPlan, found: ProjectCommands) -> str:
    document = {
        "language": plan.stack.language,
        "framework": plan.stack.framework,
        "persistence": plan.stack.persistence,
        "datastore": plan.stack.datastore,
        "commands": {name: list(command) for name, command in asdict(found).items()},
    }
    return f"{json.dumps(document, indent=2)}\n"


PACK: LanguagePack = PythonPack()
