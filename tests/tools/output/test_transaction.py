"""Killed at any moment, an output is the old one or becomes the new one."""

import itertools
import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tools.output.samples import artifact, delivery
from tests.tools.output.test_write import tree
from tools.errors import BadInput
from tools.output import recover, write

OLD = {"a": b"old\n", "gone/b": b"old\n", "same": b"x\n"}
NEW = {"a": b"new\n", "c/d": b"new\n", "same": b"x\n"}

# What a write does to the file system; the child ends itself, as by kill -9, at the n-th of them.
STEPS = ("replace", "rename", "unlink", "rmdir", "fsync", "mkdir", "chmod")


def killed_write(out: Path, after: int) -> bool:
    """Whether the write, in a process of its own, was killed before it ended."""
    child = os.fork()
    if child == 0:
        left = itertools.count(after, -1)

        def counted(function: Callable[..., object]) -> Callable[..., object]:
            def call(*arguments: object, **named: object) -> object:
                if next(left) <= 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return function(*arguments, **named)

            return call

        try:
            for name in STEPS:
                setattr(os, name, counted(getattr(os, name)))
            write(out, delivery(artifact("a", "new\n"), artifact("c/d", "new\n"), artifact("same")))
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.parametrize("existing", [True, False])
def test_killed_anywhere_it_is_old_or_new(tmp_path: Path, existing: bool) -> None:
    seen = set()
    for after in range(200):
        out = tmp_path / str(after) / "out"
        if existing:
            write(out, delivery(artifact("a", "old\n"), artifact("gone/b", "old\n"), artifact("same")))
        killed = killed_write(out, after)
        recover(out)
        found = tree(out) if out.exists() else {}
        assert found in ((OLD if existing else {}), NEW)
        assert sorted(path.name for path in out.parent.glob("*")) in (["out"], [])
        left = {path.name for path in (out / ".backend").iterdir()} if out.exists() else set()
        assert left <= {"manifest.json", "evidence.json"}
        seen.add(found == NEW)
        write(out, delivery(artifact("a", "new\n"), artifact("c/d", "new\n"), artifact("same")))
        assert tree(out) == NEW
        if not killed:
            break
    else:
        pytest.fail("the write never ended")
    assert seen == {True, False}


def test_a_forged_journal_moves_nothing_outside(tmp_path: Path) -> None:
    out = write(tmp_path / "out", delivery(artifact("a")))
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (out / ".backend/journal.json").write_text(json.dumps({"moved": [], "removed": ["../victim"]}))
    with pytest.raises(BadInput):
        recover(out)
    assert victim.exists()


def test_recovery_without_anything_to_recover_makes_nothing(tmp_path: Path) -> None:
    recover(tmp_path / "not" / "there")
    assert os.listdir(tmp_path) == []
