"""Files that every TypeScript project has: manifest, lock, container, workflow, README, and how they agree."""

import json
import shlex
import subprocess
from dataclasses import replace
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
import yaml

from tests.tools.api_generator.plans import example_plan
from tools.blueprint.plan.render_plan import RenderPlan
from tools.packs import registry
from tools.packs.base import Contribution, EnvVar, File
from tools.packs.languages.typescript.lock import locked
from tools.packs.languages.typescript.pack import PACK
from tools.validators.runtime.node import reachable_node
from tools.validators.static.typescript_source import check

DATASTORES = ("postgresql", "sqlite")
SETTINGS = (
    EnvVar("PORT", "Where it listens.", "8000", default="8000"),
    EnvVar("SHUTDOWN_GRACE_SECONDS", "How long requests in flight may take.", "20", default="20"),
    EnvVar("JWT_SECRET", "Signs tokens.", "", required=True, secret=True),
)
CASE = pytest.mark.parametrize("datastore", DATASTORES)


def plan_of(datastore: str) -> RenderPlan:
    plan = example_plan("blog")
    return replace(plan, stack=replace(plan.stack, language=PACK.id, datastore=datastore))


@cache
def output(datastore: str, title: str = "Blog API") -> dict[str, str]:
    """What the language adds to the modules of others."""
    plan = replace(plan_of(datastore), title=title)
    store = registry.datastore(datastore).contribute(plan)
    files = (File("src/core/errors.ts", "", "typescript"), File("tests/a.test.ts", "", "typescript"))
    merged = Contribution(
        files=files,
        dependencies=("express", "kysely", "pg"),
        env=(*SETTINGS, *store.env),
        services=store.services,
        facts={**store.facts, "readme_migrations": "The next one stands beside it."},
    )
    return {file.path: file.content for file in PACK.assemble(plan, merged)}


def described(datastore: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(output(datastore)[".backend/project.json"])
    return found


@CASE
def test_the_description_says_how_the_project_is_worked_with(datastore: str) -> None:
    found = described(datastore)
    assert (found["language"], found["datastore"]) == ("typescript", datastore)
    for name, command in found["commands"].items():
        assert f"    {shlex.join(command)}" in output(datastore)["README.md"], name


@CASE
def test_the_manifest_asks_for_just_what_is_locked(datastore: str) -> None:
    manifest = json.loads(output(datastore)["package.json"])
    assert manifest["type"] == "module"
    assert set(manifest["dependencies"]) == {"express", "kysely", "pg"}
    # The types of a package come with it.
    assert {"@types/express", "@types/node", "@types/pg", "eslint", "vitest"} <= set(manifest["devDependencies"])
    assert "@types/busboy" not in manifest["devDependencies"]
    assert output(datastore)["package-lock.json"] == locked(manifest)


def test_scripts_are_the_commands() -> None:
    scripts = json.loads(output("sqlite")["package.json"])["scripts"]
    names = {"check_format": "check-format", "create_admin": "create-admin"}
    for name, command in described("sqlite")["commands"].items():
        if name != "install":
            assert scripts[names.get(name, name)] == " ".join(command).removeprefix("npx ")


def test_a_title_stays_a_text() -> None:
    title = 'A "title", ${x} \\ `y`\n</script>'
    assert json.loads(output("sqlite", title)["package.json"])["description"] == title


@CASE
def test_the_workflow_installs_from_the_lock_and_runs_every_check(datastore: str) -> None:
    job = yaml.safe_load(output(datastore)[".github/workflows/ci.yml"])["jobs"]["check"]
    run = [step["run"] for step in job["steps"] if "run" in step]
    commands = described(datastore)["commands"]
    assert run[0] == " ".join(commands["install"]) == "npm ci --ignore-scripts"
    assert {" ".join(commands[name]) for name in ("lint", "check_format", "typecheck", "test")} <= set(run)
    assert ("services" in job) == (datastore == "postgresql")


@CASE
def test_containers_migrate_first_and_keep_secrets_out(datastore: str) -> None:
    services = yaml.safe_load(output(datastore)["compose.yaml"])["services"]
    assert services["migrate"]["command"] == ["node", "src/cli.ts", "migrate"]
    assert services["backend"]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}
    assert services["backend"]["environment"]["JWT_SECRET"].startswith("${JWT_SECRET:?")


def test_the_container_does_not_run_as_root_nor_holds_tools() -> None:
    lines = output("sqlite")["Dockerfile"].splitlines()
    assert "USER app" in lines
    assert lines.index("USER app") < next(at for at, line in enumerate(lines) if line.startswith("CMD"))
    assert any("npm ci --omit=dev --ignore-scripts" in line for line in lines)
    kept = output("sqlite")[".dockerignore"].splitlines()
    assert kept[0] == "*"
    assert {"!src", "!migrations", "!package.json"} <= set(kept)


class _Health(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/health/ready" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Tests are silent."""


def test_the_health_check_follows_the_port() -> None:
    dockerfile = output("sqlite")["Dockerfile"].replace("\\\n", "")
    line = next(line for line in dockerfile.splitlines() if line.startswith("HEALTHCHECK"))
    _, *arguments = json.loads(line.partition("CMD ")[2])
    command = [str(reachable_node().programs / "node"), *arguments]
    with HTTPServer(("127.0.0.1", 0), _Health) as server:
        Thread(target=server.handle_request, daemon=True).start()
        port = server.server_port
        subprocess.run(command, env={"PORT": str(port)}, check=True, timeout=30)
    assert subprocess.run(command, env={"PORT": str(port)}, check=False, timeout=30).returncode == 1


@CASE
def test_the_readme_lists_the_folders_that_are_there(datastore: str) -> None:
    readme = output(datastore)["README.md"]
    assert "| `src/core` |" in readme
    assert "| `tests` |" in readme
    assert "src/api" not in readme
    assert "\n\n\n" not in readme
    assert ("CREATEDB" in readme) == (datastore == "postgresql")


def test_settings_are_explained_and_shown() -> None:
    assert "# PORT=8000" in output("sqlite")[".env.example"]
    assert "\nJWT_SECRET=\n" in output("sqlite")[".env.example"]
    assert "| `JWT_SECRET` | required |" in output("sqlite")["README.md"]


def test_configurations_parse() -> None:
    found = output("sqlite")
    for path in ("eslint.config.js", "eslint.style.config.js", "vitest.config.ts"):
        check(found[path])
    assert json.loads(found["tsconfig.json"])["compilerOptions"]["erasableSyntaxOnly"] is True
