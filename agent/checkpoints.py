"""Where a run's progress is kept, so that a killed run can go on: SQLite by default."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.serde.jsonplus import JsonPlusSerializer
from langgraph.checkpoint.sqlite import SqliteSaver

FILE = "checkpoints.sqlite"


@contextmanager
def sqlite_checkpoints(folder: Path) -> Iterator[BaseCheckpointSaver[str]]:
    """Checkpoints in a file of this folder; what they hold is plain data, and nothing else is read back."""
    path = folder / FILE
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    os.close(descriptor)
    # LangGraph writes from the threads of parallel nodes; the saver has a lock of its own.
    with closing(sqlite3.connect(path, check_same_thread=False)) as connection:
        yield SqliteSaver(connection, serde=JsonPlusSerializer(allowed_msgpack_modules=None))
