"""Shows how a run goes: bars on a terminal, lines in a log, both on standard error."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from agent.progress import ProgressEvent, SpendEvent

STAGES = ("intake", "ground", "interpret", "plan", "revise", "generate", "validate", "deliver")
"""The way of a run, or of a chat's turn, that needs neither answers nor repairs."""
_MARKS = {"passed": "[green]✓[/]", "failed": "[red]✗[/]", "skipped": "[yellow]–[/]"}

_PATCH = {"+": "green", "-": "red", "~": "yellow", "→": "cyan"}


class Quiet:
    """Shows nothing: a program reads the result alone."""

    def __call__(self, event: ProgressEvent) -> None:
        """Nothing is shown."""

    def paused(self) -> AbstractContextManager[None]:
        """There is nothing to pause."""
        return nullcontext()


@contextmanager
def shown_progress(*, quiet: bool) -> Iterator["Quiet | Shown"]:
    """A listener that shows events for the length of the context."""
    if quiet:
        yield Quiet()
        return
    console = Console(stderr=True, soft_wrap=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        yield Shown(console, bars)


def spent(total: SpendEvent) -> str:
    """The cost in words: calls, tokens, and money where it is known."""
    about = "about " if total["estimated"] else ""
    money = f", ${total['dollars']:.4f}" if total["dollars"] is not None else ""
    return f"{total['calls']} {'call' if total['calls'] == 1 else 'calls'}, {about}{total['tokens']} tokens{money}"


class Shown:
    """Turns events into lines and bars."""

    def __init__(self, console: Console, bars: Progress) -> None:
        self._console = console
        self._bars = bars
        self._bar = bars.add_task("starting", total=len(STAGES))
        self._seen: set[str] = set()

    @contextmanager
    def paused(self) -> Iterator[None]:
        """While a person is asked something, no bar is drawn over the question."""
        self._bars.stop()
        try:
            yield
        finally:
            self._bars.start()

    def __call__(self, event: ProgressEvent) -> None:
        if event["event"] == "node":
            self._node(event["node"], event["phase"])
        elif event["event"] == "tool":
            size = f"{event['artifacts']} files, {event['bytes'] / 1024:.0f} KiB"
            self._console.print(f"  [bold]{escape(event['tool'])}[/] {size}")
        elif event["event"] == "patch":
            for line in event["changes"]:
                self._console.print(f"  [{_PATCH.get(line[:1], 'default')}]{escape(line)}[/]", highlight=False)
        elif event["event"] == "spend":
            self._console.print(f"  [bold]model[/] {spent(event)}", highlight=False)
        elif event["event"] == "level":
            self._bars.update(self._bar, description=f"validate: {event['level']}")
        elif event["status"] != "not_applicable":
            reason = f" [dim]{escape(event['reason'])}[/]" if event["reason"] else ""
            name = f"{event['level']} {event['validator']}: {event['subject']}"
            self._console.print(f"  {_MARKS[event['status']]} {escape(name)}{reason}", highlight=False)

    def _node(self, name: str, phase: str) -> None:
        if phase == "started":
            self._bars.update(self._bar, description=name)
            if name not in self._seen or name != "generate":
                self._console.print(f"[bold blue]{name}[/]")
            self._seen.add(name)
        elif name in STAGES:
            self._bars.update(self._bar, completed=STAGES.index(name) + 1)
