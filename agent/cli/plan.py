"""`plan`: what would be built, without building it."""

import typer


def plan(
    request: str = typer.Argument(None, metavar="REQUEST", help="What to build; `-` reads standard input."),
    task: str = typer.Option(None, "--task", metavar="FILE", help="A task as JSON, `-` for standard input."),
    blueprint: str = typer.Option(None, "--blueprint", metavar="FILE", help="A Blueprint as YAML or JSON."),
    stack: str = typer.Option(None, "--stack", metavar="FRAMEWORK,DATASTORE", help="See `backend-engineer stacks`."),
    task_type: str = typer.Option(None, "--type", metavar="TYPE", help="Task type."),
    knowledge: str = typer.Option(None, "--knowledge", metavar="DIR", help="Folder of knowledge documents."),
    answer: list[str] = typer.Option([], "--answer", metavar="ID=TEXT", help="Answer to a question; repeatable."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> None:
    """Show Blueprint, tool calls, assumptions and questions of a request."""
    from agent.cli.exits import print_json, printable, told_errors

    with told_errors(as_json=as_json):
        from agent.cli.given import read_given
        from agent.context import Settings, default_context
        from agent.drafting import draft_plan
        from agent.intake import read_request
        from agent.model.openai_compatible import configured_model
        from tools.blueprint.document import dump, from_data

        given = read_given(request, task, blueprint, stack, task_type, tuple(answer))
        context = default_context(Settings(knowledge=knowledge, ask=True), model=configured_model())
        drafted = draft_plan(read_request(given), context, given.get("answers", {}), ())
        draft, planned = drafted["draft"], drafted["plan"]
        if as_json:
            rest = {"notices": drafted["notices"], "spend": drafted["spend"]}
            print_json({"status": "planned", **planned, **draft, **rest})
            return
        print(dump(from_data(planned["blueprint"])))
        print(f"# {planned['task_type']} on {', '.join(planned['stack'].values())}: {', '.join(planned['tools'])}")
        for heading in ("assumptions", "unplaced", "risks"):
            print("".join(f"# {heading}: {printable(line)}\n" for line in draft[heading]), end="")
        for item in draft["questions"]:
            print(printable(f"# question {item['id']}: {item['text']} (default: {item['default']})"))
