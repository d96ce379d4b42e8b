"""Modules named after tables and groups, clear of the generated project's own."""

import keyword
from collections.abc import Collection, Sequence

from tools.blueprint.plan.names import Name
from tools.packs.base import File

# Modules that stand beside those named after groups, and what the modules that import all of them call their own.
_PLURALS = frozenset(
    {"aggregates", "app", "arguments", "asyncio", "auth_accounts", "auth_sessions", "base", "batches", "bindables",
     "contextlib", "contract", "cursors", "dependencies", "enums", "expired", "field", "get_settings", "graphql",
     "handlers", "health", "holding", "housekeeping", "idempotency_records", "item", "kind", "known", "links", "lists",
     "located", "logging", "metrics", "middleware", "module", "modules", "nested", "ordering", "outbox_events",
     "paging", "places", "problem", "rate_limit_counters", "re", "references", "relay", "resolve", "router",
     "routers", "schema", "search", "settings", "tokens", "url"}
)  # fmt: skip
_SINGULARS = frozenset({"base", "checks", "enums"})


def module_file(name: Name) -> str:
    """The module of a table's store access, or of a group: its plural."""
    return _clear(name.plural_snake, _PLURALS)


def model_file(name: Name) -> str:
    """The module of a table's class: its singular."""
    return _clear(name.file, _SINGULARS)


def used(files: Sequence[File], optional: Collection[str]) -> list[File]:
    """The files without those optional modules that no module of the application imports."""
    kept = list(files)
    while True:
        sources = [file.content for file in kept if file.path.startswith("app/")]
        idle = {path for path in optional if not any(f"from {_dotted(path)} import" in source for source in sources)}
        if not any(file.path in idle for file in kept):
            return kept
        kept = [file for file in kept if file.path not in idle]


def _dotted(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".")


def _clear(name: str, taken: frozenset[str]) -> str:
    return f"{name}_" if name in taken or keyword.iskeyword(name) else name
