"""The result for a person: what was assumed, what was proven, what was written."""

from collections import Counter

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from agent import progress
from agent.cli.exits import printable, tell_error
from agent.cli.progress import spent
from agent.outcome import Answered, Completed, Failed, NeedsInput, Report, VersionReport
from tools.validators.evidence import Evidence, Finding

MAX_FILES = 12
"""Files shown for one folder."""
MAX_FINDINGS = 10
"""Findings shown for one check; a program gets them all."""
_STYLES = {"passed": "green", "failed": "bold red", "skipped": "yellow"}


ANSWERING = "answer with --answer ID=TEXT"


def show(outcome: Completed | Answered | Failed | NeedsInput, answering: str = ANSWERING) -> None:
    """Prints the outcome: the result on standard output, an error on standard error.

    `answering` says how questions that wait can be answered.
    """
    console = Console(highlight=False, soft_wrap=True)
    if isinstance(outcome, Answered):
        console.print(escape(printable(outcome.text)))
        _listed(console, "Documents", outcome.documents)
        return
    told = (
        ("Assumed", _assumed(outcome)),
        ("Not understood", outcome.unplaced),
        ("Risks", outcome.risks),
        ("Notices", outcome.notices),
    )
    for title, lines in told:
        _listed(console, title, lines)
    # Of a chat's turn the checks were shown as they passed.
    if outcome.evidence and not (isinstance(outcome, Completed) and outcome.version):
        show_evidence(console, outcome.evidence)
    if isinstance(outcome, NeedsInput):
        _show_waiting(console, outcome, answering)
    elif isinstance(outcome, Failed):
        # The findings stand above, with the checks that made them.
        tell_error({**outcome.error, "findings": [] if outcome.evidence else outcome.error.get("findings", [])})
    else:
        if outcome.version is None:
            console.print(_tree(outcome))
        else:
            _show_changed(console, outcome, outcome.version)
        console.print(f"[bold]{_verdict(outcome)}[/]")


def _show_waiting(console: Console, outcome: NeedsInput, answering: str) -> None:
    lines = tuple(f"{item.id}: {item.text} (default: {item.default})" for item in outcome.questions)
    changes = outcome.version.changes if outcome.version else ()
    if changes:
        _listed(console, "Changes that are not made yet", changes)
        _listed(console, "Open questions", lines)
        console.print(escape(f"To go on, {answering}."))
    else:
        _listed(console, f"Open questions; {answering}", lines)


def _assumed(outcome: Completed | Failed | NeedsInput) -> tuple[str, ...]:
    """With the default answers to questions of a turn that nobody has answered."""
    if isinstance(outcome, NeedsInput):
        return outcome.assumptions
    taken = (f"{item.text} Taken: {item.default}." for item in outcome.questions)
    return tuple(dict.fromkeys((*outcome.assumptions, *taken)))


def show_evidence(console: Console, rows: tuple[Evidence, ...]) -> None:
    """The checks that apply here, and the findings of failed ones."""
    table = Table(box=None, pad_edge=False)
    for heading in ("level", "validator", "subject", "status", "time"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        if row.status != "not_applicable":
            seconds = f"{row.duration_ms / 1000:.1f} s" if row.duration_ms else ""
            words = row.status if not row.reason else f"{row.status}: {row.reason}"
            cells = (row.level, escape(row.validator), escape(row.subject))
            table.add_row(*cells, f"[{_STYLES[row.status]}]{escape(words)}[/]", seconds)
    console.print("[bold]Evidence[/]")
    console.print(table)
    for row in rows:
        lines = [_told(item) for item in row.findings]
        more = [f"and {len(lines) - MAX_FINDINGS} more"] if len(lines) > MAX_FINDINGS else []
        _listed(console, f"{row.validator} on {row.subject}", (*lines[:MAX_FINDINGS], *more))


def _told(finding: Finding) -> str:
    """Where, what, and what to do: the end of what a failed command wrote stands in the hint."""
    place = f"{finding.where}: " if finding.where else ""
    return f"{place}{finding.message} {finding.hint}".rstrip()


def _tree(outcome: Completed) -> Tree:
    root = Tree(f"[bold]{escape(outcome.out or 'result')}[/] ({len(outcome.artifacts)} files)")
    folders = {"": root}
    shown: Counter[str] = Counter()
    for artifact in outcome.artifacts:
        *parents, name = artifact.path.split("/")
        place = ""
        for parent in parents:
            inner = f"{place}/{parent}" if place else parent
            if inner not in folders:
                folders[inner] = folders[place].add(f"[blue]{escape(parent)}/[/]")
            place = inner
        shown[place] += 1
        if shown[place] <= MAX_FILES:
            folders[place].add(escape(name))
    for place, number in shown.items():
        if number > MAX_FILES:
            folders[place].add(f"[dim]… {number - MAX_FILES} more[/]")
    return root


def _show_changed(console: Console, outcome: Completed, version: VersionReport) -> None:
    """The files that differ from the version before, a line each: no terminal is too narrow for the place."""
    files = version.files
    marks = {path: f"[green]+ {escape(path)}[/]" for path in files.added}
    marks |= {path: f"[yellow]~ {escape(path)}[/]" for path in files.changed}
    marks |= {path: f"[red]- {escape(path)}[/]" for path in files.removed}
    same = len(outcome.artifacts) - len(files.added) - len(files.changed)
    console.print(f"[bold]{escape(outcome.out or 'result')}[/] version {version.number} ({same} files as before)")
    for place, path in enumerate(sorted(marks), start=1):
        console.print(f"{'└' if place == len(marks) else '├'}── {marks[path]}")


def _verdict(report: Report) -> str:
    proof = report.proof
    words = f"{proof.passed} checks passed at level {proof.level}"
    words += f", {proof.not_applicable} do not apply" if proof.not_applicable else ""
    words += f", {proof.skipped} SKIPPED: not fully proven" if proof.skipped else ""
    spend = f" Language model: {spent(progress.spend(report.spend))}." if report.spend.calls else ""
    return f"Completed. {words}.{spend}"


def _listed(console: Console, title: str, lines: tuple[str, ...]) -> None:
    if lines:
        console.print(f"[bold]{escape(title)}[/]")
        for line in lines:
            console.print(f"  • {escape(line)}")
