"""Stands between us and one foreign program, so that nothing of it outlives us, however we end.

Run as a script, with the standard library alone: ``guard.py UID GID GRACE SIGNAL -- COMMAND…``. Standard
input is the lifeline: a line ``signal N`` is passed on to the program, and when the other end closes (we
finished, crashed or were killed) the whole process group gets SIGNAL and, after GRACE seconds, SIGKILL.
"""

import contextlib
import ctypes
import os
import select
import signal
import sys
import time

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
POLL_SECONDS = 0.02


def prctl(option: int, value: int) -> None:
    """Linux only: elsewhere the lifeline alone has to do."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def spawn(uid: int, gid: int, command: list[str]) -> int:
    """Starts the command in a process group of its own, as the given user; returns its process id."""
    pid = os.fork()
    if pid:
        with contextlib.suppress(OSError):
            os.setpgid(pid, pid)
        return pid
    try:
        os.setpgid(0, 0)
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, 0)
        if uid >= 0:
            os.setgroups([])
            os.setgid(gid)
            os.setuid(uid)
        # After the change of user, which clears it; covers the guard itself being killed.
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
            signal.signal(number, signal.SIG_DFL)
        os.execv(command[0], command)  # noqa: S606
    except OSError as error:
        os.write(2, f"cannot start {command[0]}: {error.strerror}\n".encode())
    finally:
        os._exit(127)


def reap(wanted: int) -> int | None:
    """Collects finished children; the exit code of the wanted one, once it is among them."""
    code = None
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return code
        if pid == 0:
            return code
        if pid == wanted:
            code = os.waitstatus_to_exitcode(status)


def adopted() -> list[int]:
    """Process ids of all children, with the orphans that the program left and that came to us."""
    try:
        with open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as children:
            return [int(pid) for pid in children.read().split()]
    except OSError:
        return []


def send(pid: int, number: int, *, group: bool) -> bool:
    """Whether anybody was there to get the signal."""
    try:
        (os.killpg if group else os.kill)(pid, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True


def finish(pid: int, number: int, grace: float) -> int | None:
    """Ends the program, its group and its orphans; returns the program's exit code where it still ran.

    The group gets the time of grace; what left the group (daemons) is killed once the group is gone.
    """
    code = reap(pid)
    send(pid, number, group=True)
    deadline = time.monotonic() + grace
    while time.monotonic() < deadline:
        found = reap(pid)
        code = found if found is not None else code
        if not send(pid, 0, group=True):
            break
        time.sleep(POLL_SECONDS)
    while send(pid, signal.SIGKILL, group=True) or adopted():
        for orphan in adopted():
            send(orphan, signal.SIGKILL, group=False)
        found = reap(pid)
        code = found if found is not None else code
        time.sleep(POLL_SECONDS)
    return code


def watch(pid: int) -> int | None:
    """Passes signals on until the program ends (its exit code) or the lifeline closes (None)."""
    woken, waker = os.pipe()
    os.set_blocking(waker, False)
    signal.set_wakeup_fd(waker)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    pending = b""
    while True:
        code = reap(pid)
        if code is not None:
            return code
        ready, _, _ = select.select([0, woken], [], [])
        if woken in ready:
            os.read(woken, 512)
        if 0 in ready:
            chunk = os.read(0, 512)
            if not chunk:
                return None
            *lines, pending = (pending + chunk).split(b"\n")
            for line in lines:
                send(pid, int(line.removeprefix(b"signal ")), group=False)


def main(arguments: list[str]) -> int:
    """Runs the command to its end; the exit code is the program's own, or 128 + n after signal n."""
    uid, gid, grace, number = int(arguments[0]), int(arguments[1]), float(arguments[2]), int(arguments[3])
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # Whoever wants the program to end closes the lifeline; a stray signal must not leave it unwatched.
        signal.signal(ignored, signal.SIG_IGN)
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    pid = spawn(uid, gid, arguments[5:])
    code = watch(pid)
    if code is None:
        ended = finish(pid, number, grace)
        code = ended if ended is not None else -number
    else:
        # The program is gone; what it left behind gets no grace.
        finish(pid, signal.SIGKILL, 0.0)
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
