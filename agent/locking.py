"""Folders that one process at a time may use."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.errors import AgentError


@contextmanager
def exclusive_folder(folder: Path, busy: AgentError) -> Iterator[Path]:
    """The private folder, made where it is not there; raises `busy` while another process holds it."""
    descriptor = _locked(folder, busy)
    try:
        yield folder
    finally:
        os.close(descriptor)


def _locked(folder: Path, busy: AgentError) -> int:
    """A descriptor of the folder with the lock on it."""
    while True:
        folder.mkdir(exist_ok=True, mode=0o700, parents=True)
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(descriptor)
            raise busy from error
        # The holder before us may have finished and removed the folder that we then locked.
        if folder.is_dir() and os.path.samestat(os.fstat(descriptor), folder.stat()):
            return descriptor
        os.close(descriptor)
