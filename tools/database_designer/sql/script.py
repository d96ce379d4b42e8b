"""Statements as a plain SQL script."""

from collections.abc import Iterable

from tools.packs.datastores.dialect import SqlDialect


def script(title: str, path: str, statements: Iterable[str], dialect: SqlDialect) -> str:
    """A script that runs in one transaction: all of it or nothing. `path` is where it will lie."""
    head = f"{comment(title)}\n{comment(f'Run it with: {dialect.script_command} {path}')}"
    prologue = [f"{statement};" for statement in dialect.script_prologue]
    parts = [head, *prologue, "BEGIN;", *(f"{statement};" for statement in statements), "COMMIT;"]
    return "\n\n".join(parts) + "\n"


def comment(text: str) -> str:
    """A comment line; whatever the text holds, it stays on it."""
    return "-- " + " ".join("".join(char if char.isprintable() else " " for char in text).split())
