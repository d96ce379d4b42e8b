"""`knowledge`: what the knowledge base says."""

import typer

app = typer.Typer(help="Search the knowledge base.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def group() -> None:
    """Search the knowledge base."""


@app.command()
def search(
    query: str = typer.Argument(..., metavar="QUERY"),
    k: int = typer.Option(5, "-k", min=1, max=50, help="How many documents."),
    task_type: str = typer.Option(None, "--type", metavar="TYPE", help="Only documents for this task type."),
    folder: str = typer.Option(None, "--knowledge", metavar="DIR", help="Folder of knowledge documents."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> None:
    """Show the documents nearest to a question."""
    from agent.cli.exits import print_json, printable, told_errors

    with told_errors(as_json=as_json):
        from dataclasses import asdict
        from pathlib import Path

        from agent.task import task_type as read_type
        from knowledge import Retriever, load

        wanted = read_type(task_type).value if task_type else None
        library = load(Path(folder) if folder else None)
        passages = Retriever(library.documents).search(query, k, wanted)
        if as_json:
            problems = [asdict(problem) for problem in library.problems]
            print_json({"passages": [asdict(passage) for passage in passages], "problems": problems})
            return
        for passage in passages:
            print(printable(f"{passage.document}: {passage.title} ({passage.score})\n  {passage.excerpt}"))
        for problem in library.problems:
            print(printable(f"left out: {problem.file}: {problem.reason}"))
