"""The runner as a program of its own, with nothing but the standard library."""

import json
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from tests.tools.validators.conformance.backend.server import serving
from tests.tools.validators.conformance.playing import VARIABLES, compiled, ready_backend
from tools.validators.conformance import runner


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # Isolated: neither our packages nor our environment can be found.
    command = [sys.executable, "-I", "-S", str(folder / "player"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)


def _prepared(tmp_path: Path) -> Path:
    shutil.copytree(Path(runner.__file__).parent, tmp_path / "player", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "plan.json").write_text(json.dumps(compiled("notes")), encoding="utf-8")
    (tmp_path / "variables.json").write_text(json.dumps(VARIABLES), encoding="utf-8")
    return tmp_path


def test_it_plays_a_plan_from_a_folder_of_its_own(tmp_path: Path) -> None:
    folder = _prepared(tmp_path)
    with serving(ready_backend("notes")) as url:
        result = _run(folder, "plan.json", "--base-url", url, "--variables", "variables.json", "--case", "pagination")
    assert result.returncode == 0, result.stderr
    assert [outcome["status"] for outcome in json.loads(result.stdout)] == ["passed"]


def test_a_fault_makes_it_fail(tmp_path: Path) -> None:
    folder = _prepared(tmp_path)
    with serving(ready_backend("notes", faults=frozenset({"longer by one"}))) as url:
        result = _run(
            folder, "plan.json", "--base-url", url, "--case", "constraints-beyond-the-bound/create_note/title"
        )
    assert result.returncode == 1
    outcome = json.loads(result.stdout)[0]
    assert "status 201 instead of 422" in outcome["findings"][0]["message"]


def test_what_needs_a_restart_is_skipped_without_anybody_to_do_it(tmp_path: Path) -> None:
    folder = _prepared(tmp_path)
    with serving(ready_backend("notes")) as url:
        result = _run(folder, "plan.json", "--base-url", url, "--case", "persistence")
    assert result.returncode == 2
    assert json.loads(result.stdout)[0]["status"] == "skipped"


def test_a_server_that_is_not_there_fails_the_case(tmp_path: Path) -> None:
    result = _run(_prepared(tmp_path), "plan.json", "--base-url", "http://127.0.0.1:1", "--case", "health")
    assert result.returncode == 1
    assert "broke the exchange off" in json.loads(result.stdout)[0]["findings"][0]["message"]


class _Conductor(BaseHTTPRequestHandler):
    """Whoever runs the server: answers what it is asked for."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        told = json.dumps(7 if asked["action"] == "count_statements" else None).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, format: str, *args: object) -> None:
        """The test's output is the program's."""


def test_whoever_runs_the_server_tells_how_many_statements_it_sent(tmp_path: Path) -> None:
    folder = _prepared(tmp_path)
    conductor = HTTPServer(("127.0.0.1", 0), _Conductor)
    threading.Thread(target=conductor.serve_forever, daemon=True).start()
    control = ("--control-url", f"http://127.0.0.1:{conductor.server_address[1]}")
    with serving(ready_backend("notes")) as url:
        result = _run(folder, "plan.json", "--base-url", url, *control, "--case", "statement-count")
    conductor.shutdown()
    conductor.server_close()
    assert result.returncode == 0, result.stderr
    assert [outcome["status"] for outcome in json.loads(result.stdout)] == ["passed"]
