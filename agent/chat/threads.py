"""Threads of the chat: each keeps its backend, its turns and what a cut-off turn was at, in a folder of its own."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from langchain_core.runnables import RunnableConfig

from agent.blobs import FileBlobs
from agent.chat.versions import Version, read_versions
from agent.checkpoints import sqlite_checkpoints
from agent.context import Context
from agent.driving import Asked, Asker, Listener, awaited, drive
from agent.graph import Graph, build
from agent.locking import exclusive_folder
from agent.outcome import Outcome
from agent.ports import BlobStore
from agent.state import RunInput
from tools.errors import AgentError, BadInput
from tools.validators.runtime.caches import APPLICATION
from tools.validators.runtime.stopping import StopSwitch, stoppable

STATE_VARIABLE = "BACKEND_ENGINEER_STATE"
"""Folder of what must not be lost; the system's place for the state of programs unless set."""
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")


@dataclass(frozen=True, slots=True)
class Thread:
    """An open thread; only one process has it."""

    name: str
    blobs: BlobStore
    _graph: Graph

    @property
    def versions(self) -> tuple[Version, ...]:
        """What it has delivered so far."""
        return read_versions(self._graph.get_state(self._config).values)

    @property
    def cut_off(self) -> bool:
        """Whether a turn was begun and not ended."""
        return bool(self._graph.get_state(self._config).next)

    @property
    def waiting(self) -> Asked | None:
        """What the turn that was begun and not ended waits for to be answered; None where it waits for nothing."""
        return awaited(self._graph, self._config)

    @property
    def unfinished(self) -> str:
        """The words of the turn that was begun and not ended."""
        text: str | None = self._graph.get_state(self._config).values.get("text")
        return text or ""

    def say(
        self, given: RunInput, context: Context, listen: Listener, ask: Asker, switch: StopSwitch | None = None
    ) -> Outcome:
        """The outcome of one turn; of the one that was cut off, where there is one."""
        with stoppable(switch or StopSwitch()):
            return drive(self._graph, given, self._config, context, listen, ask)

    @property
    def _config(self) -> RunnableConfig:
        return {"configurable": {"thread_id": self.name}}


@contextmanager
def opened(name: str) -> Iterator[Thread]:
    """The thread of that name, a new one where there is none. Raises BadInput for a name that is none."""
    if not _NAME.fullmatch(name):
        raise BadInput(
            f"{name[:80]!r} is no name of a thread.",
            hint="Use small letters, digits, - and _, up to 60.",
            code="bad-thread",
        )
    busy = AgentError(f"The thread {name} is open in another process.", code="thread-open", hint="Name another thread.")
    with exclusive_folder(root() / name, busy) as folder, sqlite_checkpoints(folder) as checkpoints:
        yield Thread(name, FileBlobs(folder / "blobs"), build(checkpoints))


def names() -> tuple[str, ...]:
    """The threads that there are, sorted."""
    folder = root()
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir())) if folder.is_dir() else ()


def root() -> Path:
    """The folder of all threads."""
    chosen = os.environ.get(STATE_VARIABLE)
    return (Path(chosen).absolute() if chosen else Path(platformdirs.user_state_path(APPLICATION))) / "threads"
