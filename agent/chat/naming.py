"""What a migration is called: after the first thing that its turn changed."""

import re
from collections.abc import Sequence

from tools.blueprint.edit import Change

MAX_NAME = 60
UNNAMED = "change_schema"
_VERBS = {"added": "add", "removed": "remove", "changed": "change"}
_SCHEMA = frozenset({"entity", "attribute", "relationship"})


def migration_name(changes: Sequence[Change]) -> str:
    """snake_case: `rename_book_title_to_name`, `add_review`; the schema's own parts come before all others."""
    rename = next((item for item in changes if item.kind == "renamed" and item.part in _SCHEMA), None)
    if rename is not None:
        return _snake(f"rename {rename.name} to {rename.text}")
    told = [item for item in changes if item.kind in _VERBS]
    first = next((item for item in told if item.part in _SCHEMA), told[0] if told else None)
    return _snake(f"{_VERBS[first.kind]} {first.name}") if first is not None else UNNAMED


def _snake(words: str) -> str:
    parts = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", words)
    plain = re.sub(r"[^a-z0-9]+", "_", parts.lower()).strip("_")
    return plain[:MAX_NAME].rstrip("_") or UNNAMED
