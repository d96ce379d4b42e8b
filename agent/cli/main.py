"""The command `backend-engineer`."""

import logging
import os
import sys

import typer

from agent.cli import blueprint, chat, knowledge, plan, reports, run, validate
from agent.cli.commands import Commands

app = typer.Typer(
    name="backend-engineer",
    cls=Commands,
    help="Builds complete, proven backends from a request in plain words, a task or a Blueprint.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command("run")(run.run)
app.command("chat")(chat.chat)
app.command("plan")(plan.plan)
app.command("validate")(validate.validate)
app.command("stacks")(reports.stacks)
app.command("doctor")(reports.doctor)
app.command("eval")(reports.evaluate)
app.add_typer(knowledge.app, name="knowledge")
app.add_typer(blueprint.app, name="blueprint")


LOG_VARIABLE = "BACKEND_ENGINEER_LOG"
"""A level of `logging`: with `debug`, faults of the program are told in full on standard error."""


def main() -> None:
    """Runs the command line; exit codes are those of `agent.cli.exits`."""
    level = logging.getLevelNamesMapping().get(os.environ.get(LOG_VARIABLE, "").upper())
    # Without a level chosen, libraries must not write tracebacks to a person's terminal on their own.
    handlers = [logging.StreamHandler(sys.stderr) if level is not None else logging.NullHandler()]
    logging.basicConfig(level=level, handlers=handlers)
    try:
        app()
    except BrokenPipeError:
        # Whoever read our output has gone; there is nobody to tell.
        sys.stderr.close()
        sys.exit(1)


if __name__ == "__main__":
    main()
