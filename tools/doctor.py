"""What this machine offers for proofs, and what each missing thing would add."""

import importlib.metadata
import platform
import subprocess
import sys
from dataclasses import asdict, dataclass

from tools.errors import AgentError
from tools.validators.engines.registry import engine_ids, open_engine
from tools.validators.runtime.caches import cache_root
from tools.validators.runtime.environment import index_environment
from tools.validators.runtime.python_environments import reachable_interpreter
from tools.validators.runtime.users import child_user

PROBE_SECONDS = 10
NEEDED_PYTHON = (3, 11)

# Distribution → what the wheel does here.
WHEELS = {
    "uv": "installs the dependencies of generated projects from their lock",
    "schemathesis": "fuzzes a running backend against its contract (live level)",
    "openapi-spec-validator": "checks OpenAPI documents (static level)",
    "check-jsonschema": "checks compose files and workflows against their schemas (static level)",
}
# Command that tells a version → what it would add.
PROGRAMS = {
    ("docker", "version", "--format", "{{.Server.Version}}"): "runs a generated compose file by hand",
    ("node", "--version"): "runs JavaScript tools; no stack offered today needs it",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing looked for: ``adds`` says what it is good for, ``detail`` a version or why it is missing."""

    name: str
    found: bool
    required: bool
    detail: str
    adds: str

    def to_dict(self) -> dict[str, object]:
        return asdict(self)


def report() -> list[Row]:
    """All rows, the required ones first; takes a second or two, for engines are really started."""
    engines = [_engine(name) for name in engine_ids()]
    wheels = [_wheel(name, adds) for name, adds in WHEELS.items()]
    programs = [_program(command, adds) for command, adds in PROGRAMS.items()]
    return [_python(), _children(), *wheels, *engines, *programs]


def _python() -> Row:
    fits = sys.version_info[:2] >= NEEDED_PYTHON
    return Row("Python", fits, True, platform.python_version(), "runs this program and Python backends")


def _children() -> Row:
    """Whether foreign code can run here as somebody who may do nothing."""
    adds = "runs generated code without our rights"
    try:
        user = child_user()
        detail = f"cache in {cache_root()}, Python at {reachable_interpreter().executable}"
    except (AgentError, OSError) as error:
        return Row("isolation", False, True, str(error), adds)
    return Row("isolation", True, True, f"user {user.uid if user else 'unchanged'}, {detail}", adds)


def _wheel(name: str, adds: str) -> Row:
    try:
        return Row(name, True, True, importlib.metadata.version(name), adds)
    except importlib.metadata.PackageNotFoundError:
        return Row(name, False, True, f"not installed; run: pip install {name}", adds)


def _engine(name: str) -> Row:
    adds = f"proves backends on {name} (live level)"
    try:
        with open_engine(name) as engine:
            return Row(f"engine {name}", True, True, engine.version, adds)
    except (AgentError, OSError) as error:
        return Row(f"engine {name}", False, True, str(error), adds)


def _program(command: tuple[str, ...], adds: str) -> Row:
    try:
        told = subprocess.run(
            command,
            env=index_environment(),
            capture_output=True,
            text=True,
            timeout=PROBE_SECONDS,
            check=True,
        )
    except FileNotFoundError:
        return Row(command[0], False, False, "not installed", adds)
    except (OSError, subprocess.SubprocessError):
        return Row(command[0], False, False, "installed, but does not answer", adds)
    return Row(command[0], True, False, told.stdout.strip(), adds)
