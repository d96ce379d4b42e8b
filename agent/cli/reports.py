"""Commands that tell about the program itself: `stacks`, `doctor`, `eval`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from evals.report import Report
    from tools.errors import CheckFailed


def stacks(as_json: bool = typer.Option(False, "--json", help="Print one JSON document.")) -> None:
    """List the stacks that backends can be built for."""
    from agent.cli.exits import print_json, told_errors

    with told_errors(as_json=as_json):
        from dataclasses import asdict

        from tools.packs import registry

        known = registry.stacks()
        if as_json:
            print_json({"stacks": [asdict(stack) for stack in known]})
            return
        for stack in known:
            print(f"{stack.framework},{stack.datastore}  ({stack.language}, {stack.persistence})")


def doctor(as_json: bool = typer.Option(False, "--json", help="Print one JSON document.")) -> None:
    """Tell what this machine offers, and what each missing thing would add."""
    from agent.cli.exits import COMPLETED, FAILED, failed_document, print_json, printable, told_errors

    with told_errors(as_json=as_json):
        from agent.failures import describe
        from tools.doctor import report
        from tools.errors import CheckFailed

        rows = report()
        missing = [row for row in rows if row.required and not row.found]
        if as_json and missing:
            names = ", ".join(row.name for row in missing)
            error = CheckFailed(f"This machine lacks {names}.", code="machine-lacks", hint="Install what is missing.")
            print_json(failed_document(describe(error), rows=[row.to_dict() for row in rows]))
        elif as_json:
            print_json({"status": "completed", "rows": [row.to_dict() for row in rows]})
        else:
            for row in rows:
                mark = "found  " if row.found else "MISSING" if row.required else "absent "
                print(printable(f"{mark} {row.name}: {row.detail}. It {row.adds}."))
        sys.exit(FAILED if missing else COMPLETED)


def evaluate(
    suites: list[str] = typer.Argument(None, metavar="[SUITE]...", help="Suites to run; all where none is named."),
    compare: str = typer.Option("baseline.yaml", "--compare", metavar="BASELINE", help="File in evals/baselines."),
    model: str = typer.Option(None, "--model", metavar="NAME", help="Run the planners with this language model."),
    page: Path | None = typer.Option(None, "--html", metavar="FILE", help="Also write a page with plots."),
    as_json: bool = typer.Option(False, "--json", help="Print one JSON document."),
) -> None:
    """Run the eval suites and hold them against their baselines."""
    from agent.cli.exits import COMPLETED, FAILED, failed_document, print_json, told_errors

    with told_errors(as_json=as_json):
        from agent.failures import describe
        from agent.model.openai_compatible import named_model
        from evals.page import page as rendered
        from evals.report import committed
        from evals.run import run

        before = committed(compare)
        report = run(suites or (), model=named_model(model) if model else None)
        error = shortfall(report)
        if page is not None:
            write_page(page, rendered(report, before, committed("bars.yaml")))
        if as_json and error:
            print_json(failed_document(describe(error), **report.to_json()))
            sys.exit(FAILED)
        if as_json:
            print_json({"status": "completed", **report.to_json()})
            sys.exit(COMPLETED)
        deltas = report.deltas(before)
        for name, suite in report.suites.items():
            print(f"{name}: {len(suite.samples)} samples")
            for figure, value in suite.figures.items():
                delta = deltas.get(name, {}).get(figure)
                print(f"  {figure:<28} {value:.4f}" + (f"  {delta:+.4f}" if delta is not None else ""))
        if error:
            raise error


def write_page(file: Path, text: str) -> None:
    """Writes all of it or nothing; BadInput where the file cannot be written."""
    from tools.errors import BadInput

    beside = file.with_name(f"{file.name}.part")
    try:
        beside.write_text(text, encoding="utf-8")
        beside.replace(file)
    except OSError as error:
        raise BadInput(
            f"{file} cannot be written: {error.strerror}.",
            hint="Name a file in a folder that is there.",
            code="no-file",
        ) from error


def shortfall(report: "Report") -> "CheckFailed | None":
    """What the figures miss of their bars."""
    from tools.errors import CheckFailed

    try:
        report.demand()
    except CheckFailed as error:
        return error
    return None
