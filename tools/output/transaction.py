"""All or nothing on a file system: everything is staged, one rename decides, the rest is rolled forward.

A new directory is staged beside its place and renamed into it. In an existing one the new files are staged under
`.backend/staging` and a journal names every move and removal. Before the journal is there, nothing has changed;
once it is, whoever comes next completes it.
"""

import contextlib
import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from tools.errors import BadInput
from tools.output.directory import refuse_links, resolve
from tools.output.manifest import EVIDENCE, MANIFEST
from tools.output.paths import BACKEND, check_paths

STAGING = f"{BACKEND}/staging"
JOURNAL = f"{BACKEND}/journal.json"
_OURS = frozenset({MANIFEST, EVIDENCE})


@contextmanager
def exclusive(root: Path) -> Iterator[None]:
    """Only one process writes into outputs of a parent folder; the lock is on the folder itself, so no file stays."""
    try:
        root.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(root.parent, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise _unwritable(root, error) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def recover(out: Path) -> None:
    """Completes or clears away what a killed run left at this place. Does nothing where there is nothing."""
    root = resolve(out)
    if os.path.lexists(_sibling(root)) or root.is_dir():
        with exclusive(root):
            clear(root)


def clear(root: Path) -> None:
    """As `recover`, for who holds the lock."""
    shutil.rmtree(_sibling(root), ignore_errors=True)
    backend = root / BACKEND
    if backend.is_symlink() or not backend.is_dir():
        return
    if (root / JOURNAL).is_file():
        _roll_forward(root)
    shutil.rmtree(root / STAGING, ignore_errors=True)
    with contextlib.suppress(OSError):
        # Only left empty when a first write into an existing directory was cut off.
        backend.rmdir()


def create(root: Path, files: Mapping[str, bytes]) -> None:
    """A directory that did not exist, with these files: it appears complete or not at all."""
    staging = _sibling(root)
    try:
        for path, content in files.items():
            _write(staging / path, content)
        _sync_folders(staging)
        staging.rename(root)
        _sync(root.parent)
    except OSError as error:
        shutil.rmtree(staging, ignore_errors=True)
        raise _unwritable(root, error) from error


def update(root: Path, files: Mapping[str, bytes], removed: Sequence[str]) -> None:
    """Replaces and removes files in an existing directory; a kill in the middle is completed by `recover`."""
    staging = root / STAGING
    try:
        for path, content in files.items():
            _write(staging / path, content)
        _sync_folders(staging)
        journal = json.dumps({"moved": sorted(files), "removed": sorted(removed)}, indent=2)
        draft = staging / "journal.json.new"
        _write(draft, journal.encode())
        draft.rename(root / JOURNAL)
        _sync(root / BACKEND)
    except OSError as error:
        shutil.rmtree(staging, ignore_errors=True)
        raise _unwritable(root, error) from error
    _roll_forward(root)
    shutil.rmtree(staging, ignore_errors=True)


def _roll_forward(root: Path) -> None:
    moved, removed = _read_journal(root)
    for path in moved:
        source, target = root / STAGING / path, root / path
        # Absent: it was moved before the kill.
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(source, target)
    for path in removed:
        (root / path).unlink(missing_ok=True)
        _remove_empty_folders(root, path)
    _sync(root)
    (root / JOURNAL).unlink()


def _read_journal(root: Path) -> tuple[list[str], list[str]]:
    """The journal's paths; they are checked like those of a stranger, for anybody may have written the file."""
    try:
        data = json.loads((root / JOURNAL).read_bytes())
        moved, removed = [str(path) for path in data["moved"]], [str(path) for path in data["removed"]]
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(
            f"{JOURNAL} in {root} is not a journal of ours.",
            hint="Remove the file if you do not expect one there.",
            code="bad-journal",
        ) from error
    check_paths([*(path for path in moved if path not in _OURS), *removed])
    for path in (*moved, *removed):
        refuse_links(root, path)
    return moved, removed


def _remove_empty_folders(root: Path, path: str) -> None:
    for parent in (root / path).parents:
        if parent == root or not parent.is_dir() or any(parent.iterdir()):
            return
        parent.rmdir()


def _sibling(root: Path) -> Path:
    return root.with_name(f".{root.name}.backend-staging")


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)


def _sync_folders(root: Path) -> None:
    for folder, _, _ in os.walk(root):
        _sync(Path(folder))


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unwritable(root: Path, error: OSError) -> BadInput:
    return BadInput(
        f"{root} cannot be written: {error.strerror or error}.",
        hint="Choose a directory that you may write, on a disk with room.",
        code="unwritable-directory",
    )
