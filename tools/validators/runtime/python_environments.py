"""Python environments for generated projects: an interpreter that children can reach, and locked packages."""

import os
import shutil
import sys
import venv
from dataclasses import dataclass, field
from pathlib import Path

from tools.errors import AgentError
from tools.validators.runtime.caches import cached_folder, key_of
from tools.validators.runtime.environment import index_environment
from tools.validators.runtime.installer import install
from tools.validators.runtime.users import child_user, reachable

# Changes whenever an environment is built in another way.
RECIPE = "1"
# Large, and no part of what runs a server.
NOT_COPIED = ("site-packages", "test", "idlelib", "__pycache__", "config-*", "*.a", "tkinter", "turtledemo")


@dataclass(frozen=True, slots=True)
class Interpreter:
    """A Python and the variables without which it does not start."""

    executable: Path
    variables: dict[str, str] = field(default_factory=dict)


def reachable_interpreter() -> Interpreter:
    """Our own Python, or a cached copy where the child user cannot reach ours (one in root's home, say)."""
    own = Path(os.path.realpath(sys.executable))
    if reachable(own, child_user()):
        return Interpreter(own)
    prefix = Path(sys.base_prefix)
    folder = cached_folder("interpreters", key_of(RECIPE, str(prefix), sys.version), _copy_interpreter)
    return Interpreter(
        folder / own.relative_to(prefix.resolve()),
        # A shared libpython is looked up where it was installed, which is the place out of reach.
        {"LD_LIBRARY_PATH": str(folder / "lib")},
    )


def python_environment(lock: bytes) -> Interpreter:
    """A Python with exactly the packages of the hash-locked requirements file; built once per lock.

    Raises AgentError (``install-failed``) when the index cannot serve the lock as wheels.
    """
    base = reachable_interpreter()

    def build(folder: Path) -> None:
        requirements = folder / "requirements.lock"
        requirements.write_bytes(lock)
        _make_environment(base, folder)
        fault = install(folder / "bin" / base.executable.name, requirements, index_environment(base.variables))
        if fault:
            raise AgentError(
                "The locked packages cannot be installed.",
                code="install-failed",
                hint=f"Check that the package index is reachable.\n{fault}",
            )

    folder = cached_folder("environments", key_of(RECIPE, sys.version, str(base.executable), lock), build)
    return Interpreter(folder / "bin" / base.executable.name, base.variables)


def _copy_interpreter(folder: Path) -> None:
    prefix = Path(sys.base_prefix)
    ignore = shutil.ignore_patterns(*NOT_COPIED)
    for part in ("bin", "lib"):
        shutil.copytree(prefix / part, folder / part, symlinks=True, ignore=ignore)


def _make_environment(base: Interpreter, folder: Path) -> None:
    """Lays out a virtual environment on the base interpreter, which need not be the running one."""
    builder = venv.EnvBuilder(symlinks=True, with_pip=False)
    context = builder.ensure_directories(str(folder))
    context.executable = str(base.executable)
    context.python_dir = str(base.executable.parent)
    context.python_exe = base.executable.name
    context.env_exe = os.path.join(context.bin_path, context.python_exe)
    builder.create_configuration(context)
    builder.setup_python(context)
