"""`chat`: a conversation about one backend; each turn changes it, proves it, or answers."""

import sys

import typer


def chat(
    request: str = typer.Argument(None, metavar="REQUEST", help="The first turn, in plain words."),
    thread: str = typer.Option("chat", "--thread", metavar="NAME", help="Which conversation; `/threads` lists them."),
    out: str = typer.Option(
        None, "--out", metavar="DIR", help="Where the files go; unless said where they went last, or build/NAME."
    ),
    stack: str = typer.Option(
        None, "--stack", metavar="FRAMEWORK,DATASTORE", help="Of the first turn; later a turn changes it."
    ),
    level: str = typer.Option("live", "--validate", metavar="LEVEL", help="static, build or live."),
    knowledge: str = typer.Option(None, "--knowledge", metavar="DIR", help="Folder of knowledge documents."),
    yes: bool = typer.Option(False, "--yes", help="Do not ask before a change is made."),
) -> None:
    """Build a backend and change it, turn by turn. Turns are read from standard input, a line each."""
    from agent.cli.exits import told_errors

    with told_errors(as_json=False):
        from agent.chat.threads import opened
        from agent.cli.conversation import Conversation
        from agent.cli.lines import person_is_there
        from agent.cli.signals import stopping
        from agent.context import Settings
        from agent.levels import parse_level
        from tools.validators.runtime.stopping import StopSwitch, stoppable

        asking, depth, switch = person_is_there() and not yes, parse_level(level), StopSwitch()
        hint = "The same command goes on where this one ended."
        with opened(thread) as found, stopping(switch, hint), stoppable(switch):
            last = found.versions[-1].out if found.versions else None
            settings = Settings(level=depth, out=out or last or f"build/{thread}", ask=asking, knowledge=knowledge)
            sys.exit(Conversation(found, settings, stack, switch).hold(request))
