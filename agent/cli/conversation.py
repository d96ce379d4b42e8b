"""Holds a conversation on standard input: reads turns, shows what they change and what came of it."""

import sys
from dataclasses import dataclass

from agent.chat.threads import Thread, names
from agent.cli.asking import asking, person_is_there
from agent.cli.exits import COMPLETED, code_of, printable, tell_error
from agent.cli.given import read_given
from agent.cli.progress import shown_progress
from agent.cli.summary import show
from agent.context import Context, Settings, default_context
from agent.failures import describe
from agent.model.openai_compatible import configured_model
from agent.state import RunInput
from tools.errors import AgentError, Cancelled
from tools.validators.runtime.stopping import StopSwitch

ENDS = frozenset({"quit", "exit", "bye"})


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
            print("Going on with the turn that was cut off.", flush=True)
            worst = max(worst, self._turn(RunInput()))
        elif self.thread.versions:
            print(f"{self.thread.name}: version {self.thread.versions[-1].number}. `help` lists what can be said.")
        if first is not None:
            worst = max(worst, self._taken(first))
        while (line := self._next()) is not None:
            if line.lstrip("/") in ENDS:
                break
            worst = max(worst, self._taken(line))
        return worst

    def _next(self) -> str | None:
        """The next turn; None at the end of the input."""
        while True:
            if person_is_there():
                print("\n> ", end="", flush=True)
            line = sys.stdin.readline()
            if not line:
                return None
            if line.strip():
                return line.strip()

    def _taken(self, line: str) -> int:
        if not person_is_there():
            print(f"\n> {printable(line)}", flush=True)
        if line == "/threads":
            print("\n".join(names()))
            return COMPLETED
        # A command may be written with a slash, as in other chats.
        words = line.removeprefix("/")
        try:
            return self._turn(self._given(words))
        except Cancelled:
            raise
        except AgentError as error:
            tell_error(describe(error))
            return 1

    def _given(self, words: str) -> RunInput:
        first = not self.thread.versions
        return read_given(words, stack=self.stack if first else None)

    def _turn(self, given: RunInput) -> int:
        with shown_progress(quiet=False) as listen:
            outcome = self.thread.say(given, self.context, listen, asking(listen), self.switch)
        show(outcome)
        sys.stdout.flush()
        return code_of(outcome.model_dump(mode="json"))

    @property
    def context(self) -> Context:
        """Settings and ports, made once."""
        if self._context is None:
            self._context = default_context(self.settings, self.thread.blobs, configured_model())
        return self._context
