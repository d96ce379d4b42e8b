"""What every project tells of itself, whatever its language: settings, folders, behaviour, commands."""

import json
from collections.abc import Sequence
from dataclasses import asdict

from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs.base import Contribution, EnvVar, ProjectCommands

_FOLDERS = (
    ("api", "routes: HTTP in, HTTP out"),
    ("graphql", "the GraphQL endpoint: fields that run the same services"),
    ("schemas", "bodies, queries and views"),
    ("services", "what may happen, step by step"),
    ("repositories", "store access, the only place that knows SQL"),
    ("models", "tables"),
    ("events", "what others are told of, and the outbox"),
    ("ports", "what services outside are asked"),
    ("adapters", "how they are reached: yours to change"),
    ("core", "configuration, errors, paging, logging, metrics, …"),
    ("security", "accounts, roles, and how callers show who they are"),
)
_BESIDE = (("tests", "tests of all that, on a database of their own"),)
_DESIGNED = (
    ("seeds", "rows to try the backend with"),
    ("database", "the schema and why it is as it is"),
)
"""Every output has these; they are no pack's."""


def folders(merged: Contribution, root: str, migrations: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Folders of this output, and what each is for; `root` holds the application, `migrations` are said as given."""
    paths = [file.path for file in merged.files]
    known = [*((f"{root}/{name}", meaning) for name, meaning in _FOLDERS), *_BESIDE]
    found = [item for item in known if any(path.startswith(f"{item[0]}/") for path in paths)]
    return [*found, *migrations, *_DESIGNED]


def variables(merged: Contribution) -> list[dict[str, object]]:
    """Settings, as `.env.example` and the README's table show them."""
    return [_variable(item) for item in merged.env]


def _variable(item: EnvVar) -> dict[str, object]:
    """One line of `.env.example`, and one row of the README's table."""
    optional = item.default is not None and not item.required
    line = f"# {item.name}={item.default}" if optional else f"{item.name}={item.example}"
    shown = f"`{item.default}`" if item.default else ("required" if item.required else "—")
    return {"name": item.name, "description": item.description, "required": item.required, "line": line, "shown": shown}


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


def admin_flags(plan: RenderPlan) -> tuple[str, ...]:
    """The flags of the first-account command, as an example."""
    body = next((command.body for group in plan.groups for command in group.commands), None)
    fields = [field for field in body.fields if field.required] if body is not None else []
    return tuple(f"--{field.name.kebab} …" for field in fields if field.name.snake != "password")


def description(plan: RenderPlan, found: ProjectCommands) -> str:
    document = {
        "language": plan.stack.language,
        "framework": plan.stack.framework,
        "persistence": plan.stack.persistence,
        "datastore": plan.stack.datastore,
        "commands": {name: list(command) for name, command in asdict(found).items()},
    }
    return f"{json.dumps(document, indent=2)}\n"
