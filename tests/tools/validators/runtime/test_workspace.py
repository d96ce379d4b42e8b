import os
import stat
from pathlib import Path

import pytest

from tools.errors import BadInput
from tools.validators.runtime import workspace as module
from tools.validators.runtime.users import reachable
from tools.validators.runtime.workspace import workspace


def project(root: Path) -> Path:
    folder = root / "project"
    (folder / "app").mkdir(parents=True)
    (folder / "app" / "main.py").write_text("x = 1\n")
    (folder / ".env").write_text("SECRET=1\n")
    (folder / ".env.example").write_text("SECRET=\n")
    (folder / "node_modules").mkdir()
    (folder / "node_modules" / "link").symlink_to("/etc/passwd")
    return folder


def test_a_copy_holds_the_project_and_nothing_private(tmp_path: Path) -> None:
    with workspace() as work:
        copy = work.copy_of(project(tmp_path))
        names = sorted(str(path.relative_to(copy)) for path in copy.rglob("*"))
        assert names == [".env.example", "app", "app/main.py"]


def test_the_folder_is_gone_afterwards_even_after_an_error() -> None:
    paths = []

    def use() -> None:
        with workspace() as work:
            paths.append(work.path)
            work.folder("x")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        use()
    assert not paths[0].exists()


def test_folders_belong_to_the_child_user_alone() -> None:
    with workspace() as work:
        folder = work.folder("home")
        told = folder.stat()
        assert told.st_uid == (work.user.uid if work.user else os.getuid())
        assert stat.S_IMODE(told.st_mode) == 0o700
        assert reachable(folder, work.user)
        assert work.path.stat().st_uid == os.geteuid()


def test_links_are_refused(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (folder / "app" / "passwords").symlink_to("/etc/passwd")
    with workspace() as work, pytest.raises(BadInput, match="app/passwords") as caught:
        work.copy_of(folder)
    assert caught.value.code == "project-special-file"


def test_a_linked_folder_is_refused(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (folder / "etc").symlink_to("/etc")
    with workspace() as work, pytest.raises(BadInput, match="etc"):
        work.copy_of(folder)


def test_pipes_are_refused(tmp_path: Path) -> None:
    folder = project(tmp_path)
    os.mkfifo(folder / "pipe")
    with workspace() as work, pytest.raises(BadInput, match="pipe"):
        work.copy_of(folder)


def test_leftovers_of_killed_runs_are_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_base_folder", lambda user: tmp_path)
    leftover = tmp_path / f"{module.PREFIX}dead"
    leftover.mkdir()
    (leftover / ".lock").touch()
    with workspace() as first, workspace() as second:
        assert not leftover.exists()
        assert first.path.exists()
        assert second.path.exists()
