"""The group of all commands: a program that asks for JSON gets a document for a wrong command line too."""

import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup

JSON = "--json"


class Commands(TyperGroup):
    """Typer tells usage errors on standard error, and nothing on standard output."""

    def main(self, args: Sequence[str] | None = None, *positional: Any, **named: Any) -> Any:
        given = sys.argv[1:] if args is None else list(args)
        options = given[: given.index("--")] if "--" in given else given
        if JSON not in options:
            return super().main(given, *positional, **named)
        try:
            code = super().main(given, *positional, **{**named, "standalone_mode": False})
        except typer.TyperException as error:
            from agent.cli.exits import leave

            leave(
                {
                    "code": "bad-usage",
                    "message": error.format_message() or "A command is missing.",
                    "hint": "`--help` behind the command shows its options.",
                    "fault": "input",
                },
                as_json=True,
            )
        except typer.Abort:
            code = 1
        sys.exit(code if isinstance(code, int) else 0)
