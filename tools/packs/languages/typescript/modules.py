"""Modules named after tables and groups, clear of the generated project's own."""

import posixpath
import re
from collections.abc import Collection, Sequence

from tools.blueprint.plan.names import Name
from tools.packs.base import File

# Modules that stand beside those named after groups, and what the modules that import all of them call their own.
_PLURALS = frozenset(
    {"aggregates", "app", "auth-accounts", "auth-sessions", "base", "batches", "contract", "cursors", "dependencies",
     "enums", "expired", "graphql", "guards", "health", "helpers", "holding", "housekeeping", "idempotency-records",
     "index", "links", "lists", "metrics", "middleware", "nested", "ordering", "outbox-events", "paging", "places",
     "rate-limit-counters", "references", "related", "relay", "routes", "search", "settings", "shown", "tokens"}
)  # fmt: skip
_SINGULARS = frozenset({"base", "checks", "columns", "enums", "index", "tables", "uniques"})
_SPECIFIER = re.compile(r"""(?:\bfrom|\bimport|\bimport\()\s*'(\.{1,2}/[^']+)'""")


def module_file(name: Name) -> str:
    """The module of a table's store access, or of a group: its plural."""
    return _clear(name.plural_kebab, _PLURALS)


def model_file(name: Name) -> str:
    """The module of a table's types: its singular."""
    return _clear(name.kebab, _SINGULARS)


def used(files: Sequence[File], optional: Collection[str]) -> list[File]:
    """The files without those optional modules that no module of the application imports."""
    kept = list(files)
    while True:
        wanted = {path for file in kept if file.path.startswith("src/") for path in imported(file)}
        idle = set(optional) - wanted
        if not any(file.path in idle for file in kept):
            return kept
        kept = [file for file in kept if file.path not in idle]


def imported(file: File) -> set[str]:
    """Paths of the project's own modules that a module imports."""
    folder = posixpath.dirname(file.path)
    found = {posixpath.normpath(posixpath.join(folder, way)) for way in _SPECIFIER.findall(file.content)}
    return found - {file.path}


def _clear(name: str, taken: frozenset[str]) -> str:
    return f"{name}_" if name in taken else name
