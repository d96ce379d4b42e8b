"""What the templates of a TypeScript project place: commands, packages, versions."""

import json
from typing import Any

from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs import project
from tools.packs.base import Contribution, ProjectCommands
from tools.packs.containers import workflow_services
from tools.packs.languages.typescript.lock import engines, image, node_version, pins, versions, workflow_versions

_MIGRATIONS = ("migrations", "migrations, run by Kysely")
_FIRST_SQL = ("migrations/sql", "the first of them as plain SQL, for those who only want to read it")
_ALL_SQL = ("migrations/sql", "the same as plain SQL, for those who only want to read them")
_DEV = (
    "@eslint/js", "@stylistic/eslint-plugin", "@types/node", "eslint", "typescript", "typescript-eslint", "vitest",
)  # fmt: skip
_STYLE = "eslint.style.config.js"


def commands(plan: RenderPlan) -> ProjectCommands:
    """How the project is worked with, from its root."""
    admin = any(group.commands for group in plan.groups)
    return ProjectCommands(
        install=("npm", "ci", "--ignore-scripts"),
        migrate=("node", "src/cli.ts", "migrate"),
        serve=("node", "src/cli.ts", "serve"),
        test=("npx", "vitest", "run"),
        lint=("npx", "eslint", "."),
        check_format=("npx", "eslint", "--config", _STYLE, "."),
        typecheck=("npx", "tsc", "--noEmit"),
        create_admin=("node", "src/cli.ts", "create-admin") if admin else (),
    )


def manifest(plan: RenderPlan, merged: Contribution) -> dict[str, Any]:
    """`package.json`."""
    runtime = versions(merged.dependencies)
    types = [name for name in (_types_of(package) for package in runtime) if name in pins()]
    found = commands(plan)
    scripts = {
        "serve": found.serve,
        "migrate": found.migrate,
        "create-admin": found.create_admin,
        "lint": ("eslint", "."),
        "check-format": ("eslint", "--config", _STYLE, "."),
        "format": ("eslint", "--config", _STYLE, "--fix", "."),
        "typecheck": ("tsc", "--noEmit"),
        "test": ("vitest", "run"),
    }
    return {
        "name": plan.name.kebab,
        "version": plan.api.version,
        "description": plan.title,
        "private": True,
        "type": "module",
        "engines": {"node": engines()},
        "scripts": {name: " ".join(command) for name, command in scripts.items() if command},
        "dependencies": runtime,
        "devDependencies": versions([*merged.dev_dependencies, *types, *_DEV]),
    }


def _types_of(package: str) -> str:
    """The package with the types of another one."""
    return f"@types/{package.removeprefix('@').replace('/', '__')}"


def written(document: dict[str, Any]) -> str:
    """A document as npm writes it."""
    return f"{json.dumps(document, indent=2, ensure_ascii=False)}\n"


def context(plan: RenderPlan, merged: Contribution) -> dict[str, object]:
    """Everything that the templates place."""
    found = commands(plan)
    return {
        "node_version": node_version(),
        "image": image(),
        **workflow_versions(),
        "services": workflow_services(merged),
        "commands": [
            " ".join(command)
            for command in (found.install, found.lint, found.check_format, found.typecheck, found.test)
        ],
        "variables": project.variables(merged),
        "folders": project.folders(merged, "src", (_MIGRATIONS, _ALL_SQL if plan.migrations else _FIRST_SQL)),
    }
