"""The real command, killed in its middle and given again: the bytes of a run that nobody disturbed."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

from typer.testing import CliRunner

from agent.cli.main import app
from tests.meta.sources import ROOT

CODE = "from agent.cli.main import main; main()"


def arguments(out: Path) -> list[str]:
    request = "Books with a title and authors with a name; JWT"
    return ["run", "--type", "design_api", "--validate", "static", "--json", "--out", str(out), request]


def files(out: Path) -> dict[str, bytes]:
    """All but the evidence, which tells durations."""
    found = {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
    del found[".backend/evidence.json"]
    return found


def test_a_killed_command_goes_on_and_gives_the_same_bytes(tmp_path: Path, shared_cache: Path) -> None:
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    before = set(shared_cache.glob("runs/*"))
    process = subprocess.Popen(
        [sys.executable, "-c", CODE, *arguments(killed)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    # Contents lie in the run's blob store as soon as a tool has made some: planned, and not yet delivered.
    while process.poll() is None and not list(shared_cache.glob("runs/*/blobs/**/*")):
        time.sleep(0.01)
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL, "the run was over before it could be killed"
    assert not killed.exists()
    assert set(shared_cache.glob("runs/*")) - before
    again = subprocess.run([sys.executable, "-c", CODE, *arguments(killed)], cwd=ROOT, capture_output=True, check=False)
    told = json.loads(again.stdout)
    assert (again.returncode, told["status"]) == (0, "completed"), again.stderr
    assert {artifact["path"] for artifact in told["artifacts"]} <= set(files(killed))
    assert CliRunner().invoke(app, arguments(whole)).exit_code == 0
    assert files(killed) == files(whole)
    assert set(shared_cache.glob("runs/*")) == before
