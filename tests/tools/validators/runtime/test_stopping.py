"""Work that is stopped from outside ends at once, with its foreign processes."""

import contextvars
import os
import sys
import threading
import time
from pathlib import Path

import pytest

from tools.errors import Cancelled, DeadlineExceeded
from tools.validators.runtime.commands import run
from tools.validators.runtime.processes import GuardedProcess
from tools.validators.runtime.stopping import StopSwitch, check_stopped, stoppable


def sleeper(mark: Path) -> list[str]:
    """A program that leaves its process id and would run for ten minutes."""
    script = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(600)"
    return [sys.executable, "-c", script, str(mark)]


def stop_once_running(mark: Path, switch: StopSwitch) -> threading.Thread:
    def watch() -> None:
        while not (mark.exists() and mark.read_text()):
            time.sleep(0.01)
        switch.stop(Cancelled())

    thread = threading.Thread(target=watch)
    thread.start()
    return thread


def test_a_command_ends_with_its_work(tmp_path: Path) -> None:
    switch, mark = StopSwitch(), tmp_path / "pid"
    watcher = stop_once_running(mark, switch)
    with stoppable(switch), pytest.raises(Cancelled):
        run(sleeper(mark), cwd=tmp_path, env={}, user=None, timeout_seconds=600)
    watcher.join()
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text()), 0)


def test_a_server_that_is_awaited_ends_with_its_work(tmp_path: Path) -> None:
    switch, mark = StopSwitch(), tmp_path / "pid"
    watcher = stop_once_running(mark, switch)
    process = GuardedProcess(sleeper(mark), cwd=tmp_path, env={}, log=tmp_path / "log", user=None, grace_seconds=1)
    with stoppable(switch), pytest.raises(Cancelled), process:
        process.await_ready(lambda: False, 600)
    watcher.join()
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text()), 0)


def test_nothing_starts_in_stopped_work(tmp_path: Path) -> None:
    switch, mark = StopSwitch(), tmp_path / "mark"
    switch.stop(Cancelled())
    with stoppable(switch), pytest.raises(Cancelled):
        run(["/bin/touch", str(mark)], cwd=tmp_path, env={}, user=None, timeout_seconds=60)
    assert not mark.exists()


def test_other_work_goes_on(tmp_path: Path) -> None:
    switch = StopSwitch()
    switch.stop(Cancelled())
    with stoppable(StopSwitch()):
        assert run(["/bin/true"], cwd=tmp_path, env={}, user=None, timeout_seconds=60).ok
    assert run(["/bin/true"], cwd=tmp_path, env={}, user=None, timeout_seconds=60).ok


def test_the_first_reason_stays() -> None:
    switch = StopSwitch()
    switch.stop(DeadlineExceeded("The task", 1))
    switch.stop(Cancelled())
    with stoppable(switch), pytest.raises(DeadlineExceeded):
        check_stopped()


def test_threads_with_a_copy_of_the_context_listen() -> None:
    switch, heard = StopSwitch(), []
    switch.stop(Cancelled())

    def work() -> None:
        try:
            check_stopped()
        except Cancelled as error:
            heard.append(error)

    with stoppable(switch):
        copied = contextvars.copy_context()
    thread = threading.Thread(target=copied.run, args=(work,))
    thread.start()
    thread.join()
    assert len(heard) == 1
