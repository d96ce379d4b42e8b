"""Outputs of the code generator, and what must hold for the files of any of them."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from tools.artifacts import Artifact
from tools.blueprint.document import from_data, load
from tools.blueprint.model import Blueprint
from tools.blueprint.plan.render_plan import RenderPlan, Stack
from tools.blueprint.resolve import resolve
from tools.code_generator import generate
from tools.packs import registry
from tools.validators.runtime.toolchains.registry import prepare
from tools.validators.static import typescript_source

EXAMPLES = sorted(Path("tests/blueprints").glob("*.yaml"))
_YAML = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def name_of(stack: Stack) -> str:
    """How a stack is called in a test's id."""
    return f"{stack.framework}-{stack.datastore}"


def output(blueprint: Blueprint, stack: Stack) -> dict[str, str]:
    """Path → content of the complete project."""
    return {artifact.path: artifact.content for artifact in artifacts(blueprint, stack)}


def artifacts(blueprint: Blueprint, stack: Stack) -> tuple[Artifact, ...]:
    return generate(resolve(blueprint, stack))


@cache
def example(path: Path, datastore: str, framework: str = "fastapi") -> dict[str, str]:
    return output(load(path.read_bytes()), registry.stack(framework, datastore))


def output_of(data: dict[str, Any], datastore: str = "sqlite") -> dict[str, str]:
    return output(from_data(data), registry.stack("fastapi", datastore))


def plan_of(data: dict[str, Any], datastore: str = "sqlite") -> RenderPlan:
    return resolve(from_data(data), registry.stack("fastapi", datastore))


def parse(path: str, content: str) -> object:
    """The file, parsed by its ending; raises what the parser raises. Other files are only text."""
    return _parse(PurePosixPath(path).suffix, content)


@cache
def _parse(suffix: str, content: str) -> object:
    match suffix:
        case ".py":
            # Compiling finds more than parsing: a parameter named twice, `await` outside a coroutine.
            return compile(content, "<generated>", "exec", dont_inherit=True)
        case ".ts" | ".js":
            return typescript_source.check(content)
        case ".json":
            return json.loads(content)
        case ".yaml" | ".yml":
            return yaml.load(content, Loader=_YAML)  # noqa: S506 - the safe loader
        case ".toml":
            return tomllib.loads(content)
    return content


def unsafe(paths: Iterable[str]) -> list[str]:
    """Paths that could lead out of the output's folder, or that a common file system would not keep apart."""
    found = []
    folded: set[str] = set()
    for path in paths:
        parts = path.split("/")
        strange = any(part in ("", ".", "..") or not part.isprintable() or not part.isascii() for part in parts)
        if strange or set(path) & set('\\:*?"<>| ') or len(path) > 200 or path.lower() in folded:
            found.append(path)
        folded.add(path.lower())
    return found


def ruff_findings(*folders: Path) -> str:
    """What the formatter and the linter of generated projects say; each folder brings its own settings."""
    commands = (["format", "--diff"], ["check", "--output-format=concise"])
    told = [
        subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--no-cache", "--quiet", *map(str, folders)],
            capture_output=True,
            text=True,
            check=False,
        )
        for command in commands
    ]
    return "".join(run.stdout + run.stderr for run in told if run.returncode)


def type_findings(folder: Path, home: Path) -> str:
    """What the type checker of a generated project says, in the project's own environment."""
    toolchain = prepare("python", folder)
    told = subprocess.run(
        [str(toolchain.programs[0] / "python"), "-m", "mypy", "--no-error-summary", "--cache-dir", str(home / "types")],
        cwd=folder,
        env=toolchain.environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stdout + told.stderr if told.returncode else ""
