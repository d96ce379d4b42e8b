"""Holds a conversation on standard input: reads turns, shows what they change and what came of it."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

from agent.chat.threads import Thread, names
from agent.cli.asking import asking, default_answers
from agent.cli.exits import COMPLETED, code_of, code_of_error, printable, tell_error
from agent.cli.given import checked_words
from agent.cli.lines import person_is_there, read_line
from agent.cli.progress import shown_progress
from agent.cli.summary import show
from agent.context import Context, Settings, default_context
from agent.delivering import refuse_others
from agent.failures import describe
from agent.model.openai_compatible import configured_model
from agent.stacks import parse_stack
from agent.state import RunInput
from tools.errors import AgentError, BadInput, Cancelled
from tools.validators.runtime.stopping import StopSwitch

ENDS = frozenset({"quit", "exit", "bye"})
MAX_SHOWN = 200
"""Characters of a turn that is named."""
ANSWERING = "start this chat again at a terminal, which asks again, or with --yes, which takes the defaults"


@dataclass(slots=True)
class Conversation:
    """One thread and the person, or the program, that talks to it."""

    thread: Thread
    settings: Settings
    stack: str | None
    switch: StopSwitch
    _context: Context | None = None

    def hold(self, first: str | None) -> int:
        """Takes turns until there are no more; the exit code of the worst of them."""
        worst = COMPLETED
        if self.thread.cut_off:
            worst = self._finished()
        elif self.thread.versions:
            print(f"{self.thread.name}: version {self.thread.versions[-1].number}. `help` lists what can be said.")
        if first is not None and self.thread.waiting is not None:
            print(f"Not taken, for a turn waits: {_brief(first)}", file=sys.stderr)
        # Who ends the input at a question has ended the conversation: no turn is taken before the one that waits.
        while self.thread.waiting is None:
            self._refuse_other_stack()
            line, first = self._next() if first is None else first, None
            if line is None or line.lstrip("/") in ENDS:
                break
            worst = max(worst, self._taken(line))
        return worst

    def _finished(self) -> int:
        """Ends the turn that was begun and not ended; where nobody is asked, what it waits for has its default."""
        said, waiting = _brief(self.thread.unfinished), self.thread.waiting
        if waiting is None:
            print(f"Going on with the turn that was cut off: {said}", flush=True)
        else:
            how = "waits for an answer" if self.settings.ask else "waited for an answer: the defaults are taken"
            print(f"A turn {how}: {said}")
            print("".join(f"  {printable(change)}\n" for change in waiting.changes), end="", flush=True)
        return self._told(lambda: self._turn(RunInput()))

    def _refuse_other_stack(self) -> None:
        """Raises BadInput where the command names a stack that is not the backend's: only a turn changes it."""
        if self.stack is None or not self.thread.versions:
            return
        wish, self.stack = parse_stack(self.stack), None
        now = self.thread.versions[-1].stack
        others = [
            wanted
            for kind, wanted in (("framework", wish.framework), ("datastore", wish.datastore))
            if wanted is not None and wanted != now[kind]
        ]
        if others:
            raise BadInput(
                f"This backend is {now['framework']} on {now['datastore']}.",
                hint=f'Leave --stack out and say "switch to {" and ".join(others)}".',
                code="other-stack",
            )

    def _next(self) -> str | None:
        """The next turn; None at the end of the input."""
        while True:
            if person_is_there():
                print("\n> ", end="", flush=True)
            line = read_line()
            if line is None or line:
                return line

    def _taken(self, line: str) -> int:
        if not person_is_there():
            print(f"\n> {printable(line)}", flush=True)
        if line == "/threads":
            print("\n".join(names()))
            return COMPLETED
        return self._told(lambda: self._turn(self._given(line)))

    def _told(self, turn: Callable[[], int]) -> int:
        """The exit code of the turn; an error of it is told, and ends no conversation."""
        try:
            return turn()
        except Cancelled:
            raise
        except AgentError as error:
            told = describe(error)
            tell_error(told)
            return code_of_error(told)

    def _given(self, line: str) -> RunInput:
        # A command may be written with a slash, as in other chats.
        given = RunInput(text=checked_words(line.removeprefix("/")))
        if not self.thread.versions:
            refuse_others(self.settings.out, ())
            if self.stack is not None:
                given["stack"] = parse_stack(self.stack).model_dump(mode="json", exclude_none=True)
        return given

    def _turn(self, given: RunInput) -> int:
        with shown_progress(quiet=False) as listen:
            ask = asking(listen) if self.settings.ask else default_answers
            outcome = self.thread.say(given, self.context, listen, ask, self.switch)
        show(outcome, ANSWERING)
        sys.stdout.flush()
        return code_of(outcome.model_dump(mode="json"))

    @property
    def context(self) -> Context:
        """Settings and ports, made once."""
        if self._context is None:
            self._context = default_context(self.settings, self.thread.blobs, configured_model())
        return self._context


def _brief(words: str) -> str:
    line = " ".join(printable(words).split())
    return line if len(line) <= MAX_SHOWN else f"{line[:MAX_SHOWN]}…"
