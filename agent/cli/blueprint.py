"""`blueprint`: the format that people edit by hand."""

import typer

app = typer.Typer(help="The Blueprint format.", no_args_is_help=True, rich_markup_mode=None)


@app.command()
def schema() -> None:
    """Print the JSON Schema of Blueprints."""
    from agent.cli.exits import print_json, told_errors

    with told_errors(as_json=False):
        from tools.blueprint.document import json_schema

        print_json(json_schema())


@app.command()
def reference() -> None:
    """Print the reference of operations, views, errors and expressions."""
    from agent.cli.exits import told_errors

    with told_errors(as_json=False):
        from tools.reference.blueprint import reference as written

        print(written(), end="")


@app.command()
def patterns() -> None:
    """Print the catalogue of patterns: what each takes, and the operations that an example becomes."""
    from agent.cli.exits import told_errors

    with told_errors(as_json=False):
        from tools.reference.patterns import pattern_reference

        print(pattern_reference(), end="")


@app.command()
def check(
    file: str = typer.Argument(..., metavar="FILE", help="YAML or JSON, `-` for standard input."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> None:
    """Tell whether a Blueprint can be built."""
    from agent.cli.exits import print_json, told_errors

    with told_errors(as_json=as_json):
        from agent.cli.given import read_bytes
        from tools.blueprint.check import check as check_blueprint
        from tools.blueprint.document import load
        from tools.blueprint.expand import expand

        blueprint = load(read_bytes(file))
        check_blueprint(blueprint)
        operations = len(expand(blueprint).operations)
        if as_json:
            print_json({"status": "completed", "entities": len(blueprint.entities), "operations": operations})
        else:
            print(f"{blueprint.name}: {len(blueprint.entities)} entities, {operations} operations, no fault found.")
