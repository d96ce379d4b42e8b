"""One run from its input to its outcome: named by what it depends on, resumed where it was cut off."""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any, cast

from langchain_core.runnables import RunnableConfig
from langgraph.types import Command

from agent.blobs import FileBlobs
from agent.checkpoints import sqlite_checkpoints
from agent.concluding import needs_input
from agent.context import Context, Settings
from agent.graph import Graph, build
from agent.outcome import Completed, Failed, NeedsInput, read_outcome
from agent.planner.draft import Question
from agent.ports import BlobStore
from agent.progress import ProgressEvent
from agent.state import RunInput, State
from tools.errors import AgentError
from tools.output import source_hash
from tools.output.directory import resolve
from tools.validators.runtime.caches import cache_root
from tools.validators.runtime.stopping import StopSwitch, stoppable

ROOT = Path(__file__).parents[1]
SOURCES = ("agent", "knowledge", "prompts", "tools")

Outcome = Completed | NeedsInput | Failed
Listener = Callable[[ProgressEvent], None]
Asker = Callable[[tuple[Question, ...]], dict[str, str] | None]


@cache
def program_version() -> str:
    """sha256 of all sources that a run executes or reads: a checkpoint of other sources is never resumed."""
    return source_hash(ROOT / name for name in SOURCES)


def run_id(given: RunInput, settings: Settings) -> str:
    """Hash of request, settings, output place and program version: the same command is the same run."""
    place = str(resolve(Path(settings.out))) if settings.out is not None else None
    parts = [dict(given), asdict(replace(settings, out=place)), program_version()]
    canonical = json.dumps(parts, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:32]


def execute(
    given: RunInput,
    make_context: Callable[[BlobStore], Context],
    settings: Settings,
    *,
    switch: StopSwitch | None = None,
    listen: Listener = lambda event: None,
    ask: Asker = lambda questions: None,
    keep: Callable[[Outcome, BlobStore], None] = lambda outcome, blobs: None,
) -> Outcome:
    """Runs to an outcome, going on where an earlier try of the same run was killed or stopped.

    `ask` answers open questions, or None: the outcome is then `NeedsInput`. `keep` may read the contents of the
    artifacts before they go. Raises what the switch was stopped with, and BadInput when the same run is under way.
    """
    identity = run_id(given, settings)
    with _folder(identity) as folder, sqlite_checkpoints(folder) as checkpoints:
        blobs = FileBlobs(folder / "blobs")
        context = make_context(blobs)
        config: RunnableConfig = {"configurable": {"thread_id": identity}}
        graph = build(checkpoints)
        start: RunInput | Command[Any] | None = None if graph.get_state(config).next else given
        with stoppable(switch or StopSwitch()):
            outcome = _drive(graph, start, config, context, listen, ask)
        keep(outcome, blobs)
        if not isinstance(outcome, NeedsInput):
            shutil.rmtree(folder)
    return outcome


def _drive(
    graph: Graph,
    start: RunInput | Command[Any] | None,
    config: RunnableConfig,
    context: Context,
    listen: Listener,
    ask: Asker,
) -> Outcome:
    while True:
        for mode, event in graph.stream(
            start, config, context=context, stream_mode=["custom", "updates"], durability="sync"
        ):
            if mode == "custom":
                listen(cast(ProgressEvent, event))
        snapshot = graph.get_state(config)
        if not snapshot.interrupts:
            return read_outcome(snapshot.values["outcome"])
        questions = tuple(Question.model_validate(item) for item in snapshot.interrupts[0].value["questions"])
        answers = ask(questions)
        if answers is None:
            return read_outcome(needs_input(cast(State, snapshot.values), context, questions))
        start = Command(resume=answers)


@contextmanager
def _folder(identity: str) -> Iterator[Path]:
    """The run's private folder; one process at a time."""
    folder = cache_root() / "runs" / identity
    descriptor = _locked(folder)
    try:
        yield folder
    finally:
        os.close(descriptor)


def _locked(folder: Path) -> int:
    """A descriptor of the folder with the lock on it."""
    while True:
        folder.mkdir(exist_ok=True, mode=0o700, parents=True)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(descriptor)
            raise AgentError(
                "The same request is being worked on by another process.",
                code="already-running",
                hint="Wait for it, or choose another output directory.",
            ) from error
        # The holder before us may have finished and removed the folder that we then locked.
        if folder.is_dir() and os.path.samestat(os.fstat(descriptor), folder.stat()):
            return descriptor
        os.close(descriptor)
