"""What is expensive to make and depends only on its inputs: built once, kept by hash."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs

from tools.errors import AgentError
from tools.validators.runtime.users import child_user, reachable

CACHE_VARIABLE = "BACKEND_ENGINEER_CACHE"
APPLICATION = "backend-engineer"
COMPLETE = ".complete"


def cache_root() -> Path:
    """The cache folder: $BACKEND_ENGINEER_CACHE, else the system's place for caches.

    Root's own cache lies where other users cannot go, while generated code runs as another user; so root
    uses the machine's. Raises AgentError when the folder is out of that user's reach.
    """
    chosen = os.environ.get(CACHE_VARIABLE)
    if chosen:
        root = Path(chosen).absolute()
    elif os.geteuid() == 0:
        root = Path(platformdirs.site_cache_path(APPLICATION))
    else:
        root = Path(platformdirs.user_cache_path(APPLICATION))
    root.mkdir(parents=True, exist_ok=True, mode=0o755)
    if not reachable(root / "x", child_user()):
        raise AgentError(
            f"The cache folder {root} is out of reach for the unprivileged user that runs generated code.",
            code="cache-unreachable",
            hint=f"Point {CACHE_VARIABLE} at a folder that every user may enter.",
        )
    return root


def key_of(*parts: bytes | str) -> str:
    """A short hash of the inputs; parts cannot run into each other."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:32]


def cached_folder(kind: str, key: str, build: Callable[[Path], None]) -> Path:
    """The folder that ``build`` filled, once per kind and key; readable for everybody, never half built.

    It is built in its final place, because installed programs remember where they lie. A build that was cut
    off lacks the mark of completion and starts again; parallel callers wait for the first.
    """
    folder = cache_root() / kind / key
    mark = folder / COMPLETE
    if mark.exists():
        return folder
    folder.parent.mkdir(exist_ok=True, mode=0o755)
    with _locked(folder.with_name(f".{key}.lock")):
        if mark.exists():
            return folder
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o755)
        try:
            build(folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        mark.touch()
    return folder


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
