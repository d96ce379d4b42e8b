"""Installs the locked packages of projects on Node, once for each set of them."""

import json
import platform
import sys
from pathlib import Path
from typing import Any

from tools.errors import AgentError, CheckFailed
from tools.validators.runtime.caches import cached_folder, key_of
from tools.validators.runtime.commands import run
from tools.validators.runtime.environment import index_environment
from tools.validators.runtime.node import Node

# Changes whenever packages are installed in another way.
RECIPE = "1"
MANIFEST, LOCK, MODULES = "package.json", "package-lock.json", "node_modules"
INSTALL_SECONDS = 900
# Whatever npm is configured for: everything that is locked, and no code of what is installed runs.
OPTIONS = ("--ignore-scripts", "--include=dev", "--include=optional", "--include=peer", "--no-audit", "--no-fund")
ASKED = ("dependencies", "devDependencies", "optionalDependencies", "peerDependencies")


def node_packages(manifest: bytes, lock: bytes, node: Node) -> Path:
    """A `node_modules` with exactly what is locked; built once for each set of packages, whatever project asks.

    Raises CheckFailed when the lock is none, has no hashes, or is not that of the manifest; AgentError
    (``install-failed``) when the registry cannot serve it.
    """
    packages = _checked(_read(manifest, MANIFEST), _read(lock, LOCK))
    asked = {key: packages[""][key] for key in ASKED if key in packages[""]}
    # What a project is called is no part of what it installs.
    document = {"name": "locked", "version": "0.0.0", "private": True, **asked}
    whole = {"name": "locked", "version": "0.0.0", "lockfileVersion": 3, "requires": True}
    told = json.dumps({**whole, "packages": {**packages, "": document}}, sort_keys=True)

    def build(folder: Path) -> None:
        (folder / MANIFEST).write_text(json.dumps(document), encoding="utf-8")
        (folder / LOCK).write_text(told, encoding="utf-8")
        _install(folder, node)

    system = f"{sys.platform} {platform.machine()} {platform.libc_ver()[0]}"
    return cached_folder("node_modules", key_of(RECIPE, node.version, system, told), build) / MODULES


def _install(folder: Path, node: Node) -> None:
    """Runs npm as ourselves: it finds its registry where people set theirs, and executes nothing that it fetches."""
    environment = index_environment()
    environment["PATH"] = f"{node.programs}:{environment['PATH']}"
    result = run(("npm", "ci", *OPTIONS), cwd=folder, env=environment, user=None, timeout_seconds=INSTALL_SECONDS)
    if not result.ok:
        raise AgentError(
            "The locked packages cannot be installed.",
            code="install-failed",
            hint=f"Check that the package registry is reachable.\n{result.tail()}",
        )
    (folder / MODULES).mkdir(exist_ok=True)


def _read(content: bytes, name: str) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise CheckFailed(f"{name} is no JSON object.", code="broken-lock", hint="Generate the backend again.")
    return found


def _checked(manifest: dict[str, Any], lock: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The locked packages by their place, the project itself under the empty one."""
    packages = lock.get("packages")
    if not isinstance(packages, dict) or not all(isinstance(item, dict) for item in ({"": None} | packages).values()):
        raise CheckFailed(f"{LOCK} lists no packages.", code="broken-lock", hint="Write it with npm 7 or newer.")
    for place, entry in packages.items():
        served = str(entry.get("resolved", "https:")).startswith("https:")
        if place and not (isinstance(entry.get("integrity"), str) and served and not entry.get("link")):
            raise CheckFailed(
                f"{LOCK} has no hash for {place}.",
                code="unhashed-lock",
                hint="Only packages of a registry can be locked; folders and repositories cannot.",
            )
    if any(manifest.get(key, {}) != packages[""].get(key, {}) for key in ASKED):
        raise CheckFailed(
            f"{LOCK} locks other packages than {MANIFEST} asks for.",
            code="stale-lock",
            hint="`npm install --package-lock-only` brings it up to date.",
        )
    return packages
