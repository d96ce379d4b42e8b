"""Statements as a plain SQL script."""

from collections.abc import Iterable

from tools.packs.datastores.dialect import SqlDialect


def script(title: str, path: str, statements: Iterable[str], dialect: SqlDialect, *, alters: bool = False) -> str:
    """A script that runs in one transaction: all of it or nothing. `path` is where it will lie.

    `alters` where tables that may hold rows are changed: a store that makes them anew checks references at the end.
    """
    head = f"{comment(title)}\n{comment(f'Run it with: {dialect.script_command} {path}')}"
    prologue = [f"{statement};" for statement in (dialect.altering_prologue if alters else dialect.script_prologue)]
    body = [f"{statement};" for statement in (*statements, *(dialect.altering_epilogue if alters else ()))]
    parts = [head, *prologue, "BEGIN;", *body, "COMMIT;"]
    return "\n\n".join(parts) + "\n"


def comment(text: str) -> str:
    """A comment line; whatever the text holds, it stays on it."""
    return "-- " + " ".join("".join(char if char.isprintable() else " " for char in text).split())
