"""Files that every Python project has: compose, workflow, settings, README, and what they say to each other."""

import json
import shlex
import tomllib
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
    assert bool(found["commands"]["create_admin"]) == ("app/security/tokens.py" in output)
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
