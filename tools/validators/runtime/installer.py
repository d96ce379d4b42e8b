"""Installs a hash-locked requirements file; the standard library alone, for it also prepares ``.venv``.

Wheels only: installing runs no code of what it installs. uv does the work, told the package index that pip is
configured for, because that is where people configure theirs.
"""

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

# pip's setting → the variable that tells uv the same. uv separates extra indexes and hosts by spaces.
UV_VARIABLES = {
    "cert": "SSL_CERT_FILE",
    "client-cert": "SSL_CLIENT_CERT",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "index-url": "UV_DEFAULT_INDEX",
    "no-index": "UV_NO_INDEX",
    "proxy": "ALL_PROXY",
    "trusted-host": "UV_INSECURE_HOST",
}
COMMA_SEPARATED = frozenset({"UV_FIND_LINKS"})


def pip_settings(listing: str) -> dict[str, str]:
    """Effective settings out of the text of ``pip config list``; later sections win, as in pip itself."""
    ranked: dict[str, tuple[int, str]] = {}
    for line in listing.splitlines():
        name, found, quoted = line.partition("=")
        section, _, key = name.rpartition(".")
        rank = {"global": 0, "install": 1, ":env:": 2}.get(section)
        if not found or rank is None or rank < ranked.get(key, (0, ""))[0]:
            continue
        ranked[key] = (rank, " ".join(shlex.split(quoted)))
    return {key: value for key, (_, value) in ranked.items()}


def uv_environment(settings: Mapping[str, str]) -> dict[str, str]:
    """The variables that give uv pip's settings."""
    variables: dict[str, str] = {}
    for key, variable in UV_VARIABLES.items():
        value = " ".join(settings.get(key, "").split())
        if value:
            variables[variable] = value.replace(" ", ",") if variable in COMMA_SEPARATED else value
    return variables


def commands(python: Path, lock: Path) -> tuple[list[str], list[str]]:
    """The command lines of uv and of pip that install the lock into the environment of ``python``."""
    uv = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-build", "--compile-bytecode"]
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    pip += ["--disable-pip-version-check", "--only-binary", ":all:"]
    locked = ["--require-hashes", "-r", str(lock)]
    return [*uv, "--python", str(python), *locked], [*pip, *locked]


def install(python: Path, lock: Path, environment: Mapping[str, str]) -> str:
    """Installs the lock; answers "" or, when neither installer could, what both said.

    pip is the second try: it knows ways to reach an index (keyrings, say) that cannot be told to uv.
    """
    listing = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"],
        env=dict(environment),
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    # A variable that was set for uv itself beats what pip is told.
    uv_variables = {**uv_environment(pip_settings(listing)), **environment}
    by_uv, by_pip = commands(python, lock)
    said = []
    for command, variables in ((by_uv, uv_variables), (by_pip, dict(environment))):
        done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return ""
        said.append(f"{command[2]}: {done.stderr.strip()[-2000:]}")
    return "\n".join(said)


def main() -> int:
    """``python -m tools.validators.runtime.installer LOCK``: installs into the running environment."""
    fault = install(Path(sys.executable), Path(sys.argv[1]), os.environ)
    if fault:
        sys.stderr.write(f"Cannot install {sys.argv[1]}.\n{fault}\n")
    return 1 if fault else 0


if __name__ == "__main__":
    sys.exit(main())
