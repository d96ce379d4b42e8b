"""What the templates of a Python project place: commands, variables, compose file, workflow."""

import json
import re
from urllib.parse import urlsplit

import yaml

from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.base import Contribution, EnvVar, ProjectCommands, Service
from tools.packs.languages.python.lock import image, python_version, requirements, requires_python, workflow_versions


class _Plain(yaml.SafeDumper):
    """Repeats what is said twice instead of pointing at it."""

    def ignore_aliases(self, data: object) -> bool:
        return True


_SUBSTITUTION = re.compile(r"\$\{(?P<name>[A-Z_]+)[^}]*\}")
_FOLDERS = (
    ("app/api", "routes: HTTP in, HTTP out"),
    ("app/graphql", "the GraphQL endpoint: fields that run the same services"),
    ("app/schemas", "bodies, queries and views"),
    ("app/services", "what may happen, step by step"),
    ("app/repositories", "store access, the only place that knows SQL"),
    ("app/models", "tables"),
    ("app/events", "what others are told of, and the outbox"),
    ("app/ports", "what services outside are asked"),
    ("app/adapters", "how they are reached: yours to change"),
    ("app/core", "configuration, errors, paging, logging, metrics, …"),
    ("app/security", "accounts, roles, and how callers show who they are"),
    ("tests", "tests of all that, on a database of their own"),
)
_DESIGNED = (
    ("migrations/versions", "migrations, run by Alembic"),
    (
        "migrations/sql",
        "the first of them as plain SQL, for those who do not run Alembic: `alembic stamp 0001` follows",
    ),
    ("seeds", "rows to try the backend with"),
    ("database", "the schema and why it is as it is"),
)
"""Every output has these; they are no pack's."""
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
        "services": _workflow_services(merged),
        "commands": [
            " ".join(command)
            for command in (found.install, found.lint, found.check_format, found.typecheck, found.test)
        ],
        "variables": [_variable(item) for item in merged.env],
    }


def _variable(item: EnvVar) -> dict[str, object]:
    """One line of `.env.example`, and one row of the README's table."""
    optional = item.default is not None and not item.required
    line = f"# {item.name}={item.default}" if optional else f"{item.name}={item.example}"
    shown = f"`{item.default}`" if item.default else ("required" if item.required else "—")
    return {"name": item.name, "description": item.description, "required": item.required, "line": line, "shown": shown}


def folders(merged: Contribution) -> list[tuple[str, str]]:
    """Folders of this output, and what each is for."""
    paths = [file.path for file in merged.files]
    return [item for item in _FOLDERS if any(path.startswith(f"{item[0]}/") for path in paths)] + list(_DESIGNED)


_SIGNING_IN = {
    "jwt": "Access tokens are short-lived; a refresh token works once, and a second use ends its session.",
    "session": "The token of a session is stored as a hash alone, and logging out revokes it at once.",
    "basic": "Each request carries login and password (HTTP Basic), so let it come over HTTPS alone; "
    "a changed password, a changed role and a deleted account count at once.",
}


def behaviour(plan: RenderPlan) -> list[str]:
    """Sentences for the README, about what this backend has."""
    required, stale = plan.status("precondition_required"), plan.status("precondition_failed")
    lines = [_errors(plan), "Lists come in pages; `sort` takes several keys, a leading `-` means descending."]
    if any(table.optimistic_lock for table in plan.tables):
        lines.append(
            f"What carries an `ETag` is changed with `If-Match`: {required} without it, {stale} when it is stale."
        )
    if any(operation.idempotency_key for operation in plan.operations):
        lines.append("`Idempotency-Key` on a create makes a repeated request harmless: it gets the first answer again.")
    if plan.api.rate_requests is not None:
        lines.append("Callers are counted by account, or by address; `RateLimit-*` headers tell what is left.")
    if plan.api.graphql:
        lines.append("`POST /graphql` runs the same operations, by the same rules; `schema.graphql` is its schema.")
    if plan.events:
        lines.append(
            "Events are kept with what they tell of and sent to `EVENTS_URL` (CloudEvents 1.0, at least once); "
            "with `EVENTS_SECRET` they are signed as Standard Webhooks say."
        )
    if plan.auth is not None:
        lines.append(_SIGNING_IN[plan.auth.scheme])
    return lines


