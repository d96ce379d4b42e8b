"""One run from its input to its outcome: named by what it depends on, resumed where it was cut off."""

import hashlib
import json
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

from langchain_core.runnables import RunnableConfig

from agent.blobs import FileBlobs
from agent.checkpoints import sqlite_checkpoints
from agent.context import Context, Settings
from agent.driving import Asker, Listener, drive
from agent.graph import build
from agent.locking import exclusive_folder
from agent.outcome import NeedsInput, Outcome
from agent.ports import BlobStore
from agent.state import RunInput
from tools.errors import AgentError
from tools.output import source_hash
from tools.output.directory import resolve
from tools.validators.runtime.caches import cache_root
from tools.validators.runtime.stopping import StopSwitch, stoppable

ROOT = Path(__file__).parents[1]
SOURCES = ("agent", "knowledge", "prompts", "tools")


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
    ask: Asker = lambda asked: None,
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
        with stoppable(switch or StopSwitch()):
            outcome = drive(graph, given, config, context, listen, ask)
        keep(outcome, blobs)
        if not isinstance(outcome, NeedsInput):
            shutil.rmtree(folder)
    return outcome


def _folder(identity: str) -> AbstractContextManager[Path]:
    """The run's private folder; one process at a time."""
    busy = AgentError(
        "The same request is being worked on by another process.",
        code="already-running",
        hint="Wait for it, or choose another output directory.",
    )
    return exclusive_folder(cache_root() / "runs" / identity, busy)
