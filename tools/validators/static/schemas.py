"""Files that other programs read keep to those programs' published schemas."""

import importlib.metadata
import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.errors import CheckFailed
from tools.validators.evidence import Evidence, Finding, Level, not_run, verdict
from tools.validators.runtime.environment import index_environment

# Bundled schema → the files that it holds for.
SCHEMAS = {
    "vendor.compose-spec": ("compose.yaml", "compose.*.yaml", "docker-compose.yml"),
    "vendor.github-workflows": (".github/workflows/*.yml", ".github/workflows/*.yaml"),
    "vendor.dependabot": (".github/dependabot.yml",),
}
SECONDS = 60


@dataclass(frozen=True, slots=True)
class SchemaValidator:
    """One row for each kind of file; the schemas come with the tool, so no network is needed."""

    name: str = "check-jsonschema"
    version: str = importlib.metadata.version("check-jsonschema")
    level: Level = "static"

    def run(self, project: Path, context: Mapping[str, object]) -> Sequence[Evidence]:
        return [self._row(project, schema, patterns) for schema, patterns in SCHEMAS.items()]

    def _row(self, project: Path, schema: str, patterns: Sequence[str]) -> Evidence:
        started = time.monotonic()
        subject = schema.removeprefix("vendor.")
        files = sorted(path for pattern in patterns for path in project.glob(pattern) if path.is_file())
        if not files:
            return not_run(self, subject, "not_applicable", f"there is no {subject} file")
        return verdict(self, subject, _findings(project, schema, files), started)


def _findings(project: Path, schema: str, files: Sequence[Path]) -> list[Finding]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, "-o", "json"]
    told = subprocess.run(
        [*command, "--", *map(str, files)],
        env=index_environment(),
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    try:
        answer = json.loads(told.stdout)
    except ValueError:
        raise CheckFailed("check-jsonschema gave no answer.", hint=told.stderr.strip()[-2000:]) from None
    found = [
        Finding(code="schema", message=fault["message"], where=f"{_inside(project, fault)} {fault['path']}")
        for fault in answer.get("errors", [])
    ]
    found += [
        Finding(code="unreadable", message=fault["message"], where=_inside(project, fault))
        for fault in answer.get("parse_errors", [])
    ]
    if not found and told.returncode != 0:
        raise CheckFailed("check-jsonschema failed.", hint=told.stdout.strip()[-2000:])
    return found


def _inside(project: Path, fault: Mapping[str, str]) -> str:
    return Path(fault["filename"]).relative_to(project).as_posix()


VALIDATOR = SchemaValidator()
