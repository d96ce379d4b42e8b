"""`run`: from a request to a proven backend in a directory."""

import sys

import typer

DEFAULT_OUT = "build/out"


def run(
    request: str = typer.Argument(
        None, metavar="REQUEST", help="What to build, in plain words; `-` reads standard input."
    ),
    task: str = typer.Option(None, "--task", metavar="FILE", help="A task as JSON, `-` for standard input."),
    blueprint: str = typer.Option(None, "--blueprint", metavar="FILE", help="A Blueprint as YAML or JSON."),
    out: str = typer.Option(DEFAULT_OUT, "--out", metavar="DIR", help="Where the files go."),
    stack: str = typer.Option(None, "--stack", metavar="FRAMEWORK,DATASTORE", help="See `backend-engineer stacks`."),
    level: str = typer.Option("live", "--validate", metavar="LEVEL", help="static, build or live."),
    task_type: str = typer.Option(None, "--type", metavar="TYPE", help="Task type: design_api, …"),
    knowledge: str = typer.Option(None, "--knowledge", metavar="DIR", help="Folder of knowledge documents."),
    ask: bool = typer.Option(False, "--ask", help="Ask open questions instead of assuming the default answers."),
    answer: list[str] = typer.Option([], "--answer", metavar="ID=TEXT", help="Answer to a question; repeatable."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> None:
    """Build a backend and prove it."""
    from agent.cli.exits import code_of, document, print_json, told_errors

    with told_errors(as_json=as_json):
        from agent.cli.asking import asking
        from agent.cli.given import read_given
        from agent.cli.progress import shown_progress
        from agent.cli.signals import stopping
        from agent.cli.summary import show
        from agent.context import Context, Settings, default_context
        from agent.levels import parse_level
        from agent.model.openai_compatible import configured_model
        from agent.ports import BlobStore
        from agent.runs import execute
        from tools.validators.runtime.stopping import StopSwitch

        settings = Settings(level=parse_level(level), out=out, ask=ask, knowledge=knowledge)
        given = read_given(request, task, blueprint, stack, task_type, tuple(answer))

        def context(blobs: BlobStore) -> Context:
            return default_context(settings, blobs, configured_model())

        switch = StopSwitch()
        with (
            stopping(switch, "The same command goes on where this one ended."),
            shown_progress(quiet=as_json) as listen,
        ):
            outcome = execute(given, context, settings, switch=switch, listen=listen, ask=asking(listen))
        data = outcome.model_dump(mode="json")
        code = code_of(data)
        if as_json:
            print_json(document(data))
        else:
            show(outcome)
        sys.exit(code)
