"""What the templates of a Python project place: commands, packages, versions."""

import json

from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs import project
from tools.packs.base import Contribution, ProjectCommands
from tools.packs.containers import workflow_services
from tools.packs.languages.python.lock import image, python_version, requirements, requires_python, workflow_versions

_MIGRATIONS = ("migrations/versions", "migrations, run by Alembic")
_SQL = "as plain SQL, for those who do not run Alembic: `alembic stamp"
_FIRST_SQL = ("migrations/sql", f"the first of them {_SQL} 0001` follows")
_ALL_SQL = ("migrations/sql", f"the same {_SQL} head` follows")
_DEV = ("mypy", "pytest", "pytest-asyncio", "ruff")


def commands(plan: RenderPlan) -> ProjectCommands:
    """How the project is worked with, from its root, in an environment of its own."""
    admin = any(group.commands for group in plan.groups)
    return ProjectCommands(
        install=("python", "-m", "pip", "install", "--require-hashes", "--no-deps", "-r", "requirements-dev.lock"),
        migrate=("python", "-m", "alembic", "upgrade", "head"),
        serve=("python", "-m", "app.cli", "serve"),
        test=("python", "-m", "pytest"),
        lint=("python", "-m", "ruff", "check", "."),
        check_format=("python", "-m", "ruff", "format", "--check", "."),
        typecheck=("python", "-m", "mypy"),
        create_admin=("python", "-m", "app.cli", "create-admin") if admin else (),
    )


def packages(merged: Contribution) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of the packages needed to run, and of those needed to work on the project."""
    return tuple(sorted(set(merged.dependencies))), tuple(sorted({*merged.dev_dependencies, *_DEV}))


def context(plan: RenderPlan, merged: Contribution) -> dict[str, object]:
    """Everything that the templates place."""
    runtime, development = packages(merged)
    found = commands(plan)
    return {
        "name": plan.name.kebab,
        "title": json.dumps(plan.title, ensure_ascii=False),
        "version": plan.api.version,
        "runtime": requirements(runtime),
        "development": requirements(development),
        "requires_python": requires_python(),
        "target": f"py{python_version().replace('.', '')}",
        "python_version": python_version(),
        "image": image(),
        **workflow_versions(),
        "services": workflow_services(merged),
        "commands": [
            " ".join(command)
            for command in (found.install, found.lint, found.check_format, found.typecheck, found.test)
        ],
        "variables": project.variables(merged),
        "folders": project.folders(merged, "app", (_MIGRATIONS, _ALL_SQL if plan.migrations else _FIRST_SQL)),
    }
