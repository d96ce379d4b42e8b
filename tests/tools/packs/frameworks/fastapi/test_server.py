"""The printed server ends when it is told to, whatever its workers do just then."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tools.packs.frameworks import fastapi
from tools.validators.runtime.ports import LOOPBACK, free_port

SERVER = Path(fastapi.__file__).parent / "templates/base/app/server.py.j2"
CONFIG = """
from dataclasses import dataclass

@dataclass
class Settings:
    host: str
    port: int
    workers: int = 2
    shutdown_grace_seconds: int = 2
"""
APPLICATION = """
def create_app():
    async def application(scope, receive, send):
        if scope["type"] == "lifespan":
            while (await receive())["type"] != "lifespan.shutdown":
                await send({"type": "lifespan.startup.complete"})
            await send({"type": "lifespan.shutdown.complete"})

    return application
"""
START = "import sys; from app.core.config import Settings; from app.server import serve; serve(Settings(*{}))"
ENOUGH = 30


def started(folder: Path) -> subprocess.Popen[bytes]:
    """The server, with its two workers."""
    files = {"core/config.py": CONFIG, "core/__init__.py": "", "__init__.py": "", "main.py": APPLICATION}
    for path, content in {**files, "server.py": SERVER.read_text(encoding="utf-8")}.items():
        (folder / "app" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "app" / path).write_text(content, encoding="utf-8")
    call = START.format((LOOPBACK, free_port()))
    return subprocess.Popen([sys.executable, "-c", call], cwd=folder, stderr=subprocess.DEVNULL)


def workers(server: subprocess.Popen[bytes]) -> list[int]:
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
    return [
        int(pid)
        for pid in children.read_text(encoding="ascii").split()
        if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]


def test_a_worker_that_ends_while_it_is_asked_for_a_sign_of_life_is_not_waited_for(tmp_path: Path) -> None:
    server = started(tmp_path)
    try:
        deadline = time.monotonic() + ENOUGH
        while len(found := workers(server)) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        # It is asked every half second, and answers no more.
        os.kill(found[0], signal.SIGSTOP)
        time.sleep(1.5)
        os.kill(server.pid, signal.SIGTERM)
        os.kill(found[0], signal.SIGKILL)
        assert server.wait(ENOUGH) == 0
    finally:
        server.kill()
        server.wait()
