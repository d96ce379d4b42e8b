"""Python projects: the environment of their hash-locked requirements."""

import platform
from pathlib import Path

from tools.errors import CheckFailed
from tools.validators.runtime.python_environments import python_environment
from tools.validators.runtime.toolchains.toolchain import Toolchain

# The first one that exists; the lock with development tools holds all of the other one.
LOCKS = ("requirements-dev.lock", "requirements.lock")


def install(project: Path) -> Toolchain:
    """The environment of the project's lock, from the cache where it was built before."""
    for name in LOCKS:
        lock = project / name
        if lock.is_file():
            python = python_environment(lock.read_bytes())
            return Toolchain(platform.python_version(), (python.executable.parent,), python.variables)
    raise CheckFailed(
        "The project locks no dependencies.",
        code="no-lock",
        hint=f"Expected one of: {', '.join(LOCKS)}.",
    )
