"""Disposable folders for foreign programs: theirs to write, gone afterwards."""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.errors import AgentError, BadInput
from tools.validators.runtime.users import ChildUser, child_user, hand_over, reachable

PREFIX = "backend-engineer-work-"

# Never part of what is proven: private, bulky, or made by tools.
LEFT_OUT = frozenset(
    {".env", ".git", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".venv", "__pycache__", "node_modules"}
)


class Workspace:
    """One disposable folder; its subfolders belong to the user that runs foreign programs."""

    def __init__(self, path: Path, user: ChildUser | None) -> None:
        self.path = path
        self.user = user

    def folder(self, name: str) -> Path:
        """A new, empty subfolder that only the child user (and we) may enter."""
        path = self.path / name
        path.mkdir(mode=0o700)
        hand_over(path, self.user)
        return path

    def copy_of(self, source: Path, name: str = "project") -> Path:
        """A copy of a project without what is private or made by tools; BadInput on links and devices."""
        target = self.path / name
        _refuse_special_files(source)
        shutil.copytree(source, target, ignore=_left_out, symlinks=True)
        target.chmod(0o700)
        hand_over(target, self.user)
        return target

    def remove(self, folder: Path) -> None:
        """Removes a subfolder before the workspace ends."""
        shutil.rmtree(folder, ignore_errors=True)

    def log(self, name: str) -> Path:
        """Where a program's output goes: a file of ours, so that the program cannot swap it."""
        return self.path / f"{name}.log"


@contextmanager
def workspace() -> Iterator[Workspace]:
    """A disposable folder for the length of the context; leftovers of killed runs are swept first."""
    user = child_user()
    base = _base_folder(user)
    _sweep(base)
    path = Path(tempfile.mkdtemp(prefix=PREFIX, dir=base))
    path.chmod(0o711)
    lock = os.open(path / ".lock.new", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        # Locked before it has its name: a sweep that runs now must not take the folder for a leftover.
        fcntl.flock(lock, fcntl.LOCK_EX)
        Path(path, ".lock.new").rename(path / ".lock")
        yield Workspace(path, user)
    finally:
        shutil.rmtree(path, ignore_errors=True)
        os.close(lock)


def _base_folder(user: ChildUser | None) -> Path:
    """The system's temporary folder, or /tmp where the child user cannot reach that one."""
    for base in (Path(tempfile.gettempdir()), Path("/tmp")):  # noqa: S108
        if base.is_dir() and reachable(base / "x", user):
            return base
    raise AgentError(
        "No temporary folder is reachable for the unprivileged user.",
        code="no-temporary-folder",
        hint="Point TMPDIR at a folder that every user may enter.",
    )


def _sweep(base: Path) -> None:
    """Removes folders of ours whose run is gone: nobody holds their lock any more."""
    for path in base.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):
            if path.lstat().st_uid != os.geteuid():
                continue
            lock = os.open(path / ".lock", os.O_RDWR | os.O_NOFOLLOW)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(path, ignore_errors=True)
            finally:
                os.close(lock)


def _left_out(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name in LEFT_OUT}


def _refuse_special_files(source: Path) -> None:
    """A link could make us copy what the project does not hold; a pipe could make us wait for ever."""
    for folder, names, files in os.walk(source):
        names[:] = [name for name in names if name not in LEFT_OUT]
        for name in (*names, *files):
            path = Path(folder, name)
            if name in LEFT_OUT or (not path.is_symlink() and (path.is_file() or path.is_dir())):
                continue
            raise BadInput(
                f"{path.relative_to(source)} in the project is neither a file nor a folder.",
                code="project-special-file",
                hint="Replace links by what they point to, and remove pipes, sockets and devices.",
            )
