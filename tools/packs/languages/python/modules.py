"""Modules named after tables and groups, clear of the generated project's own."""

import keyword

from tools.blueprint.plan.names import Name

# Modules that stand beside those named after groups, and what the modules that import all of them call their own.
_PLURALS = frozenset(
    {"aggregates", "app", "arguments", "asyncio", "auth_sessions", "base", "batches", "bindables", "contextlib",
     "contract", "dependencies", "enums", "expired", "field", "get_settings", "graphql", "handlers", "health",
     "housekeeping", "idempotency_records", "item", "kind", "known", "links", "located", "logging", "metrics",
     "middleware", "module", "modules", "ordering", "paging", "places", "problem", "rate_limit_counters", "re",
     "references", "resolve", "router", "routers", "schema", "search", "settings", "tokens", "url"}
)  # fmt: skip
_SINGULARS = frozenset({"base", "enums"})


def module_file(name: Name) -> str:
    """The module of a table's store access, or of a group: its plural."""
    return _clear(name.plural_snake, _PLURALS)


def model_file(name: Name) -> str:
    """The module of a table's class: its singular."""
    return _clear(name.file, _SINGULARS)


def _clear(name: str, taken: frozenset[str]) -> str:
    return f"{name}_" if name in taken or keyword.iskeyword(name) else name
