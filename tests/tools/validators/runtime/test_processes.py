import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.errors import DeadlineExceeded
from tools.validators.runtime.environment import clean_environment
from tools.validators.runtime.ports import accepts, free_port, is_free
from tools.validators.runtime.processes import GuardedProcess, ServerFailed, server
from tools.validators.runtime.workspace import Workspace, workspace

PATIENCE_SECONDS = 20

# A program that leaves a child in its group and a daemon in a session of its own, then serves for ever.
FAMILY = """
sleep 300 & echo "$!" > pids
setsid sleep 300 & echo "$!" >> pids
echo "$$" >> pids
echo done >> pids
exec sleep 300
"""


@pytest.fixture
def work() -> Iterator[Workspace]:
    with workspace() as made:
        yield made


def start(work: Workspace, script: str, **options: float) -> tuple[GuardedProcess, Path]:
    home = work.folder("home")
    process = GuardedProcess(
        ["sh", "-c", script],
        cwd=home,
        env=clean_environment(home),
        log=work.log("program"),
        user=work.user,
        **options,
    )
    return process, home


def alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def pids_in(file: Path) -> list[int]:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (file.exists() and file.read_text(encoding="utf-8").endswith("done\n")):
        assert time.monotonic() < deadline, "the program did not start"
        time.sleep(0.02)
    return [int(line) for line in file.read_text(encoding="utf-8").split()[:-1]]


def wait_until_gone(pids: list[int]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while any(alive(pid) for pid in pids):
        assert time.monotonic() < deadline, f"still alive: {[pid for pid in pids if alive(pid)]}"
        time.sleep(0.05)


def test_stop_ends_the_whole_family(work: Workspace) -> None:
    process, home = start(work, FAMILY)
    with process:
        pids = pids_in(home / "pids")
        assert all(alive(pid) for pid in pids)
    assert not any(alive(pid) for pid in pids)


def test_what_a_finished_program_left_behind_is_ended(work: Workspace) -> None:
    process, home = start(work, 'setsid sleep 300 & echo "$!" > pids; echo done >> pids; exit 3')
    with process:
        assert process.wait(PATIENCE_SECONDS) == 3
        assert not any(alive(pid) for pid in pids_in(home / "pids"))


def test_a_program_that_ignores_the_polite_signal_is_killed(work: Workspace) -> None:
    stubborn = 'trap "" TERM; echo "$$" > pids; echo done >> pids; sleep 300'
    process, home = start(work, stubborn, grace_seconds=0.3)
    with process:
        pids = pids_in(home / "pids")
    assert process.exit_code == 128 + signal.SIGKILL
    assert not any(alive(pid) for pid in pids)


def test_a_program_may_end_in_its_own_way(work: Workspace) -> None:
    process, home = start(work, 'trap "exit 7" TERM; echo done > pids; while :; do sleep 0.05; done')
    with process:
        pids_in(home / "pids")
    assert process.exit_code == 7


def test_a_signal_reaches_the_program_itself(work: Workspace) -> None:
    process, home = start(work, 'trap "exit 9" USR1; echo done > pids; while :; do sleep 0.05; done')
    with process:
        pids_in(home / "pids")
        process.send(signal.SIGUSR1)
        assert process.wait(PATIENCE_SECONDS) == 9


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_outlives_us(tmp_path: Path, number: signal.Signals) -> None:
    program = (
        "import signal, sys, time\n"
        "from tools.validators.runtime.environment import clean_environment\n"
        "from tools.validators.runtime.processes import GuardedProcess\n"
        "from tools.validators.runtime.workspace import workspace\n"
        # A shell starts what it puts into the background with this signal ignored, and children inherit that.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "with workspace() as work:\n"
        "    home = work.folder('home')\n"
        "    print(home, flush=True)\n"
        "    with GuardedProcess(['sh', '-c', sys.argv[1]], cwd=home, env=clean_environment(home),\n"
        "                        log=work.log('x'), user=work.user):\n"
        "        time.sleep(300)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, FAMILY], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as ours:
        assert ours.stdout is not None
        pids = pids_in(Path(ours.stdout.readline().strip(), "pids"))
        ours.send_signal(number)
        ours.wait(PATIENCE_SECONDS)
        wait_until_gone(pids)


def test_a_process_outlives_the_thread_that_started_it(work: Workspace) -> None:
    started: list[tuple[GuardedProcess, Path]] = []
    thread = threading.Thread(target=lambda: started.append(start(work, FAMILY)))
    thread.start()
    thread.join()
    process, home = started[0]
    with process:
        assert all(alive(pid) for pid in pids_in(home / "pids"))
        assert process.exit_code is None


def test_a_server_is_ready_and_then_gone(work: Workspace) -> None:
    port = free_port()
    home = work.folder("home")
    program = (
        f"import socket, time\nlistener = socket.create_server(('127.0.0.1', {port}))\nwhile True: listener.accept()\n"
    )
    with server(
        ["python3", "-c", program],
        cwd=home,
        env=clean_environment(home),
        log=work.log("server"),
        user=work.user,
        probe=lambda: accepts(port),
    ):
        assert not is_free(port)
    assert not accepts(port)
    assert is_free(port)


def test_a_server_that_ends_early_tells_its_log(work: Workspace) -> None:
    process, _ = start(work, "echo cannot bind; exit 1")
    with process, pytest.raises(ServerFailed, match="cannot bind") as caught:
        process.await_ready(lambda: False, PATIENCE_SECONDS)
    assert caught.value.to_dict()["log"] == "cannot bind\n"


def test_a_server_that_is_never_ready_is_given_up(work: Workspace) -> None:
    process, home = start(work, FAMILY)
    with process:
        pids = pids_in(home / "pids")
        with pytest.raises(DeadlineExceeded):
            process.await_ready(lambda: False, 0.2)
    assert not any(alive(pid) for pid in pids)


def test_programs_see_nothing_of_our_environment(work: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "secret-of-ours")
    process, _ = start(work, "env; id -u")
    with process:
        process.wait(PATIENCE_SECONDS)
    told = process.log_tail()
    assert "secret-of-ours" not in told
    expected = work.user.uid if work.user else os.getuid()
    assert told.splitlines()[-1] == str(expected)