def _errors(plan: RenderPlan) -> str:
    if plan.api.errors.form is None:
        return "Every error is `application/problem+json` (RFC 9457) with a stable `code`."
    return "Every error has the one shape that the contract shows: `Error` in `openapi.json`."


def compose(plan: RenderPlan, merged: Contribution) -> str:
    """`compose.yaml`: the backend, its migration, and what it needs."""
    services: dict[str, object] = {item.name: _service(item) for item in merged.services}
    environment = {"DATABASE_URL": merged.facts["database_url_compose"], "HOST": "0.0.0.0"}  # noqa: S104
    for item in merged.env:
        if item.required and item.name not in environment:
            environment[item.name] = f"${{{item.name}:?set it in .env}}"
    port = _setting(merged, "PORT")
    volume = merged.facts.get("database_volume")
    # What `environment` says comes before the file: an address of the host is none inside a container.
    file = [{"path": ".env", "required": False}]
    shared: dict[str, object] = {"build": ".", "env_file": file, "environment": environment}
    if volume is not None:
        shared["volumes"] = [volume]
    healthy = {item.name: {"condition": "service_healthy"} for item in merged.services}
    migrate: dict[str, object] = {**shared, "command": list(commands(plan).migrate)}
    if healthy:
        migrate["depends_on"] = healthy
    backend = {
        **shared,
        "init": True,
        "read_only": True,
        "tmpfs": ["/tmp"],  # noqa: S108 - inside the container
        "restart": "unless-stopped",
        "stop_grace_period": f"1m{_setting(merged, 'SHUTDOWN_GRACE_SECONDS')}s",
        "ports": [f"127.0.0.1:{port}:{port}"],
        "depends_on": {**healthy, "migrate": {"condition": "service_completed_successfully"}},
    }
    volumes = [item for service in merged.services for item in service.volumes] + ([volume] if volume else [])
    document: dict[str, object] = {
        "name": plan.name.kebab,
        "services": {**services, "migrate": migrate, "backend": backend},
    }
    if volumes:
        document["volumes"] = {item.partition(":")[0]: {} for item in volumes}
    return yaml.dump(document, Dumper=_Plain, sort_keys=False, width=1000)


def _setting(merged: Contribution, name: str) -> str:
    """A setting of the backend as compose reads it, with the same default."""
    default = next(item.default for item in merged.env if item.name == name)
    return f"${{{name}:-{default}}}"


def _service(item: Service) -> dict[str, object]:
    found: dict[str, object] = {"image": item.image, "environment": dict(item.environment), "restart": "unless-stopped"}
    found["healthcheck"] = {"test": list(item.healthcheck), "interval": "5s", "timeout": "3s", "retries": 12}
    if item.volumes:
        found["volumes"] = list(item.volumes)
    if item.ports:
        found["ports"] = list(item.ports)
    return found


def _workflow_services(merged: Contribution) -> str:
    """The services and environment of the workflow's job, indented for it."""
    if not merged.services:
        return ""
    url = _SUBSTITUTION.sub("only-for-tests", merged.facts["database_url_compose"])
    parts = urlsplit(url)
    services = {}
    for item in merged.services:
        environment = {name: _SUBSTITUTION.sub("only-for-tests", value) for name, value in item.environment.items()}
        check = " ".join(item.healthcheck[1:])
        options = f'--health-cmd "{check}" --health-interval 5s --health-retries 12'
        services[item.name] = {
            "image": item.image, "env": environment, "ports": [f"{parts.port}:{parts.port}"], "options": options,
        }  # fmt: skip
    local = url.replace(f"@{parts.hostname}:", "@localhost:")
    return _indented({"env": {"DATABASE_URL": local}, "services": services})


def _indented(document: dict[str, object]) -> str:
    text = yaml.dump(document, Dumper=_Plain, sort_keys=False, width=1000)
    return "\n".join(f"    {line}" for line in text.rstrip().splitlines())
