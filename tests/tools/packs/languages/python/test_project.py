"""Files that every Python project has: compose, workflow, settings, README, and what they say to each other."""

import json
import re
import shlex
import subprocess
import sys
import tomllib
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
import yaml

from tests.tools.api_generator.plans import EXAMPLES
from tests.tools.code_generator.outputs import EXAMPLES as PATHS
from tests.tools.code_generator.outputs import example

DATASTORES = ("postgresql", "sqlite")
CASES = [(path, datastore) for path in PATHS for datastore in DATASTORES]
CASE = pytest.mark.parametrize(("path", "datastore"), CASES, ids=lambda item: getattr(item, "stem", item))


def described(output: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(output[".backend/project.json"])
    return found


@CASE
def test_the_description_says_how_the_project_is_worked_with(path: Any, datastore: str) -> None:
    output = example(path, datastore)
    found = described(output)
    assert found["datastore"] == datastore
    static = {"lint", "check_format", "typecheck"}
    assert set(found["commands"]) == {"install", "migrate", "serve", "test", "create_admin"} | static
    assert bool(found["commands"]["create_admin"]) == ("create-admin" in output["app/cli.py"])
    for name, command in found["commands"].items():
        if command:
            assert f"    {shlex.join(command)}" in output["README.md"], name


@CASE
def test_the_workflow_installs_from_the_lock_and_runs_every_check(path: Any, datastore: str) -> None:
    output = example(path, datastore)
    job = yaml.safe_load(output[".github/workflows/ci.yml"])["jobs"]["check"]
    run = [step["run"] for step in job["steps"] if "run" in step]
    commands = described(output)["commands"]
    assert run[0] == " ".join(commands["install"])
    assert "--require-hashes" in run[0]
    assert {" ".join(commands[name]) for name in ("lint", "check_format", "typecheck", "test")} <= set(run)
    assert ("services" in job) == (datastore == "postgresql")
    assert yaml.safe_load(output[".github/workflows/ci.yml"])["permissions"] == {"contents": "read"}


@CASE
def test_containers_wait_for_each_other_and_keep_secrets_out(path: Any, datastore: str) -> None:
    document = yaml.safe_load(example(path, datastore)["compose.yaml"])
    backend, migrate = document["services"]["backend"], document["services"]["migrate"]
    assert backend["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
    assert backend["read_only"] is True
    assert all(port.startswith("127.0.0.1:") for port in backend["ports"])
    others = set(document["services"]) - {"backend", "migrate"}
    assert bool(others) == (datastore == "postgresql")
    for name in others:
        assert migrate["depends_on"][name] == {"condition": "service_healthy"}
        assert document["services"][name]["healthcheck"]["test"]
    for variable, value in backend["environment"].items():
        if "SECRET" in variable:
            assert value.startswith(f"${{{variable}:?"), "a secret has no default"


@CASE
def test_settings_reach_the_container(path: Any, datastore: str) -> None:
    services = yaml.safe_load(example(path, datastore)["compose.yaml"])["services"]
    for name in ("migrate", "backend"):
        assert services[name]["env_file"] == [{"path": ".env", "required": False}]
        assert services[name]["environment"]["HOST"] == "0.0.0.0"  # noqa: S104
    assert services["backend"]["ports"] == ["127.0.0.1:${PORT:-8000}:${PORT:-8000}"]
    assert services["backend"]["stop_grace_period"] == "1m${SHUTDOWN_GRACE_SECONDS:-20}s"


class _Ready(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/health/ready" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Tests are silent."""


def test_the_health_check_follows_the_port() -> None:
    dockerfile = example(PATHS[0], "sqlite")["Dockerfile"].replace("\\\n", "")
    line = next(line for line in dockerfile.splitlines() if line.startswith("HEALTHCHECK"))
    _, *arguments = json.loads(line.partition("CMD ")[2])
    with HTTPServer(("127.0.0.1", 0), _Ready) as server:
        Thread(target=server.handle_request, daemon=True).start()
        command = [sys.executable, *arguments]
        subprocess.run(command, env={"PORT": str(server.server_port)}, check=True, timeout=20)


@CASE
def test_the_readme_lists_the_folders_that_are_there(path: Any, datastore: str) -> None:
    output = example(path, datastore)
    table = output["README.md"].partition("| folder | holds |")[2].partition("\n\n")[0]
    listed = re.findall(r"^\| `([a-z/]+)` \|", table, re.MULTILINE)
    folders = {"/".join(file.split("/")[:-1]) for file in output}
    assert not [folder for folder in listed if not any(f"{item}/".startswith(f"{folder}/") for item in folders)]
    assert {"seeds", "migrations/sql", "database", "tests"} <= set(listed)
    assert ("app/graphql" in listed) == ("schema.graphql" in output)
    assert ("app/security" in listed) == ("app/security/viewer.py" in output)


@CASE
def test_the_readme_leaves_out_what_there_is_not(path: Any, datastore: str) -> None:
    assert "\n\n\n" not in example(path, datastore)["README.md"]


@CASE
def test_the_readme_says_what_the_tests_need(path: Any, datastore: str) -> None:
    output = example(path, datastore)
    assert ("CREATEDB" in output["README.md"]) == (datastore == "postgresql")
    assert ("get_settings()" in output["tests/database.py"]) == (datastore == "postgresql")


@CASE
def test_the_container_does_not_run_as_root(path: Any, datastore: str) -> None:
    lines = example(path, datastore)["Dockerfile"].splitlines()
    user = next(line for line in lines if line.startswith("USER "))
    assert user not in ("USER root", "USER 0")
    assert lines.index(user) < next(
        number for number, line in enumerate(lines) if line.startswith(("CMD", "ENTRYPOINT"))
    )


@CASE
def test_what_is_required_is_in_the_example_of_the_settings_and_in_the_readme(path: Any, datastore: str) -> None:
    output = example(path, datastore)
    shown = [
        line.lstrip("# ")
        for line in output[".env.example"].splitlines()
        if "=" in line and line.lstrip("# ")[0].isupper()
    ]
    names = [line.partition("=")[0] for line in shown if line.partition("=")[0].replace("_", "").isupper()]
    assert "DATABASE_URL" in names
    assert len(names) == len(set(names))
    for name in names:
        assert f"| `{name}` |" in output["README.md"]
    assert ("JWT_SECRET" in names) == ("app/security/tokens.py" in output)


@CASE
def test_the_manifest_says_what_the_project_is(path: Any, datastore: str) -> None:
    project = tomllib.loads(example(path, datastore)["pyproject.toml"])["project"]
    assert project["name"] == path.stem
    assert project["requires-python"].startswith(">=")
    assert all("==" in requirement for requirement in project["dependencies"])


def test_both_lists_of_examples_are_one() -> None:
    assert [path.stem for path in PATHS] == EXAMPLES
